import { sql } from 'kysely';
import type { Db } from '../transaction.ts';
import {
  addUp,
  asOneSpan,
  byName,
  type Cell,
  type CellCounter,
  type CountedPeriod,
  type CountQuery,
  cellsOf,
  withRoom,
} from './cells.ts';
import { FUNNEL_COUNTER } from './funnel.ts';
import { inCohort, monthOf, type Split, WHOLE } from './present.ts';

/** A piece of content, and what became of the contacts of a cohort that met it. */
export type ContentCount = {
  readonly kind: 'page' | 'form' | 'mail' | 'other';
  readonly what: string;
  /** of what is neither page, form nor mail */
  readonly signal: string | null;
  /** contacts that met it before they were MQL, or just then; and how many became it */
  readonly beforeMql: number;
  readonly mql: number;
  /** the same of SQL */
  readonly beforeSql: number;
  readonly sql: number;
};

/** Of more contacts it takes less time to read what anybody met than to look for what each did. */
const LOOKED_UP = 125_000;

/** A mail is met when it is opened or clicked, as far as HubSpot tells. */
export const CONTENT_COUNTER: CellCounter<ContentCount> = {
  what: 'content',
  ledger: 'cohort',
  count: async (db, query) => {
    const { rows: size } = await sql<{ contacts: number }>`
      select count(*) as contacts from (select from passage p where ${inCohort(query)} limit ${LOOKED_UP + 1}) p`.execute(
      db,
    );
    return withRoom(db, size[0]!.contacts > LOOKED_UP ? 'reads_all' : 'looks_up', async (trx) => {
      // By itself each statement is counted by several processes of PostgreSQL at once.
      const [met, mails] = statements(query, WHOLE);
      return [...(await met.execute(trx)).rows, ...(await mails.execute(trx)).rows];
    });
  },
  split: statements,
  splitAtOnce: 1,
};

function statements(query: CountQuery, split: Split) {
  const { portalId } = query;
  const one = sql`(
    select p.contact_id, ${monthOf('captured', query.bounds)} as month,
      least(p.mql, p.sql, p.opportunity, p.customer) as mql, least(p.sql, p.opportunity, p.customer) as sql
    from passage p where ${inCohort(query)}
  ) p`;
  const isBefore = (stage: 'mql' | 'sql') => sql`(p.${sql.ref(stage)} is null or at <= p.${sql.ref(stage)})`;
  const counts = sql`
    count(*) filter (where ${isBefore('mql')}) as "beforeMql", count(*) filter (where at <= p.mql) as mql,
    count(*) filter (where ${isBefore('sql')}) as "beforeSql", count(*) filter (where at <= p.sql) as sql${split.columns}`;
  const met = sql<Cell<ContentCount>>`
    select month, e.kind, e.what, min(e.signal) as signal, ${counts}
    from ${one} join encounter e on e.portal_id = ${portalId} and e.contact_id = p.contact_id ${split.join}
    group by 1, 2, 3${split.groups} having count(*) filter (where ${isBefore('sql')}) > 0`;
  const mails = sql<Cell<ContentCount>>`
    select month, 'mail' as kind, p.what, null as signal, ${counts}
    from (
      select p.contact_id, month, m.campaign as what, min(least(m.opened, m.clicked)) as at, min(mql) as mql, min(sql) as sql
      from ${one} join mailing m on m.portal_id = ${portalId} and m.contact_id = p.contact_id
      where m.campaign <> '' and least(m.opened, m.clicked) is not null
      group by 1, 2, 3
    ) p ${split.join} group by 1, 3${split.groups} having count(*) filter (where ${isBefore('sql')}) > 0`;
  return [met, mails] as const;
}

/** Of each kind the pieces that most met before they were SQL. */
export async function countContent(db: Db, period: CountedPeriod, most: number): Promise<ContentCount[]> {
  const cells = (await cellsOf(db, CONTENT_COUNTER, asOneSpan(period))).map(({ month: _, ...cell }) => cell);
  const signals = new Map<string, string | null>();
  const keyOf = ({ kind, what }: ContentCount) => `${kind} ${what}`;
  for (const cell of cells) {
    const known = signals.get(keyOf(cell)) ?? null;
    signals.set(keyOf(cell), byName(cell.signal, known) < 0 ? cell.signal : known);
  }
  const sums = addUp(cells, keyOf, ['beforeMql', 'mql', 'beforeSql', 'sql']);
  return (['form', 'mail', 'other', 'page'] as const).flatMap((kind) =>
    sums
      .filter((one) => one.kind === kind)
      .sort((a, b) => b.beforeSql - a.beforeSql || b.beforeMql - a.beforeMql || byName(a.what, b.what))
      .slice(0, most)
      .map((one) => ({ ...one, signal: signals.get(keyOf(one)) ?? null })),
  );
}

/** How many there are, and how many of them became MQL and SQL, whatever they met. */
export async function countCohort(
  db: Db,
  period: CountedPeriod,
): Promise<{ readonly captured: number; readonly mql: number; readonly sql: number }> {
  const [all] = addUp(await cellsOf(db, FUNNEL_COUNTER, period), () => '', ['captured', 'mql', 'sql']);
  return { captured: all?.captured ?? 0, mql: all?.mql ?? 0, sql: all?.sql ?? 0 };
}
