import { labelOf, propertyNamed, valuesOf } from '../csv/headings.ts';
import { createSample } from './sample.ts';

export type ExportOptions = {
  readonly rows: number;
  /** how many columns have names that nobody knows */
  readonly unknown: number;
};

/** Monday, 16 November 2026, nine in the morning. */
const NOW = Date.UTC(2026, 10, 16, 9);

/**
 * People as in the sample, in the form of HubSpot's own export of contacts: its labels, its values
 * as people see them, its dates. The first row names the columns.
 */
export function* hubspotExport({ rows, unknown }: ExportOptions): Generator<readonly string[]> {
  const { contacts } = createSample(NOW);
  const properties = [...new Set(contacts.flatMap((contact) => Object.keys(contact.properties)))].filter(
    (name) => labelOf(name) !== undefined,
  );
  const own = Array.from({ length: unknown }, (_, n) => `Own field ${n + 1}`);
  yield ['Record ID', ...properties.map((name) => labelOf(name)!), ...own];
  for (let row = 1; row <= rows; row++) {
    // Neighbours in the sample are alike; steps of seven show all kinds in few rows.
    const person = contacts[(row * 7) % contacts.length]!.properties;
    const cells = properties.map((name) => {
      const value = person[name] ?? '';
      return name === 'email' ? value.replace('@', `.${row}@`) : shown(name, value);
    });
    yield [`${row}`, ...cells, ...own.map((_, n) => `value ${(row * (n + 1)) % 97}`)];
  }
}

/** A value as the export shows it to people. */
function shown(property: string, value: string): string {
  const known = propertyNamed(property);
  if (known?.kind === 'date') return value.slice(0, 16).replace('T', ' ');
  const label = Object.entries((known && valuesOf(known)) ?? {}).find(([, kept]) => kept === value)?.[0];
  return label ?? value;
}
