import type { Model } from '../model/model.ts';
import { grownMilli } from '../rules/explicit.ts';
import { combine, whole } from '../rules/score.ts';
import type { Card, CardRule } from './card.ts';
import { explicitInForce } from './in-force.ts';
import type { BinnedField } from './ranges/bins.ts';
import { shareAt } from './ranges/growing.ts';
import type { LearningTable } from './table.ts';

/* What leads get by a card. */

/** Tells for leads whether they get the points of a rule; of points that grow, half of them. */
export function gotBy({ field, form, of }: BinnedField, gets: CardRule['gets']): (lead: number) => boolean {
  if (!('from' in gets)) return (lead) => gets.has(of[lead]!);
  const ofText = form.is === 'number' ? form.numbers.map((number) => shareAt(gets, number)) : new Float64Array();
  return (lead) => field.of[lead]! >= 0 && ofText[field.of[lead]!]! >= 0.5;
}

/** The combined score of each lead, as the published draft of the card would give it. */
export function scoresOfCard(card: Card, table: LearningTable, model: Model): Float64Array {
  const { inForce } = table;
  const ofPattern =
    inForce === null || card.factor === 0
      ? null
      : inForce.patterns.map((pattern) => explicitInForce(model, pattern, card.factor));
  const points = card.rules.map(milliOf);
  return Float64Array.from({ length: table.leads }, (_, lead) => {
    let milli = 1000 * card.start;
    for (const { of, milliAt } of points) milli += milliAt[of[lead]! + 1]!;
    if (ofPattern !== null && inForce !== null) milli += ofPattern[inForce.patternOf[lead]!]!;
    const explicit = whole(Math.min(100_000, Math.max(0, milli)));
    return combine(explicit, inForce === null ? 0 : inForce.implicit[lead]!, card.explicitShare);
  });
}

/** Milli-points of a rule by the place of each lead, after those of a lead without a place. */
function milliOf({ field: { field, form, bins, of }, gets, points }: CardRule) {
  const full = 1000 * points;
  if (!('from' in gets)) return { of, milliAt: [0, ...bins.map((_, bin) => (gets.has(bin) ? full : 0))] };
  const numbers = form.is === 'number' ? [...form.numbers] : [];
  const milliAt = numbers.map((number) => grownMilli(full, gets, Number.isNaN(number) ? null : number));
  return { of: field.of, milliAt: [0, ...milliAt] };
}
