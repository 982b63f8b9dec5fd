import * as z from 'zod/mini';

/*
 * Deeds: what people do with a contact on its score card. The score card and the app's page both
 * list them. Instants are ms since 1970 UTC.
 */

export const BANT_QUESTIONS = ['budget', 'authority', 'need', 'timeline'] as const;
export const BANT_ANSWERS = ['unknown', 'no', 'partly', 'yes'] as const;
export type BantQuestion = (typeof BANT_QUESTIONS)[number];
export type BantAnswer = (typeof BANT_ANSWERS)[number];

/** Why sales gives a contact back. */
export const HAND_BACK_KINDS = [
  'no_budget',
  'no_authority',
  'no_need',
  'bad_timing',
  'wrong_fit',
  'not_interested',
  'not_reached',
  'other',
] as const;
export type HandBackKind = (typeof HAND_BACK_KINDS)[number];

/** The fields of a deed in the answers of the server. */
export const DEED = {
  at: z.int(),
  /** by name; null: HubSpot did not say who */
  by: z.nullable(z.string()),
  what: z.enum(['bant', 'hand-to-sales', 'hand-back', 'vouch', 'doubt', 'snooze', 'wake']),
  /** of a hand-back */
  kind: z.nullable(z.enum(HAND_BACK_KINDS)),
  reason: z.nullable(z.string()),
  /** of a snooze */
  until: z.nullable(z.int()),
  /** BANT answers that somebody gave */
  answers: z.array(z.object({ question: z.enum(BANT_QUESTIONS), answer: z.enum(BANT_ANSWERS) })),
};
