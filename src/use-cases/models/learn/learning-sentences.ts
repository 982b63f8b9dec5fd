import { signed } from '../../../domain/evaluation/written.ts';
import { IN_BRACKETS, rangeOf } from '../../../domain/learning/learnt-sentences.ts';
import type { LearntRule } from '../../../domain/learning/teach.ts';
import type { Learning, LearningReport, LearningStep } from './learnings.ts';

/* Sentences about a learning: how far it is, and what came of it. */

const STEPS: Readonly<Record<LearningStep, string>> = {
  waiting: 'The learning waits for the server.',
  reading: 'Reading the past of won and lost leads',
  collecting: 'Putting each lead back to where it stood before its outcome',
  looking_for_leaks: 'Looking for fields that know the outcome',
  learning: 'Learning points',
  writing: 'Writing the draft',
};

export const learningProgress = ({ progress: { step, read, all, calls } }: Learning): string =>
  step === 'reading'
    ? `${STEPS[step]}: ${read} of ${all}, with ${calls} calls of HubSpot.`
    : `${STEPS[step].replace(/\.$/, '')}.`;

const day = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
const percent = (share: number): string => `${Math.round(100 * share)} %`;
const some = (count: number, sentence: string): readonly string[] => (count === 0 ? [] : [`${count} ${sentence}`]);

/** Which leads taught, and which did not and why. */
export function pastSentences({
  leads,
  wins,
  from,
  to,
  landmark,
  calls,
  statuses,
  missing,
  fields,
}: LearningReport): readonly string[] {
  const when = from === null || to === null ? '' : ` They came from ${day(from)} to ${day(to)}.`;
  const late = fields.filter(({ knownThen, knownNow }) => knownNow - knownThen >= LATE);
  return [
    `${wins} won and ${leads - wins} lost leads, each as it stood ${landmark} after it came, and so before its outcome.${when}`,
    ...(statuses === undefined || statuses.lost.length === 0
      ? []
      : [`${statuses.leads} of the lost leads have a lead status that means lost: ${statuses.lost.join(', ')}.`]),
    ...(statuses === undefined || statuses.open.length === 0
      ? []
      : [`Lead statuses that leave a lead open: ${statuses.open.join(', ')}.`]),
    ...some(missing.tooEarly, 'were decided before that, so they do not teach.'),
    ...some(missing.undated, 'do not say when they came, or when they were won or lost.'),
    ...some(missing.open, 'are open again.'),
    ...some(missing.unread, 'were not read: the calls did not suffice, or HubSpot did not give them.'),
    ...some(missing.properties, 'properties were not looked at, since the account has too many.'),
    ...late
      .slice(0, MOST_LATE)
      .map(
        ({ label, knownThen, knownNow }) =>
          `"${label}" was known of ${percent(knownThen)} of the leads then, and of ${percent(knownNow)} now.`,
      ),
    `HubSpot was called ${calls} times.`,
  ];
}

const LATE = 0.05;
const MOST_LATE = 12;

export const leakSentences = ({ fields }: LearningReport): readonly string[] =>
  fields.flatMap(({ label, leak }) => (leak === null ? [] : [`"${label}" knows the outcome: ${leak}`]));

/** How good the points are on leads that they were not learnt from, without the word AUC. */
export function judgedSentences({ judged }: LearningReport): readonly string[] {
  if (judged === null) return [];
  const { by, leads, wins, learnt, inForce, better } = judged;
  const whom = by === 'time' ? `the newest ${leads} leads` : `${leads} leads`;
  const of100 = (auc: number) => Math.round(100 * auc);
  return [
    `Judged on ${whom}, which the points were not learnt from; ${wins} of them were won.`,
    `Of two of them, one won and one lost, the new points put the won one first ${of100(learnt.auc)} times in 100; ${
      inForce === null
        ? 'the points in force say the same of both, so that they are right 50 times'
        : `the points in force ${of100(inForce.auc)} times`
    }. A coin is right 50 times.`,
    `The difference is ${of100(better.by)} times in 100, and with 95 % certainty between ${of100(better.low)} and ${of100(better.high)}.`,
  ];
}

const ruleSentence = ({ label, old, points, plusMinus, sentence }: LearntRule): string =>
  `  ${old} → ${signed(points)}${plusMinus === null ? '' : ` (${rangeOf({ points, plusMinus })})`}  ${label}. ${sentence}`;

export const learningSentences = (report: LearningReport): readonly string[] => [
  ...pastSentences(report),
  ...leakSentences(report),
  ...report.found,
  ...report.held,
  ...(report.why === null ? [] : [report.why]),
  ...(report.rules.length === 0 ? [] : [`Points (old → new; ${IN_BRACKETS}):`, ...report.rules.map(ruleSentence)]),
  ...report.changes,
];
