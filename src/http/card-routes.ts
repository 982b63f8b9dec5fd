import express, { type Request, type Response, type Router } from 'express';
import { ACTION_BODIES, type ActionName, type CardAnswer, type ScoreView } from '../../cards/score/contract.ts';
import type { CardUser } from '../store/ledgers/audit.ts';
import type { CardAction } from '../use-cases/cards/act-on-score-card.ts';
import { neverKept, onlyNumber, userIn } from './requests/card-requests.ts';
import type { OnlyOnce } from './requests/only-once.ts';
import { signedByHubspot, signedRequest, type Trust } from './requests/signed-requests.ts';

/**
 * Which contact a card shows, as the browser asked, and to whom: portal and user as HubSpot signed
 * them.
 */
type CardSubject = { readonly portalId: number; readonly contactId: number; readonly user: CardUser | null };

export type CardRoutes = Trust & {
  readonly read: (subject: CardSubject, how: { readonly isPerson: boolean }) => Promise<ScoreView>;
  readonly act: (subject: CardSubject, action: CardAction) => Promise<CardAnswer>;
  readonly once: OnlyOnce;
};

/**
 * Serves the cards: `GET /cards/score` and `POST /cards/score/{action}`, as HubSpot's
 * `hubspot.fetch` calls them. Every expected outcome is answered with 200, since HubSpot hides the
 * bodies of other answers from a card.
 */
export function cardRoutes({ read, act, once, ...trust }: CardRoutes): Router {
  /** The subject of a request; null: the answer 400 is given. */
  function subjectOf(request: Request, response: Response): CardSubject | null {
    const { query } = signedRequest(request);
    const [portalId, contactId] = [onlyNumber(query, 'portalId'), onlyNumber(query, 'contactId')];
    const user = userIn(query);
    if (portalId !== null && contactId !== null && user !== 'unclear') return { portalId, contactId, user };
    response.status(400).json({ error: 'expected one portalId, contactId and userId, all numbers' });
    return null;
  }

  const signed = signedByHubspot(trust);
  const router = express.Router();
  router.use('/cards/score', neverKept);
  router.get('/cards/score', ...signed, async (request, response) => {
    const subject = subjectOf(request, response);
    if (subject === null) return;
    const isPerson = !signedRequest(request).query.has('follows');
    response.json({ outcome: 'seen', view: await read(subject, { isPerson }) } satisfies CardAnswer);
  });
  router.post('/cards/score/:action', ...signed, async (request, response) => {
    const subject = subjectOf(request, response);
    if (subject === null) return;
    const action = actionOf(`${request.params['action']}`, signedRequest(request).body);
    if (action === 'unknown') return void response.status(404).json({ error: 'no such action' });
    if (action === 'invalid') return void response.status(400).json({ error: 'the body is not one of this action' });
    const answer = await once(request, subject.portalId, () => act(subject, action));
    response.json(
      answer === 'done_before' ? { outcome: 'noted', view: await read(subject, { isPerson: false }) } : answer,
    );
  });
  return router;
}

function actionOf(name: string, body: unknown): CardAction | 'unknown' | 'invalid' {
  if (!Object.hasOwn(ACTION_BODIES, name)) return 'unknown';
  const parsed = ACTION_BODIES[name as ActionName].safeParse(body ?? {});
  return parsed.success ? ({ name, body: parsed.data } as CardAction) : 'invalid';
}
