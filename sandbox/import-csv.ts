import type { Readable } from 'node:stream';
import type { Mapping } from './csv/mapping.ts';
import { type ImportedContact, readContacts } from './csv/read-contacts.ts';
import { createLoader, defineProperties } from './portal/load.ts';
import { OBJECT_TYPES } from './portal/object-types.ts';
import type { Portal } from './portal/portal.ts';

export type ImportReport = {
  readonly imported: number;
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
};

export type Imported = { readonly id: string; readonly line: number; readonly contact: ImportedContact };

/**
 * Fills an account from a CSV file, with the properties that the mapping defines. Bad rows are
 * reported and left out; `each` hears of every contact, e.g. to keep its label.
 */
export async function importCsv(
  portal: Portal,
  source: string | Readable,
  mapping: Mapping,
  each: (imported: Imported) => void = () => {},
): Promise<ImportReport> {
  for (const type of OBJECT_TYPES) {
    const own = mapping.customProperties.filter(({ object }) => object === type);
    defineProperties(
      portal,
      type,
      own.map(({ options, ...property }) => ({
        ...property,
        options: options?.map((value) => ({ value, label: value })),
      })),
    );
  }

  const load = createLoader(portal, mapping.unreadable === 'cell' ? 'leave_out' : 'throw');
  const bad: { line: number; reason: string }[] = [];
  let imported = 0;
  for await (const row of readContacts(source, mapping, { now: portal.clock.now() })) {
    if (row.outcome === 'empty') continue;
    if (row.outcome === 'bad') {
      bad.push({ line: row.line, reason: row.reason });
      continue;
    }
    try {
      each({ id: load(row.record).id, line: row.line, contact: row.record });
      imported++;
    } catch (error) {
      bad.push({ line: row.line, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { imported, bad };
}
