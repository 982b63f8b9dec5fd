import { z } from 'zod';
import { BANT_QUESTIONS, JOURNEY_STAGES, TOUCH_KINDS, type TouchKind } from '../words.ts';

/*
 * The scoring model: one immutable JSON document per version. Everything a marketer may want to
 * change is in it; everything the engine does with it is in the files beside this one.
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
  .regex(
    /^(company\.|lead\.|deals\.|now\.)?[a-z][a-z0-9_]{0,99}$/,
    'expected a property name (at most 100 letters), or company.…, lead.…, deals.… or now.…',
  )
  .meta({
    id: 'field',
    description:
      'jobtitle is a contact property, company.industry one of the primary company, lead.mail_kind a fact that Ripen derives, deals.open, deals.won, deals.lost, deals.last_won_at and deals.last_lost_at what the deals say, now.fit, now.interest, now.score, now.qualification, now.journey_stage, now.product_interest and now.segment what was just found out (in `ready` alone).',
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

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time of day such as 09:00');
const openingHours = { from: timeOfDay, to: timeOfDay };
const opensBeforeItCloses = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from < to;
const ownerId = z.string().regex(/^\d+$/, 'expected the id of an owner of the account');
const hours = z.number().positive().max(1000);

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
  returns: z
    .array(labelled)
    .describe('A customer for whom one of these holds is a lead again. Its lifecycle stage is left as it is.'),
  dormancy: z.strictObject({
    sqlSilentDays: days,
    mqlProgrammeDays: days.describe('The short-term programme of an MQL lasts so long.'),
    mqlSilentDays: days,
    unqualifiedSilentDays: days,
  }),
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
    .describe("E-mail touches fall due between `from` and `to` in the contact's own time zone, where it is known."),
  cadence: z
    .strictObject({
      mql_nurture: cadence(TOUCH_KINDS).optional(),
      dormant_mql: cadence(TOUCH_KINDS).optional(),
      dormant_sql: cadence(TOUCH_KINDS).optional(),
      closed_lost: cadence(['manual']).optional(),
      customer: cadence(TOUCH_KINDS).optional(),
    })
    .describe(
      'Touches of each programme. A lost deal is followed up by hand only; who never qualified is left alone. The short-term programme ends after dormancy.mqlProgrammeDays.',
    ),
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
      'absent: nobody is reminded. How soon sales answers a new SQL, counted in working hours from the moment the contact became one.',
    ),
  routing: z
    .strictObject({
      automatic: z
        .boolean()
        .describe('whether a new SQL without an owner gets one by itself; else the workflow action does it'),
      territories: z
        .array(
          z.strictObject({
            id,
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
      fallbackOwner: ownerId.optional().describe('gets the contact when no territory has anybody for it'),
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
  noCorrespondence: z
    .array(labelled)
    .describe(
      'A contact for whom one of these holds must not receive correspondence. That holds anyway for whoever opted out, bounced for good, has a bad address or is in quarantine: no model can leave it out.',
    ),
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
    .array(
      z.strictObject({
        stage: z.enum(JOURNEY_STAGES),
        signals: z.array(id),
        contains: z.array(z.string().min(1)).default([]).describe('in what was looked at: page addresses, form names'),
        halfLifeDays: days,
        atLeast: z.number().positive().max(100),
      }),
    )
    .describe(
      'The furthest stage that is reached: each day on which something of it was used counts 1, halved in so many days.',
    ),
  products: z
    .array(z.strictObject({ id, label: sentence, contains: texts }))
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
  agreement: z
    .strictObject({ purpose: sentence, marketing: z.array(sentence), sales: z.array(sentence) })
    .describe('What marketing and sales promise each other beside what the rest of the model says.'),
});

export type Model = z.infer<typeof modelDocument>;
