import { type Area, areaOf } from '../learning/auc.ts';
import { bandOf, isEnough, totalOf, usedOf } from './chances.ts';
import { type Chance, chanceAt, fitCurve } from './curve.ts';
import { ENOUGH_LEADS, type LeadCount } from './landmark.ts';
import { wonShare } from './won-share.ts';

/* Whether the score is right: whether leads with more points buy more often. */

/** Leads of the same month, grade, score and kind. */
export type CheckedCount = LeadCount & {
  /** of the landmark: `2026-11` */
  readonly month: string;
  /** A1 … D4, by the bands in force */
  readonly grade: string;
};

type LeadGroup = {
  readonly name: string;
  readonly seen: number;
  readonly won: number;
  /** null: too few leads for a share */
  readonly share: Chance | null;
};

type Headline =
  /** leads with the fit letter `good` buy `times` times as often as leads with `poor` */
  | { readonly is: 'better'; readonly good: string; readonly poor: string; readonly times: number }
  /** nobody with the letter `poor` bought, and chance does not explain it */
  | { readonly is: 'only'; readonly good: string; readonly poor: string }
  /** chance may explain the difference */
  | { readonly is: 'alike'; readonly good: string; readonly poor: string }
  | { readonly is: 'reversed'; readonly good: string; readonly poor: string }
  /** fewer than two letters have enough leads */
  | { readonly is: 'unknown' };

export type Check = {
  readonly seen: number;
  readonly won: number;
  readonly of: 'own' | 'all';
  readonly headline: Headline;
  readonly letters: readonly LeadGroup[];
  readonly grades: readonly LeadGroup[];
  readonly bands: readonly LeadGroup[];
  /** the best tenth of the leads first; null: too few leads */
  readonly tenths: readonly (LeadGroup & { readonly times: number })[] | null;
  /** null: too few bought, or too few did not */
  readonly area: Area | null;
  readonly months: readonly (LeadGroup & { readonly area: Area | null })[];
  readonly reliability: Reliability | null;
};

/** What the older half of the leads foretold for the newer half, against what came. */
type Reliability = {
  readonly leads: number;
  /** mean distance between the foretold share and the share that bought */
  readonly error: number;
  readonly points: readonly { readonly foretold: number; readonly share: Chance; readonly seen: number }[];
};

const TENTHS = 10;
/** With fewer leads of an outcome there is no area under the curve. */
const ENOUGH_FOR_AREA = 10;

export function checkOf(counts: readonly CheckedCount[]): Check {
  const { of, used } = usedOf(counts);
  const letters = groupsOf(used, ({ grade }) => grade[0] ?? '');
  const byMonth = Map.groupBy(used, ({ month }) => month);
  return {
    ...totalOf(used),
    of,
    headline: headlineOf(letters),
    letters,
    grades: groupsOf(used, ({ grade }) => grade),
    bands: groupsOf(used, ({ score }) => bandName(bandOf(score))).reverse(),
    tenths: tenthsOf(used),
    area: areaIn(used),
    months: groupsOf(used, ({ month }) => month).map((group) => ({ ...group, area: areaIn(byMonth.get(group.name)!) })),
    reliability: reliabilityOf(used),
  };
}

/** Names that sort by score: `00–09` … `90–100`. */
const bandName = (from: number): string =>
  from === 90 ? '90–100' : `${`${from}`.padStart(2, '0')}–${`${from + 9}`.padStart(2, '0')}`;

function groupsOf<Count extends LeadCount>(counts: readonly Count[], nameOf: (count: Count) => string): LeadGroup[] {
  return [...Map.groupBy(counts, nameOf)]
    .map(([name, of]) => groupOf(name, totalOf(of)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const groupOf = (name: string, total: { readonly seen: number; readonly won: number }): LeadGroup => ({
  name,
  ...total,
  share: total.seen < ENOUGH_LEADS ? null : wonShare(total),
});

/** The best letter against the poorest one, of those that have enough leads. */
function headlineOf(letters: readonly LeadGroup[]): Headline {
  const told = letters.filter(({ share }) => share !== null);
  const [first, last] = [told[0], told.at(-1)];
  if (first === undefined || last === undefined || first === last) return { is: 'unknown' };
  const [good, poor] = [first.name, last.name];
  const [a, b] = [first.share!, last.share!];
  if (a.low > b.high)
    return b.is === 0 ? { is: 'only', good, poor } : { is: 'better', good, poor, times: roundTimes(a.is / b.is) };
  return { is: b.low > a.high ? 'reversed' : 'alike', good, poor };
}

/** Halves below three, whole numbers above: nobody acts on more digits. */
const roundTimes = (times: number): number => (times < 3 ? Math.round(times * 2) / 2 : Math.round(times));

/** Leads with the same score may reach into several tenths; they are divided among these. */
function tenthsOf(counts: readonly LeadCount[]): Check['tenths'] {
  const { seen, won } = totalOf(counts);
  if (seen < TENTHS * ENOUGH_LEADS || won === 0) return null;
  const byScore = [...Map.groupBy(counts, ({ score }) => score)]
    .map(([score, of]) => ({ score, ...totalOf(of) }))
    .sort((a, b) => b.score - a.score);
  const tenths = Array.from({ length: TENTHS }, () => ({ seen: 0, won: 0 }));
  let before = 0;
  for (const one of byScore) {
    for (const [at, tenth] of tenths.entries()) {
      const [from, to] = [(at * seen) / TENTHS, ((at + 1) * seen) / TENTHS];
      const inside = Math.max(0, Math.min(before + one.seen, to) - Math.max(before, from));
      tenth.seen += inside;
      tenth.won += (one.won * inside) / one.seen;
    }
    before += one.seen;
  }
  return tenths.map((tenth, at) => {
    const group = groupOf(`${at + 1}`, { seen: Math.round(tenth.seen), won: Math.round(tenth.won) });
    return { ...group, times: tenth.won / tenth.seen / (won / seen) };
  });
}

export function areaIn(counts: readonly LeadCount[]): Area | null {
  const { seen, won } = totalOf(counts);
  if (won < ENOUGH_FOR_AREA || seen - won < ENOUGH_FOR_AREA) return null;
  const [scores, outcomes] = [new Float64Array(seen), new Uint8Array(seen)];
  let lead = 0;
  for (const one of counts)
    for (let n = 0; n < one.seen; n++, lead++) {
      scores[lead] = one.score;
      outcomes[lead] = n < one.won ? 1 : 0;
    }
  return areaOf(scores, outcomes);
}

function reliabilityOf(counts: readonly CheckedCount[]): Reliability | null {
  const { older, newer } = halvesOf(counts);
  if (!isEnough(older) || totalOf(newer).seen < TENTHS * ENOUGH_LEADS) return null;
  const curve = fitCurve(older);
  const foretold = newer
    .map((one) => ({ ...one, p: chanceAt(curve, one.score, one.size).is }))
    .sort((a, b) => a.p - b.p);
  const leads = totalOf(newer).seen;
  const parts: (typeof foretold)[] = [];
  let before = 0;
  for (const one of foretold) {
    const at = Math.min(TENTHS - 1, Math.floor(((before + one.seen / 2) * TENTHS) / leads));
    parts[at] = [...(parts[at] ?? []), one];
    before += one.seen;
  }
  const points = parts
    .filter((part) => part !== undefined && totalOf(part).seen >= ENOUGH_LEADS)
    .map((part) => {
      const total = totalOf(part);
      const mean = part.reduce((sum, { p, seen }) => sum + p * seen, 0) / total.seen;
      return { foretold: mean, share: wonShare(total), seen: total.seen };
    });
  const judged = points.reduce((sum, { seen }) => sum + seen, 0);
  const error = points.reduce((sum, { foretold: p, share, seen }) => sum + Math.abs(p - share.is) * seen, 0) / judged;
  return { leads: judged, error, points };
}

/** Divides the leads by month of landmark into two parts, as nearly equal as months allow. */
function halvesOf(counts: readonly CheckedCount[]): {
  readonly older: readonly CheckedCount[];
  readonly newer: readonly CheckedCount[];
} {
  const half = totalOf(counts).seen / 2;
  let older: readonly CheckedCount[] = [];
  for (const lastMonth of [...new Set(counts.map(({ month }) => month))].sort()) {
    const longer = counts.filter(({ month }) => month <= lastMonth);
    if (Math.abs(totalOf(longer).seen - half) > Math.abs(totalOf(older).seen - half)) break;
    older = longer;
  }
  return { older, newer: counts.filter((count) => !older.includes(count)) };
}
