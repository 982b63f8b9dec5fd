import { AGREEMENT_DE } from './de.ts';
import { AGREEMENT_EN, type AgreementWords } from './en.ts';
import { AGREEMENT_ES } from './es.ts';
import { AGREEMENT_FR } from './fr.ts';
import { AGREEMENT_JA } from './ja.ts';
import { AGREEMENT_PT_BR } from './pt-br.ts';

const AGREEMENT_WORDS = {
  en: AGREEMENT_EN,
  de: AGREEMENT_DE,
  fr: AGREEMENT_FR,
  es: AGREEMENT_ES,
  'pt-br': AGREEMENT_PT_BR,
  ja: AGREEMENT_JA,
} as const satisfies Record<string, AgreementWords>;
export type AgreementLanguage = keyof typeof AGREEMENT_WORDS;

/** The language of the agreement for a language code; English where there is no translation. */
export const agreementLanguage = (text: string | null): AgreementLanguage =>
  text !== null && Object.hasOwn(AGREEMENT_WORDS, text) ? (text as AgreementLanguage) : 'en';

/** European English: no comma before "and", the day before the month. */
const LOCALES: Partial<Record<AgreementLanguage, string>> = { en: 'en-GB' };

export type Saying = keyof AgreementWords;

/** Functions that say things in one language: sentences, counts, lists, weekdays and dates. */
export type AgreementSpeech = {
  readonly language: AgreementLanguage;
  readonly say: (key: Saying, places?: Readonly<Record<string, string | number>>) => string;
  readonly days: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly quoted: (text: string) => string;
  readonly listed: (parts: readonly string[]) => string;
  /** 1: Monday */
  readonly weekday: (number: number) => string;
  /** of `2026-12-24` or `12-24` */
  readonly date: (text: string) => string;
};

export function agreementSpeech(language: AgreementLanguage): AgreementSpeech {
  const words: AgreementWords = AGREEMENT_WORDS[language];
  const locale = LOCALES[language] ?? language;
  const plural = new Intl.PluralRules(locale);
  const list = new Intl.ListFormat(locale);
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' });
  const say: AgreementSpeech['say'] = (key, places = {}) =>
    words[key].replace(/\{(\w+)\}/g, (place, name: string) => `${places[name] ?? place}`);
  const counted = (what: 'days' | 'hours') => (count: number) =>
    say(plural.select(count) === 'one' ? `${what}_one` : `${what}_other`, { count });
  return {
    language,
    say,
    days: counted('days'),
    hours: counted('hours'),
    quoted: (text) => say('quoted', { text }),
    listed: (parts) => list.format(parts),
    // The first of January 2024 was a Monday.
    weekday: (number) => weekdays.format(Date.UTC(2024, 0, number)),
    date(text) {
      const [day, month, year] = text.split('-').reverse().map(Number);
      return new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
        ...(year !== undefined && { year: 'numeric' }),
      }).format(Date.UTC(year ?? 2024, (month ?? 1) - 1, day));
    },
  };
}
