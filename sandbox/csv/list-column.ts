/*
 * Columns of lists, such as `CRM, ERP` and `ERP, Shop`: their cells combine a few choices. A comma
 * alone shows no list (`Portland, Oregon`); that the same few parts come in many combinations does.
 * Of a few rows only whoever reads the column can tell: a cell is no value there, and a part is.
 */

const SIGNS = [',', '|'] as const;
export type ListSign = (typeof SIGNS)[number];

/** As many choices as a list may have. */
const MOST_CHOICES = 60;
const LONGEST_CHOICE = 40;
/** So many cells must have several choices, of the filled ones. */
const SHARE = 0.1;

type OfSign = { several: number; named: number; readonly choices: Set<string>; readonly lists: Set<string> };

/** What was seen of a column, by sign; a sign that parts no list is taken away. */
export type ListsSeen = Map<ListSign, OfSign>;

export const noListsSeen = (): ListsSeen =>
  new Map(SIGNS.map((sign) => [sign, { several: 0, named: 0, choices: new Set(), lists: new Set() }]));

/** `named`: values with which whoever reads the column compares, in small letters. */
export function seeList(seen: ListsSeen, cell: string, named: ReadonlySet<string> = new Set()): void {
  for (const [sign, of] of seen) {
    const parts = cell.split(sign).map((part) => part.trim().toLowerCase());
    for (const part of parts) of.choices.add(part);
    const isNone = parts.some((part) => part.length > LONGEST_CHOICE || !/^$|\p{L}/u.test(part) || part.includes(';'));
    if (isNone || of.choices.size > MOST_CHOICES) {
      seen.delete(sign);
      continue;
    }
    if (parts.length === 1) continue;
    of.several++;
    if (!named.has(cell.toLowerCase()) && parts.some((part) => named.has(part))) of.named++;
    if (of.lists.size <= MOST_CHOICES) of.lists.add(parts.toSorted().join(sign));
  }
}

/** The sign between the choices of a column; null: its cells are no lists. */
export const listSignOf = (seen: ListsSeen, filled: number): ListSign | null =>
  SIGNS.find((sign) => {
    const of = seen.get(sign);
    // Each choice of a list meets several others, so there are more lists than choices.
    return of !== undefined && (of.named > 0 || (of.several >= filled * SHARE && of.lists.size > of.choices.size));
  }) ?? null;
