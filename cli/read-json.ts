import { readFile } from 'node:fs/promises';

type JsonFile =
  | { readonly outcome: 'read'; readonly document: unknown }
  /** a sentence to the person who named the file */
  | { readonly outcome: 'refused'; readonly sentence: string };

const LONGEST_FILE = 5_000_000;

/** Reads a JSON file that a person named, in the encoding that its first bytes tell. */
export async function readJson(file: string): Promise<JsonFile> {
  const refused = (sentence: string): JsonFile => ({ outcome: 'refused', sentence });
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return refused(`There is no file ${file}.`);
    return refused(code === 'EISDIR' ? `${file} is a folder: name a file in it.` : `${file} cannot be read: ${code}.`);
  }
  if (bytes.length > LONGEST_FILE)
    return refused(`${file} has more than ${LONGEST_FILE / 1_000_000} million bytes: no document of Ripen is so long.`);
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  if (text.trim() === '') return refused(`${file} is empty.`);
  try {
    return { outcome: 'read', document: JSON.parse(text) };
  } catch (error) {
    return refused(`${file} is no JSON: ${(error as Error).message}`);
  }
}

/** What PowerShell writes with `>` is UTF-16, with a mark before it. */
function encodingOf([first, second]: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
