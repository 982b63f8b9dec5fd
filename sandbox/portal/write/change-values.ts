import type { Portal, Values } from '../portal.ts';
import { type CrmRecord, remember, type Source } from '../records.ts';

/** `quiet` leaves the modified date alone. */
export type ChangeManner = { readonly quiet?: boolean };

/** Sets values with their history, announces nothing, and returns the values that changed. */
export function changeValues(
  portal: Portal,
  record: CrmRecord,
  values: Values,
  source: Source,
  manner: ChangeManner = {},
): [name: string, value: string][] {
  const now = portal.clock.now();
  const changed = Object.entries(values).filter(([name, value]) => value !== (record.properties[name] ?? ''));
  if (changed.length === 0) return [];
  for (const [name, value] of changed) remember(record, name, { value, timestamp: now, source });
  portal.records[record.type].replace(
    record,
    { ...record.properties, ...Object.fromEntries(changed) },
    manner.quiet ? record.updatedAt : now,
  );
  return changed;
}
