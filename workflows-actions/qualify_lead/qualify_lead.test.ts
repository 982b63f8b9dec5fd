import { describe, expect, it } from 'vitest';
import type { Memory } from '../../src/domain/contact.ts';
import type { ContactInAction } from '../../src/use-cases/actions/workflow-action.ts';
import { memoryAt } from '../../test/support/scenes/memory.ts';
import { contactOf, decide, evaluationOf, NOW } from '../testing.ts';
import { qualifyLead } from './handler.ts';

const memory = (qualification: Memory['qualification']): Memory =>
  memoryAt(NOW - 10, { qualification, qualifiedSince: 0 });
const HAND_BACK = { decision: 'hand_back', reason: 'No budget' };

describe('qualify lead', () => {
  it('notes the decision, and drops the reason of an earlier one', () => {
    expect(decide(qualifyLead, { decision: 'mql' })).toMatchObject({
      note: { decisions: { qualification: { qualification: 'mql', at: NOW }, qualificationReason: null } },
    });
  });

  it.each<[string, Partial<ContactInAction> | null, string]>([
    ['an SQL', { memory: memory('sql') }, 'done'],
    ['an MQL', { memory: memory('mql') }, 'NOT_SQL'],
    [
      'one who was made SQL a moment ago',
      { memory: memory('mql'), decisions: { qualification: { qualification: 'sql', at: NOW } } },
      'done',
    ],
    [
      'one whose decision is older than the evaluation',
      { memory: memory('mql'), decisions: { qualification: { qualification: 'sql', at: 5 } } },
      'NOT_SQL',
    ],
    ['one that we do not know', null, 'NOT_SQL'],
    ['a customer', { evaluation: evaluationOf({ relation: 'customer' }), memory: memory('sql') }, 'NOT_A_PROSPECT'],
  ])('a hand-back of %s', (_, contact, expected) => {
    const result = decide(qualifyLead, HAND_BACK, { contact: contact && contactOf(contact) });

    expect(result.outcome === 'done' ? 'done' : result.code).toBe(expected);
    if (result.outcome === 'done')
      expect(result.note).toEqual({
        decisions: { handedBackAt: NOW, handBackKind: 'other', handBackReason: 'No budget' },
        inputs: {},
        activities: [],
      });
  });

  it('a hand-back for want of a budget answers that question', () => {
    const contact = contactOf({ memory: memory('sql') });

    expect(decide(qualifyLead, { decision: 'hand_back', kind: 'no_budget' }, { contact })).toMatchObject({
      note: {
        decisions: { handedBackAt: NOW, handBackKind: 'no_budget', bant: { budget: { source: 'workflow', at: NOW } } },
        inputs: { ripen_bant_budget: 'no' },
      },
    });
  });
});
