import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { Component, ComponentType } from '../../app-manifest/component.ts';
import { ripenComponents } from '../../app-manifest/components.ts';
import { parseProject } from '../../app-manifest/parse-project.ts';
import { PLACEHOLDERS, PROFILE_NAMES } from '../../app-manifest/profile.ts';
import { writeProject } from '../../app-manifest/write-project.ts';
import { changed, profileOf, temporaryFolder, writeDevDeclarations } from './project.ts';

const COMPONENTS = ripenComponents(PLACEHOLDERS);
/** One component of each type: HubSpot’s parser takes its time for each. */
const FEW = [...new Map(COMPONENTS.toReversed().map((component) => [component.type, component])).values()];

test.each(PROFILE_NAMES)(
  "HubSpot's parser accepts the project under the profile %s, every variable replaced",
  async (name) => {
    await using temporary = await temporaryFolder();
    const { folder } = temporary;
    const profile = profileOf(name);
    await writeProject({ folder, components: COMPONENTS, profiles: { [name]: profile }, localServer: null });

    const parsed = await parseProject(folder, name);

    if (parsed.outcome === 'refused') throw new Error(parsed.problems.join('\n'));
    expect(byUid(parsed.components)).toEqual(byUid(ripenComponents(profile.variables)));
    expect(JSON.stringify(parsed.components)).not.toContain('${');
  },
);

/** A fault in what is declared, or in where it lies; what is said of it. */
type Fault = readonly [what: string, components: readonly Component[], said: RegExp];
const inConfig = (type: ComponentType, what: string, change: Parameters<typeof changed>[2], said: RegExp): Fault => [
  what,
  changed(FEW, type, change),
  said,
];
const withUid = (type: ComponentType, uid: string): readonly Component[] => {
  const at = FEW.findIndex((component) => component.type === type);
  return FEW.with(at, { ...FEW[at]!, uid });
};

const FAULTS: readonly Fault[] = [
  ['a uid with a space', withUid('webhooks', 'ripen webhooks'), /uid/i],
  ['a uid of 65 characters', withUid('webhooks', 'w'.repeat(65)), /64/],
  [
    'a second webhooks component',
    [...FEW, { ...FEW.find(({ type }) => type === 'webhooks')!, uid: 'more_webhooks' }],
    /[Oo]nly one/,
  ],
  ['no app', FEW.filter(({ type }) => type !== 'app'), /app/],
  inConfig(
    'app',
    'an unknown scope',
    (app) => app.auth.requiredScopes.push('crm.objects.contact.read'),
    /requiredScopes/,
  ),
  inConfig('app', 'no scope oauth', (app) => app.auth.requiredScopes.shift(), /requiredScopes/),
  inConfig(
    'app',
    'cards that may call this machine',
    (app) => app.permittedUrls.fetch.push('http://localhost:3000'),
    /permittedUrls/,
  ),
  inConfig(
    'app',
    'a return address without encryption',
    (app) => app.auth.redirectUrls.push('http://ripen.example.com/x'),
    /redirectUrls/,
  ),
  inConfig('app', 'a variable that no profile has', (app) => (app.name = `\${NAME}`), /NAME/),
  inConfig(
    'webhooks',
    'a changed property without its name',
    (hooks) =>
      delete hooks.subscriptions.crmObjects.find((s: { propertyName?: string }) => s.propertyName).propertyName,
    /propertyName/,
  ),
  inConfig(
    'webhooks',
    'a subscription type of the older platform',
    (hooks) =>
      hooks.subscriptions.crmObjects.push({
        subscriptionType: 'contact.creation',
        objectType: 'contact',
        active: true,
      }),
    /subscriptionType/,
  ),
  inConfig(
    'workflow-action',
    "`published`, as HubSpot's REST API calls it",
    (action) => (action.published = true),
    /published/,
  ),
  inConfig('workflow-action', 'no English', (action) => delete action.labels.en, /labels/),
  inConfig(
    'workflow-action',
    'a language that HubSpot has not',
    (action) => (action.labels.it = action.labels.en),
    /labels/,
  ),
  inConfig('card', "HubSpot's name in a card's", (card) => (card.name = 'HubSpot lead score'), /name/),
  inConfig(
    'settings',
    'a settings page in the folder of the cards',
    (page) => (page.entrypoint = '/app/cards/X.tsx'),
    /entrypoint/,
  ),
  inConfig(
    'page',
    'a page in the folder of the settings',
    (page) => (page.entrypoint = '/app/settings/X.tsx'),
    /entrypoint/,
  ),
  [
    'a second settings page',
    [...FEW, { ...FEW.find(({ type }) => type === 'settings')!, uid: 'more_settings' }],
    /[Oo]nly one/,
  ],
  inConfig('card', 'two places', (card) => (card.location = ['crm.record.tab', 'crm.record.sidebar']), /location/),
];

test('few components without a fault are accepted', async () => {
  await using temporary = await temporaryFolder();
  await writeDevDeclarations(temporary.folder, FEW);

  expect(await parseProject(temporary.folder, 'dev')).toMatchObject({ outcome: 'accepted' });
});

test.each(FAULTS)('%s is refused', async (_what, components, said) => {
  await using temporary = await temporaryFolder();
  await writeDevDeclarations(temporary.folder, components);

  const parsed = await parseProject(temporary.folder, 'dev');

  expect(parsed).toEqual({ outcome: 'refused', problems: expect.arrayContaining([expect.stringMatching(said)]) });
});

test('a declaration in a folder below its own, which HubSpot leaves out without a word, is refused', async () => {
  await using temporary = await temporaryFolder();
  await writeDevDeclarations(temporary.folder);
  const actions = join(temporary.folder, 'src/app/workflow-actions');
  await mkdir(join(actions, 'score'));
  await rename(join(actions, 'score_contact-hsmeta.json'), join(actions, 'score/score_contact-hsmeta.json'));

  const parsed = await parseProject(temporary.folder, 'dev');

  expect(parsed).toEqual({
    outcome: 'refused',
    problems: [expect.stringContaining('score/score_contact-hsmeta.json')],
  });
});

test.each([
  ['a declaration that is no JSON', 'src/app/webhooks/ripen_webhooks-hsmeta.json', '{'],
  [
    'a platform version that HubSpot does not know',
    'hsproject.json',
    '{"name":"ripen","srcDir":"src","platformVersion":"2024.09"}',
  ],
  [
    'a field beside uid, type and config',
    'src/app/cards/ripen_score_tab-hsmeta.json',
    '{"uid":"a","type":"card","config":{},"isPublished":true}',
  ],
])('%s is refused', async (_what, file, content) => {
  await using temporary = await temporaryFolder();
  await writeDevDeclarations(temporary.folder, FEW);
  const path = join(temporary.folder, file);
  await mkdir(dirname(path), { recursive: true });
  expect(await readFile(path, 'utf8')).not.toBe(content);
  await writeFile(path, content);

  const parsed = await parseProject(temporary.folder, 'dev');

  expect(parsed).toMatchObject({ outcome: 'refused' });
});

const byUid = (components: readonly Component[]) => Object.fromEntries(components.map((c) => [c.uid, c]));
