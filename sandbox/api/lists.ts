import { z } from 'zod';
import { problems, readBody } from '../http/problem.ts';
import { noContent, ok, type Reply } from '../http/reply.ts';
import { parseObjectType } from '../portal/object-types.ts';
import { filterBranch, filterProblem } from '../portal/search/list-filter.ts';
import type { MemberList } from '../portal/search/lists.ts';
import { type ApiCall, iso, limitParam } from './call.ts';

/** HubSpot states no limit for one membership call. This one is cautious. */
const MAX_MEMBERSHIP_CHANGES = 500;
const MAX_MEMBERSHIP_PAGE = 250;
const DEFAULT_MEMBERSHIP_PAGE = 100;

const newList = z.strictObject({
  name: z.string().min(1).max(200),
  objectTypeId: z.string(),
  processingType: z.enum(['MANUAL', 'SNAPSHOT', 'DYNAMIC']),
  listFolderId: z.int().optional(),
  customProperties: z.record(z.string(), z.string()).optional(),
  filterBranch: filterBranch.optional(),
});

export function createList(call: ApiCall): Reply {
  requireWrite(call);
  const body = readBody(newList, call.body);
  const type = parseObjectType(body.objectTypeId);
  if (!type) throw problems.invalid(`Unknown objectTypeId ${body.objectTypeId}`);
  const { name, objectTypeId, processingType, filterBranch: filter } = body;
  if (processingType === 'SNAPSHOT') throw problems.invalid('The sandbox makes no SNAPSHOT lists.');
  if ((processingType === 'DYNAMIC') !== (filter !== undefined))
    throw problems.invalid(`A ${processingType} list ${filter ? 'takes no' : 'needs a'} filterBranch.`);
  const problem = filter && filterProblem(filter, call.portal.definitions[type]);
  if (problem !== undefined) throw problems.invalid(problem);
  const list = call.portal.lists.create({ name, objectTypeId, filter }, call.portal.clock.now());
  if (list === 'name taken') {
    throw problems.invalid(`List name '${body.name}' is already in use by another list.`, undefined, {
      subCategory: 'ILS.DUPLICATE_LIST_NAMES',
    });
  }
  return ok({ list: printList(list) });
}

export function getList(call: ApiCall): Reply {
  call.requireScopes('crm.lists.read');
  return ok({ list: printList(findList(call)) });
}

/** Lists that are not there, or were deleted, are left out. */
export function getLists(call: ApiCall): Reply {
  call.requireScopes('crm.lists.read');
  const found = call.query.getAll('listIds').map((id) => call.portal.lists.byId(id));
  return ok({ lists: found.flatMap((list) => (list === undefined ? [] : [printList(list)])) });
}

export function getListByName(call: ApiCall): Reply {
  call.requireScopes('crm.lists.read');
  const { objectTypeId = '', name = '' } = call.params;
  const list = call.portal.lists.byName(name);
  if (list?.objectTypeId !== objectTypeId) throw problems.notFound(`List does not exist with name ${name}.`);
  return ok({ list: printList(list) });
}

const searchBody = z.strictObject({
  query: z.string().optional(),
  listIds: z.array(z.string()).optional(),
  processingTypes: z.array(z.string()).optional(),
  additionalProperties: z.array(z.string()).optional(),
  objectTypeId: z.string().optional(),
  sort: z.string().optional(),
  offset: z.int().min(0).default(0),
  count: z.int().min(1).max(500).default(20),
});

export function searchLists(call: ApiCall): Reply {
  call.requireScopes('crm.lists.read');
  const { query = '', listIds, processingTypes, objectTypeId, offset, count } = readBody(searchBody, call.body);
  const found = call.portal.lists
    .all()
    .filter((list) => list.name.toLowerCase().includes(query.toLowerCase()))
    .filter((list) => !listIds?.length || listIds.includes(list.id))
    .filter((list) => !objectTypeId || list.objectTypeId === objectTypeId)
    .filter((list) => !processingTypes?.length || processingTypes.includes(processingTypeOf(list)));
  const page = found.slice(offset, offset + count);
  return ok({
    lists: page.map((list) => {
      const { size, ...shown } = printList(list);
      return { ...shown, additionalProperties: { hs_list_size: String(size) } };
    }),
    total: found.length,
    offset: offset + page.length,
    hasMore: offset + page.length < found.length,
  });
}

export function deleteList(call: ApiCall): Reply {
  requireWrite(call);
  call.portal.lists.remove(findList(call), call.portal.clock.now());
  return noContent;
}

const ids = z.array(z.string());
const addAndRemoveBody = z.strictObject({ recordIdsToAdd: ids, recordIdsToRemove: ids });

export const addMembers = (call: ApiCall): Reply => changeMembers(call, readBody(ids, call.body), []);
export const removeMembers = (call: ApiCall): Reply => changeMembers(call, [], readBody(ids, call.body));
export function addAndRemoveMembers(call: ApiCall): Reply {
  const body = readBody(addAndRemoveBody, call.body);
  return changeMembers(call, body.recordIdsToAdd, body.recordIdsToRemove);
}

function changeMembers(call: ApiCall, add: readonly string[], remove: readonly string[]): Reply {
  requireWrite(call);
  const list = findList(call);
  if (list.filter !== undefined)
    throw problems.invalid(`List ${list.id} is DYNAMIC: HubSpot alone changes its members.`);
  if (add.length + remove.length > MAX_MEMBERSHIP_CHANGES) {
    throw problems.invalid(
      `Too many records: at most ${MAX_MEMBERSHIP_CHANGES} per call, got ${add.length + remove.length}.`,
    );
  }
  if (add.length + remove.length === 0) throw problems.invalid('No record ids were given.');
  const both = add.filter((id) => remove.includes(id));
  if (both.length > 0) throw problems.invalid(`Records to add and to remove at once: [${both.join(', ')}]`);

  if ([...add, ...remove].some((id) => call.portal.failing.get(id) === 'list'))
    throw problems.invalid('A record cannot be put on this list.');
  const store = call.portal.records[parseObjectType(list.objectTypeId)!];
  const exists = (id: string) => store.get(id) !== undefined && !call.refusedIds.has(id);
  const change = call.portal.lists.change(list, add, remove, exists, call.portal.clock.now());
  return ok({
    recordsIdsAdded: change.added,
    recordIdsRemoved: change.removed,
    recordIdsMissing: change.missing,
  });
}

export function getMembers(call: ApiCall): Reply {
  call.requireScopes('crm.lists.read');
  const list = findList(call);
  const limit = limitParam(call.query, DEFAULT_MEMBERSHIP_PAGE, MAX_MEMBERSHIP_PAGE);
  const { ids: members, more } = call.portal.lists.page(list, readCursor(call.query.get('after')), limit);
  const after = more ? writeCursor(members.at(-1)!) : undefined;
  return ok({
    total: list.members.size,
    results: members.map((recordId) => ({ recordId, membershipTimestamp: iso(list.members.get(recordId)!) })),
    ...(after === undefined ? {} : { paging: { next: { after, link: `?after=${encodeURIComponent(after)}` } } }),
  });
}

export function getRecordLists(call: ApiCall): Reply {
  call.requireScopes('crm.lists.read');
  const { objectTypeId = '', recordId = '' } = call.params;
  const lists = call.portal.lists.of(recordId).filter((list) => list.objectTypeId === objectTypeId);
  return ok({
    total: lists.length,
    results: lists.map((list) => {
      const joined = iso(list.members.get(recordId)!);
      return {
        listId: list.id,
        listVersion: 1,
        isPublicList: true,
        firstAddedTimestamp: joined,
        lastAddedTimestamp: joined,
      };
    }),
  });
}

const requireWrite = (call: ApiCall) => call.requireScopes('crm.lists.read', 'crm.lists.write');

function findList(call: ApiCall): MemberList {
  const list = call.portal.lists.byId(call.params.listId!);
  if (list) return list;
  throw problems.notFound(`List does not exist with ID ${call.params.listId}.`);
}

const processingTypeOf = ({ filter }: MemberList) => (filter === undefined ? 'MANUAL' : 'DYNAMIC');

const printList = (list: MemberList) => ({
  listId: list.id,
  listVersion: 1,
  name: list.name,
  objectTypeId: list.objectTypeId,
  processingType: processingTypeOf(list),
  processingStatus: 'COMPLETE',
  size: list.members.size,
  createdAt: iso(list.createdAt),
  updatedAt: iso(list.updatedAt),
});

/** Cursors are opaque: nobody may count on record ids in them. */
const writeCursor = (id: string): string => Buffer.from(`m:${id}`).toString('base64');

function readCursor(cursor: string | null): number {
  if (cursor === null) return 0;
  const id = /^m:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
  if (id === undefined) throw problems.invalid(`after must be the value of paging.next.after, got ${cursor}`);
  return Number(id);
}
