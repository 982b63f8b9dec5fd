import type { FilterSeen, FunnelSeen, FunnelView } from '../../../cards/pages/figures-contract.ts';
import { monthsUntil } from '../../domain/figures/months.ts';
import { FUNNEL_STAGES, type FunnelStage } from '../../domain/figures/passage.ts';
import { rateOf } from '../../domain/figures/rates.ts';
import { afterDays, type Stay, timeInStage } from '../../domain/figures/time-in-stage.ts';
import {
  type Cohort,
  FUNNEL_FILTERS,
  type FunnelMonth,
  filterOptions,
  funnelMonths,
  type PassedStage,
  staysIn,
} from '../../store/figures/funnel.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import { ownerNames } from '../contacts/owner-names.ts';
import type { SettingsContext } from '../portals/read-settings.ts';
import type { FiguresQuery } from './figures-query.ts';

export type FiguresContext = Pick<SettingsContext, 'db' | 'clock' | 'model'>;

/** Values that are offered to choose from, the most frequent. */
const OFFERED = 30;
/** Points of a curve that are sent: a chart shows no more. */
const POINTS = 40;

const PASSED: readonly PassedStage[] = ['captured', 'mql', 'sql', 'opportunity'];
/** Days of which a table tells what had become of those who entered a stage. */
const TOLD_DAYS = [7, 30, 90, 180, 365];

/** The funnel of a period, by the month in which contacts were captured. */
export async function readFunnel(
  context: FiguresContext,
  portalId: number,
  { months, only }: FiguresQuery,
): Promise<FunnelView> {
  const { db, clock, model: findModel } = context;
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return { state: 'not_set_up' };
  const now = clock.now();
  const timeZone = portal.timeZone ?? 'UTC';
  const bounds = monthsUntil(timeZone, now, months);
  const cohort: Cohort = { portalId, from: bounds[0]!, until: bounds.at(-1)!, only };
  const found = new Map((await funnelMonths(db, cohort, bounds)).map((one) => [one.month, one]));
  const stays = [];
  for (const stage of PASSED) stays.push({ stage, ...staySeen(await staysIn(db, stage, cohort, now)) });
  const model = await findModel(portalId, portal.modelVersion);
  const territories = new Map(model.routing.territories.map(({ id, label }) => [id, label]));
  return {
    state: 'ok',
    now,
    timeZone,
    months: bounds
      .slice(0, -1)
      .map((from, month) => ({ from, ...monthSeen(found.get(month)) }))
      .reverse(),
    total: sumOf([...found.values()]),
    stays,
    filters: await filtersOf(db, cohort, { portal, territories }),
  };
}

type Passed = FunnelSeen['total'];

const monthSeen = (month: FunnelMonth | undefined): Passed => sumOf(month === undefined ? [] : [month]);

function sumOf(months: readonly FunnelMonth[]): Passed {
  const sum = <Name extends string>(
    names: readonly Name[],
    of: (month: FunnelMonth) => Readonly<Record<Name, number>>,
  ) => Object.fromEntries(names.map((name) => [name, months.reduce((all, one) => all + of(one)[name], 0)]));
  const reached = sum(FUNNEL_STAGES, (month) => month) as Passed['reached'];
  const skipped = sum(['mql', 'sql', 'opportunity'], (month) => month.skipped) as Passed['skipped'];
  return { reached, skipped, rates: ratesOf(reached) };
}

/** Of each stage after the first: the share of the stage before, and of all. */
const ratesOf = (reached: Readonly<Record<FunnelStage, number>>): Passed['rates'] =>
  FUNNEL_STAGES.slice(1).map((stage, place) => ({
    stage,
    step: rateOf(reached[stage], reached[FUNNEL_STAGES[place]!]),
    overall: rateOf(reached[stage], reached.captured),
  }));

/** With as many points of the curve as a chart can show; the last one is among them. */
function staySeen(stays: readonly Stay[]): Omit<FunnelSeen['stays'][number], 'stage'> {
  const time = timeInStage(stays);
  const { entered, ended, medianDays, curve } = time;
  const every = Math.max(1, Math.ceil(curve.length / POINTS));
  return {
    entered,
    ended,
    medianDays,
    curve: curve
      .filter((_, place) => (curve.length - 1 - place) % every === 0)
      .map(({ days, next }) => ({ days, next })),
    after: TOLD_DAYS.map((days) => afterDays(time, days)).filter((one) => one !== null),
  };
}

async function filtersOf(
  db: FiguresContext['db'],
  cohort: Cohort,
  {
    portal,
    territories,
  }: { readonly portal: Pick<Portal, 'account'>; readonly territories: ReadonlyMap<string, string> },
): Promise<FilterSeen[]> {
  const options = await filterOptions(db, cohort, OFFERED);
  const ownerName = ownerNames(portal.account);
  return FUNNEL_FILTERS.map((id) => ({
    id,
    options: options
      .filter(({ filter }) => filter === id)
      .map(({ value, contacts }) => ({
        value,
        contacts,
        label:
          value === null
            ? null
            : id === 'owner_id'
              ? ownerName(value)
              : id === 'territory'
                ? (territories.get(value) ?? value)
                : value,
      })),
    chosen: cohort.only[id] ?? null,
  }));
}
