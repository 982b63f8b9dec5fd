import type { Activity, Decisions, Properties } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import type { BantQuestion, HandBackKind } from '../../domain/words.ts';
import { answersOf } from './bant-answers.ts';

export type HandBack = {
  readonly kind: HandBackKind;
  readonly reason: string | undefined;
  readonly source: 'rep' | 'workflow';
  /** when the contact became an SQL: each time it can be handed back once */
  readonly qualifiedSince: number;
  /** what was decided before */
  readonly decisions: Decisions | null;
  readonly now: number;
};

/** The BANT question that a kind of hand-back answers with no. */
const NO: Readonly<Partial<Record<HandBackKind, BantQuestion>>> = {
  no_budget: 'budget',
  no_authority: 'authority',
  no_need: 'need',
  bad_timing: 'timeline',
};
/** Kinds that say the contact is not interested: they count as a signal with negative points. */
const NO_INTEREST: readonly HandBackKind[] = ['not_interested', 'not_reached'];
const RETURNED_BY_SALES = 'returned_by_sales';

/**
 * What Ripen notes of a contact that sales hands back: each kind lowers the score that was too
 * high. Pure.
 */
export function handBackNote(
  model: Model,
  { kind, reason, source, qualifiedSince, decisions, now }: HandBack,
): { readonly decisions: Decisions; readonly inputs: Properties; readonly activities: readonly Activity[] } {
  const question = NO[kind];
  const answers = answersOf(model, question === undefined ? {} : { [question]: 'no' }, { source, at: now }, decisions);
  const returned = NO_INTEREST.includes(kind) && model.signals.some(({ id }) => id === RETURNED_BY_SALES);
  return {
    decisions: {
      ...answers.decisions,
      handedBackAt: now,
      handBackKind: kind,
      ...(reason !== undefined && { handBackReason: reason }),
    },
    inputs: answers.inputs,
    activities: returned
      ? [{ id: `${RETURNED_BY_SALES}:${qualifiedSince}`, signal: RETURNED_BY_SALES, at: now, quantity: 1, source }]
      : [],
  };
}
