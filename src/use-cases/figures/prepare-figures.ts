import { monthsUntil } from '../../domain/figures/months.ts';
import type { Model } from '../../domain/model/model.ts';
import { isTimeZone } from '../../domain/time/time-zone.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import type { SettingsContext } from '../portals/read-settings.ts';

export type FiguresContext = Pick<SettingsContext, 'db' | 'clock' | 'model'>;

export type PreparedFigures = {
  readonly portal: Portal;
  readonly model: Model;
  readonly now: number;
  readonly timeZone: string;
  /** the first instants of the months, and the end of the last one */
  readonly bounds: readonly number[];
  readonly from: number;
  readonly until: number;
};

/** What every page of figures needs. Null: the account is not set up. */
export async function prepareFigures(
  { db, clock, model: findModel }: FiguresContext,
  portalId: number,
  months: number,
): Promise<PreparedFigures | null> {
  const portal = await findPortal(db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null) return null;
  const model = await findModel(portalId, portal.modelVersion);
  const now = clock.now();
  const zone = portal.timeZone ?? model.calendar.timeZone ?? 'UTC';
  const timeZone = isTimeZone(zone) ? zone : 'UTC';
  const bounds = monthsUntil(timeZone, now, months);
  return { portal, model, now, timeZone, bounds, from: bounds[0]!, until: bounds.at(-1)! };
}

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
