import type { ExplicitRule, Group, Model } from '../model/model.ts';
import { withoutControls } from '../model/model-limits.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { shorten } from '../text/text.ts';
import type { Card, CardRule } from './card.ts';
import { scaled } from './in-force.ts';
import { ageSpansOf, conditionOf, spansOf } from './ranges/bin-condition.ts';
import type { PointsInForce } from './table.ts';

/* A card as a draft of an ordinary model, which people can read and change. */

const GROUP: Group = {
  id: 'learnt',
  label: 'Learnt from won and lost leads',
  kind: 'explicit',
  cap: 1000,
  floor: -1000,
  halfLifeDays: null,
};

const UNTOUCHED: Group = { ...GROUP, id: 'untouched', label: 'Rules that held for none of these leads' };

/**
 * Makes a draft of a card. `scores`: of the leads that taught, by the card and by the model in
 * force. `silent`: places of explicit rules that held for none of these leads; they keep their
 * points.
 */
export function draftOf(
  model: Model,
  { rules, start, factor, explicitShare }: Card,
  scores: { readonly learnt: Float64Array; readonly inForce: Float64Array | null },
  silent: ReadonlySet<number> = new Set(),
): Model {
  const group = { ...GROUP, id: freeId('learnt', model.groups) };
  const untouched = { ...UNTOUCHED, id: freeId('untouched', model.groups) };
  const isNumber = numberFieldsOf(model);
  const numbers = rules.map(({ field: { field, form } }) =>
    form.is === 'number' && field.isNumber && !isNumber(field.name) ? field.name : null,
  );
  const taken = [...model.explicit, ...model.implicit];
  const learnt = rules.map(
    (rule): ExplicitRule => ({
      id: freeId(`learnt_${rule.field.field.name.replace(/\W/g, '_')}`.slice(0, 56), taken, true),
      label: labelOf(rule),
      group: group.id,
      points: rule.points,
      ...('from' in rule.gets
        ? { growing: { field: rule.field.field.name, ...rule.gets } }
        : { when: conditionOf(rule.field, rule.gets) }),
    }),
  );
  const kept = model.explicit.flatMap((rule, place) => {
    // Silent rules get a group of their own, since the cap of the old one has changed.
    if (silent.has(place)) return [{ ...rule, group: untouched.id }];
    return factor === 0 ? [] : [multiplied(rule, factor)];
  });
  return {
    ...model,
    name: `${shorten(model.name, 150)}, learnt`,
    version: model.version + 1,
    groups: [
      ...model.groups.map((one) =>
        one.kind === 'explicit'
          ? factor === 0
            ? { ...one, floor: Math.min(0, one.floor), cap: Math.max(0, one.cap) }
            : { ...one, floor: scaled(one.floor, factor), cap: scaled(one.cap, factor) }
          : one,
      ),
      ...(rules.length > 0 ? [group] : []),
      ...(silent.size > 0 ? [untouched] : []),
    ].filter((one) => one.kind === 'implicit' || one.id === group.id || kept.some((rule) => rule.group === one.id)),
    explicit: [...learnt, ...kept.filter((rule) => 'pointsAtFullMatch' in rule || rule.points !== 0)],
    start: { ...model.start, explicit: start },
    explicitShare,
    numberProperties: [...model.numberProperties, ...new Set(numbers.filter((name) => name !== null))],
    ...thresholdsOf(model, scores),
  };
}

/** Explicit rules in force that held for none of the leads, by their place. */
export function silentRules(patterns: PointsInForce['patterns'], model: Model): ReadonlySet<number> {
  const held = new Set(patterns.flatMap((pattern) => pattern.map(({ rule }) => rule)));
  return new Set([...model.explicit.keys()].filter((place) => !held.has(place)));
}

function multiplied(rule: ExplicitRule, factor: number): ExplicitRule {
  return 'points' in rule
    ? { ...rule, points: scaled(rule.points, factor) }
    : { ...rule, pointsAtFullMatch: scaled(rule.pointsAtFullMatch, factor) };
}

function freeId(wanted: string, taken: { readonly id: string }[], remember = false): string {
  const isTaken = (id: string) => taken.some((one) => one.id === id);
  let id = wanted;
  for (let number = 2; isTaken(id); number++) id = `${wanted}_${number}`;
  if (remember) taken.push({ id });
  return id;
}

const LONGEST_LABEL = 200;
const MOST_TEXTS = 6;

/** `Age: 60 or more`, `Job: student or retired`, `Pages: unknown`, `Income: from 100 up to 900`. */
export function labelOf({ field: binned, gets: chosen }: CardRule): string {
  const { field, bins, form } = binned;
  if ('from' in chosen) {
    const { from, to } = chosen;
    return labelWith(field.label, `from ${from} ${from < to ? 'up' : 'down'} to ${to}`);
  }
  const parts: string[] = [];
  const has = (is: string) => bins.some((bin, at) => bin.is === is && chosen.has(at));
  const begins = form.is === 'beginning' ? 'beginning with ' : '';
  const texts = (isIn: boolean) =>
    bins.flatMap((bin, at) => (bin.is === 'level' && chosen.has(at) === isIn ? [bin.text] : []));
  if (form.is === 'number') {
    const isAge = field.isAge === true;
    parts.push(...(isAge ? ageSpansOf(binned, chosen).map(ageText) : spansOf(bins, chosen).map(rangeText)));
    if (has('no_number')) parts.push(isAge ? 'more than ten years ago or ahead' : 'no number');
  } else if (has('other')) {
    const without = texts(false);
    parts.push(without.length === 0 ? 'known' : `not ${begins}${listed(without)}`);
  } else if (texts(true).length > 0) parts.push(`${begins}${listed(texts(true))}`);
  if (has('unknown')) parts.push('unknown');
  return labelWith(field.label, parts.join(', or '));
}

function labelWith(field: string, what: string): string {
  const label = withoutControls(`${field}: ${what}`);
  return label.length <= LONGEST_LABEL ? label : `${shorten(label, LONGEST_LABEL - 2)} …`;
}

function rangeText({ from, below }: { readonly from: number; readonly below: number }): string {
  if (from === -Infinity && below === Infinity) return 'any number';
  if (from === -Infinity) return `below ${below}`;
  return below === Infinity ? `${from} or more` : `${from} to below ${below}`;
}

function ageText({ from, below }: { readonly from: number; readonly below: number }): string {
  if (below <= 0) {
    if (from === -Infinity) return below === 0 ? 'any date ahead' : `more than ${-below} days ahead`;
    return below === 0 ? `up to ${-from} days ahead` : `${-below} to ${-from} days ahead`;
  }
  if (from > 0) return below === Infinity ? `${from} days ago or more` : `${from} to below ${below} days ago`;
  const past = below === Infinity ? 'any date of the past' : `less than ${below} days ago`;
  if (from === 0) return past;
  return from === -Infinity ? `${past}, or any date ahead` : `${past}, or up to ${-from} days ahead`;
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, MOST_TEXTS).map((text) => (text.length > 40 ? `${shorten(text, 39)}…` : text));
  const more = texts.length - shown.length;
  if (more > 0) return `${shown.join(', ')} or ${more} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}`;
}

/* New points change what a score means, so new thresholds keep the share of leads above them. */

const USUAL = { mql: 0.3, sql: 0.1 };
const FIT = [0.1, 0.3, 0.6];
const GAP = 5;

function thresholdsOf(
  { qualification, grade }: Model,
  { learnt, inForce }: { readonly learnt: Float64Array; readonly inForce: Float64Array | null },
): Pick<Model, 'qualification' | 'grade'> {
  const sorted = learnt.toSorted();
  const at = (share: number) =>
    Math.max(1, Math.min(100, Math.ceil(sorted[Math.floor((1 - share) * (sorted.length - 1))]!)));
  const shareOf = (level: 'mql' | 'sql') => {
    const old = qualification[level].enter.combined;
    if (inForce === null || old === undefined) return USUAL[level];
    const share = inForce.filter((score) => score >= old).length / inForce.length;
    return share > 0.005 && share < 0.6 ? share : USUAL[level];
  };
  const mql = at(Math.max(shareOf('mql'), shareOf('sql')));
  const sql = Math.max(mql, at(shareOf('sql')));
  const gate = (enter: number) => ({ enter: { combined: enter }, leave: { combined: Math.max(0, enter - GAP) } });
  const [a = 3, b = 2, c = 1] = FIT.map(at);
  const third = Math.max(1, Math.min(c, 98));
  const second = Math.max(third + 1, Math.min(b, 99));
  return {
    qualification: { ...qualification, mql: gate(mql), sql: gate(sql) },
    grade: { ...grade, fit: [Math.max(second + 1, Math.min(100, a)), second, third] },
  };
}
