import { z } from 'zod';
import { TOUCH_KINDS, type TouchKind } from '../../words.ts';
import { labelled } from './condition.ts';
import { days, field, hours, openingHours, opensBeforeItCloses, sentence, wholeDays } from './parts.ts';

/* The sections of touches and calendars, and of who must not be written to. */

const rhythm = <Kind extends TouchKind>(kinds: readonly Kind[]) =>
  z.strictObject({
    kind: z.enum(kinds),
    everyDays: wholeDays,
    firstAfterDays: days.optional(),
    task: sentence.optional(),
  });
const cadence = <Kind extends TouchKind>(kinds: readonly Kind[]) => z.array(rhythm(kinds));

/** After a purchase some touches come only a few times, and some depend on a date property. */
const customerCadence = z.array(
  rhythm(TOUCH_KINDS).extend({
    times: z.number().int().min(1).max(1000).optional().describe('how often in all, such as 1 for a welcome'),
    before: z
      .strictObject({ field, days: z.number().int().min(0).max(3650) })
      .optional()
      .describe('the first one comes so many days before this date, such as a renewal; where it is not known, none'),
  }),
);

/** At most half of those who enter a track. */
const leftOut = z.number().int().min(0).max(50).describe('per cent');

export const nurtureSection = {
  calendar: z
    .strictObject({
      timeZone: z.string().optional().describe('IANA, such as Europe/Berlin; absent: the time zone of the account'),
      workingDays: z.array(z.number().int().min(1).max(7)).min(1).describe('1 is Monday'),
      ...openingHours,
      holidays: z
        .array(z.string().regex(/^(\d{4}-)?\d\d-\d\d$/, 'expected a day such as 2027-05-01, or 05-01 of every year'))
        .max(200),
    })
    .refine(opensBeforeItCloses, 'expected from before to')
    .describe('When your people work: deadlines count these hours, and touches by hand fall into them.'),
  touch: z
    .strictObject({
      minimumGapDays: z.number().min(0).max(90).describe('No two touches of a contact are closer than this.'),
      ...openingHours,
      weekends: z.boolean().describe('whether e-mail may be due on days that are no working days'),
      graceDays: wholeDays.describe('An e-mail that was not sent so long after it was due is missed.'),
      lateAfterWorkingHours: hours.describe('A touch by hand that is not done by then is escalated.'),
    })
    .refine(opensBeforeItCloses, 'expected from before to')
    .describe(
      "E-mail touches fall due between `from` and `to` in the contact's own time zone; where only its country is known, in hours that are open all over it.",
    ),
  cadence: z
    .strictObject({
      mql_nurture: cadence(TOUCH_KINDS).optional(),
      dormant_mql: cadence(TOUCH_KINDS).optional(),
      dormant_sql: cadence(TOUCH_KINDS).optional(),
      closed_lost_review: cadence(['manual']).optional(),
      customer: customerCadence.optional().describe('Counted from the latest purchase.'),
    })
    .describe(
      'Touches of each track. A lost deal is followed up by hand only; who never qualified is left alone. The short-term programme ends after dormancy.mqlProgrammeDays.',
    ),
  holdOut: z
    .strictObject({
      mql_nurture: leftOut.optional(),
      dormant_mql: leftOut.optional(),
      dormant_sql: leftOut.optional(),
    })
    .optional()
    .describe(
      'Of those who enter a track, so many in a hundred are left out of it at random, to see what the track does: they get no e-mail of it. Sales gets them all the same, and touches by hand come. Absent or 0: nobody is left out.',
    ),
};

export const correspondenceSection = {
  noCorrespondence: z
    .array(labelled)
    .describe(
      'A contact for whom one of these holds must not receive correspondence. That holds anyway for whoever opted out, bounced for good, has a bad address or is in quarantine: no model can leave it out.',
    ),
};
