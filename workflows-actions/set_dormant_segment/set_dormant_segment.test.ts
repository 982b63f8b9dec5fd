import { describe, expect, it } from 'vitest';
import { contactOf, decide, evaluationOf, NOW } from '../testing.ts';
import { setDormantSegment } from './handler.ts';

describe('set dormant segment', () => {
  it.each(['none', 'closed_lost', 'dormant_sql', 'dormant_mql', 'dormant_unqualified'])(
    '%s, until the days are over',
    (segment) => {
      const until = NOW + 30 * 86_400_000;

      expect(decide(setDormantSegment, { segment, days: '30' })).toEqual({
        outcome: 'done',
        outputs: { until: `${until}` },
        note: { decisions: { segment: { value: segment, since: NOW, until } } },
      });
    },
  );

  it('leaves customers alone', () => {
    const contact = contactOf({ evaluation: evaluationOf({ relation: 'customer' }) });

    expect(decide(setDormantSegment, { segment: 'none', days: '1' }, { contact })).toMatchObject({
      code: 'NOT_A_PROSPECT',
    });
  });
});
