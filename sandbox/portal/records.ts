import { type ObjectType, objectTypeFacts } from './object-types.ts';
import { storeInstant } from './write/values.ts';

/** Who changed a value: HubSpot's `changeSource`/`sourceType` and `sourceId`. */
export type Source = { readonly type: string; readonly id: string };

export type Version = { readonly value: string; readonly timestamp: number; readonly source: Source };

export type CrmRecord = {
  readonly type: ObjectType;
  readonly id: string;
  readonly createdAt: number;
  readonly source: Source;
  /**
   * Stored values; absent means never set, empty means cleared. Replaced as a whole, never changed
   * in place: readers may keep it.
   */
  properties: Readonly<Record<string, string>>;
  updatedAt: number;
  archivedAt: number | undefined;
  /** Oldest first, only for properties written more than once; see `historyOf`. */
  readonly versions: Map<string, readonly Version[]>;
};

export type RecordStore = {
  readonly type: ObjectType;
  /** The live record of this very id. */
  readonly get: (id: string) => CrmRecord | undefined;
  /** The live record, or the survivor when `id` was merged away. */
  readonly resolve: (id: string) => CrmRecord | undefined;
  readonly archived: (id: string) => CrmRecord | undefined;
  readonly byEmail: (email: string) => CrmRecord | undefined;
  readonly insert: (
    values: Readonly<Record<string, string>>,
    source: Source,
    createdAt: number,
    now: number,
  ) => CrmRecord;
  /** Replaces values and dates; the only way a record changes. */
  readonly replace: (record: CrmRecord, properties: Readonly<Record<string, string>>, updatedAt: number) => void;
  readonly archive: (record: CrmRecord, now: number) => void;
  readonly restore: (record: CrmRecord) => void;
  readonly purge: (record: CrmRecord) => void;
  /** Makes `id` (already archived) answer with `survivor`. */
  readonly alias: (id: string, survivor: string) => void;
  readonly aliasesOf: (id: string) => string[];
  /** Records in id order, the first with an id of at least `from`. */
  readonly walk: (from?: number, archived?: boolean) => Generator<CrmRecord>;
  readonly size: () => number;
};

const FIRST_ID = 101;

/**
 * Ids of all types start alike on purpose: an app that forgets the object type in a key is caught.
 */
export function createRecordStore(type: ObjectType, changed: (record: CrmRecord) => void): RecordStore {
  const facts = objectTypeFacts[type];
  const records = new Map<string, CrmRecord>();
  const aliases = new Map<string, string>();
  const emails = new Map<string, string>();
  let nextId = FIRST_ID;
  let live = 0;

  const isLive = (record: CrmRecord | undefined) => (record?.archivedAt === undefined ? record : undefined);
  const get = (id: string) => isLive(records.get(id));
  const indexEmail = (record: CrmRecord, before: string | undefined, after: string | undefined) => {
    if (type !== 'contacts' || before === after) return;
    if (before && emails.get(before.toLowerCase()) === record.id) emails.delete(before.toLowerCase());
    if (after) emails.set(after.toLowerCase(), record.id);
  };
  const setLive = (record: CrmRecord, archivedAt: number | undefined, step: 1 | -1) => {
    record.archivedAt = archivedAt;
    live += step;
    const { email } = record.properties;
    indexEmail(record, step === 1 ? undefined : email, step === 1 ? email : undefined);
    changed(record);
  };

  return {
    type,
    get,
    resolve: (id) => get(id) ?? get(aliases.get(id) ?? ''),
    archived: (id) => {
      const record = records.get(id);
      return record?.archivedAt === undefined ? undefined : record;
    },
    byEmail: (email) => get(emails.get(email.toLowerCase()) ?? ''),
    insert: (values, source, createdAt, now) => {
      const id = String(nextId++);
      const properties = {
        ...values,
        hs_object_id: id,
        [facts.createdProperty]: storeInstant(createdAt),
        [facts.modifiedProperty]: storeInstant(now),
      };
      const record: CrmRecord = {
        type,
        id,
        createdAt,
        source,
        properties,
        updatedAt: now,
        archivedAt: undefined,
        versions: new Map(),
      };
      records.set(id, record);
      setLive(record, undefined, 1);
      return record;
    },
    replace: (record, properties, updatedAt) => {
      indexEmail(record, record.properties.email, properties.email);
      record.properties =
        updatedAt === record.updatedAt
          ? properties
          : { ...properties, [facts.modifiedProperty]: storeInstant(updatedAt) };
      record.updatedAt = updatedAt;
      changed(record);
    },
    archive: (record, now) => setLive(record, now, -1),
    restore: (record) => setLive(record, undefined, 1),
    purge: (record) => {
      if (record.archivedAt === undefined) setLive(record, 0, -1);
      records.delete(record.id);
      for (const [id, survivor] of aliases) if (survivor === record.id) aliases.delete(id);
    },
    alias: (id, survivor) => {
      for (const [older, target] of aliases) if (target === id) aliases.set(older, survivor);
      aliases.set(id, survivor);
    },
    aliasesOf: (id) => [...aliases].filter(([, survivor]) => survivor === id).map(([alias]) => alias),
    walk: function* (from = FIRST_ID, archived = false) {
      for (let id = Math.max(from, FIRST_ID); id < nextId; id++) {
        const record = records.get(String(id));
        if (record && (record.archivedAt !== undefined) === archived && !(archived && aliases.has(record.id)))
          yield record;
      }
    },
    size: () => live,
  };
}

/** All values a property has had, newest first, as HubSpot prints history. */
export function historyOf(record: CrmRecord, name: string): readonly Version[] {
  const versions = record.versions.get(name);
  if (versions) return versions.toReversed();
  const value = record.properties[name];
  return value === undefined ? [] : [{ value, timestamp: record.createdAt, source: record.source }];
}

/** Notes a new value in the history; call it before the record changes. */
export function remember(record: CrmRecord, name: string, version: Version): void {
  record.versions.set(name, [...historyOf(record, name).toReversed(), version]);
}
