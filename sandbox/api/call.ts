import type { PageSizes } from '../forms/form.ts';
import { problems } from '../http/problem.ts';
import type { Grants } from '../oauth/grants.ts';
import type { Definitions } from '../portal/definitions.ts';
import { type ObjectType, objectTypeFacts, parseObjectType } from '../portal/object-types.ts';
import type { Portal } from '../portal/portal.ts';
import type { Source } from '../portal/records.ts';

/** One authorised call to a portal's API. */
export type ApiCall = {
  readonly portal: Portal;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  /** The app, as history and webhooks name it. */
  readonly source: Source;
  /** Throws 403 unless the token has all of these. */
  readonly requireScopes: (...scopes: string[]) => void;
  /** Throws 403 unless the token has one of these. */
  readonly requireAnyScope: (...scopes: string[]) => void;
  /** Record ids that an injected fault makes fail within a batch. */
  readonly refusedIds: ReadonlySet<string>;
  readonly grants: Grants;
  /** How many a page holds at most, whatever was asked for. */
  readonly pageSizes: PageSizes;
};

/** The object type of the path, for which the call must have the scope. */
export function objectTypeOf(call: ApiCall, access: 'read' | 'write', param = 'objectType'): ObjectType {
  const type = parseObjectType(call.params[param] ?? '');
  if (!type) throw problems.invalid(`Unable to infer object type from: ${call.params[param]}`);
  const facts = objectTypeFacts[type];
  call.requireScopes(access === 'read' ? facts.readScope : facts.writeScope);
  return type;
}

/** The schema of the object type of the path, for which the call must have a scope. */
export function definitionsOf(call: ApiCall, access: 'read' | 'write'): Definitions {
  const type = parseObjectType(call.params.objectType ?? '');
  if (!type) throw problems.invalid(`Unable to infer object type from: ${call.params.objectType}`);
  const family = type === 'tasks' ? 'contacts' : type;
  const anyOf =
    access === 'read' ? [`crm.schemas.${family}.read`, `crm.objects.${family}.read`] : [`crm.schemas.${family}.write`];
  call.requireAnyScope(...anyOf);
  return call.portal.definitions[type];
}

/** A list in the query: repeated keys or commas. */
export const listParam = (query: URLSearchParams, name: string): string[] =>
  query.getAll(name).flatMap((value) => value.split(',').filter((item) => item !== ''));

/** A whole number in the query within its bounds, else HubSpot's 400. */
export function limitParam(query: URLSearchParams, fallback: number, max: number): number {
  const text = query.get('limit');
  if (text === null) return fallback;
  const limit = Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= max) return limit;
  throw problems.invalid(`limit must be between 1 and ${max}, got ${text}`);
}

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
