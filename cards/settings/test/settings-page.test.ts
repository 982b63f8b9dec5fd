import {
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Form,
  hubspot,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  Tab,
  Text,
} from '@hubspot/ui-extensions';
import { createRenderer } from '@hubspot/ui-extensions/testing';
import { createElement } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SettingsPage } from '../components/SettingsPage.tsx';
import type { SettingsDone, SettingsView } from '../contract.ts';
import meta from '../settings-hsmeta.json' with { type: 'json' };
import { HEALTHY, TROUBLED } from '../shared/test/views.ts';
import { EN, type Word } from '../words/en.ts';
import { WORDS } from '../words/words.ts';

/** An answer of the server; or the status of one that is no answer. */
type Answer = SettingsView | SettingsDone | number | Promise<SettingsView>;

const { resolvedOptions } = Intl.DateTimeFormat.prototype;

const PATIENCE_MS = 120_000;

/** Renders the page against a server that gives these answers, the last one again and again. */
const show = (...answers: readonly Answer[]) => showTo({}, ...answers);

/** The same, to somebody of whom HubSpot says this. */
function showTo(user: { readonly language?: string; readonly locale?: string }, ...answers: readonly Answer[]) {
  const renderer = createRenderer('settings');
  Object.assign(renderer.mocks.context.user, user);
  renderer.mocks.context.portal = { id: 1, timezone: 'Europe/Berlin' };
  renderer.mocks.context.variables = { PUBLIC_URL: 'https://ripen.example' };
  // The reader's own clock and language, whatever the machine's are.
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (this: Intl.DateTimeFormat) {
    return { ...resolvedOptions.call(this), timeZone: 'Europe/Berlin', locale: 'en' };
  });
  const waiting = [...answers];
  const fetch = vi.spyOn(hubspot, 'fetch').mockReset();
  fetch.mockImplementation(async () => {
    const answer = await (waiting.length > 1 ? waiting.shift() : waiting[0]);
    return typeof answer === 'object'
      ? new Response(JSON.stringify(answer))
      : new Response('{}', { status: answer ?? 500 });
  });
  renderer.render(createElement(SettingsPage));
  // A second, which is the default, passes on a busy machine before anything is shown.
  const { waitFor } = renderer;
  renderer.waitFor = (check) => waitFor(check, { timeoutInMs: PATIENCE_MS });
  return {
    renderer,
    calls: () => fetch.mock.calls.map(([url]) => url),
    bodies: () => fetch.mock.calls.map(([, options]) => options?.body),
    text: () => renderer.getRootNode().toString(),
  };
}

beforeEach(() => {
  // What a page logs is for its developer; the tests look at what it shows.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

describe('the settings page', () => {
  it('is registered once, as a settings page', async () => {
    const extend = vi.spyOn(hubspot, 'extend').mockReset();

    await import('../Settings.tsx');

    expect(extend).toHaveBeenCalledTimes(1);
    expect(extend.mock.calls[0]?.[0]?.({} as never)).toMatchObject({ type: SettingsPage });
    expect(meta).toMatchObject({ type: 'settings', config: { entrypoint: '/app/settings/Settings.tsx' } });
  });

  it('says that it is loading until the answer comes', async () => {
    const { renderer, calls } = show(new Promise<SettingsView>(() => {}));

    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading the settings of Ripen');
    await vi.waitFor(() => expect(calls()).toEqual(['https://ripen.example/cards/settings?language=en']), PATIENCE_MS);
  });

  it('asks for the agreement in the language of the reader', async () => {
    const { calls } = showTo({ language: 'de' }, new Promise<SettingsView>(() => {}));

    await vi.waitFor(() => expect(calls()).toEqual(['https://ripen.example/cards/settings?language=de']), PATIENCE_MS);
  });

  it('shows the agreement and the account, and leaves every list to the page of the app', async () => {
    const { renderer, text } = show(HEALTHY);

    await renderer.waitFor(() => renderer.find(Tab));

    expect(renderer.findAll(Tab).map(({ props }) => props.title)).toEqual(['Agreement', 'Segments', 'Account']);
    expect(text()).toContain('Answers a new SQL within 8 working hours.');
  });

  it('is not empty before the installation is finished, and can load again', async () => {
    const { renderer } = show({ state: 'not_set_up' }, HEALTHY);
    await renderer.waitFor(() => renderer.find(EmptyState));
    expect(renderer.find(EmptyState).props.title).toBe('Ripen is not set up yet');

    renderer.findByTestId(LoadingButton, 'load-again').trigger('onClick');

    await renderer.waitFor(() => renderer.find(Tab));
  });

  it('says what must be mended in the account, before it is set up and after', async () => {
    const problem = 'The account has reached its limit of lists.';
    const { renderer } = show({ state: 'not_set_up', problems: [problem] }, { ...HEALTHY, problems: [problem] });
    await renderer.waitFor(() => renderer.find(EmptyState));
    expect(renderer.findAll(Text).map(({ text }) => text)).toContain(problem);

    renderer.findByTestId(LoadingButton, 'load-again').trigger('onClick');

    await renderer.waitFor(() => renderer.find(Alert));
    expect(renderer.find(Alert).text).toContain(problem);
  });

  it.each([
    ['the server fails', 502, 'Ripen cannot be reached at the moment'],
    [
      'the answer is not as agreed',
      { ...HEALTHY, quality: null } as never,
      'in a way that this page does not understand',
    ],
  ])('%s: it says so in words and can try again', async (_what, answer, sentence) => {
    const { renderer, text } = show(answer, HEALTHY);
    await renderer.waitFor(() => renderer.find(ErrorState));
    expect(text()).toContain(sentence);

    renderer.findByTestId(Button, 'load-again').trigger('onClick');

    await renderer.waitFor(() => renderer.find(Tab));
  });

  it('keeps the figures that were there when newer ones cannot be had', async () => {
    const { renderer } = show(HEALTHY, 500);
    await renderer.waitFor(() => renderer.find(Tab));

    renderer.findByTestId(LoadingButton, 'load-again').trigger('onClick');

    await renderer.waitFor(() => renderer.find(Alert, { title: 'The latest figures could not be loaded' }));
    expect(renderer.findAll(Tab)).toHaveLength(3);
  });

  it('shows how far the set-up is and what to do meanwhile, before the page has figures and after', async () => {
    const progress = { total: 2000, read: 1500, scored: 1200, secondsLeft: 90 };
    const { renderer, text } = show({ state: 'not_set_up', progress }, { ...HEALTHY, progress });
    await renderer.waitFor(() => renderer.find(ProgressBar));

    expect(renderer.find(ProgressBar).props).toMatchObject({ value: 1200, maxValue: 2000 });
    expect(text()).toContain('About 2 minutes left.');
    expect(text()).toContain('put the score card on the contact record');

    renderer.findByTestId(LoadingButton, 'load-again').trigger('onClick');
    await renderer.waitFor(() => renderer.find(Tab));
    expect(renderer.find(ProgressBar).props.value).toBe(1200);
  });

  it('asks who gets what belongs to nobody, by name, until somebody does', async () => {
    const asks = show(TROUBLED);
    await asks.renderer.waitFor(() => asks.renderer.find(Tab));
    expect(asks.text()).toContain('Choose among the owners of this account: Ada Sellers, Bob Sellers.');
    expect(asks.text()).toContain('on the page of Ripen, under “Set-up”');

    const set = show(HEALTHY);
    await set.renderer.waitFor(() => set.renderer.find(Tab));
    expect(set.text()).not.toContain('fallback');
  });

  it('says what could not be done, tries it again, and says how much', async () => {
    const { renderer, calls, text } = show(TROUBLED, { outcome: 'retried', count: 1234 });
    await renderer.waitFor(() => renderer.find(Tab));
    expect(renderer.findAll(Tab).at(-2)?.props.title).toBe('Needs attention');
    expect(text()).toContain('A rule of the account refuses the lifecycle stage marketingqualifiedlead');
    expect(text()).toContain('1,234 affected, since Nov 13, 2026. Fill in phone on these contacts.');

    renderer.findByTestId(LoadingButton, 'retry').trigger('onClick');

    await renderer.waitFor(() => renderer.findByTestId(Text, 'retried'));
    expect(renderer.findByTestId(Text, 'retried').text).toContain('1,234 records are tried again now');
    expect(calls().at(-1)).toBe('https://ripen.example/cards/settings/retry');
  });

  it('shows the links for own reports once, and ends them', async () => {
    const link = 'https://ripen.example/feeds/1.secret/entries.csv';
    const feed = { madeAt: Date.UTC(2026, 10, 20), madeBy: 'Ada', usedAt: null };
    const made: SettingsDone = { outcome: 'feed_made', links: [link] };
    const { renderer, bodies, text } = show(
      { ...HEALTHY, feed: null },
      made,
      { ...HEALTHY, feed },
      { outcome: 'feed_revoked' },
      { ...HEALTHY, feed: null },
    );
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'make-feed'));

    renderer.findByTestId(LoadingButton, 'make-feed').trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain(link));
    expect(bodies()).toContainEqual({ wish: 'make' });
    await renderer.waitFor(() => expect(text()).toContain('Links made by Ada'));

    renderer.findByTestId(LoadingButton, 'revoke-feed').trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('The links have ended.'));
    expect(text()).not.toContain(link);
    await renderer.waitFor(() => expect(text()).not.toContain('Links made by Ada'));
  });

  it('says who the contacts are and who gets them, and makes lists where somebody asks', async () => {
    const { renderer, calls, bodies, text } = show(HEALTHY, { outcome: 'lists_asked' });
    await renderer.waitFor(() => renderer.find(Tab));

    for (const said of [
      'Software and IT',
      'no room for the property',
      '5 lists were made. HubSpot fills them by itself.',
      'The account has reached its limit of lists.',
      'Ripen Flow',
      'German-speaking countries',
      'Ada Sellers: 67 % of the leads',
      'Bob Sellers: 33 % of the leads, at most 40 open',
    ])
      expect(text()).toContain(said);
    expect(renderer.findAll(LoadingButton).map(({ props }) => props.testId)).toContain('lists-company_size');
    expect(renderer.findAll(LoadingButton).map(({ props }) => props.testId)).not.toContain('lists-country');

    renderer.findByTestId(LoadingButton, 'lists-industry').trigger('onClick');

    await renderer.waitFor(() => renderer.findByTestId(Text, 'lists-asked'));
    expect(calls().at(-1)).toBe('https://ripen.example/cards/settings/lists');
    expect(bodies().at(-1)).toEqual({ by: 'industry' });
  });

  it.each([
    [{ outcome: 'not_confirmed' } as const, 'Nothing has changed'],
    [{ outcome: 'failed' } as const, 'nothing was erased'],
    [{ outcome: 'disconnecting' } as const, 'takes some minutes'],
    [500, 'cannot be reached'],
    [{ outcome: 'disconnected' } as const, 'Ripen has erased the data of this account'],
  ])('disconnects only with the number of the account: %j', async (answer, sentence) => {
    const { renderer, calls, bodies, text } = show(HEALTHY, answer);
    await renderer.waitFor(() => renderer.find(Tab));
    expect(renderer.findByTestId(Text, 'synced').text).toMatch(/last searched for behaviour on Nov 16, 2026, 9:50/);

    const form = renderer.findByTestId(Form, 'form-disconnect');
    form.trigger('onSubmit', { targetValue: { confirm: '1' } } as never);

    await renderer.waitFor(() => expect(text()).toContain(sentence));
    expect(calls().at(-1)).toBe('https://ripen.example/cards/settings/disconnect');
    expect(bodies().at(-1)).toEqual({ confirm: '1' });
  });

  it.each([
    ['de', 'Vereinbarung'],
    ['fr', 'Accord'],
    ['es', 'Acuerdo'],
    ['pt-br', 'Acordo'],
    ['ja', '取り決め'],
  ])('speaks %s, and English only where the model does', async (language, first) => {
    const { renderer, text } = showTo({ language }, { ...HEALTHY, deeds: [] });

    await renderer.waitFor(() => renderer.find(Tab));

    expect(renderer.findAll(Tab)[0]?.props.title).toBe(first);
    const left = Object.values(EN).filter(
      (sentence) => !sentence.includes('{') && sentence.split(' ').length > 2 && text().includes(sentence),
    );
    expect(left).toEqual([]);
  });
});

describe('the words of the page', () => {
  const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

  it.each(Object.entries(WORDS))('%s lacks no sentence, and no place in one', (_language, words) => {
    expect(Object.keys(words)).toEqual(Object.keys(EN));
    for (const [word, text] of Object.entries(words)) {
      expect(text.trim(), word).not.toBe('');
      expect(placesIn(text), word).toEqual(placesIn(EN[word as Word]));
    }
  });

  it.each(Object.entries(WORDS).slice(1))('%s has translated every sentence', (_language, words) => {
    const untranslated = Object.entries(words).filter(
      ([word, text]) => text === EN[word as Word] && text.replace(/\{\w+\}/g, '').split(/\s+/).length > 2,
    );
    expect(untranslated).toEqual([]);
  });

  it('are those of the languages that the score card speaks', () => {
    expect(Object.keys(WORDS)).toEqual(['en', 'de', 'fr', 'es', 'pt-br', 'ja']);
  });
});
