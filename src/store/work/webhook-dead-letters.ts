import { sql } from 'kysely';
import type { WebhookDeadLetter } from '../../domain/sync/webhook-dead-letter.ts';
import { boundedKey } from '../bounded-key.ts';
import { type Db, inTransaction } from '../transaction.ts';

/** A stored dead letter of a webhook. Instants are ms since 1970. */
export type KeptWebhookDeadLetter = Omit<WebhookDeadLetter, 'key'> & {
  readonly times: number;
  readonly firstAt: number;
  readonly lastAt: number;
};

/** So many dead letters are kept of a portal, and of unknown portals: the newest. */
const DEAD_LETTERS_KEPT = 500;
/** The portal of dead letters that name none; no portal has this id. */
const UNKNOWN = 0;
/** So many record ids are kept in a dead letter. */
const IDS_KEPT = 50;

/**
 * Stores dead letters, or counts known ones again. It locks their rows until the transaction ends,
 * so call it last. For dead letters of a portal the transaction must hold the portal.
 */
export async function putWebhookDeadLetters(
  db: Db,
  deadLetters: readonly WebhookDeadLetter[],
  now: number,
): Promise<void> {
  if (deadLetters.length === 0) return;
  // In the order of keys, so that two deliveries never deadlock.
  const rows = deadLetters
    .map((deadLetter) => ({ ...deadLetter, key: boundedKey(deadLetter.key), type: boundedKey(deadLetter.type) }))
    .sort((a, b) => (a.portalId ?? UNKNOWN) - (b.portalId ?? UNKNOWN) || (a.key < b.key ? -1 : 1));
  await inTransaction(db, async (trx) => {
    for (const row of rows) await putWebhookDeadLetter(trx, row, now);
    for (const portalId of new Set(rows.map((row) => row.portalId))) await prune(trx, portalId);
  });
}

async function putWebhookDeadLetter(trx: Db, deadLetter: WebhookDeadLetter, now: number): Promise<void> {
  const { key, portalId, what, reason, type, objectIds, shape } = deadLetter;
  await sql`
    insert into webhook_dead_letter as l (key, portal_id, what, reason, type, object_ids, shape, times, first_at, last_at)
    values (${key}, ${portalId ?? UNKNOWN}, ${what}, ${reason}, ${type}, ${objectIds.slice(0, IDS_KEPT)}::bigint[], ${shape}, 1, ${now}, ${now})
    on conflict (portal_id, key) do update set
      times = l.times + 1,
      last_at = greatest(l.last_at, excluded.last_at),
      shape = excluded.shape,
      object_ids = (excluded.object_ids || array(
        select id from unnest(l.object_ids) with ordinality as known(id, n)
        where id <> all(excluded.object_ids) order by n))[1:${sql.lit(IDS_KEPT)}]`.execute(trx);
}

async function prune(trx: Db, portalId: number | null): Promise<void> {
  await sql`
    delete from webhook_dead_letter where portal_id = ${portalId ?? UNKNOWN} and key in (
      select key from webhook_dead_letter where portal_id = ${portalId ?? UNKNOWN}
      order by last_at desc, key offset ${DEAD_LETTERS_KEPT})`.execute(trx);
}

/** The dead letters of a portal, or (`all`) of all and those that name none; the latest first. */
export async function listWebhookDeadLetters(
  db: Db,
  { portalId, limit }: { readonly portalId: number | 'all'; readonly limit: number },
): Promise<KeptWebhookDeadLetter[]> {
  const { rows } = await sql<KeptWebhookDeadLetter>`
    select what, nullif(portal_id, ${UNKNOWN}) as "portalId", reason, type, to_jsonb(object_ids) as "objectIds", shape, times,
      first_at as "firstAt", last_at as "lastAt"
    from webhook_dead_letter where ${portalId === 'all' ? sql`true` : sql`portal_id = ${portalId}`}
    order by last_at desc, key limit ${limit}`.execute(db);
  return rows;
}

/** How many dead letters there are, over all portals. */
export async function countWebhookDeadLetters(db: Db): Promise<number> {
  const { rows } = await sql<{
    deadLetters: number;
  }>`select count(*) as "deadLetters" from webhook_dead_letter`.execute(db);
  return rows[0]!.deadLetters;
}

/**
 * Removes the ids of erased contacts from dead letters, also from those without a portal; one that
 * named no other record goes. For the transaction that erases the contacts.
 */
export async function forgetInWebhookDeadLetters(
  trx: Db,
  portalId: number,
  contactIds: readonly number[],
): Promise<void> {
  await sql`
    with named as materialized (
      select portal_id, key, array(select id from unnest(object_ids) with ordinality as known(id, n)
        where id <> all(${contactIds}::bigint[]) order by n) as others
      from webhook_dead_letter where portal_id in (${portalId}, ${UNKNOWN}) and object_ids && ${contactIds}::bigint[]
      order by portal_id, key for update
    ), gone as (
      delete from webhook_dead_letter l using named where l.portal_id = named.portal_id and l.key = named.key and others = '{}'
    )
    update webhook_dead_letter l set object_ids = others from named
    where l.portal_id = named.portal_id and l.key = named.key and others <> '{}'`.execute(trx);
}
