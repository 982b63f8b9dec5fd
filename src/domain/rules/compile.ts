import { MAIL_BANS, type MailBan } from '../lead/mail-bans.ts';
import type { Condition, Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import type { Calendar } from '../time/calendar.ts';
import { hubspotTimeZone } from '../time/time-zone.ts';
import type { JourneyStage } from '../words.ts';
import { compileCondition, type FactView, type Test } from './condition.ts';
import { type CompiledExplicitRule, type CompiledPersonas, compileExplicitRule, compilePersonas } from './explicit.ts';
import { newSlots, type Slots } from './fact-values.ts';
import { type CompiledImplicitRule, compileImplicitRule, toMilli } from './implicit.ts';
import { namesBan } from './named-bans.ts';
import type { Scale } from './score.ts';

/** How the model uses a signal. */
type SignalUse = {
  /**
   * the lists of a timeline (see `ListPlaces`) that an activity of this signal belongs to; its
   * detail (a page address, a form name) may matter
   */
  readonly listsOf: (detail: string | undefined) => readonly number[];
  /** the signal belongs to a stage of the journey, so it is a way of meeting the brand */
  readonly isMeeting: boolean;
  readonly qualifies: 'mql' | 'sql' | null;
  /** the person does something: no passive signal */
  readonly isOwn: boolean;
  /** the signal is evidence: the person does something, or it qualifies, or it costs points */
  readonly isEvidence: boolean;
};

/**
 * Where the lists of activities begin: those of implicit rules at 0, of stages at `stages`, of
 * products at `products`; `end` is the number of all lists.
 */
type ListPlaces = { readonly stages: number; readonly products: number; readonly end: number };

/**
 * A model made ready to evaluate many contacts: rules as closures, decay as tables. Compile once
 * per version and time zone.
 */
export type CompiledModel = Scale & {
  readonly model: Model;
  readonly explicit: readonly CompiledExplicitRule[];
  /** the places of explicit rules whose points stay while no fact changes, and of the others */
  readonly steadyExplicit: readonly number[];
  readonly timedExplicit: readonly number[];
  readonly implicit: readonly CompiledImplicitRule[];
  /** of explicit rules, then implicit ones */
  readonly labels: readonly string[];
  readonly personas: CompiledPersonas;
  /** `names`: the bans of HubSpot that the rule tells of too */
  readonly noCorrespondence: readonly {
    readonly label: string;
    readonly test: Test;
    readonly names: readonly MailBan[];
  }[];
  readonly never: readonly Test[];
  readonly usesOf: (signal: string) => SignalUse;
  readonly lists: ListPlaces;
  /** sources (properties) whose activities are sent forms */
  readonly formSources: ReadonlySet<string>;
  readonly journey: readonly {
    readonly stage: JourneyStage;
    readonly halfLifeDays: number;
    readonly atLeast: number;
  }[];
  readonly products: readonly { readonly id: string }[];
  /** why a customer is a lead again */
  readonly returns: readonly Test[];
  readonly ready: readonly { readonly label: string; readonly test: Test }[];
  /** when the account's people work, and when e-mail may be due, by the account's clocks */
  readonly work: Calendar;
  readonly mail: Calendar;
  /** how to decode the facts that the model reads, by slot of `FactView.decoded` */
  readonly decoders: Slots<FactView>['decoders'];
  /** every test of facts whose outcome can change with time alone */
  readonly timed: readonly Test[];
  /** the same for tests that also read the scores */
  readonly timedByScore: readonly Test[];
};

/** Compiles a model. `timeZone`: the account's, by IANA name; the model's own goes first. */
export function compileModel(document: Model, timeZone = 'UTC'): CompiledModel {
  const model = withSilentRules(document);
  const isNumber = numberFieldsOf(model);
  const slots = newSlots<FactView>();
  const testOf = ({ when }: { readonly when: Condition }) => compileCondition(when, isNumber, slots);
  const explicit = model.explicit.map((rule) => compileExplicitRule(rule, model, slots));
  const personas = compilePersonas(model, slots);
  const noCorrespondence = model.noCorrespondence.map((rule) => {
    const test = testOf(rule);
    return { label: rule.label, test, names: MAIL_BANS.filter((ban) => namesBan(test, ban)) };
  });
  const never = model.qualification.never.map(testOf);
  const returns = model.returns.map(testOf);
  const ready = model.ready.map((rule) => ({ label: rule.label, test: testOf(rule) }));
  const givesTimedPoints = (rule: CompiledExplicitRule) => isTimed(rule) || (rule.needsPersona && personas.isTimed);
  const tests: Test[] = [
    ...personas.edges,
    ...returns,
    ...noCorrespondence.map(({ test }) => test),
    ...never,
    ...explicit.map(({ milliAt, edges }) => ({
      holds: (facts: FactView, now: number) => milliAt(facts, now, 0) !== 0,
      edges,
    })),
  ];
  return {
    model,
    groups: model.groups.map((g, index) => ({
      index,
      id: g.id,
      label: g.label,
      kind: g.kind,
      floor: toMilli(g.floor),
      cap: toMilli(g.cap),
    })),
    start: { explicit: toMilli(model.start.explicit), implicit: toMilli(model.start.implicit) },
    explicit,
    steadyExplicit: placesOf(explicit, (rule) => !givesTimedPoints(rule)),
    timedExplicit: placesOf(explicit, givesTimedPoints),
    labels: [...model.explicit, ...model.implicit].map(({ label }) => label),
    implicit: model.implicit.map((rule) => compileImplicitRule(rule, model)),
    personas,
    noCorrespondence,
    never,
    ...signalUses(model),
    formSources: new Set(model.behaviours.flatMap((b) => ('conversions' in b ? [b.conversions] : []))),
    journey: model.journey.map(({ stage, halfLifeDays, atLeast }) => ({ stage, halfLifeDays, atLeast })),
    products: model.products.map(({ id }) => ({ id })),
    returns,
    ready,
    ...calendarsOf(model, timeZone),
    decoders: slots.decoders,
    timed: tests.filter(isTimed),
    timedByScore: ready.map(({ test }) => test).filter(isTimed),
  };
}

const isTimed = ({ edges }: Pick<Test, 'edges'>): boolean => edges !== null;

/** Makes rules that are switched off give no points; they keep their places among the others. */
function withSilentRules(model: Model): Model {
  const { explicit, implicit } = model;
  if (![...explicit, ...implicit].some(({ off }) => off === true)) return model;
  const silent = ({ id, label, group }: Model['explicit'][number] | Model['implicit'][number]) => ({
    id,
    label,
    group,
    points: 0,
  });
  return {
    ...model,
    explicit: explicit.map((rule) => (rule.off === true ? { ...silent(rule), when: { any: [] } } : rule)),
    implicit: implicit.map((rule) => (rule.off === true ? { ...silent(rule), signals: [] } : rule)),
  };
}

function signalUses(model: Model): Pick<CompiledModel, 'usesOf' | 'lists'> {
  const stages = model.implicit.length;
  const products = stages + model.journey.length;
  const lists = { stages, products, end: products + model.products.length };
  const shownBy = interestShown(model);
  const findUse = (id: string): SignalUse => {
    const signal = model.signals.find((s) => s.id === id);
    const isOwn = signal?.passive !== true;
    const qualifies = signal?.qualifies ?? null;
    const ofStages = placesOf(model.journey, ({ signals }) => signals.includes(id));
    const always = [
      ...placesOf(model.implicit, (rule) => 'signals' in rule && rule.signals.includes(id)),
      ...ofStages.map((stage) => stages + stage),
    ];
    const listsBy = (shown: ShownInterest) => [
      ...always,
      ...shown.stages.filter((stage) => !ofStages.includes(stage)).map((stage) => stages + stage),
      ...shown.products.map((product) => products + product),
    ];
    return {
      listsOf: shownBy === null ? () => always : rememberingDetails(always, (detail) => listsBy(shownBy(detail))),
      isMeeting: ofStages.length > 0,
      qualifies,
      isOwn,
      isEvidence: isOwn || qualifies !== null || costsPoints(model, id),
    };
  };
  const named = [...model.implicit, ...model.journey].flatMap((part) => ('signals' in part ? part.signals : []));
  const uses = new Map([...model.signals.map(({ id }) => id), ...named].map((id) => [id, findUse(id)]));
  const unknown = findUse('');
  return { usesOf: (signal) => uses.get(signal) ?? unknown, lists };
}

/** So many details of a signal are remembered, so that their texts are not searched again. */
const DETAILS_KEPT = 1000;

function rememberingDetails(
  always: readonly number[],
  listsBy: (detail: string) => readonly number[],
): SignalUse['listsOf'] {
  const known = new Map<string, readonly number[]>();
  return (detail) => {
    if (detail === undefined) return always;
    const lists = known.get(detail) ?? listsBy(detail);
    // An account has few pages and forms, but a detail may be any text.
    if (known.size >= DETAILS_KEPT) known.clear();
    known.set(detail, lists);
    return lists;
  };
}

type ShownInterest = { readonly stages: readonly number[]; readonly products: readonly number[] };

/**
 * Finds the stages and products whose texts a detail contains, in whatever case; null: the model
 * reads no details.
 */
function interestShown(model: Model): ((detail: string) => ShownInterest) | null {
  const lower = (list: readonly { readonly contains: readonly string[] }[]) =>
    list.map(({ contains }) => contains.map((text) => text.toLowerCase()));
  const stages = lower(model.journey);
  const products = lower(model.products);
  if (![...stages, ...products].some((texts) => texts.length > 0)) return null;
  return (detail) => {
    const text = detail.toLowerCase();
    const isShown = (parts: readonly string[]) => parts.some((part) => text.includes(part));
    return { stages: placesOf(stages, isShown), products: placesOf(products, isShown) };
  };
}

function placesOf<T>(list: readonly T[], fits: (item: T) => boolean): number[] {
  const places: number[] = [];
  list.forEach((item, place) => {
    if (fits(item)) places.push(place);
  });
  return places;
}

function calendarsOf({ calendar, touch }: Model, accountZone: string): Pick<CompiledModel, 'work' | 'mail'> {
  const { workingDays, from, to, holidays } = calendar;
  // Another runtime stored the zone; this one may not know it.
  const timeZone = hubspotTimeZone(calendar.timeZone) ?? hubspotTimeZone(accountZone) ?? 'UTC';
  return {
    work: { timeZone, workingDays, from, to, holidays },
    mail: {
      timeZone,
      workingDays: touch.weekends ? [1, 2, 3, 4, 5, 6, 7] : workingDays,
      from: touch.from,
      to: touch.to,
      holidays,
    },
  };
}

function costsPoints(model: Model, signal: string): boolean {
  return model.implicit.some((rule) => {
    if (!('signals' in rule) || !rule.signals.includes(signal)) return false;
    return 'tiers' in rule ? rule.tiers.some((tier) => tier.points < 0) : rule.points < 0;
  });
}
