import type { Owed } from '../contact.ts';
import type { Step } from '../evaluation/advance.ts';
import type { Model } from '../model/model.ts';
import { addWorkingTime, type Calendar, workingTimeBetween } from '../time/calendar.ts';

/** Why sales owed an answer; `sql`: the contact became an SQL. */
type AnswerWhy = NonNullable<Owed['why']> | 'sql';

/**
 * A response for the figures: by when it was due, and when it came. Instants: ms since 1970 UTC.
 */
export type OwedAnswer = {
  /** the instant from which the deadlines count; it names the answer */
  readonly since: number;
  /** when the contact did, or became, what sales is to answer */
  readonly occasion: number;
  readonly why: AnswerWhy;
  readonly due: number;
  readonly escalate: number;
  /** null: not yet, or never */
  readonly answered: number | null;
  /** working hours from the occasion to the answer; null: there is none */
  readonly hours: number | null;
  /** since when nobody wants the answer, which never came; null: it came, or is still wanted */
  readonly dropped: number | null;
  /** nobody wanted it for a while, until a version of the model was taken back */
  readonly isAgain?: true;
};

/**
 * The answers that the evaluations `steps` tell of, each as the last evaluation left it. `before`:
 * the response owed before them; `contactedAt`: when somebody got in touch, as far as known. If an
 * evaluation begins a new response, the one before has ended: answered, or not wanted any more.
 */
export function owedAnswersOf(
  { response }: Pick<Model, 'response'>,
  work: Calendar,
  {
    before: owedBefore,
    steps,
    contactedAt,
  }: {
    readonly before: Owed | null;
    readonly steps: readonly Pick<Step, 'at' | 'memory'>[];
    readonly contactedAt: readonly number[];
  },
): readonly OwedAnswer[] {
  if (response === undefined) return [];
  const found = new Map<number, { readonly owed: Owed; readonly at: number }>();
  const again = new Set<number>();
  let last = owedBefore;
  for (const { at, memory } of steps) {
    const { owed } = memory;
    if (last !== null && !last.isOver && owed?.since !== last.since) {
      const { since } = last;
      const answers = contactedAt.filter((instant) => since <= instant && instant <= at);
      const answered = answers.length === 0 ? {} : { answeredAt: Math.min(...answers) };
      found.set(since, { owed: { ...last, isOver: true, ...answered }, at });
    }
    const before = last;
    last = owed;
    if (owed === null) continue;
    const isAgain = before !== null && (before.since === owed.since ? before.isOver : before.since > owed.since);
    if (isAgain && !owed.isOver) again.add(owed.since);
    // A response that is over stays in the memory: it ended at the first evaluation that shows so.
    const known = found.get(owed.since);
    if (known === undefined || !known.owed.isOver) found.set(owed.since, { owed, at });
  }
  return [...found.values()].map(({ owed, at }) => {
    const { since, occasion = since, isOver, answeredAt = null } = owed;
    return {
      since,
      occasion,
      why: owed.why ?? 'sql',
      due: addWorkingTime(work, since, response.workingHours),
      escalate: addWorkingTime(work, since, response.escalateAfterWorkingHours),
      answered: answeredAt,
      hours: answeredAt === null ? null : workingTimeBetween(work, occasion, answeredAt),
      dropped: isOver && answeredAt === null ? at : null,
      ...(again.has(since) && { isAgain: true }),
    };
  });
}
