import type { Former, Memory } from '../contact.ts';

/**
 * What a contact remembers when a version is taken back: what it was before that version judged it,
 * as far as that version decided it, and everything that has happened since. So a contact that a
 * lower threshold had made an SQL is none any more, although the threshold to stay one is lower
 * still; and nothing that was asked, answered or sent meanwhile is forgotten. `seenStage`: the
 * lifecycle stage, unless it is news that somebody else gave it.
 */
export function takenBack(now: Memory, { memory: then }: Former, seenStage: string | null): Memory {
  const { qualification, qualifiedSince, mqlAt, sqlAt, segment } = then;
  const isUntouched = now.lastTouch?.at === then.lastTouch?.at;
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
  };
}
