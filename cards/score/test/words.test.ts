import { Text } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Language, readerOf } from '../shared/language.ts';
import { EN, type Word } from '../words/en.ts';
import { sayTo, WORDS } from '../words/words.ts';
import { show } from './harness.tsx';
import { warm } from './views.ts';

const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

beforeEach(() => void vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'Date'] }));
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the words of the card', () => {
  it('are there in the six languages of the actions', () => {
    expect(Object.keys(WORDS)).toEqual(['en', 'de', 'fr', 'es', 'pt-br', 'ja']);
  });

  it.each(Object.entries(WORDS))('%s lacks no sentence, and no place in one', (_language, words) => {
    expect(Object.keys(words)).toEqual(Object.keys(EN));
    for (const [word, text] of Object.entries(words)) {
      expect(text.trim(), word).not.toBe('');
      expect(placesIn(text), word).toEqual(placesIn(EN[word as Word]));
    }
  });

  it.each(Object.entries(WORDS).slice(1))('%s has translated every sentence', (_language, words) => {
    const untranslated = Object.entries(words).filter(
      ([word, text]) =>
        text === EN[word as Word] && (text.replace(/\{\w+\}/g, '').match(/\p{L}{2,}/gu) ?? []).length > 1,
    );
    expect(untranslated).toEqual([]);
  });

  it('count as their language does', () => {
    const counted = (language: Language, count: number) =>
      sayTo({ language, locale: language }).counted('more_reasons', count, { points: '+1' });

    expect(
      (['en', 'de', 'fr', 'ja'] as const).map((language) => [counted(language, 1), counted(language, 1200)]),
    ).toEqual([
      ['and 1 more: +1', 'and 1,200 more: +1'],
      ['und 1 weiterer: +1', 'und 1.200 weitere: +1'],
      ['et 1 autre : +1', `et ${new Intl.NumberFormat('fr').format(1200)} autres : +1`],
      ['ほか 1 件: +1', 'ほか 1,200 件: +1'],
    ]);
  });
});

describe('the reader', () => {
  const of = (user: { language?: string; locale?: string }, browser = 'en-US', timeZone = 'Asia/Tokyo') => {
    vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockReturnValue({
      locale: browser,
      timeZone,
    } as Intl.ResolvedDateTimeFormatOptions);
    return readerOf({ user, portal: { timezone: 'Europe/Berlin' } });
  };

  it.each<[string, Parameters<typeof of>, string, string]>([
    ['of the language that HubSpot tells', [{ language: 'de', locale: 'de-at' }], 'de', 'de-AT'],
    ['whose dates are of another language', [{ language: 'ja', locale: 'en-us' }], 'ja', 'ja'],
    ['of whom HubSpot tells only the locale, in its own spelling', [{ locale: 'pt_br' }], 'pt-br', 'pt-BR'],
    ['of Portugal', [{ language: 'pt-pt' }], 'pt-br', 'pt-PT'],
    ['of whom HubSpot tells nothing', [{}, 'fr-CA'], 'fr', 'fr-CA'],
    ['of a language that the card does not speak', [{ language: 'nl', locale: 'nl-be' }, 'nl'], 'en', 'en'],
    ['of a language that does not exist', [{ language: '!' }, 'es'], 'es', 'es'],
  ])('%s', (_who, told, language, locale) => {
    expect(of(...told)).toEqual({ language, locale, timeZone: 'Asia/Tokyo' });
  });

  it('whose clock the browser does not know has the account’s', () => {
    expect(of({}, 'en', '').timeZone).toBe('Europe/Berlin');
  });
});

describe('a card in another language', () => {
  it.each([
    ['de', 'Das Marketing pflegt den Kontakt. Ergänzen Sie, was noch unbekannt ist.', 'vor 2 Stunden'],
    ['fr', 'Le marketing s’en occupe. Complétez ce qui est encore inconnu.', 'il y a 2 heures'],
    ['es', 'Marketing se encarga. Complete lo que aún se desconoce.', 'hace 2 horas'],
    ['pt-br', 'O marketing cuida deste contato. Preencha o que ainda é desconhecido.', 'há 2 horas'],
    ['ja', 'マーケティングが育成しています。不明な点を埋めてください。', '2 時間前'],
  ])('speaks %s throughout, and says English only what the model says', async (language, advice, ago) => {
    const says = { language, locale: language };
    const { renderer, text } = show([warm()], 'wide', { user: says });
    await renderer.waitFor(() => renderer.findByTestId(Text, 'advice'));

    expect(renderer.findByTestId(Text, 'advice').text).toBe(advice);
    expect(renderer.findByTestId(Text, 'last-activity').text).toContain(ago);
    const shown = text();
    const left = Object.values(EN).filter(
      (sentence) => !sentence.includes('{') && sentence.split(' ').length > 2 && shown.includes(sentence),
    );
    expect(left).toEqual([]);
  });

  it('says in it what the server says in English', async () => {
    const validity = {
      is: 'suspect',
      reasons: ['The e-mail address is a throw-away one.', 'The last name is made of digits.'],
      vouched: false,
      vouchedBy: null,
    } as const;
    const doNotContact = ['Opted out of e-mail', 'Our own rule'];
    const view = warm({ doNotContact, validity: { ...validity, reasons: [...validity.reasons] } });
    const { renderer, text } = show([view], 'wide', { user: { language: 'de', locale: 'de' } });
    await renderer.waitFor(() => renderer.findByTestId(Text, 'advice'));

    expect(text()).toContain('Die E-Mail-Adresse ist eine Wegwerfadresse. Besteht aus Ziffern: Nachname.');
    expect(text()).toContain('Hat E-Mails abbestellt. Our own rule.');
  });
});
