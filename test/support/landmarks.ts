import { sql } from 'kysely';
import type { Db } from '../../src/store/transaction.ts';

/**
 * Leads of 14 months, from two sources, whose scores tell who buys, for screens that show what
 * became of leads. They have no facts, so nothing is done for them. Their ids begin at a million.
 */
export async function furnishLandmarks(db: Db, portalId: number, now: number, leads = 3_000): Promise<void> {
  await sql`insert into contact (portal_id, contact_id)
    select ${portalId}, 1000000 + n from generate_series(1, ${leads}) n`.execute(db);
  // Steps that have no common divisor spread scores, sizes and outcomes as chance would.
  await sql`insert into landmark (portal_id, contact_id, at, version, score, explicit, implicit, size, won_at)
    select ${portalId}, 1000000 + n, at, 1, score, least(100, score + 10), score, size,
      case when (n * 7919) % 1000 < 15 + score * score / 12 then at + 864000000 end
    from (
      select n, ${now}::bigint - n * (420::bigint * 86400000 / ${leads}) as at, (n * 617) % 1009 * 90 / 1009 as score,
        (array['1-9', '10-49', '50-249', null])[n % 4 + 1] as size
      from generate_series(1, ${leads}) n
    ) t`.execute(db);
  await sql`insert into passage (portal_id, contact_id, captured, source)
    select portal_id, contact_id, at, (array['ORGANIC_SEARCH', 'REFERRALS'])[contact_id % 2 + 1]
    from landmark where portal_id = ${portalId} and contact_id > 1000000`.execute(db);
}
