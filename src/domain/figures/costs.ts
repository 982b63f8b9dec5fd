import { parseNumber } from '../text/number.ts';
import { ENOUGH_FOR_SHARE } from './rates.ts';

/** Stages by which a cost is divided. */
const COST_PER = ['captured', 'valid', 'mql', 'sql', 'customer'] as const;
type CostPer = (typeof COST_PER)[number];

type Counts = Readonly<Record<CostPer, number>>;

/**
 * What one contact of each stage cost; null: of too few. All that was paid in some months is
 * divided by those who were captured in the same months and have reached the stage until now.
 */
export const costEach = (amount: number, counts: Counts): Readonly<Record<CostPer, number | null>> =>
  Object.fromEntries(
    COST_PER.map((per) => [
      per,
      counts[per] < ENOUGH_FOR_SHARE ? null : Math.round((100 * amount) / counts[per]) / 100,
    ]),
  ) as Record<CostPer, number | null>;

/** `amount` null: unknown. */
export type CostLine = { readonly source: string; readonly month: string; readonly amount: number | null };

/** The month as `2026-11`. */
const isMonth = (text: string): boolean => /^20\d\d-(?:0[1-9]|1[0-2])$/.test(text);

const MOST_COST = 1_000_000_000;
const isCost = (amount: number | null, given: string): boolean =>
  amount === null ? given === '' : amount >= 0 && amount <= MOST_COST;

/** `paid search` and `PAID_SEARCH` are the same source. */
const plain = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/**
 * Lines of a spreadsheet: source, month, cost, with tabs, semicolons or commas between them. A
 * heading is passed over, and without a cost what was known of it is forgotten. `bad`: the numbers
 * of the lines that Ripen does not understand. Of two lines of the same source and month the later
 * one counts.
 */
export function costsIn(
  text: string,
  sources: readonly string[],
): { readonly costs: readonly CostLine[]; readonly bad: readonly number[] } {
  const byPlain = new Map(sources.map((source) => [plain(source), source]));
  const costs = new Map<string, CostLine>();
  const bad: number[] = [];
  for (const [place, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '') continue;
    const separator = line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
    const [name = '', month = '', given = '', ...more] = line.split(separator).map((cell) =>
      cell
        .trim()
        .replace(/^"(.*)"$/, '$1')
        .trim(),
    );
    const source = byPlain.get(plain(name));
    const amount = given === '' ? null : parseNumber(given);
    if (source !== undefined && isMonth(month) && isCost(amount, given) && more.length === 0)
      costs.set(`${source} ${month}`, { source, month, amount });
    else if (place > 0 || isMonth(month)) bad.push(place + 1);
  }
  return { costs: [...costs.values()], bad };
}
