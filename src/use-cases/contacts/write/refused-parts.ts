import type { Properties } from '../../../domain/contact.ts';
import {
  type ContactPart,
  lackedOf,
  PART_PROPERTY,
  type Refusal,
  ruleValue,
  type Waits,
  type WriteRule,
} from '../../../domain/sync/write-rules.ts';
import type { PortalClient } from '../../../hubspot/portal-client.ts';
import type { RowRefusal } from '../../../hubspot/transport/row-refusal.ts';

/*
 * Finds out which stage or owner of which contact the account refuses, in as few calls as possible.
 */

export type RowToWrite = {
  readonly contactId: number;
  /** Ripen's own properties, and answers that people gave */
  readonly own: Properties;
  /** the stage and the owner, about which the account may have rules */
  readonly parts: { readonly [Part in ContactPart]?: string };
  /** as HubSpot has them */
  readonly facts: Properties;
  readonly waits: Waits | null;
};

export type WriteTo = {
  readonly hubspot: Pick<PortalClient, 'tryContactUpdates' | 'updateContacts' | 'readContacts'>;
  /** whether Ripen reads this property, so that `facts` have it if HubSpot has a value */
  readonly isRead: (property: string) => boolean;
};

export type Part = {
  readonly row: RowToWrite;
  readonly part: ContactPart;
  readonly value: string;
  readonly probes: WriteRule | undefined;
};
export type RefusedPart = Part & Refusal & { readonly sent: boolean };

/**
 * When HubSpot does not say whose stage or owner it refuses, at most so many further calls find
 * out.
 */
const MOST_CALLS = 12;

export type PartsOutcome = { readonly refused: readonly RefusedPart[]; readonly failed: ReadonlyMap<number, string> };
export const idOf = ({ contactId }: RowToWrite): string => `${contactId}`;
export const hasAny = (properties: Properties): boolean => Object.keys(properties).length > 0;
const codeOf = ({ reason, code, propertyNames }: RowRefusal): string =>
  ['write_refused', reason === 'not_found' ? reason : code, ...propertyNames].join(' ');

export const valuesOf = (parts: readonly Part[]): Properties =>
  Object.fromEntries(parts.map(({ part, value }) => [PART_PROPERTY[part], value]));

export const failuresOf = (failed: readonly (RowRefusal & { readonly id: string })[]): Map<number, string> =>
  new Map(failed.map((refusal) => [Number(refusal.id), codeOf(refusal)]));

export const refusedAs = (part: Part, { code, propertyNames }: RowRefusal): RefusedPart => ({
  ...part,
  code,
  properties: propertyNames.filter((name) => name !== PART_PROPERTY[part.part]),
  sent: true,
});

/** Groups parts by what a rule is about: one value of one part. */
export const groupsOf = (parts: readonly Part[]): readonly (readonly Part[])[] => [
  ...Map.groupBy(parts, ({ part, value }) => `${part} ${ruleValue(part, value)}`).values(),
];

/**
 * Writes one part of several contacts. When HubSpot refuses all of them and names a property that
 * must be filled in, the refusal is about the contacts that lack it. Otherwise it halves the group.
 */
export async function writeGroup(
  ports: WriteTo,
  group: readonly Part[],
  budget = { calls: MOST_CALLS },
): Promise<PartsOutcome> {
  if (group.length === 0) return { refused: [], failed: new Map() };
  budget.calls -= 1;
  const answer = await ports.hubspot.tryContactUpdates(
    group.map((part) => ({ id: idOf(part.row), properties: valuesOf([part]) })),
  );
  if (answer.outcome === 'answered') {
    const gone = answer.failed.filter(({ reason }) => reason === 'not_found');
    const byId = new Map(answer.failed.filter((r) => !gone.includes(r)).map((r) => [r.id, r]));
    const refused = group.filter(({ row }) => byId.has(idOf(row)));
    return { refused: refused.map((part) => refusedAs(part, byId.get(idOf(part.row))!)), failed: failuresOf(gone) };
  }
  const { refusal } = answer;
  const all = group.map((part) => refusedAs(part, refusal));
  if (group.length === 1 && refusal.reason === 'not_found')
    return { refused: [], failed: new Map([[group[0]!.row.contactId, codeOf(refusal)]]) };
  if (group.length === 1 || budget.calls <= 0) return { refused: all, failed: new Map() };

  const { properties } = all[0]!;
  const known = properties.length === 0 ? group : await withFacts(ports, group, properties);
  const lacking = known.filter(({ row }) => lackedOf(properties, row.facts).length > 0);
  const others = known.filter((part) => !lacking.includes(part));
  if (lacking.length > 0 && others.length > 0) {
    const rest = await writeGroup(ports, others, budget);
    return { refused: [...lacking.map((part) => refusedAs(part, refusal)), ...rest.refused], failed: rest.failed };
  }
  if (lacking.length > 0) return { refused: lacking.map((part) => refusedAs(part, refusal)), failed: new Map() };
  const half = Math.ceil(group.length / 2);
  const first = await writeGroup(ports, group.slice(0, half), budget);
  const second = await writeGroup(ports, group.slice(half), budget);
  return { refused: [...first.refused, ...second.refused], failed: new Map([...first.failed, ...second.failed]) };
}

/** The group with the properties that the refusal named, which Ripen may never have read. */
async function withFacts(
  { hubspot, isRead }: WriteTo,
  group: readonly Part[],
  asked: readonly string[],
): Promise<readonly Part[]> {
  const properties = asked.filter((name) => !isRead(name));
  if (properties.length === 0) return group;
  const { found } = await hubspot.readContacts(
    group.map(({ row }) => idOf(row)),
    properties,
  );
  const values = new Map(found.map(({ id, properties: read }) => [id, read]));
  return group.map((part) => {
    const read = values.get(idOf(part.row));
    const facts = Object.fromEntries(properties.map((name) => [name, read?.[name] ?? '']));
    return { ...part, row: { ...part.row, facts: { ...part.row.facts, ...facts } } };
  });
}
