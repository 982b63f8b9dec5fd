import { readModel } from '../../../src/domain/model/model.ts';
import type { Database } from '../../../src/store/database.ts';
import { findModel } from '../../../src/store/portals/models.ts';
import { readContent } from '../../../src/use-cases/figures/read-content.ts';
import { readFunnel } from '../../../src/use-cases/figures/read-funnel.ts';
import { readSources } from '../../../src/use-cases/figures/read-sources.ts';
import { readSpeed } from '../../../src/use-cases/figures/read-speed.ts';
import { readTracks } from '../../../src/use-cases/figures/read-tracks.ts';

/*
 * What the app has written down of a year, in an order that does not depend on when it was written.
 */

export type TouchRow = {
  readonly contactId: number;
  readonly track: string;
  readonly kind: 'email' | 'manual';
  readonly dueAt: number;
  readonly state: 'open' | 'late' | 'done' | 'missed' | 'cancelled';
  readonly closedAt: number | null;
  readonly cause: string | null;
};
type CorrespondenceRow = {
  readonly contactId: number;
  readonly at: number;
  readonly kind: 'excluded' | 'admitted' | 'send';
  readonly detail: { readonly rules?: readonly string[]; readonly campaign?: string | null } | null;
};
type TaskRow = {
  readonly contactId: number;
  readonly key: string;
  readonly kind: string;
  readonly dueAt: number;
  readonly state: string;
  readonly closeAs: string | null;
};

export type Ledger = {
  readonly touches: readonly TouchRow[];
  readonly correspondence: readonly CorrespondenceRow[];
  readonly tasks: readonly TaskRow[];
};

export async function ledgerOf({ pool }: Database): Promise<Ledger> {
  const touches = await pool.query<TouchRow>(
    `select contact_id as "contactId", track, kind, due_at as "dueAt", state, closed_at as "closedAt", cause
     from touch order by contact_id, due_at, track, kind`,
  );
  const correspondence = await pool.query<CorrespondenceRow>(
    `select contact_id as "contactId", at, kind, detail from correspondence order by contact_id, at, kind`,
  );
  const tasks = await pool.query<TaskRow>(
    `select contact_id as "contactId", key, kind, due_at as "dueAt", state, close_as as "closeAs"
     from task order by contact_id, key`,
  );
  return { touches: touches.rows, correspondence: correspondence.rows, tasks: tasks.rows };
}

/** What the pages of figures show, of all months. Counts are of ledgers, not of what was kept. */
export async function figuresOf({ db }: Database, now: number): Promise<Readonly<Record<string, unknown>>> {
  const { portal_id: portalId } = await db.selectFrom('portal').select('portal_id').executeTakeFirstOrThrow();
  const model = async (id: number, version: number) => {
    const read = readModel(await findModel(db, id, version));
    if (read.outcome !== 'valid') throw new Error(read.outcome);
    return read.model;
  };
  const context = { db, clock: { now: () => now }, model };
  const pages = { readFunnel, readSpeed, readTracks, readSources, readContent };
  const shown: Record<string, unknown> = {};
  for (const [name, read] of Object.entries(pages))
    shown[name] = await read(context, portalId, { months: 60, only: {} });
  return shown;
}

/** How many rows there are of each sort, e.g. `email done`. */
function tallyOf<T>(rows: readonly T[], sortOf: (row: T) => string): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const sort of rows.map(sortOf).sort()) counts[sort] = (counts[sort] ?? 0) + 1;
  return counts;
}

/** How much of everything there is, to be printed. */
export const countsOf = ({ touches, correspondence, tasks }: Ledger): string =>
  [
    `touches ${JSON.stringify(tallyOf(touches, (t) => `${t.track} ${t.kind} ${t.state}`))}`,
    `correspondence ${JSON.stringify(tallyOf(correspondence, (c) => c.kind))}`,
    `tasks ${JSON.stringify(tallyOf(tasks, (t) => `${t.kind} ${t.state}`))}`,
  ].join('\n');
