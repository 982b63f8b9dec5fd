import type { CheckBody, CheckView } from '../../../cards/pages/contracts/check-contract.ts';
import type { PlainDone } from '../../../cards/pages/contracts/plain-done.ts';
import { callsDriftOf, dialOver, inflationOf, type Quarterly, quarterAt } from '../../domain/chance/capacity.ts';
import { usedOf } from '../../domain/chance/chances.ts';
import { type CheckedCount, checkOf } from '../../domain/chance/check.ts';
import { LANDMARK_MS, WINDOW_DAYS, WINDOW_MS, YEAR_MS } from '../../domain/chance/landmark.ts';
import { whatIsWrong } from '../../domain/changes/document/problems.ts';
import { type Model, readModel } from '../../domain/model/model.ts';
import { gradeOf } from '../../domain/rules/score.ts';
import { DAY } from '../../domain/time/time.ts';
import { type ChosenTraits, isChosen } from '../../store/figures/present.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import {
  countLandmarks,
  firstLandmark,
  type KeptLandmark,
  type LandmarkCount,
  listLandmarks,
} from '../../store/ledgers/landmarks.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal } from '../../store/portals/portals.ts';
import type { Db } from '../../store/transaction.ts';
import { userNames } from '../contacts/read/owner-names.ts';
import { type FiguresContext, prepareFigures, sinceEver } from '../figures/prepare-figures.ts';
import { filtersOf } from '../figures/read-funnel.ts';
import { readDrafts, saveDraft } from '../models/draft/edit-draft.ts';
import { whyOnlyReads } from '../models/may-edit.ts';

export type CheckContext = { readonly db: Db; readonly clock: { now(): number } };

export type CheckWish = { readonly name: 'draft'; readonly body: CheckBody<'draft'> };

/** The dial shows how it would have worked on the leads of the last so many weeks. */
const WEEKS_BACK = 26;
const WEEK = 7 * DAY;
const MOST_ROWS = 200_000;

/**
 * What the page "Is the score right?" shows, from the leads whose window is over. `calls`: calls
 * that sales can make a week; null: as many as the threshold in force makes.
 */
export async function readScoreCheck(
  context: FiguresContext,
  portalId: number,
  {
    only,
    table,
    ...asked
  }: {
    readonly calls: number | null;
    readonly user: CardUser | null;
    readonly table: string;
    readonly only: ChosenTraits;
  },
): Promise<CheckView> {
  const { db } = context;
  const known = await modelInForce(db, portalId);
  const prepared = await prepareFigures(context, portalId, { months: 1, only });
  if (known === null || prepared === null) return { state: 'not_set_up' };
  const { now } = prepared;
  const { model } = known;
  const until = now - WINDOW_MS;
  const rows = await countLandmarks(db, portalId, {
    after: until - YEAR_MS,
    until,
    windowMs: WINDOW_MS,
    version: model.version,
    only,
  });
  const counts = rows.map((row) => ({ ...row, grade: gradeOf(row.explicit, row.implicit, model.grade) }));
  const { reliability, letters, grades, bands, tenths, months, ...check } = checkOf(counts);
  const first = await firstLandmark(db, portalId);
  return {
    state: 'ok',
    now,
    windowDays: WINDOW_DAYS,
    firstAt: first === null ? null : first + WINDOW_MS,
    ...check,
    letters: [...letters],
    grades: [...grades],
    bands: [...bands],
    tenths: tenths && [...tenths],
    months: [...months],
    reliability: reliability && { ...reliability, points: [...reliability.points] },
    // Sales make their calls among all leads.
    dial: isChosen(only) ? null : await dialOf(db, portalId, { model, counts, now, ...asked }),
    inflation: inflationIn(model, counts),
    table,
    filters: await filtersOf(db, sinceEver(prepared.period), prepared),
    countedAt: prepared.countedAt(['filters']),
  };
}

type Asked = {
  readonly model: Model;
  readonly counts: readonly (LandmarkCount & CheckedCount)[];
  readonly now: number;
  readonly calls: number | null;
  readonly user: CardUser | null;
};

async function dialOf(
  db: Db,
  portalId: number,
  { model, counts, now, calls, user }: Asked,
): Promise<Extract<CheckView, { readonly state: 'ok' }>['dial']> {
  const since = now - WEEKS_BACK * WEEK;
  const newest = await listLandmarks(db, portalId, { after: since, limit: MOST_ROWS });
  const weeks = weeksOf(model, newest, since, now);
  const leadsAWeek = weeks.slice(-4).reduce((sum, week) => sum + week.length, 0) / 4;
  if (leadsAWeek === 0) return null;
  const used = usedOf(counts).used.map((one) => ({ ...one, score: countedScore(model, one) }));
  const { combined } = model.qualification.sql.enter;
  const { callsAWeek } = model.qualification;
  const inForce = combined === undefined ? null : { cutOff: combined, quarter: quarterAt(used, combined, leadsAWeek) };
  const lately = weeks.slice(-13);
  const pace = lately.flat().filter((score) => score >= (combined ?? 0)).length / lately.length;
  const asked = calls ?? callsAWeek ?? Math.max(1, Math.round(pace));
  const { cutOff, lately: made } = dialOver(weeks, asked);
  return {
    calls: asked,
    cutOff: Math.min(100, cutOff),
    quarter: quarterAt(used, cutOff, leadsAWeek),
    inForce,
    lately: made,
    drift: combined === undefined || callsAWeek === undefined ? null : driftSeen(weeks, combined, callsAWeek),
    mayEdit: (await whyOnlyReads(db, portalId, user)) === null,
  };
}

function driftSeen(weeks: readonly (readonly number[])[], cutOff: number, calls: number) {
  const drift = callsDriftOf(weeks, cutOff, calls);
  return drift && { ...drift, calls, score: Math.min(100, dialOver(weeks, calls).cutOff) };
}

/** The score for the dial: 0 for a lead that fails the other conditions of an SQL. */
function countedScore({ qualification }: Model, one: Pick<KeptLandmark, 'score' | 'explicit' | 'implicit'>): number {
  const { explicit = 0, implicit = 0 } = qualification.sql.enter;
  return one.explicit >= explicit && one.implicit >= implicit ? one.score : 0;
}

/** Scores by week, the oldest week first, in the order in which the leads came. */
function weeksOf(model: Model, leads: readonly KeptLandmark[], since: number, now: number): number[][] {
  const weeks: number[][] = Array.from({ length: WEEKS_BACK }, () => []);
  for (const lead of leads)
    if (lead.at <= now)
      weeks[Math.min(WEEKS_BACK - 1, Math.floor((lead.at - since) / WEEK))]!.push(countedScore(model, lead));
  const first = weeks.findIndex((week) => week.length > 0);
  return first < 0 ? [] : weeks.slice(first);
}

/** Compares the SQLs and wins of the last three whole months with the three before. */
function inflationIn(model: Model, counts: readonly (LandmarkCount & CheckedCount)[]) {
  const months = [...new Set(counts.map(({ month }) => month))].sort().slice(0, -1);
  const { combined = 0 } = model.qualification.sql.enter;
  const of = (some: readonly string[]): Quarterly =>
    counts
      .filter((one) => some.includes(one.month) && countedScore(model, one) >= combined)
      .reduce((sum, { seen, won }) => ({ sqls: sum.sqls + seen, won: sum.won + won }), { sqls: 0, won: 0 });
  return months.length < 6 ? null : inflationOf(of(months.slice(-6, -3)), of(months.slice(-3)));
}

/** Saves the cut-off for so many calls a week in the last edited draft, or in a new one. */
export async function actOnScoreCheck(
  context: FiguresContext,
  portalId: number,
  user: CardUser | null,
  { body: { calls } }: CheckWish,
): Promise<PlainDone> {
  const known = await modelInForce(context.db, portalId);
  if (known === null)
    return refused('Ripen is not set up in this account: its settings in HubSpot say what is missing.');
  const onlyReads = await whyOnlyReads(context.db, portalId, user);
  if (user === null || onlyReads !== null) return refused(onlyReads ?? '');
  const view = await readScoreCheck(context, portalId, { calls, user, table: '', only: {} });
  if (view.state !== 'ok' || view.dial === null)
    return refused('Too few leads have come in the last weeks to choose from: try again when more have come.');
  const [draft = null] = await readDrafts(context, portalId);
  const drawn = draft === null ? null : readModel(draft.last.document);
  if (drawn?.outcome === 'invalid') return refused(...drawn.problems);
  const document = withCutOff(drawn?.model ?? known.model, view.dial.cutOff, calls);
  const saved = await saveDraft(context, portalId, {
    document,
    by: { userId: user.id, name: userNames(known.portal.account)(user) },
    note: `SQL from ${view.dial.cutOff} points on: about ${calls} calls a week`,
    ...(draft === null ? { onlyFirst: true } : { of: { draftId: draft.draftId, edit: draft.last.edit } }),
  });
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done' };
    case 'invalid':
      return refused(...whatIsWrong(saved.document, saved.problems));
    default:
      return refused('Somebody else has changed the draft meanwhile: try again.');
  }
}

/**
 * The model with the new threshold for SQLs. The distance between becoming an SQL and ceasing to be
 * one stays the same.
 */
function withCutOff(model: Model, cutOff: number, callsAWeek: number): Model {
  const { sql } = model.qualification;
  const { combined: enter = cutOff } = sql.enter;
  const { combined: leave } = sql.leave;
  return {
    ...model,
    qualification: {
      ...model.qualification,
      callsAWeek,
      sql: {
        enter: { ...sql.enter, combined: cutOff },
        leave: { ...sql.leave, ...(leave !== undefined && { combined: Math.max(0, cutOff - (enter - leave)) }) },
      },
    },
  };
}

const refused = (...sentences: string[]): PlainDone => ({ outcome: 'refused', sentences });

/** The model in force and the account; null: Ripen is not set up, or cannot read the model. */
export async function modelInForce(db: Db, portalId: number) {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return null;
  const read = readModel(await findModel(db, portalId, portal.modelVersion));
  if (read.outcome === 'invalid') return null;
  return { model: read.model, portal };
}

const COLUMNS = 'contact_id,landmark,model_version,score,explicit,implicit,grade,company_size,bought_in_time,bought_on';

/**
 * The leads one by one, as a table that a spreadsheet opens: nothing in it is a formula, and no
 * company size looks like a date. Null: Ripen is not set up.
 */
export async function scoreCheckTable({ db, clock }: CheckContext, portalId: number): Promise<string | null> {
  const known = await modelInForce(db, portalId);
  if (known === null) return null;
  const now = clock.now();
  const after = now - WINDOW_MS - YEAR_MS - LANDMARK_MS;
  const rows = await listLandmarks(db, portalId, { after, limit: MOST_ROWS });
  const day = (instant: number) => new Date(instant).toISOString().slice(0, 10);
  const lines = rows.map(({ contactId, at, version, score, explicit, implicit, size, wonAt }) => {
    const inTime = wonAt !== null && wonAt <= at + WINDOW_MS;
    const outcome = at + WINDOW_MS > now ? 'open' : inTime ? 'yes' : 'no';
    const grade = gradeOf(explicit, implicit, known.model.grade);
    const company = (size ?? '').replace('-', ' to ').replace(/[^\w +]/g, '');
    const bought = wonAt === null ? '' : day(wonAt);
    return [contactId, day(at), version, score, explicit, implicit, grade, company, outcome, bought].join(',');
  });
  return `${[COLUMNS, ...lines].join('\r\n')}\r\n`;
}
