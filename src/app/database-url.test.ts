import { describe, expect, it } from 'vitest';
import { problemOfDatabaseUrl } from './database-url.ts';

describe('the address of a database', () => {
  it.each([
    'postgres://ripen:s3cret@db.example.com/ripen',
    'postgresql://ripen:s3cret@db.example.com:6432/ripen?sslmode=verify-full&application_name=leads',
    'postgres://ripen@localhost/ripen?host=%2Frun%2Fpostgresql',
    'postgres://ripen@/ripen?host=/run/postgresql',
    'postgres://ripen:p%23s%2Fs%40%25@[::1]:5432/ripen',
    'postgres://ripen@%2Frun%2Fpostgresql/ripen',
    'postgres://db.example.com/ripen',
    'postgres://db.example.com',
  ])('takes %s', (url) => expect(problemOfDatabaseUrl(url)).toBeNull());

  it.each([
    ['#', 'postgres://ripen:s3#cret@db/ripen'],
    ['# after digits only', 'postgres://ripen:12#cret@db/ripen'],
    ['/', 'postgres://ripen:s3/cret@db/ripen'],
    ['/ after digits only', 'postgres://ripen:12/cret@db/ripen'],
    ['?', 'postgres://ripen:s3?cret@db/ripen'],
    ['? after digits only', 'postgres://ripen:12?cret@db/ripen'],
    ['%', 'postgres://ripen:s3%cret@db/ripen'],
    ['@ and /', 'postgres://ripen:s3@x/cret@db/ripen'],
    ['a space', 'postgres://ripen:s3 cret@db/ripen'],
    ['a line break', 'postgres://ripen:s3cret\n@db/ripen'],
    ['#, at the end', 'postgres://ripen:cret#@db/ripen'],
  ])('says how to write an unencoded %s, and nothing of the password', (_what, url) => {
    const problem = problemOfDatabaseUrl(url);

    expect(problem).toMatch(/%23.*%2F.*%25/);
    expect(problem).not.toMatch(/cret|s3/);
  });

  it('says what is expected when it is no address of PostgreSQL at all', () => {
    expect(problemOfDatabaseUrl('mysql://u:cret@h/d')).toBe('expected postgres://user:password@host:5432/database');
  });
});
