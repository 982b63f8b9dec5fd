import {
  type FunnelSeen,
  funnelView,
  type SpeedRow,
  speedView,
  tracksView,
} from '../../../cards/pages/contracts/figures-contract.ts';
import type { World } from '../../../demo/world.ts';
import { figuresOf } from './year-recount.ts';
import { ACCOUNT_ZONE } from './year-zone.ts';

/*
 * Counts figures of a year again from the rows of the ledgers, one by one and without any statement
 * or function of the app. That the rows are true, `year-recount.ts` holds against the account. Each
 * law returns a sentence for each difference.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** Of fewer nothing is told as a share or a median. */
const ENOUGH = 20;

export const differs = (what: string, told: unknown, counted: unknown): readonly string[] =>
  JSON.stringify(told) === JSON.stringify(counted)
    ? []
    : [`${what}: ${JSON.stringify(told)}, counted ${JSON.stringify(counted)}`];

/** The rows of contacts that the account still has. */
async function rowsOf<Row extends { readonly id: number }>(world: World, query: string): Promise<readonly Row[]> {
  const { rows } = await world.app.database.pool.query<Row>(query);
  return rows.filter(({ id }) => world.sandbox.portal().records.contacts.get(`${id}`));
}

type Answer = {
  readonly id: number;
  readonly occasion: number;
  readonly why: string;
  readonly due: number;
  readonly escalate: number;
  readonly answered: number | null;
  readonly dropped: number | null;
};

const quarterOf = new Intl.DateTimeFormat('en-CA', {
  timeZone: ACCOUNT_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const openings = new Map<string, number>();

/** When it is nine of this date in the account. */
function nineOf(date: string): number {
  const noon = Date.parse(`${date}T12:00:00Z`);
  let at = openings.get(date) ?? noon - DAY;
  while (quarterOf.format(at) !== `${date}, 09:00`) at += HOUR / 4;
  openings.set(date, at);
  return at;
}

/** Hours of Monday to Friday, nine to five in the account, but for the holidays of the model. */
function workingHours(from: number, to: number): number {
  let sum = 0;
  for (let day = Math.floor(from / DAY) - 1; (day - 1) * DAY < to; day++) {
    const date = new Date(day * DAY);
    const isHoliday = ['01-01', '12-25', '12-26'].includes(date.toISOString().slice(5, 10));
    if (isHoliday || date.getUTCDay() === 0 || date.getUTCDay() === 6) continue;
    const nine = nineOf(date.toISOString().slice(0, 10));
    sum += Math.max(0, Math.min(to, nine + 8 * HOUR) - Math.max(from, nine));
  }
  return sum / HOUR;
}

function speedOf(rows: readonly Answer[], now: number): Omit<SpeedRow, 'label' | 'inTime'> {
  const fates = { kept: 0, late: 0, missed: 0, waiting: 0, dropped: 0 };
  let escalated = 0;
  const hours: number[] = [];
  for (const { occasion, due, escalate, answered, dropped } of rows) {
    const isDropped = answered === null && dropped !== null && dropped < due;
    if (answered !== null) fates[answered <= due ? 'kept' : 'late']++;
    else if (isDropped) fates.dropped++;
    else fates[due < now ? 'missed' : 'waiting']++;
    if (!isDropped && escalate < (answered ?? dropped ?? now)) escalated++;
    if (answered !== null) hours.push(workingHours(occasion, answered));
    else if (!isDropped && due < now) hours.push(Infinity);
  }
  const middle = hours.sort((a, b) => a - b)[Math.ceil(hours.length / 2) - 1] ?? Infinity;
  const isEnough = hours.length >= ENOUGH;
  const median = isEnough && middle < Infinity ? Math.round(10 * middle) / 10 : null;
  return { owed: rows.length, ...fates, escalated, median, isEnough };
}

/** What sales answered, by who owns the contact, by occasion, by territory, and in all. */
export async function wrongSpeed(world: World): Promise<readonly string[]> {
  const { total, kinds, now } = await figuresOf(world, 'speed', speedView);
  const rows = await rowsOf<Answer>(
    world,
    'select contact_id as id, occasion, why, due, escalate, answered, dropped from answer',
  );
  const { records, owners } = world.sandbox.portal();
  const ownerOf = ({ id }: Answer): string | null => {
    const ownerId = records.contacts.get(`${id}`)?.properties['hubspot_owner_id'];
    const owner = owners.get(ownerId ?? '');
    return owner === undefined ? null : `${owner.firstName} ${owner.lastName}${owner.archived ? ' (left)' : ''}`;
  };
  // No territory is in the model, so nobody's answer is of one.
  const labelOf = { why: ({ why }: Answer) => why, owner: ownerOf, territory: () => null };
  const told = ({ label, owed, kept, late, missed, waiting, dropped, escalated, median, isEnough }: SpeedRow) =>
    [label, { owed, kept, late, missed, waiting, dropped, escalated, median, isEnough }] as const;
  const byLabel = (a: readonly [string | null, unknown], b: readonly [string | null, unknown]) =>
    `${a[0]}` < `${b[0]}` ? -1 : 1;
  return [
    ...differs('all answers', told(total)[1], speedOf(rows, now)),
    ...kinds.flatMap(({ kind, rows: seen }) => {
      const counted = [...Map.groupBy(rows, labelOf[kind])].map(([label, of]) => [label, speedOf(of, now)] as const);
      return differs(`answers by ${kind}`, seen.map(told).sort(byLabel), counted.sort(byLabel));
    }),
  ];
}

type Stay = {
  readonly id: number;
  readonly kind: 'track' | 'segment';
  readonly value: string;
  readonly since: number;
  readonly until: number | null;
  readonly next: string | null;
};

/** Who came into each track and segment, who went where, who is dormant, what became of touches. */
export async function wrongProgrammes(world: World): Promise<readonly string[]> {
  const view = await figuresOf(world, 'tracks', tracksView);
  const { months } = (await figuresOf(world, 'funnel', funnelView)) as FunnelSeen;
  const from = months.at(-1)!.from;
  const stays = await rowsOf<Stay>(world, 'select contact_id as id, kind, value, since, until, next from stay');
  const gone = (stay: Stay) => stay.until !== null && stay.until >= from;
  // What came next is what the contact was in from the same instant on.
  const strays = stays.filter(
    ({ id, kind, until, next }) =>
      until !== null &&
      next !== (stays.find((one) => one.id === id && one.kind === kind && one.since === until)?.value ?? 'none'),
  );
  const counted = (kind: Stay['kind'], value: string) => {
    const here = stays.filter((one) => one.kind === kind && one.value === value);
    const next = [...Map.groupBy(here.filter(gone), (one) => one.next ?? 'none')];
    return {
      entered: here.filter(({ since }) => since >= from).length,
      left: here.filter(gone).length,
      next: next.map(([name, of]) => `${name} ${of.length}`).sort(),
    };
  };
  const places = (['track', 'segment'] as const).flatMap((kind) =>
    view[`${kind}s`].flatMap(({ value, entered, left, next }) =>
      differs(
        `${kind} ${value}`,
        { entered, left, next: next.map((one) => `${one.value} ${one.contacts}`).sort() },
        counted(kind, value),
      ),
    ),
  );
  const isNurture = (value: string) => value === 'mql_nurture' || value === 'dormant_mql';
  const out = stays
    .filter(gone)
    .filter(({ kind, value, next }) => kind === 'track' && isNurture(value) && !isNurture(next ?? 'none'));
  const dormant = view.dormant.flatMap(({ from: begin, segments }, place) => {
    const end = view.dormant[place - 1]?.from ?? Infinity;
    return segments.flatMap(({ segment, dormant: asleep, woke }) => {
      const here = stays.filter(({ kind, value }) => kind === 'segment' && value === segment);
      const isBefore = (instant: number | null) => instant !== null && instant < end;
      return differs(
        `${segment} in the month from ${new Date(begin).toISOString()}`,
        { asleep, woke },
        {
          asleep: here.filter(({ since, until }) => isBefore(since) && !isBefore(until)).length,
          woke: here.filter(
            ({ until, next }) => isBefore(until) && until! >= begin && (next === null || next === 'none'),
          ).length,
        },
      );
    });
  });
  const touches = await rowsOf<{
    readonly id: number;
    readonly track: string;
    readonly kind: string;
    readonly state: string;
  }>(world, `select contact_id as id, track, kind, state from touch where due_at >= ${from}`);
  return [
    ...strays.map(({ id, value, next }) => `${id}: ${value} was not followed by ${next}`),
    ...places,
    ...differs(
      'who left nurture',
      [view.nurtured.left, view.nurtured.sql],
      [out.length, out.filter(({ next }) => next === 'sales_ready').length],
    ),
    ...dormant,
    ...view.touches.flatMap(({ track, kind, due, done, missed, late, open, cancelled }) => {
      const these = touches.filter((one) => one.track === track && one.kind === kind);
      const inState = (state: string) => these.filter((one) => one.state === state).length;
      return differs(
        `touches of ${track} by ${kind}`,
        { due, done, missed, late, open, cancelled },
        {
          due: these.length,
          done: inState('done'),
          missed: inState('missed'),
          late: inState('late'),
          open: inState('open'),
          cancelled: inState('cancelled'),
        },
      );
    }),
  ];
}

const STAGES = ['captured', 'mql', 'sql', 'opportunity', 'customer'] as const;
type Passage = Readonly<Record<(typeof STAGES)[number], number | null>> & {
  readonly id: number;
  readonly lost: number | null;
  readonly silent_lead: number | null;
  readonly silent_mql: number | null;
  readonly silent_sql: number | null;
};
const SILENT = { captured: 'silent_lead', mql: 'silent_mql', sql: 'silent_sql', opportunity: null } as const;
const first = (...instants: readonly (number | null)[]) => Math.min(...instants.map((instant) => instant ?? Infinity));

type Watched = { readonly days: number; readonly end: 'next' | 'lost' | 'silent' | 'open' };

/** How long a contact was in a stage, in whole days, and what ended it; null: it never was. */
function stayIn(stage: keyof typeof SILENT, passage: Passage, now: number): Watched | null {
  const entered = passage[stage];
  if (entered === null) return null;
  const next = first(...STAGES.slice(STAGES.indexOf(stage) + 1).map((later) => passage[later]));
  if (next < entered) return null;
  const after = (instant: number | null) => (instant !== null && instant >= entered ? instant : Infinity);
  const silence = SILENT[stage];
  const ends = { next, lost: after(passage.lost), silent: after(silence === null ? null : passage[silence]) };
  const end = Math.min(...Object.values(ends));
  if (end === Infinity) return { end: 'open', days: Math.max(0, Math.floor(now / DAY) - Math.ceil(entered / DAY)) };
  const how = (['next', 'lost', 'silent'] as const).find((name) => ends[name] === end)!;
  return { end: how, days: Math.floor((end - entered) / DAY) };
}

/** Day by day: of those who are still watched and in the stage, who leaves, and how. */
function incidence(stays: readonly Watched[]) {
  const shares = { next: 0, lost: 0, silent: 0 };
  const days: { next: number; lost: number; silent: number; watched: number }[] = [];
  let inStage = 1;
  for (let day = 0; ; day++) {
    const watched = stays.filter((one) => one.days >= day).length;
    if (watched < ENOUGH) return days;
    const today = stays.filter((one) => one.days === day);
    const leaves = (end: Watched['end']) => today.filter((one) => one.end === end).length / watched;
    for (const end of ['next', 'lost', 'silent'] as const) shares[end] += inStage * leaves(end);
    inStage *= 1 - leaves('next') - leaves('lost') - leaves('silent');
    days.push({ ...shares, watched: watched - today.length });
  }
}

/** Who passed a stage over, and how long contacts stay in each. */
export async function wrongPassages(world: World): Promise<readonly string[]> {
  const funnel = (await figuresOf(world, 'funnel', funnelView)) as FunnelSeen;
  const rows = await rowsOf<Passage>(world, 'select contact_id as id, * from passage');
  const since = funnel.months.at(-1)!.from;
  const cohort = rows.filter(({ captured }) => captured! >= since);
  const skips = (stage: 'mql' | 'sql' | 'opportunity') =>
    cohort.filter(
      (one) => one[stage] === null && STAGES.slice(STAGES.indexOf(stage) + 1).some((later) => one[later] !== null),
    ).length;
  const { mql, sql, opportunity } = funnel.total.skipped;
  return [
    ...differs('stages passed over', [mql, sql, opportunity], [skips('mql'), skips('sql'), skips('opportunity')]),
    ...funnel.stays.flatMap(({ stage, entered, ended, medianDays, after }) => {
      const stays = cohort.flatMap((one) => stayIn(stage as keyof typeof SILENT, one, funnel.now) ?? []);
      const days = incidence(stays);
      const half = days.findIndex(({ next }) => next >= 0.5 - 1e-9);
      const ends = (end: Watched['end']) => stays.filter((one) => one.end === end).length;
      const { next, lost, silent, open } = ended;
      return [
        ...differs(
          `stays in ${stage}`,
          { entered, next, lost, silent, open, medianDays },
          {
            entered: stays.length,
            next: ends('next'),
            lost: ends('lost'),
            silent: ends('silent'),
            open: ends('open'),
            medianDays: half < 0 ? null : half,
          },
        ),
        ...after.flatMap((told) => {
          const then = days[told.days]!;
          const tenths = (share: number) => Math.round(1_000 * share) / 10;
          return differs(
            `${stage} after ${told.days} days`,
            [told.next, told.lost, told.silent, told.atRisk],
            [tenths(then.next), tenths(then.lost), tenths(then.silent), then.watched],
          );
        }),
      ];
    }),
  ];
}
