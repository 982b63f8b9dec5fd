/*
 * Cells that say a number or a moment. What could be another one is none: a wrong value is worse
 * than a bad row.
 */

export type Decimal = '.' | ',';

/** By what begins the decimals, where the mapping says it. */
const DECLARED: Readonly<Record<Decimal, RegExp>> = {
  '.': /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/,
  ',': /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d+)?$/,
};

/** The number in a cell; `unclear`: `1.234` may be thousands or decimals; null: none. */
export function numberIn(text: string, decimal: Decimal | undefined): number | 'unclear' | null {
  if (decimal === undefined) {
    if (/^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)) return 'unclear';
    return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : null;
  }
  if (!DECLARED[decimal].test(text)) return null;
  return Number(text.replaceAll(decimal === '.' ? ',' : '.', '').replace(',', '.'));
}

const ISO =
  /^(\d{4}-\d\d-\d\d)(?:T((?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?)(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/;

/**
 * The moment in a cell of the format that the mapping names, in UTC where it names no zone;
 * undefined: none.
 */
export function momentIn(text: string, format: 'iso' | 'epoch'): Date | undefined {
  if (format === 'epoch') return /^-?\d{12,13}$/.test(text) ? new Date(Number(text)) : undefined;
  const [, day, time = '00:00', zone = 'Z'] = ISO.exec(text) ?? [];
  if (day === undefined) return undefined;
  const midnight = new Date(`${day}T00:00Z`);
  // Dates that no calendar has would be days of the next month.
  if (Number.isNaN(midnight.getTime()) || !midnight.toISOString().startsWith(day)) return undefined;
  return new Date(`${day}T${time}${zone}`);
}
