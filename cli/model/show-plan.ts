import type { Evaluation } from '../../src/domain/evaluation/evaluate.ts';
import { newWarnings } from '../../src/use-cases/models/check-model.ts';
import type { ModelContext } from '../../src/use-cases/models/model-context.ts';
import { readMovers } from '../../src/use-cases/models/read-models.ts';
import { explainContact } from '../../src/use-cases/models/what-if/explain-contact.ts';
import type { Wanted } from '../../src/use-cases/models/what-if/prepare-comparison.ts';
import {
  type WhatIfOutcome,
  type WhatIfResult,
  type WhatIfStep,
  wholeWhatIf,
} from '../../src/use-cases/models/what-if/what-if.ts';
import { type Call, listed, numberOf, optionalNumber, Refusal, textOf } from './call.ts';
import { noPortal } from './models.ts';
import { estimateSentence, moverSentence, whatIfSentences } from './sentences.ts';

/* A plan as sentences, whether a file or an earlier version is compared. */

export async function showPlan(call: Call, context: ModelContext, portalId: number, wanted: Wanted): Promise<void> {
  const { contact, json } = call.values;
  if (contact !== undefined) return showContact(call, context, portalId, wanted, numberOf(contact, 'a contact'));
  const most = optionalNumber(call, 'movers') ?? 0;
  const outcome = await wholeWhatIf(context, portalId, wanted, { onStep: sayStep(call) });
  if (outcome.outcome !== 'done') throw refusalOf(outcome, portalId);
  const movers = most === 0 ? [] : await readMovers(context, portalId, outcome.planId, { limit: most });
  if (json) return call.print(textOf({ ...outcome, movers }));
  sayPlan(call, outcome);
  for (const mover of movers) call.print(moverSentence(mover));
  const warnings = 'document' in wanted ? await newWarnings(context, portalId, wanted) : [];
  for (const sentence of warnings) call.tell(sentence);
  call.tell(
    `To carry it out: npm run -s model -- publish ${portalId} --plan ${outcome.fingerprint} --by NAME --note WHY`,
  );
}

export function sayPlan(
  { print }: Call,
  { fingerprint, result }: { readonly fingerprint: string; readonly result: WhatIfResult },
): void {
  for (const sentence of whatIfSentences(result)) print(sentence);
  print(`Plan ${fingerprint}`);
}

async function showContact(
  { values, print }: Call,
  context: ModelContext,
  portalId: number,
  wanted: Wanted,
  contactId: number,
): Promise<void> {
  const outcome = await explainContact(context, portalId, { contactId, wanted });
  if (outcome.outcome === 'no_contact') throw new Refusal(`Nothing is stored of contact ${contactId}.`);
  if (outcome.outcome !== 'explained') throw refusalOf(outcome, portalId);
  if (values.json) return print(textOf(outcome));
  for (const [name, evaluation, at] of [
    ['In force', outcome.current, outcome.changesAt.current],
    ['Draft', outcome.draft, outcome.changesAt.draft],
  ] as const) {
    print(`${name}: ${headline(evaluation)}`);
    for (const score of ['explicit', 'implicit', 'combined'] as const)
      for (const { label, milli } of evaluation.scores[score].contributions)
        print(`  ${(milli / 1000).toFixed(3).padStart(9)}  ${label}`);
    print(
      at === null
        ? '  It changes only if something happens.'
        : `  It changes by itself on ${new Date(at).toISOString()}.`,
    );
  }
}

const headline = ({ grade, qualification, track, scores }: Evaluation): string =>
  `${scores.combined.points} points, grade ${grade}, ${qualification}, track ${track}`;

/** Shows the progress, if a person watches. */
export const sayStep =
  ({ tell }: Call) =>
  (step: WhatIfStep): void => {
    if (step.step === 'estimate') tell(estimateSentence(step.estimate));
    else if (step.step === 'progress' && process.stderr.isTTY)
      process.stderr.write(`\r${step.judged} of ${step.total}\r`);
  };

export function refusalOf(outcome: Exclude<WhatIfOutcome, { readonly outcome: 'done' }>, portalId: number): Refusal {
  switch (outcome.outcome) {
    case 'invalid':
      return new Refusal(listed('The model cannot be used, and nothing has changed:', outcome.problems));
    case 'no_version':
      return new Refusal(`Portal ${portalId} has no earlier version of that number.`);
    case 'cancelled':
      return new Refusal('It was cancelled, and nothing has changed.');
    case 'not_installed':
      return noPortal(portalId);
  }
}
