import express, { type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { z } from 'zod';
import { verifySignature } from '../hubspot/auth/signature.ts';
import { type Enrolment, executionSchema, type Taken, WAIT_ISO } from '../use-cases/actions/take-enrolments.ts';
import type { Option, WorkflowAction } from '../use-cases/actions/workflow-action.ts';
import { gather } from './gather.ts';
import { ROUTES } from './paths.ts';
import { bytesOf, calledUrl, parseJson, rawBody } from './raw-request.ts';

export type ActionRoutes = {
  readonly actions: ReadonlyMap<string, WorkflowAction>;
  /** commits enrolments of one portal together; in their order */
  readonly take: (portalId: number, enrolments: readonly Enrolment[], now: number) => Promise<readonly Taken[]>;
  /** what can be chosen in an input; null: the portal has no provisioned app */
  readonly options: (portalId: number, action: WorkflowAction, inputName: string) => Promise<readonly Option[] | null>;
  /** whether as many contacts of the portal wait as we want to answer for */
  readonly isFull: (portalId: number) => Promise<boolean>;
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly clock: { now(): number };
  readonly log: Pick<Logger, 'warn'>;
};

/** Requests of one portal that are committed together. */
const TOGETHER = 200;

/**
 * HubSpot's page on errors says that workflows read this in milliseconds, older texts say seconds:
 * a third of a second or five minutes, and a workflow can bear either.
 * https://developers.hubspot.com/docs/api-reference/error-handling
 */
const RETRY_AFTER = '300';

const optionsRequest = z.object({
  origin: z.object({ portalId: z.coerce.number().int().positive() }),
  inputFieldName: z.string().default(''),
});

/**
 * Steps of workflows and tools of agents. HubSpot fails a step for good on 4xx, tries again on 429
 * and 5xx, and shows nothing of either to the marketer; so what the marketer can mend is answered
 * with 200 and a sentence.
 */
export function actionRoutes(routes: ActionRoutes): Router {
  const { actions, options, isFull, clock } = routes;
  const take = gather<Enrolment, Taken>(TOGETHER, (portalId, items) => routes.take(portalId, items, clock.now()));

  const router = express.Router();
  router.post(ROUTES.action, rawBody, async (request, response) => {
    const admitted = admit(routes, request, response, executionSchema);
    if (admitted === null) return;
    const action = actions.get(request.params['action'] ?? '');
    if (action === undefined) return void response.status(404).json({ error: 'There is no such action.' });
    const { callbackId, origin, object, inputFields } = admitted;
    if (await isFull(origin.portalId)) {
      response.set('retry-after', RETRY_AFTER);
      return void response.status(429).json({ error: 'Too many contacts of this account are waiting: try again.' });
    }
    const isContact = object !== undefined && CONTACT.includes(object.objectType ?? 'CONTACT');
    const contactId = isContact ? object.objectId : null;
    const taken = await take(origin.portalId, { action, callbackId, contactId, fields: inputFields });
    const { status, body } = responseTo(taken);
    response.status(status).json(body);
  });
  router.post(ROUTES.actionOptions, rawBody, async (request, response) => {
    const admitted = admit(routes, request, response, optionsRequest);
    if (admitted === null) return;
    const action = actions.get(request.params['action'] ?? '');
    if (action?.optionsOf === undefined)
      return void response.status(404).json({ error: 'There is no such action with options.' });
    const found = await options(admitted.origin.portalId, action, admitted.inputFieldName);
    if (found === null) return void response.status(BEING_SET_UP.status).json(BEING_SET_UP.body);
    response.json({ options: found, searchable: false });
  });
  return router;
}

/** An installation takes minutes: HubSpot tries again. */
const BEING_SET_UP = { status: 503, body: { error: 'Ripen is being set up in this account.' } };

const CONTACT: readonly string[] = ['CONTACT', '0-1'];

/** The body of a request that HubSpot signed; null when it was answered already. */
function admit<Body>(
  { clientSecret, publicUrl, clock, log }: ActionRoutes,
  request: Request,
  response: Response,
  schema: z.ZodType<Body>,
): Body | null {
  const rawBody = bytesOf(request);
  const verification = verifySignature(
    { method: request.method, url: calledUrl(request, publicUrl), rawBody, headers: request.headers },
    { secret: clientSecret, now: clock.now(), accept: 'v3-else-v2' },
  );
  if (!verification.valid) {
    log.warn({ reason: verification.reason }, 'A request of a workflow was refused');
    response.status(401).json({ error: verification.reason });
    return null;
  }
  const parsed = schema.safeParse(parseJson(rawBody));
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
