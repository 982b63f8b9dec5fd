import { afterEach, beforeAll, expect, it } from 'vitest';
import type { PlanSeen } from '../contracts/model-contract.ts';
import type { SetUpFieldSeen, SetUpSeen } from '../contracts/set-up-contract.ts';
import { toldModel, toldPlan, toldRefusal, toldSetUp, withLeavers } from '../told/answers.ts';
import { nameOfValue } from '../value-names.ts';
import { SPEECHES } from '../words/speeches.ts';
import { learnSpeech, speakTo } from '../words/words.ts';
import { MODEL } from './views.ts';

beforeAll(() => learnSpeech('de', SPEECHES.de));
afterEach(() => speakTo({ language: 'en', locale: 'en' }));

const setUp = (step: Pick<SetUpSeen['steps'][number], 'why' | 'fields'>): SetUpSeen => ({
  ...{ state: 'ok', survey: { contacts: 9, isDone: true }, mayEdit: true, draft: null },
  steps: [{ id: 'buyers', state: 'open', by: null, ...step }],
});

it('the set-up speaks the language of the reader; what the account calls something stays', () => {
  speakTo({ language: 'de', locale: 'de' });
  const some = (name: string, label: string, why: string): SetUpFieldSeen => ({
    ...{ kind: 'some', name, value: [] },
    options: [{ value: 'x', label, why }],
  });
  const seen = toldSetUp(
    setUp({
      why: ['Owners of the account: 3.', 'In Germany people work on these days of the week.', 'Our own sentence.'],
      fields: [
        some('country', 'Austria', '3 of 9 are customers, 2.5 times as often as all others'),
        some('territories', 'Germany, Austria: Anna: North', '7 of 9 contacts there'),
        some('company_size', '50-199 people', '3 of 9 are customers'),
        some('job_area', 'purchasing', '/a/b, contacts: 4'),
        some('starting', 'B2B software', 'What your account has set itself stays.\nOur own sentence.'),
        { kind: 'one', name: 'form x', label: '“Demo (2 contacts)” (contacts: 4)', options: [], value: '' },
      ],
    }),
  ) as SetUpSeen;

  const [step] = seen.steps;
  expect(step?.why).toEqual([
    'Zuständige des Kontos: 3.',
    'Gearbeitet wird an diesen Wochentagen in: Deutschland.',
    'Our own sentence.',
  ]);
  const options = step!.fields.flatMap((field) => ('options' in field ? field.options : []));
  expect(options.map(({ label, why }) => [label, why])).toEqual([
    ['Österreich', '3 von 9 sind Kunden, 2.5-mal so oft wie alle anderen'],
    ['Deutschland, Österreich: Anna: North', '7 von 9 Kontakten dort'],
    ['50-199 Personen', '3 von 9 sind Kunden'],
    ['Einkauf', '/a/b, Kontakte: 4'],
    ['B2B-Software', 'Was Ihr Konto selbst eingestellt hat, bleibt. Our own sentence.'],
  ]);
  expect(step!.fields.at(-1)).toMatchObject({ label: '“Demo (2 contacts)” (Kontakte: 4)' });
});

it('who moves, and why nothing was done, are said in the language of the reader', () => {
  speakTo({ language: 'de', locale: 'de' });
  const changes = ['qualification mql → sql', 'track mql nurture → none', 'owner none → none', 'owner Anna → Ben none'];
  const more = ['touch email 2026-11-20 → none', 'ready none → Our signal', 'grade B3 → B4', 'score 3 → 4'];
  const mover = { id: 1, url: '', name: null, owner: null, changes: [...changes, ...more] };
  const plan = toldPlan({
    ...{ state: 'done', planId: 'p', backTo: null, judged: 1, total: 1, fingerprint: 'f', timeZone: 'UTC' },
    ...{ differences: [], movers: [mover], unread: ['“Town” of the company'] },
  }) as PlanSeen;

  expect(plan.unread).toEqual(['“Town” des Unternehmens']);

  expect(plan.movers[0]!.changes).toEqual([
    'MQL → SQL',
    'Programm: MQL, kurzfristige Pflege → Kein Programm',
    'Zuständiger: Ohne Zuständigen → Ohne Zuständigen',
    'Zuständiger: Anna → Ben none',
    'nächste Berührung: E-Mail 20.11.2026 → –',
    'dem Vertrieb gezeigt: – → Our signal',
    'Note B3 → B4',
    'Score 3 → 4',
  ]);
  const refused = {
    outcome: 'refused',
    sentences: ['Not signed yet by: marketing, sales. Ask somebody of each side to sign.'],
  };
  expect(toldRefusal(refused).sentences).toEqual([
    'Noch nicht unterschrieben von: Marketing, Vertrieb. Bitten Sie jemanden von jeder Seite zu unterschreiben.',
  ]);
});

it.each([
  ['de', 'de', '26.12.2027', '02.01.2025', '04.05.2026'],
  ['en', 'en', 'Dec 26, 2027', 'Jan 2, 2025', 'May 4, 2026'],
  ['en-GB', 'en', '26 Dec 2027', '2 Jan 2025', '4 May 2026'],
] as const)(
  'days in sentences are said as %s says them, and what is no day stays',
  (locale, language, last, from, to) => {
    speakTo({ language, locale });
    const sentences = [
      'The calendar knows no holiday after 2027-12-26: from then on deadlines count every holiday as a working day. Take the next ones on the page of Ripen, under Model, Working hours and holidays.',
      '3 won and 4 lost leads, each as it stood 14 days after it came, and so before its outcome. They came from 2025-01-02 to 2026-05-04.',
      'Expected a day that there is, and 2027-02-30 came.',
      'Our own note of 2026-01-01.',
    ];
    const told = toldRefusal({ outcome: 'refused', sentences }).sentences;

    expect(told[0]).toContain(last);
    expect(told[1]).toMatch(new RegExp(`${from}.*${to}`));
    expect(told.join(' ')).not.toMatch(/2027-12-26|2025-01-02|2026-05-04/);
    expect(told[2]).toContain('2027-02-30');
    expect(told[3]).toBe(sentences[3]);
  },
);

it('values have the names that the reader knows: countries, fields of work and days', () => {
  speakTo({ language: 'de', locale: 'de' });
  const named = (field: string, value: string, type?: string) => nameOfValue(field, { value, label: value }, type);
  const names = [
    named('country', 'Germany'),
    named('lead.country', 'Austria'),
    named('lead.job_area', 'general_management'),
    named('closedate', '2026-11-20T23:30:00Z', 'datetime'),
    named('closedate', `${Date.UTC(2026, 10, 20)}`, 'date'),
    named('closedate', 'soon', 'date'),
    named('persona', 'Germany'),
  ];
  speakTo({ language: 'en', locale: 'en' });
  expect(['it', 'purchasing', 'c_level'].map((area) => named('lead.job_area', area))).toEqual([
    'IT',
    'Purchasing',
    'C level',
  ]);
  expect(names).toEqual([
    'Deutschland',
    'Österreich',
    'Geschäftsführung',
    '20.11.2026',
    '20.11.2026',
    'soon',
    'Germany',
  ]);
});

it('notes that Ripen wrote are said in the language of the reader, those of people as they are', () => {
  speakTo({ language: 'de', locale: 'de' });
  const noted = (note: string) => {
    const rule = MODEL.rules[0]!;
    const changed = { by: 'Ada', at: 0, note, inDraft: true };
    const told = toldModel({ ...MODEL, rules: [{ ...rule, changed }] });
    return told.state === 'ok' ? told.rules[0]?.changed?.note : null;
  };

  expect(noted('Set-up: hours')).toBe('Einrichtung: Arbeitszeiten');
  expect(noted('Taken up what version 7 changed.')).toBe('Übernommen, was Version 7 geändert hat.');
  expect(noted('SQL from 61 points on: about 9 calls a week')).toBe('SQL ab 61 Punkten: etwa 9 Anrufe in der Woche');
  expect(noted('Germany buys')).toBe('Germany buys');
  expect(noted('')).toBe('');
});

it('an owner who left is said to be gone, wherever the name would stand; what people edit stays', () => {
  speakTo({ language: 'de', locale: 'de' });
  const gone = 'Dan (nicht mehr im Konto)';
  const rows = [{ who: 'owner 70004 (left)' }, { who: 'Dan (left)' }, { who: 'Ada' }];

  expect(withLeavers({ rows, value: { label: 'Dan (left)' } })).toEqual({
    rows: [{ who: 'Zuständige Person 70004 (nicht mehr im Konto)' }, { who: gone }, { who: 'Ada' }],
    value: { label: 'Dan (left)' },
  });
  const mover = { id: 1, url: '', name: null, owner: null, changes: ['owner Dan (left) → Ada'] };
  const plan = toldPlan({
    ...{ state: 'done', planId: 'p', backTo: null, judged: 1, total: 1, fingerprint: 'f', timeZone: 'UTC' },
    ...{ differences: [], movers: [mover] },
  }) as PlanSeen;
  expect(plan.movers[0]?.changes[0]).toContain(gone);
});
