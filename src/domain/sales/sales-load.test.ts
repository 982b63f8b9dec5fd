import { describe, expect, it } from 'vitest';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { salesLoad } from './sales-load.ts';

const { work } = compileModel(DEFAULT_MODEL);
/** A Monday at nine. */
const MONDAY = Date.UTC(2026, 10, 2, 9);
const HOUR = 3_600_000;
const answered = (owner: string, times: number, afterHours: number | null) =>
  Array.from({ length: times }, (_, day) => {
    const since = MONDAY + 7 * DAY * (day % 2);
    return { owner, since, answeredAt: afterHours === null ? null : since + afterHours * HOUR };
  });
const load = (change: Partial<Parameters<typeof salesLoad>[0]>) =>
  salesLoad({
    weeks: { sqls: 8, answers: 8 },
    current: [],
    draft: [],
    atOnce: [],
    answers: [],
    workingHours: 4,
    work,
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
      answers: [...answered('1', 72, 2), ...answered('1', 8, 30), ...answered('1', 8, null), ...answered('2', 80, 1)],
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
    ['too few answers were owed', { answers: answered('1', 4, 1) }, null],
    ['just enough', { answers: answered('1', 5, 1) }, 0.6],
    ['Ripen has watched too short a time', { answers: answered('1', 9, 1), weeks: { sqls: 8, answers: 1.9 } }, null],
    ['the model asks for no answers', { answers: answered('1', 9, 1), workingHours: null }, null],
    ['nothing was answered', { answers: answered('1', 9, null) }, 0],
    ['all were late', { answers: answered('1', 9, 40) }, 0],
  ] as const)('says only what it knows: %s', (_what, change, expected) => {
    expect(load({ draft: [{ owner: '1', sqls: 8 }], ...change })).toMatchObject([{ after: 1, answered: expected }]);
  });

  it('leaves out who gets nothing', () => {
    expect(load({ draft: [{ owner: '1', sqls: 0 }], answers: answered('1', 9, 1) })).toEqual([]);
  });
});
