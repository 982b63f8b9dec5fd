import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { models, scenes } from '../../../../test/support/scenes/arbitraries.ts';
import { memoryAt } from '../../../../test/support/scenes/memory.ts';
import { type Former, type FormerMemory, KEPT_OF_MEMORY, type Memory } from '../../contact.ts';
import { type Advance, advance } from '../../evaluation/advance.ts';
import type { Asks } from '../../evaluation/asks.ts';
import type { Model } from '../../model/model.ts';
import { compileModel } from '../../rules/compile.ts';
import { openResponse } from '../../sales/response.ts';
import { DAY } from '../../time/time.ts';
import { formerUnder, takenBack } from './taken-back.ts';

const memory = (change: Partial<Memory>): Memory => memoryAt(0, change);
const left = (version: number, qualifiedSince: number): Former => ({ version, memory: memory({ qualifiedSince }) });

describe('what a version left is found again', () => {
  const formers = [left(1, 10), left(2, 20), left(4, 40)];
  const inARow = [left(1, 10), { ...left(4, 20), since: 2 }, left(6, 60)];
  it.each([
    ['the last of a row', [4], 20],
    ['the first of it', [2], 20],
    ['one amid it, and one before', [1, 3], 20],
    ['one before it', [1], 10],
    ['one that never reached the contact', [5], 20],
  ])('of versions in a row that left the same: %s', (_, takenUp, since) => {
    expect(formerUnder(takenUp, { formers: inARow, judgedBy: 7 })?.qualifiedSince ?? null).toBe(since);
  });

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

  it('is open again, once', () => {
    const then = memory({ open: [email, manual] });
    const again = { isAgain: true };
    expect(takenBack(memory({ open: [] }), then, null).open).toEqual(
      [email, manual].map((one) => ({ ...one, ...again })),
    );
    expect(takenBack(memory({ open: [email] }), then, null).open).toEqual([email, { ...manual, ...again }]);
    expect(takenBack(memory({ open: [{ ...manual, late: true }] }), memory({ open: [manual] }), null).open).toEqual([
      { ...manual, ...again },
    ]);
  });

  it('stays over once another one has fallen due', () => {
    const since = memory({ open: [], lastTouch: { kind: 'email', wanted: 9, at: 9 } });
    expect(takenBack(since, memory({ open: [email] }), null).open).toEqual([]);
  });
});

const SECTIONS = [
  'signals',
  'qualification',
  'lifecycle',
  'returns',
  'dormancy',
  'calendar',
  'touch',
  'cadence',
  'response',
  'routing',
  'handBackDays',
  'noCorrespondence',
  'bant',
  'bantAlso',
  'bantFreshDays',
  'start',
] as const satisfies readonly (keyof Model)[];

const pickedOf = (model: Model, sections: readonly (keyof Model)[]): Partial<Model> =>
  Object.fromEntries(sections.map((section) => [section, model[section]]));

/** A response that is over, and until when occasions were judged, show nothing more. */
const lasting = (memory: Memory) => ({ ...memory, owed: openResponse(memory.owed), lookedAt: null });

/** Tasks by their names, as the outbox has them. */
function outbox() {
  const tasks = new Map<string, 'open' | 'COMPLETED' | 'DEFERRED'>();
  const nameOf = ({ kind, occasion }: { readonly kind: string; readonly occasion: number }) => `${kind} ${occasion}`;
  return {
    take(asks: Asks): void {
      for (const task of asks.tasks)
        if (!['open', 'COMPLETED'].includes(tasks.get(nameOf(task)) ?? '')) tasks.set(nameOf(task), 'open');
      for (const task of asks.closed) if (tasks.get(nameOf(task)) === 'open') tasks.set(nameOf(task), task.as);
    },
    open: () => [...tasks].flatMap(([name, state]) => (state === 'open' ? [name] : [])).sort(),
  };
}

it('a version that is taken back leaves nothing: what it ended goes on, what it opened is over', () => {
  const seen = { changed: 0, owed: 0, tasks: 0 };
  fc.assert(
    fc.property(
      scenes(),
      models(),
      fc.subarray([...SECTIONS], { minLength: 1 }),
      fc.integer({ min: 1, max: 200 * DAY }),
      ({ compiled, facts, activities, now }, other, sections, known) => {
        const document = { ...compiled.model, ...pickedOf(other, sections) };
        const tasks = outbox();
        const judge = (
          by: typeof compiled,
          memory: Memory | null,
          at: number,
          dueAt: number | null = null,
        ): Advance => {
          const advanced = advance(by, { ...facts, memory }, activities, at, { dueAt, news: true });
          tasks.take(advanced.asks);
          return advanced;
        };
        const met = judge(compiled, null, now - known).last!;
        const { memory: then } = judge(compiled, met.memory, now, met.nextChangeAt).last!;
        const before = judge(compiled, then, now).last!;
        const openBefore = tasks.open();
        const left = Object.fromEntries(KEPT_OF_MEMORY.map((name) => [name, before.memory[name]])) as FormerMemory;

        const edited = judge(compileModel(document), before.memory, now).last!;
        const openThen = tasks.open();
        const back = judge(compiled, takenBack(edited.memory, left, before.memory.stage), now).last!;

        expect(lasting(back.memory)).toEqual(lasting(before.memory));
        expect(back.written).toEqual(before.written);
        expect(tasks.open()).toEqual(openBefore);
        if (edited.memory.qualification !== before.memory.qualification) seen.changed++;
        if (edited.memory.owed?.isOver !== before.memory.owed?.isOver) seen.owed++;
        if (openThen.join() !== openBefore.join()) seen.tasks++;
      },
    ),
    law(150),
  );
  expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(4);
});
