import { DATE_FORMATS, type DateFormat, momentIn } from './plain-values.ts';

/* Finds out how a column writes its dates, from all its cells. */

/** What was seen of a column so far. */
export type DatesSeen = {
  filled: number;
  /** dates with points, such as 31.12.2026, in which the day comes first */
  points: number;
  example: string;
  readonly of: Readonly<Record<DateFormat, { count: number; newest: number | null }>>;
};

export const noDatesSeen = (): DatesSeen => ({
  filled: 0,
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
  if (/^\d\d?\.\d\d?\.\d{4}/.test(cell)) seen.points++;
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
  const as = (format: DateFormat) => ({ outcome: 'dates', format, newest: of[format].newest }) as const;
  if (filled === 0) return as('iso');
  const best = DATE_FORMATS.reduce((most, format) => (of[format].count > of[most].count ? format : most));
  if (of[best].count * 2 < filled) return { outcome: 'no_dates' };
  if (best === 'iso' || best === 'epoch' || of.dmy.count !== of.mdy.count) return as(best);
  if (points > 0) return as('dmy');
  if (usual !== null)
    return { ...as(usual), guess: `${usual === 'dmy' ? 'days' : 'months'} come first, as in other columns` };
  const why = `whether days or months come first cannot be seen (${example}): say it by "format" in a mapping`;
  return { outcome: 'unclear', why };
}
