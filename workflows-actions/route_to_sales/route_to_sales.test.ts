import { describe, expect, it } from 'vitest';
import { NO_TURNS } from '../../src/domain/sales/routing.ts';
import type { ActionContext, ActionResult } from '../../src/use-cases/actions/workflow-action.ts';
import { contactOf, decide, factsOf, NOW } from '../testing.ts';
import { routeToSales } from './handler.ts';

const FIELDS = { owners: '12;11;13', fallback_owner: '20', due_hours: '24' };
const owners = new Set(['11', '12', '13', '20']);
const owned = (id: string) => contactOf({ facts: factsOf({ hubspot_owner_id: id }) });

/** The steps of several contacts, one after the other. */
function decideAll(contexts: readonly Partial<ActionContext>[]): ActionResult[] {
  let turns = NO_TURNS;
  return contexts.map((context) => {
    const result = decide(routeToSales, FIELDS, { owners, turns, ...context });
    if (result.outcome === 'done' && result.given !== undefined) turns = result.given.turns;
    return result;
  });
}

describe('route to sales', () => {
  it('takes turns, whatever the order in which they were ticked', () => {
    const chosen = decideAll([{}, {}, {}, {}]);

    expect(chosen.map((result) => result.outcome === 'done' && result.outputs['owner_id'])).toEqual([
      '11',
      '12',
      '13',
      '11',
    ]);
    expect(chosen[0]).toMatchObject({
      outcome: 'done',
      outputs: { owner_id: '11', chosen_by: 'turn', task_due_at: `${NOW + 86_400_000}` },
      task: { subject: 'Get in touch', ownerId: '11', dueAt: NOW + 86_400_000 },
      note: { inputs: { hubspot_owner_id: '11' } },
      given: { territory: 'chosen:11;12;13', route: { ownerId: '11', by: 'turn' } },
    });
  });

  it("asks the owners of the contact's territory, whoever was ticked", () => {
    const territory = { id: 'north', label: 'North', owners: [{ id: '13', weight: 1, capacity: 1 }] };

    const chosen = decideAll([{ territory }, { territory }, {}]);

    expect(
      chosen.map((result) => result.outcome === 'done' && [result.outputs['owner_id'], result.given?.territory]),
    ).toEqual([
      ['13', 'north'],
      ['20', 'north'],
      ['11', 'chosen:11;12;13'],
    ]);
  });

  it('keeps the owner, and takes no turn', () => {
    const result = decide(routeToSales, FIELDS, { owners, contact: owned('13') });

    expect(result).toMatchObject({
      outputs: { owner_id: '13', chosen_by: 'existing' },
      given: { turns: { queues: new Map(), open: new Map([['13', 1]]) } },
    });
    expect(result).not.toHaveProperty('note');
  });

  it('keeps an owner that was given a moment ago and is not in HubSpot yet', () => {
    const contact = contactOf({ inputs: { hubspot_owner_id: '12' } });

    expect(decide(routeToSales, FIELDS, { owners, contact })).toMatchObject({ outputs: { chosen_by: 'existing' } });
  });

  it.each([
    ['an owner who has left', owned('99'), ['11', '20'], { owner_id: '11', chosen_by: 'turn' }],
    ['all of the chosen having left', contactOf(), ['20'], { owner_id: '20', chosen_by: 'fallback' }],
  ])('with %s', (_, contact, present, outputs) => {
    expect(decide(routeToSales, FIELDS, { owners: new Set(present), contact })).toMatchObject({ outputs });
  });

  it('says that nobody is left', () => {
    expect(decide(routeToSales, FIELDS)).toMatchObject({ outcome: 'refused', code: 'NO_OWNER' });
  });
});
