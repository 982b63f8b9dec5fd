import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ProjectError, readProject } from './project.ts';

const PUBLIC = 'https://app.example';
const files = {
  'src/hsprofile.dev.json': { accountId: 0, variables: { PUBLIC_URL: PUBLIC } },
  'src/app/local.json': { proxy: { [PUBLIC]: 'http://localhost:3000' } },
  'src/app/app-hsmeta.json': {
    uid: 'a',
    type: 'app',
    config: { auth: { redirectUrls: [`\${PUBLIC_URL}/back`], requiredScopes: ['oauth'], optionalScopes: ['tickets'] } },
  },
  'src/app/webhooks/hooks-hsmeta.json': {
    uid: 'w',
    type: 'webhooks',
    config: {
      settings: { targetUrl: `\${PUBLIC_URL}/hooks`, maxConcurrentRequests: 3 },
      subscriptions: {
        crmObjects: [{ subscriptionType: 'object.creation', objectType: 'contact', active: true }],
        hubEvents: [{ subscriptionType: 'contact.privacyDeletion' }],
      },
    },
  },
};

/** Undefined: the file is not there; a text: as it is. */
function projectWith(change: Partial<Record<keyof typeof files | 'src/hsprofile.other.json', unknown>> = {}): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'project-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, content] of Object.entries({ ...files, ...change })) {
    if (content === undefined) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

test('scopes, addresses and subscriptions, where a program on this machine serves the public address', () => {
  expect(readProject(projectWith())).toEqual({
    app: {
      redirectUrls: ['http://localhost:3000/back'],
      requiredScopes: ['oauth'],
      optionalScopes: ['tickets'],
    },
    webhooks: {
      targetUrl: 'http://localhost:3000/hooks',
      concurrency: 3,
      subscriptions: [
        { subscriptionType: 'object.creation', objectType: 'contact', active: true },
        { subscriptionType: 'contact.privacyDeletion' },
      ],
    },
  });
});

test('the public address itself, where nothing on this machine serves it', () => {
  const { webhooks } = readProject(projectWith({ 'src/app/local.json': undefined }));
  expect(webhooks.targetUrl).toBe(`${PUBLIC}/hooks`);
});

test.each([
  [{ 'src/hsprofile.dev.json': undefined }, /is no HubSpot project .*npm run app:build/],
  [{ 'src/hsprofile.other.json': {} }, /several profiles.*hsprofile\.dev\.json/],
  [{ 'src/hsprofile.dev.json': { variables: {} } }, /not as HubSpot expects it: auth\.redirectUrls\.0/],
  [{ 'src/app/app-hsmeta.json': '{' }, /app-hsmeta\.json is no JSON/],
  [{ 'src/app/app-hsmeta.json': undefined }, /no component of the type "app"/],
  [{ 'src/app/webhooks/hooks-hsmeta.json': { type: 'webhooks', config: {} } }, /hooks-hsmeta\.json is not .*settings/],
])('%j is refused by a sentence', (change, sentence) => {
  const folder = projectWith(change);
  expect(() => readProject(folder)).toThrow(ProjectError);
  expect(() => readProject(folder)).toThrow(sentence);
});
