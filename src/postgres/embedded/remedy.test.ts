import { expect, it } from 'vitest';
import { remedyFor } from './remedy.ts';

it.each([
  [
    'DETAIL:  Permissions should be u=rwx (0700)\nFATAL:  data directory "/d/postgres" has invalid permissions',
    'chmod 700',
  ],
  ['FATAL:  data directory "/d/postgres" has wrong ownership', 'must belong to the account'],
  ['FATAL:  could not write lock file "postmaster.pid": No space left on device', 'Make room'],
  ['FATAL:  could not open file "x": Read-only file system', 'takes no writes'],
  ['PANIC:  could not locate a valid checkpoint record at 0/0', 'Restore them from a backup'],
  ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', 'too little memory'],
  ['postgres could not access the server configuration file "/d/postgres/postgresql.conf"', 'holds no whole database'],
  [
    'FATAL:  database files are incompatible with server',
    'made by PostgreSQL 16, which is another version. Take them out',
  ],
  ['FATAL:  something that nobody knows', ''],
])('says what to do about: %s', (said, remedy) => {
  expect(remedyFor(said, { dir: '/d/postgres', version: '16' })).toContain(remedy);
});
