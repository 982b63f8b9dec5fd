import { describe, expect, it } from 'vitest';
import type { World } from '../../demo/world.ts';
import { SIGNATURE_HEADERS, signV2, signV3 } from '../../src/hubspot/auth/signature.ts';
import { testWorld } from '../support/world.ts';

const EVENT = {
  eventId: 1,
  subscriptionId: 2,
  portalId: 62_515,
  appId: 4_242_001,
  occurredAt: Date.UTC(2026, 10, 16, 8),
  subscriptionType: 'object.creation',
  objectTypeId: '0-1',
  attemptNumber: 0,
  objectId: 777,
};

type Delivery = { url: string; body: string; headers: Record<string, string> };

/** A delivery as HubSpot would sign it. */
function delivery({ config, sandbox }: World, events: unknown = [EVENT]): Delivery {
  const url = `${config.publicUrl}/webhooks/hubspot`;
  const body = JSON.stringify(events);
  const timestamp = `${sandbox.clock.now()}`;
  const signature = signV3({ method: 'POST', url, rawBody: Buffer.from(body) }, config.hubspot.clientSecret, timestamp);
  return {
    url,
    body,
    headers: {
      [SIGNATURE_HEADERS.v3]: signature,
      [SIGNATURE_HEADERS.timestamp]: timestamp,
      'content-type': 'application/json',
    },
  };
}

const send = ({ url, body, headers }: Delivery) => fetch(url, { method: 'POST', body, headers });
const traces = async ({ app }: World) => {
  const { rows } = await app.database.pool.query<{ n: number }>(
    'select (select count(*) from event) + (select count(*) from news) + (select count(*) from contact) as n',
  );
  return rows[0]!.n;
};

async function installed(): Promise<World> {
  const world = await testWorld();
  await world.install();
  await world.settled();
  return world;
}

describe('a webhook delivery', () => {
  it('that the database has no time for is answered 503, and kept when HubSpot sends it again', async () => {
    const world = await installed();
    const other = await world.app.database.pool.connect();
    try {
      await other.query('begin; lock table event in access exclusive mode');
      expect((await send(delivery(world))).status).toBe(503);
    } finally {
      await other.query('rollback');
      other.release();
    }

    expect((await send(delivery(world))).status).toBe(204);
  });

  it('that HubSpot signed is kept before it is acknowledged, and again is no second event', async () => {
    const world = await installed();

    expect((await send(delivery(world))).status).toBe(204);
    const { rowCount } = await world.app.database.pool.query('select from event where object_id = 777');
    expect(rowCount).toBe(1);
    expect((await send(delivery(world))).status).toBe(204);
    expect((await world.app.database.pool.query('select from event where object_id = 777')).rowCount).toBe(1);
  });

  it.each<[string, (d: Delivery, world: World) => void]>([
    ['with a changed byte', (d) => void (d.body = d.body.replace('777', '778'))],
    ['with no signature', (d) => void delete d.headers[SIGNATURE_HEADERS.v3]],
    ['with no timestamp', (d) => void delete d.headers[SIGNATURE_HEADERS.timestamp]],
    [
      'with a timestamp that is not the signed one',
      (d) => void (d.headers[SIGNATURE_HEADERS.timestamp] = `${Number(d.headers[SIGNATURE_HEADERS.timestamp]) + 1}`),
    ],
    ['that is more than five minutes old', (_d, world) => world.sandbox.clock.advance(300_001)],
    [
      'signed with another secret',
      (d, world) =>
        Object.assign(
          d.headers,
          delivery({
            ...world,
            config: { ...world.config, hubspot: { ...world.config.hubspot, clientSecret: 'other' } },
          }).headers,
        ),
    ],
    ['signed for another address', (d) => void (d.url += '?x=1')],
    [
      'with a v2 signature only',
      (d, { config }) => {
        d.headers = {
          [SIGNATURE_HEADERS.v2]: signV2(
            { method: 'POST', url: d.url, rawBody: Buffer.from(d.body) },
            config.hubspot.clientSecret,
          ),
          [SIGNATURE_HEADERS.version]: 'v2',
        };
      },
    ],
  ])('%s is refused with 401 and leaves no trace', async (_what, spoil) => {
    const world = await installed();
    const sent = delivery(world);
    spoil(sent, world);

    expect((await send(sent)).status).toBe(401);
    expect(await traces(world)).toBe(0);
  });

  it('for a portal that has not installed the app leaves no trace', async () => {
    const world = await installed();

    expect((await send(delivery(world, [{ ...EVENT, portalId: 99 }]))).status).toBe(204);
    expect(await traces(world)).toBe(0);
  });

  it('with an unreadable event among good ones keeps the good ones', async () => {
    const world = await installed();

    expect((await send(delivery(world, [{ nonsense: true }, EVENT, null]))).status).toBe(204);
    expect(await traces(world)).toBe(2);
  });

  it('of subscriptions that Ripen knows nothing of is acknowledged, so that it is not sent ten times', async () => {
    const world = await installed();

    const answer = await send(
      delivery(world, [{ ...EVENT, subscriptionType: 'object.creation', objectTypeId: '2-4711' }]),
    );

    expect(answer.status).toBe(204);
    expect((await world.app.database.pool.query('select from contact')).rowCount).toBe(0);
  });
});
