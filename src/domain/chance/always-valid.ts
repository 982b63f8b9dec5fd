/*
 * Statistics of two random groups that hold however often somebody looks. An ordinary interval is
 * made for one look; who looks often enough sees it miss the truth. These hold at all looks
 * together.
 *
 * The difference: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and
 * Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences"
 * (arXiv 2103.06476), with the variance of both groups together.
 * The share: a mixture of likelihood ratios, as of Lindon and Malek, "Anytime-valid inference for
 * multinomial count data" (NeurIPS 2022); it exceeds 1 ⁄ α ever with a chance of at most α.
 */

/** How many people a group has, and how many of them reached what the track is for. */
export type HoldOutGroup = { readonly seen: number; readonly won: number };
export type HoldOutDifference = { readonly is: number; readonly low: number; readonly high: number };

const ALPHA = 0.05;
/** The interval is narrowest at about so many people of both groups. */
const TUNED_TO = 2_000;
const TUNING = -2 * Math.log(ALPHA) + Math.log(1 - 2 * Math.log(ALPHA));
/** With fewer wins in a group the interval does not hold what it promises. */
const ENOUGH_WINS = 10;

/**
 * Half the width of the interval, for `n` people who win with the chance `p`, and of whom the share
 * `treated` is in the track.
 */
export function halfWidth(n: number, p: number, treated: number): number {
  const variance = (p * (1 - p)) / (treated * (1 - treated));
  const x = (TUNING * n) / TUNED_TO;
  return Math.sqrt(((2 * variance * (x + 1)) / (n * x)) * Math.log(Math.sqrt(x + 1) / ALPHA));
}

/**
 * By how much the share of wins of the treated exceeds that of the others, with an interval that
 * holds however often somebody looks; null: too few have won in one of the groups.
 */
export function holdOutDifference(
  treated: HoldOutGroup,
  others: HoldOutGroup,
  share: number,
): HoldOutDifference | null {
  if (treated.won < ENOUGH_WINS || others.won < ENOUGH_WINS) return null;
  const n = treated.seen + others.seen;
  const half = halfWidth(n, (treated.won + others.won) / n, share);
  const is = treated.won / treated.seen - others.won / others.seen;
  return { is, low: Math.max(-1, is - half), high: Math.min(1, is + half) };
}

/** How closely the mixture of other shares lies around the expected share. */
const CONCENTRATION = 20;

/**
 * How many times as likely `hits` of `hits + others` are under some other chance as under the
 * chance `share`. If the chance is `share`, the result ever exceeds 1 ⁄ α with a chance of at most
 * α, however often somebody looks.
 */
export function oddsAgainst(share: number, hits: number, others: number): number {
  let log = -hits * Math.log(share) - others * Math.log(1 - share);
  for (let i = 0; i < hits; i++) log += Math.log(CONCENTRATION * share + i);
  for (let i = 0; i < others; i++) log += Math.log(CONCENTRATION * (1 - share) + i);
  for (let i = 0; i < hits + others; i++) log -= Math.log(CONCENTRATION + i);
  return Math.exp(Math.min(log, 700));
}

const RARELY = 1_000;
/** Whether a group that ought to be a random `share` of all is not: the drawing is wrong. */
export const isOffShare = (share: number, hits: number, others: number): boolean =>
  oddsAgainst(share, hits, others) > RARELY;

const HARM = 100;
/**
 * Whether those in the track win so much more often that leaving people out costs wins. If the
 * groups are alike, each winner is in the track with the chance `share`. This is exact, also for
 * few wins.
 */
export const isHarm = (treated: HoldOutGroup, others: HoldOutGroup, share: number): boolean =>
  treated.won > share * (treated.won + others.won) && oddsAgainst(share, treated.won, others.won) > HARM;

const POWER_Z = 0.841_621;
/** Seven of ten at the last look are four of five at any look: earlier looks find some alone. */
const POWER_Z_AT_LAST_LOOK = 0.58;
const MOST = 10_000_000;

/**
 * How many people it takes until a lift shows in four cases of five; null: more than anybody has.
 * `base`: the share of wins among those left out. `lift`: how much more often those in the track
 * win, as a part of `base`.
 */
export function peopleFor(base: number, lift: number, treated: number): number | null {
  const effect = base * lift;
  const p = base + effect * treated;
  if (base <= 0 || base + effect > 1) return null;
  const isSeen = (n: number) => {
    const variance = (p * (1 - p)) / (treated * (1 - treated));
    const wins = n * Math.min(base * (1 - treated), (base + effect) * treated);
    // The ten wins of a group must have come in most cases too.
    return (
      wins - POWER_Z * Math.sqrt(wins) >= ENOUGH_WINS &&
      halfWidth(n, p, treated) + POWER_Z_AT_LAST_LOOK * Math.sqrt(variance / n) <= effect
    );
  };
  if (!isSeen(MOST)) return null;
  let [low, high] = [1, MOST];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isSeen(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
