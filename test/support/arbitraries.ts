import fc, { type Arbitrary } from 'fast-check';
import { advance } from '../../src/domain/advance.ts';
import { type CompiledModel, compileModel } from '../../src/domain/compile.ts';
import type { Activity, Decisions, Facts, KnownFacts, Properties } from '../../src/domain/contact.ts';
import { type LeadLists, leadFacts } from '../../src/domain/lead-facts.ts';
import { type Condition, type Model, modelSchema } from '../../src/domain/model.ts';
import { DAY } from '../../src/domain/time.ts';
import { DORMANT_SEGMENTS, TRACKS } from '../../src/domain/words.ts';

/*
 * Random valid models and random contacts, made to meet: few words, few signals, spans and ages of the same size, and instants
 * that like midnights and the milliseconds beside them, since that is where an engine that counts days goes wrong.
 */

/** The instant around which random contacts live. */
export const START = Date.UTC(2026, 2, 1);

/** The same runs every time; a counter-example once found belongs into the test's `examples`. */
export const law = (numRuns: number) => ({ seed: 20_260_301, numRuns });

export const STAGES = [
  'subscriber',
  'lead',
  'marketingqualifiedlead',
  'salesqualifiedlead',
  'opportunity',
  'customer',
  'evangelist',
  'partner_stage',
];
export const SIGNALS = ['visit', 'click', 'form', 'demo', 'open', 'unsubscribe'];

const WORDS = ['red', 'green', 'blue', 'head of red', 'Blue Team'];
const TEXT_FIELDS = ['jobtitle', 'interests', 'company.industry', 'lead.mail_kind', 'hs_email_optout'];
const DATE_FIELDS = ['renewal', 'company.founded'];

const days = fc.oneof(fc.integer({ min: 1, max: 150 }), fc.constantFrom(0.1428571, 0.5, 33.3));
const wholeDays = fc.integer({ min: 1, max: 150 });
const points = fc.oneof(
  fc.integer({ min: -40, max: 60 }),
  fc.integer({ min: -40_000, max: 60_000 }).map((m) => m / 1000),
);
const hundred = fc.integer({ min: 0, max: 100 });
const label = fc.constantFrom('Reads', 'Asks', 'Buys');
const signals = fc.uniqueArray(fc.constantFrom(...SIGNALS), { minLength: 1, maxLength: 3 });
const words = fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 2 });

/** An instant on one of the days around START: often a midnight, or a millisecond beside it. */
export const instant = (firstDay: number, lastDay: number): Arbitrary<number> =>
  fc
    .tuple(
      fc.integer({ min: firstDay, max: lastDay }),
      fc.oneof(fc.constantFrom(0, 1, DAY - 1), fc.integer({ min: 0, max: DAY - 1 })),
    )
    .map(([day, rest]) => START + day * DAY + rest);

const optional = <T extends object>(shape: { [K in keyof T]: Arbitrary<T[K]> }) =>
  fc.record(shape, { requiredKeys: [] }) as Arbitrary<Partial<T>>;

/** A list that is empty more often than not. */
const seldom = <T>(one: Arbitrary<T>): Arbitrary<T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: one.map((value) => [value]) });

/** `timed: false`: no condition that changes with time alone. */
export const conditions = ({ timed }: { timed: boolean }): Arbitrary<Condition> => {
  const field = fc.constantFrom(...TEXT_FIELDS);
  const leaves: Arbitrary<Condition>[] = [
    fc.record({ field, equals: fc.constantFrom(...WORDS) }),
    fc.record({ field, oneOf: words }),
    fc.record({ field, contains: words }),
    fc.record({ field, hasWord: words }),
    fc.record({ field, startsWith: words }),
    fc.record({ field, endsWith: words }),
    fc.record({ field: fc.constant('employees'), atLeast: fc.integer({ min: 0, max: 200 }) }),
    fc.record({ field: fc.constant('employees'), below: fc.integer({ min: 0, max: 200 }) }),
    fc.record({ field, known: fc.boolean() }),
  ];
  if (timed) leaves.push(fc.record({ field: fc.constantFrom(...DATE_FIELDS), withinDays: days }));
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 4, arbitrary: fc.oneof(...leaves) },
      { weight: 1, arbitrary: fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 2 }) }) },
      { weight: 1, arbitrary: fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 2 }) }) },
      { weight: 1, arbitrary: fc.record({ not: tie('tree') }) },
    ),
  })).tree;
};

const groups = fc.tuple(
  ...['who', 'company', 'quality', 'web', 'content', 'withdrawal'].map((id, index) =>
    fc
      .record({
        bounds: fc.oneof(fc.constantFrom<[number, number]>([-60, 100], [0, 40]), fc.tuple(points, points)),
        halfLifeDays: fc.option(days),
      })
      .map(({ bounds, halfLifeDays }) => ({
        id,
        label: `Group ${id}`,
        kind: index < 3 ? ('explicit' as const) : ('implicit' as const),
        floor: Math.min(...bounds),
        cap: Math.max(...bounds),
        halfLifeDays,
      })),
  ),
);

const tiers = fc
  .tuple(
    fc.boolean(),
    fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([negative, counts, sizes]) => {
    const rising = sizes.toSorted((a, b) => a - b);
    return counts
      .toSorted((a, b) => a - b)
      .map((atLeast, i) => ({ atLeast, points: negative ? -rising[i]! : rising[i]! }));
  });

const numbered = <T extends object>(prefix: string, rules: readonly T[]) =>
  rules.map((rule, i) => ({ ...rule, id: `${prefix}${i}` }));

const explicitRules = (timed: boolean) => {
  const common = { label, group: fc.constantFrom('who', 'company', 'quality') };
  return fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.record({ ...common, points, when: conditions({ timed }) }) },
        { weight: 1, arbitrary: fc.record({ ...common, pointsAtFullMatch: points }) },
      ),
      { maxLength: 5 },
    )
    .map((rules) => numbered('explicit_', rules));
};

const implicitRules = (() => {
  const common = { label, group: fc.constantFrom('web', 'content', 'withdrawal') };
  const counted = fc.record(
    {
      ...common,
      signals,
      points,
      limit: fc.record({ times: fc.integer({ min: 1, max: 4 }), days: fc.integer({ min: 1, max: 30 }) }),
      halfLifeDays: fc.option(days),
      windowDays: wholeDays,
    },
    { requiredKeys: ['label', 'group', 'signals', 'points'] },
  );
  return fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: counted },
        { weight: 2, arbitrary: fc.record({ ...common, signals, windowDays: wholeDays, tiers }) },
        { weight: 1, arbitrary: fc.record({ ...common, points, afterSilentDays: days }) },
      ),
      { maxLength: 6 },
    )
    .map((rules) => numbered('implicit_', rules));
})();

const gate = fc
  .uniqueArray(fc.constantFrom('combined', 'explicit', 'implicit'), { minLength: 1 })
  .chain((keys) => fc.tuple(...keys.map((key) => fc.tuple(fc.constant(key), fc.integer({ min: 1, max: 70 }), hundred))))
  .map((entries) => ({
    enter: Object.fromEntries(entries.map(([key, enter]) => [key, enter])),
    leave: Object.fromEntries(entries.map(([key, enter, share]) => [key, Math.floor((enter * share) / 100)])),
  }));

const bands = fc
  .uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 })
  .map((three) => three.toSorted((a, b) => b - a) as [number, number, number]);

const cadence = (kinds: readonly ('email' | 'manual')[]) =>
  fc.array(
    fc.record(
      { kind: fc.constantFrom(...kinds), everyDays: wholeDays, firstAfterDays: days, task: fc.constant('Call') },
      { requiredKeys: ['kind', 'everyDays'] },
    ),
    { maxLength: 2 },
  );

/** Random valid models. `timed: false`: facts do not age, so that nothing but activities and silence can move a score. */
export const models = ({ timed = true } = {}): Arbitrary<Model> =>
  fc
    .record({
      version: fc.constant(1),
      name: fc.constant('Random model'),
      signals: fc.tuple(
        ...SIGNALS.map((id) =>
          fc
            .tuple(fc.constantFrom(undefined, undefined, 'mql' as const, 'sql' as const), fc.boolean())
            .map(([qualifies, quiet]) => ({ id, label: `Did ${id}`, quiet, ...(qualifies && { qualifies }) })),
        ),
      ),
      behaviours: fc.constant([]),
      forms: fc.constant([]),
      pages: fc.constant([]),
      groups,
      explicit: explicitRules(timed),
      implicit: implicitRules,
      explicitShare: hundred,
      grade: fc.record({ fit: bands, interest: bands }),
      qualification: fc.record({
        mql: gate,
        sql: gate,
        signalDays: days,
        never: seldom(fc.record({ label, when: conditions({ timed }) })),
        stages: fc.constant({ mql: 'marketingqualifiedlead', sql: 'salesqualifiedlead' }),
      }),
      lifecycle: fc.constant({
        prospect: ['subscriber', 'lead', 'marketingqualifiedlead', 'salesqualifiedlead'],
        opportunity: ['opportunity'],
        customer: ['customer', 'evangelist'],
      }),
      dormancy: fc.record({
        sqlSilentDays: days,
        mqlProgrammeDays: days,
        mqlSilentDays: days,
        unqualifiedSilentDays: days,
      }),
      cadence: optional({
        closed_lost: cadence(['manual']),
        dormant_sql: cadence(['email', 'manual']),
        dormant_mql: cadence(['email', 'manual']),
      }),
      noCorrespondence: seldom(fc.record({ label, when: conditions({ timed }) })).map((others) => [
        { label: 'Opted out', when: { field: 'hs_email_optout', equals: 'true' } },
        ...others,
      ]),
      personas: fc
        .array(
          fc.record({
            label,
            attributes: fc.array(
              fc.record({ label, weight: fc.integer({ min: 1, max: 9 }), when: conditions({ timed }) }),
              { minLength: 1, maxLength: 3 },
            ),
          }),
          { maxLength: 2 },
        )
        .map((personas) => numbered('persona_', personas)),
      journey: fc.array(
        fc.record({
          stage: fc.constantFrom('awareness', 'consideration', 'decision'),
          signals,
          days: wholeDays,
        }),
        { maxLength: 3 },
      ),
      products: fc
        .array(fc.record({ label, contains: fc.constantFrom(['alpha'], ['Beta', 'gamma']), days: wholeDays }), {
          maxLength: 2,
        })
        .map((products) => numbered('product_', products)),
      bant: fc.constant({ budget: 'budget', authority: 'authority', need: 'need', timeline: 'timeline' }),
    })
    .map((document) => modelSchema.parse(document));

/** A date in one of the three spellings that HubSpot uses. */
const dateText = instant(-200, 120).chain((at) =>
  fc.constantFrom(new Date(at).toISOString(), `${at}`, new Date(at).toISOString().slice(0, 10)),
);

/** Random facts; `empty text is never stored`, as the domain says. */
export const facts: Arbitrary<Facts> = fc.record({
  contact: optional({
    jobtitle: fc.constantFrom(...WORDS, 'HEAD, Red (interim)'),
    interests: fc.constantFrom('red;blue', 'green', 'Blue Team; red'),
    employees: fc.constantFrom('12', '50-100', '1000+', '1,200', '€ 5 000', 'many'),
    renewal: dateText,
    email: fc.constantFrom('ann@company.example', 'bob@free.example', 'x@y.disposable.example', 'not a mail'),
    hs_email_optout: fc.constantFrom('true', 'false', 'false'),
    lifecyclestage: fc.constantFrom(...STAGES.slice(0, 4), ...STAGES),
    createdate: instant(-400, -1).map((at) => new Date(at).toISOString()),
    hs_lifecyclestage_marketingqualifiedlead_date: dateText,
    hs_lifecyclestage_salesqualifiedlead_date: dateText,
    need: fc.constantFrom('yes', 'no', 'partly', 'perhaps'),
  }) as Arbitrary<Properties>,
  company: optional({ industry: fc.constantFrom(...WORDS), founded: dateText }) as Arbitrary<Properties>,
  deals: fc.oneof(
    { weight: 4, arbitrary: fc.constant({ open: 0, won: 0, lost: 0, lastLostAt: null }) },
    {
      weight: 2,
      arbitrary: instant(-200, 0).map((lastLostAt) => ({ open: 0, won: 0, lost: 1, lastLostAt })),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        open: fc.integer({ min: 0, max: 1 }),
        won: fc.integer({ min: 0, max: 1 }),
        lost: fc.integer({ min: 0, max: 1 }),
        lastLostAt: fc.option(instant(-200, 0)),
      }),
    },
  ),
});

/** Activities on the days between, in no order. */
export const activities = (firstDay: number, lastDay: number, maxLength = 14): Arbitrary<Activity[]> =>
  fc
    .array(
      fc.record(
        {
          signal: fc.constantFrom(...SIGNALS),
          at: instant(firstDay, lastDay),
          quantity: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 6 })),
          source: fc.constant('test'),
          detail: fc.constantFrom('/alpha', 'all of Gamma', '/blog'),
        },
        { requiredKeys: ['signal', 'at', 'quantity', 'source'] },
      ),
      { maxLength },
    )
    .map((list) => list.map((activity, i) => ({ ...activity, id: `activity ${i}` })));

const LISTS: LeadLists = {
  isFree: (domain) => domain === 'free.example',
  isDisposable: (domain) => domain.endsWith('disposable.example'),
  isRole: (mailbox) => mailbox === 'info',
  readPhone: () => ({ outcome: 'unclear' }),
};

/** Facts as they are at first sight, with what Ripen derives from them. */
export const known = (facts: Facts): KnownFacts => ({ ...facts, ...leadFacts(facts, LISTS), memory: null });

/** What people and workflows may have decided around START. */
const decisions: Arbitrary<Decisions> = fc.record(
  {
    qualification: fc.record({ qualification: fc.constantFrom('mql', 'sql'), at: instant(-60, 0) }),
    handedBackAt: instant(-60, 0),
    track: fc.record({ value: fc.constantFrom(...TRACKS), until: fc.option(instant(-30, 60)) }),
    segment: fc
      .record({
        value: fc.constantFrom('none', ...DORMANT_SEGMENTS),
        since: instant(-60, 0),
        days: fc.integer({ min: 1, max: 90 }),
      })
      .map(({ value, since, days }) => ({ value, since, until: since + days * DAY })),
    pausedUntil: instant(-30, 60),
  },
  { requiredKeys: [] },
);

/** One contact under one model at one instant; in most of them Ripen has known the contact for a while. */
export type Scene = {
  readonly compiled: CompiledModel;
  readonly facts: KnownFacts;
  readonly activities: readonly Activity[];
  readonly now: number;
};

/** `lastDay`: up to which day after START activities may lie; those after `now` have not happened yet. `decided`: whether people may have decided things. */
export const scenes = ({ timed = true, lastDay = 0, decided = true } = {}): Arbitrary<Scene> =>
  fc
    .record({
      model: models({ timed }),
      facts,
      activities: activities(-250, lastDay),
      now: instant(-40, 0),
      decided: decided ? fc.option(decisions) : fc.constant(null),
      seen: fc.option(fc.record({ before: fc.integer({ min: 1, max: 200 * DAY }), facts: fc.option(facts) })),
    })
    .map(({ model, facts, activities, now, decided, seen }) => {
      const present = { ...known(facts), ...(decided && { decisions: decided }) };
      if (seen === null) return sceneOf({ model, facts: present, activities, now });
      const past = advance(compileModel(model), known(seen.facts ?? facts), activities, now - seen.before, {
        dueAt: null,
        news: true,
      });
      return sceneOf({ model, facts: { ...present, memory: past.evaluations.at(-1)!.memory }, activities, now });
    });

type SceneParts = { readonly model: Model } & Omit<Scene, 'compiled'>;

/** A counter-example is printed as the parts from which this makes it again. */
export function sceneOf(parts: SceneParts): Scene {
  const { model, ...rest } = parts;
  return Object.assign(
    { compiled: compileModel(model), ...rest },
    { [fc.toStringMethod]: () => JSON.stringify(parts) },
  );
}
