/* Words that people write, whatever their case, accents and marks. */

const spelt = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+-]+/gu, ' ')
    .replaceAll(' - ', ' ')
    .trim();

export const wordsIn = (list: string): ReadonlySet<string> => new Set(list.split(',').map(spelt));

const isAmong = (list: ReadonlySet<string>, text: string): boolean => list.has(spelt(text));

/** The place of a stage before its name: `5 - Closed Won`, `06. Closed Lost`. */
const PLACE = /^\s*\d{1,2}\s*[-–.):]\s*(?=\p{L})/u;

/** Whether a text is one of the words; also with what goes on after it: `Closed Lost - price`. */
export function beginsWith(list: ReadonlySet<string>, numbered: string): boolean {
  const text = numbered.replace(PLACE, '');
  if (isAmong(list, text)) return true;
  // `N/A`, or `#N/A`, is no `N` with something behind it.
  if (/^[^\p{L}\p{N}]*\p{L}[^\p{L}\p{N}]\p{L}[^\p{L}\p{N}]*$/u.test(text)) return false;
  const first = /^(.*?\p{L})(?:\s+[-–—]\s|\s*[:(/|,;])/u.exec(text)?.[1];
  return first !== undefined && isAmong(list, first);
}
