import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GuessOptions, guessMapping } from './guess-mapping.ts';
import headings from './headings.json' with { type: 'json' };
import { CRMS, crmOf, meaningOf, plainHeading, propertyNamed } from './headings.ts';
import { readContacts } from './read-contacts.ts';

const NOW = Date.UTC(2026, 10, 26);

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-guess-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function guessOf(text: string, alsoKnown: readonly string[] = [], options: Partial<GuessOptions> = {}) {
  const file = path.join(folder, `${files++}.csv`);
  await writeFile(file, text);
  const guess = await guessMapping(file, { now: NOW, alsoKnown, ...options });
  const people = [];
  for await (const row of readContacts(file, guess.mapping, { now: NOW }))
    people.push(row.outcome === 'ok' ? { ...row.record.properties, ...row.record.company } : row);
  return { ...guess, people };
}

const outcomes = (guess: Awaited<ReturnType<typeof guessOf>>) =>
  guess.findings.map((finding) => ('property' in finding ? `${finding.outcome} ${finding.property}` : finding.outcome));

describe("HubSpot's own export", () => {
  it('is read by its labels, and its values become those that HubSpot keeps', async () => {
    const guess = await guessOf(
      [
        '"Record ID","Email","Job Title","Lifecycle Stage","Lead Status","Buying Role","Unsubscribed from all email","Marketing contact status","Original Traffic Source","Create Date","Time Last Seen","Favourite colour"',
        '"1","ann@firm.example","CTO","Marketing Qualified Lead","Attempted to Contact","Decision Maker;Champion","No","Non-marketing contact","Organic search","2026-10-01 09:14","2026-11-20 17:05","red"',
        '"2","bob@firm.example","","Our own stage","NEW","","Yes","","","2026-09-01 10:00","",""',
      ].join('\r\n'),
    );

    expect(guess.crm).toBe('HubSpot');
    expect(guess.findings.filter(({ outcome }) => outcome !== 'recognised').map(({ column }) => column)).toEqual([
      'Record ID',
      'Favourite colour',
    ]);
    expect(guess.people).toEqual([
      {
        email: 'ann@firm.example',
        jobtitle: 'CTO',
        lifecyclestage: 'marketingqualifiedlead',
        hs_lead_status: 'ATTEMPTED_TO_CONTACT',
        hs_buying_role: 'DECISION_MAKER;CHAMPION',
        hs_email_optout: 'false',
        hs_marketable_status: 'false',
        hs_analytics_source: 'ORGANIC_SEARCH',
        createdate: '2026-10-01T09:14:00.000Z',
        hs_analytics_last_timestamp: '2026-11-20T17:05:00.000Z',
      },
      {
        email: 'bob@firm.example',
        lifecyclestage: 'Our own stage',
        hs_lead_status: 'NEW',
        hs_email_optout: 'true',
        createdate: '2026-09-01T10:00:00.000Z',
      },
    ]);
    expect(guess.mapping.asOf).toBe('2026-11-20T17:05:00.000Z');
  });

  it('is read by internal names, those of the model among them', async () => {
    const guess = await guessOf('email,hs_email_optout,numberofemployees,fit_tier\na@x.example,false,50,gold\n', [
      'company.numberofemployees',
      'fit_tier',
    ]);

    expect(guess.people).toEqual([
      { email: 'a@x.example', hs_email_optout: 'false', numberofemployees: '50', fit_tier: 'gold' },
    ]);
    expect(guess.mapping.company).toEqual({ numberofemployees: 'numberofemployees' });
  });

  it('counts people in whole numbers, whatever separates thousands', async () => {
    const guess = await guessOf('E-Mail;Mitarbeiter\na@x.example;1.230\nb@x.example;45\n');

    expect(guess.people).toMatchObject([{ numemployees: '1230' }, { numemployees: '45' }]);
  });

  it('has two columns of one label, of which the filled one counts', async () => {
    const guess = await guessOf('Email,Email hard bounce reason,Email hard bounce reason\na@x.example,,UNKNOWN_USER\n');

    expect(guess.people).toEqual([{ email: 'a@x.example', hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' }]);
  });
});

describe('other files', () => {
  it.each([
    ['Salesforce', 'First Name,Last Name,Title,Company / Account,Email,Lead Source,No. of Employees', 'jobtitle'],
    ['Pipedrive', 'Person - Name,Person - Email - Work,Person - Organization,Person - Phone - Work', 'company'],
    ['Zoho', 'Record Id,First Name,Last Name,Email,Designation,Lead Owner,Created Time,No of Employees', 'createdate'],
  ])('an export of %s is told by its names', async (crm, header, property) => {
    const guess = await guessOf(`${header}\n`);

    expect(guess.crm).toBe(crm);
    expect(outcomes(guess)).toContain(`recognised ${property}`);
  });

  it('a column that is called as every object has a member is a stranger', async () => {
    const guess = await guessOf('Email,constructor,__proto__\na@x.example,b,c\n', [], { strangers: true });

    expect(outcomes(guess)).toEqual(['recognised email', 'custom constructor', 'custom proto']);
    expect(guess.people).toEqual([{ email: 'a@x.example', constructor: 'b', proto: 'c' }]);
  });

  it('what people call it is guessed, and said to be a guess', async () => {
    const guess = await guessOf(
      'E-Mail-Adresse;Funktion;Firma;Abgemeldet;Schuhgröße\nann@firm.example;CTO;Firm;nein;39\n',
    );

    expect(outcomes(guess)).toEqual([
      'guessed email',
      'guessed jobtitle',
      'guessed company',
      'guessed hs_email_optout',
      'left_out',
    ]);
    expect(guess.people).toEqual([
      { email: 'ann@firm.example', jobtitle: 'CTO', company: 'Firm', hs_email_optout: 'false' },
    ]);
    expect(guess.mapping.guessed).toMatchObject({ jobtitle: 'people call it so' });
  });

  it.each([
    ['German', 'Vorname;Anzahl Mitarbeiter', ['firstname', 'numemployees']],
    [
      'Italian',
      'Nome;Cognome;Qualifica;Paese;Numero di dipendenti',
      ['firstname', 'lastname', 'jobtitle', 'country', 'numemployees'],
    ],
    ['Dutch', 'Voornaam;Functie;Aantal medewerkers', ['firstname', 'jobtitle', 'numemployees']],
    ['Polish', 'Imię;Nazwisko;Stanowisko;Kraj', ['firstname', 'lastname', 'jobtitle', 'country']],
  ])('what people call it is guessed in %s', async (_language, headings, properties) => {
    const guess = await guessOf(`${headings}\n${headings.replaceAll(/[^;]+/g, 'x')}\n`);

    expect(outcomes(guess)).toEqual(properties.map((property) => `guessed ${property}`));
  });

  it('a column of mail addresses is one whatever its name', async () => {
    const guess = await guessOf('wer,was\nann@firm.example,x\nbob@firm.example,y\n');

    expect(outcomes(guess)).toEqual(['guessed email', 'left_out']);
    expect(guess.people).toEqual([{ email: 'ann@firm.example' }, { email: 'bob@firm.example' }]);
  });

  it('of several columns that are recognised as one property, the first that is filled counts', async () => {
    const guess = await guessOf(
      'Person - Email - Home,Person - Email - Work,Person - Organization\na@home.example,a@firm.example,Firm\nb@home.example,,\n',
    );

    expect(outcomes(guess)).toEqual(['recognised email', 'recognised email', 'recognised company']);
    expect(guess.people).toEqual([{ email: 'a@firm.example', company: 'Firm' }, { email: 'b@home.example' }]);
  });

  it('of two columns that say the same the more usual one counts', async () => {
    const guess = await guessOf('Position,Job Title,Email\nx,CTO,a@x.example\n');

    expect(guess.findings[0]).toEqual({ column: 'Position', outcome: 'left_out', why: '"Job Title" says the same' });
    expect(guess.people).toEqual([{ email: 'a@x.example', jobtitle: 'CTO' }]);
  });
});

describe('dates', () => {
  const created = (...cells: string[]) =>
    guessOf(`Email;Create Date\n${cells.map((cell) => `a@x.example;${cell}\n`).join('')}`);

  it.each([
    ['the day first, as one cell shows', ['03/04/2026', '25/04/2026'], '2026-04-03T00:00:00.000Z'],
    ['the month first, as one cell shows', ['03/04/2026', '04/25/2026'], '2026-03-04T00:00:00.000Z'],
    ['the day first, since there are points', ['03.04.2026'], '2026-04-03T00:00:00.000Z'],
    ['the year first', ['2026-04-03 10:00'], '2026-04-03T10:00:00.000Z'],
  ])('are read: %s', async (_, cells, first) => {
    const { people } = await created(...cells);

    expect(people[0]).toMatchObject({ createdate: first });
  });

  it('are read where two programs wrote them', async () => {
    const { people } = await created('25.04.2026', '2026-04-03', '05.04.2026', '2026-04-01', '2026-04-02');

    const days = ['2026-04-25', '2026-04-03', '2026-04-05', '2026-04-01', '2026-04-02'];
    expect(people).toMatchObject(days.map((day) => ({ createdate: `${day}T00:00:00.000Z` })));
  });

  it('are left out where day and month cannot be told apart', async () => {
    const guess = await created('03/04/2026', '05/06/2026');

    expect(guess.findings[1]).toMatchObject({ outcome: 'left_out', why: expect.stringContaining('days or months') });
    expect(guess.people).toEqual([{ email: 'a@x.example' }, { email: 'a@x.example' }]);
  });

  it('are left out with what to do where a spreadsheet wrote the numbers of days', async () => {
    const [, dates] = (await created('45234', '46300.5')).findings;

    expect(dates).toMatchObject({ outcome: 'left_out', why: expect.stringContaining('show them as dates there') });
  });

  it('have one order in a file', async () => {
    const guess = await guessOf('Create Date,Last Contacted\n03/04/2026,25/04/2026\n');

    expect(guess.findings[0]).toMatchObject({ outcome: 'guessed', why: 'days come first, as in other columns' });
    expect(guess.people).toMatchObject([{ createdate: '2026-04-03T00:00:00.000Z' }]);
  });

  it('that are none spoil nothing else, and what lies ahead does not move the clock', async () => {
    const guess = await guessOf(
      'Email,Create Date,Next Activity Date\na@x.example,2026-01-31,2027-03-01\nb@x.example,soon,\nc@x.example,2026-02-01,\n',
    );

    expect(guess.people).toHaveLength(3);
    expect(guess.people[1]).toEqual({ email: 'b@x.example' });
    expect(guess.mapping.asOf).toBe('2026-02-01T00:00:00.000Z');
  });
});

describe('cells of a fixed choice', () => {
  it.each([
    ['on', 'true'],
    ['off', 'false'],
    ['t', 'true'],
    ['Nee', 'false'],
    ['НЕТ', 'false'],
    ['نعم', 'true'],
    ['opted in', 'false'],
    ['perhaps', 'perhaps'],
  ])('of yes and no are understood in many words: %s is %s', async (cell, value) => {
    const { people } = await guessOf(`Email,Opted out\na@x.example,${cell}\n`);

    expect(people).toEqual([{ email: 'a@x.example', hs_email_optout: value }]);
  });

  it('of several columns that say who opted out, one is enough', async () => {
    const { people, findings } = await guessOf(
      [
        'Email,Unsubscribed from all email,Do not allow Emails,Do not allow Bulk Emails',
        'a@x.example,No,Allow,Allow',
        'b@x.example,No,Allow,Do Not Allow',
        'c@x.example,,Do Not Allow,Allow',
      ].join('\n'),
    );

    expect(people.map(({ hs_email_optout }: Record<string, unknown>) => hs_email_optout)).toEqual([
      'false',
      'true',
      'true',
    ]);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['recognised', 'recognised', 'guessed', 'guessed']);
  });

  it.each([
    ['Status', 'Unsubscribed', 'Active'],
    ['Member status', 'Cleaned', 'Subscribed'],
    ['Unsubscribed at', '2026-10-01 09:00', ''],
    ['Opted out on', '10/11/2026', ''],
    ['UNSUB_TIME', '2026-10-01 09:00:00', '0000-00-00 00:00:00'],
    ['Is unsubscribed', 't', 'f'],
    ['Do not contact', 'yes', 'no'],
    ['Newsletter-Abmeldung', 'ja', 'nein'],
    ['Email opt-in', 'FALSE', 'TRUE'],
    ['Marketing consent', 'withdrawn', 'granted'],
    ['配信停止', 'はい', 'いいえ'],
  ])('say who opted out by the name or the words of a column: %s', async (heading, out, not) => {
    const { people } = await guessOf(`Email,${heading}\na@x.example,${out}\nb@x.example,${not}\n`);

    expect(people.map(({ hs_email_optout: value = 'false' }: Record<string, unknown>) => value)).toEqual([
      'true',
      'false',
    ]);
  });

  it.each([
    ['No.', '17'],
    ['Status', 'Active'],
    ['Status', 'Unsubscribed for now'],
    ['Email opt-in source', 'no'],
    ['Opt-in date', '2026-10-01'],
    ['Consent', 'Legitimate interest'],
    ['Do not call', 'yes'],
    ['Opted out of email: Newsletter', 'yes'],
  ])('say nothing of opt-outs in a column %s with %s', async (heading, cell) => {
    const { people } = await guessOf(`Email,${heading}\na@x.example,${cell}\n`);

    expect(people).toEqual([{ email: 'a@x.example' }]);
  });

  it('say who opted out in columns of three kinds, and one is enough', async () => {
    const { people } = await guessOf(
      [
        'Email,Email Opt Out,Unsubscribed Time,Opt-in',
        'a@x.example,false,,yes',
        'b@x.example,true,,yes',
        'c@x.example,false,2026-10-01 09:00,yes',
        'd@x.example,false,,no',
      ].join('\n'),
    );

    expect(people.map(({ hs_email_optout: value }: Record<string, unknown>) => value)).toEqual([
      'false',
      'true',
      'true',
      'true',
    ]);
  });

  it.each(['NULL', 'n/a', '-', '#N/A', '-None-', '\\N'])('are empty where a program writes %s', async (mark) => {
    const { people } = await guessOf(
      `Email,Opted out,Lifecycle Stage,Create Date\na@x.example,${mark},${mark},${mark}\nb@x.example,no,Lead,2026-10-01\n`,
    );

    expect(people[0]).toEqual({ email: 'a@x.example' });
    expect(people[1]).toMatchObject({ createdate: '2026-10-01T00:00:00.000Z' });
  });

  it.each(['✓', 'unknown', '?', '+'])('are not empty where they may mean yes: %s', async (mark) => {
    const { people } = await guessOf(`Email,Opted out\na@x.example,${mark}\n`);

    expect(people).toEqual([{ email: 'a@x.example', hs_email_optout: mark }]);
  });

  it.each([';', ',', ' | '])('may be several, with %j between them', async (sign) => {
    const roles = ['Decision Maker', 'champion'].join(sign);

    const { people } = await guessOf(`Email\tBuying Role\na@x.example\t${roles}\nb@x.example\tInfluencer\n`);

    expect(people).toEqual([
      { email: 'a@x.example', hs_buying_role: 'DECISION_MAKER;CHAMPION' },
      { email: 'b@x.example', hs_buying_role: 'INFLUENCER' },
    ]);
  });
});

describe('sizes of companies', () => {
  it('may be bands beside numbers with signs', async () => {
    const { people } = await guessOf(
      ['Employees', ...Array.from({ length: 30 }, (_, at) => `${at + 1}`), '1.250', '51-200', '1.000+'].join('\n'),
    );

    expect(people.slice(-3)).toEqual([{ numemployees: '1250' }, { numemployees: '51' }, { numemployees: '1000' }]);
  });
});

describe('headings.json', () => {
  const named = Object.entries(headings.properties) as [string, Record<string, unknown>][];

  it('gives each name of a CRM, and each guess, one meaning', () => {
    for (const words of [...(Object.keys(CRMS) as (keyof typeof CRMS)[]), 'guess' as const])
      for (const [property, known] of named)
        for (const heading of (known[words] ?? []) as string[])
          expect(meaningOf(heading, words)?.property, `${words}: ${heading}`).toBe(property);
  });

  it('names values that it has', () => {
    const values = new Set(Object.keys(headings.values));
    for (const [property, { values: name }] of named) if (name !== undefined) expect(values, property).toContain(name);
    expect(propertyNamed('email')?.kind).toBe('text');
    expect(plainHeading(' E-Mail  (Work)')).toBe('e mail work');
  });

  it('tells whose export it is, HubSpot’s internal names among them', () => {
    expect(crmOf(['Person - Email', 'Person - Phone'])).toBe('pipedrive');
    expect(crmOf(['Email', 'Title', 'Country'])).toBe('salesforce');
    expect(crmOf(['email', 'firstname', 'jobtitle', 'country'])).toBe('hubspot');
  });
});

describe('a model that was learnt from columns of strangers', () => {
  it('reads them as they were read when it was learnt, whatever they are called', async () => {
    const text = ['page_time;Rate;team', '241,625;0,5;red', '1,234;12,25;blue', '7;7;'].join('\n');
    const names = ['page_time', 'rate', 'team'];
    const file = path.join(folder, `${files++}.csv`);
    await writeFile(file, text);
    const learning = await guessMapping(file, { now: NOW, strangers: true });
    const learnt = [];
    for await (const row of readContacts(file, learning.mapping, { now: NOW }))
      learnt.push(row.outcome === 'ok' ? row.record.properties : row);

    const { people } = await guessOf(text, Object.keys(learning.mapping.contact));
    expect(people).toEqual(learnt);
    expect((await guessOf(text, names)).people.map((one) => Object.keys(one))).toEqual([
      names,
      names,
      names.slice(0, 2),
    ]);
  });

  it('tells columns apart that would have one name', async () => {
    const file = path.join(folder, `${files++}.csv`);
    await writeFile(file, ['Rate,Rate,rate,RATE!', '1,a,7,x'].join('\n'));
    const learning = await guessMapping(file, { now: NOW, strangers: true });
    const names = learning.findings.map((finding) => ('property' in finding ? finding.property : ''));

    expect(new Set(names).size).toBe(4);
    const [people] = (await guessOf('Rate,Rate,rate,RATE!\n1,a,7,x', names)).people;
    expect(people).toEqual(Object.fromEntries(names.map((name, at) => [name, ['1', 'a', '7', 'x'][at]])));
  });

  it('finds a column again that is called as HubSpot calls a date and is none', async () => {
    const guess = await guessOf('Last Activity,Email\nSMS sent,a@b.example\nEmail opened,c@d.example\n', [
      'last_activity',
    ]);

    expect(outcomes(guess)).toEqual(['custom last_activity', 'recognised email']);
    expect(guess.people[0]).toMatchObject({ last_activity: 'SMS sent' });
  });

  it('is not learnt from a column without a heading', async () => {
    const file = path.join(folder, 'no-heading.csv');
    await writeFile(file, 'Colour,,\nred,1,\nblue,2,\n');

    const { findings } = await guessMapping(file, { now: NOW, strangers: true });

    expect(findings.map(({ outcome }) => outcome)).toEqual(['custom', 'left_out', 'left_out']);
  });

  it('takes an empty column for no date', async () => {
    const file = path.join(folder, 'empty-column.csv');
    await writeFile(file, 'Colour,Notes\nred,\nblue,\n');

    const { mapping } = await guessMapping(file, { now: NOW, strangers: true });

    expect(mapping.contact['notes']).toBe('Notes');
  });
});

describe('a file of one row', () => {
  const read = async (row: string, before: GuessOptions['before']) =>
    (await guessOf(`Spend,Seen on,Fee\n${row}\n`, [], { strangers: true, before })).people;

  it.each([
    ['.', 'mdy', ',', { spend: '1009', seen_on: '2026-10-03T00:00:00.000Z', fee: '1009' }],
    [',', 'dmy', '.', { spend: '1.009', seen_on: '2026-03-10T00:00:00.000Z', fee: '1.009' }],
  ] as const)('is read as the file that taught the points: %s %s %s', async (spend, dates, fee, expected) => {
    const before = { dates, decimals: { spend, fee } };

    expect(await read('"1,009",10/03/2026,1.009', before)).toEqual([expected]);
  });

  it('shows by itself how it is written, where it does', async () => {
    const before = { dates: 'mdy', decimals: { spend: '.' } } as const;

    expect(await read('"1.009,5",13/10/2026,', before)).toEqual([
      { spend: '1009.5', seen_on: '2026-10-13T00:00:00.000Z' },
    ]);
  });
});
