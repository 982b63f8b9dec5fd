import { describe, expect, test } from 'vitest';
import { type EventEffect, type InboxEvent, receiveWebhooks } from './receive-webhooks.ts';

const NOW = Date.UTC(2026, 10, 16);
const BASE = { eventId: 1, portalId: 7, occurredAt: NOW - 1000, attemptNumber: 0 };

/** What the inbox was given for one delivery. */
async function received(
  events: unknown,
): Promise<{ events: InboxEvent[]; outcome: Awaited<ReturnType<typeof receiveWebhooks>> }> {
  const kept: InboxEvent[] = [];
  const outcome = await receiveWebhooks(
    events,
    async (delivery) => {
      kept.push(...delivery.events);
      return { outcome: 'accepted', accepted: delivery.events.length, duplicates: 0, echoes: 0 };
    },
    NOW,
  );
  return { events: kept, outcome };
}

const look = (contactId: number, relink: boolean) => ({ kind: 'look', contactId, relink }) as const;

describe('what an event asks for', () => {
  test.for<[string, object, EventEffect]>([
    ['a new contact', { subscriptionType: 'object.creation', objectTypeId: '0-1', objectId: 5 }, look(5, true)],
    ['the same, in classic words', { subscriptionType: 'contact.creation', objectId: 5 }, look(5, true)],
    ['the same, where the type is called eventType', { eventType: 'contact.creation', objectId: 5 }, look(5, true)],
    ['a restored contact', { subscriptionType: 'object.restore', objectTypeId: '0-1', objectId: 5 }, look(5, true)],
    [
      'a deleted contact',
      { subscriptionType: 'object.deletion', objectTypeId: '0-1', objectId: 5 },
      { kind: 'erase', contactId: 5 },
    ],
    [
      'a privacy deletion',
      { subscriptionType: 'contact.privacyDeletion', objectId: 5 },
      { kind: 'erase', contactId: 5 },
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
      { ...look(5, false), ifNot: { property: 'lifecyclestage', value: 'lead' } },
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
      { kind: 'job', job: { kind: 'merge', key: '9<6,5', payload: { into: 9, from: [6, 5] } } },
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
  const { events, outcome } = await received([
    null,
    { portalId: 'x' },
    { ...BASE, subscriptionType: 'contact.creation', objectId: 5 },
  ]);

  expect(events).toHaveLength(1);
  expect(outcome).toMatchObject({ outcome: 'accepted', accepted: 1, unreadable: 2 });
});

test.for([[{}], ['text'], [null], [undefined]])('a body that is no array is told (%o)', async ([body]) => {
  expect((await received(body)).outcome).toMatchObject({
    outcome: 'unreadable',
    problem: expect.stringContaining('expected a JSON array'),
  });
});
