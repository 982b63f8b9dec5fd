import { sql } from 'kysely';
import { type Db, json } from '../transaction.ts';

/** A property of the account with its labels; one of companies has `company.` before its name. */
export type AccountProperty = {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
};

/** Of the account's forms; null: Ripen may not read them. */
export type FormNames = readonly string[] | null;

export async function putProperties(
  db: Db,
  portalId: number,
  {
    properties,
    forms,
    now,
  }: { readonly properties: readonly AccountProperty[]; readonly forms: FormNames; readonly now: number },
): Promise<void> {
  await sql`
    insert into account_property (portal_id, definitions, forms, at)
    select portal_id, ${json(properties)}, ${forms === null ? null : json(forms)}::jsonb, ${now}
    from portal where portal_id = ${portalId} for key share
    on conflict (portal_id) do update
    set definitions = excluded.definitions, forms = excluded.forms, at = excluded.at`.execute(db);
}

/** The stored properties; empty: Ripen has not read them yet. */
export async function findProperties(db: Db, portalId: number): Promise<readonly AccountProperty[]> {
  const { rows } = await sql<{ definitions: readonly AccountProperty[] }>`
    select definitions from account_property where portal_id = ${portalId}`.execute(db);
  return rows[0]?.definitions ?? [];
}

export async function findForms(db: Db, portalId: number): Promise<FormNames> {
  const { rows } = await sql<{ forms: FormNames }>`
    select forms from account_property where portal_id = ${portalId}`.execute(db);
  return rows[0]?.forms ?? null;
}
