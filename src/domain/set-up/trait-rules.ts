import type { Condition, ExplicitRule, Model } from '../model/model.ts';
import { freeIdFrom } from './ids.ts';
import type { BuyerTrait } from './survey.ts';

const WHERE: Readonly<Record<BuyerTrait, { readonly group: string; readonly label: string; readonly points: number }>> =
  {
    'lead.country': { group: 'geography', label: 'Lives where your customers are', points: 10 },
    'lead.industry': { group: 'company', label: 'Works in an industry that buys from you', points: 7 },
    'lead.company_size': { group: 'company', label: 'Company of a size that buys from you', points: 15 },
    'lead.job_area': { group: 'responsibility', label: 'Works where your buyers work', points: 10 },
    'lead.seniority': { group: 'responsibility', label: 'Has the rank of your buyers', points: 10 },
  };

/**
 * The model with one rule that gives points for these values of a trait. It replaces rules that
 * gave points for this trait alone. Rules that take points off for the trait stay, without the
 * chosen values.
 */
export function withBuyers(model: Model, trait: BuyerTrait, values: readonly string[]): Model {
  if (values.length === 0) return model;
  const { group, label, points } = WHERE[trait];
  const groups = model.groups.filter(({ kind }) => kind === 'explicit').map(({ id }) => id);
  const [firstGroup] = groups;
  if (firstGroup === undefined) return model;
  const old = model.explicit.filter((rule) => isAbout(rule, trait) && pointsOf(rule) > 0);
  const [first] = old;
  const rule: ExplicitRule = {
    id: first?.id ?? freeIdFrom(label, new Set([...model.explicit, ...model.implicit].map(({ id }) => id)), 'buyers'),
    group: first?.group ?? (groups.includes(group) ? group : firstGroup),
    label,
    points: Math.max(0, ...old.map(pointsOf)) || points,
    when: { field: trait, oneOf: [...values] },
  };
  const explicit = model.explicit.flatMap((present): ExplicitRule[] => {
    if (present === first) return [rule];
    if (old.includes(present)) return [];
    return isAbout(present, trait) ? without(present, trait, values) : [present];
  });
  return { ...model, explicit: first === undefined ? [...explicit, rule] : explicit };
}

const pointsOf = (rule: ExplicitRule): number => ('points' in rule ? rule.points : 0);

/** Whether a rule reads this trait and nothing else. */
const isAbout = (rule: ExplicitRule, trait: BuyerTrait): boolean =>
  'when' in rule && 'field' in rule.when && rule.when.field === trait;

function without(rule: ExplicitRule, trait: BuyerTrait, values: readonly string[]): ExplicitRule[] {
  if (!('when' in rule)) return [rule];
  const wanted = valuesOf(rule.when);
  if (wanted === null) return [rule];
  const left = wanted.filter((value) => !values.includes(value));
  if (left.length === wanted.length) return [rule];
  return left.length === 0 ? [] : [{ ...rule, when: { field: trait, oneOf: left } }];
}

function valuesOf(when: Condition): readonly string[] | null {
  if ('equals' in when) return [when.equals];
  return 'oneOf' in when ? when.oneOf : null;
}
