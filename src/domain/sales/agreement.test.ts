import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { agreementPage } from '../../../cli/agreement.ts';
import { law } from '../../../test/support/law.ts';
import { models } from '../../../test/support/scenes/arbitraries.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { agreementOf } from './agreement.ts';
import { AGREEMENT_EN } from './agreement-words/en.ts';
import { agreementSpeech, type Saying } from './agreement-words/words.ts';

const said = (changes: Partial<Model>): string =>
  agreementOf({ ...DEFAULT_MODEL, ...changes }, (id) => ({ 7: 'Ada Sellers' })[id] ?? `owner ${id}`)
    .flatMap(({ sentences }) => sentences)
    .join('\n');

test('docs/agreement.md is the agreement of the default model', async () => {
  expect(await readFile(new URL('../../../docs/agreement.md', import.meta.url), 'utf8')).toBe(agreementPage());
});

const { qualification, dormancy, touch, calendar } = DEFAULT_MODEL;
const response = { workingHours: 3, escalateAfterWorkingHours: 11, task: 'Call' };
const owners = [
  { id: '7', weight: 2, capacity: 20 },
  { id: '8', weight: 1 },
];
const routing = { automatic: true, territories: [{ id: 'north', label: 'North', owners }], fallbackOwner: '7' };

describe('the agreement follows the model', () => {
  it.each<[string, Partial<Model>, string]>([
    [
      'a threshold',
      { qualification: { ...qualification, mql: { enter: { combined: 37 }, leave: { combined: 21 } } } },
      'By score: at least 37 in all',
    ],
    ['how long a signal counts', { qualification: { ...qualification, signalDays: 17 } }, 'At once, for 17 days'],
    [
      'who never qualifies',
      { qualification: { ...qualification, never: [{ label: 'Sells to us', when: { field: 'a', known: true } }] } },
      'Sells to us.',
    ],
    ['a response time', { response }, 'within 3 working hours'],
    [
      'an escalation',
      { response: { ...response, escalateTo: { owner: '7' } } },
      'After 11 working hours without an answer, Ada Sellers is told.',
    ],
    [
      'an escalation to a queue',
      { response: { ...response, escalateTo: { queue: '44' } } },
      'it goes to the task queue 44.',
    ],
    [
      'a hold-out',
      { holdOut: { mql_nurture: 20, dormant_sql: 0 } },
      'MQL, short-term programme: 20 % of those who enter, chosen at random, get no e-mail of it, to see what it does.\n',
    ],
    ['a territory', { routing }, 'North: in turn Ada Sellers, share 2, at most 20 open; owner 8, share 1.'],
    ['a fallback', { routing }, 'A contact or a task that nobody takes goes to Ada Sellers'],
    [
      'a cadence',
      { cadence: { customer: [{ kind: 'manual', everyDays: 90 }] } },
      'Customer: a touch by hand every 90 days.',
    ],
    [
      'a cadence in words',
      { cadence: { customer: [{ kind: 'manual', everyDays: 61, before: { field: 'renewal_date', days: 30 } }] } },
      'Customer: a touch by hand every two months (61 days), first 30 days before “renewal_date”.',
    ],
    ['a gap', { touch: { ...touch, minimumGapDays: 1 } }, 'never closer than 1 day.'],
    ['quiet hours', { touch: { ...touch, from: '10:30' } }, 'between 10:30 and 19:00'],
    ['silence', { dormancy: { ...dormancy, sqlSilentDays: 55 } }, 'an SQL without activity for 55 days'],
    ['how long a reason counts', { handBackDays: 12 }, 'The reason counts for 12 days.'],
    [
      'working days that are not in a row',
      { calendar: { ...calendar, workingDays: [7, 1, 3] } },
      'Monday, Wednesday and Sunday, 09:00',
    ],
    [
      'holidays',
      { calendar: { ...calendar, holidays: ['2027-05-01', '12-25'] } },
      'closed on 1 May 2027 and 25 December.',
    ],
  ])('%s', (_what, changes, sentence) => {
    expect(said({})).not.toContain(sentence);
    expect(said(changes)).toContain(sentence);
  });

  it('names the points that a hand-back costs, wherever a rule takes them', () => {
    const rule = {
      id: 'x',
      label: 'x',
      group: 'quality',
      points: -7,
      when: { field: 'lead.hand_back', oneOf: ['no_need', 'other'] },
    };

    const text = said({ explicit: [rule] });

    expect(text).toContain('No need: the question of need is answered with no and −7 points for who they are.');
    expect(text).toContain('Another reason: −7 points for who they are.');
    expect(text).toContain('Does not fit us: noted, and no points change.');
  });

  it('leaves out what the model does not have', () => {
    const titles = agreementOf({ ...DEFAULT_MODEL, ready: [], response: undefined as never }, String).map(
      ({ title }) => title,
    );

    expect(titles).not.toContain('Who is shown to sales before the score says so');
    expect(titles).toContain('What sales does, and by when');
  });

  it('says every number of days and hours that is in force, whatever they are', () => {
    const days = fc.integer({ min: 2, max: 3000 });
    fc.assert(
      fc.property(days, days, days, days, (sqlSilentDays, mqlSilentDays, unqualifiedSilentDays, graceDays) => {
        const text = said({
          dormancy: { ...dormancy, sqlSilentDays, mqlSilentDays, unqualifiedSilentDays },
          touch: { ...touch, graceDays },
        });
        for (const number of [sqlSilentDays, mqlSilentDays, unqualifiedSilentDays, graceDays])
          expect(text).toMatch(new RegExp(`\\b${number} days\\b`));
      }),
      law(50),
    );
  });
});

describe('in another language', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();
  const languages = ['de', 'fr', 'es', 'pt-br', 'ja'] as const;

  it.each(languages)('%s has every sentence, with the same places', (language) => {
    const { say } = agreementSpeech(language);
    for (const [key, english] of Object.entries(AGREEMENT_EN) as [Saying, string][]) {
      expect(places(say(key)), key).toEqual(places(english));
      // Words that two languages share are no mistake; sentences are.
      if (english.replace(/\{\w+\}/g, '').length > 20) expect(say(key), key).not.toBe(english);
    }
  });

  it('says of any model as much as in English, with nothing left open', () => {
    fc.assert(
      fc.property(models(), fc.constantFrom(...languages), (model, language) => {
        const [english, other] = [agreementOf(model, (id) => id), agreementOf(model, (id) => id, language)];

        expect(other.map(({ sentences }) => sentences.length)).toEqual(
          english.map(({ sentences }) => sentences.length),
        );
        expect(JSON.stringify(other)).not.toMatch(/\{\w+\}|undefined|NaN/);
      }),
      law(40),
    );
  });

  it('counts, lists and dates as the language does, and leaves what the model says', () => {
    const german = agreementOf(
      {
        ...DEFAULT_MODEL,
        calendar: { ...calendar, holidays: ['2027-05-01', '12-25'] },
        touch: { ...touch, minimumGapDays: 1 },
      },
      String,
      'de',
    ).flatMap(({ sentences }) => sentences);

    expect(german).toContain(
      'Arbeitszeit ist Montag bis Freitag, 09:00 bis 17:00 Uhr (Zeitzone des Kontos), geschlossen am 1. Mai 2027 und 25. Dezember.',
    );
    expect(german).toContain('Zwischen zwei Berührungen eines Kontakts liegen nie weniger als 1 Tag.');
    expect(german).toContain('Works for a competitor.');
  });
});
