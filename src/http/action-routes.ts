import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import type { Enrolments } from '../use-cases/actions/enrolments.ts';
import {
  type Enrolment,
  executionSchema,
  idSchema,
  type Taken,
  WAIT_ISO,
} from '../use-cases/actions/take-enrolments.ts';
import type { WorkflowAction } from '../use-cases/actions/workflow-action.ts';
import { ROUTES } from './paths.ts';
import { gather } from './requests/gather.ts';
import { signedByHubspot, signedRequest, type Trust } from './requests/signed-requests.ts';

export type ActionRoutes = Trust &
  Enrolments & {
    readonly actions: ReadonlyMap<string, WorkflowAction>;
  };

/** At most so many requests of one portal are committed together. */
const TOGETHER = { most: 200, atOnce: 1 };

/**
 * HubSpot's page on errors says that workflows read `retry-after` in milliseconds; older texts say
 * seconds. So HubSpot waits a third of a second or five minutes, and either is fine.
 * https://developers.hubspot.com/docs/api-reference/error-handling
 */
const RETRY_AFTER = '300';

const optionsRequest = z.object({
  origin: z.object({ portalId: idSchema }),
  inputFieldName: z.string().default(''),
});

/**
 * Answers steps of workflows and tools of agents. On 4xx HubSpot fails a step for good, on 429 and
 * 5xx it tries again, and it shows neither to the marketer. So what the marketer can mend is
 * answered with 200 and a sentence.
 */
export function actionRoutes(routes: ActionRoutes): Router {
  const { actions, options, isFull, believes, clock } = routes;
  const take = gather<Enrolment, Taken>(TOGETHER, (portalId, items) => routes.take(portalId, items, clock.now()));

  // HubSpot may sign some workflow actions with v2 alone, and a v2 signature never expires. Where
  // HubSpot also sends v3, somebody may have repeated an old request that has only v2.
  const signed = signedByHubspot(routes, { accept: 'v3-else-v2' });
  const router = express.Router();
  router.post(ROUTES.action, ...signed, async (request, response) => {
    const wanted = readBody(request, response, executionSchema);
    if (wanted === null) return;
    const action = actions.get(`${request.params['action']}`);
    if (action === undefined) return void response.status(404).json({ error: 'There is no such action.' });
    const { callbackId, origin, object, inputFields } = wanted;
    if (!(await believes(origin.portalId, signedRequest(request).version))) return void tooOld(response);
    if (await isFull(origin.portalId)) {
      response.set('retry-after', RETRY_AFTER);
      return void response.status(429).json({ error: 'Too many contacts of this account are waiting: try again.' });
    }
    const isContact = object !== undefined && CONTACT.includes(object.objectType ?? 'CONTACT');
    const contactId = isContact ? object.objectId : null;
    const taken = await take(origin.portalId, { action, callbackId, contactId, fields: inputFields });
    send(response, taken);
  });
  router.post(ROUTES.actionOptions, ...signed, async (request, response) => {
    const wanted = readBody(request, response, optionsRequest);
    if (wanted === null) return;
    const action = actions.get(`${request.params['action']}`);
    if (action?.optionsOf === undefined)
      return void response.status(404).json({ error: 'There is no such action with options.' });
    if (!(await believes(wanted.origin.portalId, signedRequest(request).version))) return void tooOld(response);
    const found = await options(wanted.origin.portalId, action, wanted.inputFieldName);
    if (typeof found === 'string') return void send(response, { outcome: found });
    response.json({ options: found, searchable: false });
  });
  return router;
}

function send(response: Response, taken: Taken): void {
  const { status, body } = responseTo(taken);
  response.status(status).json(body);
}

function tooOld(response: Response): void {
  response.status(401).json({ error: 'version_not_accepted' });
}

/** An installation takes minutes: HubSpot tries again. */
const BEING_SET_UP = { status: 503, body: { error: 'Ripen is being set up in this account.' } };

const CONTACT: readonly string[] = ['CONTACT', '0-1'];

/** The body of a request; null: the answer 400 is given. */
function readBody<Body>(request: Request, response: Response, schema: z.ZodType<Body>): Body | null {
  const parsed = schema.safeParse(signedRequest(request).body);
  if (parsed.success) return parsed.data;
  response.status(400).json({ error: 'The body is not one that HubSpot documents for workflow actions.' });
  return null;
}

function responseTo(taken: Taken): { readonly status: number; readonly body: unknown } {
  switch (taken.outcome) {
    case 'answered':
      return { status: 200, body: { outputFields: taken.answer } };
    case 'waiting':
      return {
        status: 200,
        body: { outputFields: { hs_execution_state: 'BLOCK', hs_expiration_duration: WAIT_ISO } },
      };
    case 'not_installed':
      return { status: 403, body: { error: 'Ripen is not installed in this account: install it (again).' } };
    case 'not_active':
      return BEING_SET_UP;
    default:
      return taken satisfies never;
  }
}
