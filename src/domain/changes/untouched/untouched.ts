import type { Condition, ExplicitRule, Model } from '../../model/model.ts';
import { numberFieldsOf } from '../../model/number-fields.ts';
import { answersIn } from '../../qualification/bant.ts';
import { compileCondition, compileNumber, type FactView, type Test } from '../../rules/condition.ts';
import { type CompiledPersonas, compilePersonas, grownMilli } from '../../rules/explicit.ts';
import { newSlots } from '../../rules/fact-values.ts';
import { toMilli } from '../../rules/implicit.ts';
import { contentOf, isEqual, sortedKeys } from '../document/documents.ts';
import { beyondReach } from './beyond-reach.ts';
import { type Gist, LEAD_KEPT } from './gist.ts';
import { NOTHING_KNOWN, readinessOf } from './readiness.ts';
import { type Rescored, rescoring, withoutScale } from './rescored.ts';
import type { Shift, ToldLine } from './scores-by-points.ts';

/*
 * Most edits change one or two rules, and most contacts have nothing to do with these rules. If two
 * versions surely judge a contact alike, a what-if need not judge it again: it takes what is
 * stored. Scores as shown are whole points, and what is shown holds until the contact is due: so a
 * threshold that moves, and has a contact's scores on the same side as before, changes nothing.
 */

export type Untouched = {
  /** signals that a changed part counts: the edit may touch every contact that shows one */
  readonly signals: readonly string[];
  /** whether it may touch, too, whoever looked at something that has a name or an address */
  readonly details: boolean;
  /**
   * the fields that changed parts read, beside those of the gist; 'all': they read more of what
   * Ripen derives from facts
   */
  readonly facts: 'all' | readonly string[];
  /**
   * what the draft shows otherwise of a contact without these signals, until it is due; null: the
   * contact must be judged. `ends`: facts that end by themselves may have ended since. `view`:
   * called only if it reads facts; where `lead` is not wanted, only what the mail address tells is
   * derived
   */
  readonly changeOf: (gist: Gist, ends: boolean, view: (lead: boolean) => FactView) => Rescored | null;
};

/**
 * Tells which contacts an edit leaves alone, of those without news; null: it may touch everybody.
 * It can tell only if nothing but these rules changed: rules on facts, and rules that count
 * signals. Where time has a say in what a rule finds of a contact, the contact must be judged.
 */
export function untouchedBy(current: Model, draft: Model): Untouched | null {
  if (!isEqual(forEverybody(current), forEverybody(draft))) return null;
  const isOther = otherBy(current, draft);
  const implicit = changedIn(...implicitOf(current, draft), isOther);
  const explicit = changedIn(current.explicit, draft.explicit, isOther);
  if (implicit === null || explicit === null) return null;
  const signals = new Set<string>();
  for (const rule of implicit.flat()) {
    if (rule === undefined) continue;
    if (!('signals' in rule)) return null;
    for (const signal of rule.signals) signals.add(signal);
  }
  const interests = interestsChanged(current, draft);
  for (const signal of [
    ...interests.signals,
    ...differing(current.signals, draft.signals),
    ...qualifyingChanged(current, draft),
  ])
    signals.add(signal);
  const personas = isOther(current.personas, draft.personas) ? [personasAlike(current, draft)] : [];
  const exclusions = isOther(excludersOf(current), excludersOf(draft)) ? [exclusionsAlike(current, draft)] : [];
  const bant = isEqual(bantOf(current), bantOf(draft)) ? [] : [bantAlike(current, draft)];
  const tests = [...personas, ...exclusions, ...bant];
  const lines: (readonly [Line, Line])[] = [];
  for (const [was, is] of explicit) {
    const [before, after] = [lineOf(was, current), lineOf(is, draft)];
    if (before === null || after === null) return null;
    lines.push([before, after]);
  }
  const beyond = beyondReach(current, draft);
  const readiness = readinessOf(current, draft, isOther(current.ready, draft.ready));
  const rescored = rescoring(current, draft, readiness);
  if (rescored === null) return null;
  const readsFacts = tests.length > 0 || lines.length > 0 || readiness.readsFacts;
  const judging = [
    explicit,
    exclusions.length > 0 && [excludersOf(current), excludersOf(draft)],
    personas.length > 0 && [current.personas, draft.personas],
  ];
  const readsEnding = fieldsIn(judging).some(endsByItself);
  const facts = readBy([
    judging,
    readiness.readsFacts && [current.ready, draft.ready],
    bant.length > 0 && [current, draft].flatMap(bantFields).map((field) => ({ field })),
  ]);
  return {
    signals: [...signals],
    details: interests.details,
    facts,
    changeOf: (gist, ends, view) => {
      if (!beyond.every((isBeyond) => isBeyond(gist))) return null;
      if (!readsFacts) return rescored(gist, ends, null, null);
      if (readsEnding && (gist.bant.length > 0 || gist.isHandedBack)) return null;
      const seen = facts === 'all' ? view(true) : withKept(facts.length === 0 ? NOTHING_KNOWN : view(false), gist);
      if (!tests.every((test) => test(seen, gist.at))) return null;
      const shift = shiftOf(lines, seen, gist.at);
      return shift === 'not sure' ? null : rescored(gist, ends, shift, seen);
    },
  };
}

function fieldsIn(parts: unknown): readonly string[] {
  const named = JSON.stringify(parts).matchAll(/"field":("(?:[^"\\]|\\.)*")/g);
  return [...new Set([...named].map(([, field]) => JSON.parse(field!) as string))];
}

/**
 * Whether parts of two versions differ, in words or since they read a property that only one of the
 * two takes for a number.
 */
function otherBy({ numberProperties: before }: Model, { numberProperties: after }: Model) {
  const numbers = new Set([
    ...before.filter((field) => !after.includes(field)),
    ...after.filter((field) => !before.includes(field)),
  ]);
  return (was: unknown, is: unknown): boolean =>
    !isEqual(was, is) || (numbers.size > 0 && fieldsIn([was]).some((field) => numbers.has(field)));
}

/** Facts that end by themselves: who has no answer of BANT and was not handed back has none. */
const endsByItself = (field: string): boolean => /^lead\.(?:bant_|hand_back$)/.test(field);

/** The fields that parts of a model read, beside what an evaluation finds. */
function readBy(parts: readonly unknown[]): Untouched['facts'] {
  const read = fieldsIn(parts)
    .filter((field) => !field.startsWith('score.') && !isKept(field) && !endsByItself(field))
    .map((field) => (OF_MAIL.has(field) ? 'email' : field));
  return read.some((field) => /^(?!company\.|deals\.).*\./.test(field)) ? 'all' : read;
}

/** What Ripen derives from the mail address alone. */
const OF_MAIL: ReadonlySet<string> = new Set(['lead.mail_kind', 'lead.mail_domain']);

const isKept = (field: string): boolean => field.startsWith('lead.') && LEAD_KEPT.has(field.slice('lead.'.length));

/** The facts that are read, with what the gist keeps of those that Ripen derives. */
function withKept(facts: FactView, { written }: Gist): FactView {
  const lead: Record<string, string> = { ...facts.lead };
  for (const [name, shownAs] of LEAD_KEPT) {
    const value = written[shownAs];
    if (value !== undefined && value !== '') lead[name] = value;
  }
  return { ...facts, lead };
}

/** What rules give more that have another line for these facts; null: none has. */
function shiftOf(lines: readonly (readonly [Line, Line])[], facts: FactView, at: number): Shift | null | 'not sure' {
  const more: Record<string, number> = {};
  const others: (readonly [ToldLine, ToldLine])[] = [];
  for (const pair of lines) {
    const [before, after] = [pair[0](facts, at), pair[1](facts, at)];
    if (before === null || after === null) return 'not sure';
    if (before.text === after.text) continue;
    others.push([before, after]);
    for (const [{ group, milli }, sign] of [[before, -1] as const, [after, 1] as const])
      if (milli !== 0) more[group] = (more[group] ?? 0) + sign * milli;
  }
  return others.length === 0 ? null : { more, only: others.length === 1 ? others[0]! : null };
}

/** Implicit rules with their groups: who shows no signal of a group has no points in it. */
function implicitOf(...models: readonly [Model, Model]) {
  const withGroups = ({ implicit, groups }: Model) =>
    implicit.map((rule) => ({ ...rule, within: groups.find(({ id }) => id === rule.group) }));
  return [withGroups(models[0]), withGroups(models[1])] as const;
}

const excludersOf = ({ noCorrespondence, returns, qualification: { never } }: Model) => [
  noCorrespondence,
  returns,
  never,
];

/** Whether two versions find the same of facts from the instant of an evaluation on. */
type Alike = (facts: FactView, at: number) => boolean;

/** Whether time alone changes nothing that a test finds after an instant. */
function isSteady({ edges }: Pick<Test, 'edges'>, facts: FactView, at: number): boolean {
  if (edges === null) return true;
  const found: number[] = [];
  edges(facts, found);
  return found.every((edge) => edge <= at);
}

/** Who never qualifies, must not be written to or is a lead again. */
function exclusionsAlike(...models: readonly [Model, Model]): Alike {
  const compiled = models.map((model) => {
    const held = (rules: readonly { readonly when: Condition }[]) =>
      rules.map((rule) => ({ rule, ...compileCondition(rule.when, numberFieldsOf(model)) }));
    return {
      never: held(model.qualification.never),
      returns: held(model.returns),
      forbidding: held(model.noCorrespondence),
    };
  });
  const tests = compiled.flatMap(({ never, returns, forbidding }) => [...never, ...returns, ...forbidding]);
  return (facts, at) => {
    const [before, after] = compiled.map(({ never, returns, forbidding }) =>
      JSON.stringify([
        never.some(({ holds }) => holds(facts, at)),
        returns.some(({ holds }) => holds(facts, at)),
        forbidding.filter(({ holds }) => holds(facts, at)).map(({ rule }) => sortedKeys(rule)),
      ]),
    );
    return before === after && tests.every((test) => isSteady(test, facts, at));
  };
}

/** Null: time has a say in it. */
type Line = (facts: FactView, at: number) => ToldLine | null;

const NOTHING_TOLD: ToldLine = { text: '', label: '', group: '', milli: 0 };

/** Which persona fits a contact, and how. */
function personasAlike(...models: readonly [Model, Model]): Alike {
  const [before, after] = models.map((model) => compilePersonas(model, newSlots())) as [
    CompiledPersonas,
    CompiledPersonas,
  ];
  return (facts, at) =>
    isEqual(before.explain(facts, at), after.explain(facts, at)) &&
    [...before.edges, ...after.edges].every((test) => isSteady(test, facts, at));
}

const bantOf = ({ bant, bantAlso = [] }: Model) => [bant, bantAlso];

const bantFields = ({ bant, bantAlso = [] }: Model): readonly string[] => [
  ...Object.values(bant),
  ...bantAlso.map(({ field }) => field),
];

/** The answers of BANT that the facts give. */
const bantAlike =
  (current: Model, draft: Model): Alike =>
  (facts) =>
    isEqual(answersIn(current, facts), answersIn(draft, facts));

/**
 * Signals that qualify, where it differs for how long they do, or whether sales is to answer: who
 * has none did not qualify by one, and does not raise a hand, nor at a date ahead.
 */
function qualifyingChanged(current: Model, draft: Model): readonly string[] {
  const isOtherSpan = current.qualification.signalDays !== draft.qualification.signalDays;
  const isOtherAsk = (current.response === undefined) !== (draft.response === undefined);
  return [current, draft]
    .flatMap(({ signals }) => signals)
    .filter(({ qualifies }) => (qualifies !== undefined && isOtherSpan) || (qualifies === 'sql' && isOtherAsk))
    .map(({ id }) => id);
}

/** Activities by which the interests of a contact may differ, or how well it knows the brand. */
function interestsChanged(current: Model, draft: Model): Pick<Untouched, 'signals' | 'details'> {
  const both = [current, draft];
  const isJourneyOther = !isEqual(current.journey, draft.journey);
  const stages = both.flatMap(({ journey }) => journey);
  const products = ({ products, productInterest }: Model) => [products, products.length > 0 && productInterest];
  return {
    signals:
      isJourneyOther || !isEqual(current.brandAwareness, draft.brandAwareness)
        ? stages.flatMap(({ signals }) => signals)
        : [],
    details:
      !isEqual(products(current), products(draft)) ||
      (isJourneyOther && stages.some(({ contains }) => contains.length > 0)),
  };
}

/** Ids of what differs, whatever the order. */
function differing<T extends { readonly id: string }>(before: readonly T[], after: readonly T[]): readonly string[] {
  const [were, are] = [byId(before), byId(after)];
  return [...new Set([...were.keys(), ...are.keys()])].filter((id) => !isEqual(were.get(id), are.get(id)));
}

/** The line of a rule, if there is one; null: it also depends on another part of the model. */
function lineOf(rule: ExplicitRule | undefined, model: Model): Line | null {
  if (rule === undefined) return () => NOTHING_TOLD;
  if ('growing' in rule) {
    const { growing, points, ...told } = rule;
    const { number, edges } = compileNumber(growing.field, numberFieldsOf(model), null);
    const line = JSON.stringify(sortedKeys(told));
    return (facts, at) => {
      if (!isSteady({ edges }, facts, at)) return null;
      const milli = grownMilli(toMilli(points), growing, number(facts, at));
      return milli === 0 ? NOTHING_TOLD : { text: `${line} ${milli}`, label: rule.label, group: rule.group, milli };
    };
  }
  if (!('when' in rule)) return null;
  const test = compileCondition(rule.when, numberFieldsOf(model));
  const { when: _, ...told } = rule;
  const { points, group, label } = rule;
  const line =
    points === 0 ? NOTHING_TOLD : { text: JSON.stringify(sortedKeys(told)), label, group, milli: toMilli(points) };
  return (facts, at) => {
    if (!isSteady(test, facts, at)) return null;
    return test.holds(facts, at) ? line : NOTHING_TOLD;
  };
}

/** Rules that differ; null: the order of the others differs, and the order breaks ties. */
function changedIn<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  isOther: (was: unknown, is: unknown) => boolean,
): readonly (readonly [T | undefined, T | undefined])[] | null {
  const [were, are] = [byId(before), byId(after)];
  const kept = (rules: readonly T[]) => rules.map(({ id }) => id).filter((id) => were.has(id) && are.has(id));
  if (!isEqual(kept(before), kept(after))) return null;
  const ids = new Set([...were.keys(), ...are.keys()]);
  return [...ids].map((id) => [were.get(id), are.get(id)] as const).filter(([was, is]) => isOther(was, is));
}

const byId = <T extends { readonly id: string }>(rules: readonly T[]): ReadonlyMap<string, T> =>
  new Map(rules.map((rule) => [rule.id, rule]));

/** Parts of a model of which this file tells whom a change touches. */
const TOLD_OF: ReadonlySet<string> = new Set([
  'explicit',
  'implicit',
  'grade',
  'start',
  'groups',
  'explicitShare',
  'routing',
  'noCorrespondence',
  'returns',
  'cadence',
  'calendar',
  'touch',
  'holdOut',
  'response',
  'dormancy',
  'handBackDays',
  'bant',
  'bantAlso',
  'bantFreshDays',
  'lifecycle',
  'numberProperties',
  'ready',
  'personas',
  'journey',
  'products',
  'productInterest',
  'brandAwareness',
  'signals',
] satisfies readonly (keyof Model)[]);

/**
 * Parts that matter only for new activities, and these contacts have none; and what only people
 * read.
 */
const FOR_NOBODY: ReadonlySet<string> = new Set([
  'behaviours',
  'forms',
  'pages',
  'name',
  'agreement',
] satisfies readonly (keyof Model)[]);

/** The parts of a model that may touch everybody. */
function forEverybody(model: Model) {
  const { mql: _, sql: __, never: ___, stages: ____, signalDays: _____, ...qualification } = model.qualification;
  const rest = Object.entries(contentOf(model)).filter(([name]) => !TOLD_OF.has(name) && !FOR_NOBODY.has(name));
  return { ...Object.fromEntries(rest), ...withoutScale(model), qualification };
}
