import {
  type ContactPart,
  mayWrite,
  ruleValue,
  type Waits,
  type WriteRule,
  waitAfter,
} from '../../../domain/sync/write-rules.ts';
import type { ContactUpdate } from '../../../hubspot/operations/contact-updates.ts';
import type { AccountRules, LearnedRule } from '../account-rules.ts';
import {
  failuresOf,
  groupsOf,
  hasAny,
  idOf,
  type Part,
  type PartsOutcome,
  type RefusedPart,
  type RowToWrite,
  refusedAs,
  valuesOf,
  type WriteTo,
  writeGroup,
} from './refused-parts.ts';

/*
 * Writes a batch of contacts. When the account refuses a stage or an owner, Ripen remembers the
 * rule and that part waits, while scores and everything else are written. A rule that is known
 * costs no further call.
 */

export type WritePorts = WriteTo & {
  readonly rules: AccountRules;
  /**
   * commits, before the write, the stage that each contact is about to get, so that Ripen knows its
   * own write when HubSpot reports it
   */
  readonly rememberStages: (
    rows: readonly { readonly contactId: number; readonly lifecycle: string }[],
  ) => Promise<void>;
};

export type WriteResult = {
  readonly failed: readonly { readonly contactId: number; readonly code: string }[];
  /** by contact: the parts that were not written */
  readonly waits: ReadonlyMap<number, Waits>;
};

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
      part === 'stage' ? [{ contactId: row.contactId, lifecycle: value }] : [],
    ),
  );

  const first = await writeTogether(ports, rows, plain);
  const failed = new Map(first.failed);
  const suspects = [...first.suspects, ...apart].filter(({ row }) => !failed.has(row.contactId));
  refused.push(...first.refused);
  for (const group of groupsOf(suspects)) {
    const result = await writeGroup(ports, group);
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

/**
 * Writes everything in one call. If HubSpot refuses it, writes Ripen's own properties alone, and
 * returns the stages and owners as `suspects`, to be written in groups.
 */
async function writeTogether(
  { hubspot }: WriteTo,
  rows: readonly RowToWrite[],
  plain: readonly Part[],
): Promise<PartsOutcome & { readonly suspects: readonly Part[] }> {
  const partsByRow = Map.groupBy(plain, ({ row }) => row);
  const withParts = (row: RowToWrite): ContactUpdate => ({
    id: idOf(row),
    properties: { ...row.own, ...valuesOf(partsByRow.get(row) ?? []) },
  });
  const own = (some: readonly RowToWrite[]): ContactUpdate[] =>
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
    // A contact with one part leaves no doubt which part was refused.
    refused: parts.flatMap((ofRow) =>
      ofRow.length > 1 ? [] : ofRow.map((part) => refusedAs(part, said.get(part.row.contactId)!)),
    ),
    failed,
    suspects: parts.flatMap((ofRow) => (ofRow.length > 1 ? ofRow : [])),
  };
}

const partsOf = (row: RowToWrite): Part[] =>
  (Object.entries(row.parts) as [ContactPart, string][]).map(([part, value]) => ({
    row,
    part,
    value,
    probes: undefined,
  }));

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
