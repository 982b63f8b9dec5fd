import type { TracksSeen, TracksView } from '../../../cards/pages/contracts/figures-contract.ts';
import { rateOf } from '../../domain/figures/rates.ts';
import { DORMANT_SEGMENTS, TRACKS } from '../../domain/words.ts';
import {
  countStays,
  countTrackMails,
  countTrackTouches,
  type StayCount,
  type TrackTouches,
} from '../../store/figures/tracks.ts';
import type { Db } from '../../store/transaction.ts';
import { findJob } from '../../store/work/jobs.ts';
import type { FiguresQuery } from './figures-query.ts';
import { byMonth, type FiguresContext, prepareFigures, sinceEver } from './prepare-figures.ts';
import { filtersOf } from './read-funnel.ts';

/** A row names so many causes of missed touches, the most frequent. */
const CAUSES = 5;
/** The tracks in which MQLs are nurtured. */
const NURTURE: ReadonlySet<string> = new Set(['mql_nurture', 'dormant_mql']);

/** What the nurture tracks did in a period. */
export async function readTracks(context: FiguresContext, portalId: number, query: FiguresQuery): Promise<TracksView> {
  const prepared = await prepareFigures(context, portalId, query);
  if (prepared === null) return { state: 'not_set_up' };
  const { db } = context;
  const { portal, now, bounds, period, countedAt } = prepared;
  const { stays, dormant } = await countStays(db, period);
  const of = (kind: StayCount['kind'], order: readonly string[]) =>
    order.flatMap((value) => stays.filter((one) => one.kind === kind && one.value === value).map(staySeen));
  const tracks = of('track', TRACKS);
  const nurtured = tracks.filter(({ value }) => NURTURE.has(value));
  // A contact that moves from one nurture track to the other has not left nurture.
  const out = nurtured.flatMap(({ next }) => next.filter(({ value }) => !NURTURE.has(value)));
  const left = sum(out.map(({ contacts }) => contacts));
  const sql = sum(out.map(({ value, contacts }) => (value === 'sales_ready' ? contacts : 0)));
  return {
    state: 'ok',
    now,
    filters: await filtersOf(db, sinceEver(period), prepared),
    countedAt: countedAt(['tracks', 'touches', 'mails', 'filters']),
    tracks,
    segments: of('segment', DORMANT_SEGMENTS),
    touches: touchesSeen(await countTrackTouches(db, period)),
    mails: (await countTrackMails(db, period)).map((one) => ({
      ...one,
      rates: mailRates(one, one.sent),
    })),
    statistics: await statisticsSeen(db, portalId),
    nurtured: { left, sql, rate: rateOf(sql, left) },
    // Before it was installed, Ripen knows only those contacts who were still dormant then.
    dormant: byMonth(prepared, (month) => ({
      segments: DORMANT_SEGMENTS.map((segment) => {
        const found = dormant.find((one) => one.month === month && one.segment === segment);
        return { segment, dormant: found?.dormant ?? 0, woke: found?.woke ?? 0 };
      }),
    })).filter((_, place) => bounds.at(-1 - place)! > portal.installedAt),
  };
}

const mailRates = ({ opened, clicked }: { readonly opened: number; readonly clicked: number }, of: number) => ({
  opened: rateOf(opened, of),
  clicked: rateOf(clicked, of),
});

/** What was read last; HubSpot's shares are of those to whom an e-mail was delivered. */
async function statisticsSeen(db: Db, portalId: number): Promise<TracksSeen['statistics']> {
  const read = (await findJob(db, portalId, 'mail_statistics', ''))?.payload ?? null;
  if (read === null) return null;
  return {
    ...read,
    mails: read.mails.map(({ name, tracks, seen, hubspot }) => ({
      name,
      tracks: [...tracks],
      seen: { ...seen, rates: mailRates(seen, seen.sent) },
      hubspot: hubspot && { ...hubspot, rates: mailRates(hubspot, hubspot.delivered) },
    })),
  };
}

const staySeen = ({ value, now, entered, left, next }: StayCount): TracksSeen['tracks'][number] => ({
  value,
  now,
  entered,
  left,
  next: Object.entries(next)
    .map(([name, contacts]) => ({ value: name, contacts }))
    .sort((a, b) => b.contacts - a.contacts || (a.value < b.value ? -1 : 1)),
});

/** For each track and kind: how many touches were done, missed, late and so on. */
function touchesSeen(found: readonly TrackTouches[]): TracksSeen['touches'] {
  const sorts = [...new Map(found.map((one) => [`${one.track} ${one.kind}`, one])).values()];
  return sorts.map(({ track, kind }) => {
    const these = found.filter((one) => one.track === track && one.kind === kind);
    const inState = (...states: readonly string[]) =>
      sum(these.flatMap(({ state, touches }) => (states.includes(state) ? [touches] : [])));
    const [done, missed] = [inState('done'), inState('missed')];
    return {
      track,
      kind,
      due: sum(these.map(({ touches }) => touches)),
      done,
      missed,
      late: inState('late'),
      open: inState('open'),
      cancelled: inState('cancelled'),
      kept: rateOf(done, done + missed),
      causes: these
        .flatMap(({ cause, touches }) => (cause === null ? [] : [{ what: cause, count: touches }]))
        .slice(0, CAUSES),
    };
  });
}

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
