import { sql } from 'kysely';
import { type Db, json } from '../transaction.ts';

/** A property of the account with its labels; one of companies has `company.` before its name. */
export type AccountProperty = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

export async function putProperties(
  db: Db,
  portalId: number,
  { properties, now }: { readonly properties: readonly AccountProperty[]; readonly now: number },
): Promise<void> {
  await sql`
    insert into account_property (portal_id, definitions, at)
    select portal_id, ${json(properties)}, ${now} from portal where portal_id = ${portalId} for key share
    on conflict (portal_id) do update set definitions = excluded.definitions, at = excluded.at`.execute(db);
}

/** The stored properties; empty: Ripen has not read them yet. */
export async function findProperties(db: Db, portalId: number): Promise<readonly AccountProperty[]> {
  const { rows } = await sql<{ definitions: readonly AccountProperty[] }>`
    select definitions from account_property where portal_id = ${portalId}`.execute(db);
  return rows[0]?.definitions ?? [];
}
