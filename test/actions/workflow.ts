import type { World } from '../../demo/world.ts';
import { signatureHeaders } from '../../sandbox/webhooks/sign.ts';

/**
 * Plays a workflow of the sandbox's account: calls an action over signed HTTP, waits if the answer
 * says so, and keeps the outputs.
 */
export type Reached = {
  readonly callbackId: string;
  readonly status: number;
  readonly headers: Headers;
  readonly outputs: Readonly<Record<string, string>>;
};

export type Reach = {
  readonly action: string;
  readonly contactId?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly callbackId?: string;
  readonly portalId?: number;
  /** the versions of HubSpot's signature; default: both */
  readonly versions?: 'both' | 'v2';
  /** changes the body after signing */
  readonly spoil?: (body: string) => string;
};

let count = 0;

export async function reach(world: World, step: Reach): Promise<Reached> {
  const portalId = step.portalId ?? world.sandbox.portal().settings.id;
  const callbackId = step.callbackId ?? `ap-${portalId}-${++count}-0`;
  const { callbacks } = world.sandbox.portal();
  const knownBefore = callbacks.get(callbackId);
  // Before the request, since the app may complete the callback before its answer arrives.
  if (knownBefore === undefined) callbacks.set(callbackId, { callbackId, completions: [] });
  const execute = () => executeStep(world, step, callbackId, portalId);
  let executed = await execute();
  // As HubSpot does where the app, on a busy machine, did not answer in time.
  while (executed.body.error?.startsWith(TOO_BUSY)) executed = await execute();
  const { answer, body } = executed;
  const outputs = body.outputFields ?? {};
  if (outputs['hs_execution_state'] !== 'BLOCK' && knownBefore === undefined) callbacks.delete(callbackId);
  return { callbackId, status: answer.status, headers: answer.headers, outputs };
}

const TOO_BUSY = 'Ripen is too busy';

type Body = { readonly outputFields?: Record<string, string>; readonly error?: string };

async function executeStep(
  world: World,
  step: Reach,
  callbackId: string,
  portalId: number,
): Promise<{ readonly answer: Response; readonly body: Body }> {
  const answer = await post(world, `/actions/${step.action}`, step, {
    callbackId,
    origin: { portalId, actionDefinitionId: 1, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS', workflowId: 192814114, actionId: 1 },
    ...(step.contactId !== undefined && { object: { objectId: Number(step.contactId), objectType: 'CONTACT' } }),
    inputFields: step.fields ?? {},
  });
  return { answer, body: (await answer.json()) as Body };
}

export async function post(
  world: World,
  path: string,
  { versions = 'both', spoil = (body) => body }: Pick<Reach, 'versions' | 'spoil'>,
  content: unknown,
): Promise<Response> {
  const url = `${world.config.publicUrl}${path}`;
  const body = JSON.stringify(content);
  const secret = world.sandbox.app.clientSecret;
  const all = signatureHeaders({ method: 'POST', url, body, secret, timestamp: world.sandbox.clock.now() }, 'v2');
  const signed = Object.fromEntries(
    Object.entries(all).filter(([name]) => versions === 'both' || !/v3|timestamp/.test(name)),
  );
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...signed },
    body: spoil(body),
  });
}

/** The outputs that completed a callback. Fails if it was completed twice. */
export function completionOf(world: World, callbackId: string): Readonly<Record<string, string>> | undefined {
  return world.sandbox.portal().callbacks.get(callbackId)?.completions[0]?.outputFields;
}
