import type { Logger } from 'pino';
import { troubleOf } from '../postgres/trouble.ts';
import { connectWhenThere, type Database, openDatabase } from '../store/database.ts';
import { assertApart, findElsewhere, placePortal } from '../store/portals/elsewhere.ts';
import { countConnected, presenceOf } from '../store/portals/moving-portal.ts';
import { portalUnderNoName } from '../store/transaction.ts';
import { HOME } from '../use-cases/portals/move/move-portal.ts';
import type { Config } from './config.ts';

/** One of the databases between which portals are distributed. */
export type PlaceDatabase = Database & { readonly name: string };

/** Which portal is in which database. */
export type Directory = {
  /** the first one is `home`: it says where the portals are */
  readonly places: readonly [PlaceDatabase, ...PlaceDatabase[]];
  readonly of: (portalId: number) => Promise<PlaceDatabase>;
  /** the same for a portal that is installed now: a new one is given a place */
  readonly forInstall: (portalId: number) => Promise<PlaceDatabase>;
  /** resolves with a sentence when one of them cannot be used any more by this process */
  readonly lost: Promise<Error>;
  readonly close: (graceMs?: number) => Promise<void>;
};

/**
 * Opens the databases of the configuration; with a single one nothing is ever looked up. Others
 * than the first one may be away: the portals of the rest are served.
 */
export async function openDirectory(
  { database, databases }: Pick<Config, 'database' | 'databases'>,
  log: Logger,
): Promise<Directory> {
  const opened: PlaceDatabase[] = [];
  const away: string[] = [];
  const close = async (graceMs?: number) => {
    await Promise.all(opened.map((place) => place.close(graceMs)));
  };
  try {
    opened.push({ name: HOME, ...(await openDatabase(database, log)) });
    for (const [name, connectionString] of databases) {
      const { isThere, ...place } = await connectWhenThere({ connectionString }, log).catch(unusable(name));
      opened.push({ name, ...place });
      if (!isThere) away.push(name);
    }
    if (opened.length > 1) await assertApart(opened.filter(({ name }) => !away.includes(name)));
  } catch (error) {
    await close();
    throw error;
  }
  const [home, ...others] = opened as [PlaceDatabase, ...PlaceDatabase[]];
  const lost = Promise.race(opened.map((place) => place.lost));
  const directory = { places: [home, ...others] as const, lost, close };
  if (others.length === 0) return { ...directory, of: async () => home, forInstall: async () => home };
  return { ...directory, ...lookUps(home, opened) };
}

const unusable = (name: string) => (cause: unknown) => {
  throw new Error(`The database "${name}" of DATABASES cannot be used: ${(cause as Error).message}`, { cause });
};

/** So long `home` is not asked again when it has failed: each request would wait for it. */
const SPARED_MS = 5_000;

function lookUps(home: PlaceDatabase, places: readonly PlaceDatabase[]): Pick<Directory, 'of' | 'forInstall'> {
  /** What was last heard: while `home` fails it serves. A portal that has moved away refuses. */
  const heard = new Map<number, string>();
  let sparedUntil = 0;

  function placeNamed(portalId: number, name: string): PlaceDatabase {
    const place = places.find((known) => known.name === name);
    if (place === undefined) throw portalUnderNoName(portalId, name);
    return place;
  }

  async function nameOf(portalId: number): Promise<string> {
    const known = heard.get(portalId);
    if (known !== undefined && performance.now() < sparedUntil) return known;
    try {
      const name = (await findElsewhere(home.interactive, portalId)) ?? HOME;
      heard.set(portalId, name);
      return name;
    } catch (error) {
      if (troubleOf(error) === null) throw error;
      sparedUntil = performance.now() + SPARED_MS;
      if (known === undefined) throw error;
      return known;
    }
  }

  return {
    of: async (portalId) => placeNamed(portalId, await nameOf(portalId)),
    async forInstall(portalId) {
      const name = await nameOf(portalId);
      const isNew = name === HOME && (await presenceOf(home.interactive, portalId)) === null;
      if (!isNew) return placeNamed(portalId, name);
      const emptiest = await leastUsed(places);
      if (emptiest !== home) await placePortal(home.interactive, portalId, emptiest.name);
      return placeNamed(portalId, await nameOf(portalId));
    },
  };
}

/**
 * The database with the fewest connected portals, of those that take writes; of several the first.
 */
async function leastUsed(places: readonly PlaceDatabase[]): Promise<PlaceDatabase> {
  const counted = await Promise.all(places.map(async (place) => ({ place, count: await roomTaken(place) })));
  return counted.reduce((least, next) => (next.count < least.count ? next : least)).place;
}

/** Infinite where nothing can be placed. A slow database has a second chance to answer. */
async function roomTaken({ probe, interactive }: PlaceDatabase): Promise<number> {
  const trouble = await probe();
  if (trouble !== null && trouble !== 'silent') return Number.POSITIVE_INFINITY;
  return countConnected(interactive).catch((error: unknown) => {
    if (troubleOf(error) === null) throw error;
    return Number.POSITIVE_INFINITY;
  });
}
