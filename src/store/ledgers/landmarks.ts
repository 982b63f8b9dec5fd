import { sql } from 'kysely';
import type { LeadCount } from '../../domain/chance/landmark.ts';
import type { QuarterCheck } from '../../domain/chance/quarter.ts';
import { type ChosenTraits, ofChosen } from '../figures/present.ts';
import { type Db, holdPortal, inTransaction } from '../transaction.ts';
import { pointOf } from './score-history.ts';

/** SQL: when a contact bought, if Ripen saw it; null: it has not, or it had bought before. */
const WON_AT = sql<number | null>`case when k.memory ->> 'customerSince' is not null
  then least((k.memory ->> 'customerSince')::bigint, (k.facts #>> '{deals,lastWonAt}')::bigint) end`;

/**
 * Stores the landmarks of contacts, `afterMs` after Ripen began to watch each: the score at that
 * instant and the version that gave it. A contact that had bought before, or is no prospect, gets a
 * landmark without a score, so that no contact is looked at twice. Returns how many were stored.
 */
export async function takeLandmarks(
  db: Db,
  {
    portalId,
    afterMs,
    now,
    limit,
  }: { readonly portalId: number; readonly afterMs: number; readonly now: number; readonly limit: number },
): Promise<number> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return 0;
    const { numAffectedRows } = await sql`
      insert into landmark (portal_id, contact_id, at, version, score, explicit, implicit, size, won_at)
      select ${portalId}, d.contact_id, d.at, d.version, p.score, p.explicit, p.implicit, d.size, d.won_at
      from (
        select k.contact_id, (k.memory ->> 'watchedSince')::bigint + ${afterMs} as at,
          least(k.model_version, (select max(m.version) from model m
            where m.portal_id = k.portal_id and m.created_at <= (k.memory ->> 'watchedSince')::bigint + ${afterMs})) as version,
          nullif(k.evaluation #>> '{written,ripen_company_size}', '') as size, ${WON_AT} as won_at,
          k.evaluation ->> 'relation' in ('prospect', 'opportunity')
            or ${WON_AT} > (k.memory ->> 'watchedSince')::bigint + ${afterMs} as is_lead
        from contact k
        where k.portal_id = ${portalId} and k.missing_since is null and k.evaluation is not null
          and not exists (select from landmark l where l.portal_id = k.portal_id and l.contact_id = k.contact_id)
          and (k.memory ->> 'watchedSince')::bigint + ${afterMs} <= ${now}
        order by k.contact_id limit ${limit}
      ) d left join lateral (
        select score, explicit, implicit from ${pointOf(sql`${portalId}`, sql`d.contact_id`)} s
        where d.is_lead and s.at <= d.at
        order by s.at desc limit 1
      ) p on true
      on conflict (portal_id, contact_id) do nothing`.execute(trx);
    return Number(numAffectedRows ?? 0n);
  });
}

/** Notes wins of the leads whose window was still open when chances were last learnt. */
export async function noteWins(db: Db, portalId: number, windowMs: number): Promise<void> {
  await sql`
    update landmark l set won_at = ${WON_AT} from contact k
    where l.portal_id = ${portalId} and l.won_at is null and l.score is not null
      and l.at > coalesce((select at from chance where portal_id = ${portalId}), 0) - ${windowMs}
      and k.portal_id = ${portalId} and k.contact_id = l.contact_id and ${WON_AT} is not null`.execute(db);
}

export type LandmarkCount = LeadCount & {
  /** the month of the landmark, in UTC: `2026-11` */
  readonly month: string;
  readonly explicit: number;
  readonly implicit: number;
};

/** Landmarks after `after` until `until`; a lead has bought if it did within `windowMs`. */
type Span = { readonly after: number; readonly until: number; readonly windowMs: number };

/** Counts leads whose landmark lies in a span, by month, scores and size of company. */
export async function countLandmarks(
  db: Db,
  portalId: number,
  { after, until, windowMs, version, only = {} }: Span & { readonly version: number; readonly only?: ChosenTraits },
): Promise<LandmarkCount[]> {
  const { rows } = await sql<LandmarkCount>`
    select to_char(to_timestamp(at / 1000) at time zone 'UTC', 'YYYY-MM') as month, score, explicit, implicit, size,
      version = ${version} as "isOwn", count(*)::int as seen,
      (count(*) filter (where won_at <= at + ${windowMs}))::int as won
    from landmark p where portal_id = ${portalId} and score is not null and at > ${after} and at <= ${until}
      and (won_at is null or won_at > at) ${ofChosen(portalId, only)}
    group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6`.execute(db);
  return rows;
}

export type KeptLandmark = Omit<LandmarkCount, 'month' | 'isOwn' | 'seen' | 'won'> & {
  readonly contactId: number;
  readonly at: number;
  readonly version: number;
  readonly wonAt: number | null;
};

/** Leads one by one, also those whose window is open, the oldest landmark first. */
export async function listLandmarks(
  db: Db,
  portalId: number,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<KeptLandmark[]> {
  const { rows } = await sql<KeptLandmark>`
    select contact_id as "contactId", at, version, score, explicit, implicit, size, won_at as "wonAt"
    from landmark where portal_id = ${portalId} and score is not null and at > ${after}
      and (won_at is null or won_at > at)
    order by at, contact_id limit ${limit}`.execute(db);
  return rows;
}

/** The first landmark of a lead; null: there is none yet. */
export async function firstLandmark(db: Db, portalId: number): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select min(at) as at from landmark where portal_id = ${portalId} and score is not null`.execute(db);
  return rows[0]?.at ?? null;
}

/** Stores the chances that were learnt, in place of the earlier ones. */
export async function putChances(
  db: Db,
  portalId: number,
  { learnt, now }: { readonly learnt: unknown; readonly now: number },
): Promise<void> {
  await inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return;
    await trx
      .insertInto('chance')
      .values({ portal_id: portalId, at: now, learnt: JSON.stringify(learnt) })
      .onConflict((conflict) => conflict.column('portal_id').doUpdateSet({ at: now, learnt: JSON.stringify(learnt) }))
      .execute();
  });
}

/** The last check of a quarter; null: there is none. */
export async function findQuarterCheck(db: Db, portalId: number): Promise<QuarterCheck | null> {
  const row = await db.selectFrom('chance').select('learnt').where('portal_id', '=', portalId).executeTakeFirst();
  return (row?.learnt as { readonly quarter?: QuarterCheck | null } | undefined)?.quarter ?? null;
}
