import { z } from 'zod';
import { problems, readBody } from '../http/problem.ts';
import { created, noContent, ok, type Reply } from '../http/reply.ts';
import { type ApiCall, definitionsOf } from './call.ts';

const newGroup = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().min(1),
  displayOrder: z.int().default(-1),
});

export function listGroups(call: ApiCall): Reply {
  return ok({ results: [...definitionsOf(call, 'read').groups.values()].map(printGroup) });
}

export function getGroup(call: ApiCall): Reply {
  const group = definitionsOf(call, 'read').groups.get(call.params.name!);
  if (!group) throw problems.notFound(`Property group ${call.params.name} does not exist`);
  return ok(printGroup(group));
}

export function createGroup(call: ApiCall): Reply {
  const { groups } = definitionsOf(call, 'write');
  const group = readBody(newGroup, call.body);
  if (groups.has(group.name)) throw problems.conflict(`Property group ${group.name} already exists`);
  groups.set(group.name, group);
  return created(printGroup(group));
}

export function archiveGroup(call: ApiCall): Reply {
  const { byName, groups } = definitionsOf(call, 'write');
  const name = call.params.name!;
  if (!groups.has(name)) throw problems.notFound(`Property group ${name} does not exist`);
  if ([...byName.values()].some((one) => one.groupName === name && !one.archived)) {
    throw problems.invalid(`Property group ${name} still has properties.`);
  }
  groups.delete(name);
  return noContent;
}

const printGroup = (group: { name: string; label: string; displayOrder: number }) => ({ ...group, archived: false });
