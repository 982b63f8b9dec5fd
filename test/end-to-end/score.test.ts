import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { lstat, mkdtemp, open, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { score } from '../../cli/score.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { chance } from '../support/past/generated-leads.ts';
import { runCommand, runProgram } from '../support/programs/run-command.ts';
import { until } from '../support/until.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-score-'));
  await writeFile(path.join(folder, 'people.csv'), 'Email,Job Title,Email\nann@firm.example,CTO,\n');
  await writeFile(path.join(folder, 'nothing.csv'), 'a;b\n1;2\n');
  await writeFile(path.join(folder, 'nobody.csv'), 'Email,Job Title\n');
  await writeFile(path.join(folder, 'page.csv'), '{"a":1}\n');
  await writeFile(path.join(folder, 'other.json'), JSON.stringify({ name: 'other', contact: { email: 'Mail' } }));
});
afterAll(() => rm(folder, { recursive: true }));

const inFolder = (args: readonly string[]) => args.map((arg) => arg.replace(/^(?=\w+\.(?:csv|json)$)/, `${folder}/`));

/** The program. */
const run = (...args: string[]) => runProgram('cli/score.ts', ...inFolder(args));
/** The same in this process, where only sentences and the code matter: a program takes a second. */
const ask = (...args: string[]) => runCommand(null, score, ...inFolder(args));

it.each([
  [['people.csv', '--mapping', 'other.json'], /does not have: "Mail"\. Its columns are "Email \(1\)", "Job Title"/],
  [['nothing.csv'], /Its columns are "a", "b"\.\nThe model reads:\n.*email \("Email"\)/s],
  [['nobody.csv'], /^Nobody was scored\.$/m],
  [['people.csv', '--out', 'nowhere/x.csv'], /there is no folder/],
  [['people.csv', '--out', ''], /--out expects the name of a file, and "" came/],
  [['people.csv', '--out', '/proc/x.csv'], /--out \/proc\/x\.csv cannot be written/],
  [['people.csv', '--outcome', 'Job Title=CEO'], /Nobody has "CEO" in "Job Title" \(it has "cto"\)/],
  [['page.csv'], /Line 1 must name the columns, one beside the other.*Is the file a CSV\?/],
  [['people.csv', '--model', 'bakery'], /^There is no file bakery\.$/m],
])('%j is refused with code 1, in a sentence on the standard error, and nothing is written', async (args, sentence) => {
  const before = await readdir(folder);

  const { code, complained } = await ask(...args);

  expect({ code, before }).toEqual({ code: 1, before: await readdir(folder) });
  expect(complained).toMatch(sentence);
});

it('a program that refuses ends with code 1, says why on the standard error, and says nothing else', async () => {
  expect(await run('missing.csv')).toEqual({
    code: 1,
    said: '',
    complained: expect.stringMatching(/^There is no file .*missing\.csv\.$/),
  });
});

it('says which addresses several rows have, and scores each row', async () => {
  const rows = ['ann@firm.example,CTO', 'ANN@firm.example ,', 'bob@firm.example,CFO', ',CEO', ',CEO'];
  await writeFile(path.join(folder, 'twice.csv'), `Email,Job Title\n${rows.join('\n')}\n`);

  const { said } = await ask('twice.csv');

  expect(said).toMatch(/^5 contacts scored/m);
  expect(said).toMatch(/^2 rows share 1 e-mail address, such as "ann@firm.example": each row is scored/m);
});

it('says which cells of a stranger it keeps a spreadsheet from computing', async () => {
  const rows = ['ann@firm.example,CTO,+49 30 1234', 'bob@firm.example,=1+1,-5'];
  await writeFile(path.join(folder, 'live.csv'), ['Email,Job Title,Phone', ...rows].join('\n'));

  const { said } = await ask('live.csv', '--out', 'livescored.csv');

  expect(said).toContain('An apostrophe stands before 2 cells of the scored file');
  expect(await readFile(path.join(folder, 'livescored.csv'), 'utf8')).toMatch(/CTO,'\+49 30 1234,.*'=1\+1,-5,/s);
});

it('says which cells it does not understand, what it expects, and what to do', async () => {
  const rows = ['ann@firm.example;a handful;Kunde seit 2020;vielleicht', 'bob@firm.example;12;Kunde seit 2020;off'];
  await writeFile(
    path.join(folder, 'words.csv'),
    ['Email;Anzahl der Mitarbeiter;Lifecycle-Phase;Abgemeldet', ...rows].join('\n'),
  );

  const { said } = await ask('words.csv', '--out', 'wordsscored.csv');

  expect(said).toContain('Anzahl der Mitarbeiter is no number: 1 value, such as "a handful"');
  expect(said).toMatch(
    /^Not understood in "Lifecycle-Phase": "Kunde seit 2020" \(2 rows\)\. Ripen expects subscriber, lead, .*--mapping-for/m,
  );
  expect(said).toMatch(
    /^Not understood in "Abgemeldet": "vielleicht" \(1 row\)\. Ripen expects no, yes\. .* nobody may write to these contacts\.$/m,
  );
});

it('who stops it half-way finds nothing half-done', async () => {
  const rows = Array.from({ length: 30_000 }, (_, at) => `p${at}@firm.example,CTO`);
  await writeFile(path.join(folder, 'many.csv'), ['Email,Job Title', ...rows].join('\n'));
  const before = await readdir(folder);
  const scoring = spawn(process.execPath, ['cli/score.ts', path.join(folder, 'many.csv')], { stdio: 'ignore' });
  const ended = once(scoring, 'exit');
  await until('a draft lies there', async () => (await readdir(folder)).includes('many.scored.csv.part'));

  scoring.kill('SIGINT');

  expect(await ended).toEqual([130, null]);
  expect(await readdir(folder)).toEqual(before);
});

it('whoever reads the first lines of the standard output alone is told of no error', async () => {
  const scoring = spawn(process.execPath, ['cli/score.ts', path.join(folder, 'many.csv'), '--out', '-'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = once(scoring, 'exit');
  await once(scoring.stdout, 'data');

  scoring.stdout.destroy();

  expect(await ended).toEqual([0, null]);
});

const draw = chance(1);
const other = chance(2);
const LEADS = Array.from({ length: 600 }, (_, at) => {
  const size = Math.floor(draw() * 200);
  const won = draw() < (size >= 120 ? 0.7 : 0.15);
  return `${at + 1};Person ${at};${size},5;${other() < 0.5 ? 'A' : 'B'};${won ? 'gewonnen' : 'verloren'}`;
});

it('points are learnt from the columns of a stranger in one command, and score rows that nobody has seen', async () => {
  const [learnt, others] = [LEADS.slice(0, 500), LEADS.slice(500)];
  await writeFile(path.join(folder, 'leads.csv'), ['Nr;Name;Größe;Art;Ausgang', ...learnt].join('\n'));
  await writeFile(path.join(folder, 'others.csv'), ['Nr;Name;Größe;Art;Ausgang', ...others].join('\n'));

  const first = await ask('leads.csv', '--outcome', 'Ausgang', '--learn', 'learnt.json');
  const second = await ask('others.csv', '--model', 'learnt.json', '--outcome', 'Ausgang', '--out', 'scored.csv');

  expect(first).toMatchObject({ code: 0 });
  expect(first.said).toMatch(/wins \("gewonnen"\) and \d+ losses \("verloren"\) in "Ausgang"/);
  expect(first.said).toContain('Left out, since it numbers the leads: "Nr".');
  expect(first.said).toMatch(/0 → [+−]\d+ \([+−]\d+ to [+−]\d+\) {2}Größe: /);
  expect(Number(/score +([\d.]+)/.exec(second.said)?.[1])).toBeGreaterThan(0.7);
});

it('a column is kept, or left out, with what is derived from it, also by the name that this has', async () => {
  const draw = chance(12);
  const rows = Array.from({ length: 400 }, () => {
    const isWon = draw() < 0.4;
    const people = Math.round(Math.exp((isWon ? 6.5 : 3) + 2 * (draw() + draw() - 1)));
    return `${people},${Math.floor(draw() * 900)},${isWon ? 'won' : 'lost'}`;
  });
  await writeFile(path.join(folder, 'sizes.csv'), ['Company size,Fee,Result', ...rows].join('\n'));
  const told = (...more: string[]) => ask('sizes.csv', '--outcome', 'Result', '--learn', 'sizes.json', ...more);

  expect((await told()).said).toMatch(/"Company size" is (?:left out|used, but)/);
  const kept = await told('--keep', 'Company size');
  expect(kept.said).not.toMatch(/"Company size" is|tell the most alone/);
  expect((await told('--without', 'Company size')).said).toContain('Learnt from: "Fee" (');
  expect((await told('--without', 'Seniority')).complained).toBe('');
});

it('points in force that read a leak, or a column that nobody wants, do not make learnt points look good', async () => {
  const draw = chance(13);
  const rows = Array.from({ length: 1200 }, () => {
    const source = draw() < 0.5 ? 'Referral' : 'Ads';
    const isWon = draw() < (source === 'Referral' ? 0.4 : 0.2);
    // The default model gives points for the size, which people typed once the lead was won.
    const people = isWon && draw() < 0.8 ? '250' : '';
    return `${people},${source},${isWon ? '2026-05-01' : ''},${isWon ? 'won' : 'lost'}`;
  });
  const heads = 'Number of employees,Original source,Close date,Result';
  await writeFile(path.join(folder, 'typed.csv'), [heads, ...rows].join('\n'));
  const told = (...more: string[]) => ask('typed.csv', '--outcome', 'Result', '--learn', 'typed.json', ...more);

  const found = await told();
  const without = await told('--without', 'Number of employees');

  expect(found.said).toMatch(/"Number of employees" is left out/);
  for (const { said } of [found, without]) {
    expect(said.split('"Close date" is left out')).toHaveLength(2);
    expect(said).toContain('Points in force read "Number of employees", too');
    expect(said).toContain('points in force 0.500: they say the same of everybody in this file');
    expect(Number(/learnt +([\d.]+)/.exec(said)?.[1])).toBeLessThan(0.7);
  }
});

it('a model learnt from a file scores as it was judged: without what knew the outcome there', async () => {
  const draw = chance(14);
  const titles = ['Head of Sales', 'Sales Manager', 'Student', 'Developer'];
  const rows = Array.from({ length: 1200 }, (_, at) => {
    const title = at % titles.length;
    const plan = draw() < 0.5 ? 'A' : 'B';
    const isWon = draw() < [0.5, 0.35, 0.1, 0.2][title]! * (plan === 'A' ? 1.4 : 0.6);
    return [isWon && draw() < 0.8 ? '250' : '', titles[title], plan, isWon ? 'won' : 'lost'];
  });
  const heads = 'Number of employees,Job title,Plan,Result';
  const write = (name: string, some: readonly (readonly unknown[])[]) =>
    writeFile(path.join(folder, name), [heads, ...some.map((row) => row.join())].join('\n'));
  await write('late.csv', rows);
  await write(
    'early.csv',
    rows.map(([, ...rest]) => ['', ...rest]),
  );
  const { said } = await ask('late.csv', '--outcome', 'Result', '--learn', 'late.json');
  const scored = async (name: string) => {
    const result = await ask(name, '--model', 'late.json', '--outcome', 'Result', '--out', `of_${name}`);
    return { said: result.said, area: Number(/score +([\d.]+)/.exec(result.said)?.[1]) };
  };

  const [late, early] = [await scored('late.csv'), await scored('early.csv')];

  expect(said).toContain('The explicit points in force stay');
  expect(late.said).toMatch(/Not read, since it knew the outcome.*: "Number of employees"\./);
  expect(late.area).toBe(early.area);
  expect(Math.abs(late.area - Number(/learnt +([\d.]+)/.exec(said)?.[1]))).toBeLessThan(0.03);
});

it('a row gets the score alone that it gets among others, as the file was written that taught the points', async () => {
  const draw = chance(11);
  const rows = Array.from({ length: 460 }, () => {
    const [spent, days] = [Math.floor(draw() * 9_000), Math.floor(draw() * 200)];
    const seen = new Date(Date.UTC(2026, 9, 30 - days)).toISOString().slice(0, 10).split('-');
    const isWon = draw() < (spent > 999 ? 0.7 : 0.1) * (days < 60 ? 1 : 0.4);
    return `"${spent.toLocaleString('en')}",${seen[1]}/${seen[2]}/${seen[0]},${isWon ? 'won' : 'lost'}`;
  });
  const write = (name: string, some: readonly string[]) =>
    writeFile(path.join(folder, name), ['Spent,Last order,Result', ...some].join('\n'));
  const scoresIn = async (name: string) =>
    (await readFile(path.join(folder, name), 'utf8'))
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => /(?:won|lost),(\d+),/.exec(line)?.[1]);
  await write('months.csv', rows.slice(0, 400));
  await write('rest.csv', rows.slice(400));
  expect(await ask('months.csv', '--outcome', 'Result', '--learn', 'months.json')).toMatchObject({ code: 0 });
  await ask('rest.csv', '--model', 'months.json', '--out', 'rest_scored.csv');

  const alone = [];
  for (const row of rows.slice(400, 406)) {
    await write('alone.csv', [row]);
    const { said } = await ask('alone.csv', '--model', 'months.json', '--out', 'alone_scored.csv');
    expect(said).toMatch(/The scores are of 2026-10-\d\d.*for which the points were learnt/);
    alone.push(...(await scoresIn('alone_scored.csv')));
    await rm(path.join(folder, 'alone_scored.csv'));
  }

  expect(alone).toEqual((await scoresIn('rest_scored.csv')).slice(0, 6));
  expect(new Set(alone).size).toBeGreaterThan(2);
});

it.each([
  [['leads.csv', '--outcome', 'Ende', '--learn', 'x.json'], 1, /no column "Ende"\. The columns are "Nr", "Name"/],
  [
    ['leads.csv', '--outcome', 'Art', '--learn', 'x.json'],
    1,
    /Which value of "Art" is a win\? It has "[AB]", "[AB]"\./,
  ],
  [['leads.csv', '--outcome', 'Ausgang', '--won', 'ja', '--learn', 'x.json'], 1, /Nobody has "ja" in "Ausgang"/],
  [['leads.csv', '--outcome', 'Art', '--won', 'A', '--learn', 'x.json'], 3, /Nothing is proposed, because .*chance/],
  [['leads.csv', '--learn', 'x.json'], 1, /needs --outcome COLUMN/],
  [['leads.csv', '--outcome', 'Ausgang', '--learn', ''], 1, /--learn expects the name of a file/],
  [['leads.csv', '--outcome', 'Ausgang', '--learn', '/proc/x.json'], 1, /--learn \/proc\/x\.json cannot be written/],
  [
    ['leads.csv', '--outcome', 'Ausgang', '--rising', 'Größe', '--falling', 'Größe', '--learn', 'x.json'],
    1,
    /cannot both rise and fall/,
  ],
  [['leads.csv', '--outcome', 'Art', '--rules', '99', '--learn', 'x.json'], 1, /from 1 to 40/],
])('%j ends with code %i and a sentence, and writes nothing', async (args, expected, sentence) => {
  const { code, said, complained } = await ask(...args);

  expect(code).toBe(expected);
  expect(said + complained).toMatch(sentence);
  expect(await readdir(folder)).not.toContain('x.json');
});

it('the standard output is the scored file alone, under the headings that came', async () => {
  const { code, said, complained } = await run('people.csv', '--out', '-');

  expect(code).toBe(0);
  expect(said.split('\n')[0]).toMatch(/^Email,Job Title,Email,ripen_score,/);
  expect(said.split('\n')[1]).toMatch(/^ann@firm\.example,CTO,,\d+,/);
  expect(complained).toContain('does not say who opted out');
  expect(await readFile(path.join(folder, 'people.csv'), 'utf8')).toBe(
    'Email,Job Title,Email\nann@firm.example,CTO,\n',
  );
});

it('two models are compared on a file: who moves, from what to what, whose they are, and the rows', async () => {
  const model = structuredClone(DEFAULT_MODEL);
  model.qualification.mql = { enter: { explicit: 1 }, leave: { explicit: 1 } };
  await writeFile(path.join(folder, 'looser.json'), JSON.stringify(model));
  const people = [
    'Email,Job Title,Contact owner',
    'ann@firm.example,CTO,71',
    'bob@firm.example,CTO,',
    'eve@x.example,,',
  ];
  await writeFile(path.join(folder, 'team.csv'), people.join('\n'));
  await writeFile(path.join(folder, 'broken.json'), '{}');

  const found = await ask('team.csv', '--compare', 'looser.json');

  expect(found).toMatchObject({ code: 0 });
  expect(found.said).toMatch(/^To become an MQL: ‘Points for who they are’ is 1\b/m);
  expect(found.said).toMatch(/^2 contacts of 3 move;.*\n {2}qualification: unqualified → mql: 2$/m);
  const [head, ...rows] = (await readFile(path.join(folder, 'team.movers.csv'), 'utf8')).trim().split('\n');
  expect(head).toMatch(
    /Email,Job Title,Contact owner,ripen_score \(before\),ripen_score \(after\),.*ripen_qualification/,
  );
  expect(rows.map((row) => row.split(',')[0])).toEqual(['ann@firm.example', 'bob@firm.example']);
  expect(await ask('team.csv', '--compare', 'looser.json', '--model', 'looser.json')).toMatchObject({
    code: 0,
    said: expect.stringMatching(/Both models say the same\.\n\n0 contacts of 3 move/),
  });
  expect(await ask('team.csv', '--compare', 'broken.json')).toMatchObject({
    code: 1,
    complained: expect.stringMatching(/broken\.json is no scoring model/),
  });
});

it('what is no ordinary file is written to and stays what it is', async () => {
  const at = (name: string) => path.join(folder, name);
  execFileSync('mkfifo', [at('pipe')]);
  await writeFile(at('old.csv'), 'old');
  await symlink(at('old.csv'), at('link.csv'));

  const pipe = await open(at('pipe'), constants.O_RDWR | constants.O_NONBLOCK);
  await ask('people.csv', '--out', at('pipe'));
  const { buffer, bytesRead } = await pipe.read(Buffer.alloc(10_000));
  await pipe.close();
  const piped = buffer.toString('utf8', 0, bytesRead);
  await ask('people.csv', '--out', 'link.csv');

  expect(piped).toMatch(/^\uFEFFEmail,Job Title,Email,ripen_score/);
  expect((await lstat(at('pipe'))).isFIFO()).toBe(true);
  expect((await lstat(at('link.csv'))).isSymbolicLink()).toBe(true);
  expect(await readFile(at('old.csv'), 'utf8')).toBe(piped);
  expect(await ask(at('pipe'))).toMatchObject({ code: 1, complained: expect.stringContaining('save it as a file') });
});

it('columns that the other model alone reads are compared, and missing ones are named first', async () => {
  const both = await ask('others.csv', '--compare', 'learnt.json');
  await writeFile(path.join(folder, 'less.csv'), 'Nr;Name;Art;Email\n1;Ann;A;ann@firm.example\n');
  const less = await ask('less.csv', '--model', 'learnt.json');

  expect(both).toMatchObject({ code: 0 });
  expect(both.said).toMatch(/^[1-9]\d* contacts of 100 move;/m);
  expect(less.said).toMatch(/^The file lacks, of what earns points: c_\w+ \(“Größe: [^”]+”\), /m);
});

it('neither a day of birth nor a day that lies ahead says when a lead came', async () => {
  const rows = LEADS.map((row, at) => `${row};19${50 + (at % 40)}-05-${10 + (at % 18)};2199-01-${10 + (at % 21)}`);
  await writeFile(
    path.join(folder, 'born.csv'),
    ['Nr;Name;Größe;Art;Ausgang;Birth date;Next date', ...rows].join('\n'),
  );

  const { code, said } = await ask('born.csv', '--outcome', 'Ausgang', '--learn', 'born.json');

  expect(code).toBe(0);
  expect(said).not.toContain('says when');
});

it('a starting model is chosen by its name', async () => {
  const { code, said } = await run('people.csv', '--model', 'b2b_software', '--out', '-');

  expect(code).toBe(0);
  expect(said).toMatch(/^ann@firm\.example,CTO,/m);
  expect(said).toContain('Would work with the software');
});
