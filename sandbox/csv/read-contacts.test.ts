import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { type Mapping, readMapping } from './mapping.ts';
import { type ImportedContact, type ReadRow, readContacts } from './read-contacts.ts';

const NOW = Date.UTC(2026, 10, 22, 12);

async function rowsOf(csv: string, mapping: object): Promise<ReadRow[]> {
  const full: Mapping = readMapping({ name: 'test', contact: {}, ...mapping });
  const rows: ReadRow[] = [];
  for await (const row of readContacts(Readable.from([Buffer.from(csv)]), full, { now: NOW })) rows.push(row);
  return rows;
}

async function contactOf(csv: string, mapping: object): Promise<ImportedContact> {
  const [row] = await rowsOf(csv, mapping);
  if (row?.outcome !== 'ok') throw new Error(`The row is bad: ${JSON.stringify(row)}`);
  return row.record;
}

const resultOf = async (rule: unknown, csv = 'a;b;c\n 7 ;-2;unknown\n') =>
  (await contactOf(csv, { csv: { delimiter: ';' }, missing: ['unknown'], contact: { x: rule } })).properties.x;

describe('value rules', () => {
  it.each([
    ['a column, trimmed', 'a', '7'],
    ['a missing cell', 'c', undefined],
    ['a map', { column: 'a', map: { 7: 'seven' } }, 'seven'],
    ['a map that keeps the rest', { column: 'a', map: {}, otherwise: 'keep' }, '7'],
    ['a map that drops the rest', { column: 'a', map: {}, otherwise: 'drop' }, undefined],
    ['the first column that is filled', { firstOf: ['c', 'b'] }, '-2'],
    ['a constant', { constant: 'lead' }, 'lead'],
    ['a constant on condition', { constant: 'lead', when: { column: 'a', is: ['8'] } }, undefined],
    ['a condition on what it is not', { constant: 'lead', when: { column: 'a', isNot: ['8'] } }, 'lead'],
    ['a template', { template: 'row{row}-{a}@x.example' }, 'row1-7@x.example'],
    ['a sum', { sum: ['a', 'b'] }, '5'],
    ['a sum that must be positive', { sum: ['b'], positive: true }, undefined],
    ['a sum of nothing', { sum: ['c'] }, undefined],
  ])('%s', async (_, rule, expected) => {
    expect(await resultOf(rule)).toBe(expected);
  });

  it('a pick differs between rows and never between runs', async () => {
    const csv = `a\n${'1\n'.repeat(50)}`;
    const pick = async () =>
      (await rowsOf(csv, { contact: { x: { pick: ['p', 'q', 'r'] } } })).map((row) =>
        row.outcome === 'ok' ? row.record.properties.x : 'bad',
      );

    expect(new Set(await pick())).toEqual(new Set(['p', 'q', 'r']));
    expect(await pick()).toEqual(await pick());
  });
});

it('a map is read whatever the case, and a list choice by choice', async () => {
  const list = { column: 'a', map: { 'Decision Maker': 'DECISION_MAKER' }, list: ';', otherwise: 'keep' };

  const { properties } = await contactOf('a\ndecision maker; other ;\n', { contact: { x: list } });

  expect(properties.x).toBe('DECISION_MAKER;other');
});

describe('date rules', () => {
  it.each([
    ['days ago', { daysAgo: 10 }, '2026-11-12T12:00:00.000Z'],
    ['days ago by a column', { daysAgo: 'days' }, '2026-11-19T12:00:00.000Z'],
    ['a column', { column: 'day', format: 'iso' }, '2025-01-31T00:00:00.000Z'],
    [
      'days before another date',
      { before: { column: 'day', format: 'iso' }, days: 'days' },
      '2025-01-28T00:00:00.000Z',
    ],
    [
      'another date where the first is blank',
      { daysAgo: 'blank', otherwise: { daysAgo: 1 } },
      '2026-11-21T12:00:00.000Z',
    ],
    ['nothing where it is blank', { daysAgo: 'blank' }, undefined],
  ])('%s', async (_, date, expected) => {
    const csv = 'days,day,blank\n3,2025-01-31,\n';

    expect((await contactOf(csv, { contact: { x: { date } } })).properties.x).toBe(expected);
  });

  it.each([
    ['nov', 'mon', 2026],
    ['December', 'wed', 2025],
    ['June', undefined, 2026],
  ])('%s is the last one before the as-of date, on a %s', async (month, weekday, year) => {
    const csv = `m,w\n${month},${weekday ?? ''}\n`;
    const date = { month: 'm', ...(weekday ? { weekday: 'w' } : {}) };

    const value = new Date((await contactOf(csv, { contact: { x: { date } } })).properties.x!);

    expect(value.getUTCFullYear()).toBe(year);
    expect(value.getTime()).toBeLessThanOrEqual(NOW);
    if (weekday) expect(value.toUTCString().slice(0, 3).toLowerCase()).toBe(weekday);
  });

  it('count from a fixed day when the mapping names one', async () => {
    const { properties } = await contactOf('a\n1\n', { asOf: '2020-03-01', contact: { x: { date: { daysAgo: 1 } } } });

    expect(properties.x).toBe('2020-02-29T00:00:00.000Z');
  });
});

describe('counters', () => {
  const counters = [
    {
      count: { sum: ['n'] },
      property: 'calls',
      last: { properties: ['last_call'], date: { daysAgo: 2 } },
      first: { properties: ['first_call'], daysBetween: 3 },
    },
  ];

  it('come with their first and last dates', async () => {
    expect((await contactOf('n\n3\n', { counters })).properties).toEqual({
      calls: '3',
      last_call: '2026-11-20T12:00:00.000Z',
      first_call: '2026-11-14T12:00:00.000Z',
    });
  });

  it('leave no trace at zero', async () => {
    expect((await contactOf('n\n0\n', { counters })).properties).toEqual({});
  });
});

describe('companies, deals and labels', () => {
  const mapping = {
    contact: { email: 'mail' },
    company: { name: 'firm' },
    deals: [{ when: { column: 'lost', is: ['yes'] }, properties: { dealstage: { constant: 'closedlost' } } }],
    label: 'y',
  };

  it('come when the row says so', async () => {
    expect(await contactOf('mail,firm,lost,y\na@x.example,X,yes,1\n', mapping)).toEqual({
      key: 'row 1',
      properties: { email: 'a@x.example' },
      company: { name: 'X' },
      deals: [{ properties: { dealstage: 'closedlost' } }],
      label: '1',
    });
  });

  it('stay away when it does not', async () => {
    expect(await contactOf('mail,firm,lost,y\na@x.example,,no,\n', mapping)).toEqual({
      key: 'row 1',
      properties: { email: 'a@x.example' },
      deals: [],
    });
  });
});

describe('bad rows', () => {
  it('are reported with line and reason, and the others still come', async () => {
    const csv = 'mail,n\na@x.example,1\nb@x.example\nc@x.example,many\nd@x.example,4\n';

    const rows = await rowsOf(csv, { contact: { email: 'mail', x: { sum: ['n'] } } });

    expect(rows.map((row) => [row.line, row.outcome])).toEqual([
      [2, 'ok'],
      [3, 'bad'],
      [4, 'bad'],
      [5, 'ok'],
    ]);
    expect(rows[1]).toMatchObject({ reason: 'it has 1 cells, and the headings are 2' });
    expect(rows[2]).toMatchObject({ reason: 'n: "many" is no number' });
  });

  it('say which value is not in a map', async () => {
    const [row] = await rowsOf('a\nx\n', { contact: { x: { column: 'a', map: { y: '1' } } } });

    expect(row).toEqual({
      line: 2,
      outcome: 'bad',
      reason: 'a: "x" is not in the map',
      cause: 'a is not in the map',
    });
  });

  it('are read but for the cell, if the mapping says so', async () => {
    const csv = 'mail,day\na@x.example,soon\nb@x.example,2026-01-31\n';
    const contact = { email: 'mail', createdate: { date: { column: 'day', format: 'iso' } } };

    expect(await rowsOf(csv, { unreadable: 'cell', contact })).toMatchObject([
      {
        outcome: 'ok',
        record: { properties: { email: 'a@x.example' } },
        cells: ['a@x.example', 'soon'],
        unread: [{ text: 'soon', cause: 'day is no date; a day such as 2026-01-31 was expected' }],
      },
      { outcome: 'ok', record: { properties: { createdate: '2026-01-31T00:00:00.000Z' } }, unread: [] },
    ]);
  });

  it('say that a name is that of two columns, which have names of their own', async () => {
    const csv = 'a,a\n1,2\n';

    expect(await rowsOf(csv, { contact: { x: 'a' } })).toMatchObject([
      { reason: 'there are two columns "a": say "a (1)" or "a (2)"' },
    ]);
    expect(await rowsOf(csv, { contact: { x: 'a (2)' } })).toMatchObject([{ record: { properties: { x: '2' } } }]);
  });

  it('say which column is not there', async () => {
    const [row] = await rowsOf('a\nx\n', { contact: { x: 'b' } });

    expect(row).toMatchObject({ outcome: 'bad', reason: 'there is no column "b"' });
  });
});

describe('the first mapping of the README', () => {
  it('does what the README says', async () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
    const [csv, mapping] = ['csv', 'json'].map((kind) => readme.split(`\`\`\`${kind}\n`)[1]?.split('```')[0]);

    expect(await contactOf(csv!, JSON.parse(mapping!))).toEqual({
      key: 'row 1',
      properties: {
        email: 'ann@acme.example',
        jobtitle: 'Head of Sales',
        hs_email_optout: 'false',
        lifecyclestage: 'customer',
        hs_analytics_num_page_views: '12',
        hs_analytics_last_timestamp: '2026-10-03T00:00:00.000Z',
        hs_analytics_first_timestamp: '2026-07-18T00:00:00.000Z',
      },
      deals: [],
      label: 'yes',
    });
  });
});
