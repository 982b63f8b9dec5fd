import { describe, expect, it } from 'vitest';
import { contactOf, decide, evaluationOf, NOW } from '../testing.ts';
import { moveInNurture } from './handler.ts';

const LATER = Date.UTC(2026, 11, 24);

describe('move in nurture', () => {
  it.each([
    [
      { move: 'put_in', track: 'mql_nurture' },
      { track: { value: 'mql_nurture', since: NOW, until: null }, pausedUntil: null },
    ],
    [
      { move: 'put_in', track: 'dormant_sql', until: '2026-12-24' },
      { track: { value: 'dormant_sql', since: NOW, until: LATER }, pausedUntil: null },
    ],
    [{ move: 'take_out' }, { track: { value: 'none', since: NOW, until: null } }],
    [{ move: 'pause', until: `${LATER}` }, { pausedUntil: LATER }],
    [{ move: 'let_ripen_decide' }, { track: null, pausedUntil: null }],
  ])('%j', (fields, decisions) => {
    expect(decide(moveInNurture, fields as Record<string, string>)).toMatchObject({ note: { decisions } });
  });

  it('does not end on the day that it begins', () => {
    expect(decide(moveInNurture, { move: 'pause', until: `${NOW}` })).toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('never brings a lost deal into automated nurture', () => {
    const contact = contactOf({ evaluation: evaluationOf({ segment: 'closed_lost' }) });

    expect(decide(moveInNurture, { move: 'put_in', track: 'mql_nurture' }, { contact })).toMatchObject({
      code: 'CLOSED_LOST',
    });
    expect(decide(moveInNurture, { move: 'put_in', track: 'sales_ready' }, { contact })).toMatchObject({
      outcome: 'done',
    });
  });
});
