import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { launchChromium, openContext } from '../../sandbox/preview/chromium.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { startWeb } from '../../sandbox/web/start-web.ts';

const launch = await launchChromium();
if (launch.outcome === 'impossible') console.warn(`Tests of the preview's worker are skipped. ${launch.reason}`);

/** The body of a card that shows the value of an expression as text. */
const showing = (what: string) => `
  const { createRemoteReactComponent } = RemoteUI;
  const Text = createRemoteReactComponent('Text');
  self.extend_V2(() => {
    const [said, setSaid] = React.useState('…');
    React.useEffect(() => { Promise.resolve().then(() => ${what}).then((value) => setSaid('came: ' + value), (error) => setSaid('refused: ' + error.message)); }, []);
    return React.createElement(Text, null, said);
  });`;

/** Small programs that stand in for a card, each to try one thing. */
const CARDS = {
  'native-fetch': showing(`fetch('https://example.com')`),
  'web-socket': showing(`new WebSocket('wss://example.com')`),
  document: showing('document.title'),
  elsewhere: showing(
    `self.hsFetch('https://elsewhere.example/x', {}).then(async (r) => r.status + ' ' + (await r.json()).message)`,
  ),
  header: showing(
    `self.hsFetch('http://127.0.0.1:9/x', { headers: { Accept: 'x' } }).then(async (r) => (await r.json()).message)`,
  ),
  html: `self.extend_V2(() => React.createElement('div', null, 'hello'));`,
  'unknown-name': `self.extend_V2(() => React.createElement(RemoteUI.createRemoteReactComponent('Marquee'), null, 'hello'));`,
  crash: `self.extend_V2(() => { throw new Error('the card tripped'); });`,
  silent: 'self.nothing = 1;',
} as const;

describe.skipIf(launch.outcome === 'impossible')('the preview host', () => {
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    if (launch.outcome === 'impossible') return undefined;
    browser = launch.browser;
    const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-cards-'));
    const bundles = Object.entries(CARDS).map(([id, body]) => ({
      id,
      title: id,
      location: 'crm.record.tab' as const,
      file: path.join(folder, `${id}.js`),
      body,
    }));
    for (const { file, body } of bundles) await writeFile(file, `(() => {${body}})();`);
    const sandbox = await startSandbox();
    const app = 'http://127.0.0.1:9';
    const web = await startWeb({ sandbox, appUrl: app, publicUrl: app, actions: [], bundles });
    url = web.url;
    return async () => {
      await browser.close();
      await web.close();
      await sandbox.close();
      await rm(folder, { recursive: true });
    };
  });

  async function card(id: keyof typeof CARDS): Promise<string | null> {
    const page = await (await openContext(browser)).newPage();
    await page.goto(`${url}/preview?card=${id}&contactId=101`);
    const told = page.locator('.card-body').getByText(/came:|refused:|failed in the preview/);
    await told.waitFor();
    return page.locator('.card-body').textContent();
  }

  it.each([
    ['native-fetch', /refused: HubSpot's worker has no fetch: use hubspot.fetch/],
    ['web-socket', /refused: HubSpot's worker has no WebSocket/],
    ['document', /refused: document is not defined/],
    ['elsewhere', /came: 400 .*not permitted/],
    ['header', /came: Only the header Authorization may be set, got Accept/],
    ['html', /failed in the preview.*div/s],
    ['unknown-name', /failed in the preview.*Marquee/s],
    ['crash', /failed in the preview.*the card tripped/s],
    ['silent', /failed in the preview.*never called hubspot.extend/s],
  ] as const)('refuses or reports: %s', async (id, said) => {
    expect(await card(id)).toMatch(said);
  });
});
