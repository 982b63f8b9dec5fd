import type { Change } from '../../src/domain/changes/moves.ts';
import type { WhatIfEstimate } from '../../src/domain/changes/tally.ts';
import type { WhatIfResult } from '../../src/use-cases/models/what-if.ts';

/* What a plan says, as a person reads it. */

export function whatIfSentences(result: WhatIfResult): readonly string[] {
  const { contacts, movers, newSqls, lostSqls, answers, emails, tasks, lists, cost, unread } = result;
  return [
    ...(result.differences.length === 0
      ? ['Both models say the same.']
      : result.differences.map(({ sentence }) => sentence)),
    '',
    `${people(movers)} of ${contacts} move; of ${result.pointsOnly} the points or reasons alone change.`,
    ...(newSqls + lostSqls === 0 ? [] : [`${newSqls} become SQL, and ${lostSqls} cease to be one.`]),
    ...(answers.owed === 0 ? [] : [`Sales owes ${answers.owed} answers, ${answers.withinADay} of them within a day.`]),
    ...(['qualification', 'track', 'segment', 'grade'] as const).flatMap((name) =>
      result.matrix[name].map(({ from, to, contacts: count }) => `  ${name}: ${from} → ${to}: ${count}`),
    ),
    ...result.owners.map(
      (one) =>
        `  owner ${one.owner === '' ? '(nobody)' : one.owner}: ${people(one.movers)} move, ${one.newSqls} become SQL, ${one.lostSqls} cease to be one`,
    ),
    `E-mails due in the next seven days: ${emails.after}, and ${emails.before} by the model in force.`,
    `Tasks: ${tasks.opened} are opened and ${tasks.closed} closed. List entries: ${lists} change.`,
    ...(result.stages === 0
      ? []
      : [`The lifecycle stage of ${people(result.stages)} moves forward, which no roll-back takes back.`]),
    `Rolling it out writes ${people(cost.written)}, in about ${cost.calls} calls to HubSpot and ${cost.seconds} seconds of its quota.`,
    ...(result.failed === 0 ? [] : [`${people(result.failed)} cannot be judged.`]),
    ...(unread.contact.length + unread.company.length === 0
      ? []
      : [
          `Not read so far, and unknown in this plan: ${[...unread.contact, ...unread.company.map((name) => `${name} of the company`)].join(', ')}. Publishing reads every contact again.`,
        ]),
    '',
  ];
}

export const estimateSentence = ({ sample, of, movers, newSqls }: WhatIfEstimate): string =>
  `Of ${sample} contacts taken at random: about ${movers.likely} of ${of} move (${movers.low} to ${movers.high}), about ${newSqls.likely} become SQL (${newSqls.low} to ${newSqls.high}).`;

export function moverSentence({ contactId, change }: { readonly contactId: number; readonly change: unknown }): string {
  const { score, ...kinds } = change as Change;
  const parts = Object.entries(kinds).map(([kind, step]) => `${kind} ${step.from || 'none'} → ${step.to || 'none'}`);
  return `contact ${contactId}: ${[`score ${score.from} → ${score.to}`, ...parts].join('; ')}`;
}

const people = (count: number): string => (count === 1 ? '1 contact' : `${count} contacts`);
