import fc, { type Arbitrary } from 'fast-check';
import { type Model, parseModel } from '../../../src/domain/model/model.ts';

/*
 * Edits as people make them, of every section of a model: some points, a threshold, a cap, a span,
 * an hour, a rule that comes, goes or changes places. Only those that can be published.
 */

/** What else tells answers is changed with `bant`. */
export type Section = Exclude<Exclude<keyof Model, '$schema' | 'csv' | 'version'>, 'bantAlso'>;
/** Where in a list, how large, which way. */
type Dice = { readonly at: number; readonly size: number; readonly level: boolean };
type Edit = (model: Model, dice: Dice) => void;

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length]!;
/** JSON has no −0. */
const within = (value: number, low: number, high: number): number =>
  Math.min(high, Math.max(low, Math.round(value))) || 0;
const without = <T>(items: readonly T[], at: number): T[] => items.filter((_, i) => i !== at % items.length);
const swapped = <T>(items: readonly T[]): T[] => [...items.slice(1), ...items.slice(0, 1)];
/** By the one number of the dice: one way of several, evenly. */
const oneOf = ({ at }: Dice, ...ways: readonly (() => void)[]): void => pick(ways, at >> 4)();
const HOURS = ['07:00', '08:30', '10:00', '11:00'] as const;

const addRule = (rules: { label: string; when: unknown }[], { at, level }: Dice): void =>
  void rules.push({
    label: `Added ${at % 1000}`,
    when: pick(
      [
        { field: 'lead.country', known: level },
        { field: 'jobtitle', contains: [level ? 'manager' : 'worker'] },
        { field: 'deals.lost', atLeast: 1 },
        { all: [{ field: 'lead.seniority', known: true }, { not: { field: 'lead.job_area', known: level } }] },
      ],
      at,
    ),
  });

/** Cuts a list of labelled rules, adds to it, or puts the last first. */
const editLabelled = (rules: { label: string; when: unknown }[], dice: Dice): void => {
  if (dice.size < 1 && rules.length > 0) rules.splice(dice.at % rules.length, 1);
  else addRule(rules, dice);
};

type Mapping = { signal: string; contains: string[] };
const editMapping = (lines: Mapping[], model: Model, { at, level, size }: Dice): Mapping[] => {
  if (size < 1 && lines.length > 0) return without(lines, at);
  if (level) return swapped(lines);
  return [{ contains: [pick(['news', 'demo', '/preis', 'e'], at)], signal: pick(model.signals, at).id }, ...lines];
};

/** One way at least of changing each section. The compiler asks for a new section here. */
const EDITS: Readonly<Record<Section, Edit>> = {
  name: (model, { at }) => void (model.name = `Model ${at % 1000}`),
  signals: (model, dice) => {
    const signal = pick(model.signals, dice.at);
    oneOf(
      dice,
      () => void (signal.qualifies = dice.level ? 'mql' : 'sql'),
      () => delete signal.qualifies,
      () => void (signal.passive = dice.level),
    );
  },
  behaviours: (model, dice) => {
    if (dice.size < 1.5) model.behaviours = without(model.behaviours, dice.at);
    else pick(model.behaviours, dice.at).signal = pick(model.signals, dice.at >> 3).id;
  },
  forms: (model, dice) => void (model.forms = editMapping(model.forms, model, dice)),
  pages: (model, dice) => void (model.pages = editMapping(model.pages, model, dice)),
  groups: (model, dice) => {
    const group = pick(model.groups, dice.at);
    oneOf(
      dice,
      () => void (group.cap = within(group.cap * dice.size, group.floor, 100)),
      () => void (group.floor = within(-20 * dice.size, -60, Math.min(0, group.cap))),
      () => void (group.halfLifeDays = dice.level ? null : within(dice.size * 30, 1, 90)),
    );
  },
  explicit: (model, dice) => {
    const rule = pick(model.explicit, dice.at);
    oneOf(
      dice,
      () => {
        if ('points' in rule) rule.points = within(rule.points * dice.size, -60, 60);
        else rule.pointsAtFullMatch = within(rule.pointsAtFullMatch * dice.size, 0, 60);
      },
      () => void (model.explicit = without(model.explicit, dice.at)),
      () => void (model.explicit = swapped(model.explicit)),
      () =>
        void model.explicit.push({
          id: `grows_${dice.at % 1000}`,
          label: `Grows ${dice.at % 1000}`,
          group: pick(
            model.groups.filter(({ kind }) => kind === 'explicit'),
            dice.at,
          ).id,
          points: within(dice.size * 10, 1, 30),
          growing: { field: 'numemployees', from: dice.level ? 0 : 500, to: within(dice.size * 100, 1, 400) },
        }),
      () => {
        const added: { label: string; when: unknown }[] = [];
        addRule(added, dice);
        model.explicit.push({
          ...(added[0] as { label: string; when: { field: string; known: boolean } }),
          id: `added_${dice.at % 1000}`,
          group: pick(
            model.groups.filter(({ kind }) => kind === 'explicit'),
            dice.at,
          ).id,
          points: within(dice.size * 10, 1, 30),
        });
      },
    );
  },
  implicit: (model, dice) => {
    const rule = pick(model.implicit, dice.at);
    oneOf(
      dice,
      () => {
        if ('points' in rule) rule.points = within(rule.points * dice.size, -60, 60);
        else for (const tier of rule.tiers) tier.points = within(tier.points * dice.size, -60, 60);
      },
      () => void (model.implicit = without(model.implicit, dice.at)),
      () => {
        if ('afterSilentDays' in rule) rule.afterSilentDays = within(dice.size * 30, 1, 90);
        else if ('tiers' in rule) rule.windowDays = within(dice.size * 20, 1, 60);
        else if (dice.level) rule.halfLifeDays = within(dice.size * 20, 1, 60);
        else rule.windowDays = within(dice.size * 60, 1, 180);
      },
      () => {
        if ('limit' in rule && rule.limit !== undefined) rule.limit.times = within(dice.size * 2, 1, 6);
      },
    );
  },
  start: (model, { size, level }) => void (model.start[level ? 'explicit' : 'implicit'] = within(size * 10, 0, 30)),
  numberProperties: (model) => void model.numberProperties.push('age'),
  explicitShare: (model, { size }) => void (model.explicitShare = within(size * 33, 0, 100)),
  grade: (model, { size, level }) =>
    void (model.grade[level ? 'fit' : 'interest'] = [90, within(size * 20, 20, 80), 10]),
  qualification: (model, dice) => {
    const { qualification } = model;
    oneOf(
      dice,
      () => {
        const { enter, leave } = qualification[dice.level ? 'mql' : 'sql'];
        for (const score of ['combined', 'explicit', 'implicit'] as const) {
          if (enter[score] !== undefined) enter[score] = within(enter[score] * dice.size, 1, 100);
          if (leave[score] !== undefined) leave[score] = Math.min(leave[score], enter[score] ?? 0);
        }
      },
      () => void (qualification.signalDays = within(dice.size * 60, 1, 180)),
      () => editLabelled(qualification.never, dice),
      () => void (qualification.stages[dice.level ? 'mql' : 'sql'] = pick(model.lifecycle.prospect, dice.at)),
    );
  },
  lifecycle: ({ lifecycle, qualification }, { at, level }) => {
    const stages = level ? lifecycle.opportunity : lifecycle.prospect;
    const stage = pick([...stages, 'other'], at);
    if (Object.values(qualification.stages).includes(stage)) return;
    for (const meaning of ['prospect', 'opportunity', 'customer'] as const)
      lifecycle[meaning] = lifecycle[meaning].filter((one) => one !== stage);
    if (at % 3 > 0) lifecycle[at % 3 === 1 ? 'opportunity' : 'customer'].push(stage);
  },
  returns: (model, dice) => editLabelled(model.returns, dice),
  dormancy: ({ dormancy }, { at, size }) => {
    const spans = ['sqlSilentDays', 'mqlProgrammeDays', 'mqlSilentDays', 'unqualifiedSilentDays'] as const;
    dormancy[pick(spans, at)] = within(size * 45, 1, 180);
  },
  calendar: ({ calendar }, dice) =>
    oneOf(
      dice,
      () => void (calendar.workingDays = dice.level ? [1, 2, 3, 4] : [7, 1, 2, 3, 4]),
      () => void (calendar.from = pick(HOURS, dice.at)),
      () => void (calendar.timeZone = pick(['America/New_York', 'Asia/Tokyo', 'Europe/Berlin'], dice.at)),
      () => void calendar.holidays.push(`2026-${10 + (dice.at % 3)}-${10 + (dice.at % 20)}`),
    ),
  touch: ({ touch }, dice) =>
    oneOf(
      dice,
      () => void (touch.minimumGapDays = within(dice.size * 7, 0, 21)),
      () => void (touch.from = pick(HOURS, dice.at)),
      () => void (touch.weekends = dice.level),
      () => void (touch.graceDays = within(dice.size * 5, 1, 15)),
      () => void (touch.lateAfterWorkingHours = within(dice.size * 40, 1, 120)),
    ),
  cadence: ({ cadence }, dice) => {
    const tracks = ['mql_nurture', 'dormant_mql', 'dormant_sql', 'closed_lost_review', 'customer'] as const;
    const track = pick(tracks, dice.at);
    oneOf(
      dice,
      () => {
        for (const rhythm of cadence[track] ?? []) rhythm.everyDays = within(rhythm.everyDays * dice.size, 1, 400);
      },
      () => {
        for (const rhythm of cadence[track] ?? []) rhythm.firstAfterDays = within(dice.size * 10, 0, 30);
      },
      () => delete cadence[track],
      () => void (cadence[track] = [{ kind: 'manual', everyDays: within(dice.size * 30, 7, 90), task: 'Look again' }]),
    );
  },
  holdOut: (model, { at, size }) =>
    void (model.holdOut = { [pick(['mql_nurture', 'dormant_mql', 'dormant_sql'], at)]: within(size * 20, 0, 50) }),
  response: (model, dice) => {
    if (model.response === undefined || dice.size > 2) delete model.response;
    else if (dice.level) model.response.workingHours = within(dice.size * 4, 1, 8);
    else model.response.escalateAfterWorkingHours = within(dice.size * 20, 9, 60);
  },
  routing: ({ routing }, dice) =>
    oneOf(
      dice,
      () => void Object.assign(routing, { fallbackOwner: pick(OWNERS, dice.at), automatic: dice.level }),
      () => {
        routing.territories = [
          { id: 'added', label: 'Added', owners: [{ id: pick(OWNERS, dice.at), weight: 1 + (dice.at % 3) }] },
        ];
        routing.automatic = dice.level;
      },
    ),
  handBackDays: (model, { size }) => void (model.handBackDays = within(size * 100, 1, 300)),
  ready: (model, dice) => editLabelled(model.ready, dice),
  noCorrespondence: (model, dice) => editLabelled(model.noCorrespondence, dice),
  personas: (model, dice) => {
    const { attributes } = pick(model.personas, dice.at);
    oneOf(
      dice,
      () => void (pick(attributes, dice.at).weight = within(dice.size * 4, 1, 12)),
      () => void attributes.splice(dice.at % attributes.length, attributes.length > 1 ? 1 : 0),
      () => void (model.personas = without(model.personas, dice.at)),
      () => void (model.personas = swapped(model.personas)),
    );
  },
  journey: (model, dice) => {
    const stage = pick(model.journey, dice.at);
    oneOf(
      dice,
      () => void (stage.halfLifeDays = within(dice.size * 30, 1, 90)),
      () => void (stage.atLeast = within(dice.size * 2, 1, 6) / 4),
      () => void (model.journey = without(model.journey, dice.at)),
    );
  },
  products: (model, { at }) =>
    void model.products.push({
      id: `product_${at % 1000}`,
      label: 'Product',
      contains: [pick(['/product', 'guide', 'e'], at)],
    }),
  productInterest: ({ productInterest }, { size }) => void (productInterest.halfLifeDays = within(size * 30, 1, 90)),
  brandAwareness: ({ brandAwareness }, { size }) => {
    brandAwareness.halfLifeDays = within(size * 60, 1, 180);
    brandAwareness.medium = 1 + size;
  },
  bant: (model, { level, at }) => {
    const { bant } = model;
    if (at % 3 === 0) model.bantAlso = [{ question: level ? 'need' : 'budget', field: 'jobtitle', yes: ['CEO'] }];
    else if (level) [bant.need, bant.budget] = [bant.budget, bant.need];
    else [bant.timeline, bant.authority] = [bant.authority, bant.timeline];
  },
  bantFreshDays: ({ bantFreshDays }, { size, level }) =>
    void (bantFreshDays[level ? 'budget' : 'need'] = within(size * 90, 1, 270)),
  agreement: ({ agreement }, { at }) => void agreement.sales.push(`Promise ${at % 1000}`),
};

const SECTIONS = Object.keys(EDITS) as readonly Section[];
/** Owners that the account of the tests has. */
const OWNERS = ['70001', '70002', '70003'] as const;

const dice = fc.record({ at: fc.nat(), size: fc.double({ min: 0, max: 3, noNaN: true }), level: fc.boolean() });
const SOME_SECTION = fc.constantFrom(...SECTIONS);

const edited = (model: Model, edits: readonly { readonly section: Section; readonly dice: Dice }[]): Model => {
  const copy = structuredClone(model);
  for (const { section, dice: thrown } of edits) EDITS[section](copy, thrown);
  return copy;
};

/** Models that came from one by one to four edits; `first`: the section of the first one. */
export const editsOf = (model: Model, first?: Section): Arbitrary<Model> =>
  fc
    .tuple(
      fc.record({ section: first === undefined ? SOME_SECTION : fc.constant(first), dice }),
      fc.array(fc.record({ section: SOME_SECTION, dice }), { maxLength: 3 }),
    )
    .map(([one, more]) => edited(model, [one, ...more]))
    .filter((document) => parseModel(document).outcome === 'valid');

/** So many models, each section in turn the first that is edited. */
export const editsOfEverySection = (model: Model, count: number, seed: number): readonly Model[] =>
  Array.from({ length: count }, (_, n) => {
    const [document] = fc.sample(editsOf(model, pick(SECTIONS, n)), { numRuns: 1, seed: seed + n });
    return document!;
  });
