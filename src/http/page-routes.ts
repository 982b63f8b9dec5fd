import express, { type Request, type Response, type Router } from 'express';
import type { ModelView, OverviewView } from '../../cards/pages/contract.ts';
import type { FunnelView } from '../../cards/pages/figures-contract.ts';
import { type LearnDone, type LearnView, learnActions } from '../../cards/pages/learn-contract.ts';
import { MODEL_ACTIONS, type ModelDone, type PlanView, type VersionsView } from '../../cards/pages/model-contract.ts';
import type { PartView } from '../../cards/pages/part-contract.ts';
import { type SetUpDone, type SetUpView, setUpActions } from '../../cards/pages/set-up-contract.ts';
import { type FiguresQuery, figuresQueryIn } from '../use-cases/figures/figures-query.ts';
import type { ModelWish } from '../use-cases/models/act-on-model.ts';
import type { LearnWish } from '../use-cases/models/learn-page.ts';
import type { SetUpWish } from '../use-cases/models/set-up.ts';
import { type Asker, neverKept, onlyNumber, userIn } from './card-requests.ts';
import type { OnlyOnce } from './only-once.ts';
import { signedByHubspot, signedRequest, type Trust } from './signed-requests.ts';

export type PageRoutes = Trust & {
  readonly overview: (portalId: number) => Promise<OverviewView>;
  readonly model: (asker: Asker) => Promise<ModelView>;
  readonly part: (asker: Asker, partId: string) => Promise<PartView>;
  readonly plan: (portalId: number, planId: string) => Promise<PlanView>;
  readonly versions: (asker: Asker) => Promise<VersionsView>;
  readonly act: (asker: Asker, wish: ModelWish) => Promise<ModelDone>;
  readonly funnel: (portalId: number, query: FiguresQuery) => Promise<FunnelView>;
  readonly once: OnlyOnce;
  readonly setUp: (asker: Asker) => Promise<SetUpView>;
  readonly actOnSetUp: (asker: Asker, wish: SetUpWish) => Promise<SetUpDone>;
  readonly learn: (asker: Asker) => Promise<LearnView>;
  readonly actOnLearn: (asker: Asker, wish: LearnWish) => Promise<LearnDone>;
};

/**
 * `GET /cards/pages` and what is below it, and `POST /cards/pages/model/{action}`, as HubSpot's
 * `hubspot.fetch` calls them for the app's page.
 */
export function pageRoutes(routes: PageRoutes): Router {
  const { overview, model, part, plan, versions, funnel, act, setUp, actOnSetUp, learn, actOnLearn, once, ...trust } =
    routes;
  const router = express.Router();
  const signed = signedByHubspot(trust);
  /** Null: the answer 400 is given. */
  function askerOf(request: Request, response: Response): Asker | null {
    const { query } = signedRequest(request);
    const [portalId, user] = [onlyNumber(query, 'portalId'), userIn(query)];
    if (portalId !== null && user !== 'unclear') return { portalId, user };
    response.status(400).json({ error: 'expected one portalId and userId, both numbers' });
    return null;
  }
  const answer = (path: string, read: (asker: Asker, query: URLSearchParams) => Promise<unknown>) =>
    router.get(path, ...signed, async (request, response) => {
      const asker = askerOf(request, response);
      if (asker !== null) response.json(await read(asker, signedRequest(request).query));
    });
  const does = <Wish>(
    path: string,
    actions: Actions,
    doIt: (asker: Asker, wish: Wish) => Promise<ModelDone | SetUpDone | LearnDone>,
  ) =>
    router.post(`${path}/:action`, ...signed, async (request, response) => {
      const asker = askerOf(request, response);
      if (asker === null) return;
      const wish = wishOf<Wish>(actions, `${request.params['action']}`, signedRequest(request).body);
      if (wish === 'unknown') return void response.status(404).json({ error: 'no such action' });
      if (wish === 'invalid') return void response.status(400).json({ error: 'the body is not one of this action' });
      const done = HARMLESS.has(`${request.params['action']}`)
        ? await doIt(asker, wish.wish)
        : await once(request, asker.portalId, () => doIt(asker, wish.wish));
      response.json(done === 'done_before' ? DONE_BEFORE : done);
    });

  router.use('/cards/pages', neverKept);
  answer('/cards/pages', ({ portalId }) => overview(portalId));
  answer('/cards/pages/model', model);
  answer('/cards/pages/model-part', (asker, query) => part(asker, query.get('part') ?? ''));
  answer('/cards/pages/plan', ({ portalId }, query) => plan(portalId, query.get('planId') ?? ''));
  answer('/cards/pages/versions', versions);
  answer('/cards/pages/figures/funnel', ({ portalId }, query) => funnel(portalId, figuresQueryIn(query)));
  answer('/cards/pages/set-up', setUp);
  does<ModelWish>('/cards/pages/model', MODEL_ACTIONS, act);
  answer('/cards/pages/learn', learn);
  does<LearnWish>('/cards/pages/learn', learnActions, actOnLearn);
  does<SetUpWish>('/cards/pages/set-up', setUpActions, actOnSetUp);
  return router;
}

/** They only look, as often as somebody asks. */
const HARMLESS: ReadonlySet<string> = new Set(['count', 'values', 'names', 'holidays', 'explain']);

const DONE_BEFORE = {
  outcome: 'refused',
  sentences: ['This was asked for before: load the page again to see what became of it.'],
} satisfies ModelDone & SetUpDone & LearnDone;

type Actions = Readonly<Record<string, { safeParse: (body: unknown) => { success: boolean; data?: unknown } }>>;

/** What the page asks to be done; the schema of the action has read its body. */
function wishOf<Wish>(actions: Actions, name: string, body: unknown): { readonly wish: Wish } | 'unknown' | 'invalid' {
  if (!Object.hasOwn(actions, name)) return 'unknown';
  const parsed = actions[name]!.safeParse(body ?? {});
  return parsed.success ? { wish: { name, body: parsed.data } as Wish } : 'invalid';
}
