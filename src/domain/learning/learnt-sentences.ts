import { signed } from '../evaluation/written.ts';
import type { Model } from '../model/model.ts';

import type { Card } from './card.ts';
import { labelOf } from './draft.ts';
import type { Drift } from './drift.ts';
import { scaled } from './in-force.ts';
import { type Held, isTooGood, type Learnt } from './learn.ts';
import { fewestOf, fewestOfLevel } from './ranges/fewest.ts';
import { MAY_BE_LATE, NUMBERS_LEADS } from './ranges/field-form.ts';

/* Tells in sentences what was learnt, for the command and for the page. */

const MOST_NAMED = 30;

const plural = (count: number, what: string): string =>
  `${count.toLocaleString('en-US')} ${what}${count === 1 ? '' : 's'}`;

function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''}`;
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
/** Between which points a rule is worth: with fewer leads, chance leaves more open. */
export const rangeOf = ({ points, plusMinus }: { readonly points: number; readonly plusMinus: number }): string =>
  `${signed(points - plusMinus)} to ${signed(points + plusMinus)}`;
export const IN_BRACKETS = 'in brackets, with 95 % certainty from where to where';
const difference = (auc: number): string => `${auc < 0 ? '−' : '+'}${Math.abs(auc).toFixed(3)}`;

/** How somebody says what to do with a field: `keep`, to use it in spite of all; `leaveOut`. */
type Ways = { readonly keep: (label: string) => string; readonly leaveOut: (label: string) => string };

/** What was found and left out. */
export function foundSentences(
  { leaks, doubts, strongest, leftOut, used, leads }: Learnt,
  { keep, leaveOut }: Ways,
): readonly string[] {
  const whys = [...Map.groupBy(leftOut, ({ why }) => why)];
  return [
    `Learnt from: ${used.length === 0 ? 'nothing' : named(used)} (levels of fewer than ${fewestOfLevel(fewestOf(leads))} leads count together).`,
    ...leaks.map(
      ({ label, why }) =>
        `"${label}" is left out, since it seems to know the outcome: ${why}. If it is known before, ${keep(label)}.`,
    ),
    ...doubts.map(
      ({ label, why }) =>
        `"${label}" is used, but look at it: ${why}. If it is written at the outcome or later, all of that is false: ${leaveOut(label)}. If it is known before, ${keep(label)}, and nothing more is said.`,
    ),
    ...(strongest.length === 0
      ? []
      : [
          `These tell the most alone (AUC; 0.5 is a coin): ${strongest.map(({ label, alone }) => `"${label}" ${alone.toFixed(2)}`).join(', ')}. If one of them is written at the outcome or later, leave it out: ${leaveOut(strongest[0]!.label)}.`,
        ]),
    ...whys.map(([why, fields]) => {
      const unless = { [NUMBERS_LEADS]: 'its numbers are amounts', [MAY_BE_LATE]: 'it is known before' }[why];
      const hint = unless === undefined ? '' : ` If ${unless}, ${keep(fields[0]!.label)}.`;
      return `Left out, since ${why}: ${named(fields.map(({ label }) => label))}.${hint}`;
    }),
  ];
}

export function heldSentences(held: Held): readonly string[] {
  const { by, leads, wins, learnt, inForce, better, calibration } = held;
  const area = ({ auc, low, high }: { auc: number; low: number; high: number }) =>
    `${auc.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`;
  const where =
    by === 'time'
      ? `the newest ${plural(leads, 'lead')}, which the points were not learnt from`
      : `${plural(leads, 'lead')}, each judged by points that were learnt without it (five folds)`;
  const times =
    by === 'folds_since_times_differ'
      ? [
          'The leads that were won and those that were lost are of different times, so the newest cannot judge: look at the date, and whether losses are missing.',
        ]
      : [];
  const drift = Math.abs(calibration.foretold - calibration.seen);
  return [
    ...times,
    `Judged on ${where}; ${wins} won (${percent(wins / leads)}).`,
    'ROC AUC, the chance that a lead that was won scores above one that was lost (0.5 is a coin, 1 an oracle):',
    `  learnt          ${area(learnt)}`,
    inForce === null
      ? '  points in force 0.500: they say the same of everybody in this file'
      : `  points in force ${area(inForce)}`,
    `  difference      ${difference(better.by)} (above 0 the learnt ones are better; 95 %: ${difference(better.low)} to ${difference(better.high)})`,
    ...(isTooGood(held)
      ? [
          'Warning: so good an AUC is rare. No field alone makes it; look whether all of them are known before the outcome, and leave out those that are not (--without COLUMN).',
        ]
      : []),
    `Calibration: as a probability the score is off by ${(100 * calibration.error).toFixed(1)} percentage points on average (tenths of the leads, each half foretold by the other).`,
    ...(drift > 0.05
      ? [`Warning: ${percent(calibration.foretold)} were foretold and ${percent(calibration.seen)} were won.`]
      : []),
  ];
}

/** Of a card with more rules than usual. */
export const moreRulesSentence = ({ rules, usual, by }: { rules: number; usual: number; by: number }): string =>
  `There are up to ${rules} rules, since ${usual} would have an AUC that is lower by ${by.toFixed(3)} on the same leads.`;

/** Of a card with fewer rules than would be worth it. */
export const wouldReachSentence = ({ rules, auc }: { rules: number; auc: number }): string =>
  `${rules} rules would reach an AUC of ${auc.toFixed(3)} on the same leads.`;

const MOST_DRIFT = 5;

/** How the newest leads differ from those that taught. */
export function driftSentences({ older, newest, rules, bands }: Drift): readonly string[] {
  const rate = ({ wins, leads }: { wins: number; leads: number }) =>
    leads === 0 ? 'none' : `${percent(wins / leads)} of ${leads}`;
  return [
    `Older leads were won in ${rate(older)}, the newest in ${rate(newest)}. By score (older, newest):`,
    ...bands.map((band) => `  ${band.from} to ${band.to}: ${rate(band.older)}, ${rate(band.newest)}`),
    rules.length === 0
      ? 'No rule alone has changed by more than chance.'
      : 'These rules mean something else for the newest leads (older, newest):',
    ...rules
      .slice(0, MOST_DRIFT)
      .map(({ rule, older, newest }) => `  ${labelOf(rule)}: ${rate(older)}, ${rate(newest)}`),
    ...(rules.length > MOST_DRIFT ? [`  and ${rules.length - MOST_DRIFT} more`] : []),
  ];
}

/** `silent`: explicit rules that held for none of the leads, by their place. */
export function cardSentences(
  { rules, start, factor, explicitShare, idle, weakest }: Card,
  model: Model,
  silent: ReadonlySet<number>,
): readonly string[] {
  const sorted = rules.toSorted((a, b) => b.points - a.points);
  const width = Math.max(3, ...sorted.map(({ points }) => signed(points).length));
  const kept =
    factor === 0
      ? []
      : model.explicit.flatMap((rule) => {
          const old = 'points' in rule ? rule.points : rule.pointsAtFullMatch;
          return [`  ${rule.label}: ${old} → ${scaled(old, factor)}`];
        });
  return [
    `The score starts at ${start}. Points learnt (old → new; ${IN_BRACKETS}):`,
    ...sorted.map(
      (rule) =>
        `  0 → ${signed(rule.points).padStart(width)} (${rangeOf(rule)})  ${labelOf(rule)} (${plural(rule.leads, 'lead')}${'from' in rule.gets ? ' half way or further' : ''}, ${rule.wins} won, ${percent(rule.wins / rule.leads)})`,
    ),
    kept.length > 0 && factor === 1
      ? 'The explicit points in force stay as they are beside these.'
      : kept.length > 0
        ? `The explicit points in force stay, multiplied by ${factor.toFixed(2)}:`
        : 'The explicit points in force add nothing to that, so the draft leaves their rules out.',
    ...(factor === 1 ? [] : kept),
    ...(factor === 0 && silent.size > 0
      ? [
          `Of these the file says nothing, since they held for none of its leads; take back those that you need: ${named([...silent].map((place) => model.explicit[place]!.label))}.`,
        ]
      : []),
    ...(idle.length > 0 ? [`No points, since chance would show as much: ${named(idle)}.`] : []),
    ...(weakest.length > 0
      ? [
          `No points, since there are too many columns to learn from at once and these tell the least: ${named(weakest)}.`,
        ]
      : []),
    `The explicit score is ${explicitShare} % of the combined one.`,
  ];
}

export const thresholdSentence = ({ qualification: { mql, sql }, grade }: Model): string =>
  `Thresholds set anew, since the points mean something else now: MQL from ${mql.enter.combined}, SQL from ${sql.enter.combined}, fit A from ${grade.fit[0]}, B from ${grade.fit[1]}, C from ${grade.fit[2]}.`;
