import { z } from 'zod';
import { field, identifier, sentence, someTexts } from './parts.ts';

/* The section of signals, and of the HubSpot properties that show them. */

const behaviour = z.union(
  [
    z
      .strictObject({
        counter: field,
        signal: identifier,
        first: field.optional(),
        last: field.optional(),
        detail: field.optional(),
      })
      .describe('A counter that HubSpot keeps, with the dates beside it.'),
    z.strictObject({ date: field, signal: identifier }).describe('A date that moves on with each occurrence.'),
    z.strictObject({ flag: field, signal: identifier }).describe('A property that becomes true or known once.'),
    z
      .strictObject({
        conversions: field,
        first: field,
        firstName: field,
        recent: field,
        recentName: field,
        signal: identifier.describe('when no pattern of `forms` fits the name'),
      })
      .describe('Form submissions: a counter, and the names of the first and of the most recent form.'),
  ],
  'expected signal and one of counter, date, flag, or conversions with first, firstName, recent, recentName',
);

export const behaviourSection = {
  signals: z
    .array(
      z.strictObject({
        id: identifier,
        label: sentence,
        qualifies: z.enum(['mql', 'sql']).optional().describe('Qualifies directly, whatever the score.'),
        passive: z
          .boolean()
          .default(false)
          .describe(
            'The person did nothing (a mail was opened by a program, it bounced): it does not wake a dormant contact.',
          ),
      }),
    )
    .min(1)
    .describe('What the contact does, by kind.'),
  behaviours: z.array(behaviour).describe('Where HubSpot shows it.'),
  forms: z
    .array(z.strictObject({ contains: someTexts, signal: identifier }))
    .describe(
      'A form name that contains one of the words is an occurrence of the signal; the first line that fits wins.',
    ),
  pages: z
    .array(z.strictObject({ contains: someTexts, signal: identifier }))
    .describe('A page address that contains one of the texts is an occurrence of the signal, beside the page view.'),
};
