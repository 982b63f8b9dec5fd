import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import { buildCards } from '../cards/build.ts';
import { tellCosts } from '../demo/costs.ts';
import { DEMO_MODEL } from '../demo/demo-model.ts';
import { openShopWindow } from '../demo/shop-window.ts';
import { startWorld, type World } from '../demo/world.ts';
import { createClock } from '../sandbox/clock.ts';
import { launchChromium, openContext } from '../sandbox/preview/chromium.ts';
import { loadSample } from '../sandbox/sample/sample.ts';
import { createLog } from '../src/operation/log.ts';

/*
 * Makes the pictures of the README and the guides: the sample portal on a clock that stands still,
 * so that the same program makes the same pictures. `--only page-what,page-learn`: those whose
 * names begin so. `--width 360 --out FOLDER`: all in a window of this width, to look at; tells what
 * does not fit.
 */

/** Monday, 16 November 2026, nine in the morning. */
const NOW = Date.UTC(2026, 10, 16, 9);

type Shot = {
  readonly file: string;
  readonly path: string;
  readonly width: number;
  /** the text that the page must show before the picture is taken */
  readonly ready: string;
  /** only this part of the page */
  readonly part?: string;
  /** buttons, tabs or links to press first, in turn, or fields to fill in */
  readonly press?: string | readonly Press[];
  /** the height of the window, where the default is too much */
  readonly height?: number;
};

type Press = string | { readonly field: string; readonly value: string };

function shotsOf(world: World): readonly Shot[] {
  const contactWith = (values: Readonly<Record<string, string>>): string => {
    const found = world.sandbox
      .state()
      .contacts.find(({ properties }) => Object.entries(values).every(([name, value]) => properties[name] === value));
    if (!found) throw new Error(`The sample has no contact with ${JSON.stringify(values)}.`);
    return found.id;
  };
  const sql = contactWith({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });
  const mql = contactWith({ ripen_qualification: 'mql', ripen_nurture_track: 'mql_nurture' });
  const optedOut = contactWith({ ripen_do_not_contact: 'true' });
  const card = (file: string, query: string, ready: string, more: Partial<Shot> = {}): Shot => ({
    file: `card-${file}`,
    path: `/preview?card=score-tab&${query}`,
    width: 800,
    ready,
    part: 'section.card',
    ...more,
  });
  const settings = (file: string, ready: string, ...press: readonly string[]): Shot => ({
    file: `settings-${file}`,
    path: '/settings',
    width: 1100,
    ready,
    part: 'section.card',
    press,
  });
  const page = (file: string, ready: string, ...tabs: readonly Press[]): Shot => ({
    file: `page-${file}`,
    path: '/app',
    width: 1280,
    ready,
    part: 'section.card',
    press: tabs,
  });
  const next = 'What to do next';
  return [
    { file: 'record', path: `/contacts/${sql}`, width: 1440, ready: next, height: 1000 },
    settings('agreement', 'Ripen uses exactly these rules'),
    settings('segments', 'Who your contacts are', 'Segments'),
    page('overview', 'Waiting for sales'),
    page('work-list', 'for sales', 'Work lists'),
    page('nurture', 'Every e-mail that the account reports', 'Work lists', 'Nurture health'),
    page('set-up', 'Ripen has looked at all', 'Set-up'),
    page('set-up-buyers', 'Customers among your contacts', 'Set-up', 'Who buys'),
    page('model', 'Counted over', 'Model'),
    { ...page('change', 'In any', 'Model', 'Viewed the pricing page'), part: 'dialog' },
    page('part', 'Working days', 'Model', 'Working hours and holidays'),
    page('draft', 'A draft by', 'Model', 'Viewed the pricing page', 'Switched off', 'Save in the draft'),
    page('what-if', 'Publish exactly this', 'What-if', 'Compare with everybody'),
    page(
      'look-back',
      'What these figures rest on',
      ...['What-if', 'Compare with everybody', 'Look back: had this been'],
      { field: 'Since', value: '2026-08-03' },
      'Look back from this day',
    ),
    page('figures', 'Captured in', 'Analytics'),
    page('speed', 'Who waits now', 'Analytics', 'Speed to lead'),
    page('tracks', 'In it now', 'Analytics', 'Nurture tracks'),
    page('sources', 'First form', 'Analytics', 'Where leads come from'),
    page('content', 'Met it before MQL', 'Analytics', 'What content converts'),
    page('learn', 'Keep your points', 'Learn', 'Learn from the past'),
    page('versions', 'Version 1', 'Versions'),
    page('quality', 'Nothing is deleted because of this', 'Work lists', 'Data quality'),
    settings('disconnect', 'Number of the account', 'Account', 'Disconnect Ripen'),
    card('score', `contactId=${sql}`, next),
    card('sidebar', `contactId=${sql}`, next, { path: `/preview?card=score-sidebar&contactId=${sql}` }),
    card('bant', `contactId=${mql}`, 'BANT answers', { press: 'Add BANT answers', part: 'dialog' }),
    card('hand-back', `contactId=${sql}`, 'Why is it too early?', { press: 'Hand back to marketing', part: 'dialog' }),
    card('opted-out', `contactId=${optedOut}`, 'No correspondence'),
    card('stale', `contactId=${sql}&answer=stale`, 'out of date'),
    // Last, since the installation reads the account again.
    {
      file: 'installed',
      path: `${world.config.publicUrl}/oauth/install`,
      width: 900,
      ready: 'Next step',
      press: 'Connect app',
      height: 500,
    },
  ];
}

async function take(browser: Browser, url: string, shot: Shot, folder: string): Promise<void> {
  const { file, path: at, width, ready, part, press = [], height = 900 } = shot;
  const context = await openContext(browser, { viewport: { width, height } });
  try {
    const page = await context.newPage();
    await page.goto(new URL(at, url).href);
    for (const name of [press].flat()) {
      if (typeof name !== 'string') {
        await page.getByLabel(name.field).fill(name.value);
        continue;
      }
      await page
        .getByRole('button', { name })
        .or(page.getByRole('tab', { name }))
        .or(page.getByRole('link', { name }))
        .or(page.getByRole('checkbox', { name }))
        .first()
        .click();
    }
    // The menu has words of the cards, too.
    await page.locator('main, dialog').getByText(ready).first().waitFor();
    await page.evaluate('document.fonts.ready');
    const tooWide = await page.evaluate<readonly string[]>(TOO_WIDE);
    if (tooWide.length > 0) console.error(`${file} is wider than the window: ${tooWide.join(' | ')}`);
    const target = path.join(folder, `${file}.png`);
    if (part === undefined) await page.screenshot({ path: target });
    else await page.locator(part).first().screenshot({ path: target });
  } finally {
    await context.close();
  }
}

/** Finds in the browser what sticks out of the window, unless a box around it scrolls. */
const TOO_WIDE = `[...document.querySelectorAll('body *')]
  .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
  .filter((element) => {
    for (let box = element.parentElement; box !== null && box !== document.body; box = box.parentElement)
      if (['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return false;
    return true;
  })
  .filter((element, _, all) => !all.includes(element.parentElement))
  .map((element) => element.tagName.toLowerCase() + ' ' + element.className + ': ' + element.textContent.slice(0, 60))`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'docs/images' },
      only: { type: 'string', default: '' },
      width: { type: 'string' },
    },
  });
  const ofWidth = values.width === undefined ? {} : { width: Number(values.width) };
  const launch = await launchChromium();
  if (launch.outcome === 'impossible') throw new Error(launch.reason);
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-screenshots-'));
  const world = await startWorld({
    database: { dataDir },
    log: createLog('warn'),
    sandbox: { clock: createClock(NOW, 'frozen') },
    app: { debounceMs: 0, firstModel: DEMO_MODEL },
  });
  try {
    loadSample(world.sandbox.portal());
    await world.install();
    await world.settled();
    await tellCosts(world);
    const web = await openShopWindow(world, await buildCards({ outputDir: path.join(dataDir, 'cards') }));
    await mkdir(values.out, { recursive: true });
    for (const shot of shotsOf(world).filter(({ file }) =>
      values.only.split(',').some((begins) => file.startsWith(begins)),
    )) {
      await take(launch.browser, web.url, { ...shot, ...ofWidth }, values.out);
      console.log(path.join(values.out, `${shot.file}.png`));
    }
    await web.close();
  } finally {
    await launch.browser.close();
    await world.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

await main();
