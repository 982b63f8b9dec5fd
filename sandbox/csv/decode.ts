/** A file that cannot be read as a whole; the message says what to do. */
export class UnreadableFile extends Error {}

/**
 * The encodings that a mapping may name. `latin1` is read as its superset windows-1252, which has
 * `€`.
 */
export const ENCODINGS = [
  'utf8',
  'windows-1252',
  'latin1',
  'utf16le',
  'utf16be',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'iso-8859-2',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'koi8-r',
  'macintosh',
  'shift_jis',
  'euc-jp',
  'iso-2022-jp',
  'euc-kr',
  'gb18030',
  'big5',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

type Decoder = InstanceType<typeof TextDecoder>;

/** The names of `TextDecoder`, where they differ. */
const NAMES: Partial<Record<Encoding, string>> = {
  utf8: 'utf-8',
  latin1: 'windows-1252',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
};
const nameOf = (encoding: Encoding): string => NAMES[encoding] ?? encoding;

/** Throws at bytes that the encoding does not have. */
export const decoderOf = (encoding: Encoding): Decoder => new TextDecoder(nameOf(encoding), { fatal: true });

const MARKS: readonly (readonly [mark: readonly number[], encoding: Encoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf8'],
  [[0xff, 0xfe], 'utf16le'],
  [[0xfe, 0xff], 'utf16be'],
];

/** The encoding by the byte order mark of a file; undefined: it has none. */
export const markedEncoding = (beginning: Uint8Array): Encoding | undefined =>
  MARKS.find(([mark]) => mark.every((byte, at) => beginning[at] === byte))?.[1];

/**
 * The text of a file, chunk by chunk. A byte order mark wins over `declared`. Throws UnreadableFile
 * at bytes that the encoding does not have: to replace them would lose text in silence.
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, declared: Encoding): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let encoding = declared;
  let lines = 1;
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      encoding = markedEncoding(chunk) ?? declared;
      decoder = decoderOf(encoding);
    }
    const text = decodedBy(decoder, chunk, encoding, lines);
    lines += text.split('\n').length - 1;
    yield text;
  }
  if (decoder !== undefined) yield decodedBy(decoder, undefined, encoding, lines);
}

function decodedBy(decoder: Decoder, chunk: Uint8Array | undefined, encoding: Encoding, lines: number): string {
  if (encoding === 'utf8' && chunk !== undefined && looksLikeUtf16(chunk))
    throw new UnreadableFile(
      `After line ${lines} every other byte is zero: the file is UTF-16. Say "encoding": "utf16le" in the csv of the mapping.`,
    );
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    const advice =
      encoding === 'utf8'
        ? 'Save it as "CSV UTF-8", or say "encoding": "windows-1252" in the csv of the mapping if a spreadsheet on Windows saved it.'
        : 'Say its encoding in the csv of the mapping.';
    throw new UnreadableFile(`After line ${lines} the file has bytes that are no ${nameOf(encoding)}. ${advice}`, {
      cause,
    });
  }
}

/** In UTF-16 each Latin letter has a zero byte. A single zero byte is an accident. */
export const looksLikeUtf16 = (chunk: Uint8Array): boolean =>
  chunk.filter((byte) => byte === 0).length * 4 > chunk.length;
