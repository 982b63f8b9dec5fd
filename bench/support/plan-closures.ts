import type { Condition, Model } from '../../src/domain/model/model.ts';
import { DAY } from '../../src/domain/time/time.ts';
import type { DecodedContact } from './plan-of-40.ts';

/*
 * The plan of 40 rules as somebody would write it by hand for this plan alone: a closure for each
 * rule, over facts that are typed already. It knows what the plan uses, and nothing else.
 */

export type Points = { readonly rules: readonly number[]; readonly explicit: number; readonly implicit: number };

type Holds = (facts: DecodedContact['facts'], now: number) => boolean;

function closureOf(condition: Condition): Holds {
  if ('all' in condition) {
    const tests = condition.all.map(closureOf);
    return (facts, now) => tests.every((test) => test(facts, now));
  }
  if ('any' in condition) {
    const tests = condition.any.map(closureOf);
    return (facts, now) => tests.some((test) => test(facts, now));
  }
  if ('not' in condition) {
    const test = closureOf(condition.not);
    return (facts, now) => !test(facts, now);
  }
  const { field } = condition;
  if ('known' in condition) return (facts) => (facts[field] !== undefined) === condition.known;
  if ('equals' in condition) return (facts) => facts[field] === condition.equals;
  if ('oneOf' in condition) {
    const wanted = new Set<unknown>(condition.oneOf);
    return (facts) => wanted.has(facts[field]);
  }
  if ('withinDays' in condition) {
    const lasts = condition.withinDays * DAY;
    return (facts, now) => {
      const at = facts[field];
      return typeof at === 'number' && at <= now && now < at + lasts;
    };
  }
  const textual = (parts: readonly string[], fits: (text: string, part: string) => boolean): Holds => {
    return (facts) => {
      const value = facts[field];
      return typeof value === 'string' && parts.some((part) => fits(value, part));
    };
  };
  if ('contains' in condition) return textual(condition.contains, (text, part) => text.includes(part));
  if ('startsWith' in condition) return textual(condition.startsWith, (text, part) => text.startsWith(part));
  if ('endsWith' in condition) return textual(condition.endsWith, (text, part) => text.endsWith(part));
  if ('hasWord' in condition || 'withinNextDays' in condition)
    throw new Error('The plan asks for no words and no dates ahead');
  const { atLeast = -Infinity, below = Infinity } = condition;
  return (facts) => {
    const number = facts[field];
    return typeof number === 'number' && atLeast <= number && number < below;
  };
}

type RulePoints = (contact: DecodedContact, now: number, today: number) => number;

function implicitOf(rule: Model['implicit'][number], halfLife: number): RulePoints {
  if ('afterSilentDays' in rule) throw new Error('The plan has no rule for silence');
  const signals = new Set(rule.signals);
  if ('tiers' in rule) {
    const { windowDays, tiers } = rule;
    return ({ activities }, _now, today) => {
      let count = 0;
      for (const { signal, day, quantity } of activities)
        if (signals.has(signal) && today - day < windowDays) count += quantity;
      return (tiers.findLast(({ atLeast }) => count >= atLeast)?.points ?? 0) * 1000;
    };
  }
  const milli = rule.points * 1000;
  return ({ activities }, _now, today) => {
    let sum = 0;
    for (const { signal, day, quantity } of activities)
      if (signals.has(signal)) sum += quantity * Math.round(milli * 2 ** ((day - today) / halfLife));
    return sum;
  };
}

export function closuresOf(plan: Model): (contact: DecodedContact, now: number) => Points {
  const rules: readonly { readonly group: number; readonly points: RulePoints }[] = [
    ...plan.explicit.map((rule) => {
      if (!('when' in rule)) throw new Error('The plan has no personas');
      const test = closureOf(rule.when);
      const milli = rule.points * 1000;
      const points: RulePoints = ({ facts }, now) => (test(facts, now) ? milli : 0);
      return { group: plan.groups.findIndex(({ id }) => id === rule.group), points };
    }),
    ...plan.implicit.map((rule) => {
      const group = plan.groups.findIndex(({ id }) => id === rule.group);
      return { group, points: implicitOf(rule, plan.groups[group]!.halfLifeDays!) };
    }),
  ];
  return (contact, now) => {
    const today = Math.floor(now / DAY);
    const sums = new Array<number>(plan.groups.length).fill(0);
    const milli: number[] = [];
    for (const { group, points } of rules) {
      const earned = points(contact, now, today);
      milli.push(earned);
      sums[group]! += earned;
    }
    return { rules: milli, ...scoresOf(plan, sums) };
  };
}

/** Both scores from the sums of the groups, by caps and floors, in whole points. */
export function scoresOf(plan: Model, sums: readonly number[]): Pick<Points, 'explicit' | 'implicit'> {
  const scores = { explicit: plan.start.explicit * 1000, implicit: plan.start.implicit * 1000 };
  for (let i = 0; i < plan.groups.length; i++) {
    const { kind, cap, floor } = plan.groups[i]!;
    scores[kind] += Math.min(cap * 1000, Math.max(floor * 1000, sums[i]!));
  }
  const points = (milli: number) => Math.round(Math.min(100_000, Math.max(0, milli)) / 1000);
  return { explicit: points(scores.explicit), implicit: points(scores.implicit) };
}
