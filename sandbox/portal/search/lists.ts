import type { CrmRecord } from '../records.ts';
import { type FilterBranch, isListed } from './list-filter.ts';
import { firstAbove } from './sorted.ts';

export type MemberList = {
  readonly id: string;
  readonly name: string;
  readonly objectTypeId: string;
  /** what fills a DYNAMIC list; absent: it is MANUAL */
  readonly filter?: FilterBranch | undefined;
  readonly createdAt: number;
  updatedAt: number;
  deletedAt: number | undefined;
  /** Record id to the time it joined; of a list that fills itself, to when the list was made. */
  readonly members: ReadonlyMap<string, number>;
};

type MembershipChange = {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly missing: readonly string[];
};

export type Lists = {
  readonly create: (
    list: Pick<MemberList, 'name' | 'objectTypeId' | 'filter'>,
    now: number,
  ) => MemberList | 'name taken';
  readonly byId: (id: string) => MemberList | undefined;
  readonly byName: (name: string) => MemberList | undefined;
  readonly all: () => MemberList[];
  readonly remove: (list: MemberList, now: number) => void;
  readonly change: (
    list: MemberList,
    add: readonly string[],
    remove: readonly string[],
    exists: (id: string) => boolean,
    now: number,
  ) => MembershipChange;
  /** Members with an id above `after`, in id order. */
  readonly page: (
    list: MemberList,
    after: number,
    limit: number,
  ) => { readonly ids: readonly string[]; readonly more: boolean };
  readonly of: (recordId: string) => MemberList[];
  /** Takes a record out of every list. */
  readonly forget: (recordId: string) => void;
};

type StoredList = MemberList & { readonly members: Map<string, number>; sorted: number[] | undefined };

/**
 * Names are unique among lists that are not deleted, whatever their case. `recordsOf` gives the
 * records that a DYNAMIC list looks through, at once and whenever it is asked for.
 */
export function createLists(recordsOf: (objectTypeId: string) => Iterable<CrmRecord>): Lists {
  const lists = new Map<string, StoredList>();
  let nextId = 11;

  const stored = (list: MemberList) => lists.get(list.id)!;
  const live = () => [...lists.values()].filter((list) => list.deletedAt === undefined);
  const byName = (name: string) => live().find((list) => list.name.toLowerCase() === name.toLowerCase());

  return {
    create: ({ name, objectTypeId, filter }, now) => {
      if (byName(name)) return 'name taken';
      const joined = new Map<string, number>();
      const list: StoredList = {
        id: String(nextId++),
        name,
        objectTypeId,
        filter,
        createdAt: now,
        updatedAt: now,
        deletedAt: undefined,
        get members() {
          return filter === undefined ? joined : membersBy(filter, recordsOf(objectTypeId), now);
        },
        sorted: undefined,
      };
      lists.set(list.id, list);
      return list;
    },
    byId: (id) => {
      const list = lists.get(id);
      return list?.deletedAt === undefined ? list : undefined;
    },
    byName,
    all: live,
    remove: (list, now) => {
      stored(list).deletedAt = now;
    },
    change: (list, add, remove, exists, now) => {
      const target = stored(list);
      const added: string[] = [];
      const removed: string[] = [];
      const missing: string[] = [];
      for (const id of new Set(remove)) {
        if (target.members.delete(id)) removed.push(id);
        else if (!exists(id)) missing.push(id);
      }
      for (const id of new Set(add)) {
        if (!exists(id)) missing.push(id);
        else if (!target.members.has(id)) {
          target.members.set(id, now);
          added.push(id);
        }
      }
      if (added.length + removed.length > 0) {
        target.updatedAt = now;
        target.sorted = undefined;
      }
      return { added, removed, missing };
    },
    page: (list, after, limit) => {
      const target = stored(list);
      if (target.filter !== undefined) target.sorted = undefined;
      target.sorted ??= [...target.members.keys()].map(Number).sort((a, b) => a - b);
      const start = firstAbove(target.sorted, after);
      const ids = target.sorted.slice(start, start + limit).map(String);
      return { ids, more: start + limit < target.sorted.length };
    },
    of: (recordId) => live().filter((list) => list.members.has(recordId)),
    forget: (recordId) => {
      for (const list of lists.values())
        if (list.filter === undefined && list.members.delete(recordId)) list.sorted = undefined;
    },
  };
}

function membersBy(filter: FilterBranch, records: Iterable<CrmRecord>, madeAt: number): Map<string, number> {
  const members = new Map<string, number>();
  for (const { id, properties } of records) if (isListed(filter, properties)) members.set(id, madeAt);
  return members;
}
