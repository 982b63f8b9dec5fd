import type { Condition, ExplicitRule, ImplicitRule, Model } from '../../model/model.ts';
import { conditionsOn, fieldsAsked, fieldsInCondition, fieldsNamed } from '../../model/reads.ts';
import { OUTPUT_PROPERTIES } from '../../sync/ripen-properties.ts';
import { plainName, quoted } from '../condition-sentence.ts';
import { FIELDS_OF_SCORES, valuesFound } from './fields-found.ts';
import { valuesAsked } from './values-asked.ts';

/* Warnings of what a model may have, but most likely nobody means. Errors come from elsewhere. */

export type ModelWarning = {
  /** where: names of fields, ids, indexes */
  readonly path: readonly string[];
  readonly sentence: string;
};

/** All warnings of a model. Rules that are switched off cause none. */
export function warningsOf(whole: Model): readonly ModelWarning[] {
  const isOn = ({ off }: { readonly off?: boolean | undefined }) => off !== true;
  const model = { ...whole, explicit: whole.explicit.filter(isOn), implicit: whole.implicit.filter(isOn) };
  return [
    ...neverFiring(model),
    ...twins(model),
    ...swallowed(model),
    ...unreachable(model),
    ...overtaken(model),
    ...following(model),
    ...unheard(model),
    ...lopsided(model),
  ];
}

/** Rules that can hold for nobody, or give no points, judged by their own text. */
function neverFiring(model: Model): ModelWarning[] {
  const fed = signalsFed(model);
  return [
    ...model.explicit.flatMap((rule) => {
      const path = ['explicit', rule.id];
      if (mostOf(rule) === 0) return [noPoints(path, rule.label)];
      return 'when' in rule && neverHolds(rule.when)
        ? [{ path, sentence: `${quoted(rule.label)} can hold for nobody: its conditions exclude each other.` }]
        : [];
    }),
    ...model.implicit.flatMap((rule) => {
      const path = ['implicit', rule.id];
      if ('points' in rule && rule.points === 0) return [noPoints(path, rule.label)];
      if (!('signals' in rule) || rule.signals.some((signal) => fed.has(signal))) return [];
      return [
        {
          path,
          sentence: `${quoted(rule.label)} waits for what no property, form or page shows: only a workflow or an import can bring it.`,
        },
      ];
    }),
    ...(['ready', 'returns', 'noCorrespondence'] as const).flatMap((name) =>
      model[name].flatMap(({ label, when }, at) => (neverHolds(when) ? [nobody([name, `${at}`], label)] : [])),
    ),
    ...model.qualification.never.flatMap(({ label, when }, at) =>
      neverHolds(when) ? [nobody(['qualification', 'never', `${at}`], label)] : [],
    ),
    ...model.routing.territories.flatMap(({ id, label, when }, at) => {
      const path = ['routing', 'territories', id];
      if (when !== undefined && neverHolds(when)) return [nobody(path, label)];
      const all = model.routing.territories.findIndex((territory) => territory.when === undefined);
      return all >= 0 && all < at
        ? [{ path, sentence: `The territory ${quoted(label)} gets nobody: one before it takes everybody.` }]
        : [];
    }),
  ];
}

const noPoints = (path: readonly string[], label: string): ModelWarning => ({
  path,
  sentence: `${quoted(label)} gives no points.`,
});
const nobody = (path: readonly string[], label: string): ModelWarning => ({
  path,
  sentence: `${quoted(label)} can hold for nobody: its conditions exclude each other.`,
});

/** Signals that come from Ripen itself and need no property. */
const FOUND_BY_RIPEN = ['returned_by_sales'];

function signalsFed(model: Model): ReadonlySet<string> {
  return new Set([
    ...[...model.behaviours, ...model.forms, ...model.pages].map(({ signal }) => signal),
    ...FOUND_BY_RIPEN,
  ]);
}

/**
 * Whether a condition surely contradicts itself. Two values of a text property do not, since a
 * property may hold several choices.
 */
export function neverHolds(condition: Condition): boolean {
  if ('any' in condition) return condition.any.every(neverHolds);
  if ('not' in condition) return alwaysHolds(condition.not);
  if (!('all' in condition)) return isEmptyRange(condition);
  const parts = flattened(condition);
  return (
    parts.some(neverHolds) ||
    parts.some((part, at) => parts.slice(at + 1).some((other) => exclude(part, other) || exclude(other, part)))
  );
}

function alwaysHolds(condition: Condition): boolean {
  if ('all' in condition) return condition.all.every(alwaysHolds);
  if ('not' in condition) return neverHolds(condition.not);
  if (!('any' in condition)) return false;
  const { any } = condition;
  return (
    any.some(alwaysHolds) || any.some((part) => any.some((other) => 'not' in other && sameCondition(other.not, part)))
  );
}

const flattened = (condition: Condition): readonly Condition[] =>
  'all' in condition ? condition.all.flatMap(flattened) : [condition];

const isEmptyRange = (condition: Condition): boolean =>
  'atLeast' in condition &&
  condition.atLeast !== undefined &&
  condition.below !== undefined &&
  condition.atLeast >= condition.below;

/** Whether no contact fits both. */
function exclude(one: Condition, other: Condition): boolean {
  if ('not' in one) return sameCondition(one.not, other);
  if (!('field' in one) || !('field' in other) || one.field !== other.field) return false;
  if ('known' in one && !one.known) return !('known' in other) || other.known;
  const [a, b] = [rangeOf(one), rangeOf(other)];
  if (a !== null && b !== null) return Math.max(a.from, b.from) >= Math.min(a.to, b.to);
  // A fact that Ripen derives has one value only.
  const [mine, theirs] = [valuesOf(one), valuesOf(other)];
  return /^(lead|score)\./.test(one.field) && mine !== null && theirs !== null && !mine.some((v) => theirs.includes(v));
}

function rangeOf(condition: Condition): { readonly from: number; readonly to: number } | null {
  if (!('atLeast' in condition || 'below' in condition)) return null;
  return { from: condition.atLeast ?? -Infinity, to: condition.below ?? Infinity };
}

function valuesOf(condition: Condition): readonly string[] | null {
  if ('equals' in condition) return [condition.equals.toLowerCase()];
  return 'oneOf' in condition ? condition.oneOf.map((value) => value.toLowerCase()) : null;
}

const sameCondition = (a: Condition, b: Condition): boolean => meaningOf(a) === meaningOf(b);

/** One text for conditions that differ in the order of their parts only. */
function meaningOf(condition: Condition): string {
  const some = (parts: readonly Condition[]) => [...new Set(parts.map(meaningOf))].sort();
  if ('all' in condition || 'any' in condition) {
    const [word, parts] = 'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
    const texts = some(parts);
    return texts.length === 1 ? texts[0]! : `${word}(${texts.join()})`;
  }
  if ('not' in condition) return `not(${meaningOf(condition.not)})`;
  const values = valuesOf(condition);
  if (values !== null) return JSON.stringify([condition.field, [...new Set(values)].sort()]);
  const { field, ...test } = condition;
  return JSON.stringify([
    field,
    Object.entries(test)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map((text) => `${text}`.toLowerCase()).sort() : value,
      ])
      .sort(),
  ]);
}

/** Pairs of rules that ask for the same. */
function twins({ explicit, implicit }: Model): ModelWarning[] {
  const keys = [
    ...explicit.map((rule) => ({
      place: 'explicit',
      rule,
      key: askedByFact(rule),
    })),
    ...implicit.map((rule) => ({ place: 'implicit', rule, key: askedBy(rule) })),
  ];
  return keys.flatMap(({ place, rule, key }, at) => {
    const first = keys.findIndex((other) => other.key === key && other.place === place);
    return first === at
      ? []
      : [
          {
            path: [place, rule.id],
            sentence: `${quoted(rule.label)} and ${quoted(keys[first]!.rule.label)} ask for the same: a contact gets the points of both.`,
          },
        ];
  });
}

function askedByFact(rule: ExplicitRule): string {
  if ('growing' in rule) return `growing ${JSON.stringify(rule.growing)}`;
  return 'when' in rule ? meaningOf(rule.when) : 'persona match';
}

function askedBy(rule: ImplicitRule): string {
  if ('afterSilentDays' in rule) return `silent ${rule.afterSilentDays}`;
  const signals = [...rule.signals].sort().join();
  return 'tiers' in rule ? `tiers ${signals} ${rule.windowDays}` : `each ${signals}`;
}

/** Points that a cap or a floor never lets count. */
function swallowed({ groups, explicit, implicit }: Model): ModelWarning[] {
  const capOf = new Map(groups.map((group) => [group.id, group]));
  return [
    ...explicit.map((rule) => ['explicit', rule] as const),
    ...implicit.map((rule) => ['implicit', rule] as const),
  ].flatMap(([place, rule]) => {
    const group = capOf.get(rule.group);
    const points = mostOf(rule);
    if (group === undefined || points === 0) return [];
    const bound = points > 0 ? group.cap : group.floor;
    if (points > 0 ? points <= bound : points >= bound || bound >= 0) return [];
    return [
      {
        path: [place, rule.id],
        sentence:
          points > 0
            ? `${quoted(rule.label)} gives ${points} points, and its group ${quoted(group.label)} counts at most ${bound}.`
            : `${quoted(rule.label)} takes ${-points} points, and its group ${quoted(group.label)} takes at most ${-bound}.`,
      },
    ];
  });
}

/** The most points that one occurrence gives. */
function mostOf(rule: ExplicitRule | ImplicitRule): number {
  if ('pointsAtFullMatch' in rule) return rule.pointsAtFullMatch;
  return 'tiers' in rule ? rule.tiers.at(-1)!.points : rule.points;
}

/** Thresholds above what all rules together can give. */
function unreachable(model: Model): ModelWarning[] {
  const explicit = highest(model, 'explicit');
  const implicit = highest(model, 'implicit');
  const combined = Math.round((model.explicitShare * explicit + (100 - model.explicitShare) * implicit) / 100);
  const most = { explicit, implicit, combined };
  const names = { explicit: 'who they are', implicit: 'what they do', combined: 'both together' };
  const gates = (['mql', 'sql'] as const).flatMap((level) =>
    (['combined', 'explicit', 'implicit'] as const).flatMap((score) => {
      const atLeast = model.qualification[level].enter[score] ?? 0;
      return atLeast <= most[score]
        ? []
        : [
            {
              path: ['qualification', level, 'enter', score],
              sentence: `Nobody can become an ${level.toUpperCase()} by score: it takes ${atLeast} points for ${names[score]}, and the rules give at most ${most[score]}.`,
            },
          ];
    }),
  );
  const bands = (
    [
      ['fit', 'ABC', explicit],
      ['interest', '123', implicit],
    ] as const
  ).flatMap(([name, letters, reach]) =>
    model.grade[name].flatMap((from, at) =>
      from <= reach
        ? []
        : [
            {
              path: ['grade', name, `${at}`],
              sentence: `Nobody can get the grade ${letters[at]}: it takes ${from} points, and the rules give at most ${reach}.`,
            },
          ],
    ),
  );
  return [...gates, ...bands];
}

/** An MQL that takes as many points as an SQL or more. */
function overtaken({ qualification: { mql, sql } }: Model): ModelWarning[] {
  const scores = ['combined', 'explicit', 'implicit'] as const;
  const isByScore = [mql, sql].every(({ enter }) => scores.some((score) => enter[score] !== undefined));
  return isByScore && scores.every((score) => (sql.enter[score] ?? 0) <= (mql.enter[score] ?? 0))
    ? [
        {
          path: ['qualification', 'sql', 'enter'],
          sentence: 'Nobody becomes an MQL by score: whoever has the points for it has those for an SQL.',
        },
      ]
    : [];
}

/** Conditions that ask for what Ripen writes. */
function following(model: Model): ModelWarning[] {
  const asked = new Set(fieldsAsked(model));
  return OUTPUT_PROPERTIES.flatMap(({ name }) =>
    asked.has(name)
      ? [
          {
            path: ['properties', name],
            sentence: `Ripen itself writes ${quoted(name)}, and a condition asks for it: the result follows the one before it, and may go to and fro.`,
          },
        ]
      : [],
  );
}

/** Fields of Ripen's own that it does not find, or not yet, and values that it never finds. */
function unheard(model: Model): ModelWarning[] {
  const beforeScores = conditionsOn({ ...model, ready: [] }).flatMap(fieldsInCondition);
  const fields = [...fieldsAsked(model), ...fieldsNamed(model), ...model.numberProperties];
  const strange = [...new Set(fields)].filter((field) => isFound(field) && valuesFound(field, model) === undefined);
  const early = [...new Set(beforeScores)].filter((field) => FIELDS_OF_SCORES.includes(field));
  const never = conditionsOn(model)
    .flatMap(valuesAsked)
    .filter(({ field, value }) => {
      const values: readonly string[] | null | undefined = isFound(field) ? valuesFound(field, model) : null;
      return values != null && !values.some((one) => one.toLowerCase() === value.toLowerCase());
    });
  const sentences = [
    ...strange.map((field) => ({
      path: ['properties', field],
      sentence: `Ripen finds nothing that is called ${quoted(field)}: what asks for it holds for nobody.`,
    })),
    ...early.map((field) => ({
      path: ['properties', field],
      sentence: `Ripen knows ${quoted(field)} only once it has scored a contact: only conditions of who is ready for sales can ask for it.`,
    })),
    ...never.map(({ field, value }) => ({
      path: ['properties', field],
      sentence: `No contact has ${quoted(value)} as ${plainName(field)}: choose one of the values that Ripen finds.`,
    })),
  ];
  return [...new Map(sentences.map((one) => [one.sentence, one])).values()];
}

const isFound = (field: string): boolean => /^(?:lead|deals|score)\./.test(field);

/** Groups that give or take points whatever they count. */
function lopsided({ groups }: Model): ModelWarning[] {
  return groups.flatMap(({ id, label, cap, floor }) => {
    if (cap >= 0 && floor <= 0) return [];
    return [
      {
        path: ['groups', id],
        sentence:
          cap < 0
            ? `The group ${quoted(label)} takes at least ${-cap} points of everybody, since it counts at most ${cap}.`
            : `The group ${quoted(label)} gives everybody at least ${floor} points, since it counts no fewer.`,
      },
    ];
  });
}

/** The most points of a score that any contact can have. */
function highest(model: Model, kind: 'explicit' | 'implicit'): number {
  const sums = model.groups
    .filter((group) => group.kind === kind)
    .map(({ id, cap, floor }) => {
      const rules: readonly (ExplicitRule | ImplicitRule)[] = model[kind];
      const given = rules
        .filter((rule) => rule.group === id)
        .map((rule) =>
          'signals' in rule && 'points' in rule && rule.points > 0 ? Infinity : Math.max(0, mostOf(rule)),
        );
      return Math.max(
        floor,
        Math.min(
          cap,
          given.reduce((sum, points) => sum + points, 0),
        ),
      );
    });
  return Math.round(
    Math.min(
      100,
      Math.max(
        0,
        sums.reduce((sum, points) => sum + points, 0),
      ),
    ),
  );
}
