import type { Card, CardRule } from './card.ts';
import { type Fit, openCovariance } from './fit/fit.ts';
import type { GroupFit, Teaching } from './group-fit.ts';
import type { InForceColumn } from './in-force.ts';
import { slopeOf } from './probability.ts';
import { gotBy } from './score-by-card.ts';

/* Makes whole points of the log odds of a fit. */

const EDGE = 0.01;
const Z = 1.96;
const MOST_POINTS = 1000;

/** The rules of a card, and how the points in force weigh beside them. */
export function cardOf(
  fitted: GroupFit,
  teaching: Teaching,
  inForce: readonly InForceColumn[],
  step: number,
): Omit<Card, 'idle' | 'weakest'> {
  const explicit = inForce.find(({ name }) => name === 'explicit');
  const [perExplicitPoint, perImplicitPoint] = [
    oddsPerPoint('explicit', fitted.fit, inForce),
    oddsPerPoint('implicit', fitted.fit, inForce),
  ];
  const odds = oddsOf(fitted, teaching.leads, (lead) => (explicit ? perExplicitPoint * explicit.raw[lead]! : 0));
  const scale = scaleOf(odds, teaching, step);
  const rules = effectsOf(fitted).flatMap((effect) => ruleOf(effect, scale, teaching));
  const isEmpty = rules.length === 0 && explicit === undefined;
  return {
    rules,
    start: wholePoints(-scale.low, scale),
    factor: perExplicitPoint * scale.perOdds,
    explicitShare: perImplicitPoint <= 0 ? 100 : isEmpty ? 0 : shareOf(perImplicitPoint * scale.perOdds),
  };
}

/** Log odds of one point in force; 0: the leads do not differ by these points. */
function oddsPerPoint(name: InForceColumn['name'], { coefficients }: Fit, inForce: readonly InForceColumn[]): number {
  const at = inForce.findIndex((column) => column.name === name);
  return at === -1 ? 0 : coefficients[at]! / inForce[at]!.points;
}

/** Log odds that become explicit points, by row. `beside`: those of the points in force. */
function oddsOf({ used, fit, design }: GroupFit, leads: Int32Array, beside: (lead: number) => number): Float64Array {
  const bases = used.map(({ groups }) => baseOf(groups));
  return Float64Array.from(leads, (lead) => {
    let odds = beside(lead);
    design.fields.forEach(({ of }, at) => {
      const offset = fit.offsets[at]!;
      odds += fit.effects[offset + of[lead]!]! - fit.effects[offset + bases[at]!]!;
    });
    for (const { along } of used) if (along !== null) odds += along.effect * along.share[lead]!;
    return odds;
  });
}

const baseOf = (groups: readonly { readonly isBase: boolean }[]) => groups.findIndex(({ isBase }) => isBase);

type Scale = {
  readonly step: number;
  /** log odds at which the score is 0 */
  readonly low: number;
  /** points of one unit of log odds */
  readonly perOdds: number;
  /** log odds that a point is worth on the leads */
  readonly perPoint: number;
};

/** Nearly all leads lie between 0 and 100 points. */
function scaleOf(odds: Float64Array, { leads, won }: Teaching, step: number): Scale {
  const sorted = odds.toSorted();
  const low = quantile(sorted, EDGE);
  const range = Math.max(1e-6, quantile(sorted, 1 - EDGE) - low);
  const perOdds = 100 / range;
  // Effects were shrunk and stretched to 100 points, so measure on the leads what a point is worth.
  const slope = slopeOf(
    odds.map((one) => one * perOdds),
    Uint8Array.from(leads, (lead) => won[lead]!),
  );
  return { step, low, perOdds, perPoint: Math.max(1e-4, slope) };
}

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(share * (sorted.length - 1))))]!;

type Effect = Pick<CardRule, 'field' | 'gets'> & {
  /** log odds beside those of the base */
  readonly effect: number;
  readonly variance: number;
};

/** Of each field its line, then its groups without the base. */
function effectsOf({ used, fit, design }: GroupFit): Effect[] {
  // The prior of points in force keeps them at 0 or above, so a column at 0 has no variance.
  const columns = design.columns.filter(({ sd }, at) => sd === 'learnt' || fit.coefficients[at]! > 0);
  const open = openCovariance({ ...design, columns });
  const size = fit.effects.length + columns.length + 1;
  const covariance = (one: number, other: number) => open[one * size + other]!;
  // Lines are the last columns, before the intercept.
  let column = size - 1 - used.filter(({ along }) => along !== null).length;
  return used.flatMap(({ field, groups, along }, at) => {
    const offset = fit.offsets[at]!;
    const base = offset + baseOf(groups);
    const ofGroups = groups.flatMap(({ bins, isBase }, place): Effect[] => {
      if (isBase) return [];
      const own = offset + place;
      const variance = covariance(own, own) + covariance(base, base) - 2 * covariance(own, base);
      return [{ field, gets: new Set(bins), effect: fit.effects[own]! - fit.effects[base]!, variance }];
    });
    if (along === null) return ofGroups;
    const variance = covariance(column, column) / along.spread ** 2;
    column++;
    return [{ field, gets: along.ends, effect: along.effect, variance }, ...ofGroups];
  });
}

function ruleOf({ field, gets, effect, variance }: Effect, scale: Scale, { leads, won }: Teaching): CardRule[] {
  const points = wholePoints(effect, scale);
  if (points === 0) return [];
  const plusMinus = Math.max(1, Math.round((Z * Math.sqrt(Math.max(0, variance))) / scale.perPoint));
  const got = leads.filter(gotBy(field, gets));
  return [{ field, gets, points, plusMinus, leads: got.length, wins: got.reduce((sum, lead) => sum + won[lead]!, 0) }];
}

const wholePoints = (odds: number, { perOdds, step }: Scale): number =>
  Math.max(-MOST_POINTS, Math.min(MOST_POINTS, Math.round((odds * perOdds) / step) * step));

/**
 * The explicit share with which a point of behaviour weighs in the score what it does in the fit.
 */
const shareOf = (weightOfImplicit: number): number => Math.round(100 / (1 + weightOfImplicit));
