import type { Former, FormerMemory, Memory } from '../contact.ts';

/**
 * What a contact was before any version after the ones that are `takenUp` (numbers of one document)
 * judged it; null: none of those did. `judgedBy`: the version of its last evaluation.
 */
export function formerUnder(
  takenUp: readonly number[],
  { formers, judgedBy }: { readonly formers: readonly Former[]; readonly judgedBy: number | null },
): FormerMemory | null {
  const last = Math.max(...takenUp);
  if (takenUp.length === 0 || judgedBy === null || judgedBy <= last) return null;
  const left =
    // Where the version itself did not reach it, what the ones before it left was in force for it.
    formers.findLast(({ version }) => takenUp.includes(version)) ?? formers.findLast(({ version }) => version <= last);
  return left?.memory ?? null;
}

/**
 * What a contact remembers when a version is taken back: what it was before that version judged it,
 * as far as that version decided it, and everything that has happened since. So a contact that a
 * lower threshold had made an SQL is none any more, although the threshold to stay one is lower
 * still; and nothing that was asked, answered or sent meanwhile is forgotten. `seenStage`: the
 * lifecycle stage, unless it is news that somebody else gave it.
 */
export function takenBack(now: Memory, then: FormerMemory, seenStage: string | null): Memory {
  const { qualification, qualifiedSince, mqlAt, sqlAt, segment } = then;
  const isUntouched = now.lastTouch?.at === then.lastTouch?.at;
  const isOpen = new Set(now.open.map(touchKey));
  return {
    ...now,
    qualification,
    qualifiedSince,
    mqlAt,
    sqlAt,
    segment,
    // The stage moves forward only. What Ripen wrote there is nobody's decision.
    stage: seenStage,
    // What was announced then holds, unless it should have come to pass meanwhile.
    nextTouch: isUntouched && (then.nextTouch?.at ?? Infinity) > now.asOf ? then.nextTouch : now.nextTouch,
    // An e-mail that was due then is due again: what became of it, the next evaluation sees. The
    // task of a touch by hand has been closed, and people are not asked twice.
    open: isUntouched
      ? [...now.open, ...then.open.filter((touch) => touch.kind === 'email' && !isOpen.has(touchKey(touch)))]
      : now.open,
  };
}

const touchKey = ({ track, kind, dueAt }: Memory['open'][number]): string => `${track} ${kind} ${dueAt}`;
