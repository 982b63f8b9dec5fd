import { hubspot } from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { vi } from 'vitest';
import { ScoreCard } from '../components/ScoreCard.tsx';
import type { CardAnswer, ScoreView } from '../contract.ts';
import type { Layout } from '../layout.ts';

/** An answer of the server; or the status of one that is no answer. */
export type Answer = CardAnswer | ScoreView | number | Promise<CardAnswer>;

type Circumstances = {
  readonly browser?: { readonly timeZone: string; readonly locale: string };
  readonly user?: { readonly locale?: string; readonly language?: string };
  /** the browser's channel between workers; absent: it has none */
  readonly channel?: unknown;
};

const PATIENCE_MS = 120_000;
/** Waits until this holds. */
export const patiently = (check: () => void) => vi.waitFor(check, PATIENCE_MS);

/**
 * Renders the card of contact 501 against a server that gives these answers, the last one again and
 * again.
 */
export function show(
  answers: readonly Answer[],
  layout: Layout = 'wide',
  { browser = { timeZone: 'Europe/Berlin', locale: 'en' }, user = {}, channel }: Circumstances = {},
) {
  const renderer = createRenderer(layout === 'wide' ? 'crm.record.tab' : 'crm.record.sidebar');
  renderer.mocks.context.crm = { objectId: 501, objectTypeId: '0-1' };
  Object.assign(renderer.mocks.context.user, user);
  renderer.mocks.context.portal = { id: 1, timezone: 'Europe/Berlin' };
  // The reader's own clock and language, whatever the machine's are.
  const { resolvedOptions } = Intl.DateTimeFormat.prototype;
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (this: Intl.DateTimeFormat) {
    return { ...resolvedOptions.call(this), ...browser };
  });
  vi.stubGlobal('BroadcastChannel', channel);
  renderer.mocks.context.variables = { PUBLIC_URL: 'https://ripen.example' };
  const waiting = [...answers];
  const fetch = vi.spyOn(hubspot, 'fetch').mockReset();
  fetch.mockImplementation(async () => {
    const answer = await (waiting.length > 1 ? waiting.shift() : waiting[0]);
    if (typeof answer === 'number' || answer === undefined) return new Response('{}', { status: answer ?? 500 });
    return new Response(JSON.stringify('outcome' in answer ? answer : { outcome: 'seen', view: answer }));
  });
  renderer.render(<ScoreCard layout={layout} />);
  const calls = () =>
    fetch.mock.calls.map(([url, options]) => ({
      url,
      method: options?.method,
      ...(options?.body && { body: options.body }),
    }));
  // A second, which is the default, passes on a busy machine before anything is shown.
  const { waitFor } = renderer;
  renderer.waitFor = (check) => waitFor(check, { timeoutInMs: PATIENCE_MS });
  return { renderer, calls, text: () => renderer.getRootNode().toString() };
}
