import { expect, test } from 'vitest';
import { HANDLERS } from '../../../workflows-actions/handlers.ts';
import { contactOf, factsOf, MODEL, NOW } from '../../../workflows-actions/testing.ts';
import { NO_TURNS } from '../../domain/sales/routing.ts';
import { answerEnrolments } from './answer-enrolments.ts';

const NORTH = {
  id: 'north',
  label: 'North',
  owners: [
    { id: '1', weight: 1, capacity: 2 },
    { id: '2', weight: 1, capacity: 1 },
  ],
};

test('contacts of one batch take turns in their territory, within its capacities, and each enrolment is an occasion', () => {
  const callbacks = [1, 2, 3, 4, 5].map((contactId) => ({
    callbackId: `ap-${contactId}`,
    contactId,
    action: 'route_to_sales',
    input: { owners: '8', fallback_owner: '9', due_hours: '1' },
    contact: contactOf({ facts: factsOf({ country: contactId === 5 ? 'FR' : 'SE' }) }),
    deadLetter: false,
  }));

  const { assignments, answers, turns } = answerEnrolments(HANDLERS, callbacks, {
    now: NOW,
    model: MODEL,
    owners: new Set(['1', '2', '8', '9']),
    turns: NO_TURNS,
    territoryOf: ({ facts }) => (facts?.contact['country'] === 'SE' ? NORTH : undefined),
  });

  expect(answers.map(({ outputs }) => outputs['owner_id'])).toEqual(['1', '2', '1', '9', '8']);
  expect(assignments).toEqual([
    { contactId: 1, occasion: 'workflow ap-1', territory: 'north', ownerId: '1', by: 'turn' },
    { contactId: 2, occasion: 'workflow ap-2', territory: 'north', ownerId: '2', by: 'turn' },
    { contactId: 3, occasion: 'workflow ap-3', territory: 'north', ownerId: '1', by: 'turn' },
    { contactId: 4, occasion: 'workflow ap-4', territory: 'north', ownerId: '9', by: 'fallback' },
    { contactId: 5, occasion: 'workflow ap-5', territory: 'chosen:8', ownerId: '8', by: 'turn' },
  ]);
  expect(turns.open).toEqual(new Map(Object.entries({ 1: 2, 2: 1, 9: 1, 8: 1 })));
});
