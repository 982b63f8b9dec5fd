const OTHERWISE = 'or set DATABASE_URL to a PostgreSQL server (15 or newer)';

/**
 * What a person can do when PostgreSQL does not start, by what it said; '' when we know nothing.
 * `version`: of the data.
 */
export function remedyFor(said: string, { dir, version }: { readonly dir: string; readonly version: string }): string {
  return REMEDIES.find(([words]) => words.test(said))?.[1](dir, version) ?? '';
}

const REMEDIES: readonly (readonly [RegExp, (dir: string, version: string) => string])[] = [
  [
    /incompatible with server/,
    (dir, version) =>
      `The data in ${dir} were made by PostgreSQL ${version}, which is another version. Take them out with pg_dump of that ` +
      `version and load them into an empty DATA_DIR, ${OTHERWISE}.`,
  ],
  [/invalid permissions/, (dir) => `Only its owner may enter that folder. Run: chmod 700 "${dir}"`],
  [
    /wrong ownership|[Pp]ermission denied/,
    (dir) =>
      `${dir} and all that is in it must belong to the account that runs Ripen. Run as that account, or chown it.`,
  ],
  [
    /is not a valid data directory|could not access the server configuration file/,
    (dir) => `${dir} holds no whole database. Move it away, or set DATA_DIR to another folder.`,
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
