import type { Readable } from 'node:stream';
import type { Mapping } from './csv/mapping.ts';
import { type ImportedContact, readContacts } from './csv/read-contacts.ts';
import { createLoader, defineProperties } from './portal/load.ts';
import { OBJECT_TYPES } from './portal/object-types.ts';
import type { Portal } from './portal/portal.ts';
import { checkValue } from './portal/write/values.ts';

export type ImportReport = {
  readonly imported: number;
  readonly bad: readonly { readonly line: number; readonly reason: string }[];
  /** cells that could not be read or held, where the rest of the row counts: the first of a kind */
  readonly leftOut: readonly { readonly cells: number; readonly reason: string }[];
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

  const leftOut = new Map<string, { cells: number; readonly reason: string }>();
  const leaveOut = (kind: string, reason: string) => {
    const known = leftOut.get(kind);
    if (known === undefined) leftOut.set(kind, { cells: 1, reason });
    else known.cells++;
  };
  const isLenient = mapping.unreadable === 'cell';
  const load = isLenient ? createLoader(portal, ({ name, message }) => leaveOut(name, message)) : createLoader(portal);
  const bad: { line: number; reason: string }[] = [];
  let imported = 0;
  for await (const row of readContacts(source, mapping, { now: portal.clock.now() })) {
    if (row.outcome === 'empty') continue;
    if (row.outcome === 'bad') {
      bad.push({ line: row.line, reason: row.reason });
      continue;
    }
    for (const { cause, text } of row.unread) leaveOut(cause, `${cause} (“${text.slice(0, LONGEST)}”)`);
    try {
      const data = isLenient ? withSizeAsText(portal, row.record) : row.record;
      each({ id: load(data).id, line: row.line, contact: row.record });
      imported++;
    } catch (error) {
      bad.push({ line: row.line, reason: error instanceof Error ? error.message : String(error) });
    }
  }
  return { imported, bad, leftOut: [...leftOut.values()] };
}

/** So much of a cell is shown. */
const LONGEST = 40;

/**
 * HubSpot's *Number of Employees* of a contact takes seven bands alone. Another size is put into
 * *Company size*, a text.
 */
function withSizeAsText(portal: Portal, contact: ImportedContact): ImportedContact {
  const { numemployees, ...others } = contact.properties;
  const bands = portal.definitions.contacts.byName.get('numemployees');
  if (numemployees === undefined || bands === undefined || others['company_size'] !== undefined) return contact;
  return checkValue(bands, numemployees).ok
    ? contact
    : { ...contact, properties: { ...others, company_size: numemployees } };
}
