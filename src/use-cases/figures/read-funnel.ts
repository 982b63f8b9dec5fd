import type { FilterSeen, FunnelSeen, FunnelView } from '../../../cards/pages/contracts/figures-contract.ts';
import { FUNNEL_STAGES, type FunnelStage } from '../../domain/figures/passage.ts';
import { rateOf } from '../../domain/figures/rates.ts';
import { afterDays, type Stay, timeInStage } from '../../domain/figures/time-in-stage.ts';
import type { Model } from '../../domain/model/model.ts';
import { segmentLabel } from '../../domain/sync/segment-lists.ts';
import type { CountedPeriod } from '../../store/figures/cells.ts';
import {
  type FilterOption,
  type FunnelMonth,
  filterOptions,
  funnelMonths,
  type PassedStage,
  staysIn,
} from '../../store/figures/funnel.ts';
import { type ChosenTraits, FUNNEL_FILTERS } from '../../store/figures/present.ts';
import type { Portal } from '../../store/portals/portals.ts';
import { ownerNames } from '../contacts/read/owner-names.ts';
import type { FiguresQuery } from './figures-query.ts';
import {
  byMonth,
  type FiguresContext,
  type PreparedFigures,
  prepareFigures,
  territoryNames,
} from './prepare-figures.ts';

/** A filter offers at most so many values, the most frequent; HubSpot lets people search them. */
export const OFFERED = 300;
/** A chart shows at most so many points of a curve. */
const POINTS = 40;

const PASSED: readonly PassedStage[] = ['captured', 'mql', 'sql', 'opportunity'];
/** So many days after contacts entered a stage, the table says how many had gone on. */
const TOLD_DAYS = [7, 30, 90, 180, 365];

/** The funnel of a period, by the month in which contacts were captured. */
export async function readFunnel(context: FiguresContext, portalId: number, query: FiguresQuery): Promise<FunnelView> {
  const prepared = await prepareFigures(context, portalId, query);
  if (prepared === null) return { state: 'not_set_up' };
  const { db } = context;
  const { now, timeZone, period, countedAt } = prepared;
  const found = new Map((await funnelMonths(db, period)).map((one) => [one.month, one]));
  const stays = await staysIn(db, period, now);
  return {
    state: 'ok',
    now,
    timeZone,
    months: byMonth(prepared, (month) => monthSeen(found.get(month))),
    total: sumOf([...found.values()]),
    stays: PASSED.map((stage) => ({ stage, ...staySeen(stays[stage]) })),
    countedAt: countedAt(['funnel', 'time_in_stage', 'filters']),
    filters: await filtersOf(db, period, prepared),
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

/** For each stage after the first: its share of the stage before, and of all captured contacts. */
const ratesOf = (reached: Readonly<Record<FunnelStage, number>>): Passed['rates'] =>
  FUNNEL_STAGES.slice(1).map((stage, place) => ({
    stage,
    step: rateOf(reached[stage], reached[FUNNEL_STAGES[place]!]),
    overall: rateOf(reached[stage], reached.captured),
  }));

/**
 * How long contacts stayed in a stage. It thins the curve for the chart, but keeps the last point.
 */
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

/** The filters of a page of figures, their most frequent values, and what is chosen. */
export const filtersOf = async (
  db: FiguresContext['db'],
  period: CountedPeriod,
  prepared: Pick<PreparedFigures, 'portal' | 'model'>,
): Promise<FilterSeen[]> => filtersSeen(await filterOptions(db, period, OFFERED), period.only, prepared);

/** Filters that offer these values, by name. */
export function filtersSeen(
  options: readonly FilterOption[],
  only: ChosenTraits,
  { portal, model }: { readonly portal: Pick<Portal, 'account'>; readonly model: Pick<Model, 'routing'> },
): FilterSeen[] {
  const territoryName = territoryNames(model);
  const ownerName = ownerNames(portal.account);
  const labelOf = (id: FilterSeen['id'], value: string): string => {
    if (id === 'owner_id') return ownerName(value);
    if (id === 'country' || id === 'industry') return segmentLabel(id, value);
    return id === 'territory' ? territoryName(value) : value;
  };
  return FUNNEL_FILTERS.map((id) => {
    const chosen = only[id] ?? null;
    const found = options.filter(({ filter }) => filter === id);
    // A choice holds from page to page, also where nobody has the value.
    const isThere = chosen === null || found.some(({ value }) => (value ?? '') === chosen);
    return {
      id,
      options: [...found, ...(isThere ? [] : [{ value: chosen || null, contacts: 0 }])].map(({ value, contacts }) => ({
        value,
        contacts,
        label: value === null ? null : labelOf(id, value),
      })),
      chosen,
    };
  });
}
