import { sql } from 'kysely';
import type { StagesReached } from '../../domain/figures/week-words.ts';
import type { Db } from '../transaction.ts';
import { PRESENT } from './present.ts';

/** How many contacts reached a stage within a span; `ownerId`: only those that this one owns. */
export async function stagesReached(
  db: Db,
  {
    portalId,
    from,
    until,
    ownerId,
  }: {
    readonly portalId: number;
    readonly from: number;
    readonly until: number;
    readonly ownerId: string | null;
  },
): Promise<StagesReached> {
  const { rows } = await sql<StagesReached>`
    select ${sql.join(
      ['mql', 'sql', 'customer'].map(
        (stage) =>
          sql`count(*) filter (where p.${sql.ref(stage)} >= ${from} and p.${sql.ref(stage)} < ${until}) as ${sql.ref(stage)}`,
      ),
    )}
    from passage p where p.portal_id = ${portalId} and (${ownerId}::text is null or p.owner_id = ${ownerId}) and ${PRESENT}
      and (${sql.join(
        ['mql', 'sql', 'customer'].map(
          (stage) => sql`(p.${sql.ref(stage)} >= ${from} and p.${sql.ref(stage)} < ${until})`,
        ),
        sql` or `,
      )})`.execute(db);
  return rows[0]!;
}

/**
 * Whether contacts that were due at the instant are still to be judged; those that are worked on
 * alone, which may take long, do not count.
 */
export async function isBehind(db: Db, portalId: number, at: number): Promise<boolean> {
  const { rows } = await sql`
    select from contact where portal_id = ${portalId} and stale in (true, false) and run_at <= ${at} and not alone limit 1`.execute(
    db,
  );
  return rows.length > 0;
}
