import { INPUT_PROPERTIES, LIST_NAMES, OUTPUT_PROPERTIES, PROPERTY_GROUP } from '../domain/ripen-properties.ts';
import type { ListName } from '../domain/words.ts';
import type { DealOutcome } from './hubspot-facts.ts';

/** What Ripen must know of an account to work in it. */
export type Account = {
  readonly timeZone: string;
  readonly uiDomain: string;
  /** lifecycle stages, first to last, in the account's own order */
  readonly stageOrder: readonly string[];
  readonly dealStages: Readonly<Record<string, DealOutcome>>;
  /** contact properties that exist in the account */
  readonly contactProperties: readonly string[];
  /** who can be given contacts and tasks */
  readonly owners: readonly { readonly id: string; readonly name: string }[];
};

export type RipenLists = Readonly<Partial<Record<ListName, string>>>;

type Option = {
  readonly value: string;
  readonly label: string;
  readonly displayOrder: number;
  readonly hidden: boolean;
};

export type ProvisionPorts = {
  readonly accountDetails: () => Promise<{ readonly timeZone: string; readonly uiDomain: string }>;
  readonly owners: () => Promise<
    readonly { readonly id: string; readonly name: string; readonly email: string | undefined }[]
  >;
  readonly dealPipelines: () => Promise<
    readonly { readonly stages: readonly { readonly id: string; readonly outcome: DealOutcome | undefined }[] }[]
  >;
  readonly contactProperties: () => Promise<
    readonly { readonly name: string; readonly type: string; readonly options: readonly Option[] }[]
  >;
  readonly createPropertyGroup: (name: string, label: string) => Promise<unknown>;
  readonly createContactProperties: (
    wanted: readonly (Omit<(typeof OUTPUT_PROPERTIES)[number], 'options'> & {
      readonly groupName: string;
      readonly options?: readonly Option[];
      readonly formField: boolean;
    })[],
  ) => Promise<unknown>;
  readonly updateContactProperty: (name: string, changes: { readonly options: readonly Option[] }) => Promise<void>;
  readonly findListByName: (
    name: string,
  ) => Promise<{ readonly id: string; readonly processingType: string } | undefined>;
  readonly createList: (name: string) => Promise<{ readonly id: string }>;
};

export type ProvisionOutcome =
  | {
      readonly outcome: 'provisioned';
      readonly account: Account;
      readonly lists: RipenLists;
      /** properties that were not there */
      readonly created: readonly string[];
    }
  /** somebody made a property or list of our name that cannot serve; a sentence says which and what to do */
  | { readonly outcome: 'obstructed'; readonly problems: readonly string[] };

/**
 * Makes what Ripen needs in the account: property group, properties, our lists. Looks first, so running it again
 * makes only what is missing: an interrupted run is resumed, and what an admin deleted is made anew.
 */
export async function provisionPortal(hubspot: ProvisionPorts): Promise<ProvisionOutcome> {
  const details = await hubspot.accountDetails();
  const definitions = new Map((await hubspot.contactProperties()).map((d) => [d.name, d]));
  const wanted = [...OUTPUT_PROPERTIES, ...INPUT_PROPERTIES];
  const problems = wanted.flatMap(({ name, type }) => {
    const existing = definitions.get(name);
    return existing === undefined || existing.type === type
      ? []
      : [
          `The contact property ${name} exists with type ${existing.type}, and Ripen needs ${type}: delete it, or rename it, and try again.`,
        ];
  });

  const missing = wanted.filter(({ name }) => !definitions.has(name));
  if (missing.length > 0) {
    await hubspot.createPropertyGroup(PROPERTY_GROUP.name, PROPERTY_GROUP.label);
    await hubspot.createContactProperties(
      missing.map(({ options, ...property }) => ({
        ...property,
        groupName: PROPERTY_GROUP.name,
        formField: property.name.startsWith('ripen_bant_'),
        ...(options === undefined ? {} : { options: options.map(asOption) }),
      })),
    );
  }
  for (const { name, options } of wanted) {
    const existing = definitions.get(name);
    const lacking =
      existing === undefined ? [] : (options ?? []).filter((o) => !existing.options.some((e) => e.value === o.value));
    if (existing !== undefined && existing.type === 'enumeration' && lacking.length > 0)
      await hubspot.updateContactProperty(name, {
        options: [...existing.options, ...lacking.map((o, i) => asOption(o, existing.options.length + i))],
      });
  }

  const lists: Partial<Record<ListName, string>> = {};
  for (const [list, name] of Object.entries(LIST_NAMES)) {
    const existing = await hubspot.findListByName(name);
    if (existing !== undefined && existing.processingType !== 'MANUAL') {
      problems.push(`The list "${name}" exists, and fills itself; Ripen needs a static one: rename it and try again.`);
      continue;
    }
    lists[list as ListName] = (existing ?? (await hubspot.createList(name))).id;
  }
  if (problems.length > 0) return { outcome: 'obstructed', problems };

  const stages = definitions.get('lifecyclestage')?.options ?? [];
  const pipelines = await hubspot.dealPipelines();
  const owners = await hubspot.owners();
  return {
    outcome: 'provisioned',
    created: missing.map(({ name }) => name),
    lists,
    account: {
      timeZone: details.timeZone,
      uiDomain: details.uiDomain,
      owners: owners.map(({ id, name, email }) => ({ id, name: name || (email ?? `Owner ${id}`) })),
      stageOrder: [...stages].sort((a, b) => a.displayOrder - b.displayOrder).map((o) => o.value),
      contactProperties: [...new Set([...definitions.keys(), ...wanted.map(({ name }) => name)])].sort(),
      dealStages: Object.fromEntries(
        pipelines.flatMap((p) => p.stages.flatMap(({ id, outcome }) => (outcome === undefined ? [] : [[id, outcome]]))),
      ),
    },
  };
}

const asOption = (
  { value, label }: { readonly value: string; readonly label: string },
  displayOrder: number,
): Option => ({ value, label, displayOrder, hidden: false });
