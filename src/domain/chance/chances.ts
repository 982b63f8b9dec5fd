import { type Curve, chanceAt, fitCurve } from './curve.ts';
import { ENOUGH_LEADS, type LeadCount, WINDOW_DAYS } from './landmark.ts';
import { inWords, type Spoken } from './spoken.ts';
import { wonShare } from './won-share.ts';

/* How often leads buy, by score and size of company, and what that says of one lead. */

type Band = {
  /** scores from here to `from` + 9, and 100 with those from 90 on */
  readonly from: number;
  /** `size` null: of all kinds; '': companies of unknown size */
  readonly size: string | null;
  readonly seen: number;
  readonly won: number;
};

export type Chances = {
  readonly seen: number;
  readonly won: number;
  readonly windowDays: number;
  /** `own`: leads that the version in force has scored; `all`: those of earlier versions too */
  readonly of: 'own' | 'all';
  /** null: too few leads bought, or too few did not */
  readonly curve: Curve | null;
  readonly bands: readonly Band[];
};

/** So many leads must have bought, and so many not, before a curve is drawn through them. */
const ENOUGH_OF_EACH = 20;
const BAND = 10;
const LAST_BAND = 90;

export const bandOf = (score: number): number => Math.min(LAST_BAND, Math.floor(score / BAND) * BAND);

export function learnChances(counts: readonly LeadCount[]): Chances {
  const { of, used } = usedOf(counts);
  return {
    ...totalOf(used),
    windowDays: WINDOW_DAYS,
    of,
    curve: isEnough(used) ? fitCurve(used) : null,
    bands: bandsOf(used),
  };
}

/** The leads that the version in force has scored; all leads while those are too few. */
export function usedOf<Count extends LeadCount>(
  counts: readonly Count[],
): { readonly of: Chances['of']; readonly used: readonly Count[] } {
  const own = counts.filter(({ isOwn }) => isOwn);
  return isEnough(own) || own.length === counts.length ? { of: 'own', used: own } : { of: 'all', used: counts };
}

export const totalOf = (counts: readonly LeadCount[]): { readonly seen: number; readonly won: number } => ({
  seen: counts.reduce((sum, { seen }) => sum + seen, 0),
  won: counts.reduce((sum, { won }) => sum + won, 0),
});

/** Whether these leads suffice for a curve. */
export function isEnough(counts: readonly LeadCount[]): boolean {
  const { seen, won } = totalOf(counts);
  return won >= ENOUGH_OF_EACH && seen - won >= ENOUGH_OF_EACH;
}

function bandsOf(counts: readonly LeadCount[]): Band[] {
  const bands = new Map<string, Band>();
  for (const { score, size, seen, won } of counts)
    for (const kind of [null, size ?? '']) {
      const key = `${bandOf(score)} ${kind ?? 'all'}`;
      const before = bands.get(key) ?? { from: bandOf(score), size: kind, seen: 0, won: 0 };
      bands.set(key, { ...before, seen: before.seen + seen, won: before.won + won });
    }
  return [...bands.values()].sort((a, b) => a.from - b.from || (a.size ?? '').localeCompare(b.size ?? ''));
}

/** What a card says of the chance that a lead buys. */
export type ChanceTold = {
  /** null: the card shows only counts, since there is no curve or the counts contradict it */
  readonly chance: Spoken | null;
  readonly seen: number;
  readonly won: number;
  /** the scores of those who were counted */
  readonly from: number;
  readonly to: number;
  /** the size of their companies; null: of whatever size */
  readonly size: string | null;
  readonly windowDays: number;
};

/** The chance of a lead with this score and size of company; null: too few leads like it. */
export function chanceOf(chances: Chances, score: number, size: string | null): ChanceTold | null {
  const found = likeThis(chances.bands, bandOf(score), size);
  if (found === null) return null;
  const { curve, windowDays } = chances;
  const counted = wonShare(found);
  const chance = curve === null ? null : chanceAt(curve, score, size);
  const agrees = chance !== null && chance.is >= counted.low && chance.is <= counted.high;
  return { ...found, chance: agrees ? inWords(chance) : null, windowDays };
}

/** The narrowest group around a lead that has enough leads. */
function likeThis(bands: readonly Band[], from: number, size: string | null) {
  const groups = [
    ...(size === null ? [] : [{ size, from, to: from }]),
    { size: null, from, to: from },
    { size: null, from: Math.max(0, from - BAND), to: Math.min(LAST_BAND, from + BAND) },
  ];
  for (const group of groups) {
    const inside = bands.filter((band) => band.size === group.size && band.from >= group.from && band.from <= group.to);
    const seen = inside.reduce((sum, band) => sum + band.seen, 0);
    const won = inside.reduce((sum, band) => sum + band.won, 0);
    const to = group.to === LAST_BAND ? 100 : group.to + BAND - 1;
    if (seen >= ENOUGH_LEADS) return { seen, won, from: group.from, to, size: group.size };
  }
  return null;
}
