import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import type { WebhookEvent } from '../../sandbox/webhooks/payload.ts';
import type { WebhookSettings } from '../../sandbox/webhooks/sender.ts';
import { type Client, clientOf } from './client.ts';

const NOW = Date.UTC(2026, 10, 2, 9);
const CONTACTS = '/crm/objects/2026-09/contacts';

type Received = {
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
  readonly events: WebhookEvent[];
};

let sandbox: Sandbox;
let call: Client;
let receiver: Server;
let received: Received[];
/** Statuses for the next requests; 200 when used up, undefined never answers. */
let answers: (number | undefined)[];

beforeEach(async () => {
  received = [];
  answers = [];
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    received.push({ headers: request.headers, body, events: JSON.parse(body) });
    const status = answers.length > 0 ? answers.shift() : 200;
    if (status !== undefined) response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await sandbox.close();
  receiver.closeAllConnections();
  await new Promise((resolve) => receiver.close(resolve));
});

const target = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/webhooks/hubspot?x=a%40b%20c`;

async function start(webhooks: Partial<WebhookSettings>): Promise<void> {
  sandbox = await startSandbox({
    clock: createClock(NOW, 'frozen'),
    rate: { max: 10_000 },
    // One request at a time keeps the order, which HubSpot does not promise.
    webhooks: { targetUrl: target(), batchWindowMs: 1, concurrency: 1, retryDelaysMs: [1, 1, 1], ...webhooks },
  });
  call = clientOf(sandbox);
}

const subscribe = (...all: [subscriptionType: string, objectType?: string, propertyName?: string][]) =>
  all.map(([subscriptionType, objectType, propertyName]) => ({ subscriptionType, objectType, propertyName }));

const addContact = (properties: Record<string, string> = {}) =>
  createLoader(sandbox.portal())({ key: 'test', properties, deals: [] }).id;

async function events(): Promise<WebhookEvent[]> {
  await sandbox.webhooks.idle();
  return received.flatMap((request) => request.events);
}

describe('events', () => {
  it('tell who changed which property, for the subscribed ones only', async () => {
    await start({ subscriptions: subscribe(['object.propertyChange', 'contact', 'jobtitle']) });
    const id = addContact();

    await call('PATCH', `${CONTACTS}/${id}`, { properties: { jobtitle: 'Chief', city: 'Graz' } });

    expect(await events()).toEqual([
      {
        eventId: 1,
        subscriptionId: 5000,
        portalId: 62515,
        appId: sandbox.app.appId,
        occurredAt: NOW,
        subscriptionType: 'object.propertyChange',
        attemptNumber: 0,
        objectId: Number(id),
        objectTypeId: '0-1',
        changeSource: 'INTEGRATION',
        sourceId: String(sandbox.app.appId),
        propertyName: 'jobtitle',
        propertyValue: 'Chief',
        isSensitive: false,
      },
    ]);
  });

  it('say nothing of calculated properties, of roll-ups and of the modified date', async () => {
    await start({
      subscriptions: subscribe(
        ['object.propertyChange', 'contact', 'num_conversion_events'],
        ['object.propertyChange', 'contact', 'num_associated_deals'],
        ['object.propertyChange', 'contact', 'lastmodifieddate'],
        ['object.propertyChange', 'contact', 'hs_email_optout'],
      ),
    });
    const id = addContact();

    sandbox.deliver(id, { kind: 'form_submission', page: 'Contact us', form: 'Talk to sales' });
    sandbox.deliver(id, { kind: 'deal_created' });
    sandbox.deliver(id, { kind: 'unsubscribe' });

    expect((await events()).map(({ propertyName }) => propertyName)).toEqual(['hs_email_optout']);
  });

  it('tell of creation, deletion, restoring and merging', async () => {
    await start({
      subscriptions: subscribe(
        ['object.creation', 'contact'],
        ['object.deletion', 'contact'],
        ['object.restore', 'contact'],
        ['object.merge', 'contact'],
      ),
    });
    const [a, b] = [addContact(), addContact()];
    await call('DELETE', `${CONTACTS}/${b}`);
    await fetch(`${sandbox.url}/_sandbox/portals/62515/contacts/${b}/restore`, { method: 'POST' });
    await call('POST', `${CONTACTS}/merge`, { primaryObjectId: a, objectIdToMerge: b });

    const all = await events();

    expect(all.map(({ subscriptionType, objectId }) => [subscriptionType, objectId])).toEqual([
      ['object.creation', Number(a)],
      ['object.creation', Number(b)],
      ['object.deletion', Number(b)],
      ['object.restore', Number(b)],
      ['object.merge', Number(a)],
    ]);
    expect(all.at(-1)).toMatchObject({
      primaryObjectId: Number(a),
      mergedObjectIds: [Number(b)],
      newObjectId: Number(a),
    });
  });

  it('tell of a privacy deletion together with the deletion', async () => {
    await start({ subscriptions: subscribe(['contact.privacyDeletion'], ['object.deletion', 'contact']) });
    const id = addContact({ email: 'a@x.example' });

    await call('POST', `${CONTACTS}/gdpr-delete`, { objectId: id });

    expect((await events()).map(({ subscriptionType }) => subscriptionType)).toEqual([
      'contact.privacyDeletion',
      'object.deletion',
    ]);
  });

  it('tell of an association once per side', async () => {
    await start({
      subscriptions: subscribe(['object.associationChange', 'contact'], ['object.associationChange', 'deal']),
    });
    const id = addContact();

    sandbox.deliver(id, { kind: 'deal_created' });

    expect(await events()).toMatchObject([
      { objectTypeId: '0-3', associationType: 'DEAL_TO_CONTACT', toObjectId: Number(id), associationRemoved: false },
      { objectTypeId: '0-1', associationType: 'CONTACT_TO_DEAL', fromObjectId: Number(id) },
    ]);
  });

  it('stop when the app is uninstalled', async () => {
    await start({ subscriptions: subscribe(['object.creation', 'contact']) });
    sandbox.uninstall();

    addContact();

    expect(await events()).toEqual([]);
  });

  it('need the read scope of the object', async () => {
    await start({ subscriptions: subscribe(['object.creation', 'contact']) });
    sandbox.install(undefined, ['oauth', 'crm.objects.deals.read']);

    addContact();

    expect(await events()).toEqual([]);
  });
});

describe('requests', () => {
  it('are signed over the bytes that travel and the address as called', async () => {
    await start({ subscriptions: subscribe(['object.propertyChange', 'contact', 'city']) });
    await call('PATCH', `${CONTACTS}/${addContact()}`, { properties: { city: 'Köln ✓' } });
    await sandbox.webhooks.idle();

    const { headers, body } = received[0]!;
    // %40 is one of the twelve codes that version 3 decodes, %20 is not.
    const signed = `POST${target().replace('%40', '@')}${body}${NOW}`;
    expect(headers['x-hubspot-request-timestamp']).toBe(String(NOW));
    expect(headers['x-hubspot-signature-v3']).toBe(
      createHmac('sha256', sandbox.app.clientSecret).update(signed).digest('base64'),
    );
    expect(headers['x-hubspot-signature-version']).toBe('v1');
  });

  it('carry at most 100 events', async () => {
    await start({ subscriptions: subscribe(['object.creation', 'contact']) });

    for (let i = 0; i < 250; i++) addContact();
    await sandbox.webhooks.idle();

    expect(received.map((request) => request.events.length).sort()).toEqual([100, 100, 50]);
  });

  it.each([
    ['an error', 500],
    ['a client error', 404],
    ['silence', undefined],
  ])('are sent again after %s, with a higher attempt number', async (_, answer) => {
    await start({ subscriptions: subscribe(['object.creation', 'contact']), timeoutMs: 300 });
    answers = [answer, answer];

    addContact();

    expect((await events()).map(({ attemptNumber }) => attemptNumber)).toEqual([0, 1, 2]);
    expect(sandbox.webhooks.counts()).toMatchObject({ sent: 3, failed: 2, givenUp: 0 });
  });

  it('are given up when all retries failed', async () => {
    await start({ subscriptions: subscribe(['object.creation', 'contact']) });
    answers = [500, 500, 500, 500];

    addContact();

    expect(await events()).toHaveLength(4);
    expect(sandbox.webhooks.counts()).toMatchObject({ givenUp: 1 });
    expect(sandbox.webhooks.deliveries().map(({ attempt, answer }) => [attempt, answer])).toEqual([
      [0, 500],
      [1, 500],
      [2, 500],
      [3, 500],
    ]);
  });

  it('can arrive twice and out of order, the same way for the same seed', async () => {
    const chaos = { duplicate: 0.5, reorder: true, delayMs: 0, seed: 3 };
    const run = async () => {
      received = [];
      await start({ subscriptions: subscribe(['object.creation', 'contact']), chaos });
      for (let i = 0; i < 20; i++) addContact();
      return (await events()).map(({ objectId }) => objectId);
    };

    const first = await run();
    await sandbox.close();
    const second = await run();

    expect(new Set(first).size).toBe(20);
    expect(first.length).toBeGreaterThan(20);
    expect(first).not.toEqual(first.toSorted((a, b) => a - b));
    expect(second).toEqual(first);
  });
});
