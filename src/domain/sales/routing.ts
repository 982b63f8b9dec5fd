import type { Model } from '../model/model.ts';
import { numberFieldsOf } from '../model/number-fields.ts';
import { compileCondition, type FactView, type Test } from '../rules/condition.ts';

export type Territory = Model['routing']['territories'][number];
/**
 * `weight`: a whole number, the share of turns; `capacity`: open contacts at a time, absent: any
 * number
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
 * The owner whose turn it is, and the queue after that turn. Null: nobody is available.
 *
 * This is the quota method of Balinski and Young (The quota method of apportionment, American
 * Mathematical Monthly 82, 1975): of those whom one more turn would not take a whole turn beyond
 * their share, the one whose turn would be overdue first, and of equals the one who waited longest.
 * While nobody comes or goes, everybody is less than one turn away from the share. Who is away does
 * not gather turns; who is new, or has another weight, starts where the others are. An owner who
 * stands there twice counts once, as at the first place: a line that was copied by mistake gives
 * nobody more.
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
    ...known.map((o) => (available.has(o.id) ? o : { ...o, taken: Math.max(o.taken, evenFor(o.weight)) })),
    ...owners.filter(({ id }) => !knownIds.has(id)).map(({ id, weight }) => ({ id, weight, taken: evenFor(weight) })),
  ];

  const waiting = queue.filter(({ id }) => available.has(id));
  const all = sumOf(waiting);
  const next = waiting
    .filter(({ taken, weight }) => taken * all.weight < (all.taken + 1) * weight)
    .reduce((first, other) => ((other.taken + 1) * first.weight < (first.taken + 1) * other.weight ? other : first));
  return { id: next.id, queue: [...queue.filter((o) => o !== next), { ...next, taken: next.taken + 1 }] };
}

/** Each owner as at its first place. */
export const once = (owners: readonly Owner[]): readonly Owner[] =>
  owners.filter(({ id }, at) => owners.findIndex((other) => other.id === id) === at);

const sumOf = (queue: Queue) => ({
  taken: queue.reduce((sum, { taken }) => sum + taken, 0),
  weight: queue.reduce((sum, { weight }) => sum + weight, 0),
});

/**
 * Turns and open contacts of a portal: queues by the name of their round robin, open contacts by
 * owner.
 */
export type Turns = {
  readonly queues: ReadonlyMap<string, Queue>;
  readonly open: ReadonlyMap<string, number>;
};

export const NO_TURNS: Turns = { queues: new Map(), open: new Map() };

/** A contact that should have an owner. */
export type RoutingCase = {
  /** the owner it has; stays, unless gone from the account */
  readonly existing: string | undefined;
  /** a territory's id, or another name under which owners take turns; absent: no territory fits */
  readonly roundRobin?: string | undefined;
  readonly owners: readonly Owner[];
  /** gets the contact when nobody can take a turn */
  readonly fallback: string | undefined;
};

export type Route = { readonly ownerId: string; readonly by: 'existing' | 'turn' | 'fallback' };

/** The owner of a contact, and what was given after that. Null: nobody is left in the account. */
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
