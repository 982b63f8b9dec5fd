import type { Difference } from '../../src/domain/changes/document/differences.ts';
import type { Ramp } from '../../src/domain/changes/ramp.ts';
import type { WhatIfEstimate } from '../../src/domain/changes/what-if/estimate.ts';
import type { Change } from '../../src/domain/changes/what-if/moves.ts';
import type { WhatIfCounts } from '../../src/domain/changes/what-if/tally.ts';
import { DAY } from '../../src/domain/time/time.ts';
import type { ReplayedDay } from '../../src/use-cases/models/time-machine/replay.ts';
import type { TimeMachineResult } from '../../src/use-cases/models/time-machine/time-machine.ts';
import type { TimeMachineSide } from '../../src/use-cases/models/time-machine/time-machine-tally.ts';
import type { WhatIfResult } from '../../src/use-cases/models/what-if/what-if.ts';

/* What a plan says, as a person reads it. */

export function whatIfSentences(result: WhatIfResult): readonly string[] {
  const { answers, emails, tasks, lists, cost, unread } = result;
  return [
    ...differenceSentences(result.differences),
    ...(result.ramp ? [rampSentence(result.ramp)] : []),
    ...moverSentences(result),
    ...(answers.owed === 0 ? [] : [`Sales owes ${answers.owed} answers, ${answers.withinADay} of them within a day.`]),
    `E-mails due in the next seven days: ${emails.after}, and ${emails.before} by the model in force.`,
    `Tasks: ${tasks.opened} are opened and ${tasks.closed} closed. List entries: ${lists} change.`,
    ...(result.stages === 0
      ? []
      : [`The lifecycle stage of ${people(result.stages)} moves forward, which no roll-back takes back.`]),
    `Rolling it out writes ${people(cost.written)}, in about ${cost.calls === 1 ? '1 call' : `${cost.calls} calls`} to HubSpot and ${cost.seconds === 1 ? '1 second' : `${cost.seconds} seconds`} of its quota.`,
    ...(result.failed === 0 ? [] : [`${people(result.failed)} cannot be judged.`]),
    ...(unread.contact.length + unread.company.length === 0
      ? []
      : [
          `Not read so far, and unknown in this plan: ${[...unread.contact, ...unread.company.map((name) => `${name} of the company`)].join(', ')}. Publishing reads every contact again.`,
        ]),
    '',
  ];
}

export const differenceSentences = (differences: readonly Difference[]): readonly string[] => [
  ...(differences.length === 0 ? ['Both models say the same.'] : differences.map(({ sentence }) => sentence)),
  '',
];

export function rampSentence({ from, share, owners }: Ramp): string {
  const parts = [
    ...(share === 0 ? [] : [`${share} % of the contacts that come from now on`]),
    ...(owners.length === 0
      ? []
      : [`all contacts of ${owners.length === 1 ? 'owner' : 'owners'} ${owners.join(', ')}`]),
  ];
  return `It holds for ${parts.join(' and ') || 'nobody'}; version ${from} judges everybody else.`;
}

/** Who moves, from what to what, and whose they are. */
export const moverSentences = (counts: WhatIfCounts): readonly string[] => [
  `${people(counts.movers)} of ${counts.contacts} ${moves(counts.movers)}; of ${counts.pointsOnly} the points or reasons alone change.`,
  ...(counts.newSqls + counts.lostSqls === 0
    ? []
    : [`${counts.newSqls} become SQL, and ${counts.lostSqls} cease to be one.`]),
  ...(['qualification', 'track', 'segment', 'grade'] as const).flatMap((name) =>
    counts.matrix[name].map(({ from, to, contacts }) => `  ${name}: ${from || 'none'} → ${to || 'none'}: ${contacts}`),
  ),
  ...counts.owners.map(
    (one) =>
      `  owner ${one.owner === '' ? '(nobody)' : one.owner}: ${people(one.movers)} ${moves(one.movers)}, ${one.newSqls} become SQL, ${one.lostSqls} cease to be one`,
  ),
];

export const estimateSentence = ({ sample, of, movers, newSqls }: WhatIfEstimate): string =>
  `Of ${sample} contacts taken at random: about ${movers.likely} of ${of} move (${movers.low} to ${movers.high}), about ${newSqls.likely} become SQL (${newSqls.low} to ${newSqls.high}).`;

export function moverSentence({ contactId, change }: { readonly contactId: number; readonly change: unknown }): string {
  const { score, ...kinds } = change as Change;
  const parts = Object.entries(kinds).map(([kind, step]) => `${kind} ${step.from || 'none'} → ${step.to || 'none'}`);
  return `contact ${contactId}: ${[`score ${score.from} → ${score.to}`, ...parts].join('; ')}`;
}

export const people = (count: number): string => (count === 1 ? '1 contact' : `${count} contacts`);
export const moves = (count: number): string => (count === 1 ? 'moves' : 'move');

export function timeMachineSentences(result: TimeMachineResult): readonly string[] {
  const { since, until, contacts, failed, wins, daysEarlier } = result;
  const weeks = Math.max(1, (until - since) / (7 * DAY));
  const side = (name: string, { mqls, sqls, caught, daysBeforeWin, owners, weeks: byWeek }: TimeMachineSide) => [
    `${name}: ${mqls} MQLs and ${sqls} SQLs, ${(sqls / weeks).toFixed(1)} SQLs a week.`,
    `  of ${wins} won since, ${caught} were SQL before${daysBeforeWin === null ? '' : `, half of them ${daysBeforeWin} days before or more`}.`,
    `  new SQLs in each week: ${byWeek.join(' ')}`,
    ...owners.map(
      ({ owner, sqls: count }) =>
        `  owner ${owner === '' ? '(nobody)' : owner}: ${(count / weeks).toFixed(1)} calls to new SQLs a week`,
    ),
  ];
  return [
    `${people(contacts)} since ${new Date(since).toISOString().slice(0, 10)}, by both models.`,
    ...side('In force', result.current),
    ...side('Draft', result.draft),
    ...(daysEarlier === null
      ? []
      : [
          `Of wins that both caught, the draft had half ${Math.abs(daysEarlier)} days ${daysEarlier < 0 ? 'later' : 'earlier'} or more.`,
        ]),
    ...(failed === 0 ? [] : [`${people(failed)} cannot be judged.`]),
  ];
}

/** What the figures rest on, and what nobody can tell of the past. */
export function timeMachineLimits({
  histories: { used, missing, calls, others, unknown },
}: TimeMachineResult): readonly string[] {
  return [
    'Behaviour counts as it happened, and what people decided is left out.',
    `Facts of ${people(used)} count as they stood then, by HubSpot's history.${knownAs(unknown)}`,
    ...(missing === 0
      ? []
      : [
          `Of ${people(missing)} they matter, and count as they are today, with deals won or lost since as open until then: --calls ${calls} lets the server read their history.`,
        ]),
    ...(others === 0
      ? []
      : [`${people(others)} would be neither MQL nor SQL by the facts of today; what they were then is not read.`]),
  ];
}

/** Fields of which nobody can tell what they were. */
function knownAs(unknown: Readonly<Record<string, number>>): string {
  const most = Object.entries(unknown).sort(([, a], [, b]) => b - a);
  if (most.length === 0) return '';
  const named = most.slice(0, 8).map(([field, count]) => `${field} of ${count}`);
  return ` What could not be known: ${named.join(', ')}${most.length > 8 ? `, and ${most.length - 8} more` : ''}.`;
}

const REASONS: Readonly<Record<string, string>> = {
  not_recorded: 'Ripen had recorded nothing of the contact yet, or no longer keeps it',
  history_not_read: 'its history was not read',
  contact_gone: 'the contact is gone',
};

/** How many past days a replay gave as they were recorded. */
export function replaySentences(days: readonly ReplayedDay[]): readonly string[] {
  const of = <Outcome extends ReplayedDay['outcome']>(outcome: Outcome) =>
    days.filter((day): day is Extract<ReplayedDay, { outcome: Outcome }> => day.outcome === outcome);
  const [equal, differing, unknown] = [of('equal'), of('differs'), of('unknown')];
  const why: Record<string, number> = {};
  for (const reason of unknown.flatMap((day) => day.why)) why[reason] = (why[reason] ?? 0) + 1;
  return [
    `Of ${days.length} past days of contacts, a replay gives ${equal.length} as they were recorded, and ${differing.length} otherwise. ${unknown.length} nobody can know.`,
    ...Object.entries(why)
      .sort(([, a], [, b]) => b - a)
      .map(([reason, count]) => `  ${count} of them: ${REASONS[reason] ?? `what ${reason} was then`}`),
    ...differing.map(({ contactId, at, recorded, replayed }) => {
      const other = Object.keys(recorded).filter((name) => recorded[name] !== replayed[name]);
      const said = other.map((name) => `${name} was ${recorded[name]}, a replay gives ${replayed[name]}`);
      return `  contact ${contactId} on ${new Date(at).toISOString().slice(0, 10)}: ${said.join('; ')}`;
    }),
  ];
}
