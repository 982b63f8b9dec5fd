import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { decoded, type Encoding } from './decode.ts';
import { type CsvRecord, csvRecords } from './records.ts';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

async function recordsOf(text: string, delimiter = ';', chunk = text.length): Promise<CsvRecord[]> {
  const chunks = Array.from({ length: Math.ceil(text.length / chunk) }, (_, n) =>
    text.slice(n * chunk, (n + 1) * chunk),
  );
  return all(csvRecords(Readable.from(chunks), { delimiter, quote: '"' }));
}
const told = (records: readonly CsvRecord[]) =>
  records.map((record) => (record.outcome === 'cells' ? record.cells.join('|') : `${record.line} ${record.outcome}`));

describe('records', () => {
  test.for<[string, string, string[]]>([
    ['lines as any system ends them', 'a;b\r\n1;2\n3;4\r5;6', ['a|b', '1|2', '3|4', '5|6']],
    ['cells with delimiters, quotes and lines in them', 'a;b\n"1;1";"2""2"\n"3\n3";4\n', ['a|b', '1;1|2"2', '3\n3|4']],
    ['the first line of a spreadsheet', 'sep=,\na,b\n1,2\n', ['a|b', '1|2']],
    ['rows of delimiters only', 'a;b\n;\n ; \n\n1;2\n', ['a|b', '2 empty', '3 empty', '1|2']],
    ['a stray quote, which costs one row', 'a;b\n1;2\n"3;4\n5;6\n7;8\n', ['a|b', '1|2', '3 bad', '5|6', '7|8']],
    ['two stray quotes', 'a;b\n"1;2\n3;4\n"5;6\n7;8\n', ['a|b', '2 bad', '3|4', '4 bad', '7|8']],
    [
      'a quote in the middle of a cell, a letter as in a spreadsheet',
      'a;b\n5" disk;2\nAnn "Annie" B.;מנכ"ל\n6" disk;"7;\n8"\n3;4\n',
      ['a|b', '5" disk|2', 'Ann "Annie" B.|מנכ"ל', '4 bad', '5 bad', '3|4'],
    ],
    ['letters after the end of a quotation', 'a;b\n"1"1;2\n3;4\n', ['a|b', '2 bad', '3|4']],
    ['a stray quote before a cell of two lines', 'a;b\n"1;2\n"3\n3";4\n5;6\n', ['a|b', '2 bad', '3\n3|4', '5|6']],
    ['a tab that the first line names', 'sep=\t\na\tb\n1\t2\n', ['a|b', '1|2']],
    ['files put together, each with its headings', 'a;b\n1;2\na;b\n3;4\n', ['a|b', '1|2', '3 bad', '3|4']],
    ['a blank before quotes', '"a"; "b"\n"1;1"; "2\n2"\n', ['a|b', '1;1|2\n2']],
    ['cells that lack where no heading is', 'a;b;;\n1;2\n3;4;;5\n6\n', ['a|b||', '1|2||', '3|4||5', '4 bad']],
    ['empty cells too many', 'a;b\n1;2;;\n1;2;3\n1\n', ['a|b', '1|2', '3 bad', '4 bad']],
  ])('%s', async ([_, text, expected]) => {
    expect(told(await recordsOf(text))).toEqual(expected);
    for (const chunk of [1, 2, 7]) expect(told(await recordsOf(text, ';', chunk))).toEqual(expected);
  });

  // Work that grows with the square of a length would take hours.
  test('a line, or a quotation, that does not end costs one row, and little memory', async () => {
    const long = 'x'.repeat(1_200_000);
    const part = '7;8\n'.repeat(3);
    const text = `a;b\n1;${long}\n3;4\r5;"6\n${part}"${long}\n${part}`;
    const expected = [
      'a|b',
      '2 bad',
      '3|4',
      '4 bad',
      ...'7|8 '.repeat(3).trim().split(' '),
      '8 bad',
      '7|8',
      '7|8',
      '7|8',
    ];
    for (const chunk of [100, 65_536]) expect(told(await recordsOf(text, ';', chunk))).toEqual(expected);
    expect(told(await recordsOf(`a${' '.repeat(900_000)}b;c\n1;2\n`)).slice(1)).toEqual(['1|2']);
    expect(told(await recordsOf(long))).toEqual(['1 bad']);
  });

  test('a stray quote costs one row of many', async () => {
    const rows = Array.from({ length: 1000 }, (_, n) => `${n === 500 ? '"' : ''}${n};x`);
    const records = await recordsOf(`a;b\n${rows.join('\n')}\n`);

    expect(records.filter(({ outcome }) => outcome === 'bad')).toEqual([
      { outcome: 'bad', line: 502, reason: 'a quotation mark is opened and not closed' },
    ]);
    expect(records).toHaveLength(1001);
  });
});

describe('encodings', () => {
  const read = async (bytes: Uint8Array, encoding: Encoding, chunk = 3) => {
    const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, n) =>
      bytes.slice(n * chunk, (n + 1) * chunk),
    );
    return (await all(decoded(Readable.from(chunks), encoding))).join('');
  };
  const bigEndian = (text: string) => Buffer.from(text, 'utf16le').swap16();

  test.for<[string, Uint8Array, Encoding]>([
    ['UTF-8', Buffer.from('Jörg 5 €'), 'utf8'],
    ['UTF-8 with its mark', Buffer.from('\ufeffJörg 5 €'), 'windows-1252'],
    ['UTF-16 with its mark', Buffer.from('\ufeffJörg 5 €', 'utf16le'), 'utf8'],
    ['UTF-16 of the other order with its mark', bigEndian('\ufeffJörg 5 €'), 'utf8'],
    ['UTF-16 as said', Buffer.from('Jörg 5 €', 'utf16le'), 'utf16le'],
    ['windows-1252 as said', Buffer.from([0x4a, 0xf6, 0x72, 0x67, 0x20, 0x35, 0x20, 0x80]), 'windows-1252'],
    ['latin1 as said', Buffer.from([0x4a, 0xf6, 0x72, 0x67, 0x20, 0x35, 0x20, 0x80]), 'latin1'],
  ])('%s is read', async ([_, bytes, encoding]) => {
    expect(await read(bytes, encoding)).toBe('Jörg 5 €');
  });

  test.for<[string, Uint8Array, string]>([
    ['windows-1252', Buffer.from('a\nJ\u00f6rg', 'latin1'), 'After line 2 the file has bytes that are no utf-8'],
    ['UTF-8 that is cut off', Buffer.from('Jö').subarray(0, 2), 'no utf-8'],
    ['UTF-16 without its mark', Buffer.from('Ann', 'utf16le'), 'the file is UTF-16'],
  ])('%s is refused and never replaced', async ([_, bytes, message]) => {
    await expect(read(bytes, 'utf8')).rejects.toThrow(message);
  });
});
