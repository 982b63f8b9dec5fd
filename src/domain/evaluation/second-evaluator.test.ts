import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { type Scene, scenes } from '../../../test/support/scenes/arbitraries.ts';
import type { Activity, KnownFacts } from '../contact.ts';
import type { Condition, ExplicitRule, ImplicitRule, Model } from '../model/model.ts';
import { evaluate } from './evaluate.ts';

/*
 * The scores once more, from the words of the model alone: one occurrence at a time, nothing
 * compiled, nothing shared with the engine. Where the two differ, one of them misreads the words.
 */

const A_DAY = 24 * 60 * 60 * 1000;
const utcDay = (instant: number) => Math.floor(instant / A_DAY);

/** `1,200` and `1.200` are none of them: two conventions read each differently. */
const NUMBERS: Record<string, number> = { '12': 12, '50-100': 50, '1000+': 1000, '€ 5 000': 5000 };
/** In a property that HubSpot keeps as a number, the point begins the decimals. */
const KEPT_AS_NUMBERS: Record<string, number> = { ...NUMBERS, '1.200': 1.2 };

function read(facts: KnownFacts, field: string): string | undefined {
  if (field.startsWith('company.')) return facts.company[field.slice(8)];
  if (field.startsWith('lead.')) return facts.lead[field.slice(5)];
  if (field === 'deals.last_won_at') return facts.deals.lastWonAt === null ? undefined : `${facts.deals.lastWonAt}`;
  return facts.contact[field];
}

const numberIn = (model: Model, facts: KnownFacts, field: string): number | undefined =>
  (model.numberProperties.includes(field) ? KEPT_AS_NUMBERS : NUMBERS)[read(facts, field) ?? ''];

/**
 * The facts with those of `lead` that hold for a time: answers that are not too old, and a
 * hand-back that still counts.
 */
function withTimedFacts({ compiled: { model }, facts, now }: Scene): KnownFacts {
  const lead: Record<string, string> = { ...facts.lead };
  for (const question of ['budget', 'authority', 'need', 'timeline'] as const) {
    const answer = facts.contact[model.bant[question]] ?? '';
    const remembered = facts.memory?.bant[question];
    const told = facts.decisions?.bant?.[question]?.at ?? Infinity;
    const isNews = told <= now && (remembered === undefined || told > remembered.at);
    const since = isNews ? told : remembered?.answer === answer ? remembered.at : now;
    if (!['yes', 'partly', 'no'].includes(answer)) continue;
    if (now - since < model.bantFreshDays[question] * A_DAY) lead[`bant_${question}`] = answer;
  }
  const { handedBackAt = Infinity, handBackKind = 'other' } = facts.decisions ?? {};
  const age = now - handedBackAt;
  if (age >= 0 && age < model.handBackDays * A_DAY) lead['hand_back'] = handBackKind;
  return { ...facts, lead };
}

function holds(condition: Condition, model: Model, facts: KnownFacts, now: number): boolean {
  if ('all' in condition) return !condition.all.some((c) => !holds(c, model, facts, now));
  if ('any' in condition) return condition.any.some((c) => holds(c, model, facts, now));
  if ('not' in condition) return !holds(condition.not, model, facts, now);
  const value = read(facts, condition.field);
  if ('known' in condition) return condition.known ? value !== undefined : value === undefined;
  if (value === undefined) return false;
  const text = value.toLowerCase();
  const some = (wanted: readonly string[], fits: (part: string) => boolean) =>
    wanted.some((w) => fits(w.toLowerCase()));
  const choices = [text, ...text.split(';').map((choice) => choice.trim())];
  if ('equals' in condition) return choices.includes(condition.equals.toLowerCase());
  if ('oneOf' in condition) return some(condition.oneOf, (w) => choices.includes(w));
  if ('contains' in condition) return some(condition.contains, (w) => text.indexOf(w) >= 0);
  if ('startsWith' in condition) return some(condition.startsWith, (w) => text.indexOf(w) === 0);
  if ('endsWith' in condition) return some(condition.endsWith, (w) => text.slice(-w.length) === w);
  if ('hasWord' in condition) {
    const inWords = text.split(/[^a-z0-9]+/).filter((word) => word !== '');
    return some(condition.hasWord, (w) => {
      const wanted = w.split(' ');
      return inWords.some((_, i) => wanted.every((word, j) => inWords[i + j] === word));
    });
  }
  if ('withinDays' in condition || 'withinNextDays' in condition) {
    const at = /^\d+$/.test(value) ? Number(value) : new Date(value).getTime();
    const age = now - at;
    return 'withinDays' in condition
      ? age >= 0 && age < Math.round(condition.withinDays * A_DAY)
      : age < 0 && -age <= Math.round(condition.withinNextDays * A_DAY);
  }
  const number = numberIn(model, facts, condition.field);
  if (number === undefined) return false;
  return (
    !(condition.atLeast !== undefined && number < condition.atLeast) &&
    !(condition.below !== undefined && number >= condition.below)
  );
}

function personaMatch(model: Model, facts: KnownFacts, now: number): number {
  const matches = model.personas.map(({ attributes }) => {
    let fits = 0;
    let all = 0;
    for (const { weight, when } of attributes) {
      all += weight;
      if (holds(when, model, facts, now)) fits += weight;
    }
    return Math.round((fits / all) * 100);
  });
  return Math.max(0, ...matches);
}

/** Every single occurrence, newest first. */
function occurrences(activities: readonly Activity[], signals: readonly string[], now: number): number[] {
  const instants: number[] = [];
  for (const { signal, at, quantity } of activities)
    if (signals.includes(signal) && at <= now) for (let i = 0; i < quantity; i++) instants.push(at);
  return instants.sort((a, b) => b - a).map(utcDay);
}

function explicitMilli(rule: ExplicitRule, { compiled: { model }, facts, now }: Scene): number {
  if (rule.off === true) return 0;
  if ('pointsAtFullMatch' in rule)
    return Math.round((Math.round(rule.pointsAtFullMatch * 1000) * personaMatch(model, facts, now)) / 100);
  if ('growing' in rule) {
    const { field, from, to } = rule.growing;
    const number = numberIn(model, facts, field);
    const milli = Math.round(rule.points * 1000);
    if (number === undefined) return 0;
    if (from < to ? number <= from : number >= from) return 0;
    if (from < to ? number >= to : number <= to) return milli;
    return Math.round((milli * (number - from)) / (to - from));
  }
  return holds(rule.when, model, facts, now) ? Math.round(rule.points * 1000) : 0;
}

function implicitMilli(rule: ImplicitRule, { compiled: { model }, facts, activities, now }: Scene): number {
  if (rule.off === true) return 0;
  const today = utcDay(now);
  if ('afterSilentDays' in rule) {
    const passive = model.signals.filter((s) => s.passive).map((s) => s.id);
    const own = activities.filter((a) => a.at <= now && !passive.includes(a.signal)).map((a) => a.at);
    const created = facts.contact['createdate'];
    // Nobody has been silent for longer than HubSpot, or Ripen, has known of them.
    const { firstSeenAt = now, watchedSince = now } = facts.memory ?? {};
    const known = created === undefined ? (own.at(-1) ?? firstSeenAt) : Math.min(Date.parse(created), watchedSince);
    const since = Math.max(known, ...own);
    return now - since >= Math.round(rule.afterSilentDays * A_DAY) ? Math.round(rule.points * 1000) : 0;
  }
  const all = occurrences(activities, rule.signals, now);
  if ('tiers' in rule) {
    const inWindow = all.filter((day) => today - day < rule.windowDays).length;
    const reached = rule.tiers.filter((t) => inWindow >= t.atLeast);
    return Math.round((reached.at(-1)?.points ?? 0) * 1000);
  }
  const counting: number[] = [];
  for (const day of all) {
    const { limit } = rule;
    if (limit && counting.filter((newer) => newer - day < limit.days).length >= limit.times) continue;
    counting.push(day);
  }
  const group = model.groups.find((g) => g.id === rule.group)!;
  const halfLife = rule.halfLifeDays === undefined ? group.halfLifeDays : rule.halfLifeDays;
  let milli = 0;
  for (const day of counting) {
    const age = today - day;
    if (rule.windowDays !== undefined && age >= rule.windowDays) continue;
    milli += Math.round(Math.round(rule.points * 1000) * (halfLife === null ? 1 : 2 ** (-age / halfLife)));
  }
  return milli;
}

function secondOpinion(scene: Scene) {
  const { model } = scene.compiled;
  const lines = new Map<string, number>();
  const score = (kind: 'explicit' | 'implicit') => {
    let sum = Math.round(model.start[kind] * 1000);
    for (const group of model.groups) {
      if (group.kind !== kind) continue;
      let points = 0;
      for (const rule of kind === 'explicit' ? model.explicit : model.implicit) {
        if (rule.group !== group.id) continue;
        const milli =
          kind === 'explicit' ? explicitMilli(rule as ExplicitRule, scene) : implicitMilli(rule as ImplicitRule, scene);
        if (milli !== 0) lines.set(rule.id, milli);
        points += milli;
      }
      if (points > Math.round(group.cap * 1000)) points = Math.round(group.cap * 1000);
      if (points < Math.round(group.floor * 1000)) points = Math.round(group.floor * 1000);
      sum += points;
    }
    return Math.round(Math.min(100_000, Math.max(0, sum)) / 1000);
  };
  const explicit = score('explicit');
  const implicit = score('implicit');
  const combined = Math.round((model.explicitShare * explicit + (100 - model.explicitShare) * implicit) / 100);
  return { explicit, implicit, combined, lines: Object.fromEntries(lines) };
}

describe('a second evaluator, written from the words of the model', () => {
  test('finds the same points for every rule, and the same scores', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 20 }), (scene) => {
        const { scores } = evaluate(scene.compiled, scene.facts, scene.activities, scene.now);
        const ruleLines = [...scores.explicit.contributions, ...scores.implicit.contributions].filter(
          (c) => c.kind === 'rule',
        );

        expect({
          explicit: scores.explicit.points,
          implicit: scores.implicit.points,
          combined: scores.combined.points,
          lines: Object.fromEntries(ruleLines.map(({ id, milli }) => [id, milli])),
        }).toEqual(secondOpinion({ ...scene, facts: withTimedFacts(scene) }));
      }),
      law(120),
    );
  });
});
