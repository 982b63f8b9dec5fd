import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { analyse } from 'chardet';
import { decoderOf, ENCODINGS, type Encoding, looksLikeUtf16, markedEncoding, UnreadableFile } from './decode.ts';

/**
 * How a file is encoded. `example`: a line by which people can check a guess; undefined: nothing
 * was guessed.
 */
export type FoundEncoding = { readonly encoding: Encoding; readonly example?: string };

/** How files begin that are no text. */
const NO_TEXT: readonly (readonly [beginning: string, what: string])[] = [
  ['504b0304', 'a spreadsheet (.xlsx) or a .zip'],
  ['d0cf11e0', 'an old spreadsheet (.xls)'],
  ['25504446', 'a PDF'],
  ['1f8b', 'packed (.gz)'],
  ['fffe0000', 'UTF-32'],
  ['0000feff', 'UTF-32'],
];

/** A guess with less confidence counts only if all other guesses read the same text. */
const SURE_ENOUGH = 20;
const CLEARLY_BETTER = 5;

/**
 * Finds out how a file is encoded: by its mark, else as UTF-8 if all of it is, else by the letters
 * of its languages. Throws UnreadableFile where that is not clear: a wrong guess would garble names
 * in silence.
 */
export async function findEncoding(path: string): Promise<FoundEncoding> {
  const beginning = await beginningOf(path);
  const hex = Buffer.from(beginning.subarray(0, 4)).toString('hex');
  const noText = NO_TEXT.find(([mark]) => hex.startsWith(mark))?.[1];
  if (noText !== undefined)
    throw new UnreadableFile(`${path} is ${noText}, and no CSV file: open it and save it as "CSV UTF-8".`);
  const marked = markedEncoding(beginning);
  if (marked !== undefined) return { encoding: marked };
  if (looksLikeUtf16(beginning)) return { encoding: beginning[0] === 0 ? 'utf16be' : 'utf16le' };
  if (await isAll(path, 'utf8')) return { encoding: 'utf8' };
  return guessed(path);
}

async function guessed(path: string): Promise<FoundEncoding> {
  const lines = await foreignLines(path);
  if (isMostlyUtf8(lines))
    throw new UnreadableFile(
      `${path} is UTF-8 with some bytes that are none, so it was damaged or put together of several files: export it again.`,
    );
  const named = analyse(lines).flatMap(({ name, confidence, lang }) => {
    const encoding = encodingNamed(name);
    // Bytes that a code page has no letter for are read as controls, which nobody types.
    if (encoding === undefined || /[\u0080-\u009f]/.test(new TextDecoder(encoding).decode(lines))) return [];
    return [{ encoding, confidence, lang: lang ?? '' }];
  });
  const fitting = named.filter(({ encoding, lang }) => hasLettersOf(lang, new TextDecoder(encoding).decode(lines)));
  const guesses = fitting.length > 0 ? fitting : named;
  const [best] = guesses;
  const rivals = guesses.filter(({ confidence }) => confidence > (best?.confidence ?? 0) - CLEARLY_BETTER);
  const readings = new Set(rivals.map(({ encoding }) => new TextDecoder(encoding).decode(lines)));
  const isClear = readings.size === 1 && (rivals.length > 1 || (best?.confidence ?? 0) >= SURE_ENOUGH);
  if (best !== undefined && isClear && (await isAll(path, best.encoding)))
    return { encoding: best.encoding, example: firstLine(lines, best.encoding) };
  const shown = guesses.slice(0, 3).map(({ encoding }) => encoding);
  const telling = lineThatDiffers(lines, shown);
  const candidates = shown.map((encoding) => `${encoding} (then it has the line ${firstLine(telling, encoding)})`);
  throw new UnreadableFile(
    `${path} is no UTF-8, and how it is encoded is not clear${candidates.length > 0 ? `: perhaps ${candidates.join(', or ')}` : ''}. ` +
      'Save it as "CSV UTF-8", or say how it is encoded, for example --encoding windows-1252 (a spreadsheet on Windows in Western Europe).',
  );
}

/** The letters beyond a to z of the languages that a guess of an encoding may name. */
const LETTERS: Readonly<Record<string, string>> = {
  cs: 'áčďéěíňóřšťúůýž',
  da: 'æøåé',
  de: 'äöüß',
  es: 'áéíñóúüºª',
  fr: 'àâæçéèêëîïôœùûüÿ',
  hu: 'áéíóöőúüű',
  it: 'àèéìíîòóùú',
  nl: 'áéëïíóöúü',
  no: 'æøåéòóô',
  pl: 'ąćęłńóśźż',
  pt: 'áâãàçéêíóôõúüºª',
  ro: 'ăâîșțşţ',
  sv: 'åäöé',
  tr: 'âçğıİîöşüû',
};

/** Whether all letters of a text belong to the language; false if its letters are not known. */
function hasLettersOf(language: string, text: string): boolean {
  const own = LETTERS[language];
  if (own === undefined) return false;
  const letters = new Set(`${own}${own.toUpperCase()}`);
  return [...new Set(text)].every((sign) => sign <= '\u007f' || !/\p{L}/u.test(sign) || letters.has(sign));
}

const WEB_NAMES: Readonly<Record<string, Encoding>> = { 'iso-8859-1': 'windows-1252', 'iso-8859-9': 'windows-1254' };

function encodingNamed(name: string): Encoding | undefined {
  const lower = name.toLowerCase();
  return WEB_NAMES[lower] ?? ENCODINGS.find((encoding) => encoding === lower);
}

const BEGINNING = 65_536;

async function beginningOf(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function isAll(path: string, encoding: Encoding): Promise<boolean> {
  const decoder = decoderOf(encoding);
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk as Uint8Array, { stream: true });
    decoder.decode();
    return true;
  } catch {
    return false;
  }
}

const ENOUGH = 100_000;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What ends the lines of bytes: some old programs write no line feed. */
const endOfLinesIn = (bytes: Uint8Array): number => (bytes.includes(LINE_FEED) ? LINE_FEED : CARRIAGE_RETURN);

/** Lines with bytes beyond ASCII, since only these tell encodings apart. */
async function foreignLines(path: string): Promise<Buffer> {
  const found: Buffer[] = [];
  let size = 0;
  let rest: Buffer = Buffer.alloc(0);
  const take = (line: Buffer) => {
    if (size >= ENOUGH || !line.some((byte) => byte >= 0x80)) return;
    found.push(line);
    size += line.length;
  };
  for await (const chunk of createReadStream(path)) {
    let bytes = Buffer.concat([rest, chunk as Buffer]);
    const endOfLine = endOfLinesIn(bytes);
    for (let end = bytes.indexOf(endOfLine); end !== -1; end = bytes.indexOf(endOfLine)) {
      take(bytes.subarray(0, end + 1));
      bytes = bytes.subarray(end + 1);
    }
    rest = bytes;
    if (rest.length >= ENOUGH) {
      take(rest);
      rest = Buffer.alloc(0);
    }
    if (size >= ENOUGH) break;
  }
  take(rest);
  return Buffer.concat(found);
}

/** Text of another encoding hardly ever looks like UTF-8. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const letters = [...new TextDecoder().decode(bytes)].filter((letter) => letter > '\u007f');
  return letters.filter((letter) => letter === '\ufffd').length * 2 < letters.length;
}

/** From the first line on that reads differently; else from the beginning. */
function lineThatDiffers(bytes: Buffer, encodings: readonly Encoding[]): Buffer {
  const decoders = encodings.map((encoding) => new TextDecoder(encoding));
  const endOfLine = endOfLinesIn(bytes);
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(endOfLine, from) + 1 || bytes.length;
    const line = bytes.subarray(from, end);
    if (new Set(decoders.map((decoder) => decoder.decode(line))).size > 1) return bytes.subarray(from);
    from = end;
  }
  return bytes;
}

const SHOWN = 60;

function firstLine(bytes: Uint8Array, encoding: Encoding): string {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, 1_000)).split(/[\r\n]/)[0] ?? '';
  const at = Math.max(0, [...text].findIndex((letter) => letter > '\u007f') - SHOWN / 2);
  return `"${text.slice(at, at + SHOWN).trim()}"`;
}
