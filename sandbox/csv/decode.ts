/** A file that cannot be read as a whole; the message says what to do. */
export class UnreadableFile extends Error {}

/**
 * What a mapping may say; the web's names of them (`latin1` is read as its superset windows-1252,
 * which has `€`).
 */
export const ENCODINGS = ['utf8', 'windows-1252', 'latin1', 'utf16le', 'utf16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

type Decoder = InstanceType<typeof TextDecoder>;

const NAMES: Readonly<Record<Encoding, string>> = {
  utf8: 'utf-8',
  'windows-1252': 'windows-1252',
  latin1: 'windows-1252',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
};

const MARKS: readonly (readonly [mark: readonly number[], encoding: Encoding])[] = [
  [[0xef, 0xbb, 0xbf], 'utf8'],
  [[0xff, 0xfe], 'utf16le'],
  [[0xfe, 0xff], 'utf16be'],
];

/**
 * The text of a file, chunk by chunk. A mark at its beginning weighs more than what the mapping
 * says. Throws UnreadableFile at bytes that the encoding does not have: replacing them would lose
 * what is written there without a word.
 */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, said: Encoding): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let encoding = said;
  let lines = 1;
  for await (const chunk of bytes) {
    if (decoder === undefined) {
      encoding = MARKS.find(([mark]) => mark.every((byte, at) => chunk[at] === byte))?.[1] ?? said;
      decoder = new TextDecoder(NAMES[encoding], { fatal: true });
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
    throw new UnreadableFile(`After line ${lines} the file has bytes that are no ${NAMES[encoding]}. ${advice}`, {
      cause,
    });
  }
}

/** Latin letters have a zero byte each; one alone is an accident, and stays. */
const looksLikeUtf16 = (chunk: Uint8Array): boolean => chunk.filter((byte) => byte === 0).length * 4 > chunk.length;
