import type { Cluster } from './postgres-cluster.ts';

const OTHERWISE = 'or set DATABASE_URL to a PostgreSQL server (15 or newer)';

/** What a person can do when PostgreSQL does not start, by what it said; '' when we know nothing. */
export function remedyFor(said: string, { dir }: Pick<Cluster, 'dir'>): string {
  const older = /initialized by PostgreSQL version (\S+?),? which is not compatible with this version (\d+)/.exec(said);
  if (older !== null || /incompatible with server/.test(said))
    return (
      `The data in ${dir} were made by ${older === null ? 'another version of PostgreSQL' : `PostgreSQL ${older[1]}`}. ` +
      `Take them out with pg_dump of that version and load them into an empty DATA_DIR, ${OTHERWISE}.`
    );
  return REMEDIES.find(([words]) => words.test(said))?.[1](dir) ?? '';
}

const REMEDIES: readonly (readonly [RegExp, (dir: string) => string])[] = [
  [/invalid permissions/, (dir) => `Only its owner may enter that folder. Run: chmod 700 "${dir}"`],
  [
    /wrong ownership|[Pp]ermission denied/,
    (dir) =>
      `${dir} and all that is in it must belong to the account that runs Ripen. Run as that account, or chown it.`,
  ],
  [/No space left on device/, (dir) => `The disk of ${dir} (or /dev/shm) is full. Make room there and start again.`],
  [/Read-only file system/, (dir) => `${dir} lies on a disk that takes no writes. Set DATA_DIR to another one.`],
  [
    /could not locate a valid checkpoint|invalid primary checkpoint|could not open file "?global\/pg_control/,
    (dir) => `The data in ${dir} are damaged. Restore them from a backup, or set DATA_DIR to an empty folder.`,
  ],
  [
    /Cannot allocate memory|could not create shared memory|shmget|could not map anonymous/,
    () => `This machine gives PostgreSQL too little memory. Give it more, ${OTHERWISE}.`,
  ],
];
