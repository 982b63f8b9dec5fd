import type { Properties } from '../contact.ts';
import { DAY } from '../time/time.ts';

/*
 * An account may have rules of its own for writes: a property must be filled in when another gets a
 * value, or a stage is locked. HubSpot refuses a write that breaks such a rule. The refused part
 * waits; Ripen writes everything else, the score first of all.
 */

/** The parts that a rule of the account may refuse while the rest is written. */
export type WritePart = 'stage' | 'owner' | 'task';
export type ContactPart = Exclude<WritePart, 'task'>;

export const PART_PROPERTY: Readonly<Record<ContactPart, string>> = {
  stage: 'lifecyclestage',
  owner: 'hubspot_owner_id',
};

/** A rule of the account, as far as an answer of HubSpot showed it. */
export type WriteRule = {
  readonly part: WritePart;
  /** the stage that the account refuses; empty for owners and tasks */
  readonly value: string;
  /** HubSpot's code */
  readonly code: string;
  /** properties that must be filled in; empty: HubSpot named none */
  readonly properties: readonly string[];
  /** ms since 1970 */
  readonly since: number;
  /** ms since 1970: when Ripen sends one record to see whether the rule is still there */
  readonly tryAt: number;
};

/** A part of a contact that the account refused, or would refuse. */
export type Wait = {
  readonly value: string;
  readonly code: string;
  readonly properties: readonly string[];
  /** those of the properties that were not filled in then */
  readonly lacked: readonly string[];
  /** ms since 1970: when it was refused first */
  readonly since: number;
  /** how often HubSpot refused it, or Ripen held it back */
  readonly tries: number;
  /** when Ripen tries again, even if nothing has changed */
  readonly tryAt: number;
};
export type Waits = { readonly [Part in ContactPart]?: Wait };

export type Refusal = { readonly code: string; readonly properties: readonly string[] };

/**
 * The pauses between two tries whether a rule is still there. The shortest is a little less than a
 * day, since a daily job tries.
 */
export const PROBES = { leastMs: 23 * 3_600_000, mostMs: 7 * DAY } as const;
const LONGEST_MS = 7 * DAY;

/** The value of a rule: rules differ from stage to stage, but are the same for all owners. */
export const ruleValue = (part: ContactPart, value: string): string => (part === 'stage' ? value : '');

/**
 * Whether Ripen may write a part of a contact now.
 * - `send`: nothing forbids it
 * - `risk`: HubSpot refused it before and may accept it now, so it goes in a call of its own
 * - `hold`: HubSpot would refuse it
 */
export type WritePermission = 'send' | 'risk' | 'hold';

export function mayWrite(
  part: ContactPart,
  value: string,
  contact: { readonly facts: Properties; readonly wait: Wait | undefined; probing: boolean },
  rules: readonly WriteRule[],
  now: number,
): WritePermission {
  const { facts, probing } = contact;
  const wait = contact.wait?.value === value ? contact.wait : undefined;
  const rule = rules.find((known) => known.part === part && known.value === ruleValue(part, value));
  if (wait === undefined) {
    if (lackedOf(rule?.properties ?? [], facts).length === 0) return 'send';
    return probing ? 'risk' : 'hold';
  }
  if (rule === undefined || probing) return 'risk';
  if (wait.lacked.length > 0) return lackedOf(wait.lacked, facts).length === 0 ? 'risk' : 'hold';
  return now >= wait.tryAt ? 'risk' : 'hold';
}

export const lackedOf = (properties: readonly string[], facts: Properties): readonly string[] =>
  properties.filter((name) => (facts[name] ?? '') === '');

/** The wait of a part after a refusal, or (`refused: false`) because of a known rule. */
export function waitAfter(
  before: Wait | undefined,
  {
    value,
    code,
    properties,
    refused,
    facts,
  }: Refusal & { readonly value: string; refused: boolean; facts: Properties },
  now: number,
): Wait {
  const same = before?.value === value ? before : undefined;
  const isDue = refused || same === undefined || now >= same.tryAt;
  const tries = (same?.tries ?? 0) + (isDue ? 1 : 0);
  return {
    value,
    code,
    properties,
    lacked: lackedOf(properties, facts),
    since: same?.since ?? now,
    tries,
    tryAt: isDue ? now + Math.min(LONGEST_MS, DAY * 2 ** (tries - 1)) : same.tryAt,
  };
}

/** Whether a part of a contact waits, and HubSpot would refuse it now. */
export const isHeld = (
  part: ContactPart,
  { facts, waits }: { readonly facts: Properties; readonly waits: Waits | null },
  rules: readonly WriteRule[],
  now: number,
): boolean => {
  const wait = waits?.[part];
  if (wait === undefined) return false;
  const rule = rules.find((known) => known.part === part && known.value === ruleValue(part, wait.value));
  const probing = rule !== undefined && rule.tryAt <= now;
  return mayWrite(part, wait.value, { facts, wait, probing }, rules, now) === 'hold';
};

export const waitsAreDue = (waits: Waits | null, now: number): boolean =>
  Object.values(waits ?? {}).some(({ tryAt }) => tryAt <= now);
