import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Sandbox } from '../../sandbox.ts';
import { type ActionMeta, historyLine, type InputField } from './action-meta.ts';
import { callApp } from './call-app.ts';

type Outputs = Readonly<Record<string, string>>;

export type Enrolment = {
  readonly callbackId: string;
  readonly contactId: string;
  readonly state: 'sending' | 'succeeded' | 'failed' | 'waiting' | 'completed';
  readonly outputs: Outputs;
  /** what a workflow's history says */
  readonly line: string | undefined;
};

export type Run = {
  readonly id: number;
  readonly action: ActionMeta;
  readonly inputs: Outputs;
  /** sandbox time */
  readonly at: number;
  readonly enrolments: readonly Enrolment[];
};

export type Choice = { readonly value: string; readonly label: string };

/** Enrols contacts in custom actions and keeps the results. */
export type Workflow = {
  /** Resolves when the app has answered for every contact. A blocked one completes later. */
  readonly enrol: (action: ActionMeta, contactIds: readonly string[], inputs: Outputs) => Promise<Run>;
  /** newest first, completions included */
  readonly runs: () => readonly Run[];
  /** the choices of a field: its own, the account's owners, or what the app answers now */
  readonly choices: (action: ActionMeta, field: InputField) => Promise<readonly Choice[] | undefined>;
};

const AT_ONCE = 8;
const ATTEMPTS = 5;
const RETRY_AFTER_MS = 250;

const executionAnswer = z.object({ outputFields: z.record(z.string(), z.coerce.string()) });
const optionsAnswer = z.object({ options: z.array(z.object({ value: z.string(), label: z.string() })) });

/** `origin` is the app's public one, served at `appUrl`. */
export function createWorkflow(sandbox: Sandbox, origin: string, appUrl: string): Workflow {
  const runs: Run[] = [];
  const call = (url: string, payload: unknown) =>
    callApp(sandbox, url, url.replace(origin, appUrl), payload).catch(unreachable);

  async function execute(action: ActionMeta, runId: number, contactId: string, inputs: Outputs): Promise<Enrolment> {
    const portal = sandbox.portal();
    const callbackId = `ap-${portal.settings.id}-${runId}-${contactId}`;
    // The app may complete a callback before its answer arrives, so the portal must know it first.
    portal.callbacks.set(callbackId, { callbackId, completions: [] });
    const result = await answered(action, { callbackId, contactId, inputs });
    if (result.state !== 'waiting') portal.callbacks.delete(callbackId);
    return { callbackId, contactId, ...result };
  }

  async function answered(action: ActionMeta, request: { callbackId: string; contactId: string; inputs: Outputs }) {
    const payload = executionOf(sandbox, action, request);
    for (let attempt = 1; ; attempt++) {
      const { status, body } = await call(action.config.actionUrl, payload);
      const again = status === 0 || status === 429 || status >= 500;
      if (again && attempt < ATTEMPTS) await pause(RETRY_AFTER_MS * attempt);
      else return outcomeOf(action, status, body);
    }
  }

  return {
    enrol: async (action, contactIds, inputs) => {
      const id = runs.length + 1;
      const enrolments: Enrolment[] = contactIds.map((contactId) => ({
        callbackId: '',
        contactId,
        state: 'sending',
        outputs: {},
        line: undefined,
      }));
      const run: Run = { id, action, inputs, at: sandbox.clock.now(), enrolments };
      runs.unshift(run);
      let next = 0;
      const lane = async () => {
        for (let index = next++; index < contactIds.length; index = next++) {
          enrolments[index] = await execute(action, id, contactIds[index]!, inputs);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
      return run;
    },
    runs: () => runs.map((run) => ({ ...run, enrolments: run.enrolments.map((one) => completed(sandbox, run, one)) })),
    choices: async (action, { typeDefinition: field }) => {
      if (field.options) return field.options;
      if (field.referencedObjectType === 'OWNER') {
        const owners = [...sandbox.portal().owners.values()].filter(({ archived }) => !archived);
        return owners.map(({ id, firstName, lastName }) => ({ value: id, label: `${firstName} ${lastName}` }));
      }
      if (!field.optionsUrl) return undefined;
      const answer = await call(field.optionsUrl, {
        origin: originOf(sandbox, action),
        objectTypeId: '0-1',
        inputFieldName: field.name,
        inputFields: {},
        fetchOptions: {},
      });
      const read = optionsAnswer.safeParse(answer.body);
      return answer.status === 200 && read.success ? read.data.options : [];
    },
  };
}

const unreachable = () => ({ status: 0, body: undefined });

const originOf = (sandbox: Sandbox, action: ActionMeta) => ({
  portalId: sandbox.portal().settings.id,
  actionDefinitionId: action.uid.length,
  actionDefinitionVersion: 1,
});

/** https://developers.hubspot.com/docs/api-reference/automation-custom-actions */
const executionOf = (
  sandbox: Sandbox,
  action: ActionMeta,
  { callbackId, contactId, inputs }: { callbackId: string; contactId: string; inputs: Outputs },
) => ({
  callbackId,
  origin: originOf(sandbox, action),
  context: { source: 'WORKFLOWS', workflowId: 192_814_114, actionId: 1 },
  object: { objectId: Number(contactId), objectType: 'CONTACT', properties: {} },
  inputFields: inputs,
  fields: inputs,
});

function outcomeOf(action: ActionMeta, status: number, body: unknown): Pick<Enrolment, 'state' | 'outputs' | 'line'> {
  const read = executionAnswer.safeParse(body);
  if (status < 200 || status >= 300) {
    const said = status === 0 ? 'The app could not be reached.' : `The app answered ${status}.`;
    return { state: 'failed', outputs: {}, line: said };
  }
  const outputs = read.success ? read.data.outputFields : {};
  const state = outputs['hs_execution_state'];
  if (state === 'BLOCK') return { state: 'waiting', outputs, line: 'Waiting for the app' };
  return { state: state === 'FAIL_CONTINUE' ? 'failed' : 'succeeded', outputs, line: historyLine(action, outputs) };
}

/** A blocked enrolment with its completion, if it has come. */
function completed(sandbox: Sandbox, { action }: Run, enrolment: Enrolment): Enrolment {
  const done = sandbox.portal().callbacks.get(enrolment.callbackId)?.completions[0];
  if (enrolment.state !== 'waiting' || done === undefined) return enrolment;
  const failed = done.outputFields['hs_execution_state'] === 'FAIL_CONTINUE';
  return {
    ...enrolment,
    state: failed ? 'failed' : 'completed',
    outputs: done.outputFields,
    line: historyLine(action, done.outputFields),
  };
}
