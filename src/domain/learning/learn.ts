import type { Model } from '../model/model.ts';
import { type Area, areaOf, differenceOf } from './auc.ts';
import type { Card, CardOptions, CardSize, Teachable } from './card.ts';
import { derivedFrom } from './collect.ts';
import { type Drift, driftOf } from './drift.ts';
import { byTime, FOLDS, foldsOf } from './folds.ts';
import type { Doubt, Leak } from './leaks/leaks.ts';
import { leakTogether, strongestAlone } from './leaks/strong-fields.ts';
import { learnCard, learnCards } from './learn-card.ts';
import { type Calibration, calibrationOf } from './probability.ts';
import { scoresOfCard } from './score-by-card.ts';
import { type LeftOut, sortFields } from './sort-fields.ts';
import type { LearningTable } from './table.ts';

/*
 * Learns points from won and lost leads. The result is a card that beats the model in force on
 * leads that it was not learnt from, or a sentence why there is none.
 */

export type LearnOptions = CardOptions & {
  /** fields that somebody wants to use though they look like leaks */
  readonly keep: ReadonlySet<string>;
  /** fields that the explicit rules in force read: with few wins Ripen corrects only these */
  readonly fieldsInForce: ReadonlySet<string>;
  /** nobody said how many rules: so many where they are worth it */
  readonly mayHaveRules?: number;
  /** somebody said how many rules; say what so many would reach, where it is much more */
  readonly compareRules?: number;
  /** also few rules may have fine ranges, where these are worth it; that takes longer */
  readonly mayBeFine?: boolean;
};

/** How well what was learnt does on leads that were held back. */
export type Held = {
  readonly by: 'folds' | 'time' | 'folds_since_times_differ';
  readonly leads: number;
  readonly wins: number;
  readonly learnt: Area;
  /** null: the model in force gives all leads the same score */
  readonly inForce: Area | null;
  readonly better: { readonly by: number; readonly low: number; readonly high: number };
  readonly calibration: Calibration;
  /** null: leads are not judged by time */
  readonly drift: Drift | null;
};

export type Learnt = {
  readonly leads: number;
  readonly wins: number;
  readonly leaks: readonly Leak[];
  /** used, though they may be leaks */
  readonly doubts: readonly Doubt[];
  /** of those that are used and that nobody vouches for, the ones that tell the most alone */
  readonly strongest: readonly { readonly label: string; readonly alone: number }[];
  readonly leftOut: readonly LeftOut[];
  /** labels of the fields that were used */
  readonly used: readonly string[];
} & (
  | { readonly outcome: 'nothing'; readonly why: string; readonly held: Held | null }
  | {
      readonly outcome: 'card';
      readonly card: Card;
      readonly held: Held;
      readonly corrects: boolean;
      /** more rules than usual, since fewer lose so much of the AUC; null: as many as usual */
      readonly moreRules: { readonly rules: number; readonly usual: number; readonly by: number } | null;
      /** what more rules than are wanted would reach; null: hardly more, or nobody asked */
      readonly wouldReach: { readonly rules: number; readonly auc: number } | null;
    }
);

/** With fewer wins or losses nothing is learnt; up to `CARD_WINS` only corrections. */
const FEWEST_WINS = 20;
const CARD_WINS = 50;
/** With so many leads, two of the five folds judge as well as all five. */
const MANY = 20_000;
const FOLDS_OF_MANY = 2;
/**
 * Fine ranges cost as much as all the rest: of more leads than these only where they are fitted
 * anyway, for a card of more rules.
 */
const FEW = 5_000;
/** Few rules are worth a little; where they lose more than this of the AUC, people lose leads. */
const WORTH_MORE_RULES = 0.005;
/** Few wide ranges are worth a little: their edges mean something to people. */
const WORTH_FINE = 0.002;
/** With room for so many rules numbers are cut finely at once. */
const FINE_FROM = 30;

export function learn(table: LearningTable, model: Model, options: LearnOptions): Learnt {
  const wins = table.won.reduce((sum, one) => sum + one, 0);
  const losses = table.leads - wins;
  const { teachables, leaks, doubts, leftOut } = sortFields(table, model, options.keep);
  const corrects = wins < CARD_WINS || losses < CARD_WINS;
  let usable = corrects ? teachables.filter(({ field }) => options.fieldsInForce.has(field.name)) : teachables;
  const found = () => {
    const used = labelsOf(usable);
    return {
      leads: table.leads,
      wins,
      leaks,
      doubts: doubts.filter(({ label }) => used.includes(label)),
      strongest: strongestAlone(
        usable.filter(
          ({ field }) => !options.keep.has(field.name) && !doubts.some(({ label }) => label === field.label),
        ),
        table,
      ),
      leftOut,
      used,
    };
  };
  const nothing = (why: string, held: Held | null = null): Learnt => ({ ...found(), outcome: 'nothing', why, held });
  if (wins < FEWEST_WINS || losses < FEWEST_WINS)
    return nothing(
      `there are ${wins} ${wins === 1 ? 'win' : 'wins'} and ${losses} ${losses === 1 ? 'loss' : 'losses'}, and from fewer than ${FEWEST_WINS} of each nothing can be learnt`,
    );
  if (corrects && table.inForce === null)
    return nothing(
      `${wins} wins and ${losses} losses could correct the points in force, and these say the same of all of these leads; a card of its own needs ${CARD_WINS} of each`,
    );
  if (usable.length === 0 && table.inForce === null) return nothing('no field is left to learn from');
  let judged = holdBack(table, model, usable, options);
  while (isTooGood(judged.held)) {
    const leak = leakTogether(usable, table, model, options.keep);
    if (leak === null) break;
    leaks.push(leak);
    const gone = [leak.field, ...derivedFrom(new Set([leak.field]))];
    usable = usable.filter(({ field }) => !gone.includes(field.name));
    judged = holdBack(table, model, usable, options);
  }
  const { held, size, moreRules, wouldReach } = judged;
  if (held.better.low <= 0) return nothing(whyKeep(held), held);
  const all = Int32Array.from({ length: table.leads }, (_, lead) => lead);
  const card = learnCard({ table, model, teachables: usable, leads: all }, { ...options, ...size });
  return { ...found(), outcome: 'card', card, held, corrects, moreRules, wouldReach };
}

const TOO_GOOD = 0.9;
/** So good are few honest points. */
export const isTooGood = ({ learnt }: Pick<Held, 'learnt'>): boolean => learnt.auc >= TOO_GOOD;

const labelsOf = (teachables: readonly Teachable[]) => [...new Set(teachables.map(({ field }) => field.label))];

export function whyKeep({ learnt, inForce, better, by }: Pick<Held, 'learnt' | 'inForce' | 'better' | 'by'>): string {
  const where = by === 'time' ? 'the newest leads' : 'leads held back';
  const versus = inForce === null ? 'a coin (0.5)' : `the points in force (${inForce.auc.toFixed(3)})`;
  const size = `${better.by < 0 ? 'worse' : 'better'} by ${Math.abs(better.by).toFixed(3)}, give or take ${((better.high - better.low) / 2).toFixed(3)}`;
  return `on ${where} what was learnt has an AUC of ${learnt.auc.toFixed(3)} against ${versus}: ${size}${better.high < 0 ? '' : ', which may be chance'}`;
}

/** Judges learning itself: cards score leads that they were not learnt from. */
function holdBack(table: LearningTable, model: Model, teachables: readonly Teachable[], options: LearnOptions) {
  const most = table.leads > MANY ? options.rules : (options.mayHaveRules ?? options.rules);
  const compared = table.leads > FEW ? most : Math.max(most, options.compareRules ?? most);
  const mayBeFine = options.mayBeFine === true && table.leads <= (most > options.rules ? MANY : FEW);
  const sizes = sizesUpTo(options.rules, compared, mayBeFine);
  const { parts, judged, strata, cut } = partLeads(table);
  const scores = sizes.map(() => new Float64Array(table.leads));
  let latest: readonly { readonly card: Card; readonly said: Float64Array }[] = [];
  for (const { teach, judge } of parts)
    latest = learnCards({ table, model, teachables, leads: teach }, options, sizes).map((card, size) => {
      const said = scoresOfCard(card, table, model);
      for (const lead of judge) scores[size]![lead] = said[lead]!;
      return { card, said };
    });
  const won = Uint8Array.from(judged, (lead) => table.won[lead]!);
  const learntBy = scores.map((ofSize) => Float64Array.from(judged, (lead) => ofSize[lead]!));
  const areas = learntBy.map((ofSize) => areaOf(ofSize, won, strata));
  const size = sizeWorthTaking(sizes, areas, most);
  const learnt = learntBy[size]!;
  const inForce = Float64Array.from(judged, (lead) => table.inForce?.combined[lead] ?? 0);
  const newest = cut === null ? undefined : latest[size];
  const held: Held = {
    by: cut !== null ? 'time' : table.at === null ? 'folds' : 'folds_since_times_differ',
    leads: judged.length,
    wins: won.reduce((sum, one) => sum + one, 0),
    learnt: areas[size]!,
    inForce: table.inForce === null ? null : areaOf(inForce, won, strata),
    better: differenceOf(learnt, inForce, won, strata),
    calibration: calibrationOf(learnt, won),
    drift:
      cut === null || newest === undefined ? null : driftOf(newest.card, table.won, { ...cut, scores: newest.said }),
  };
  const { auc } = areas[size]!;
  const bestWith = (rules: number) =>
    Math.max(...areas.flatMap((area, at) => (sizes[at]!.rules === rules ? area.auc : [])));
  const isMore = sizes[size]!.rules > options.rules;
  const moreRules = isMore ? { rules: most, usual: options.rules, by: auc - bestWith(options.rules) } : null;
  const reached = bestWith(compared);
  const isLost = compared > most && reached - auc > WORTH_MORE_RULES;
  const wouldReach = isLost ? { rules: compared, auc: reached } : null;
  return { held, size: sizes[size]!, moreRules, wouldReach };
}

/** Who teaches and who is judged: the others and the newest leads, or the rest and each fold. */
function partLeads(table: LearningTable) {
  const cut = table.at === null ? null : byTime(table.at, table.won);
  if (cut !== null) return { parts: [cut], judged: cut.judge, strata: null, cut };
  const all = Int32Array.from({ length: table.leads }, (_, lead) => lead);
  const foldOf = foldsOf(table);
  const folds = [...Array(table.leads > MANY ? FOLDS_OF_MANY : FOLDS).keys()];
  const judged = all.filter((lead) => folds.includes(foldOf[lead]!));
  const parts = folds.map((fold) => ({
    teach: all.filter((lead) => foldOf[lead] !== fold),
    judge: all.filter((lead) => foldOf[lead] === fold),
  }));
  return { parts, judged, strata: Uint8Array.from(judged, (lead) => foldOf[lead]!), cut };
}

/** The place of the first size, unless a later one with at most `most` rules is worth more. */
const sizeWorthTaking = (sizes: readonly CardSize[], areas: readonly Area[], most: number): number =>
  sizes.reduce((best, { rules }, at) => {
    if (rules > most) return best;
    const worth = rules > sizes[best]!.rules ? WORTH_MORE_RULES : WORTH_FINE;
    return areas[at]!.auc - areas[best]!.auc > worth ? at : best;
  }, 0);

/** The sizes to choose from, the one that people read best first. */
function sizesUpTo(usual: number, most: number, mayBeFine: boolean): readonly CardSize[] {
  const isFine = usual >= FINE_FROM;
  return [
    { rules: usual, isFine, mayGrow: false },
    { rules: usual, isFine: isFine || mayBeFine, mayGrow: true },
    ...(most > usual ? [{ rules: most, isFine: true, mayGrow: true }] : []),
  ];
}
