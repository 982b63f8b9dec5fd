import type { Memory, OpenTouch, PastTouch } from '../contact.ts';
import { QUALIFICATIONS } from '../words.ts';

/**
 * The memory of a contact that HubSpot made of two: the better qualification with its instants, and
 * the earlier first sight.
 */
export function mergeMemories(a: Memory, b: Memory): Memory {
  const rank = (m: Memory) => QUALIFICATIONS.indexOf(m.qualification);
  const [better, other] =
    rank(b) > rank(a) || (rank(a) === rank(b) && b.qualifiedSince < a.qualifiedSince) ? [b, a] : [a, b];
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
    // The next evaluation finds the response that sales owes the better contact again. The response
    // owed to the other contact is kept here, so that the same evaluation closes it.
    owed: other.owed !== null && !other.owed.isOver ? other.owed : better.owed,
  };
}

const bothOpen = (a: readonly OpenTouch[], b: readonly OpenTouch[]): readonly OpenTouch[] => [
  ...a,
  ...b.filter((touch) => !a.some(({ kind, dueAt }) => kind === touch.kind && dueAt === touch.dueAt)),
];

const latest = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.max(a, b);

const latestTouch = (a: PastTouch | null, b: PastTouch | null): PastTouch | null =>
  a !== null && (b === null || a.at >= b.at) ? a : b;
