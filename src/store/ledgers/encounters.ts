import { sql } from 'kysely';
import type { Encounter } from '../../domain/figures/encounters.ts';
import { type Db, json } from '../transaction.ts';

/** Notes content that contacts met. The earliest encounter stays, whatever the order of notes. */
export async function noteEncounters(
  trx: Db,
  portalId: number,
  encounters: readonly (Encounter & { readonly contactId: number })[],
): Promise<void> {
  if (encounters.length === 0) return;
  const rows = encounters.map(({ contactId, ...encounter }) => ({ contact_id: contactId, ...encounter }));
  await sql`
    insert into encounter as k (portal_id, contact_id, kind, what, at, signal)
    select ${portalId}, t.* from jsonb_to_recordset(${json(rows)})
      as t(contact_id bigint, kind text, what text, at bigint, signal text)
    order by t.contact_id, t.kind, t.what
    on conflict (portal_id, contact_id, kind, what) do update set
      at = least(k.at, excluded.at), signal = least(k.signal, excluded.signal)
    where excluded.at < k.at or excluded.signal < k.signal`.execute(trx);
}

/** Carries the encounters of a merged contact over. */
export async function carryEncounters(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  await sql`
    insert into encounter as k (portal_id, contact_id, kind, what, at, signal)
    select portal_id, ${into}::bigint, kind, what, at, signal from encounter
    where portal_id = ${portalId} and contact_id = ${from}
    on conflict (portal_id, contact_id, kind, what) do update set
      at = least(k.at, excluded.at), signal = least(k.signal, excluded.signal)`.execute(trx);
}
