import { parse } from 'libpg-query';
import { expect, it } from 'vitest';
import { unfenced } from './portal-fence.ts';

const COLUMNS = new Map([
  ['contact', ['portal_id', 'contact_id', 'score']],
  ['task', ['portal_id', 'contact_id', 'key']],
  ['probe', ['at']],
]);
/** $1 is the portal's id. */
const openIn = async (statement: string) =>
  (await parse(statement)).stmts!.flatMap(({ stmt }) => unfenced(stmt, COLUMNS, (parameter) => parameter === 1));

it.each([
  'select * from contact where portal_id = $1 and contact_id = $2',
  'select from contact k where $1::bigint = k.portal_id',
  'select from contact k join task t on t.portal_id = k.portal_id where k.portal_id = $1',
  'select from contact k join task t using (portal_id, contact_id) where t.portal_id = $1',
  'select from contact k left join task t on t.portal_id = k.portal_id where k.portal_id = $1',
  'select from contact k where k.portal_id = $1 and exists (select from task t where t.portal_id = k.portal_id)',
  'with a as (select portal_id, contact_id from contact where portal_id = $1) update task t set key = $2 from a where (t.portal_id, t.contact_id) = (a.portal_id, a.contact_id)',
  'with a(p) as (select portal_id from contact where portal_id = $1) delete from task where portal_id in (select p from a)',
  'insert into task (portal_id, contact_id) select $1, contact_id from contact where portal_id = $1',
  'insert into task (contact_id, portal_id) values ($2, $1), ($3, $1)',
  'with gone as (delete from task where portal_id = $1 returning *) insert into contact (portal_id) select portal_id from gone',
  'select from contact where portal_id = $1 union all select from task where portal_id in ($1, $1)',
  'select from contact k cross join lateral (select from task t where t.portal_id = k.portal_id) x where k.portal_id = $1',
  'select from probe',
])('every table is restricted: %s', async (statement) => {
  expect(await openIn(statement)).toEqual([]);
});

it.each([
  ['select from contact', ['contact']],
  ['select from contact where contact_id = $1', ['contact']],
  ['select from contact where portal_id = $2', ['contact']],
  ['select from contact where portal_id > $1', ['contact']],
  ['select from contact where not portal_id = $1', ['contact']],
  ['select from contact where portal_id = $1 or contact_id = $2', ['contact']],
  ['select from contact where portal_id in ($1, $2)', ['contact']],
  ['select from contact where portal_id = any($1)', ['contact']],
  ['select from contact where portal_id = 1', ['contact']],
  ['select from contact k join task t on t.contact_id = k.contact_id where k.portal_id = $1', ['t']],
  ['select from contact k left join task t on k.portal_id = t.portal_id and t.portal_id = $1', ['k']],
  ['select from contact k left join task t on k.portal_id = $1', ['k', 't']],
  ['select from contact k where exists (select from task t where t.portal_id = $1 and k.portal_id = $1)', ['k']],
  ['select (select max(score) from contact) from task where portal_id = $1', ['contact']],
  ['update task t set key = k.score from contact k where t.portal_id = $1', ['k']],
  ['delete from task using contact k where k.portal_id = $1', ['task']],
  ['insert into task (portal_id) values ($1), ($2)', ['task']],
  ['insert into task (portal_id) select portal_id from contact', ['task', 'contact']],
  ['with a as (select * from contact) select from a where a.portal_id = $1', ['contact']],
  [
    'with a as (select portal_id from contact union select portal_id from task where portal_id = $1) select from a',
    ['contact'],
  ],
])('a table is open: %s', async (statement, open) => {
  expect((await openIn(statement)).sort()).toEqual([...open].sort());
});
