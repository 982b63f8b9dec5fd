import express, { type Router } from 'express';
import { type CheckView, checkActions } from '../../cards/pages/contracts/check-contract.ts';
import {
  listActions,
  type ModelView,
  type OverviewView,
  type SavedWork,
} from '../../cards/pages/contracts/contract.ts';
import {
  type ContentView,
  type CostsBody,
  type CostsDone,
  costsActions,
  type FunnelView,
  type SourcesView,
  type SpeedView,
  type TracksView,
} from '../../cards/pages/contracts/figures-contract.ts';
import type { HoldOutsView } from '../../cards/pages/contracts/hold-out-contract.ts';
import { type LearnView, learnActions } from '../../cards/pages/contracts/learn-contract.ts';
import type { LookBackView } from '../../cards/pages/contracts/look-back-contract.ts';
import {
  type LoadView,
  MODEL_ACTIONS,
  type ModelDone,
  type PlanView,
  type VersionsView,
} from '../../cards/pages/contracts/model-contract.ts';
import type { PartView } from '../../cards/pages/contracts/part-contract.ts';
import type { PlainDone } from '../../cards/pages/contracts/plain-done.ts';
import { type SetUpView, setUpActions } from '../../cards/pages/contracts/set-up-contract.ts';
import { type SummaryView, summaryActions } from '../../cards/pages/contracts/summary-contract.ts';
import type { WorkView } from '../../cards/pages/contracts/work-contract.ts';
import { SPEECHES } from '../../cards/pages/words/speeches.ts';
import type { ChosenTraits } from '../store/figures/present.ts';
import { type FiguresQuery, figuresQueryIn } from '../use-cases/figures/figures-query.ts';
import type { SummaryWish } from '../use-cases/figures/weekly-summary.ts';
import type { ModelWish } from '../use-cases/models/act-on-model.ts';
import type { LearnWish } from '../use-cases/models/learn/learn-page.ts';
import type { SetUpWish } from '../use-cases/models/set-up.ts';
import type { CheckWish } from '../use-cases/portals/score-check.ts';
import { type WorkQuery, workQueryIn } from '../use-cases/portals/work-list/read-chosen-list.ts';
import type { Tickets } from './install-ticket.ts';
import { type Asker, askerOf, neverKept } from './requests/card-requests.ts';
import type { OnlyOnce } from './requests/only-once.ts';
import { signedByHubspot, signedRequest, type Trust } from './requests/signed-requests.ts';

type ReadFigures<View> = (portalId: number, query: FiguresQuery) => Promise<View>;

/** The pages of figures; each one's name is the end of its address. */
type FiguresRoutes = {
  readonly funnel: ReadFigures<FunnelView>;
  readonly speed: ReadFigures<SpeedView>;
  readonly tracks: ReadFigures<TracksView>;
  readonly sources: ReadFigures<SourcesView>;
  readonly content: ReadFigures<ContentView>;
};

type ListsWish = { readonly name: SavedWork };
type CostsWish = { readonly name: 'put'; readonly body: CostsBody };

export type PageRoutes = Trust & {
  readonly overview: (portalId: number) => Promise<OverviewView>;
  readonly work: (portalId: number, query: WorkQuery) => Promise<WorkView>;
  /** `draftId` null: the draft that was edited last */
  readonly model: (asker: Asker, draftId: string | null) => Promise<ModelView>;
  readonly part: (asker: Asker, partId: string, draftId: string | null) => Promise<PartView>;
  readonly plan: (portalId: number, planId: string) => Promise<PlanView>;
  readonly load: (portalId: number, planId: string) => Promise<LoadView>;
  readonly lookBack: (portalId: number, planId: string) => Promise<LookBackView>;
  readonly versions: (asker: Asker) => Promise<VersionsView>;
  readonly act: (asker: Asker, wish: ModelWish) => Promise<ModelDone>;
  readonly figures: FiguresRoutes;
  readonly holdOuts: (portalId: number) => Promise<HoldOutsView>;
  readonly once: OnlyOnce;
  readonly setUp: (asker: Asker) => Promise<SetUpView>;
  readonly check: (
    asker: Asker,
    wish: { readonly calls: number | null; readonly table: string; readonly only: ChosenTraits },
  ) => Promise<CheckView>;
  readonly actOnCheck: (asker: Asker, wish: CheckWish) => Promise<PlainDone>;
  /** the leads as CSV; null: Ripen is not set up */
  readonly checkTable: (portalId: number) => Promise<string | null>;
  readonly tickets: Tickets;
  readonly actOnSetUp: (asker: Asker, wish: SetUpWish) => Promise<PlainDone>;
  readonly learn: (asker: Asker) => Promise<LearnView>;
  readonly actOnLearn: (asker: Asker, wish: LearnWish) => Promise<PlainDone>;
  readonly putCosts: (asker: Asker, wish: CostsWish) => Promise<CostsDone>;
  readonly saveWorkList: (asker: Asker, wish: ListsWish) => Promise<PlainDone>;
  readonly summary: (asker: Asker) => Promise<SummaryView>;
  readonly actOnSummary: (asker: Asker, wish: SummaryWish) => Promise<PlainDone>;
};

/**
 * `GET /cards/pages` and what is below it, and `POST /cards/pages/model/{action}`, as HubSpot's
 * `hubspot.fetch` calls them for the app's page.
 */
export function pageRoutes(routes: PageRoutes): Router {
  const {
    overview,
    work,
    model,
    part,
    plan,
    load,
    lookBack,
    versions,
    figures,
    act,
    setUp,
    actOnSetUp,
    once,
    ...more
  } = routes;
  const {
    learn,
    actOnLearn,
    saveWorkList,
    putCosts,
    summary,
    actOnSummary,
    check,
    actOnCheck,
    checkTable,
    holdOuts,
    tickets,
    ...trust
  } = more;
  const router = express.Router();
  const signed = signedByHubspot(trust);
  const answer = (path: string, read: (asker: Asker, query: URLSearchParams) => Promise<unknown>) =>
    router.get(path, ...signed, async (request, response) => {
      const asker = askerOf(request, response);
      if (asker !== null) response.json(await read(asker, signedRequest(request).query));
    });
  const does = <Wish>(
    path: string,
    actions: Actions,
    doIt: (asker: Asker, wish: Wish) => Promise<ModelDone | PlainDone | CostsDone>,
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
  answer('/cards/pages/work', ({ portalId }, query) => work(portalId, workQueryIn(query)));
  router.get('/cards/pages/words', ...signed, (request, response) => {
    const language = `${signedRequest(request).query.get('language')}`;
    if (!Object.hasOwn(SPEECHES, language)) return void response.status(404).json({ error: 'no such language' });
    // Only a new version of Ripen changes them.
    response.set('cache-control', 'private, max-age=3600');
    response.json(SPEECHES[language as keyof typeof SPEECHES]);
  });
  answer('/cards/pages/model', (asker, query) => model(asker, query.get('draft')));
  answer('/cards/pages/model-part', (asker, query) => part(asker, query.get('part') ?? '', query.get('draft')));
  answer('/cards/pages/plan', ({ portalId }, query) => plan(portalId, query.get('planId') ?? ''));
  answer('/cards/pages/load', ({ portalId }, query) => load(portalId, query.get('planId') ?? ''));
  answer('/cards/pages/look-back', ({ portalId }, query) => lookBack(portalId, query.get('planId') ?? ''));
  answer('/cards/pages/versions', versions);
  for (const [name, read] of Object.entries(figures))
    answer(`/cards/pages/figures/${name}`, ({ portalId }, query) => read(portalId, figuresQueryIn(query)));
  does<CostsWish>('/cards/pages/costs', costsActions, putCosts);
  answer('/cards/pages/hold-outs', ({ portalId }) => holdOuts(portalId));
  answer('/cards/pages/set-up', setUp);
  answer('/cards/pages/score-check', (asker, query) => {
    const ticket = tickets.issue(asker.portalId, trust.clock.now());
    const table = `${trust.publicUrl}${TABLE}?ticket=${encodeURIComponent(ticket)}`;
    return check(asker, { calls: callsIn(query), table, only: figuresQueryIn(query).only });
  });
  does<CheckWish>('/cards/pages/score-check', checkActions, actOnCheck);
  // A browser opens this address without HubSpot's signature, so a ticket says for which account.
  router.get(TABLE, neverKept, async (request, response) => {
    const portalId = tickets.portalOf(`${request.query['ticket'] ?? ''}`, trust.clock.now());
    const table = portalId === null ? null : await checkTable(portalId);
    if (table === null)
      return void response.status(404).send('This link is over: open the page “Is the score right?” again.');
    response.attachment('ripen-leads.csv').type('text/csv; charset=utf-8').send(table);
  });
  does<ModelWish>('/cards/pages/model', MODEL_ACTIONS, act);
  answer('/cards/pages/learn', learn);
  does<LearnWish>('/cards/pages/learn', learnActions, actOnLearn);
  does<ListsWish>('/cards/pages/lists', listActions, saveWorkList);
  answer('/cards/pages/summary', summary);
  does<SummaryWish>('/cards/pages/summary', summaryActions, actOnSummary);
  does<SetUpWish>('/cards/pages/set-up', setUpActions, actOnSetUp);
  return router;
}

const TABLE = '/cards/score-check.csv';

/** Calls a week that the reader chose; null: none, or no valid number. */
function callsIn(query: URLSearchParams): number | null {
  const parsed = checkActions.draft.safeParse({ calls: Number(query.get('calls') ?? '') });
  return parsed.success ? parsed.data.calls : null;
}

/** Actions that change nothing: the same request may come as often as it likes. */
const HARMLESS: ReadonlySet<string> = new Set(['count', 'values', 'names', 'holidays', 'explain']);

const DONE_BEFORE = {
  outcome: 'refused',
  sentences: ['This was asked for before: load the page again to see what became of it.'],
} satisfies ModelDone & PlainDone & CostsDone;

type Actions = Readonly<Record<string, { safeParse: (body: unknown) => { success: boolean; data?: unknown } }>>;

/** What the page asks to be done, its body parsed by the schema of the action. */
function wishOf<Wish>(actions: Actions, name: string, body: unknown): { readonly wish: Wish } | 'unknown' | 'invalid' {
  if (!Object.hasOwn(actions, name)) return 'unknown';
  const parsed = actions[name]!.safeParse(body ?? {});
  return parsed.success ? { wish: { name, body: parsed.data } as Wish } : 'invalid';
}
