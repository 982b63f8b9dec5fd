import { DATE_FORMATS, type DateFormat, momentIn } from './plain-values.ts';

/* Finds out how a column writes its dates, from all its cells. */

/** What was seen of a column so far. */
export type DatesSeen = {
  filled: number;
  /** days as a spreadsheet counts them, such as 45234 */
  dayNumbers: number;
  /** dates with points, such as 31.12.2026, in which the day comes first */
  points: number;
  example: string;
  readonly of: Readonly<Record<DateFormat, { count: number; newest: number | null }>>;
};

export const noDatesSeen = (): DatesSeen => ({
  filled: 0,
  dayNumbers: 0,
  points: 0,
  example: '',
  of: {
    iso: { count: 0, newest: null },
    dmy: { count: 0, newest: null },
    mdy: { count: 0, newest: null },
    epoch: { count: 0, newest: null },
  },
});

/** Notes one more cell. A date after `now` is none: a file tells only of the past. */
export function seeDate(seen: DatesSeen, cell: string, now: number): void {
  if (cell === '') return;
  seen.filled++;
  if (/^[2-7]\d{4}([.,]\d+)?$/.test(cell)) seen.dayNumbers++;
  if (/^\d\d?\. ?\d\d?\. ?\d{4}/.test(cell)) seen.points++;
  for (const format of DATE_FORMATS) {
    const at = momentIn(cell, format)?.getTime();
    if (at === undefined) continue;
    const dates = seen.of[format];
    dates.count++;
    if (at <= now && at > (dates.newest ?? -Infinity)) dates.newest = at;
    seen.example = cell;
  }
}

type Order = 'dmy' | 'mdy';

/** Whether days or months come first, if the columns that show it agree. */
export function usualOrder(columns: readonly DatesSeen[]): Order | null {
  const shown = columns.flatMap(({ of: { dmy, mdy } }): Order[] =>
    dmy.count === mdy.count ? [] : [dmy.count > mdy.count ? 'dmy' : 'mdy'],
  );
  const [first] = shown;
  return first !== undefined && shown.every((order) => order === first) ? first : null;
}

export type DateForm =
  | { readonly outcome: 'dates'; readonly format: DateFormat; readonly newest: number | null; readonly guess?: string }
  | { readonly outcome: 'unclear'; readonly why: string }
  | { readonly outcome: 'no_dates' };

/** How a column writes dates; `usual`: which order other columns of the file have. */
export function dateFormOf({ filled, points, example, of }: DatesSeen, usual: Order | null): DateForm {
  const { iso, dmy, mdy, epoch } = of;
  const as = (format: DateFormat) => {
    const newest = (format === 'epoch' ? [epoch] : [iso, of[format]]).map((one) => one.newest ?? -Infinity);
    return {
      outcome: 'dates',
      format,
      newest: Number.isFinite(Math.max(...newest)) ? Math.max(...newest) : null,
    } as const;
  };
  if (filled === 0) return as('iso');
  // Where the year comes first nothing is open, so such dates may stand beside others.
  const dated = iso.count + Math.max(dmy.count, mdy.count);
  if (Math.max(dated, epoch.count) * 2 < filled) return { outcome: 'no_dates' };
  if (epoch.count > dated) return as('epoch');
  if (dmy.count !== mdy.count) return as(dmy.count > mdy.count ? 'dmy' : 'mdy');
  if (points > 0) return as('dmy');
  if (iso.count > dmy.count) return as('iso');
  if (usual !== null)
    return { ...as(usual), guess: `${usual === 'dmy' ? 'days' : 'months'} come first, as in other columns` };
  const why = `whether days or months come first cannot be seen (${example}): say it by "format" in a mapping`;
  return { outcome: 'unclear', why };
}
