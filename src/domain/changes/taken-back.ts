import type { Former, FormerMemory, Memory } from '../contact.ts';

/**
 * What a contact was before any version judged it that came after the ones `takenUp` again (version
 * numbers with one content). null: no later version has judged it. `judgedBy`: the version of its
 * last evaluation.
 */
export function formerUnder(
  takenUp: readonly number[],
  { formers, judgedBy }: { readonly formers: readonly Former[]; readonly judgedBy: number | null },
): FormerMemory | null {
  const last = Math.max(...takenUp);
  if (takenUp.length === 0 || judgedBy === null || judgedBy <= last) return null;
  const left =
    // If the version itself never judged the contact, use what an earlier version left.
    formers.findLast(({ version }) => takenUp.includes(version)) ?? formers.findLast(({ version }) => version <= last);
  return left?.memory ?? null;
}

/**
 * The memory of a contact when a version is taken back: its qualification from before that version
 * judged it, and everything that has happened since. So a contact that a lower threshold made an
 * SQL is no SQL any more, although it still reaches the threshold to stay one. What people were
 * asked, answered or sent meanwhile is kept. `seenStage`: the lifecycle stage, unless somebody else
 * has just set it.
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
    // The stage stays, since it moves forward only. That Ripen wrote it makes it no decision.
    stage: seenStage,
    owed: now.owed?.why === 'hand_raise' && !now.owed.isOver ? { ...now.owed, isDoubted: true } : now.owed,
    // The touch that was announced then holds, unless it should have fallen due meanwhile.
    nextTouch: isUntouched && (then.nextTouch?.at ?? Infinity) > now.asOf ? then.nextTouch : now.nextTouch,
    // An e-mail that was due then is due again, and the next evaluation sees what became of it. The
    // task of a touch by hand has been closed, and Ripen asks nobody twice.
    open: isUntouched
      ? [...now.open, ...then.open.filter((touch) => touch.kind === 'email' && !isOpen.has(touchKey(touch)))]
      : now.open,
  };
}

const touchKey = ({ track, kind, dueAt }: Memory['open'][number]): string => `${track} ${kind} ${dueAt}`;
