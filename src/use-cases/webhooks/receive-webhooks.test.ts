import { describe, expect, test } from 'vitest';
import type { WebhookDeadLetter } from '../../domain/sync/webhook-dead-letter.ts';
import type { Effect, InboxEvent } from '../../store/work/inbox.ts';
import { CONFIRM_AFTER_MS } from '../contacts/read/confirm-missing.ts';
import { receiveWebhooks } from './receive-webhooks.ts';

const NOW = Date.UTC(2026, 10, 16);
const BASE = { eventId: 1, portalId: 7, occurredAt: NOW - 1000, attemptNumber: 0 };

/** What the inbox was given for one delivery. */
async function received(body: unknown) {
  const events: (InboxEvent & { portalId: number })[] = [];
  const deadLetters: WebhookDeadLetter[] = [];
  const bytes = Buffer.from(JSON.stringify(body) ?? 'not JSON');
  const outcome = await receiveWebhooks(
    { bytes, body },
    {
      async accept({ portalId, events: given }) {
        events.push(...given.map((event) => ({ ...event, portalId })));
        const news = given.flatMap(({ effect }) => (effect.kind === 'dead_letter' ? [effect.deadLetter] : []));
        return { outcome: 'accepted', accepted: given.length, duplicates: 0, deadLetters: news };
      },
      async noteDeadLetters(given) {
        deadLetters.push(...given);
      },
    },
    NOW,
  );
  return { events, deadLetters, outcome };
}

test.each([7, 8, 9, null])(
  'what fails for one portal of a delivery, or for its dead letters, keeps out nobody else: %j',
  async (failing) => {
    const stored: (number | null)[] = [];
    const store = async (of: number | null) => {
      if (of === failing) throw new Error('away');
      stored.push(of);
    };
    const event = (portalId?: number) => ({ ...BASE, portalId, subscriptionType: 'contact.creation', objectId: 5 });
    const delivery = receiveWebhooks(
      { bytes: Buffer.from(''), body: [7, 8, undefined, 9].map(event) },
      {
        async accept({ portalId, events }) {
          await store(portalId);
          return { outcome: 'accepted', accepted: events.length, duplicates: 0, deadLetters: [] };
        },
        noteDeadLetters: () => store(null),
      },
      NOW,
    );

    await expect(delivery, 'so that HubSpot repeats it').rejects.toThrow('away');
    expect(stored.toSorted()).toEqual([7, 8, 9, null].filter((of) => of !== failing));
  },
);

const look = (contactId: number, relink: boolean) => ({ kind: 'mark_stale', contactId, relink }) as const;

describe('what an event asks for', () => {
  test.for<[string, object, Effect]>([
    ['a new contact', { subscriptionType: 'object.creation', objectTypeId: '0-1', objectId: 5 }, look(5, true)],
    ['the same, in classic words', { subscriptionType: 'contact.creation', objectId: 5 }, look(5, true)],
    ['the same, where the type is called eventType', { eventType: 'contact.creation', objectId: 5 }, look(5, true)],
    ['a restored contact', { subscriptionType: 'object.restore', objectTypeId: '0-1', objectId: 5 }, look(5, true)],
    [
      'a deleted contact',
      { subscriptionType: 'object.deletion', objectTypeId: '0-1', objectId: 5 },
      { kind: 'gone', contactId: 5, by: 'told', afterMs: CONFIRM_AFTER_MS },
    ],
    [
      'a privacy deletion',
      { subscriptionType: 'contact.privacyDeletion', objectId: 5 },
      { kind: 'gone', contactId: 5, by: 'privacy', afterMs: 0 },
    ],
    [
      'a changed property, unless it is our own write',
      {
        subscriptionType: 'object.propertyChange',
        objectTypeId: '0-1',
        objectId: 5,
        propertyName: 'lifecyclestage',
        propertyValue: 'lead',
      },
      { ...look(5, false), ifNot: { property: 'lifecyclestage', value: 'lead', at: BASE.occurredAt } },
    ],
    [
      'a cleared property',
      { subscriptionType: 'contact.propertyChange', objectId: 5, propertyName: 'city', propertyValue: '' },
      look(5, false),
    ],
    [
      'a merge into a new contact',
      {
        subscriptionType: 'object.merge',
        objectTypeId: '0-1',
        objectId: 9,
        primaryObjectId: 5,
        mergedObjectIds: [6],
        newObjectId: 9,
      },
      { kind: 'job', job: { kind: 'merge', key: '9<5,6', payload: { into: 9, from: [6, 5] } } },
    ],
    [
      'a link to a deal',
      {
        subscriptionType: 'object.associationChange',
        objectTypeId: '0-1',
        fromObjectId: 5,
        toObjectId: 8,
        associationType: 'CONTACT_TO_DEAL',
      },
      look(5, true),
    ],
    [
      'a link that does not say what kind it is',
      {
        subscriptionType: 'object.associationChange',
        objectTypeId: '0-1',
        fromObjectId: 5,
        toObjectId: 8,
        associationType: 4,
      },
      look(5, true),
    ],
    [
      'a link to a task, such as our own',
      {
        subscriptionType: 'object.associationChange',
        objectTypeId: '0-1',
        fromObjectId: 5,
        toObjectId: 8,
        associationType: 'CONTACT_TO_TASK',
      },
      { kind: 'none' },
    ],
    [
      'a deal that moved',
      { subscriptionType: 'object.propertyChange', objectTypeId: '0-3', objectId: 8, propertyName: 'dealstage' },
      { kind: 'job', job: { kind: 'deal', key: '8', payload: {} } },
    ],
    [
      'a company that changed',
      { subscriptionType: 'company.propertyChange', objectId: 8, propertyName: 'industry' },
      { kind: 'job', job: { kind: 'company', key: '8', payload: {} } },
    ],
    [
      'another kind of record',
      { subscriptionType: 'object.creation', objectTypeId: '0-5', objectId: 8 },
      { kind: 'none' },
    ],
    ['another kind of event', { subscriptionType: 'conversation.creation', objectId: 8 }, { kind: 'none' }],
  ])('%s', async ([, event, effect]) => {
    const { events } = await received([{ ...BASE, ...event }]);

    expect(events.map((e) => e.effect)).toEqual([effect]);
  });
});

test('no property value is kept', async () => {
  const { events } = await received([
    {
      ...BASE,
      subscriptionType: 'contact.propertyChange',
      objectId: 5,
      propertyName: 'email',
      propertyValue: 'ada@engines.example',
    },
  ]);
  const [{ effect: _, ...stored } = { effect: null }] = events;

  expect(JSON.stringify(stored)).not.toContain('ada');
});

test('an unreadable element costs nothing but itself', async () => {
  const { events, deadLetters, outcome } = await received([
    null,
    { portalId: 'x' },
    { ...BASE, subscriptionType: 'contact.creation', objectId: 5 },
  ]);

  expect(events).toHaveLength(1);
  expect(deadLetters.map(({ reason }) => reason)).toEqual(['no_event', 'no_portal']);
  expect(outcome).toMatchObject({ outcome: 'accepted', accepted: 1, unreadable: 2 });
});

const CREATION = { ...BASE, subscriptionType: 'contact.creation', objectId: 5 };
const CHANGE = { ...CREATION, subscriptionType: 'contact.propertyChange', propertyName: 'city', propertyValue: 'x' };
const MERGE = { ...CREATION, subscriptionType: 'contact.merge', newObjectId: 9, mergedObjectIds: [6] };
const seen = (contactId: number, value: string) => ({
  ...look(contactId, false),
  ifNot: { property: 'city', value, at: BASE.occurredAt },
});

describe('an event is read tolerantly', () => {
  test.for<[string, object, Partial<InboxEvent>]>([
    ['ids as text', { ...CREATION, portalId: '7', objectId: ' 5 ' }, { objectId: 5, effect: look(5, true) }],
    ['a value that is a number', { ...CHANGE, propertyValue: 12 }, { effect: seen(5, '12') }],
    ['a value that is true', { ...CHANGE, propertyValue: true }, { effect: seen(5, 'true') }],
    ['a value that is a list', { ...CHANGE, propertyValue: ['a'] }, { effect: look(5, false) }],
    ['a value that is an object', { ...CHANGE, propertyValue: { a: 1 } }, { effect: look(5, false) }],
    ['a value longer than any of ours', { ...CHANGE, propertyValue: 'x'.repeat(1e6) }, { effect: look(5, false) }],
    [
      'a value that PostgreSQL cannot hold',
      { ...CHANGE, propertyValue: 'a\u0000\ud83d' },
      { effect: seen(5, 'a\ufffd') },
    ],
    ['a name that it cannot hold', { ...CHANGE, propertyName: 'a\u0000b' }, { property: 'ab' }],
    ['a name that is a number', { ...CHANGE, propertyName: 5 }, { property: '5' }],
    ['no name', { ...CHANGE, propertyName: null }, { property: '', effect: look(5, false) }],
    ['no type of object where none is needed', { ...CREATION, objectTypeId: null }, { effect: look(5, true) }],
    [
      'subscriptionType null',
      { ...CREATION, subscriptionType: null, eventType: 'contact.creation' },
      { effect: look(5, true) },
    ],
    ['an id of the event as text', { ...CREATION, eventId: '17' }, { eventId: 17 }],
    ['a negative one', { ...CREATION, eventId: -17 }, { eventId: -17 }],
    ['seconds', { ...CREATION, occurredAt: 1_794_700_000 }, { occurredAt: 1_794_700_000_000 }],
    ['milliseconds as text', { ...CREATION, occurredAt: '1794700000123' }, { occurredAt: 1_794_700_000_123 }],
    ['a date as text', { ...CREATION, occurredAt: '2026-11-15T23:53:20.123Z' }, { occurredAt: 1_794_786_800_123 }],
    ['no instant', { ...CREATION, occurredAt: null }, { occurredAt: NOW }],
    ['an instant that is none', { ...CREATION, occurredAt: {} }, { occurredAt: NOW }],
    ['an instant beyond all dates', { ...CREATION, occurredAt: 1e300 }, { occurredAt: NOW }],
    ['a merged id by itself, as text', { ...MERGE, mergedObjectIds: '6' }, { effect: merged([6]) }],
    ['merged ids of which one is none', { ...MERGE, mergedObjectIds: [6, null, 'x'] }, { effect: merged([6]) }],
    ['merged ids null', { ...MERGE, mergedObjectIds: null }, { effect: merged([]) }],
  ])('%s', async ([, event, expected]) => {
    const { events, outcome } = await received([event]);

    expect(outcome).toMatchObject({ outcome: 'accepted', accepted: 1, unreadable: 0 });
    expect(events).toMatchObject([expected]);
  });

  test('one event without an array', async () => {
    expect((await received(CREATION)).events).toMatchObject([{ effect: look(5, true) }]);
  });

  test.for([[undefined], [null], ['c1b2'], [2 ** 60], [1e300], [{}]])(
    'an id that is no exact number tells events apart, and the same event again is the same (%o)',
    async ([eventId]) => {
      const event = { ...MERGE, eventId };
      const { events } = await received([event, event, { ...event, mergedObjectIds: [7] }]);
      const ids = events.map((e) => e.eventId);

      expect(ids[0]).toBe(ids[1]);
      expect(ids.every(Number.isSafeInteger)).toBe(true);
      if (typeof eventId !== 'string') expect(ids[2]).not.toBe(ids[0]);
    },
  );

  test('one that is sent again is the same event, with and without an id', async () => {
    for (const eventId of [1, undefined]) {
      const sent = (attemptNumber: number) => ({ ...CHANGE, eventId, attemptNumber });
      const { events } = await received([sent(0), sent(1)]);
      expect(events[1]).toEqual({ ...events[0], repeated: true });
      expect(events[0]).toMatchObject({ repeated: false });
    }
  });

  test('without an id, a change is not taken for an echo: two values at one instant would be one event', async () => {
    expect((await received([{ ...CHANGE, eventId: null }])).events).toMatchObject([{ effect: look(5, false) }]);
  });
});

const merged = (from: number[]) => ({ kind: 'job', job: { payload: { into: 9, from } } }) as unknown as Effect;

describe('an event that does not say what is needed to act becomes a dead letter', () => {
  const VALUE = 'ada@engines.example';
  test.for<[string, object, Partial<WebhookDeadLetter>]>([
    ['no portal', { ...CHANGE, portalId: null }, { portalId: null, reason: 'no_portal', objectIds: [5] }],
    ['a portal that is no id', { ...CHANGE, portalId: 0.5 }, { portalId: null, reason: 'no_portal' }],
    [
      'no record',
      { ...CHANGE, objectId: undefined },
      { portalId: 7, reason: 'no_object', type: 'contact.propertyChange' },
    ],
    ['a record beyond exact numbers', { ...CHANGE, objectId: '9007199254740993' }, { reason: 'no_object' }],
    ['a record that is true', { ...CHANGE, objectId: true }, { reason: 'no_object' }],
    ['no type', { ...CHANGE, subscriptionType: null }, { reason: 'no_type', objectIds: [5] }],
    ['no kind of record', { ...CHANGE, subscriptionType: 'object.creation' }, { reason: 'no_object_type' }],
    ['a merge into nobody', { ...MERGE, objectId: null, newObjectId: null }, { reason: 'no_object', objectIds: [6] }],
    [
      'a link from nowhere',
      { ...CHANGE, subscriptionType: 'contact.associationChange', objectId: 'x' },
      { reason: 'no_object' },
    ],
  ])('%s', async ([, event, expected]) => {
    const { deadLetters, events, outcome } = await received([
      { ...event, propertyValue: VALUE, [VALUE]: VALUE },
      CREATION,
    ]);
    const all = [
      ...deadLetters,
      ...events.flatMap(({ effect }) => (effect.kind === 'dead_letter' ? [effect.deadLetter] : [])),
    ];

    expect(all).toMatchObject([{ what: 'event', ...expected }]);
    expect(all[0]?.shape).toContain(`propertyValue text(${VALUE.length})`);
    expect(JSON.stringify(all)).not.toContain('ada');
    expect(outcome).toMatchObject({ outcome: 'accepted', accepted: 1, unreadable: 1 });
  });

  test('the same fault again is the same dead letter, whatever the values and ids', async () => {
    const { deadLetters } = await received([
      { ...CHANGE, portalId: null },
      { ...CHANGE, portalId: null, objectId: 6, propertyValue: 'longer' },
      { ...CHANGE, portalId: 'x' },
    ]);

    expect(new Set(deadLetters.map(({ key }) => key)).size).toBe(2);
  });
});

test('what Ripen does not know is acknowledged and counted', async () => {
  const { outcome } = await received([
    { ...CREATION, subscriptionType: 'object.creation', objectTypeId: '2-4711' },
    { ...CREATION, subscriptionType: 'contact.somethingNew' },
    { ...CREATION, subscriptionType: 'constructor.creation' },
    { ...CREATION, subscriptionType: 'object.creation', objectTypeId: '__proto__' },
    CREATION,
  ]);

  expect(outcome).toMatchObject({ outcome: 'accepted', accepted: 5, unknown: 4, unreadable: 0 });
});

test.for<[unknown, string, string]>([
  [undefined, 'not_json', '8 bytes'],
  [null, 'no_events', '4 bytes, null'],
  [{}, 'no_events', '2 bytes, object(0)'],
  [5, 'no_events', '1 bytes, number'],
  ['ada', 'no_events', '5 bytes, text(3)'],
  [[null, [], 'ada', {}], 'no_events', '18 bytes, list(4)'],
])(
  'a body in which there is no event is one dead letter, and not to be acknowledged (%o)',
  async ([body, reason, shape]) => {
    const first = await received(body);
    const again = await received(body);

    expect(first.outcome).toMatchObject({ outcome: 'unreadable', deadLetters: [{ what: 'delivery', reason, shape }] });
    expect(again.deadLetters).toEqual(first.deadLetters);
  },
);

test('an empty delivery is nothing', async () => {
  expect((await received([])).outcome).toMatchObject({ outcome: 'accepted', accepted: 0, unreadable: 0 });
});
