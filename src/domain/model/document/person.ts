import { z } from 'zod';
import { BANT_QUESTIONS, JOURNEY_STAGES } from '../../words.ts';
import { condition } from './condition.ts';
import { days, field, identifier, sentence, someTexts, wholeDays } from './parts.ts';

/* The sections of personas, interests, brand awareness and BANT. */

const strength = z.number().positive().max(1000);

/** The default for models stored before the field existed. One meeting counts for a year. */
const USUAL_AWARENESS = { halfLifeDays: 90, low: 0.06, medium: 3, high: 10 };

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
  brandAwareness: z
    .strictObject({ halfLifeDays: days, low: strength, medium: strength, high: strength })
    .refine(
      ({ low, medium, high }) => low < medium && medium < high,
      'expected low under medium, and medium under high',
    )
    .default(USUAL_AWARENESS)
    .describe(
      'How well a contact knows the brand: each signal of `journey` counts 1 on each day, halved in so many days; these are the sums from which on it is low, medium or high. It gives no points.',
    ),
  bant: z.record(z.enum(BANT_QUESTIONS), field),
  bantAlso: z
    .array(
      z.strictObject({
        question: z.enum(BANT_QUESTIONS),
        field,
        yes: someTexts.optional(),
        partly: someTexts.optional(),
        no: someTexts.optional(),
      }),
    )
    .max(100)
    .optional()
    .describe(
      'Properties of the account whose values tell an answer too, such as the question of a form or a quiz; what is in the property of `bant` itself comes first, then the first of these that tells one.',
    ),
  bantFreshDays: z
    .record(z.enum(BANT_QUESTIONS), wholeDays)
    .describe('An older answer counts no more, and is to be asked for again. Rules read lead.bant_budget and so on.'),
};
