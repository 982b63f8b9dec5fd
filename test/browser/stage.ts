import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openShopWindow } from '../../demo/shop-window.ts';
import { startWorld, type World } from '../../demo/world.ts';
import { createClock } from '../../sandbox/clock.ts';
import { launchChromium, openContext } from '../../sandbox/preview/chromium.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import type { Web } from '../../sandbox/web/start-web.ts';
import { builtCards } from '../support/built-cards.ts';
import { freshDatabaseUrl } from '../support/database/database.ts';
import { FAST, FAST_SANDBOX } from '../support/fast-limits.ts';
import { fewOfEach } from '../support/few-of-each.ts';
import { START } from '../support/world.ts';

export type Stage = {
  readonly world: World;
  readonly web: Web;
  readonly browser: Browser;
  /**
   * opens a path of the portal, or a whole address, in a new window; script errors fail the test
   */
  readonly open: (path: string, width?: number) => Promise<Page>;
  /** id of the first contact with these property values */
  readonly contactWith: (values: Readonly<Record<string, string>>) => string;
  readonly propertyOf: (contactId: string, name: string) => string | undefined;
  readonly close: () => Promise<void>;
};

const launch = await launchChromium();

/**
 * Why browser tests cannot run here, or undefined when they can. Printed, so that a skipped file is
 * no surprise.
 */
export const NO_BROWSER: string | undefined = launch.outcome === 'impossible' ? launch.reason : undefined;
if (NO_BROWSER !== undefined) console.warn(`Browser tests are skipped. ${NO_BROWSER}`);

/**
 * A portal of a few contacts of each kind with Ripen installed and settled, its web site, and a
 * browser: one for all tests of a file. `beforeAll` gives `close` back: an `afterAll` within it
 * would never run.
 */
export async function setStage(): Promise<Stage> {
  if (launch.outcome === 'impossible') throw new Error(launch.reason);
  const { browser } = launch;
  const { url, drop } = await freshDatabaseUrl();
  const world = await startWorld({
    database: { databaseUrl: url },
    log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    sandbox: { clock: createClock(START, 'frozen'), rate: FAST_SANDBOX },
    app: { debounceMs: 0, limits: FAST },
  });
  const portal = world.sandbox.portal();
  loadSample(portal, fewOfEach(world.sandbox.clock.now()));
  await world.install();
  await world.settled();
  const web = await openShopWindow(world, await builtCards());
  return {
    world,
    web,
    browser,
    open: async (place, width = 1280) => {
      const context = await openContext(browser, { viewport: { width, height: 900 } });
      const page = await context.newPage();
      // A machine that others use takes a minute and a half for a page.
      page.setDefaultTimeout(240_000);
      page.on('pageerror', (error) => expect.unreachable(`A script of the page failed: ${error.message}`));
      await page.goto(new URL(place, web.url).href);
      return page;
    },
    contactWith: (values) => {
      for (const { id, properties } of portal.records.contacts.walk())
        if (Object.entries(values).every(([name, value]) => properties[name] === value)) return id;
      throw new Error(`The sample has no contact with ${JSON.stringify(values)}.`);
    },
    propertyOf: (id, name) => portal.records.contacts.get(id)?.properties[name],
    close: async () => {
      // The browser stays open: other files of this process use it.
      await Promise.all(browser.contexts().map((context) => context.close()));
      await web.close();
      await world.close();
      await drop();
    },
  };
}

const FOCUSED = `(() => {
  const { activeElement: one } = document;
  return (one?.getAttribute('aria-label') ?? one?.labels?.[0]?.textContent ?? one?.textContent ?? '').trim();
})()`;

/** The name of the focused element. */
export const focused = (page: Page): Promise<string> => page.evaluate<string>(FOCUSED);

/**
 * Presses the first button of this name as soon as it can be pressed: what was entered before must
 * have arrived, and a key on a disabled button does nothing.
 */
export const pressButton = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name, disabled: false }).first().press('Enter');

/** Presses Tab until the element of this name has the focus. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused(page)) === name) return;
    await page.keyboard.press('Tab');
  }
  expect.unreachable(`Tab never comes to "${name}".`);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe finds wrong with a page as it is now, one line for each rule and element. It describes
 * no element that passes.
 */
export async function axeProblems(page: Page): Promise<readonly string[]> {
  // Axe is large, so a page loads it once.
  if (await page.evaluate<boolean>(`typeof axe === 'undefined'`)) await page.evaluate(AXE);
  return page.evaluate<
    string[]
  >(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => id + ': ' + help + ' at ' + target.join(' '))))`);
}

/** The width of the narrowest window that people read in, a page zoomed to 400 %. */
export const NARROW = 320;

/** Pixels that a reader must scroll sideways to see. Tables do not count: they scroll alone. */
export const hiddenAside = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
