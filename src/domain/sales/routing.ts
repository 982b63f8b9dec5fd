import type { Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { compileCondition, type FactView, type Test } from '../rules/condition.ts';

export type Territory = Model['routing']['territories'][number];
/**
 * An owner who takes turns. `weight`: a whole number, the share of turns. `capacity`: how many
 * contacts may be open at a time; absent: any number.
 */
export type Owner = { readonly id: string; readonly weight: number; readonly capacity?: number | undefined };

export type CompiledTerritory = { readonly territory: Territory; readonly test: Test | null };

export const compileTerritories = (model: Model): readonly CompiledTerritory[] =>
  model.routing.territories.map((territory) => ({
    territory,
    test: territory.when === undefined ? null : compileCondition(territory.when, numberFieldsOf(model)),
  }));

/** The first territory that the facts fit. */
export const territoryOf = (
  territories: readonly CompiledTerritory[],
  facts: FactView,
  now: number,
): Territory | undefined => territories.find(({ test }) => test === null || test.holds(facts, now))?.territory;

/**
 * How many turns each owner of a round robin has had; the owner who waited longest comes first.
 * Plain JSON, kept between turns.
 */
export type Queue = readonly { readonly id: string; readonly weight: number; readonly taken: number }[];

/**
 * The owner whose turn it is, and the queue after that turn. null: nobody is available.
 *
 * This is the quota method of Balinski and Young (The quota method of apportionment, American
 * Mathematical Monthly 82, 1975). Owners whom one more turn would take a whole turn beyond their
 * share are left out; of the others the turn goes to the one whose turn would be overdue first, and
 * of equals to the one who waited longest. While nobody comes or goes, everybody is less than one
 * turn away from their share. An owner who is away gathers no turns. A new owner, or one with
 * another weight, starts where the others are. An owner who is listed twice counts once, so that a
 * line copied by mistake gives nobody more.
 */
export function takeTurn(
  candidates: readonly Owner[],
  before: Queue,
  isAvailable: (owner: Owner) => boolean,
): { readonly id: string; readonly queue: Queue } | null {
  const owners = once(candidates);
  const available = new Set(owners.filter(isAvailable).map(({ id }) => id));
  if (available.size === 0) return null;

  const weights = new Map(owners.map(({ id, weight }) => [id, weight]));
  const known = before.filter(({ id, weight }) => weights.get(id) === weight);
  const present = known.filter(({ id }) => available.has(id));
  const level = sumOf(present.length > 0 ? present : known);
  const evenFor = (weight: number) => (level.weight === 0 ? 0 : (level.taken * weight) / level.weight);
  const knownIds = new Set(known.map(({ id }) => id));
  const queue: Queue = [
    ...known.map((place) =>
      available.has(place.id) ? place : { ...place, taken: Math.max(place.taken, evenFor(place.weight)) },
    ),
    ...owners.filter(({ id }) => !knownIds.has(id)).map(({ id, weight }) => ({ id, weight, taken: evenFor(weight) })),
  ];

  const waiting = queue.filter(({ id }) => available.has(id));
  const all = sumOf(waiting);
  const next = waiting
    .filter(({ taken, weight }) => isLess(taken * all.weight, (all.taken + 1) * weight))
    .reduce((first, other) =>
      isLess((other.taken + 1) * first.weight, (first.taken + 1) * other.weight) ? other : first,
    );
  return { id: next.id, queue: [...queue.filter((place) => place !== next), { ...next, taken: next.taken + 1 }] };
}

/** Each owner once, as at its first place in the list. */
export const once = (owners: readonly Owner[]): readonly Owner[] =>
  owners.filter(({ id }, at) => owners.findIndex((other) => other.id === id) === at);

/** Whether it is less by more than sums of fractions are off. */
const isLess = (a: number, b: number): boolean => b - a > 1e-9 * b;

const sumOf = (queue: Queue) => ({
  taken: queue.reduce((sum, { taken }) => sum + taken, 0),
  weight: queue.reduce((sum, { weight }) => sum + weight, 0),
});

/** Of a portal: the queues by name of the round robin, and the number of open contacts by owner. */
export type Turns = {
  readonly queues: ReadonlyMap<string, Queue>;
  readonly open: ReadonlyMap<string, number>;
};

export const NO_TURNS: Turns = { queues: new Map(), open: new Map() };

/** A contact that should have an owner. */
export type RoutingCase = {
  /** the owner that the contact has; stays, unless the account does not have the owner any more */
  readonly existing: string | undefined;
  /** the id of a territory, or another name of a round robin; absent: no territory fits */
  readonly roundRobin?: string | undefined;
  readonly owners: readonly Owner[];
  /** gets the contact when nobody can take a turn */
  readonly fallback: string | undefined;
};

export type Route = { readonly ownerId: string; readonly by: 'existing' | 'turn' | 'fallback' };

/** Chooses the owner of a contact; `turns`: after that. null: the account has nobody to take it. */
export function chooseOwner(
  turns: Turns,
  { existing, roundRobin, owners, fallback }: RoutingCase,
  inAccount: ReadonlySet<string>,
): { readonly route: Route; readonly turns: Turns } | null {
  const routed = (route: Route, queues = turns.queues) => {
    const open = new Map(turns.open).set(route.ownerId, (turns.open.get(route.ownerId) ?? 0) + 1);
    return { route, turns: { queues, open } };
  };
  if (existing !== undefined && inAccount.has(existing)) return routed({ ownerId: existing, by: 'existing' });
  if (roundRobin !== undefined) {
    const hasRoom = ({ id, capacity = Infinity }: Owner) => inAccount.has(id) && (turns.open.get(id) ?? 0) < capacity;
    const turn = takeTurn(owners, turns.queues.get(roundRobin) ?? [], hasRoom);
    if (turn !== null)
      return routed({ ownerId: turn.id, by: 'turn' }, new Map(turns.queues).set(roundRobin, turn.queue));
  }
  return fallback !== undefined && inAccount.has(fallback) ? routed({ ownerId: fallback, by: 'fallback' }) : null;
}
