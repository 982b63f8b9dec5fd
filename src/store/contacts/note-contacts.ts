import { sql } from 'kysely';
import type { Activity, Decisions, Properties } from '../../domain/contact.ts';
import { type Deed, recordDeeds } from '../ledgers/audit.ts';
import { madeDue } from '../make-due.ts';
import { type Db, holdPortal, inTransaction, json } from '../transaction.ts';
import { keepActivities } from './keep-activities.ts';

/** What a person or a workflow tells of a contact. Fields that are left out change nothing. */
export type Note = {
  readonly contactId: number;
  /** these replace earlier decisions of the same name; null takes one back */
  readonly decisions?: { readonly [K in keyof Decisions]?: Decisions[K] | null };
  /** property values to be written to HubSpot with the next evaluation */
  readonly inputs?: Properties;
  /** a known id changes nothing */
  readonly activities?: readonly Activity[];
  /** read the contact from HubSpot before it is evaluated */
  readonly refresh?: boolean;
  /** what somebody did on the card, for the audit */
  readonly deed?: Deed;
};

/**
 * Stores notes, one per contact, and makes the contacts due, in one transaction. An unknown contact
 * is inserted, to be read first. False: the portal is not active, and nothing was stored.
 */
export async function noteContacts(
  db: Db,
  { portalId, notes, now }: { readonly portalId: number; readonly notes: readonly Note[]; readonly now: number },
): Promise<boolean> {
  if (notes.length === 0) return true;
  const rows = notes.map(({ contactId, decisions = {}, inputs = {}, refresh = false }) => ({
    contact_id: contactId,
    decisions,
    inputs,
    refresh,
  }));
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) !== 'active') return false;
    await sql`
      insert into contact as k (portal_id, contact_id, seq, stale, run_at, decisions, inputs)
      select ${portalId}, contact_id, 1, true, ${now}, jsonb_strip_nulls(decisions), nullif(inputs, '{}')
      from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, decisions jsonb, inputs jsonb, refresh boolean)
      order by contact_id
      on conflict (portal_id, contact_id) do update set
        ${madeDue(sql<number>`excluded.run_at`)},
        stale = k.stale or (select refresh from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, refresh boolean)
          where t.contact_id = k.contact_id),
        decisions = jsonb_strip_nulls(coalesce(k.decisions, '{}') || (
          select decisions from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint, decisions jsonb)
          where t.contact_id = k.contact_id)),
        inputs = nullif(coalesce(k.inputs, '{}') || coalesce(excluded.inputs, '{}'), '{}')`.execute(trx);

    await keepActivities(
      trx,
      portalId,
      notes.flatMap(({ contactId, activities }) => (activities === undefined ? [] : [{ contactId, activities }])),
    );
    const deeds = notes.flatMap(({ contactId, deed }) => (deed === undefined ? [] : [{ contactId, ...deed }]));
    await recordDeeds(trx, portalId, deeds, now);
    return true;
  });
}
