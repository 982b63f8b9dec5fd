import { sql } from 'kysely';
import { type Db, json } from '../transaction.ts';
import { askedKey, isAsked } from './cells.ts';
import { type ChosenTraits, presentOnes } from './present.ts';

/*
 * Pages keep the months of single values. Choices of several values are too many for that, and few
 * of them are asked for: those that many contacts share are kept once somebody has asked.
 */

const DAY = 86_400_000;
/** Of each account those that were asked for last. */
const MOST = 8;
const FORGOTTEN_MS = 7 * DAY;

/** Notes that somebody asks for several values at once, if so many contacts share them. */
export async function noteAsked(
  db: Db,
  {
    portalId,
    only,
    least,
    now,
  }: { readonly portalId: number; readonly only: ChosenTraits; readonly least: number; readonly now: number },
): Promise<void> {
  if (!isAsked(only)) return;
  const key = askedKey(only);
  const { rows } = await sql`
    select from asked_choice where portal_id = ${portalId} and key = ${key} and at > ${now - DAY}`.execute(db);
  if (rows.length > 0) return;
  await sql`
    insert into asked_choice (portal_id, key, traits, at)
    select ${portalId}, ${key}, ${json(only)}, ${now}
    where (select count(*) from (select from passage p where ${presentOnes(portalId, only)} limit ${least}) p) >= ${least}
    on conflict (portal_id, key) do update set at = excluded.at`.execute(db);
}

/** The choices whose months are to be kept. */
export async function askedChoices(db: Db, portalId: number, now: number): Promise<ChosenTraits[]> {
  const { rows } = await sql<{ traits: ChosenTraits }>`
    select traits from asked_choice where portal_id = ${portalId} and at > ${now - FORGOTTEN_MS}
    order by at desc, key limit ${MOST}`.execute(db);
  return rows.map(({ traits }) => traits);
}

/** Forgets the choices that nobody asks for any more. */
export async function forgetAsked(trx: Db, portalId: number, now: number): Promise<void> {
  const keys = (await askedChoices(trx, portalId, now)).map(askedKey);
  await sql`delete from asked_choice where portal_id = ${portalId} and key <> all(${keys}::text[])`.execute(trx);
}
