import type { Model } from '../model/model.ts';
import { deviation, mean } from './over-leads.ts';
import type { LearningTable } from './table.ts';

/* The points in force, beside which new ones are learnt. */

export type InForceColumn = {
  readonly name: 'explicit' | 'implicit';
  readonly of: Float64Array;
  readonly raw: Float64Array;
  /** how many points of its score are one unit of the column */
  readonly points: number;
};

/** The two scores in force, scaled as they weigh in the combined score. */
export function inForceColumns(
  { inForce, leads: count }: LearningTable,
  model: Model,
  leads: Int32Array,
): readonly InForceColumn[] {
  if (inForce === null) return [];
  const explicit = new Float64Array(count);
  const ofPattern = inForce.patterns.map((_, pattern) => explicitInForce(model, inForce.patterns[pattern]!, 1) / 1000);
  for (let lead = 0; lead < count; lead++) explicit[lead] = ofPattern[inForce.patternOf[lead]!]!;
  const share = model.explicitShare / 100;
  const together =
    leads.length === 0
      ? 0
      : deviation(leads, (lead) => share * explicit[lead]! + (1 - share) * inForce.implicit[lead]!);
  if (together < 1e-9) return [];
  const columnOf = (name: InForceColumn['name'], raw: Float64Array, weight: number): InForceColumn[] => {
    if (weight === 0 || deviation(leads, (lead) => raw[lead]!) < 1e-9) return [];
    const points = together / weight;
    const middle = mean(leads, (lead) => raw[lead]!);
    return [{ name, raw, points, of: raw.map((value) => (value - middle) / points) }];
  };
  return [...columnOf('explicit', explicit, share), ...columnOf('implicit', inForce.implicit, 1 - share)];
}

/** Milli-points of the explicit rules in force, multiplied and rounded as a draft has them. */
export function explicitInForce(
  model: Model,
  pattern: readonly { readonly rule: number; readonly share: number }[],
  factor: number,
): number {
  const sums = new Map<string, number>();
  for (const { rule, share } of pattern) {
    const explicit = model.explicit[rule]!;
    const points = 'points' in explicit ? explicit.points : explicit.pointsAtFullMatch;
    const milli = Math.round(1000 * scaled(points, factor) * share);
    sums.set(explicit.group, (sums.get(explicit.group) ?? 0) + milli);
  }
  let total = 0;
  for (const group of model.groups) {
    if (group.kind !== 'explicit') continue;
    const [floor, cap] = [1000 * scaled(group.floor, factor), 1000 * scaled(group.cap, factor)];
    total += Math.min(cap, Math.max(floor, sums.get(group.id) ?? 0));
  }
  return total;
}

/** Points, multiplied and rounded to whole ones; with the factor 1 they stay as they are. */
export const scaled = (points: number, factor: number): number =>
  factor === 1 ? points : Math.max(-1000, Math.min(1000, Math.round(points * factor))) || 0;
