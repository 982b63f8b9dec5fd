import { z } from 'zod';
import { BANT_QUESTIONS, JOURNEY_STAGES } from '../../words.ts';
import { condition } from './condition.ts';
import { days, field, identifier, sentence, someTexts, wholeDays } from './parts.ts';

/* Whom a contact is like, what it is interested in, and what is known of its plans. */

export const personSection = {
  personas: z.array(
    z.strictObject({
      id: identifier,
      label: sentence,
      attributes: z
        .array(z.strictObject({ label: sentence, weight: z.number().int().positive().max(1000), when: condition }))
        .min(1),
    }),
  ),
  journey: z
    .array(
      z.strictObject({
        stage: z.enum(JOURNEY_STAGES),
        signals: z.array(identifier),
        contains: z.array(z.string().min(1)).default([]).describe('in what was looked at: page addresses, form names'),
        halfLifeDays: days,
        atLeast: z.number().positive().max(100),
      }),
    )
    .describe(
      'The furthest stage that is reached: each day on which something of it was used counts 1, halved in so many days.',
    ),
  products: z
    .array(z.strictObject({ id: identifier, label: sentence, contains: someTexts }))
    .describe('A product is of interest when what the contact looked at contains one of the texts.'),
  productInterest: z
    .strictObject({ halfLifeDays: days, atLeast: z.number().positive().max(100) })
    .describe(
      'Each look at a product counts 1, halved in so many days; below `atLeast` there is no interest any more.',
    ),
  bant: z.record(z.enum(BANT_QUESTIONS), field),
  bantFreshDays: z
    .record(z.enum(BANT_QUESTIONS), wholeDays)
    .describe('An older answer counts no more, and is to be asked for again. Rules read lead.bant_budget and so on.'),
};
