/** How one person reads numbers and dates: in their own language, in the account's time zone. */
export type Format = {
  readonly day: (instant: number) => string;
  /** with hours, where hours matter */
  readonly instant: (instant: number) => string;
  readonly number: (count: number) => string;
};

export function formatFor(locale: string | undefined, timeZone: string): Format {
  const language = knownLanguage(locale);
  const days = formatterOf(language, timeZone, { dateStyle: 'medium' });
  const instants = formatterOf(language, timeZone, { dateStyle: 'medium', timeStyle: 'short' });
  const numbers = new Intl.NumberFormat(language);
  return {
    day: (instant) => days.format(instant),
    instant: (instant) => instants.format(instant),
    number: (count) => numbers.format(count),
  };
}

/** HubSpot writes `pt_br` where JavaScript wants `pt-br`. */
function knownLanguage(locale = 'en'): string {
  try {
    return Intl.getCanonicalLocales(locale.replace('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function formatterOf(language: string, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, { ...style, timeZone });
  } catch {
    return new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' });
  }
}

/** `1 contact`, `2,000 contacts`. */
export const counted = (count: number, one: string, { number }: Format, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;
