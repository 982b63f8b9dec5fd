import { setTimeout as delay } from 'node:timers/promises';
import { findElsewhere, putElsewhere } from '../../../store/portals/elsewhere.ts';
import {
  copyPortal,
  emptyPortal,
  fencePortal,
  presenceOf,
  unfenceGone,
  unfencePortal,
} from '../../../store/portals/moving-portal.ts';
import { type Db, portalUnderNoName } from '../../../store/transaction.ts';

/** The database with the directory, and with every portal of which that says nothing. */
export const HOME = 'home';

export type Place = { readonly name: string; readonly db: Db };

export type MoveOutcome =
  | { readonly outcome: 'moved'; readonly from: string; readonly rows: number; readonly standstillMs: number }
  /** it was there already; what an earlier move had left to do is done */
  | { readonly outcome: 'there' }
  /** a move that had begun is taken back: the portal stays where it was */
  | { readonly outcome: 'stays' }
  | { readonly outcome: 'not_installed' }
  /** an earlier move goes elsewhere: end that one first */
  | { readonly outcome: 'moves_to'; readonly place: string }
  /** another database has rows of the portal, and no move of it has begun */
  | { readonly outcome: 'twice'; readonly place: string };

/**
 * Moves a portal while it is served. Its writes stand still while its rows are carried over:
 * whoever asks is told to come again, and HubSpot does. Killed at any point, the same call goes on:
 * the target shows nothing before it has everything, the directory follows, and the source is
 * emptied last.
 */
export async function movePortal(places: readonly Place[], portalId: number, to: string): Promise<MoveOutcome> {
  const placeOf = (name: string) => {
    const place = places.find((known) => known.name === name);
    if (place === undefined) throw portalUnderNoName(portalId, name);
    return place;
  };
  const home = placeOf(HOME);
  const target = placeOf(to);

  for (const { db } of places) await unfenceGone(db, portalId);
  const left = await leftBehind(places, portalId);
  if (left !== null) {
    const goal = placeOf(left.movingTo);
    const hasArrived = async () => (await presenceOf(goal.db, portalId))?.movingTo === null;
    const here = left.place.name;
    if (!(await hasArrived())) {
      if (to === here && (await unfencePortal(left.place.db, portalId, { here, hasArrived })))
        return { outcome: 'stays' };
      if (to !== here && to !== goal.name) return { outcome: 'moves_to', place: goal.name };
    }
    if (await hasArrived()) await settle(home, left.place, goal, portalId);
  }

  const source = placeOf((await findElsewhere(home.db, portalId)) ?? HOME);
  if ((await presenceOf(source.db, portalId)) === null) return { outcome: 'not_installed' };
  if (source.name === to) return { outcome: 'there' };
  for (const { name, db } of places)
    if (name !== source.name && (await presenceOf(db, portalId)) !== null) return { outcome: 'twice', place: name };

  const began = performance.now();
  const fence = await fenceSoon(source, portalId, to);
  if (fence === 'gone') return { outcome: 'not_installed' };
  if (fence === 'elsewhere') return movePortal(places, portalId, to);
  const rows = await copyPortal(source.db, target, portalId);
  const standstillMs = Math.round(performance.now() - began);
  await settle(home, source, target, portalId);
  return { outcome: 'moved', from: source.name, rows, standstillMs };
}

/** How soon to ask again whether new tokens have come. */
const TOKENS_MS = 250;

async function fenceSoon(source: Place, portalId: number, to: string) {
  for (;;) {
    const fence = await fencePortal(source.db, portalId, to);
    if (fence !== 'renewing') return fence;
    await delay(TOKENS_MS);
  }
}

/** Where a move has begun and not ended. */
async function leftBehind(places: readonly Place[], portalId: number) {
  for (const place of places) {
    const presence = await presenceOf(place.db, portalId);
    if (presence !== null && presence.movingTo !== null) return { place, movingTo: presence.movingTo };
  }
  return null;
}

/** The target has all: the directory says so, and then the source is emptied. */
async function settle(home: Place, source: Place, target: Place, portalId: number): Promise<void> {
  await putElsewhere(home.db, portalId, target.name === HOME ? null : target.name);
  await emptyPortal(source.db, portalId, target.name);
}
