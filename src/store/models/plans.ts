import { type RawBuilder, sql } from 'kysely';
import type { Ramp } from '../../domain/changes/ramp.ts';
import type { PlanState } from '../schema.ts';
import { type Db, holdPortal, inTransaction, json, jsonText } from '../transaction.ts';

/** How many contacts of a base have been compared so far. */
export type PlanProgress = { readonly judged: number; readonly total: number };

export type StoredPlan = {
  readonly planId: string;
  readonly state: PlanState;
  /** the version in force, with which the plan compares */
  readonly version: number;
  /** the version whose document is to be taken up again; null: it is no roll-back */
  readonly backTo: number | null;
  readonly document: unknown;
  /** the contacts that the document is to judge; null: all */
  readonly ramp: Ramp | null;
  /** null until it is done */
  readonly fingerprint: string | null;
  /** the instant for which contacts are compared */
  readonly at: number;
  readonly progress: PlanProgress;
  /** when its progress was last stored */
  readonly heardAt: number;
  /** an estimate while it runs, then the result; null: nothing yet */
  readonly result: unknown;
  /** the version that was published with the plan; null: none was */
  readonly publishedAs: number | null;
};

/** A contact that a plan changes. `change`: its values before and after. */
export type StoredMover = { readonly contactId: number; readonly rank: number; readonly change: unknown };

/** So many plans that were not published are kept. */
const PLANS_KEPT = 20;

/** Stores a plan that begins. False: the portal is gone. */
export async function putPlan(
  db: Db,
  portalId: number,
  plan: Pick<StoredPlan, 'planId' | 'version' | 'backTo' | 'document' | 'ramp' | 'at' | 'progress'>,
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return false;
    await sql`
      insert into model_plan (portal_id, plan_id, state, version, back_to, document, ramp, at, heard_at, progress)
      values (${portalId}, ${plan.planId}, 'running', ${plan.version}, ${plan.backTo}, ${json(plan.document)},
        nullif(${json(plan.ramp)}, 'null'), ${plan.at}, ${plan.at}, ${json(plan.progress)})`.execute(trx);
    await sql`
      delete from model_plan p where p.portal_id = ${portalId}
        and not exists (select from model m where m.portal_id = p.portal_id and m.plan_id = p.plan_id)
        and p.plan_id in (
          select q.plan_id from model_plan q where q.portal_id = ${portalId}
            and not exists (select from model m where m.portal_id = q.portal_id and m.plan_id = q.plan_id)
          order by q.at desc, q.plan_id offset ${PLANS_KEPT})`.execute(trx);
    return true;
  });
}

/** Adds movers to a plan and stores its progress. False: the plan has ended. */
export async function addToPlan(
  db: Db,
  { portalId, planId }: { readonly portalId: number; readonly planId: string },
  {
    movers,
    progress,
    result,
    now,
  }: { movers: readonly StoredMover[]; progress: PlanProgress; result?: unknown; now: number },
): Promise<boolean> {
  return inTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('model_plan')
      .set({
        progress: jsonText(progress),
        heard_at: now,
        ...(result !== undefined && { result: jsonText(result) }),
      })
      .where('portal_id', '=', portalId)
      .where('plan_id', '=', planId)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    if (movers.length > 0)
      await sql`
        insert into mover (portal_id, contact_id, plan_id, rank, change)
        select ${portalId}, "contactId", ${planId}, rank, change
        from jsonb_to_recordset(${json(movers)}) as t("contactId" bigint, rank smallint, change jsonb)
        on conflict do nothing`.execute(trx);
    return true;
  });
}

/** Ends a plan that runs. False: it had ended before, and stays as it was. */
export async function endPlan(
  db: Db,
  { portalId, planId }: { readonly portalId: number; readonly planId: string },
  end:
    | { readonly state: 'done'; readonly fingerprint: string; readonly result: unknown }
    | { readonly state: 'cancelled' | 'failed' },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('model_plan')
    .set({
      state: end.state,
      ...(end.state === 'done' && { fingerprint: end.fingerprint, result: jsonText(end.result) }),
    })
    .where('portal_id', '=', portalId)
    .where('plan_id', '=', planId)
    .where('state', '=', 'running')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A plan, by its id; null: there is none. */
export async function findPlan(db: Db, portalId: number, planId: string): Promise<StoredPlan | null> {
  return planWhere(db, portalId, sql`p.plan_id = ${planId}`);
}

/** A plan that is done, by its fingerprint; null: there is none. */
export async function findPlanByFingerprint(db: Db, portalId: number, fingerprint: string): Promise<StoredPlan | null> {
  return planWhere(db, portalId, sql`p.fingerprint = ${fingerprint} and p.state = 'done'`);
}

async function planWhere(db: Db, portalId: number, test: RawBuilder<unknown>): Promise<StoredPlan | null> {
  const { rows } = await sql<StoredPlan>`
    select p.plan_id as "planId", p.version, p.ramp,
      p.state, p.heard_at as "heardAt", p.back_to as "backTo", p.document, p.fingerprint, p.at, p.progress,
      p.result, (select min(m.version) from model m where m.portal_id = p.portal_id and m.plan_id = p.plan_id) as "publishedAs"
    from model_plan p where p.portal_id = ${portalId} and ${test}
    order by p.at desc limit 1`.execute(db);
  return rows[0] ?? null;
}

/**
 * How two plans differ: `added`, movers of the other plan only; `gone`, of the first only; `other`,
 * of both but in different ways. Kinds of change in `apart` are ignored.
 */
export async function moversThatDiffer(
  db: Db,
  {
    portalId,
    planId,
    otherId,
    apart = [],
  }: {
    readonly portalId: number;
    readonly planId: string;
    readonly otherId: string;
    readonly apart?: readonly string[];
  },
): Promise<{ readonly added: number; readonly gone: number; readonly other: number }> {
  const movers = (id: string) => sql`
    select contact_id, change - ${[...apart]}::text[] as change from mover
    where portal_id = ${portalId} and plan_id = ${id} and change - ${[...apart]}::text[] <> '{}'`;
  const { rows } = await sql<{ added: number; gone: number; other: number }>`
    select count(*) filter (where a.contact_id is null) as added, count(*) filter (where b.contact_id is null) as gone,
      count(*) filter (where a.change <> b.change) as other
    from (${movers(planId)}) a full join (${movers(otherId)}) b using (contact_id)`.execute(db);
  return rows[0]!;
}

/** A page of the movers of a plan, those that matter most first. */
export async function moversOf(
  db: Db,
  { portalId, planId }: { readonly portalId: number; readonly planId: string },
  {
    after = { rank: -1, contactId: 0 },
    limit,
  }: { readonly after?: { readonly rank: number; readonly contactId: number } | undefined; readonly limit: number },
): Promise<readonly StoredMover[]> {
  const { rows } = await sql<StoredMover>`
    select contact_id as "contactId", rank, change from mover
    where portal_id = ${portalId} and plan_id = ${planId} and (rank, contact_id) > (${after.rank}, ${after.contactId})
    order by rank, contact_id limit ${limit}`.execute(db);
  return rows;
}
