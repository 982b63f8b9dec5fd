import express, { type Request, type Response, type Router } from 'express';
import type { Logger } from 'pino';
import { ACTION_BODIES, type ActionName, type CardAnswer, type ScoreView } from '../../cards/score/contract.ts';
import { verifySignature } from '../hubspot/signature.ts';
import type { CardAction } from '../use-cases/act-on-score-card.ts';
import { bytesOf, calledUrl, parseJson, rawBody } from './raw-request.ts';

/** Which contact a card is about: the portal as HubSpot signed it, the contact as the browser asked. */
export type CardSubject = { readonly portalId: number; readonly contactId: number };

export type CardRoutes = {
  readonly look: (subject: CardSubject) => Promise<ScoreView>;
  readonly act: (subject: CardSubject, action: CardAction) => Promise<CardAnswer>;
  readonly clientSecret: string;
  readonly publicUrl: string;
  readonly clock: { now(): number };
  readonly log: Pick<Logger, 'warn'>;
};

/**
 * The cards' side of the server: `GET /cards/score` and `POST /cards/score/{action}`, as HubSpot's `hubspot.fetch` calls them.
 * Whatever can be expected is answered with 200, since HubSpot hides the bodies of other answers from a card.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data
 */
export function cardRoutes({ look, act, clientSecret, publicUrl, clock, log }: CardRoutes): Router {
  /** Answers what cannot be trusted or read by itself; then there is no subject. */
  function admit(request: Request, response: Response): CardSubject | null {
    const verification = verifySignature(
      {
        method: request.method,
        url: calledUrl(request, publicUrl),
        rawBody: bytesOf(request),
        headers: request.headers,
      },
      { secret: clientSecret, now: clock.now(), accept: 'v3' },
    );
    if (!verification.valid) {
      log.warn({ reason: verification.reason }, 'A request of a card was refused');
      response.status(401).json({ error: verification.reason });
      return null;
    }
    const subject = subjectOf(calledUrl(request, publicUrl));
    if (subject === null) response.status(400).json({ error: 'expected one portalId and one contactId, both numbers' });
    return subject;
  }

  const router = express.Router();
  // A browser must not keep what one user may see for the next.
  router.use('/cards', (_request, response, next) => {
    response.set('cache-control', 'no-store');
    next();
  });
  router.get('/cards/score', rawBody, async (request, response) => {
    const subject = admit(request, response);
    if (subject === null) return;
    response.json({ outcome: 'seen', view: await look(subject) } satisfies CardAnswer);
  });
  router.post('/cards/score/:action', rawBody, async (request, response) => {
    const subject = admit(request, response);
    if (subject === null) return;
    const action = actionOf(request.params['action'] ?? '', parseJson(bytesOf(request)));
    if (action === 'unknown') return void response.status(404).json({ error: 'no such action' });
    if (action === 'invalid') return void response.status(400).json({ error: 'the body is not one of this action' });
    response.json(await act(subject, action));
  });
  return router;
}

/**
 * HubSpot appends who asks to an address that the browser chose, and signs all of it. So a portal that the browser put there
 * itself is signed as well: of two, none is believed.
 */
function subjectOf(url: string): CardSubject | null {
  const query = new URL(url).searchParams;
  const only = (name: string): number | null => {
    const [value = '', ...others] = query.getAll(name);
    return others.length === 0 && /^[1-9]\d{0,15}$/.test(value) && Number.isSafeInteger(Number(value))
      ? Number(value)
      : null;
  };
  const [portalId, contactId] = [only('portalId'), only('contactId')];
  return portalId === null || contactId === null ? null : { portalId, contactId };
}

function actionOf(name: string, body: unknown): CardAction | 'unknown' | 'invalid' {
  if (!Object.hasOwn(ACTION_BODIES, name)) return 'unknown';
  const parsed = ACTION_BODIES[name as ActionName].safeParse(body ?? {});
  return parsed.success ? ({ name, body: parsed.data } as CardAction) : 'invalid';
}
