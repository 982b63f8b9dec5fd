/**
 * How one person reads dates: in their own language, in the account's time zone; never in the
 * worker's.
 */
export type Dates = {
  readonly day: (instant: number) => string;
  readonly minute: (instant: number) => string;
  /** with the day of the week: for what is due soon */
  readonly deadline: (instant: number) => string;
};

export function datesFor(locale: string | undefined, timeZone: string): Dates {
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = formatterOf(locale, { ...options, timeZone });
    return (instant: number) => formatter.format(instant);
  };
  return {
    day: format({ dateStyle: 'medium' }),
    minute: format({ dateStyle: 'medium', timeStyle: 'short' }),
    deadline: format({ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }),
  };
}

/**
 * HubSpot writes `pt_br` where JavaScript wants `pt-br`; what it knows in no form is shown in
 * English and UTC.
 */
function formatterOf(locale: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale?.replace('_', '-') ?? 'en', options);
  } catch {
    return new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
}
