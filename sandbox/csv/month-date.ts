const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const MS_PER_HOUR = 3_600_000;

/**
 * A moment in office hours (UTC) within the last month of that name before `asOf`, on the weekday
 * if one is given; `choice` picks among the days that fit. Undefined when a name is unknown.
 */
export function inMonth(month: string, weekday: string | undefined, asOf: number, choice: number): Date | undefined {
  const index = MONTHS.indexOf(month.slice(0, 3).toLowerCase());
  const day = weekday === undefined ? undefined : WEEKDAYS.indexOf(weekday.slice(0, 3).toLowerCase());
  if (index === -1 || day === -1) return undefined;
  const thisYear = new Date(asOf).getUTCFullYear();
  for (const year of [thisYear, thisYear - 1]) {
    const days = daysOf(year, index).filter((date) => day === undefined || new Date(date).getUTCDay() === day);
    const moments = days.map((date) => date + (9 + (choice % 8)) * MS_PER_HOUR).filter((moment) => moment <= asOf);
    if (moments.length > 0) return new Date(moments[choice % moments.length]!);
  }
  return undefined;
}

const daysOf = (year: number, month: number): number[] =>
  Array.from({ length: new Date(Date.UTC(year, month + 1, 0)).getUTCDate() }, (_, index) =>
    Date.UTC(year, month, index + 1),
  );
