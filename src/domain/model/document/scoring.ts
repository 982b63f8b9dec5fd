import { z } from 'zod';
import { condition } from './condition.ts';
import { days, field, hundred, identifier, points, sentence, wholeDays } from './parts.ts';

/* The sections of groups, rules, scores and grades. */

const rule = {
  id: identifier,
  label: sentence,
  group: identifier,
  off: z.boolean().optional().describe('Switched off: it gives nobody points, and keeps its place.'),
};

const growing = z
  .strictObject({
    field,
    from: z.number().describe('Here and before it there are no points.'),
    to: z.number().describe('Here and beyond it there are all points. Below `from`: they grow as the number falls.'),
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'expected two different numbers: the points grow from one to the other',
  });

const explicitRule = z.union(
  [
    z.strictObject({ ...rule, points, when: condition }),
    z
      .strictObject({ ...rule, points, growing })
      .describe('Points that grow with a number, evenly between two; none while the number is unknown.'),
    z
      .strictObject({ ...rule, pointsAtFullMatch: points })
      .describe('Points in proportion to the match of the best persona: all of them at 100.'),
  ],
  'expected id, label, group and either points and when, points and growing, or pointsAtFullMatch',
);

const tier = z.strictObject({ atLeast: z.number().int().positive(), points });

const implicitRule = z.union(
  [
    z.strictObject({
      ...rule,
      signals: z.array(identifier).min(1),
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
      signals: z.array(identifier).min(1),
      windowDays: wholeDays,
      tiers: z
        .array(tier)
        .min(1)
        .refine(
          (tiers) => tiers.every((t, i) => t.atLeast > (tiers[i - 1]?.atLeast ?? 0)),
          'expected tiers that rise: each asks for more occurrences than the one before',
        )
        .describe(
          'Points for the highest tier reached by the number of occurrences in the window. They need not rise: too much of something may be worth less than a little of it.',
        ),
    }),
    z
      .strictObject({ ...rule, points, afterSilentDays: days })
      .describe('Points, as a rule negative, after so many days without activity.'),
  ],
  'expected id, label, group and either signals and points, signals, windowDays and tiers, or points and afterSilentDays',
);

const group = z
  .strictObject({
    id: identifier,
    label: sentence,
    kind: z.enum(['explicit', 'implicit']),
    cap: points,
    floor: points.default(0),
    halfLifeDays: days.nullable().default(null),
  })
  .refine((g) => g.floor <= g.cap, 'expected a floor at or below the cap');

const bands = z
  .tuple([hundred, hundred, hundred])
  .refine(
    ([first, second, third]) => first > second && second > third && third > 0,
    'expected three falling thresholds above 0',
  );

export const scoringSection = {
  groups: z.array(group).min(1),
  explicit: z.array(explicitRule),
  implicit: z.array(implicitRule),
  start: z
    .strictObject({ explicit: points.default(0), implicit: points.default(0) })
    .prefault({})
    .describe('What each score starts with before any rule, so that rules which cost points can be seen.'),
  numberProperties: z
    .array(field)
    .default([])
    .describe(
      'Properties of the account that HubSpot keeps as numbers, beside those that Ripen knows: there 4.857 is a decimal. Anywhere else it may be thousands, and is unknown.',
    ),
  explicitShare: hundred.describe(
    'Share of the explicit score in the combined one, in per cent; the rest is the implicit score.',
  ),
  grade: z
    .strictObject({ fit: bands, interest: bands })
    .describe('A from, B from, C from (explicit) and 1 from, 2 from, 3 from (implicit); below: D and 4.'),
};
