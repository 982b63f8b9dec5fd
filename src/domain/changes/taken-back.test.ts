import { describe, expect, it } from 'vitest';
import { memoryAt } from '../../../test/support/memory.ts';
import type { Former, Memory } from '../contact.ts';
import { formerUnder, takenBack } from './taken-back.ts';

const memory = (change: Partial<Memory>): Memory => memoryAt(0, change);
const left = (version: number, qualifiedSince: number): Former => ({ version, memory: memory({ qualifiedSince }) });

describe('what a version left is found again', () => {
  const formers = [left(1, 10), left(2, 20), left(4, 40)];
  it.each([
    ['the one right before', [4], 5, 40],
    ['any earlier one', [1], 5, 10],
    ['one that never reached the contact: as the one before it left it', [3], 5, 20],
    ['the same document under two numbers: as it was left last', [1, 4], 5, 40],
    ['one that judges the contact still', [5], 5, null],
    ['one after that which judges it', [6], 5, null],
    ['one before the contact came', [0], 5, null],
    ['no roll-back', [], 5, null],
    ['a contact that no known version judged', [1], null, null],
  ])('%s', (_, takenUp, judgedBy, since) => {
    expect(formerUnder(takenUp, { formers, judgedBy })?.qualifiedSince ?? null).toBe(since);
  });
});

describe('a touch that was open when the version came that is taken back', () => {
  const email = { track: 'mql_nurture', kind: 'email', dueAt: 5, late: false } as const;
  const manual = { track: 'dormant_sql', kind: 'manual', dueAt: 6, late: false } as const;

  it('is open again if it is an e-mail, once', () => {
    const then = memory({ open: [email, manual] });
    expect(takenBack(memory({ open: [] }), then, null).open).toEqual([email]);
    expect(takenBack(memory({ open: [email] }), then, null).open).toEqual([email]);
  });

  it('stays over once another one has fallen due', () => {
    const since = memory({ open: [], lastTouch: { kind: 'email', wanted: 9, at: 9 } });
    expect(takenBack(since, memory({ open: [email] }), null).open).toEqual([]);
  });
});
