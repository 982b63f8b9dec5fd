import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { UnreadableFile } from './decode.ts';
import { columnsOf, findDialect } from './find-dialect.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-dialect-'));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileOf(bytes: string | Uint8Array): Promise<string> {
  const file = path.join(folder, `${files++}.csv`);
  await writeFile(file, bytes);
  return file;
}

const bytesOf = (text: string, letters: Readonly<Record<string, number>>): Buffer =>
  Buffer.from([...text].map((letter) => letters[letter] ?? letter.charCodeAt(0)));

describe('the delimiter', () => {
  it.each([
    ['commas', 'a,b,c\n1,2,3\n', ','],
    ['semicolons, with commas in numbers', 'a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n', ';'],
    ['tabs', 'a\tb\n1\t2\n', '\t'],
    ['bars', 'a|b\n1|2\n', '|'],
    ['commas, with semicolons in quoted cells', 'a,b\n"x;y;z","1;2;3"\n"x;y;z","1;2;3"\n', ','],
    ['semicolons in a text with more commas', 'name;note\nAnn;"well, so, there, it, is"\nBob;"a, b"\n', ';'],
    ['one column', 'mail\nann@firm.example\n', ','],
    ['what the first line says', 'sep=;\na;b\n1;2\n', ';'],
  ])('is found: %s', async (_, text, delimiter) => {
    expect(await findDialect(await fileOf(text))).toMatchObject({ delimiter });
  });

  it('is what somebody said', async () => {
    expect(await findDialect(await fileOf('a,b;c\n'), { delimiter: ';' })).toMatchObject({ delimiter: ';' });
  });
});

describe('the encoding', () => {
  const GERMAN = 'Mail;Job\nann@firm.example;Geschäftsführer\nbob@firm.example;Vertriebsleiter für Köln\n';
  it.each([
    ['UTF-8', Buffer.from(GERMAN), 'utf8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${GERMAN}`), 'utf8'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${GERMAN}`, 'utf16le'), 'utf16le'],
    ['UTF-16 without', Buffer.from(GERMAN, 'utf16le'), 'utf16le'],
    ['plain English', Buffer.from('a;b\n1;2\n'), 'utf8'],
    ['Western Europe on Windows', Buffer.from(GERMAN, 'latin1'), 'windows-1252'],
    [
      'Polish on Windows',
      bytesOf('Zażółć;Prezes zarządu;Łódź\nŻaneta;Kierownik sprzedaży;Kraków\n', {
        ż: 0xbf,
        ó: 0xf3,
        ł: 0xb3,
        ć: 0xe6,
        ą: 0xb9,
        Ł: 0xa3,
        ź: 0x9f,
        Ż: 0xaf,
      }),
      'windows-1250',
    ],
  ])('is found: %s', async (_, bytes, encoding) => {
    expect(await findDialect(await fileOf(bytes))).toMatchObject({ encoding });
  });

  it('is that whose letters belong to the language, of two that are as likely', async () => {
    const months = ['févr.', 'août', 'déc.', 'mai'];
    const rows = Array.from({ length: 40 }, (_, at) => `S${at};${at},5 €;Non;ordinateur;${months[at % 4]};1,2 %;Non`);
    const heading = 'Session;Durée (s);Nouveau;Appareil;Mois;Taux de rebond;Achat';
    const bytes = Buffer.from([heading, ...rows].join('\n').replaceAll('€', '\u0080'), 'latin1');

    expect(await findDialect(await fileOf(bytes))).toMatchObject({ encoding: 'windows-1252' });
  });

  it('shows what was read by a guess', async () => {
    const { example } = await findDialect(await fileOf(Buffer.from(GERMAN, 'latin1')));

    expect(example).toBe('"ann@firm.example;Geschäftsführer"');
    const old = await findDialect(await fileOf(Buffer.from(GERMAN.replaceAll('\n', '\r'), 'latin1')));
    expect(old.example, 'lines that a carriage return alone ends').toBe(example);
  });

  test.for<[string, Uint8Array, string]>([
    ['a letter that many encodings have', Buffer.from('Mail;Job\nann@firm.example;\u00fd\n', 'latin1'), 'is not clear'],
    ['UTF-8 that is damaged', Buffer.concat([Buffer.from('Jörg;Müller;Köln\n'), Buffer.from([0xff])]), 'damaged'],
    ['a spreadsheet', Buffer.from('PK\u0003\u0004…'), 'a spreadsheet (.xlsx)'],
    [
      'a title above the headings',
      Buffer.from('Export of May\n\nMail;Job\na@b.example;CEO\n'),
      'take out what stands above',
    ],
    [
      'such a title that a spreadsheet filled up',
      Buffer.from('Export,\nMail,Job\na@b.example,CEO\n'),
      'it is "Export"',
    ],
    [
      'two titles above rows with a comma in quotes',
      Buffer.from('Export of May\nBy Ann\nMail,Name\na@b.example,"Doe, Ann"\nb@b.example,"Roe, Bob"\n'),
      'it is "Export of May"',
    ],
    [
      'a title with a comma',
      Buffer.from('Contacts, May\nEmail,Job Title,Country\na@b.example,CEO,Peru\n'),
      'others have 3 cells',
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), 'UTF-32'],
    [
      'letters of DOS, which would be controls in other encodings',
      Buffer.from('Mail;Gr\u0094\u00e1e\na@b.example;gr\u0081n\nb@b.example;gr\u0081n\n', 'latin1'),
      'is not clear',
    ],
    ['an old spreadsheet', Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), '(.xls)'],
  ])('%s is refused in a sentence', async ([_, bytes, message]) => {
    const error = await findDialect(await fileOf(bytes)).catch((refused: unknown) => refused);

    expect(error).toBeInstanceOf(UnreadableFile);
    expect((error as Error).message).toContain(message);
  });
});

describe('the columns', () => {
  it('have a name each', () => {
    const cells = ['Mail', ' Reason ', 'Reason', ''];

    expect(columnsOf({ outcome: 'cells', line: 1, cells })).toEqual(['Mail', 'Reason (1)', 'Reason (2)', '']);
  });

  test.for(['Name,\nAnna,x\nBen,y\n', ',name\na,b\nc,d\n', 'Name,City,\nAnna,Rome,x\nBen,Paris,y\n'])(
    'may lack some names: %j',
    async (text) => {
      expect(await findDialect(await fileOf(Buffer.from(text)))).toMatchObject({ delimiter: ',' });
    },
  );

  it("are missed in somebody's row", () => {
    const cells = ['ann@firm.example', 'CEO'];

    expect(() => columnsOf({ outcome: 'cells', line: 1, cells })).toThrow('has the address "ann@firm.example"');
  });

  it.each([[['Mail (name@firm.example)', 'Job']], [['', 'Mail']]])('may be odd: %j', (cells) => {
    expect(columnsOf({ outcome: 'cells', line: 1, cells })).toEqual(cells);
  });

  // Work that grows with the square of their number, or of their length, would take hours.
  it('may be as many as a spreadsheet has, not more, and may be long', async () => {
    const cells = Array.from({ length: 16_384 }, (_, n) => `c${n}`);
    expect(columnsOf({ outcome: 'cells', line: 1, cells })).toEqual(cells);
    const more = { outcome: 'cells', line: 1, cells: [...cells, 'more'] } as const;
    expect(() => columnsOf(more)).toThrow('it has 16385 cells, where a spreadsheet has 16384 at most');

    const long = '-'.repeat(95_000);
    expect(await findDialect(await fileOf(`a;b\n${long};b\n1;2\n`))).toMatchObject({ delimiter: ';' });
  });

  it('are missed in an empty file', () => {
    expect(() => columnsOf(undefined)).toThrow('The file is empty');
  });
});
