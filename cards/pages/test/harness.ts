import { hubspot, Tab, Tabs } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { createElement, useState } from 'react';
import { onTestFinished, vi } from 'vitest';
import { PageRouter } from '../components/PageRouter.tsx';
import type { HoldOutsView } from '../contracts/hold-out-contract.ts';
import type { VersionsView } from '../contracts/model-contract.ts';
import type { SummaryView } from '../contracts/summary-contract.ts';
import { HEALTHY } from '../shared/test/views.ts';
import { SPEECHES } from '../words/speeches.ts';

/** An answer of the server; or the status of one that is no answer. */
export type Answer = object | number | Promise<object>;

const { resolvedOptions } = Intl.DateTimeFormat.prototype;

const VERSIONS = '/cards/pages/versions';
export const LATELY: VersionsView = {
  versions: [
    {
      version: 3,
      at: Date.UTC(2026, 10, 15, 9),
      by: 'Ada Sellers',
      note: 'Germany buys',
      backTo: null,
      inForce: true,
      differences: [],
      moved: null,
    },
  ],
};
/** What the server says of the versions: to the tab, and to the overview beside everything else. */
let versions: VersionsView = LATELY;
export function sayOfVersions(said: VersionsView): void {
  versions = said;
}

const HOLD_OUTS = '/cards/pages/hold-outs';
/** What the server says of hold-outs, beside what the nurture tracks do. */
let holdOuts: HoldOutsView = { state: 'ok', now: 0, windowDays: 90, tracks: [] };
export function sayOfHoldOuts(said: HoldOutsView): void {
  holdOuts = said;
}

const SUMMARY = '/cards/pages/summary';
/** What the server says of the reader's weekly summary, beside the overview. */
let summary: SummaryView = { state: 'ok', timeZone: 'Europe/Berlin', isOwner: true, on: null };
export function sayOfSummary(said: SummaryView): void {
  summary = said;
}

const SPEECH = '/cards/pages/words?language=';
/** What the server says to the next who asks for a language, if not the language. */
let speech: object | number | null = null;
export function sayOfSpeech(said: object | number): void {
  speech = said;
}

function speechAt(url: string): object | number | undefined {
  const [, language] = url.split(SPEECH);
  if (language === undefined) return undefined;
  const said = speech ?? SPEECHES[language as keyof typeof SPEECHES];
  speech = null;
  return said;
}

const WORK = '/cards/pages/work?';
let work: ((query: URLSearchParams) => object) | null = null;
/** What the server says of a list, if not what it said of it with the account. */
export function sayOfWork(said: (query: URLSearchParams) => object): void {
  work = said;
  onTestFinished(() => {
    work = null;
  });
}

function workAt(url: string, answers: readonly Answer[]): object | undefined {
  const [, query] = url.split(WORK);
  if (query === undefined) return undefined;
  const asked = new URLSearchParams(query);
  if (work !== null) return work(asked);
  const list = `${asked.get('list')}`;
  const account = answers.find((one) => typeof one === 'object' && 'quality' in one) as typeof HEALTHY;
  return { ...account, state: 'ok', filters: [], list };
}

/** What is asked beside the answers of a test. */
const besides = (url: unknown): object | undefined =>
  Object.entries({ [VERSIONS]: versions, [HOLD_OUTS]: holdOuts, [SUMMARY]: summary }).find(([path]) =>
    `${url}`.endsWith(path),
  )?.[1];

const asked = <Call extends readonly [unknown, ...unknown[]]>(calls: readonly Call[]): readonly Call[] =>
  calls.filter(([url]) => besides(url) === undefined && ![SPEECH, WORK].some((path) => `${url}`.includes(path)));

const PATIENCE_MS = 120_000;

/** Lets the time pass after which the page asks again, of which no test waits for a second. */
export const untilItAsksAgain = () => vi.advanceTimersByTimeAsync(2_000);

/**
 * The page, which goes when its test ends: if it asked again after its two seconds, it would take
 * an answer that is meant for the page of the next test.
 */
function pageOfTest() {
  let leave = (): void => {};
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(async () => {
    leave();
    vi.useRealTimers();
    await new Promise((turn) => setTimeout(turn));
  });
  return () => {
    const [isOpen, setOpen] = useState(true);
    leave = () => setOpen(false);
    return isOpen ? createElement(PageRouter) : null;
  };
}

/** Renders the page against a server that gives these answers, the last one again and again. */
export const show = (...answers: readonly Answer[]) => showTo({}, ...answers);

/** The page with one of its tabs open. */
export async function showTab(tabId: string, ...answers: readonly Answer[]) {
  const shown = show(HEALTHY, ...answers);
  await shown.renderer.waitFor(() => shown.renderer.find(Tab, { tabId }));
  shown.renderer.find(Tabs).trigger('onSelectedChange', tabId as never);
  return shown;
}

/** The page, to somebody of whom HubSpot says this. */
export function showTo(user: { readonly language?: string; readonly locale?: string }, ...answers: readonly Answer[]) {
  const renderer = createRenderer('pages');
  Object.assign(renderer.mocks.context.user, user);
  renderer.mocks.context.portal = { id: 1, timezone: 'Europe/Berlin' };
  renderer.mocks.context.variables = { PUBLIC_URL: 'https://ripen.example' };
  // The reader's own clock and language, whatever the machine's are.
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (this: Intl.DateTimeFormat) {
    return { ...resolvedOptions.call(this), timeZone: 'Europe/Berlin', locale: 'en' };
  });
  const waiting = [...answers];
  const fetch = vi.spyOn(hubspot, 'fetch').mockReset();
  fetch.mockImplementation(async (url) => {
    const beside = besides(url) ?? workAt(`${url}`, answers);
    if (beside !== undefined) return new Response(JSON.stringify(beside));
    const answer = speechAt(`${url}`) ?? (await (waiting.length > 1 ? waiting.shift() : waiting[0]));
    return typeof answer === 'object'
      ? new Response(JSON.stringify(answer))
      : new Response('{}', { status: answer ?? 500 });
  });
  // HubSpot's address follows, as it does in the browser.
  renderer.mocks.actions.navigateToPage.willCall(({ to, params = {} }) =>
    renderer.mocks.setPageLocation({ path: to, params }),
  );
  renderer.render(createElement(pageOfTest()));
  // A second, which is the default, passes on a busy machine before anything is shown.
  const { waitFor } = renderer;
  renderer.waitFor = (check) => waitFor(check, { timeoutInMs: PATIENCE_MS });
  return {
    renderer,
    calls: () => asked(fetch.mock.calls).map(([url]) => url),
    bodies: () => asked(fetch.mock.calls).map(([, options]) => options?.body),
    text: () => renderer.getRootNode().toString(),
  };
}
