import type { Properties } from '../../domain/contact.ts';
import {
  type ContactPart,
  lackedOf,
  mayWrite,
  PART_PROPERTY,
  type Refusal,
  ruleValue,
  type Waits,
  type WriteRule,
  waitAfter,
} from '../../domain/sync/write-rules.ts';

/*
 * Writes a batch. Scores never depend on a stage or an owner being accepted: what the account
 * refuses is told apart, remembered and waits, while everything else is written. A rule that is
 * known costs no further call.
 */

export type RowToWrite = {
  readonly contactId: number;
  /** our own properties, and answers that people gave */
  readonly own: Properties;
  /** what the account may have rules about */
  readonly parts: { readonly [Part in ContactPart]?: string };
  /** as HubSpot has them */
  readonly facts: Properties;
  readonly waits: Waits | null;
};

type Update = { readonly id: string; readonly properties: Properties };
type RowRefusal = {
  readonly reason: 'not_found' | 'invalid';
  readonly code: string;
  readonly propertyNames: readonly string[];
};
export type LearnedRule = Omit<WriteRule, 'since' | 'tryAt'>;

export type WritePorts = {
  readonly hubspot: {
    /** one call; `refused`: nothing was written, because of some of the rows */
    readonly tryContactUpdates: (
      rows: readonly Update[],
    ) => Promise<
      | { readonly outcome: 'answered'; readonly failed: readonly (RowRefusal & { readonly id: string })[] }
      | { readonly outcome: 'refused'; readonly refusal: RowRefusal }
    >;
    /** as many calls as it takes to tell the bad rows from the others */
    readonly updateContacts: (
      rows: readonly Update[],
    ) => Promise<{ readonly failed: readonly (RowRefusal & { readonly id: string })[] }>;
    readonly readContacts: (
      ids: readonly string[],
      properties: readonly string[],
    ) => Promise<{
      readonly found: readonly { readonly id: string; readonly properties: Readonly<Record<string, string | null>> }[];
    }>;
  };
  readonly rules: {
    readonly known: readonly WriteRule[];
    /** takes the right to try whether the rule is still there: once a day */
    readonly takeProbe: (rule: WriteRule) => Promise<boolean>;
    readonly remember: (rules: readonly LearnedRule[]) => Promise<void>;
    /** the account takes it again */
    readonly forget: (rule: WriteRule) => Promise<void>;
  };
  /** whether `facts` hold this property, if HubSpot has a value */
  readonly isRead: (property: string) => boolean;
  /**
   * commits, before the write, the stage each contact is about to get: its echo must be known when
   * it comes back
   */
  readonly rememberStages: (rows: readonly { readonly contactId: number; readonly stage: string }[]) => Promise<void>;
};

export type WriteResult = {
  readonly failed: readonly { readonly contactId: number; readonly code: string }[];
  /** parts that were not written */
  readonly waits: ReadonlyMap<number, Waits>;
};

type Part = {
  readonly row: RowToWrite;
  readonly part: ContactPart;
  readonly value: string;
  readonly probes: WriteRule | undefined;
};
type RefusedPart = Part & Refusal & { readonly sent: boolean };

/**
 * So many further calls may be made to find the contacts whose stage or owner is refused, when
 * HubSpot does not say which.
 */
const MOST_CALLS = 12;

/** Writes up to 100 contacts, each once. Throws when HubSpot cannot be used at all. */
export async function writeContacts(ports: WritePorts, rows: readonly RowToWrite[], now: number): Promise<WriteResult> {
  if (rows.length === 0) return { failed: [], waits: new Map() };
  const plain: Part[] = [];
  const apart: Part[] = [];
  const refused: RefusedPart[] = [];
  const probed = new Set<WriteRule>();
  for (const part of rows.flatMap(partsOf)) {
    const { row, value } = part;
    const rule = ports.rules.known.find((r) => r.part === part.part && r.value === ruleValue(part.part, value));
    const ask = (probing: boolean) =>
      mayWrite(part.part, value, { facts: row.facts, wait: row.waits?.[part.part], probing }, ports.rules.known, now);
    let permission = ask(false);
    let probes: WriteRule | undefined;
    if (permission === 'hold' && rule !== undefined && rule.tryAt <= now && !probed.has(rule)) {
      probed.add(rule);
      if (await ports.rules.takeProbe(rule)) {
        permission = ask(true);
        probes = rule;
      }
    }
    if (permission === 'send') plain.push(part);
    else if (permission === 'hold') {
      const { code, properties } = row.waits?.[part.part] ?? rule!;
      refused.push({ ...part, code, properties, sent: false });
    } else apart.push({ ...part, probes });
  }
  await ports.rememberStages(
    [...plain, ...apart].flatMap(({ row, part, value }) =>
      part === 'stage' ? [{ contactId: row.contactId, stage: value }] : [],
    ),
  );

  const first = await writeTogether(ports, rows, plain);
  const failed = new Map(first.failed);
  const suspects = [...first.suspects, ...apart].filter(({ row }) => !failed.has(row.contactId));
  refused.push(...first.refused);
  for (const group of groupsOf(suspects)) {
    const result = await settleGroup(ports, group, { calls: MOST_CALLS });
    refused.push(...result.refused);
    for (const [contactId, code] of result.failed) failed.set(contactId, code);
    const isLifted = ({ row, probes }: Part) =>
      probes !== undefined && !result.refused.some((r) => r.row === row) && !result.failed.has(row.contactId);
    const lifted = group.find(isLifted)?.probes;
    if (lifted !== undefined) await ports.rules.forget(lifted);
  }
  await ports.rules.remember(rulesOf(refused.filter(({ sent }) => sent)));
  return {
    failed: [...failed].map(([contactId, code]) => ({ contactId, code })),
    waits: waitsOf(
      refused.filter(({ row }) => !failed.has(row.contactId)),
      now,
    ),
  };
}

const partsOf = (row: RowToWrite): Part[] =>
  (Object.entries(row.parts) as [ContactPart, string][]).map(([part, value]) => ({
    row,
    part,
    value,
    probes: undefined,
  }));

const idOf = ({ contactId }: RowToWrite): string => `${contactId}`;
const hasAny = (properties: Properties): boolean => Object.keys(properties).length > 0;
const codeOf = ({ reason, code, propertyNames }: RowRefusal): string =>
  ['write_refused', reason === 'not_found' ? reason : code, ...propertyNames].join(' ');

type Outcome = { readonly refused: readonly RefusedPart[]; readonly failed: ReadonlyMap<number, string> };

/**
 * Everything in one call; if it is refused, our own properties first. What is left to be told apart
 * comes back as `suspects`.
 */
async function writeTogether(
  { hubspot }: WritePorts,
  rows: readonly RowToWrite[],
  plain: readonly Part[],
): Promise<Outcome & { readonly suspects: readonly Part[] }> {
  const partsByRow = Map.groupBy(plain, ({ row }) => row);
  const withParts = (row: RowToWrite): Update => ({
    id: idOf(row),
    properties: { ...row.own, ...valuesOf(partsByRow.get(row) ?? []) },
  });
  const own = (some: readonly RowToWrite[]): Update[] =>
    some.filter((row) => hasAny(row.own)).map((row) => ({ id: idOf(row), properties: row.own }));
  const updates = rows.map(withParts).filter(({ properties }) => hasAny(properties));
  if (updates.length === 0) return { refused: [], failed: new Map(), suspects: [] };
  const together = await hubspot.tryContactUpdates(updates);

  if (together.outcome === 'refused') {
    const { failed } = await hubspot.updateContacts(plain.length === 0 ? updates : own(rows));
    return { refused: [], failed: failuresOf(failed), suspects: plain };
  }
  const refusals = new Map(together.failed.map((refusal) => [Number(refusal.id), refusal]));
  const doubtful = [...partsByRow.keys()].filter((row) => refusals.get(row.contactId)?.reason === 'invalid');
  const repeated = own(doubtful);
  const again = repeated.length === 0 ? { failed: [] } : await hubspot.updateContacts(repeated);
  for (const { contactId } of doubtful) refusals.delete(contactId);
  const failed = failuresOf([...refusals.values(), ...again.failed]);
  const parts = doubtful.filter(({ contactId }) => !failed.has(contactId)).map((row) => partsByRow.get(row)!);
  const said = new Map(together.failed.map((refusal) => [Number(refusal.id), refusal]));
  return {
    // With one part it is clear which of them was meant.
    refused: parts.flatMap((ofRow) =>
      ofRow.length > 1 ? [] : ofRow.map((part) => refusedAs(part, said.get(part.row.contactId)!)),
    ),
    failed,
    suspects: parts.flatMap((ofRow) => (ofRow.length > 1 ? ofRow : [])),
  };
}

const valuesOf = (parts: readonly Part[]): Properties =>
  Object.fromEntries(parts.map(({ part, value }) => [PART_PROPERTY[part], value]));

const failuresOf = (failed: readonly (RowRefusal & { readonly id: string })[]): Map<number, string> =>
  new Map(failed.map((refusal) => [Number(refusal.id), codeOf(refusal)]));

const refusedAs = (part: Part, { code, propertyNames }: RowRefusal): RefusedPart => ({
  ...part,
  code,
  properties: propertyNames.filter((name) => name !== PART_PROPERTY[part.part]),
  sent: true,
});

/** Rules are about one value of one part: those with the same are asked for together. */
const groupsOf = (parts: readonly Part[]): readonly (readonly Part[])[] => [
  ...Map.groupBy(parts, ({ part, value }) => `${part} ${ruleValue(part, value)}`).values(),
];

/**
 * Writes one part of several contacts. A refusal that names what must be filled in is about those
 * that lack it.
 */
async function settleGroup(ports: WritePorts, group: readonly Part[], budget: { calls: number }): Promise<Outcome> {
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
    const rest = await settleGroup(ports, others, budget);
    return { refused: [...lacking.map((part) => refusedAs(part, refusal)), ...rest.refused], failed: rest.failed };
  }
  if (lacking.length > 0) return { refused: lacking.map((part) => refusedAs(part, refusal)), failed: new Map() };
  const half = Math.ceil(group.length / 2);
  const [one, other] = [
    await settleGroup(ports, group.slice(0, half), budget),
    await settleGroup(ports, group.slice(half), budget),
  ];
  return { refused: [...one.refused, ...other.refused], failed: new Map([...one.failed, ...other.failed]) };
}

/** With the values that HubSpot has asked for, which Ripen may never have read. */
async function withFacts(
  { hubspot, isRead }: WritePorts,
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

function rulesOf(refused: readonly RefusedPart[]): LearnedRule[] {
  const rules = new Map<string, LearnedRule>();
  for (const { part, value, code, properties } of refused) {
    const rule = { part, value: ruleValue(part, value), code, properties };
    const key = `${rule.part} ${rule.value}`;
    if (!rules.has(key)) rules.set(key, rule);
  }
  return [...rules.values()];
}

function waitsOf(refused: readonly RefusedPart[], now: number): Map<number, Waits> {
  const waits = new Map<number, Waits>();
  for (const { row, part, value, code, properties, sent } of refused) {
    const { contactId, facts } = row;
    const wait = waitAfter(row.waits?.[part], { value, code, properties, refused: sent, facts }, now);
    waits.set(contactId, { ...waits.get(contactId), [part]: wait });
  }
  return waits;
}
