import { z } from 'zod';
import { condition, labelled } from './condition.ts';
import { hours, identifier, ownerId, sentence, wholeDays } from './parts.ts';

/* The sections of responses, routing, hand-backs and ready contacts, and the agreement. */

export const salesSection = {
  response: z
    .strictObject({
      workingHours: hours,
      escalateAfterWorkingHours: hours,
      task: sentence,
      escalateTo: z
        .union([z.strictObject({ owner: ownerId }), z.strictObject({ queue: ownerId })])
        .optional()
        .describe("absent: the contact's own owner is reminded a second time"),
    })
    .refine(
      ({ workingHours, escalateAfterWorkingHours }) => workingHours < escalateAfterWorkingHours,
      'expected the escalation after the response is due',
    )
    .optional()
    .describe(
      'absent: nobody is reminded. How soon sales answers a new SQL, a signal that qualifies as SQL of a contact that is with sales or has bought, and whoever wakes up after a lost deal, as a dormant SQL or as a dormant MQL with an owner; in working hours from that moment.',
    ),
  routing: z
    .strictObject({
      automatic: z
        .boolean()
        .describe('whether a new SQL without an owner gets one by itself; else the workflow action does it'),
      territories: z
        .array(
          z.strictObject({
            id: identifier,
            label: sentence,
            when: condition.optional().describe('absent: everybody'),
            owners: z
              .array(
                z.strictObject({
                  id: ownerId,
                  weight: z.number().int().min(1).max(100).default(1),
                  capacity: z.number().int().positive().optional().describe('open SQLs at a time'),
                }),
              )
              .min(1),
          }),
        )
        .describe('The first that fits a contact decides who takes turns for it.'),
      fallbackOwner: ownerId
        .optional()
        .describe(
          "gets a contact that waits for sales and is nobody's: at once where no territory has anybody for it, and else when its answer is due; tasks without an owner too",
        ),
    })
    .refine(
      ({ automatic, territories, fallbackOwner }) =>
        !automatic || territories.length > 0 || fallbackOwner !== undefined,
      'expected a territory or a fallback owner, since routing is automatic',
    ),
  handBackDays: wholeDays.describe('How long the reason for which sales gave a contact back counts as lead.hand_back.'),
  ready: z
    .array(labelled)
    .describe('A prospect for whom one of these holds, and who is no SQL yet, is shown to sales as ready.'),
};

export const agreementSection = {
  agreement: z
    .strictObject({
      purpose: sentence,
      marketing: z.array(sentence),
      sales: z.array(sentence),
      bothSign: z
        .boolean()
        .optional()
        .describe('whether a new version holds only once marketing and sales have signed it; absent: no'),
    })
    .describe('What marketing and sales promise each other beside what the rest of the model says.'),
};
