import type { Clock } from '../clock.ts';
import { type Associations, createAssociations } from './associations.ts';
import {
  type Definitions,
  type PropertyDefinition,
  type StandardProperty,
  standardDefinition,
  standardGroup,
} from './definitions.ts';
import type { CrmEvent } from './events.ts';
import { type LifecycleSettings, lifecycleDefinitions } from './lifecycle.ts';
import type { MarketingEmails } from './marketing-emails.ts';
import type { Form } from './marketing-forms.ts';
import { OBJECT_TYPES, type ObjectType, parseObjectType } from './object-types.ts';
import type { Owner } from './owners.ts';
import type { DealPipeline } from './pipelines.ts';
import { createRecordStore, type RecordStore } from './records.ts';
import { createLists, type Lists } from './search/lists.ts';
import { createSearchIndex, type SearchIndex, type SearchLag } from './search/search-index.ts';
import { companyProperties } from './standard/companies.ts';
import { contactProperties } from './standard/contacts.ts';
import { dealProperties } from './standard/deals.ts';
import { taskProperties } from './standard/tasks.ts';
import type { AccountRules } from './write/write-rules.ts';

export type PortalSettings = {
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
  readonly currency: string;
  /**
   * Optional scopes that the account's subscription does not have; an install goes through without
   * them.
   */
  readonly lackingScopes: readonly string[];
  readonly lifecycle: LifecycleSettings;
  readonly pipelines: readonly DealPipeline[];
  readonly owners: readonly Owner[];
  readonly forms: readonly Form[];
  /** Named queues of tasks. People make them; the API cannot. */
  readonly taskQueues: readonly { readonly id: string; readonly label: string }[];
  readonly searchLag: SearchLag;
  /** A merge makes a third record instead of keeping the primary's id; HubSpot does both. */
  readonly mergeCreatesRecord: boolean;
  /**
   * Page views, opens, clicks and forms leave `lastmodifieddate` alone; HubSpot does not say
   * whether they do.
   */
  readonly quietBehaviour: boolean;
  /** What an admin has set for writes. */
  readonly rules: AccountRules;
};

/**
 * How HubSpot fails at one contact that exists: a row of a 207 says INTERNAL_ERROR (`read`), or the
 * whole request fails with 500 (`read_all`) or 400 (`write`, `task`, `list`).
 */
export const FAILING_WAYS = ['read', 'read_all', 'write', 'task', 'list'] as const;
export type FailingWay = (typeof FAILING_WAYS)[number];

/** Stored values by property name. */
export type Values = Readonly<Record<string, string>>;

/** A workflow that waits for the app to complete `callbackId`. */
type BlockedCallback = {
  readonly callbackId: string;
  readonly completions: { readonly at: number; readonly outputFields: Readonly<Record<string, string>> }[];
};

/** One HubSpot account: all its state, in memory. */
export type Portal = {
  readonly settings: PortalSettings;
  /** The rules for writes that hold now. */
  rules: AccountRules;
  /** Contacts at which HubSpot fails, and how. */
  readonly failing: Map<string, FailingWay>;
  readonly clock: Clock;
  readonly definitions: Readonly<Record<ObjectType, Definitions>>;
  readonly records: Readonly<Record<ObjectType, RecordStore>>;
  readonly associations: Associations;
  readonly lists: Lists;
  readonly search: Readonly<Record<ObjectType, SearchIndex>>;
  readonly owners: Map<string, Owner>;
  readonly callbacks: Map<string, BlockedCallback>;
  /** Marketing e-mails by name. */
  readonly emails: MarketingEmails;
  readonly emit: (event: CrmEvent) => void;
};

const STANDARD: Readonly<Record<ObjectType, readonly StandardProperty[]>> = {
  contacts: contactProperties,
  companies: companyProperties,
  deals: dealProperties,
  tasks: taskProperties,
};

/**
 * An empty account with HubSpot's standard properties. `emit` hears of every change that a webhook
 * may announce.
 */
export function createPortal(settings: PortalSettings, clock: Clock, emit: (event: CrmEvent) => void): Portal {
  const search = byType(() => createSearchIndex(settings.searchLag, clock));
  const records = byType((type) => createRecordStore(type, (record) => search[type].changed(record)));
  return {
    settings,
    rules: settings.rules,
    failing: new Map(),
    clock,
    definitions: byType((type) => createDefinitions(type, settings)),
    records,
    associations: createAssociations(),
    lists: createLists((objectTypeId) => records[parseObjectType(objectTypeId)!].walk()),
    search,
    owners: new Map(settings.owners.map((owner) => [owner.id, owner])),
    callbacks: new Map(),
    emails: new Map(),
    emit,
  };
}

function createDefinitions(type: ObjectType, settings: PortalSettings): Definitions {
  const group = standardGroup(type);
  const definitions = STANDARD[type].map((property) => standardDefinition(property, group.name));
  if (type === 'contacts' || type === 'companies') {
    definitions.push(...lifecycleDefinitions(settings.lifecycle.stages, group.name));
  }
  const chosen = optionsOfAccount(type, settings);
  const listed = definitions.map((definition) => ({
    ...definition,
    options: chosen[definition.name] ?? definition.options,
  }));
  return {
    byName: new Map(listed.map((definition) => [definition.name, definition])),
    groups: new Map([[group.name, group]]),
  };
}

/** Options that an account makes for itself, by property. */
function optionsOfAccount(
  type: ObjectType,
  { pipelines, taskQueues }: PortalSettings,
): Readonly<Record<string, PropertyDefinition['options']>> {
  if (type === 'tasks') return { hs_queue_membership_ids: options(taskQueues) };
  if (type === 'deals')
    return { pipeline: options(pipelines), dealstage: options(pipelines.flatMap((pipeline) => pipeline.stages)) };
  return {};
}

const options = (items: readonly { readonly id: string; readonly label: string }[]) =>
  items.map(({ id, label }, displayOrder) => ({ value: id, label, displayOrder, hidden: false }));

function byType<T>(make: (type: ObjectType) => T): Record<ObjectType, T> {
  return Object.fromEntries(OBJECT_TYPES.map((type) => [type, make(type)])) as Record<ObjectType, T>;
}
