import { brotliCompressSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { portalCommand } from '../../cli/portal.ts';
import type { World } from '../../demo/world.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import { findScore } from '../../src/store/portals/score-cards.ts';
import { listWebhookDeadLetters } from '../../src/store/work/webhook-dead-letters.ts';
import { propertiesOf } from '../actions/world.ts';
import { deliver } from '../support/deliver.ts';
import { law } from '../support/law.ts';
import { askOperator } from '../support/programs/ask-operator.ts';
import { runCommand } from '../support/programs/run-command.ts';
import { someone } from '../support/someone.ts';
import { testWorld } from '../support/world.ts';

/*
 * Odd deliveries that HubSpot, or a proxy, may really send. The app drops nothing in silence, and
 * an odd event does not cost its neighbours.
 */

const SECRET = 'ada.lovelace@engines.example';

type Line = { readonly level: number; readonly msg: string };

/** A world in which the app is installed, and what it logs. */
async function installed() {
  const lines: Line[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const world = await testWorld({ log });
  const { id: portalId } = world.sandbox.portal().settings;
  const ann = createLoader(world.sandbox.portal())({
    key: 'ann',
    properties: { email: 'ann@firm.example', jobtitle: 'Owner' },
    deals: [],
  }).id;
  await world.install();
  await world.settled();
  let eventId = 1_000;
  const event = (more: object = {}) => ({
    eventId: eventId++,
    subscriptionId: 7,
    portalId,
    appId: 1,
    occurredAt: world.sandbox.clock.now(),
    subscriptionType: 'contact.propertyChange',
    attemptNumber: 0,
    objectId: Number(ann),
    propertyName: 'jobtitle',
    propertyValue: 'x',
    changeSource: 'CRM',
    ...more,
  });
  return { world, portalId, ann, event, errors: () => lines.filter(({ level }) => level >= 50), lines };
}

const kept = async ({ app }: World) => {
  const { rows } = await app.database.pool.query<{ n: number }>('select count(*)::int as n from event');
  return rows[0]!.n;
};
const letters = ({ app }: World) => listWebhookDeadLetters(app.database.db, { portalId: 'all', limit: 1_000 });
/** All that is stored of deliveries. */
const stored = async ({ app }: World) => {
  const { rows } = await app.database.pool.query(
    'select to_jsonb(t) as row from event t union all select to_jsonb(t) from news t union all select to_jsonb(t) from webhook_dead_letter t union all select to_jsonb(t) from job t',
  );
  return JSON.stringify(rows);
};
const metric = async (world: World, name: string) =>
  Number(
    (await (await askOperator(world, '/metrics')).text())
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')[1] ?? 0,
  );
const events = (world: World, outcome: string) => metric(world, `ripen_webhook_events_total{outcome="${outcome}"}`);

describe('a delivery that can be read', () => {
  test.each([
    ['another has locked the table', 'begin; lock table event', 'rollback'],
    [
      'a statement takes too long',
      `create function wait() returns trigger language plpgsql as $$ begin perform pg_sleep(60); return new; end $$;
       create trigger wait before insert on event for each row execute function wait()`,
      'drop trigger wait on event',
    ],
  ])('is to come again when %s', async (_what, hinder, end) => {
    const { world, event } = await installed();
    const other = await world.app.database.pool.connect();
    await other.query(hinder);
    const { status } = await deliver(world, [event()]);
    await other.query(end);
    other.release();

    expect(status).toBe(503);
    expect((await deliver(world, [event()])).status).toBe(204);
  });

  test('nul-webhook, delivery-413, merge-250-ids, event-shapes: every event that says what happened to whom is kept', async () => {
    const { world, event, errors } = await installed();
    const keeps = async (body: unknown, count: number, options = {}) => {
      const before = await kept(world);
      const { status } = await deliver(world, body, options);
      return [status, (await kept(world)) - before, count];
    };
    const taken = (count: number) => [204, count, count];

    for (const odd of ['a\u0000b', '\ud83d', 'a\ude00\u0000'])
      expect(
        await keeps([event(), event({ objectId: 999, propertyName: odd, propertyValue: odd }), event()], 3),
      ).toEqual(taken(3));

    const longest = Array.from({ length: 100 }, () =>
      event({ propertyName: 'message', propertyValue: 'ä'.repeat(65_536) }),
    );
    expect(await keeps(longest, 100)).toEqual(taken(100));
    const escaped = JSON.stringify(longest.map((one) => ({ ...one, eventId: one.eventId + 1e6 }))).replaceAll(
      'ä',
      '\\u00e4',
    );
    expect(escaped.length).toBeGreaterThan(39_000_000);
    expect(await keeps(escaped, 100)).toEqual(taken(100));
    const twelve = JSON.stringify([event({ propertyValue: 'x'.repeat(12_000_000) }), event()]);
    expect(await keeps(twelve, 2, { sent: gzipSync(twelve), headers: { 'content-encoding': 'gzip' } })).toEqual(
      taken(2),
    );

    const merge = { subscriptionType: 'contact.merge', primaryObjectId: 5_000_000, newObjectId: 5_000_000 };
    const merged = (count: number) => Array.from({ length: count }, (_, n) => 100_000_000_000 + n * 7_919);
    expect(await keeps([event({ ...merge, mergedObjectIds: merged(250) })], 1)).toEqual(taken(1));
    expect(await keeps([event({ ...merge, mergedObjectIds: merged(20_000) }), event()], 2)).toEqual(taken(2));
    for (const length of [3_000, 10_000, 1_000_000]) {
      const long = Array.from({ length }, (_, n) => ((n * n * 31 + n * 17) % 36).toString(36)).join('');
      const objectTypeId = `2-${long}`;
      expect(
        await keeps([event({ propertyName: long }), event({ subscriptionType: 'object.creation', objectTypeId })], 2),
      ).toEqual(taken(2));
    }

    const shapes: Readonly<Record<string, object>> = {
      'value is a number': { propertyValue: 12 },
      'value is true': { propertyValue: true },
      'value is a list': { propertyValue: [1, ['a']] },
      'value is an object': { propertyValue: { a: { b: null } } },
      'value is absent': { propertyValue: undefined },
      'objectTypeId null': { objectTypeId: null },
      'propertyName null': { subscriptionType: 'contact.creation', propertyName: null, propertyValue: null },
      'ids null': { mergedObjectIds: null, newObjectId: null, primaryObjectId: null, fromObjectId: null },
      'ids as text': { portalId: `${event().portalId}`, objectId: `${event().objectId}` },
      'no eventId': { eventId: undefined },
      'eventId as text': { eventId: 'c1b2' },
      'eventId beyond 2^53': { eventId: 2 ** 60, occurredAt: 5 },
      'eventId negative': { eventId: -4 },
      'occurredAt as ISO text': { occurredAt: '2026-11-16T09:00:00Z' },
      'occurredAt in seconds': { occurredAt: 1_794_700_000 },
      'no occurredAt': { occurredAt: null },
    };
    for (const [what, more] of Object.entries(shapes))
      expect([what, ...(await keeps([event(more)], 1))]).toEqual([what, ...taken(1)]);
    expect(await keeps(event(), 1)).toEqual(taken(1));
    expect(await keeps(`\ufeff${JSON.stringify([event()])}`, 1)).toEqual(taken(1));
    const broken = Buffer.from(JSON.stringify([event({ propertyValue: 'é' })]));
    broken[broken.indexOf(0xc3)] = 0xff;
    expect(await keeps(broken, 1)).toEqual(taken(1));
    const brotli = JSON.stringify([event()]);
    expect(await keeps(brotli, 1, { sent: brotliCompressSync(brotli), headers: { 'content-encoding': 'br' } })).toEqual(
      taken(1),
    );
    expect(
      await keeps(
        [
          event({ subscriptionType: 'contact.somethingNew' }),
          event({ subscriptionType: 'object.creation', objectTypeId: '0-5' }),
        ],
        2,
      ),
    ).toEqual(taken(2));

    expect(await letters(world)).toEqual([]);
    expect(errors()).toEqual([]);
    expect(await events(world, 'unknown')).toBe(5);
    await world.settled();
  });

  test('one bad event among 100 is a dead letter that can be found, and the 99 are kept', async () => {
    const { world, portalId, ann, event, errors, lines } = await installed();
    const bad = [
      event({ objectId: null, propertyValue: SECRET, [SECRET]: SECRET }),
      event({ portalId: undefined, propertyValue: SECRET }),
      event({ subscriptionType: undefined, propertyValue: SECRET }),
      SECRET,
    ];
    const good = Array.from({ length: 96 }, () => event());
    const before = await kept(world);
    const acceptedBefore = await events(world, 'accepted');

    const delivery = [...good.slice(0, 50), ...bad, ...good.slice(50)];
    expect((await deliver(world, delivery)).status).toBe(204);

    // Every event with a portal is remembered, so a repetition does not count again as a dead
    // letter.
    expect((await kept(world)) - before).toBe(98);
    expect((await events(world, 'accepted')) - acceptedBefore).toBe(96);
    expect(await events(world, 'unreadable')).toBe(4);
    expect(
      (await letters(world)).map(({ portalId, reason, objectIds, times }) => ({ portalId, reason, objectIds, times })),
    ).toEqual(
      expect.arrayContaining([
        { portalId, reason: 'no_object', objectIds: [], times: 1 },
        { portalId: null, reason: 'no_portal', objectIds: [Number(ann)], times: 1 },
        { portalId, reason: 'no_type', objectIds: [Number(ann)], times: 1 },
        { portalId: null, reason: 'no_event', objectIds: [], times: 1 },
      ]),
    );
    expect(errors()).toHaveLength(4);
    expect(errors()).toContainEqual(
      expect.objectContaining({
        msg: 'A webhook could not be read',
        portalId,
        type: 'contact.propertyChange',
        reason: 'no_object',
      }),
    );
    expect(JSON.stringify(lines)).not.toContain('lovelace');
    expect(await stored(world)).not.toContain('lovelace');
    expect(await metric(world, 'ripen_webhook_dead_letters')).toBe(4);

    expect((await deliver(world, delivery)).status).toBe(204);
    expect((await letters(world)).filter((l) => l.portalId === portalId).map(({ times }) => times)).toEqual([1, 1]);

    // The operator sees them. Erasing the contact or the portal erases them.
    const said = (await runCommand(world, portalCommand, 'dead-letters')).said;
    expect(said).toContain('portal unknown  event contact.propertyChange  no_portal  2 times');
    expect((await runCommand(world, portalCommand, 'dead-letters', `${portalId}`)).said).toContain(`records: ${ann}`);
    await someone(world.sandbox.url, portalId).erases(ann);
    await world.settled();
    expect((await findScore(world.app.database.db, portalId, Number(ann)))?.contact).toBeNull();
    expect((await letters(world)).flatMap(({ objectIds }) => objectIds)).toEqual([]);
  });

  test('an event that the database cannot hold is told apart, whatever the reason', async () => {
    const { world, portalId, event } = await installed();
    const { pool } = world.app.database;
    await pool.query("alter table event add constraint odd check (property <> 'odd')");
    const before = await kept(world);

    const delivery = [event(), event({ propertyName: 'odd' }), event(), event({ propertyName: 'odd' }), event()];
    expect((await deliver(world, delivery)).status).toBe(204);

    expect((await kept(world)) - before).toBe(3);
    expect(await letters(world)).toMatchObject([
      { portalId, reason: 'store_23514', type: 'contact.propertyChange', times: 2 },
    ]);
  });
});

describe('a delivery of which nothing can be read', () => {
  test('is not acknowledged, and is one dead letter however often HubSpot repeats it', async () => {
    const { world, event, errors, lines } = await installed();
    const whole = JSON.stringify([event({ propertyValue: SECRET })]);
    const bodies: readonly (string | Buffer)[] = [
      `not JSON ${SECRET}`,
      whole.slice(0, -20),
      '{}',
      'null',
      '5',
      `"${SECRET}"`,
      `["${SECRET}"]`,
      '[{}]',
      '',
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      Buffer.from(whole, 'utf16le'),
      '\u0000',
    ];
    const before = await stored(world);
    for (const body of bodies) expect((await deliver(world, body, { signed: false })).status).toBe(401);
    expect(await stored(world)).toBe(before);

    for (const body of bodies) for (const _ of [0, 1, 2]) expect((await deliver(world, body)).status).toBe(400);

    const found = await letters(world);
    expect(found).toHaveLength(bodies.length);
    for (const letter of found) expect(letter).toMatchObject({ what: 'delivery', portalId: null, times: 3 });
    expect(await metric(world, 'ripen_webhook_deliveries_total{outcome="unreadable"}')).toBe(3 * bodies.length);
    expect(await metric(world, 'ripen_webhook_dead_letters')).toBe(bodies.length);
    expect(errors()).toHaveLength(3 * bodies.length);
    expect(JSON.stringify(lines)).not.toContain('lovelace');
    expect(await stored(world)).not.toContain('lovelace');
  });

  test('is refused when it is too large, however small it travels', async () => {
    const { world } = await installed();
    const bomb = gzipSync(Buffer.alloc(41_000_000, '['));

    expect((await deliver(world, '', { sent: bomb, headers: { 'content-encoding': 'gzip' } })).status).toBe(413);
    expect((await deliver(world, [])).status).toBe(204);
    expect(await letters(world)).toEqual([]);
  });
});

describe('whatever an event looks like', () => {
  /**
   * One field made odd. The value is everywhere in the event where a value may be, and nowhere
   * else.
   */
  const odd = fc.oneof(
    fc.constantFrom(
      undefined,
      null,
      '',
      0,
      -1,
      1.5,
      1e308,
      true,
      {},
      [],
      [null],
      '\u0000',
      '\ud83d',
      'constructor',
      '__proto__',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.jsonValue({ maxDepth: 3 }),
    fc.integer({ min: 1, max: 3_000 }).map((times) => 'long'.repeat(times)),
    fc.integer({ min: 1, max: 3_000 }).map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`)),
  );
  const valueWith = fc.constantFrom<unknown>(SECRET, [SECRET], { [SECRET]: SECRET }, `${SECRET}\u0000`, [
    [[{ a: SECRET }]],
  ]);
  const NAMES = [
    ...[
      'eventId',
      'portalId',
      'occurredAt',
      'subscriptionType',
      'eventType',
      'objectTypeId',
      'objectId',
      'propertyName',
    ],
    ...[
      'primaryObjectId',
      'mergedObjectIds',
      'newObjectId',
      'fromObjectId',
      'associationType',
      'attemptNumber',
      'other',
    ],
  ];
  const TYPES = [
    ...['contact.creation', 'contact.propertyChange', 'contact.merge', 'contact.deletion', 'contact.associationChange'],
    ...['object.propertyChange', 'object.merge', 'company.propertyChange', 'deal.creation'],
  ];
  const mutation = fc.record({
    type: fc.constantFrom(...TYPES),
    value: valueWith,
    changes: fc.array(fc.tuple(fc.constantFrom(...NAMES), odd), { maxLength: 4 }),
    nested: fc.boolean(),
  });

  test('the events beside it are kept, the answer is no failure, and no value is stored or logged', async () => {
    const { world, event, lines } = await installed();
    await fc.assert(
      fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
        const base = { objectId: 77, primaryObjectId: 78, newObjectId: 78, mergedObjectIds: [79], fromObjectId: 77 };
        const mutated = mutations.map(({ type, value, changes, nested }) => {
          const made = {
            ...event({ ...base, subscriptionType: type, propertyValue: value }),
            ...Object.fromEntries(changes),
          };
          return nested ? [made] : made;
        });
        const good = [event(), event()];
        const { status } = await deliver(world, [good[0], ...mutated, good[1]]);
        const { rows } = await world.app.database.pool.query('select from event where event_id = any($1)', [
          good.map(({ eventId }) => eventId),
        ]);

        expect([status, rows.length]).toEqual([204, 2]);
      }),
      law(150),
    );
    await world.settled();

    expect(await stored(world)).not.toContain('lovelace');
    expect(JSON.stringify(lines)).not.toContain('lovelace');
    expect(await events(world, 'unreadable')).toBeGreaterThan(0);
  });
});

test('facts of any length are scored, counted and compared', async () => {
  const { world, portalId } = await installed();
  const load = createLoader(world.sandbox.portal());
  const odd = (length: number, seed: number) =>
    Array.from({ length }, (_, n) => ((n * n * seed + n * 17) % 36).toString(36)).join('');
  const sources = (length: number, seed: number) => ({
    email: `${odd(length, seed)}@firm.example`,
    firstname: odd(length, 7),
    jobtitle: odd(length, 5),
    company: odd(length, 3),
    first_conversion_event_name: odd(length, seed),
    first_conversion_date: '2026-11-16T08:00:00Z',
    recent_conversion_event_name: odd(length, seed),
    recent_conversion_date: '2026-11-16T08:00:00Z',
    num_conversion_events: '1',
  });
  const ids = [3_000, 65_000].flatMap((length) =>
    [1, 2].map((seed) => load({ key: `${length} ${seed}`, properties: sources(length, seed), deals: [] }).id),
  );
  // An account can add options to a source; the sandbox cannot, so it is put there.
  const { records } = world.sandbox.portal();
  for (const [n, id] of ids.entries()) {
    const record = records.contacts.resolve(id)!;
    record.properties = { ...record.properties, hs_analytics_source: odd(30_000, n + 1) };
  }

  const creations = ids.map((id, n) => ({ eventId: n, portalId, subscriptionType: 'contact.creation', objectId: id }));
  expect((await deliver(world, creations)).status).toBe(204);
  await world.settled();

  for (const id of ids) expect(propertiesOf(world, id)['ripen_scored_at']).toBeDefined();
});
