import { type CheckBody, type CheckView, checkView } from './contracts/check-contract.ts';
import { type ModelView, modelView, type OverviewView, overviewView, type SavedWork } from './contracts/contract.ts';
import {
  type ContentView,
  type CostsBody,
  type CostsDone,
  contentView,
  costsDone,
  type FunnelView,
  funnelView,
  type SourcesView,
  type SpeedView,
  sourcesView,
  speedView,
  type TracksView,
  tracksView,
} from './contracts/figures-contract.ts';
import { type HoldOutsView, holdOutsView } from './contracts/hold-out-contract.ts';
import { type LearnAction, type LearnBody, type LearnView, learnView } from './contracts/learn-contract.ts';
import { type LookBackView, lookBackView } from './contracts/look-back-contract.ts';
import {
  type LoadView,
  loadView,
  type ModelAction,
  type ModelBody,
  type ModelDone,
  modelDone,
  type PlanView,
  planView,
  type VersionsView,
  versionsView,
} from './contracts/model-contract.ts';
import { type PartView, partView } from './contracts/part-contract.ts';
import { type PlainDone, plainDone } from './contracts/plain-done.ts';
import { type SetUpAction, type SetUpBody, type SetUpView, setUpView } from './contracts/set-up-contract.ts';
import { speechView } from './contracts/speech-contract.ts';
import { type SummaryAction, type SummaryBody, type SummaryView, summaryView } from './contracts/summary-contract.ts';
import { type WorkView, workView } from './contracts/work-contract.ts';
import { ask as askRipen, type Problem } from './shared/ask.ts';
import type { Language } from './shared/language.ts';
import {
  toldDone,
  toldLearnt,
  toldModel,
  toldPart,
  toldPlan,
  toldRefusal,
  toldSetUp,
  toldVersions,
  withLeavers,
} from './told/answers.ts';
import { isUnderstood, learnSpeech } from './words/words.ts';

/** Counting over a large account takes a moment. */
const TIMEOUT_MS = 14_000;

/** Longer than this nobody waits for their language. */
const SPEECH_TIMEOUT_MS = 5_000;

const ask = async <T>(question: Parameters<typeof askRipen<T>>[0]): Promise<T | Problem> => {
  const answer = await askRipen(question);
  return typeof answer === 'string' ? answer : withLeavers(answer);
};

/** Translates an answer into the reader's language. A problem has sentences of its own. */
const translated =
  <Answer extends object>(translate: (answer: Answer) => Answer) =>
  (answer: Answer | Problem): Answer | Problem =>
    typeof answer === 'string' ? answer : translate(answer);

/** What the page shows first, and with it the reader's language, in which it shows it. */
export async function askForOverview(publicUrl: string, language: Language): Promise<OverviewView | Problem> {
  const [answer] = await Promise.all([
    askRipen({ url: `${publicUrl}/cards/pages`, timeout: TIMEOUT_MS, read: overviewView.safeParse }),
    askForSpeech(publicUrl, language),
  ]);
  return typeof answer === 'string' ? answer : withLeavers(answer);
}

/** Learns a language once. Without an answer the page speaks English, and asks again later. */
async function askForSpeech(publicUrl: string, language: Language): Promise<void> {
  if (language === 'en' || isUnderstood(language)) return;
  const url = `${publicUrl}/cards/pages/words?language=${language}`;
  const answer = await askRipen({ url, timeout: SPEECH_TIMEOUT_MS, read: speechView.safeParse });
  if (typeof answer !== 'string') learnSpeech(language, answer);
}

const ofDraft = (draftId: string | null, first: '?' | '&'): string =>
  draftId === null ? '' : `${first}draft=${encodeURIComponent(draftId)}`;

/** `draftId` null: the draft that was edited last. */
export const askForModel = (publicUrl: string, draftId: string | null): Promise<ModelView | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/model${ofDraft(draftId, '?')}`,
    timeout: TIMEOUT_MS,
    read: modelView.safeParse,
  }).then(translated(toldModel));

/** A part of the model, or its rules of one kind. */
export const askForPart = (publicUrl: string, part: string, draftId: string | null): Promise<PartView | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/model-part?part=${encodeURIComponent(part)}${ofDraft(draftId, '&')}`,
    timeout: TIMEOUT_MS,
    read: partView.safeParse,
  }).then(translated(toldPart));

export const askForPlan = (publicUrl: string, planId: string): Promise<PlanView | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/plan?planId=${encodeURIComponent(planId)}`,
    timeout: TIMEOUT_MS,
    read: planView.safeParse,
  }).then(translated(toldPlan));

/** What a plan would ask of sales. */
export const askForLoad = (publicUrl: string, planId: string): Promise<LoadView | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/load?planId=${encodeURIComponent(planId)}`,
    timeout: TIMEOUT_MS,
    read: loadView.safeParse,
  });

/** What the model of a plan would have done since a past day. */
export const askForLookBack = (publicUrl: string, planId: string): Promise<LookBackView | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/look-back?planId=${encodeURIComponent(planId)}`,
    timeout: TIMEOUT_MS,
    read: lookBackView.safeParse,
  });

export const askForVersions = (publicUrl: string): Promise<VersionsView | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/versions`, timeout: TIMEOUT_MS, read: versionsView.safeParse }).then(
    translated(toldVersions),
  );

/** Asks for a change of the model, or for an answer that takes a body. */
export const askToDo = <A extends ModelAction>(
  publicUrl: string,
  action: A,
  body: ModelBody<A>,
): Promise<ModelDone | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/model/${action}`,
    body: body as Readonly<Record<string, unknown>>,
    timeout: TIMEOUT_MS,
    read: modelDone.safeParse,
  }).then(translated(toldDone));

export const askForSetUp = (publicUrl: string): Promise<SetUpView | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/set-up`, timeout: TIMEOUT_MS, read: setUpView.safeParse }).then(
    translated(toldSetUp),
  );

/** Accepts or skips a step of the set-up. */
export const askToSetUp = <A extends SetUpAction>(
  publicUrl: string,
  action: A,
  body: SetUpBody<A>,
): Promise<PlainDone | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/set-up/${action}`,
    body: body as Readonly<Record<string, unknown>>,
    timeout: TIMEOUT_MS,
    read: plainDone.safeParse,
  }).then(translated(toldRefusal));

/** Asks for figures; `chosen`: the parameters of the address, such as the period. */
const askForFigures =
  <View>(name: string, view: { readonly safeParse: Parameters<typeof ask<View>>[0]['read'] }) =>
  (publicUrl: string, chosen: Readonly<Record<string, string>>): Promise<View | Problem> =>
    ask({
      url: `${publicUrl}/cards/pages/figures/${name}?${new URLSearchParams(chosen)}`,
      timeout: TIMEOUT_MS,
      read: view.safeParse,
    });

export const askForFunnel = askForFigures<FunnelView>('funnel', funnelView);
export const askForSpeed = askForFigures<SpeedView>('speed', speedView);
export const askForTracks = askForFigures<TracksView>('tracks', tracksView);
export const askForContent = askForFigures<ContentView>('content', contentView);
export const askForSources = askForFigures<SourcesView>('sources', sourcesView);

/** One list of contacts; `chosen`: which of them, and in what order. */
export const askForWork = (
  publicUrl: string,
  list: string,
  chosen: Readonly<Record<string, string>>,
): Promise<WorkView | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/work?${new URLSearchParams({ ...chosen, list })}`,
    timeout: TIMEOUT_MS,
    read: workView.safeParse,
  });

/** Says what sources cost, in lines of source, month and cost. */
export const askToPutCosts = (publicUrl: string, body: CostsBody): Promise<CostsDone | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/costs/put`, body, timeout: TIMEOUT_MS, read: costsDone.safeParse }).then(
    translated(toldRefusal),
  );

export const askForLearning = (publicUrl: string): Promise<LearnView | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/learn`, timeout: TIMEOUT_MS, read: learnView.safeParse }).then(
    translated(toldLearnt),
  );

/** Begins a learning, or cancels it. */
export const askToLearn = <A extends LearnAction>(
  publicUrl: string,
  action: A,
  body: LearnBody<A>,
): Promise<PlainDone | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/learn/${action}`,
    body: body as Readonly<Record<string, unknown>>,
    timeout: TIMEOUT_MS,
    read: plainDone.safeParse,
  }).then(translated(toldRefusal));

/** `calls`: how many sales can make in a week; null: as many as now. `chosen`: of which leads. */
export const askForCheck = (
  publicUrl: string,
  calls: number | null,
  chosen: Readonly<Record<string, string>>,
): Promise<CheckView | Problem> => {
  const query = `${new URLSearchParams({ ...chosen, ...(calls !== null && { calls: `${calls}` }) })}`;
  return ask({
    url: `${publicUrl}/cards/pages/score-check${query === '' ? '' : `?${query}`}`,
    timeout: TIMEOUT_MS,
    read: checkView.safeParse,
  });
};

/** A draft with the cut-off for so many calls a week. */
export const askToDraftCutOff = (publicUrl: string, body: CheckBody<'draft'>): Promise<PlainDone | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/score-check/draft`, body, timeout: TIMEOUT_MS, read: plainDone.safeParse }).then(
    translated(toldRefusal),
  );

/** Asks for the lists in HubSpot of a work list. */
export const askToSaveLists = (publicUrl: string, work: SavedWork): Promise<PlainDone | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/lists/${work}`,
    body: {},
    timeout: TIMEOUT_MS,
    read: plainDone.safeParse,
  }).then(translated(toldRefusal));

export const askForSummary = (publicUrl: string): Promise<SummaryView | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/summary`, timeout: TIMEOUT_MS, read: summaryView.safeParse });

/** Switches the reader's own weekly summary on or off. */
export const askForSummaries = <A extends SummaryAction>(
  publicUrl: string,
  action: A,
  body: SummaryBody<A>,
): Promise<PlainDone | Problem> =>
  ask({
    url: `${publicUrl}/cards/pages/summary/${action}`,
    body: body as Readonly<Record<string, unknown>>,
    timeout: TIMEOUT_MS,
    read: plainDone.safeParse,
  }).then(translated(toldRefusal));

/** What nurture tracks do, as far as hold-outs show it. */
export const askForHoldOuts = (publicUrl: string): Promise<HoldOutsView | Problem> =>
  ask({ url: `${publicUrl}/cards/pages/hold-outs`, timeout: TIMEOUT_MS, read: holdOutsView.safeParse });
