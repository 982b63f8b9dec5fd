import type { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { type HubspotError, isHubspotError, isLimit } from '../transport/errors.ts';
import { anything, flag, id, maybeNumber, partOf, results, textOrNone, tolerant } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { callsOf, joined, ROWS_PER_CALL } from './records.ts';

export interface PropertyOption {
  readonly value: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly groupName: string;
  readonly type: string;
  readonly fieldType: string;
  /** In the order of the account. */
  readonly options: readonly PropertyOption[];
  readonly calculated: boolean;
  /** The value cannot be written. */
  readonly readOnly: boolean;
  readonly archived: boolean;
}

type PropertyType = 'string' | 'number' | 'date' | 'datetime' | 'enumeration' | 'bool';
type PropertyFieldType = 'text' | 'textarea' | 'number' | 'date' | 'select' | 'radio' | 'checkbox' | 'booleancheckbox';

export interface NewProperty {
  readonly name: string;
  readonly label: string;
  readonly groupName: string;
  readonly type: PropertyType;
  readonly fieldType: PropertyFieldType;
  readonly description?: string;
  readonly options?: readonly PropertyOption[];
  readonly formField?: boolean;
}

export interface PropertiesCreated {
  readonly created: readonly string[];
  /** Names that the account has already: compare their definitions. */
  readonly existing: readonly string[];
  /** Properties that HubSpot refused, and why. After a `limit` Ripen asks for no more. */
  readonly refused: readonly { readonly name: string; readonly reason: 'limit' | 'invalid'; readonly codes: string }[];
}

type Refusal = PropertiesCreated['refused'][number];

const CONTACTS = 'contacts';

type CoreApi = Client['crm']['properties']['coreApi'];
type CreateBody = Parameters<CoreApi['create']>[1];
type UpdateBody = Parameters<CoreApi['update']>[2];

const option = z
  .object({ value: id, label: textOrNone, displayOrder: maybeNumber, hidden: flag })
  .transform(({ value, label, displayOrder = -1, hidden }) => ({ value, label: label || value, displayOrder, hidden }));

const definition = z
  .object({
    name: id,
    label: textOrNone,
    groupName: textOrNone,
    type: textOrNone,
    fieldType: textOrNone,
    options: z.preprocess((list) => list ?? [], tolerant(option)),
    calculated: flag,
    archived: flag,
    modificationMetadata: partOf(z.object({ readOnlyValue: flag })),
  })
  .transform(({ modificationMetadata, options, ...rest }) => ({
    ...rest,
    options: options.toSorted((one, other) => one.displayOrder - other.displayOrder),
    readOnly: modificationMetadata.readOnlyValue,
  }));
const definitions = results({ results: tolerant(definition) });
const named = results({ results: tolerant(z.object({ name: id })) });
const namedOrNone = z.preprocess((body) => body ?? {}, named);

export function properties({ call }: Transport) {
  async function createOne(property: NewProperty): Promise<'created' | 'existing' | Refusal> {
    try {
      await call({ route: 'properties.create' }, anything, ({ client }) =>
        client.crm.properties.coreApi.createWithHttpInfo(CONTACTS, asBody<CreateBody>(property)),
      );
      return 'created';
    } catch (error) {
      if (isHubspotError(error, 'conflict')) return 'existing';
      if (!isHubspotError(error, 'invalid')) throw error;
      return { name: property.name, reason: isLimit(error) ? 'limit' : 'invalid', codes: codesOf(error) };
    }
  }

  return {
    /** The account's definitions of contact properties, archived ones left out. */
    async contactProperties(): Promise<readonly PropertyDefinition[]> {
      const { results } = await call({ route: 'properties.list' }, definitions, ({ client }) =>
        client.crm.properties.coreApi.getAllWithHttpInfo(CONTACTS, false),
      );
      return results.filter(({ archived }) => !archived);
    },

    /** The definitions of company properties; empty: the account does not let the app read them. */
    async companyProperties(): Promise<readonly PropertyDefinition[]> {
      try {
        const { results } = await call({ route: 'properties.list' }, definitions, ({ client }) =>
          client.crm.properties.coreApi.getAllWithHttpInfo('companies', false),
        );
        return results.filter(({ archived }) => !archived);
      } catch (error) {
        if (isHubspotError(error, 'missing_scopes')) return [];
        throw error;
      }
    },

    async createPropertyGroup(name: string, label: string): Promise<'created' | 'existing'> {
      try {
        await call({ route: 'properties.groups.create' }, anything, ({ client }) =>
          client.crm.properties.groupsApi.createWithHttpInfo(CONTACTS, { name, label, displayOrder: -1 }),
        );
        return 'created';
      } catch (error) {
        if (isHubspotError(error, 'conflict')) return 'existing';
        throw error;
      }
    },

    /**
     * New properties, the most important first: HubSpot makes as many as there is room for. A
     * name that the account archived comes back with its old definition. Names are unique, so that
     * asking twice is harmless.
     */
    async createContactProperties(wanted: readonly NewProperty[]): Promise<PropertiesCreated> {
      const calls = callsOf('createContactProperties', wanted, ROWS_PER_CALL.records, ({ name }) => name);
      const created = new Set(await joined(calls, createTogether));
      const existing: string[] = [];
      const refused: Refusal[] = [];
      // HubSpot does not document how a batch tells which names exist, so create the rest one by
      // one: an existing name is answered 409.
      for (const property of wanted.filter(({ name }) => !created.has(name))) {
        const full = refused.find(({ reason }) => reason === 'limit');
        const answer = full === undefined ? await createOne(property) : { ...full, name: property.name };
        if (answer === 'created') created.add(property.name);
        else if (answer === 'existing') existing.push(property.name);
        else refused.push(answer);
      }
      return { created: [...created], existing, refused };
    },

    /**
     * `options` replaces the whole list of options. Throws `not_found` for a property that the
     * account lacks.
     */
    async updateContactProperty(name: string, changes: Partial<Omit<NewProperty, 'name'>>): Promise<void> {
      await call({ route: 'properties.update' }, anything, ({ client }) =>
        client.crm.properties.coreApi.updateWithHttpInfo(CONTACTS, name, asBody<UpdateBody>(changes)),
      );
    },
  };

  async function createTogether(wanted: readonly NewProperty[]): Promise<readonly string[]> {
    // Each property that the answer does not name is created by a call of its own.
    try {
      const { results } = await call({ route: 'properties.batch.create' }, namedOrNone, ({ client }) =>
        client.crm.properties.batchApi.createWithHttpInfo(CONTACTS, {
          inputs: wanted.map((property) => asBody<CreateBody>(property)),
        }),
      );
      return results.map(({ name }) => name);
    } catch (error) {
      if (isHubspotError(error, 'conflict', 'invalid')) return [];
      throw error;
    }
  }
}

const codesOf = ({ problem }: HubspotError): string =>
  problem.code === 'invalid' ? problem.reasons.join(' ') || 'no reason given' : problem.code;

/**
 * The client types the words of `type` and `fieldType` as enums of its own that it does not export.
 */
const asBody = <Body>(property: Partial<NewProperty>) => ({ ...property }) as unknown as Body;
