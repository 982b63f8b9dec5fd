import { describe, expect, it } from 'vitest';
import { salesLoad } from './sales-load.ts';

const answered = (owner: string, kept: number, late = 0) => ({ owner, due: kept + late, kept });
const load = (change: Partial<Parameters<typeof salesLoad>[0]>) =>
  salesLoad({
    weeks: { sqls: 8, answers: 8 },
    current: [],
    draft: [],
    atOnce: [],
    answers: [],
    teams: [],
    ...change,
  });

describe('what a draft asks of sales', () => {
  it('is told by owner and team, a week, against what they answered in time; who gets too much comes first', () => {
    const rows = load({
      current: [{ owner: '1', sqls: 80 }],
      draft: [
        { owner: '1', sqls: 112 },
        { owner: '2', sqls: 40 },
        { owner: '', sqls: 4 },
      ],
      atOnce: [{ owner: '2', sqls: 3 }],
      answers: [answered('1', 72, 16), answered('2', 80)],
      teams: [
        { name: 'North', owners: ['1', '2'] },
        { name: 'Idle', owners: ['9'] },
      ],
    });
    expect(rows).toEqual([
      { owners: ['1'], team: null, atOnce: 0, before: 10, after: 14, answered: 9 },
      { owners: ['1', '2'], team: 'North', atOnce: 3, before: 10, after: 19, answered: 19 },
      { owners: ['2'], team: null, atOnce: 3, before: 0, after: 5, answered: 10 },
      { owners: [''], team: null, atOnce: 0, before: 0, after: 0.5, answered: null },
    ]);
  });

  it.each([
    ['too few answers were owed', { answers: [answered('1', 4)] }, null],
    ['just enough', { answers: [answered('1', 5)] }, 0.6],
    ['Ripen has watched too short a time', { answers: [answered('1', 9)], weeks: { sqls: 8, answers: 1.9 } }, null],
    ['nothing was owed', { answers: [] }, null],
    ['none was given in time', { answers: [answered('1', 0, 9)] }, 0],
  ] as const)('says only what it knows: %s', (_what, change, expected) => {
    expect(load({ draft: [{ owner: '1', sqls: 8 }], ...change })).toMatchObject([{ after: 1, answered: expected }]);
  });

  it('leaves out who gets nothing', () => {
    expect(load({ draft: [{ owner: '1', sqls: 0 }], answers: [answered('1', 9)] })).toEqual([]);
  });
});
