import type { Memory, OpenTouch, Owed, PastTouch } from '../contact.ts';
import { bothDrawn } from '../nurture/hold-out.ts';
import { openResponse } from '../sales/response.ts';
import { QUALIFICATIONS } from '../words.ts';

/**
 * The memory of a contact that HubSpot merged from two: it has the better qualification with its
 * instants, and the earlier first sight.
 */
export function mergeMemories(a: Memory, b: Memory): Memory {
  const rank = ({ qualification }: Memory) => QUALIFICATIONS.indexOf(qualification);
  const [better, other] =
    rank(b) > rank(a) || (rank(a) === rank(b) && b.qualifiedSince < a.qualifiedSince) ? [b, a] : [a, b];
  const drawn = bothDrawn(a.drawn, b.drawn);
  return {
    ...better,
    firstSeenAt: Math.min(a.firstSeenAt, b.firstSeenAt),
    // The later of the two: no contact must go through an instant twice.
    asOf: Math.max(a.asOf, b.asOf),
    mqlAt: latest(a.mqlAt, b.mqlAt),
    sqlAt: latest(a.sqlAt, b.sqlAt),
    decision: better.decision ?? other.decision,
    lastTouch: latestTouch(a.lastTouch, b.lastTouch),
    lastActivityAt: latest(a.lastActivityAt, b.lastActivityAt),
    open: bothOpen(better.open, other.open),
    ...bothOwed(a, b),
    ...(drawn !== undefined && { drawn }),
  };
}

/**
 * Of two open responses the earlier one stays open, and the next evaluation closes the tasks of the
 * other. A deal that one contact brings along is no answer to the other's response.
 */
function bothOwed(a: Memory, b: Memory): Pick<Memory, 'owed' | 'lookedAt'> {
  const [first, second] = [a, b]
    .flatMap((memory) => {
      const owed = openResponse(memory.owed);
      return owed === null ? [] : [{ owed, lookedAt: lookedAtOf(memory) }];
    })
    .toSorted((x, y) => x.owed.since - y.owed.since);
  if (first === undefined) return { owed: latestOwed(a.owed, b.owed), lookedAt: latest(lookedAtOf(a), lookedAtOf(b)) };
  const { owed, lookedAt } = first;
  const alsoOpen = [...(owed.alsoOpen ?? []), ...(second ? [second.owed.since, ...(second.owed.alsoOpen ?? [])] : [])];
  return {
    owed: { ...owed, relation: 'customer', alsoOpen: alsoOpen.filter((since) => since !== owed.since) },
    lookedAt,
  };
}

const lookedAtOf = ({ lookedAt, asOf }: Memory): number | null => (lookedAt === undefined ? asOf : lookedAt);

const latestOwed = (a: Owed | null, b: Owed | null): Owed | null =>
  a !== null && (b === null || a.since >= b.since) ? a : b;

const bothOpen = (a: readonly OpenTouch[], b: readonly OpenTouch[]): readonly OpenTouch[] => [
  ...a,
  ...b.filter((touch) => !a.some(({ kind, dueAt }) => kind === touch.kind && dueAt === touch.dueAt)),
];

const latest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

const latestTouch = (a: PastTouch | null, b: PastTouch | null): PastTouch | null =>
  a !== null && (b === null || a.at >= b.at) ? a : b;
