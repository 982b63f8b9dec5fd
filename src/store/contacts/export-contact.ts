import { sql } from 'kysely';
import type { LinkedFacts } from '../../domain/contact.ts';
import { pointOf } from '../ledgers/score-history.ts';
import type { Db } from '../transaction.ts';
import { activityOf } from './activity-pack.ts';
import { factsIn, type StoredFacts } from './stored-facts.ts';
import { type StoredStanding, standingIn } from './stored-standing.ts';

/** Told in rows, wherever they are stored. */
const IN_ROWS = ['activity', 'activity_pack', 'score_point', 'score_history'];

type StoredContact = {
  readonly facts: StoredFacts | null;
  readonly pending_facts: StoredFacts<Partial<LinkedFacts>> | null;
  readonly standing: StoredStanding | null;
};

const inFull = ({ facts, pending_facts: pending, standing, ...row }: StoredContact): object => ({
  ...row,
  facts: facts && factsIn(facts),
  pending_facts: pending && factsIn(pending),
  standing: standingIn(standing),
});

/**
 * All that is stored of one contact, by table, for a person who asks for their data. It asks the
 * database for its tables, so that no later table is forgotten. null: nothing is stored.
 */
export async function exportContact(
  db: Db,
  { portalId, contactId }: { readonly portalId: number; readonly contactId: number },
): Promise<Readonly<Record<string, readonly object[]>> | null> {
  const { rows: tables } = await sql<{ readonly name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = current_schema() and column_name = 'contact_id' order by 1`.execute(db);
  const parts = tables
    .filter(({ name }) => !IN_ROWS.includes(name))
    .map(
      ({ name }) => sql`
      select ${sql.lit(name)} as name, to_jsonb(t) as row from ${sql.table(name)} t
      where t.portal_id = ${portalId} and t.contact_id = ${contactId}`,
    );
  const { rows } = await sql<{ readonly name: string; readonly row: StoredContact | object }>`
    ${sql.join(parts, sql` union all `)} union all
    select 'activity', to_jsonb(a) from ${activityOf(sql`${portalId}`, sql`${contactId}`)} a union all
    select 'score_point', to_jsonb(p) from ${pointOf(sql`${portalId}`, sql`${contactId}`)} p union all
    select 'dead_letter', to_jsonb(l) from dead_letter l
    where l.portal_id = ${portalId} and l.what = 'contact' and l.key = ${`${contactId}`}`.execute(db);
  if (rows.length === 0) return null;
  const ofTable = Map.groupBy(rows, ({ name }) => name);
  return Object.fromEntries(
    [...ofTable].map(([name, found]) => [name, found.map(({ row }) => ('standing' in row ? inFull(row) : row))]),
  );
}
