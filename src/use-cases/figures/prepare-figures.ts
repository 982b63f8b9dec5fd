import { monthsUntil } from '../../domain/figures/months.ts';
import type { Model } from '../../domain/model/model.ts';
import { isTimeZone } from '../../domain/time/time-zone.ts';
import { noteAsked } from '../../store/figures/asked-choices.ts';
import type { CountedPeriod } from '../../store/figures/cells.ts';
import { type UsableMonths, usableMonths } from '../../store/figures/kept-months.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import type { SettingsContext } from '../portals/settings/read-settings.ts';
import type { FiguresQuery } from './figures-query.ts';

export type FiguresContext = Pick<SettingsContext, 'db' | 'clock' | 'model'>;

export type PreparedFigures = {
  readonly portal: Portal;
  readonly model: Model;
  readonly now: number;
  readonly timeZone: string;
  /** the first instants of the months, and the end of the last one */
  readonly bounds: readonly number[];
  readonly period: CountedPeriod;
  readonly countedAt: UsableMonths['countedAt'];
};

/** A page counts anew months that have changed, of so many rows together. */
export const COUNTED_AT_ONCE = 30_000;

/** What fewer contacts have in common is counted when somebody asks for it. */
export const LEAST_CHOSEN = 10_000;

/** What every page of figures needs. Null: the account is not set up. */
export async function prepareFigures(
  { db, clock, model: findModel }: FiguresContext,
  portalId: number,
  { months, only }: FiguresQuery,
): Promise<PreparedFigures | null> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return null;
  const model = await findModel(portalId, portal.modelVersion);
  const now = clock.now();
  const timeZone = zoneOf(portal, model);
  const bounds = monthsUntil(timeZone, now, months);
  const { kept, countedAt } = await usableMonths(db, { portalId, now, atOnce: COUNTED_AT_ONCE, only });
  // Only of a large account months are kept.
  if (kept.size > 0) await noteAsked(db, { portalId, only, least: LEAST_CHOSEN, now });
  return { portal, model, now, timeZone, bounds, period: { portalId, bounds, only, kept }, countedAt };
}

/** By whose clocks months are counted. */
export function zoneOf(portal: Pick<Portal, 'timeZone'>, model: Pick<Model, 'calendar'>): string {
  const zone = portal.timeZone ?? model.calendar.timeZone ?? 'UTC';
  return isTimeZone(zone) ? zone : 'UTC';
}

/** Up to the end of a period, from the first of all instants. */
export const sinceEver = ({ bounds, ...period }: CountedPeriod): CountedPeriod => ({
  ...period,
  bounds: [0, bounds.at(-1)!],
});

/** What was found of each month, the newest first. */
export function byMonth<T>(
  { bounds }: Pick<PreparedFigures, 'bounds'>,
  of: (month: number) => T,
): (T & { readonly from: number })[] {
  return bounds
    .slice(0, -1)
    .map((from, month) => ({ from, ...of(month) }))
    .reverse();
}

/** Names the territories of a model; one that it has no more keeps its id. */
export function territoryNames({ routing }: Pick<Model, 'routing'>): (id: string) => string {
  const names = new Map(routing.territories.map(({ id, label }) => [id, label]));
  return (id) => names.get(id) ?? id;
}
