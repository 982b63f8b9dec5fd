import { z } from 'zod';
import { BANT_QUESTIONS, JOURNEY_STAGES, TOUCH_KINDS, type TouchKind } from './words.ts';

/*
 * The scoring model: one immutable JSON document per version. Everything a marketer may want to change is in it;
 * everything the engine does with it is in the files beside this one.
 */

const id = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,63}$/, 'expected lower-case letters, digits and _ (at most 64)')
  .meta({ id: 'id' });
const sentence = z.string().min(1).max(200);
const days = z.number().positive().max(3650);
const wholeDays = z.number().int().positive().max(3650);
const points = z
  .number()
  .min(-1000)
  .max(1000)
  .refine((value) => Number.isInteger(Math.round(value * 1e9) / 1e6), 'expected at most three decimals')
  .meta({ id: 'points', description: 'At most three decimals: the engine counts whole thousandths of a point.' });
const hundred = z.number().int().min(0).max(100);
const field = z
  .string()
  .regex(/^(company\.|lead\.)?[a-z][a-z0-9_]*$/, 'expected a property name, or company.… or lead.…')
  .meta({
    id: 'field',
    description:
      'jobtitle is a contact property, company.industry one of the primary company, lead.mail_kind a fact that Ripen derives.',
  });
const texts = z.array(z.string().min(1)).min(1);

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly equals: string }
  | { readonly field: string; readonly oneOf: readonly string[] }
  | { readonly field: string; readonly contains: readonly string[] }
  | { readonly field: string; readonly hasWord: readonly string[] }
  | { readonly field: string; readonly startsWith: readonly string[] }
  | { readonly field: string; readonly endsWith: readonly string[] }
  | { readonly field: string; readonly atLeast?: number | undefined; readonly below?: number | undefined }
  | { readonly field: string; readonly known: boolean }
  | { readonly field: string; readonly withinDays: number };

const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ all: z.array(condition).min(1) }),
        z.strictObject({ any: z.array(condition).min(1) }),
        z.strictObject({ not: condition }),
        z.strictObject({ field, equals: z.string().min(1) }),
        z.strictObject({ field, oneOf: texts }),
        z.strictObject({ field, contains: texts }),
        z.strictObject({ field, hasWord: texts }),
        z.strictObject({ field, startsWith: texts }),
        z.strictObject({ field, endsWith: texts }),
        z.strictObject({ field, atLeast: z.number(), below: z.number().optional() }),
        z.strictObject({ field, below: z.number() }),
        z.strictObject({ field, known: z.boolean() }),
        z.strictObject({ field, withinDays: days }),
      ],
      'expected {all|any: […]}, {not: …}, or a field with one of equals, oneOf, contains, hasWord, startsWith, endsWith, atLeast/below, known, withinDays',
    ),
  )
  .meta({
    id: 'condition',
    description: 'Of an unknown field no condition holds but {known: false} and what is in a not.',
  });

const rule = { id, label: sentence, group: id };

const explicitRule = z.union(
  [
    z.strictObject({ ...rule, points, when: condition }),
    z
      .strictObject({ ...rule, pointsAtFullMatch: points })
      .describe('Points in proportion to the match of the best persona: all of them at 100.'),
  ],
  'expected id, label, group and either points and when, or pointsAtFullMatch',
);

const labelled = z.strictObject({ label: sentence, when: condition });

const tier = z.strictObject({ atLeast: z.number().int().positive(), points });

const implicitRule = z.union(
  [
    z.strictObject({
      ...rule,
      signals: z.array(id).min(1),
      points,
      limit: z
        .strictObject({ times: z.number().int().positive(), days: wholeDays })
        .optional()
        .describe('At most this many occurrences in any so many days; the newest count.'),
      halfLifeDays: days
        .nullable()
        .optional()
        .describe('Points halve in so many days; null never; absent: as the group says.'),
      windowDays: wholeDays.optional().describe('Older occurrences do not count.'),
    }),
    z.strictObject({
      ...rule,
      signals: z.array(id).min(1),
      windowDays: wholeDays,
      tiers: z
        .array(tier)
        .min(1)
        .refine(
          (tiers) =>
            tiers.every((t, i) => {
              const before = tiers[i - 1];
              return (
                !before ||
                (t.atLeast > before.atLeast &&
                  Math.abs(t.points) >= Math.abs(before.points) &&
                  t.points * before.points >= 0)
              );
            }),
          'expected tiers that rise: more occurrences, and points of one sign that do not shrink',
        )
        .describe('Points for the highest tier reached by the number of occurrences in the window.'),
    }),
    z
      .strictObject({ ...rule, points, afterSilentDays: days })
      .describe('Points, as a rule negative, after so many days without activity.'),
  ],
  'expected id, label, group and either signals and points, signals, windowDays and tiers, or points and afterSilentDays',
);

const group = z
  .strictObject({
    id,
    label: sentence,
    kind: z.enum(['explicit', 'implicit']),
    cap: points,
    floor: points.default(0),
    halfLifeDays: days.nullable().default(null),
  })
  .refine((g) => g.floor <= g.cap, 'expected a floor at or below the cap');

/** Each given score must be at least so high. */
const thresholds = z
  .strictObject({ combined: hundred.optional(), explicit: hundred.optional(), implicit: hundred.optional() })
  .refine(
    (t) => Object.values(t).some((value) => value !== undefined),
    'expected at least one of combined, explicit, implicit',
  );

const gate = z
  .strictObject({ enter: thresholds, leave: thresholds })
  .refine(
    ({ enter, leave }) =>
      (['combined', 'explicit', 'implicit'] as const).every((key) => (leave[key] ?? 0) <= (enter[key] ?? 0)),
    'expected leave thresholds at or below the enter thresholds, and none that enter does not have',
  );

const bands = z
  .tuple([hundred, hundred, hundred])
  .refine(
    ([first, second, third]) => first > second && second > third && third > 0,
    'expected three falling thresholds above 0',
  );

const cadence = <Kind extends TouchKind>(kinds: readonly Kind[]) =>
  z.array(
    z.strictObject({
      kind: z.enum(kinds),
      everyDays: wholeDays,
      firstAfterDays: days.optional(),
      task: sentence.optional(),
    }),
  );

const behaviour = z.union(
  [
    z
      .strictObject({
        counter: field,
        signal: id,
        first: field.optional(),
        last: field.optional(),
        detail: field.optional(),
      })
      .describe('A counter that HubSpot keeps, with the dates beside it.'),
    z.strictObject({ date: field, signal: id }).describe('A date that moves on with each occurrence.'),
    z.strictObject({ flag: field, signal: id }).describe('A property that becomes true or known once.'),
    z
      .strictObject({
        conversions: field,
        first: field,
        firstName: field,
        recent: field,
        recentName: field,
        signal: id.describe('when no pattern of `forms` fits the name'),
      })
      .describe('Form submissions: a counter, and the names of the first and of the most recent form.'),
  ],
  'expected signal and one of counter, date, flag, or conversions with first, firstName, recent, recentName',
);

export const modelDocument = z.strictObject({
  $schema: z.string().optional(),
  version: z.number().int().positive(),
  name: sentence,
  signals: z
    .array(
      z.strictObject({
        id,
        label: sentence,
        qualifies: z.enum(['mql', 'sql']).optional().describe('Qualifies directly, whatever the score.'),
        quiet: z.boolean().default(false).describe('No activity of the person: it does not wake a dormant contact.'),
      }),
    )
    .min(1)
    .describe('What the contact does, by kind.'),
  behaviours: z.array(behaviour).describe('Where HubSpot shows it.'),
  forms: z
    .array(z.strictObject({ contains: texts, signal: id }))
    .describe(
      'A form name that contains one of the words is an occurrence of the signal; the first line that fits wins.',
    ),
  pages: z
    .array(z.strictObject({ contains: texts, signal: id }))
    .describe('A page address that contains one of the texts is an occurrence of the signal, beside the page view.'),
  groups: z.array(group).min(1),
  explicit: z.array(explicitRule),
  implicit: z.array(implicitRule),
  explicitShare: hundred.describe(
    'Share of the explicit score in the combined one, in per cent; the rest is the implicit score.',
  ),
  grade: z
    .strictObject({ fit: bands, interest: bands })
    .describe('A from, B from, C from (explicit) and 1 from, 2 from, 3 from (implicit); below: D and 4.'),
  qualification: z.strictObject({
    mql: gate,
    sql: gate,
    signalDays: days.describe('A signal that qualifies directly does so for so many days.'),
    never: z
      .array(labelled)
      .default([])
      .describe(
        'A contact for whom one of these holds qualifies by no score and no signal, unless somebody decided that it does.',
      ),
    stages: z
      .strictObject({ mql: z.string().min(1), sql: z.string().min(1) })
      .describe('What is written to lifecyclestage.'),
  }),
  lifecycle: z
    .strictObject({
      prospect: z.array(z.string().min(1)).min(1),
      opportunity: z.array(z.string().min(1)),
      customer: z.array(z.string().min(1)),
    })
    .describe(
      'What the lifecycle stages of the account mean to Ripen. A stage that is not listed is never touched, nor is its contact nurtured.',
    ),
  dormancy: z.strictObject({
    sqlSilentDays: days,
    mqlProgrammeDays: days.describe('The short-term programme of an MQL lasts so long.'),
    mqlSilentDays: days,
    unqualifiedSilentDays: days,
  }),
  cadence: z
    .strictObject({
      closed_lost: cadence(['manual']).optional(),
      dormant_sql: cadence(TOUCH_KINDS).optional(),
      dormant_mql: cadence(TOUCH_KINDS).optional(),
    })
    .describe(
      'Touches of a dormant contact. A lost deal is followed up by hand only; who never qualified is left alone.',
    ),
  noCorrespondence: z
    .array(labelled)
    .min(1)
    .describe('A contact for whom one of these holds must not receive correspondence.'),
  personas: z.array(
    z.strictObject({
      id,
      label: sentence,
      attributes: z
        .array(z.strictObject({ label: sentence, weight: z.number().int().positive().max(1000), when: condition }))
        .min(1),
    }),
  ),
  journey: z
    .array(z.strictObject({ stage: z.enum(JOURNEY_STAGES), signals: z.array(id).min(1), days: wholeDays }))
    .describe('The highest stage of which a signal occurred within the days.'),
  products: z
    .array(z.strictObject({ id, label: sentence, contains: texts, days: wholeDays }))
    .describe('A product is of interest when what the contact looked at, within the days, contains one of the texts.'),
  bant: z.record(z.enum(BANT_QUESTIONS), field),
});
