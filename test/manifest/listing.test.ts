import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { cardComponents } from '../../app-manifest/cards.ts';
import { SETTINGS_ACTIONS } from '../../cards/settings/contract.ts';
import { OPTIONAL_SCOPES, REQUIRED_SCOPES } from '../../src/app/scopes.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { webhookSubscriptions } from '../../src/use-cases/webhooks/webhook-subscriptions.ts';
import { ACTIONS } from '../../workflows-actions/index.ts';

/* What docs/marketplace-listing.md claims, against the code. */

const read = (file: string) => readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
const listing = await read('docs/marketplace-listing.md');
const rows = listing
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\|[\s|-]+$/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
const row = (rule: string) => rows.find(([cell]) => cell?.startsWith(rule)) ?? expect.unreachable(`no row "${rule}"`);
const scopes: readonly string[] = REQUIRED_SCOPES;

test('every rule is done, open or for the account, and what is open says what is missing', () => {
  const rules = rows.filter((cells) => cells.length === 3 && !['rule', 'object'].includes(cells[0]!));
  const claims = rules.filter(([, state]) => !/^(yes|no|own ones)$/.test(state!));

  expect(claims.length).toBeGreaterThan(40);
  for (const [rule, state, where] of claims) {
    expect(['done', 'open', 'account'], rule).toContain(state);
    if (state === 'open') expect(where, rule).not.toBe('');
  }
});

test('the platform version is the one that is uploaded', async () => {
  const [, version] = (await read('app-manifest/write-project.ts')).match(/PLATFORM_VERSION = '([\d.]+)'/)!;

  expect(row('Project on a supported platform version')[2]).toContain(version);
  expect(row('Stable public APIs only')[2]).toContain(version!.replace('.', '-'));
});

test('the optional scopes, the cards, and the tool for agents are those of the project', () => {
  expect(row('Scopes that a plan gates are optional')[2]).toBe(
    OPTIONAL_SCOPES.map((scope) => `\`${scope}\``).join(', '),
  );
  expect(row('No classic CRM cards')[2]).toBe('two app cards');
  expect(cardComponents()).toHaveLength(2);
  expect(row('Agent tool')[2]).toContain('`score_and_reasons`');
  expect(ACTIONS.map(({ name }) => name)).toContain('score_and_reasons');
});

test('the shared data are those that the scopes allow', () => {
  for (const object of ['contacts', 'companies', 'deals', 'owners', 'lists']) {
    const [, reads, writes] = row(object);
    const may = (what: string) => scopes.some((scope) => scope.endsWith(`${object}.${what}`));
    expect([reads !== 'no', writes !== 'no'], object).toEqual([may('read'), may('write')]);
  }
});

test('a privacy deletion is subscribed to, and the account can be disconnected from our side', () => {
  const subscribed = webhookSubscriptions(DEFAULT_MODEL).map(({ subscriptionType }) => subscriptionType);

  expect(row('Privacy deletion')[2]).toContain('contact.privacyDeletion');
  expect(subscribed).toContain('contact.privacyDeletion');
  for (const rule of ['Disconnect from our side', 'Uninstall endpoint used'])
    expect(row(rule)[1]).toBe('disconnect' in SETTINGS_ACTIONS ? 'done' : 'open');
});

test('labels are in as many languages as the page says', () => {
  const languages = new Set(ACTIONS.flatMap(({ title }) => Object.keys(title)));

  expect(languages.size).toBe(6);
  expect(row('Labels in English')[2]).toContain('six languages');
});

test('the icon has the size that HubSpot asks for', async () => {
  const png = await readFile(new URL('../../app-manifest/assets/logo.png', import.meta.url));

  expect(row('Icon')[0]).toBe(`Icon ${png.readUInt32BE(16)} × ${png.readUInt32BE(20)}`);
});

test('tokens are sealed as the security questionnaire says', async () => {
  expect(row('Tokens, encryption')[2]).toContain('AES-256-GCM');
  expect(await read('src/operation/token-cipher.ts')).toContain("'aes-256-gcm'");
});
