import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { portalCommand } from '../../cli/portal.ts';
import { score } from '../../cli/score.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { post, reach } from '../actions/workflow.ts';
import { propertiesOf } from '../actions/world.ts';
import { callAsCard } from '../support/card-client.ts';
import { law } from '../support/law.ts';
import { askOperator } from '../support/programs/ask-operator.ts';
import { runCommand } from '../support/programs/run-command.ts';
import { publishAtOnce } from '../support/publish-at-once.ts';
import { someone } from '../support/someone.ts';
import { DAY, START, testWorld } from '../support/world.ts';

/*
 * Odd text and values, as people and programs send them. The text of one contact must not change
 * the score of another.
 */

const MINUTE = 60_000;

/** Any UTF-16 units, often those that PostgreSQL or JSON refuse. */
const oddText = fc
  .array(
    fc.oneof(
      fc.constantFrom('\u0000', '\ud83d', '\ude00', '\ud800', '😀', 'a', ' ', '"', '\\', '\\u0000', '\ufffe'),
      fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((units) => units.join(''));

const oddTexts = fc.sample(oddText, law(24));
const odd = (place: number): string => oddTexts[place % oddTexts.length]!;

describe('text that neither PostgreSQL nor JSON holds', () => {
  test('nul-facts, form-name-emoji: odd text comes in at every door, and everybody is scored', async () => {
    const world = await testWorld();
    const portal = world.sandbox.portal();
    const load = createLoader(portal);
    const ids = ['a', 'b', 'c', ...oddTexts.map((_, n) => `odd${n}`)].map(
      (key, n) =>
        load({
          key,
          properties: {
            email: `${key}@firm.example`,
            jobtitle: 'Owner',
            firstname: key === 'b' ? 'Bob\u0000' : `Ann${odd(n)}`,
            lastname: odd(n + 1),
            company: `${odd(n + 2)} Ltd`,
            phone: `+49 30 9018${n} ${odd(n + 3)}`,
          },
          deals: [],
        }).id,
    );
    await world.install();
    await world.settled();
    const unscored = () => ids.filter((id) => propertiesOf(world, id)['ripen_scored_at'] === undefined);
    expect(unscored()).toEqual([]);

    // Names of forms and addresses of pages, as they reach Ripen by property history and by the
    // latest value.
    const user = someone(world.sandbox.url, portal.settings.id);
    const [ann, bob, cem] = ids as [string, string, string];
    const at199 = `${'x'.repeat(197)}😀 Request a demo`;
    await user.delivers(ann, { kind: 'form_submission', page: '', form: at199 });
    for (const [n, form] of oddTexts.entries())
      await user.delivers(ids[n + 3]!, { kind: 'form_submission', page: odd(n + 1), form: `${form} demo` });
    await user.changes(cem, { jobtitle: odd(5), firstname: odd(6) });

    // Steps of workflows, cards, a model, a delivery of webhooks.
    for (const [n, text] of oddTexts.slice(0, 8).entries()) {
      const fields = { signal: 'chat', source: text, detail: `${'x'.repeat(499 - n)}😀${text}` };
      const recorded = await reach(world, { action: 'record_engagement', contactId: ids[n]!, fields });
      expect(recorded.outputs['result']).toBe('OK');
      const qualified = { decision: 'mql', reason: `${'x'.repeat(499)}😀${text}` };
      const told = await reach(world, { action: 'qualify_lead', contactId: ids[n + 3]!, fields: qualified });
      expect(told.outputs['result']).toBe('OK');
    }
    const handed = await callAsCard(world, {
      method: 'POST',
      path: `/cards/score/hand-to-sales?contactId=${bob}`,
      body: { reason: `Called ${odd(7)}\u0000${odd(8)}` },
    });
    expect(handed.status).toBe(200);
    await publish(world, {
      ...DEFAULT_MODEL,
      name: `Model ${odd(9)}`,
      explicit: DEFAULT_MODEL.explicit.map((rule, n) =>
        n === 0 ? { ...rule, label: `\ud83d${rule.label}\u0000` } : rule,
      ),
    });
    const events = oddTexts.map((text, n) => ({
      ...{ eventId: 9_000 + n, subscriptionId: 7, portalId: portal.settings.id, appId: 1, attemptNumber: 0 },
      ...{ occurredAt: world.sandbox.clock.now(), changeSource: 'CRM', subscriptionType: 'contact.propertyChange' },
      ...{ objectId: Number(ids[n % ids.length]), propertyName: n % 3 === 0 ? text : 'firstname', propertyValue: text },
    }));
    expect((await post(world, '/webhooks/hubspot', {}, events)).status).toBe(204);

    world.sandbox.clock.advance(6 * MINUTE);
    await world.settled();
    await user.changes(bob, { jobtitle: 'Intern' });
    await world.settled();
    expect(propertiesOf(world, bob)['ripen_seniority']).toBe('student');
    expect(propertiesOf(world, ann)['ripen_qualification']).toBe('sql');
    expect(unscored()).toEqual([]);
    const { rows } = await world.app.database.pool.query(
      `select (select count(*)::int from dead_letter) as letters,
        (select count(*)::int from contact where run_at is null and next_at is null and attempts > 0) as "deadLetters"`,
    );
    expect(rows).toEqual([{ letters: 0, deadLetters: 0 }]);
  });
});

/**
 * Contacts that are there when Ripen is installed, by key: their properties, and the deals of some.
 */
async function installedWith(contacts: Readonly<Record<string, { readonly deal?: object } & Record<string, unknown>>>) {
  const world = await testWorld();
  const load = createLoader(world.sandbox.portal());
  const ids = new Map<string, string>();
  for (const [key, { deal, ...properties }] of Object.entries(contacts)) {
    const own = { email: `${key}@firm.example`, jobtitle: 'Owner', ...properties } as Record<string, string>;
    const deals = deal === undefined ? [] : [{ properties: deal as Record<string, string> }];
    ids.set(key, load({ key, properties: own, deals }).id);
  }
  await world.install();
  await world.settled();
  const idOf = (key: string): string => ids.get(key)!;
  return { world, idOf, of: (key: string) => propertiesOf(world, idOf(key)) };
}

const iso = (at: number): string => new Date(at).toISOString();
const lost = (closedate: number) => ({ dealname: 'Deal', dealstage: 'closedlost', closedate: iso(closedate) });

describe('values that could be read in two ways, or not at all', () => {
  test('decimal-comma, closed-lost-future-date, switchboard-number, odd-addresses, epoch-seconds', async () => {
    const created = { createdate: iso(START - 400 * DAY) };
    const { world, idOf, of } = await installedWith({
      million: { annualrevenue: '10.000.000' },
      comma: { annualrevenue: '500 000,00' },
      unclear: { annualrevenue: '5.000' },
      past: { ...created, deal: lost(START - 10 * DAY) },
      future: { ...created, deal: lost(START + 120 * DAY) },
      ann: { firstname: 'Ann', lastname: 'One', phone: '+49 30 901820' },
      bob: { firstname: 'Bob', lastname: 'Two', phone: '+49 30 901820' },
      anna: { email: 'sales+anna@shop.example', firstname: 'Anna' },
      otto: { email: 'sales+otto@shop.example', firstname: 'Otto' },
      free: { email: 'ann@gmail.com' },
      comma_behind: { email: 'bob@gmail.com,' },
      literal: { email: 'ann@[127.0.0.1]' },
    });

    const millions = ['million', 'comma', 'unclear'].map((key) => /5 million/.test(of(key)['ripen_reasons'] ?? ''));
    expect(millions).toEqual([true, false, false]);

    // The operator learns which properties have such values, but does not see the values.
    const told = await runCommand(world, portalCommand, 'unreadable', `${world.sandbox.portal().settings.id}`);
    expect(told.said).toMatch(/^annualrevenue could be two numbers .*: 1 contacts$/);
    const metrics = await (await askOperator(world, '/metrics')).text();
    expect(metrics).toContain('ripen_unreadable_values_total{property="annualrevenue",why="two_readings"} 1');

    const days = (key: string) => (Date.parse(of(key)['ripen_next_touch_at'] ?? '') - START) / DAY;
    expect([of('past'), of('future')].map((c) => c['ripen_nurture_track'])).toEqual([
      'closed_lost_review',
      'closed_lost_review',
    ]);
    expect(days('future')).toBeLessThanOrEqual(days('past') + 11);

    const valid = ['ann', 'bob', 'anna', 'otto'].map((key) => of(key)['ripen_lead_validity']);
    expect(valid).toEqual(['valid', 'valid', 'valid', 'valid']);
    expect(of('comma_behind')['ripen_reasons']).toBe(of('free')['ripen_reasons']);
    expect(of('literal')['ripen_lead_validity']).toBe('invalid');

    for (const happened_at of ['1794700000', '20261115', '46341', '2026-02-30', '2026-11-16T25:00'])
      expect(await recorded(world, idOf('ann'), { happened_at })).toMatch(/^happened_at: expected a date/);
    for (const quantity of ['0x10', '1e3', '1.000', '1,5', ' -1'])
      expect(await recorded(world, idOf('ann'), { quantity })).toMatch(/^quantity: expected a whole number/);

    const user = someone(world.sandbox.url, world.sandbox.portal().settings.id);
    world.sandbox.clock.advance(2 * DAY);
    await world.settled();
    for (const key of ['past', 'future'])
      await user.delivers(idOf(key), { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' });
    world.sandbox.clock.advance(6 * MINUTE);
    await world.settled();
    expect([of('past'), of('future')].map((c) => c['ripen_nurture_track'])).toEqual(['sales_ready', 'sales_ready']);
  });
});

const MAPPING = {
  name: 'test',
  csv: { delimiter: ';' },
  key: 'Mail',
  contact: {
    email: 'Mail',
    jobtitle: 'Job',
    annualrevenue: 'Revenue',
    createdate: { date: { column: 'Created', format: 'iso' } },
  },
  counters: [
    {
      count: 'Visits',
      property: 'hs_analytics_num_page_views',
      last: { properties: ['hs_analytics_last_timestamp'], date: { column: 'Last', format: 'iso' } },
    },
  ],
  label: 'Truth',
};
const HEAD = 'Mail;Job ;Revenue;Created;Visits;Last;Truth\n';
const line = (key: string, { job = 'Owner', revenue = '', visits = '5', last = '2026-11-15', truth = '' } = {}) =>
  `${key};${job};${revenue};2026-10-01;${visits};${last};${truth}\n`;

type Scoring = { readonly csv: string | Buffer; readonly encoding?: string; readonly env?: Record<string, string> };

/** The command line at work on a file. `rows`: the scored file by its mail addresses. */
async function scoreFile({ csv, encoding, env }: Scoring) {
  const folder = await mkdtemp(path.join(tmpdir(), 'ripen-csv-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const [file, mapping, out] = ['in.csv', 'mapping.json', 'out.csv'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(file, csv);
  await writeFile(mapping, JSON.stringify({ ...MAPPING, csv: { ...MAPPING.csv, ...(encoding && { encoding }) } }));
  const args = [file, '--mapping', mapping, '--now', '2026-11-16'];
  const asked = [...args, '--out', out];
  const ran = env === undefined ? await ask(asked) : await run(['cli/score.ts', ...asked], env);
  const text = await readFile(out, 'utf8').catch(() => '');
  const rows: Record<string, string>[] = parse(text, { columns: true, bom: true, delimiter: ';' });
  return { ...ran, args, file, text, rows: new Map(rows.map((row) => [row['Mail'] ?? '', row])) };
}

async function ask(args: readonly string[]): Promise<{ code: unknown; said: string }> {
  const { code, said, complained } = await runCommand(null, score, ...args);
  return { code, said: `${complained}\n${said}\n` };
}

/** A program of its own, for what the environment decides when a program starts. */
function run(args: readonly string[], env: Record<string, string>): Promise<{ code: unknown; said: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...args], { env: { ...process.env, ...env } }, (error, out, complained) =>
      resolve({ code: error?.code ?? 0, said: `${complained}${out}` }),
    );
  });
}

describe('a CSV file as people have it', () => {
  test('csv-dates, csv-odd-rows, csv-injection: each row is read as it is meant, or said to be bad', async () => {
    const csv = [
      `sep=;\n${HEAD}${line('ok@firm.example')}`,
      ...['05/11/2026', 'row 5', '46342', '2026-02-30'].map((last) => line(`bad${last}@x.example`, { last })),
      ...['1.234', '0x10', 'many'].map((visits) => line(`bad${visits}@x.example`, { visits })),
      ';;;;;;\n',
      line('"stray@firm.example'),
      line('after@firm.example'),
      line('=1+1@firm.example', { truth: '-5' }),
      line('@SUM(A1)@x.example', { truth: '@cmd' }),
      line('+43660@x.example', { truth: '\t=1' }),
      ...['1.234', '5k', '5.000.000'].map((revenue, n) => line(`revenue${n}@firm.example`, { revenue })),
      line('nul@firm.example', { job: `Owner\u0000` }),
    ].join('');
    const { said, rows, text, code, args, file } = await scoreFile({ csv });

    expect(code).toBe(0);
    expect(said).toContain('9 contacts scored');
    expect(said).toContain('8 bad rows left out, 1 empty row passed over');
    expect(said).toContain('Left out 1 row (line 12): a quotation mark is opened and not closed');
    expect(said).toMatch(/Left out 4 rows \(line 4, 5, 6, 7\): Last is no date; .* was expected\n/);
    expect(said).toMatch(/Revenue could be two numbers .*: 1 value, such as "1\.234"\n/);
    expect(said).toMatch(/Revenue is no number: 1 value, such as "5k"\n/);
    expect([...rows.keys()].filter((key) => key.startsWith('bad'))).toEqual([]);
    expect(rows.get('ok@firm.example')).toMatchObject({ ripen_score: rows.get('nul@firm.example')?.['ripen_score'] });
    expect(rows.get('revenue2@firm.example')?.['ripen_reasons']).toMatch(/5 million/);
    // Text is shown, a number stays one.
    expect(rows.get("'=1+1@firm.example")?.['Truth']).toBe('-5');
    const cells = [...rows.values()].flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+@\t\r-]/.test(cell))).toEqual(['-5']);
    expect(text).not.toContain('\u0000');

    const onItself = await ask([...args, '--out', file]);
    expect(onItself).toMatchObject({ code: 1, said: expect.stringContaining('is one of the files that are read') });
    expect(await readFile(file, 'utf8')).toBe(csv);
  });

  test('what steers a terminal is shown, and steers nothing', async () => {
    const steers = '\u001b]0,x\u0007\u202e';
    const csv = HEAD + line('ann@firm.example', { revenue: `5k${steers}` });
    const { said } = await scoreFile({ csv, env: {} });

    expect(said).toContain('5k\\u001b]0,x\\u0007\\u202e');
    for (const sign of steers.replace(']0,x', '')) expect(said).not.toContain(sign);
  });

  test('csv-encoding: bytes that are no UTF-8 are read as what they are, and refused where that is not clear', async () => {
    const csv = HEAD + line('ann@firm.example', { job: 'Geschäftsführer' });
    const unclear = HEAD + line('ann@firm.example', { job: 'ý' });
    const [utf8, unsaid, said, refused] = await Promise.all([
      scoreFile({ csv }),
      scoreFile({ csv: Buffer.from(csv, 'latin1') }),
      scoreFile({ csv: Buffer.from(csv, 'latin1'), encoding: 'windows-1252' }),
      scoreFile({ csv: Buffer.from(unclear, 'latin1') }),
    ]);

    expect(unsaid!.said).toContain('encoding windows-1252 (a guess: is "ann@firm.example;Geschäftsführer');
    expect(unsaid!.text).toBe(utf8!.text);
    expect(said!.text).toBe(utf8!.text);
    expect(refused).toMatchObject({ code: 1, text: '', said: expect.stringContaining('--encoding windows-1252') });
  });

  test('results do not depend on the time zone or the language of the machine', async () => {
    const rows = Array.from({ length: 30 }, (_, n) =>
      line(`INFO${n}@FIRM.example`, {
        job: n % 2 ? 'DIRECTOR' : 'CHIEF INFORMATION OFFICER',
        last: `2026-11-${(n % 15) + 1}`.replace(/-(\d)$/, '-0$1'),
      }),
    );
    const machines = [
      { TZ: 'UTC', LC_ALL: 'C' },
      { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' },
      { TZ: 'America/St_Johns', LC_ALL: 'tr_TR' },
    ];
    const found = [];
    for (const env of machines) {
      const { text } = await scoreFile({ csv: HEAD + rows.join(''), env });
      found.push([text, (await run(['test/support/frozen-scenes.ts'], env)).said]);
    }

    expect(found[0]![0]).toContain('INFO29@FIRM.example');
    expect(found[0]![1]).toMatch(/^[0-9a-f]{64} \d+\n$/);
    expect(found.slice(1)).toEqual([found[0], found[0]]);
  });
});

/** The sentence with which an engagement was refused; empty: it was recorded. */
async function recorded(world: World, contactId: string, fields: Record<string, string>): Promise<string> {
  const step = { action: 'record_engagement', contactId, fields: { signal: 'chat', ...fields } };
  return (await reach(world, step)).outputs['problem'] ?? '';
}

type World = Awaited<ReturnType<typeof testWorld>>;

async function publish({ app, sandbox }: World, document: unknown) {
  const { db } = app.database;
  const portalId = sandbox.portal().settings.id;
  const published = await publishAtOnce({ db, clock: sandbox.clock }, portalId, document);
  expect(published).toMatchObject({ outcome: 'published' });
}
