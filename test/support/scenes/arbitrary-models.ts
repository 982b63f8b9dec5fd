import fc, { type Arbitrary } from 'fast-check';
import { type Condition, type Model, modelSchema } from '../../../src/domain/model/model.ts';
import { HAND_BACK_KINDS, JOURNEY_STAGES, type TouchKind } from '../../../src/domain/words.ts';

/*
 * Random valid models that random contacts meet: few words, few signals, spans of the same size as
 * ages.
 */

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

export const WORDS = ['red', 'green', 'blue', 'head of red', 'Blue Team'];
const TEXT_FIELDS = ['jobtitle', 'interests', 'company.industry', 'lead.mail_kind', 'hs_email_optout'];
const DATE_FIELDS = ['renewal', 'company.founded', 'deals.last_won_at'];

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
const answers = fc.uniqueArray(fc.constantFrom('yes', 'partly', 'no'), { minLength: 1, maxLength: 2 });
const handBackKinds = fc.uniqueArray(fc.constantFrom(...HAND_BACK_KINDS), { minLength: 1, maxLength: 4 });

export const optional = <T extends object>(shape: { [K in keyof T]: Arbitrary<T[K]> }) =>
  fc.record(shape, { requiredKeys: [] }) as Arbitrary<Partial<T>>;

/** A list that is empty more often than not. */
const seldom = <T>(one: Arbitrary<T>): Arbitrary<T[]> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant<T[]>([]) }, { weight: 1, arbitrary: one.map((value) => [value]) });

/** `timed: false`: no condition that changes with time alone. */
const conditions = ({ timed }: { timed: boolean }): Arbitrary<Condition> => {
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
  if (timed)
    leaves.push(
      fc.oneof(
        fc.record({ field: fc.constantFrom(...DATE_FIELDS), withinDays: days }),
        fc.record({ field: fc.constantFrom(...DATE_FIELDS), withinNextDays: days }),
      ),
      fc.record({ field: fc.constantFrom('lead.bant_need', 'lead.bant_budget'), oneOf: answers }),
      fc.record({ field: fc.constantFrom('lead.bant_need', 'lead.hand_back'), known: fc.boolean() }),
      fc.record({ field: fc.constant('lead.hand_back'), oneOf: handBackKinds }),
    );
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

/** Points that rise, fall and change their sign. */
const tiers = fc
  .tuple(
    fc.boolean(),
    fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 3, maxLength: 3 }),
  )
  .map(([negative, counts, sizes]) =>
    counts
      .toSorted((a, b) => a - b)
      .map((atLeast, i) => ({ atLeast, points: negative && i !== 1 ? -sizes[i]! : sizes[i]! })),
  );

const numbered = <T extends object>(prefix: string, rules: readonly T[]) =>
  // Every seventh one is switched off.
  rules.map((rule, i) => ({ ...rule, id: `${prefix}${i}`, ...(i % 7 === 4 && { off: true }) }));

/** Points that grow as a number rises, and as it falls. */
const growing = fc
  .record({
    field: fc.constantFrom('employees', 'jobtitle'),
    from: fc.integer({ min: -10, max: 1_200 }),
    to: fc.integer({ min: -10, max: 1_200 }),
  })
  .filter(({ from, to }) => from !== to);

const explicitRules = (timed: boolean) => {
  const common = { label, group: fc.constantFrom('who', 'company', 'quality') };
  return fc
    .array(
      fc.oneof(
        { weight: 5, arbitrary: fc.record({ ...common, points, when: conditions({ timed }) }) },
        { weight: 1, arbitrary: fc.record({ ...common, points, growing }) },
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

/** Rhythms that meet, that are closer than any gap, and that outlast a track. */
const rhythm = <Kind extends TouchKind>(kinds: readonly Kind[]) => ({
  kind: fc.constantFrom(...kinds),
  everyDays: fc.oneof(fc.integer({ min: 1, max: 10 }), wholeDays),
  firstAfterDays: days,
  task: fc.constant('Call'),
});
const cadence = <Kind extends TouchKind>(kinds: readonly Kind[]) =>
  fc.array(fc.record(rhythm(kinds), { requiredKeys: ['kind', 'everyDays'] }), { maxLength: 3 });

/** Touches of customers may end by themselves, and may come before a date. */
const customerCadence = (() => {
  const line = { ...rhythm(['email', 'manual']), times: fc.integer({ min: 1, max: 4 }) };
  const before = fc.record({
    field: fc.constantFrom('renewal', 'company.founded'),
    days: fc.integer({ min: 0, max: 60 }),
  });
  return fc.array(
    fc.oneof(
      fc.record(line, { requiredKeys: ['kind', 'everyDays'] }),
      fc.record(
        { ...line, before, task: fc.constant('Renew') },
        { requiredKeys: ['kind', 'everyDays', 'before', 'task'] },
      ),
    ),
    { maxLength: 3 },
  );
})();

/** What a rule of readiness may ask for, beside facts. */
const findings: Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('score.fit'), oneOf: fc.constant(['A', 'B']) }),
  fc.record({ field: fc.constant('score.interest'), equals: fc.constantFrom('1', '2', '3') }),
  fc.record({ field: fc.constant('score.combined'), atLeast: hundred }),
  fc.record({ field: fc.constant('score.qualification'), equals: fc.constantFrom('unqualified', 'mql') }),
  fc.record({ field: fc.constant('score.segment'), equals: fc.constantFrom('none', 'dormant_mql') }),
  fc.record({ field: fc.constant('score.journey_stage'), oneOf: fc.constant(['consideration', 'decision']) }),
  fc.record({ field: fc.constant('score.product_interest'), known: fc.boolean() }),
  fc.record({ field: fc.constant('score.brand_awareness'), oneOf: fc.constant(['medium', 'high']) }),
);

const hours = fc
  .oneof(
    fc.constantFrom(['09:00', '17:00'], ['08:00', '19:00'], ['00:00', '23:59'], ['02:15', '02:45']),
    fc
      .tuple(fc.integer({ min: 0, max: 11 }), fc.integer({ min: 12, max: 23 }))
      .map((pair) => pair.map((hour) => `${hour}`.padStart(2, '0').concat(':30'))),
  )
  .map(([from, to]) => ({ from: from!, to: to! }));

export const TIME_ZONES = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'];

const calendar = fc
  .record({
    timeZone: fc.constantFrom(undefined, ...TIME_ZONES),
    workingDays: fc.oneof(
      fc.constant([1, 2, 3, 4, 5]),
      fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    ),
    hours,
    holidays: fc.uniqueArray(fc.constantFrom('01-01', '12-25', '2026-03-02', '2026-03-03', '04-06'), { maxLength: 3 }),
  })
  .map(({ timeZone, hours, ...rest }) => ({ ...rest, ...hours, ...(timeZone !== undefined && { timeZone }) }));

const touch = fc
  .record({
    minimumGapDays: fc.oneof(fc.constantFrom(0, 0.5, 3), fc.integer({ min: 0, max: 30 })),
    weekends: fc.boolean(),
    graceDays: fc.integer({ min: 1, max: 20 }),
    lateAfterWorkingHours: fc.constantFrom(1, 8, 40, 100.5),
    hours,
  })
  .map(({ hours, ...rest }) => ({ ...rest, ...hours }));

const response = fc.record(
  {
    workingHours: fc.constantFrom(0.5, 8, 40),
    escalateAfterWorkingHours: fc.constantFrom(41, 80),
    task: fc.constant('Answer'),
    escalateTo: fc.constantFrom({ owner: '7' }, { queue: '8' }),
  },
  { requiredKeys: ['workingHours', 'escalateAfterWorkingHours', 'task'] },
);

const ruleOf = (when: Arbitrary<Condition>) => fc.record({ label, when });

/**
 * Random valid models. `timed: false`: facts do not age, so that nothing but activities and silence
 * can move a score.
 */
export const models = ({ timed = true } = {}): Arbitrary<Model> =>
  fc
    .record({
      version: fc.constant(1),
      name: fc.constant('Random model'),
      signals: fc.tuple(
        ...SIGNALS.map((id) =>
          fc
            .tuple(fc.constantFrom(undefined, undefined, 'mql' as const, 'sql' as const), fc.boolean())
            .map(([qualifies, passive]) => ({ id, label: `Did ${id}`, passive, ...(qualifies && { qualifies }) })),
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
        never: seldom(ruleOf(conditions({ timed }))),
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
      returns: seldom(ruleOf(conditions({ timed }))),
      calendar,
      touch,
      cadence: optional({
        mql_nurture: cadence(['email', 'manual']),
        dormant_mql: cadence(['email', 'manual']),
        dormant_sql: cadence(['email', 'manual']),
        closed_lost_review: cadence(['manual']),
        customer: customerCadence,
      }),
      response: fc.option(response, { nil: undefined }),
      routing: fc.boolean().map((automatic) => ({ automatic, territories: [], fallbackOwner: '9' })),
      handBackDays: wholeDays,
      ready: fc.array(ruleOf(fc.oneof(findings, conditions({ timed }))), { maxLength: 2 }),
      noCorrespondence: seldom(ruleOf(conditions({ timed }))).map((others) => [
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
        fc.record(
          {
            stage: fc.constantFrom(...JOURNEY_STAGES),
            signals,
            contains: fc.constantFrom(['Alpha'], ['/blog', 'gamma']),
            halfLifeDays: days,
            atLeast: fc.constantFrom(0.125, 0.3, 1, 2.5),
          },
          { requiredKeys: ['stage', 'signals', 'halfLifeDays', 'atLeast'] },
        ),
        { maxLength: 3 },
      ),
      products: fc
        .array(fc.record({ label, contains: fc.constantFrom(['alpha'], ['Beta', 'gamma'], ['/blog']) }), {
          maxLength: 3,
        })
        .map((products) => numbered('product_', products)),
      productInterest: fc.record({ halfLifeDays: days, atLeast: fc.constantFrom(0.25, 1, 3.7) }),
      bant: fc.constant({ budget: 'budget', authority: 'authority', need: 'need', timeline: 'timeline' }),
      bantFreshDays: fc.record({ budget: wholeDays, authority: wholeDays, need: wholeDays, timeline: wholeDays }),
      agreement: fc.constant({ purpose: 'Random', marketing: [], sales: [] }),
    })
    .map((document) => modelSchema.parse({ ...document, ...ofChance(document.handBackDays) }));

/** Chance that costs no draw, so that all other draws stay as they are. */
const ofChance = (number: number) => ({
  start: number % 3 === 0 ? {} : { explicit: (number % 50) - 10, implicit: (number % 31) - 4.5 },
  numberProperties: number % 2 === 0 ? ['employees'] : [],
  ...(number % 5 > 0 && { brandAwareness: { halfLifeDays: number % 5, low: 0.3, medium: 1, high: 2.5 } }),
});
