import { setTimeout as delay } from 'node:timers/promises';
import {
  type SetUpFieldSeen,
  type SetUpSeen,
  type SetUpStepSeen,
  STEP_IDS,
} from '../../cards/pages/contracts/set-up-contract.ts';
import { readSetUp, type SetUpContext, takeSetUpStep } from '../../src/use-cases/models/set-up.ts';
import { accountSurveys } from '../../src/use-cases/models/surveys.ts';
import { argument, type Call, type Command, portalOf, Refusal, withDatabase, wrongCall } from './call.ts';
import { authorIn } from './draft-models.ts';

/** The set-up assistant of Ripen's page: the same steps, proposals and reasons. */
export const SETTING_UP: Readonly<Record<string, Command>> = {
  'set-up': async (call) => {
    const portalId = portalOf(argument(call, 0, 'a portal'));
    const [, deed = 'show', id] = call.args;
    await withDatabase(call, async (model) => {
      const failures: unknown[] = [];
      const error = (failure: object, said?: string) => {
        failures.push(failure);
        model.log?.error(failure, said);
      };
      const surveys = accountSurveys({ ...model, log: { error } });
      const context = { ...model, surveys };
      const seen = await surveyed(context, portalId, failures);
      if (deed === 'show' && id === undefined) return seen.steps.forEach((step) => void show(call, step, false));
      const step = seen.steps.find((one) => one.id === id);
      if (step === undefined) throw wrongCall(`Expected one of the steps ${STEP_IDS.join(', ')}.`);
      if (deed === 'show') return show(call, step, true);
      if (deed !== 'accept' && deed !== 'skip') throw wrongCall(`Expected show, accept or skip, and ${deed} came.`);
      const by = await authorIn(call, model, portalId);
      const done = await takeSetUpStep(
        context,
        portalId,
        by,
        deed === 'skip'
          ? { name: 'skip', body: { step: step.id } }
          : { name: 'accept', body: { step: step.id, draft: seen.draft, answers: answersIn(call, step) } },
      );
      if (done.outcome === 'refused') throw new Refusal(done.sentences.join('\n'));
      call.print(
        deed === 'skip' ? `${step.id} is skipped.` : `${step.id} is accepted: "drafts ${portalId}" shows the draft.`,
      );
    });
  },
};

const LOOK_AGAIN_MS = 50;

/** The steps, once all contacts have been looked at. */
async function surveyed(context: SetUpContext, portalId: number, failures: readonly unknown[]): Promise<SetUpSeen> {
  for (;;) {
    const seen = await readSetUp(context, portalId, null);
    if (seen.state === 'not_set_up')
      throw new Refusal('Ripen is not set up in this account: its settings in HubSpot say what is missing.');
    if (seen.survey.isDone) return seen;
    if (failures.length > 0) throw new Refusal('The contacts could not be looked at.');
    await delay(LOOK_AGAIN_MS);
  }
}

function show({ print }: Call, { id, state, by, why, fields }: SetUpStepSeen, withChoices: boolean): void {
  print(`${id}: ${state}${by === null ? '' : ` by ${by}`}`);
  for (const sentence of why) print(`  ${sentence}`);
  for (const field of fields) {
    print(`  ${field.name} = ${[field.value].flat().join(', ')}`);
    const options = field.kind === 'text' || !withChoices ? [] : field.options;
    for (const { value, label, why: reason } of options)
      print(`      ${value === label ? value : `${value}: ${label}`}${reason === undefined ? '' : ` (${reason})`}`);
  }
}

/** What was proposed, with the answers that the call gives instead: NAME=VALUE or NAME=A,B. */
function answersIn({ values: { answer = [] } }: Call, { fields }: SetUpStepSeen): Record<string, string | string[]> {
  const given = new Map(
    answer.map((text) => {
      const at = text.indexOf('=');
      const name = text.slice(0, at);
      if (at < 1 || !fields.some((field) => field.name === name))
        throw wrongCall(
          `Expected --answer with one of ${fields.map((field) => field.name).join(', ')}, and = after it.`,
        );
      return [name, text.slice(at + 1)];
    }),
  );
  const answerTo = (field: SetUpFieldSeen) => {
    const text = given.get(field.name);
    if (text === undefined) return field.value;
    return field.kind === 'some' ? text.split(',').filter((one) => one !== '') : text;
  };
  return Object.fromEntries(fields.map((field) => [field.name, answerTo(field)]));
}
