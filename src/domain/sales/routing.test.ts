import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { NO_FACTS, type Properties } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { parseModel } from '../model/model.ts';
import type { FactView } from '../rules/condition.ts';
import {
  chooseOwner,
  compileTerritories,
  NO_TURNS,
  type Owner,
  type Queue,
  type RoutingCase,
  takeTurn,
  territoryOf,
} from './routing.ts';

const ANN: Owner = { id: '1', weight: 1 };
const BOB: Owner = { id: '2', weight: 1 };
const CEM: Owner = { id: '3', weight: 1 };

describe('territories', () => {
  const routing = {
    automatic: true,
    territories: [
      { id: 'dach', label: 'DACH', when: { field: 'lead.country', oneOf: ['DE', 'AT', 'CH'] }, owners: [{ id: '1' }] },
      { id: 'fresh', label: 'Renewals', when: { field: 'renewal', withinDays: 30 }, owners: [{ id: '2', weight: 3 }] },
      { id: 'world', label: 'Everybody else', owners: [{ id: '3', capacity: 5 }] },
    ],
  };
  const parsed = parseModel({ ...DEFAULT_MODEL, routing });
  if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join('; '));
  const territories = compileTerritories(parsed.model);
  const NOW = Date.UTC(2026, 5, 15);
  const facts = (lead: Properties, contact: Properties = {}): FactView => ({ ...NO_FACTS, contact, lead });

  test.for<[string, FactView, string]>([
    ['the first territory that fits', facts({ country: 'AT' }, { renewal: '2026-06-01' }), 'dach'],
    ['a later one that fits', facts({ country: 'FR' }, { renewal: '2026-06-01' }), 'fresh'],
    ['the last one, when the time of another is over', facts({ country: 'FR' }, { renewal: '2026-05-01' }), 'world'],
    ['the one for everybody, when nothing is known', facts({}), 'world'],
  ])('a contact belongs to %s', ([, known, id]) => {
    expect(territoryOf(territories, known, NOW)?.id).toBe(id);
  });

  test('a contact may belong to none', () => {
    expect(territoryOf(territories.slice(0, 2), facts({}), NOW)).toBeUndefined();
  });
});

describe('choosing an owner', () => {
  const EVERYBODY: ReadonlySet<string> = new Set(['1', '2', '3', '9']);
  const asked: RoutingCase = { existing: undefined, roundRobin: 'dach', owners: [ANN, BOB], fallback: '9' };
  const choose = (part: Partial<RoutingCase>, { turns = NO_TURNS, inAccount = EVERYBODY } = {}) =>
    chooseOwner(turns, { ...asked, ...part }, inAccount)?.route ?? null;

  test.for<[string, Partial<RoutingCase>, ReadonlySet<string>, unknown]>([
    ['the owner it has', { existing: '3' }, EVERYBODY, { ownerId: '3', by: 'existing' }],
    ['the next in turn, the owner having left', { existing: '4' }, EVERYBODY, { ownerId: '1', by: 'turn' }],
    ['the next in turn', {}, EVERYBODY, { ownerId: '1', by: 'turn' }],
    ['who is left', {}, new Set(['2', '9']), { ownerId: '2', by: 'turn' }],
    ['the fallback, all having left', {}, new Set(['9']), { ownerId: '9', by: 'fallback' }],
    ['the fallback, no territory fitting', { roundRobin: undefined }, EVERYBODY, { ownerId: '9', by: 'fallback' }],
    ['nobody, the fallback having left too', {}, new Set(['3']), null],
    ['nobody, there being no fallback', { roundRobin: undefined, fallback: undefined }, EVERYBODY, null],
  ])('a contact gets %s', ([, part, inAccount, route]) => {
    expect(choose(part, { inAccount })).toEqual(route);
  });

  test('an owner at capacity is passed over, whatever the contacts came by; the fallback has no capacity', () => {
    const owners = [
      { ...ANN, capacity: 2 },
      { ...BOB, capacity: 1 },
    ];
    const routes: unknown[] = [];
    let turns = NO_TURNS;
    for (const existing of ['1', undefined, undefined, undefined, undefined]) {
      const chosen = chooseOwner(turns, { ...asked, existing, owners }, EVERYBODY)!;
      routes.push(`${chosen.route.ownerId} by ${chosen.route.by}`);
      turns = chosen.turns;
    }

    expect(routes).toEqual(['1 by existing', '1 by turn', '2 by turn', '9 by fallback', '9 by fallback']);
  });

  test('round robins do not know of each other', () => {
    const first = chooseOwner(NO_TURNS, asked, EVERYBODY)!;

    expect(choose({}, { turns: first.turns })).toMatchObject({ ownerId: '2' });
    expect(choose({ roundRobin: 'world' }, { turns: first.turns })).toMatchObject({ ownerId: '1' });
  });
});

/**
 * Turns one after the other; who is available in each. Owners that are not named in a turn have
 * left the round robin.
 */
function play(rounds: readonly { readonly owners: readonly Owner[]; readonly away: ReadonlySet<string> }[]): string[] {
  let queue: Queue = [];
  return rounds.map(({ owners, away }) => {
    const turn = takeTurn(owners, queue, ({ id }) => !away.has(id))!;
    queue = JSON.parse(JSON.stringify(turn.queue));
    return turn.id;
  });
}

const NOBODY: ReadonlySet<string> = new Set();
const rounds = (owners: readonly Owner[], away: ReadonlySet<string>, turns: number) =>
  Array.from({ length: turns }, () => ({ owners, away }));
const steadily = (owners: readonly Owner[], turns: number) => play(rounds(owners, NOBODY, turns));
const countOf = (turns: readonly string[], id: string) => turns.filter((turn) => turn === id).length;

test.for<[string, readonly Owner[], string]>([
  ['equal weights', [ANN, BOB, CEM], '123123123'],
  ['a double weight', [{ ...ANN, weight: 2 }, BOB], '121121121'],
  ['5 : 1 : 1', [{ ...ANN, weight: 5 }, BOB, CEM], '11121311112131'],
])('turns with %s', ([, owners, order]) => {
  expect(steadily(owners, order.length).join('')).toBe(order);
});

test('who is new begins where the others are, and who was away does not catch up', () => {
  const [both, all] = [
    [ANN, BOB],
    [ANN, BOB, CEM],
  ];
  const turns = play([...rounds(both, NOBODY, 50), ...rounds(all, NOBODY, 30), ...rounds(all, new Set(['1']), 50)]);
  const back = play([...rounds(all, new Set(['1']), 50), ...rounds(all, NOBODY, 30)]);

  expect(['1', '2', '3'].map((id) => countOf(turns.slice(50, 80), id))).toEqual([10, 10, 10]);
  expect(['1', '2', '3'].map((id) => countOf(turns.slice(80), id))).toEqual([0, 25, 25]);
  expect(['1', '2', '3'].map((id) => countOf(back.slice(50), id))).toEqual([10, 10, 10]);
});

test('nobody available is nobody chosen', () => {
  expect(takeTurn([ANN], [], () => false)).toBeNull();
});

test('of two who have had the same, but for sums of fractions, the one who waited longest is next', () => {
  const owners = (...ids: number[]): Owner[] => ids.map((id) => ({ id: `${id}`, weight: 1 }));
  const turns = play([
    ...rounds(owners(0, 1, 2, 3, 4, 5, 6, 7), new Set(['2', '3', '4']), 4),
    ...rounds(owners(0, 2), NOBODY, 7),
    ...rounds(owners(1, 2, 3, 5, 6), new Set(['2', '3']), 4),
    ...rounds(owners(1, 2, 4), NOBODY, 3),
  ]);

  expect(turns.slice(-3)).toEqual(['2', '4', '1']);
});

describe('laws of fairness', () => {
  const weight = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 100 }));
  const ownersOf = (weight: fc.Arbitrary<number>) =>
    fc
      .array(weight, { minLength: 1, maxLength: 8 })
      .map((weights) => weights.map((weight, index): Owner => ({ id: `${index}`, weight })));
  /** Owners come and go, in the round robin and out of the office, and somebody is always there. */
  const roundsOf = (weight: fc.Arbitrary<number>) =>
    ownersOf(weight).chain((owners) =>
      fc.array(
        fc
          .record({
            turns: fc.integer({ min: 1, max: 12 }),
            there: fc.integer({ min: 0, max: 2 ** owners.length - 1 }),
            away: fc.nat(255),
          })
          .map(({ turns, there, away }) => {
            const inIt = owners.filter((_, index) => there & (1 << index));
            const named = inIt.length === 0 ? owners.slice(0, 1) : inIt;
            const gone = named.filter((_, index) => away & (1 << index)).slice(1);
            return { turns, owners: named, away: new Set(gone.map(({ id }) => id)) };
          }),
        { minLength: 1, maxLength: 30 },
      ),
    );
  const flat = (stretches: readonly { turns: number; owners: readonly Owner[]; away: ReadonlySet<string> }[]) =>
    stretches.flatMap(({ turns, ...round }) => Array.from({ length: turns }, () => round));

  test('with equal weights, any turns in succession are shared to within one', () => {
    fc.assert(
      fc.property(
        ownersOf(fc.constant(1)),
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: 1, max: 100 }),
        (owners, skipped, length) => {
          const window = steadily(owners, skipped + length).slice(skipped);

          const counts = owners.map(({ id }) => countOf(window, id));
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
        },
      ),
      law(150),
    );
  });

  test('with any weights, everybody is always less than one turn away from the share', () => {
    fc.assert(
      fc.property(ownersOf(weight), fc.integer({ min: 1, max: 300 }), (owners, length) => {
        const all = owners.reduce((sum, { weight }) => sum + weight, 0);
        const counts = new Map(owners.map(({ id }) => [id, 0]));
        for (const [index, id] of steadily(owners, length).entries()) {
          counts.set(id, counts.get(id)! + 1);
          for (const { id, weight } of owners)
            expect(Math.abs(counts.get(id)! - ((index + 1) * weight) / all)).toBeLessThan(1);
        }
      }),
      law(150),
    );
  });

  test('with equal weights, two who are both there take turns, whoever comes and goes beside them', () => {
    fc.assert(
      fc.property(roundsOf(fc.constant(1)), (stretches) => {
        const rounds = flat(stretches);
        const turns = play(rounds);

        const last = new Map<string, string>();
        for (const [index, { owners, away }] of rounds.entries()) {
          const there = owners.filter(({ id }) => !away.has(id)).map(({ id }) => id);
          for (const pair of last.keys()) if (!pair.split(' ').every((id) => there.includes(id))) last.delete(pair);
          for (const other of there) {
            if (other === turns[index]) continue;
            const pair = [turns[index], other].sort().join(' ');
            expect(last.get(pair)).not.toBe(turns[index]);
            last.set(pair, turns[index]!);
          }
        }
      }),
      law(150),
    );
  });

  /** Turns above or below the share in any stretch in which an owner is there all the time. */
  const MOST_UNFAIR = 4;

  test('with any weights, nobody is starved or flooded while others come and go', () => {
    fc.assert(
      fc.property(roundsOf(weight), (stretches) => {
        const rounds = flat(stretches);
        const turns = play(rounds);

        const ahead = new Map<string, { now: number; least: number; most: number }>();
        for (const [index, { owners, away }] of rounds.entries()) {
          const there = owners.filter(({ id }) => !away.has(id));
          const all = there.reduce((sum, { weight }) => sum + weight, 0);
          for (const id of ahead.keys()) if (!there.some((owner) => owner.id === id)) ahead.delete(id);
          for (const { id, weight } of there) {
            const { now, least, most } = ahead.get(id) ?? { now: 0, least: 0, most: 0 };
            const next = now + (turns[index] === id ? 1 : 0) - weight / all;
            expect(next - least).toBeLessThan(MOST_UNFAIR);
            expect(most - next).toBeLessThan(MOST_UNFAIR);
            ahead.set(id, { now: next, least: Math.min(least, next), most: Math.max(most, next) });
          }
        }
      }),
      law(150),
    );
  });
});

test('owner-twice: an owner whose line was copied has the share of one, with the weight of the first line', () => {
  const owners = ['a', 'a', 'b'].map((id, n) => ({ id, weight: n === 1 ? 9 : 1 }));
  let queue: Queue = [];
  const given: string[] = [];
  for (let lead = 0; lead < 30; lead++) {
    const turn = takeTurn(owners, queue, () => true)!;
    queue = turn.queue;
    given.push(turn.id);
  }

  expect(given.filter((id) => id === 'a')).toHaveLength(15);
});
