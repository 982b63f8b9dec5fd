import type { Clock } from '../../clock.ts';
import type { CrmRecord } from '../records.ts';
import { firstAbove } from './sorted.ts';

/**
 * How far search runs behind writes: in sandbox time, or until so many later writes of the same
 * object type.
 */
export type SearchLag =
  | { readonly kind: 'time'; readonly milliseconds: number }
  | { readonly kind: 'writes'; readonly count: number };

export type IndexedRecord = {
  readonly record: CrmRecord;
  readonly number: number;
  readonly properties: Readonly<Record<string, string>>;
  readonly updatedAt: number;
};

export type SearchIndex = {
  readonly changed: (record: CrmRecord) => void;
  /** What search may see now, in id order, from the first id above `above`. */
  readonly visible: (above?: number) => Generator<IndexedRecord>;
  /** What search may see of one record. */
  readonly find: (id: string) => IndexedRecord | undefined;
  /** Ends the lag at once. */
  readonly catchUp: () => void;
};

/** After so many writes the index settles, so that pending changes do not pile up. */
const SETTLE_EVERY = 10_000;

/**
 * Keeps the values that search sees of each record. A write replaces values as a whole, so the
 * index only keeps a reference.
 */
export function createSearchIndex(lag: SearchLag, clock: Clock): SearchIndex {
  type Pending = { readonly record: CrmRecord; readonly entry: IndexedRecord | undefined; readonly at: number };
  const entries = new Map<string, IndexedRecord>();
  let order: number[] = [];
  let pending: Pending[] = [];
  let writes = 0;

  const apply = ({ record, entry }: Pending) => {
    if (!entry) {
      entries.delete(record.id);
      return;
    }
    if (!entries.has(record.id) && (order.length === 0 || order.at(-1)! < entry.number)) order.push(entry.number);
    else if (!entries.has(record.id)) order = [...new Set([...order, entry.number])].sort((a, b) => a - b);
    entries.set(record.id, entry);
  };
  const settle = (all: boolean) => {
    const isDue = (at: number) =>
      lag.kind === 'time' ? at + lag.milliseconds <= clock.now() : at + lag.count <= writes;
    const firstLate = all ? -1 : pending.findIndex(({ at }) => !isDue(at));
    const due = firstLate === -1 ? pending : pending.slice(0, firstLate);
    pending = firstLate === -1 ? [] : pending.slice(firstLate);
    due.forEach(apply);
  };

  return {
    changed: (record) => {
      writes++;
      const { properties, updatedAt } = record;
      const entry =
        record.archivedAt === undefined ? { record, number: Number(record.id), properties, updatedAt } : undefined;
      pending.push({ record, entry, at: lag.kind === 'time' ? clock.now() : writes });
      if (writes % SETTLE_EVERY === 0) settle(false);
    },
    visible: function* (above = 0) {
      settle(false);
      for (let i = firstAbove(order, above); i < order.length; i++) {
        const entry = entries.get(String(order[i]));
        if (entry) yield entry;
      }
    },
    find: (id) => {
      settle(false);
      return entries.get(id);
    },
    catchUp: () => settle(true),
  };
}
