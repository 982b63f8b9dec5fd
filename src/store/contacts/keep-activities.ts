import { sql } from 'kysely';
import { timelineOrder } from '../../domain/activity/timeline.ts';
import type { Activity } from '../../domain/contact.ts';
import { cleanText } from '../../domain/text/text.ts';
import { boundedKey } from '../bounded-key.ts';
import { type Db, json, jsonText } from '../transaction.ts';
import { activitiesIn, activitiesOfK, packOf, type StoredActivities } from './activity-pack.ts';
import { anyOf } from './erase-contacts.ts';

/** A contact with more keeps the newer ones in rows: each arrival makes its pack anew. */
const MOST_PACKED = 500;

export type ActivitiesOf = { readonly contactId: number; readonly activities: readonly Activity[] };

/**
 * Stores activities of known contacts, one entry each; a known id changes nothing. Puts what an
 * earlier program or a merge has left in rows into the pack. The caller has locked the contacts.
 */
export async function keepActivities(trx: Db, portalId: number, told: readonly ActivitiesOf[]): Promise<void> {
  if (told.length === 0) return;
  const stored = await storedOf(
    trx,
    portalId,
    told.map(({ contactId }) => contactId),
  );
  const packs: ActivitiesOf[] = [];
  const rows: object[] = [];
  const emptied: number[] = [];
  for (const { contactId, activities } of told) {
    const before = stored.get(contactId) ?? [null, null];
    const known = activitiesIn(before);
    const all = new Map(known.map((activity) => [activity.id, activity]));
    const isNew: Activity[] = [];
    for (const activity of activities) {
      const id = cleanText(boundedKey(activity.id));
      if (all.has(id)) continue;
      isNew.push({ ...activity, id });
      all.set(id, isNew.at(-1)!);
    }
    if (all.size > MOST_PACKED) for (const activity of isNew) rows.push({ contact_id: contactId, ...activity });
    else if (isNew.length > 0 || before[1] !== null) packs.push({ contactId, activities: [...all.values()] });
    if (all.size <= MOST_PACKED && before[1] !== null) emptied.push(contactId);
  }
  await putPacks(trx, portalId, packs);
  if (emptied.length > 0)
    await sql`delete from activity where portal_id = ${portalId} and contact_id = ${anyOf(emptied)}`.execute(trx);
  if (rows.length > 0)
    await sql`
      insert into activity (portal_id, contact_id, id, signal, at, quantity, source, detail)
      select ${portalId}, t.* from jsonb_to_recordset(${json(rows)})
        as t(contact_id bigint, id text, signal text, at bigint, quantity int, source text, detail text)
      order by contact_id, id on conflict do nothing`.execute(trx);
}

/** What contacts have stored; of very many rows only as many as tell that they stay. */
async function storedOf(
  trx: Db,
  portalId: number,
  contactIds: readonly number[],
): Promise<ReadonlyMap<number, StoredActivities>> {
  const { rows } = await sql<{ contactId: number; activities: StoredActivities }>`
    select k.contact_id as "contactId", ${activitiesOfK(MOST_PACKED + 1)} as activities
    from contact k where k.portal_id = ${portalId} and k.contact_id = ${anyOf(contactIds)}`.execute(trx);
  return new Map(rows.map(({ contactId, activities }) => [contactId, activities]));
}

async function putPacks(trx: Db, portalId: number, packs: readonly ActivitiesOf[]): Promise<void> {
  if (packs.length === 0) return;
  const rows = packs.map(({ contactId, activities }) => {
    const [since, kinds] = packOf(activities.toSorted(timelineOrder));
    return { contact_id: contactId, since, kinds };
  });
  // Through `jsonb` the text would come out longer.
  await sql`
    insert into activity_pack (portal_id, contact_id, since, kinds)
    select ${portalId}, t.* from json_to_recordset(${jsonText(rows)}::json) as t(contact_id bigint, since bigint, kinds json)
    order by contact_id
    on conflict (portal_id, contact_id) do update set since = excluded.since, kinds = excluded.kinds`.execute(trx);
}

/** Gives the activities in the pack of a contact to another one, under the ids that it is told. */
export async function carryPack(
  trx: Db,
  portalId: number,
  { from, into, idOf }: { readonly from: number; readonly into: number; readonly idOf: (id: string) => string },
): Promise<void> {
  const [pack = null] = (await storedOf(trx, portalId, [from])).get(from) ?? [];
  const activities = activitiesIn([pack, null]).map((activity) => ({ ...activity, id: idOf(activity.id) }));
  await keepActivities(trx, portalId, [{ contactId: into, activities }]);
}

/** Deletes activities of a contact. The caller has locked it. Returns how many there were. */
export async function dropActivities(
  trx: Db,
  {
    portalId,
    contactId,
    ids,
  }: { readonly portalId: number; readonly contactId: number; readonly ids: readonly string[] },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    delete from activity where portal_id = ${portalId} and contact_id = ${contactId} and id = any(${ids}::text[])`.execute(
    trx,
  );
  const [pack = null] = (await storedOf(trx, portalId, [contactId])).get(contactId) ?? [];
  const packed = activitiesIn([pack, null]);
  const gone = new Set(ids);
  const left = packed.filter(({ id }) => !gone.has(id));
  if (left.length === 0)
    await sql`delete from activity_pack where portal_id = ${portalId} and contact_id = ${contactId}`.execute(trx);
  else if (left.length < packed.length) await putPacks(trx, portalId, [{ contactId, activities: left }]);
  return Number(numAffectedRows) + packed.length - left.length;
}
