/** The languages that the workflow actions speak. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt-br', 'ja'] as const;
export type Language = (typeof LANGUAGES)[number];

export type Reader = {
  /** of the words */
  readonly language: Language;
  /** of dates and numbers: the same language, maybe as one region writes it */
  readonly locale: string;
  /** IANA */
  readonly timeZone: string;
};

type Context = {
  readonly user: { readonly language?: string; readonly locale?: string };
  readonly portal: { readonly timezone: string };
};

/**
 * Who reads the card or the page. HubSpot tells the language, or only the locale, or neither: then
 * the browser's language counts. Times are in the browser's time zone, or in the account's if the
 * browser tells none.
 */
export function readerOf({ user, portal }: Context): Reader {
  const browser = new Intl.DateTimeFormat().resolvedOptions();
  const told = [user.language, user.locale, browser.locale].flatMap((tag) => canonical(tag) ?? []);
  const wanted = wordsFor(told[0] ?? 'en');
  const language = wanted ?? 'en';
  const locale = told.find((tag) => wordsFor(tag) === language && tag.includes('-')) ?? language;
  return { language, locale, timeZone: knownZone(browser.timeZone) ?? knownZone(portal.timezone) ?? 'UTC' };
}

/** HubSpot writes `pt_br` where JavaScript wants `pt-BR`. */
function canonical(tag: string | undefined): string | undefined {
  try {
    return tag === undefined ? undefined : Intl.getCanonicalLocales(tag.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * The language whose words fit a tag: the same one, or its one region that we have (`pt`: pt-br).
 */
function wordsFor(tag: string): Language | undefined {
  const spoken = tag.split('-')[0]?.toLowerCase() ?? '';
  return LANGUAGES.find((language) => language === spoken || language.startsWith(`${spoken}-`));
}

function knownZone(timeZone: string | undefined): string | undefined {
  try {
    if (timeZone) new Intl.DateTimeFormat('en', { timeZone });
    return timeZone || undefined;
  } catch {
    return undefined;
  }
}
