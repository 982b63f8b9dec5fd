import { sql } from 'kysely';
import type { CostLine } from '../../domain/figures/costs.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';

/** What a source cost in a month (`2026-11`), in the currency of the account. */
export type SourceCost = { readonly source: string; readonly month: string; readonly amount: number };

export async function listCosts(db: Db, portalId: number, months: readonly string[]): Promise<SourceCost[]> {
  const { rows } = await sql<SourceCost>`
    select source, month, amount from source_cost where portal_id = ${portalId} and month = any(${months}::text[])
    order by source, month`.execute(db);
  return rows;
}

/** Each takes the place of what was known of its source and month; `amount` null: unknown again. */
export async function putCosts(db: Db, portalId: number, costs: readonly CostLine[]): Promise<void> {
  await inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return;
    const given = sql`jsonb_to_recordset(${json(costs)}) as t(source text, month text, amount double precision)`;
    await sql`
      delete from source_cost c using ${given}
      where c.portal_id = ${portalId} and c.source = t.source and c.month = t.month`.execute(trx);
    await sql`
      insert into source_cost (portal_id, source, month, amount)
      select ${portalId}, source, month, amount from ${given} where amount is not null`.execute(trx);
  });
}

/** The sources of all contacts, each once. */
export async function knownSources(db: Db, portalId: number): Promise<readonly string[]> {
  const { rows } = await sql<{ source: string }>`
    select distinct source from passage where portal_id = ${portalId} and source is not null`.execute(db);
  return rows.map(({ source }) => source);
}
