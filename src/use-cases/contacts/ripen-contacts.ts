import { isDeepStrictEqual } from 'node:util';
import type { History } from '../../domain/activity/observe.ts';
import type { KnownFacts, LinkedFacts, Properties } from '../../domain/contact.ts';
import { historyNeeded } from '../../domain/evaluation/first-sight.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import { NO_PEERS, type Peers, type Traits, traitsOf } from '../../domain/lead/validity-peers.ts';
import { isFirstSightOnly } from '../../domain/model/reads.ts';
import { SEND_PROPERTIES, sendHistoryNeeded } from '../../domain/nurture/correspondence.ts';
import { needsFreshFacts, type Plan, standingLessStage } from '../../domain/sync/plan.ts';
import { type ContactPart, isHeld, type Waits, waitsAreDue } from '../../domain/sync/write-rules.ts';
import { parseInstant } from '../../domain/time/time.ts';
import { confirmAt, judgeMissing, type MissingRecord } from './confirm-missing.ts';
import { type DueContact, type Judgement, judgeContact, type RipenSettings, takenOver } from './judge-contact.ts';
import { type ContactSource, readContacts } from './read-contacts.ts';
import { takeTurns } from './take-turns.ts';
import { type RowToWrite, type WritePorts, writeContacts } from './write-contacts.ts';

/*
 * The heart of the app: a batch of contacts that are due is read where it must be, evaluated, and
 * written back. Whatever made a contact due (an event, a due instant, the first backfill, a button)
 * goes through here.
 */

/** What is stored of a contact whose evaluation is in HubSpot. */
export type RipenedContact = Judgement & {
  readonly contactId: number;
  /** as they are in HubSpot now */
  readonly facts: LinkedFacts;
  readonly readAt: number;
  /** by what its peers find it, and what it saw of them */
  readonly traits: Traits & { readonly peers: Peers };
  /**
   * whom it belongs to from now on: in HubSpot, or at least here, where HubSpot does not take the
   * owner; null: nobody
   */
  readonly owner: string | null;
  /** what the account did not take */
  readonly waits: Waits | null;
};

/** What became of each contact of the batch. */
export type RipenResult = {
  readonly ripened: readonly RipenedContact[];
  /** not in HubSpot any more */
  readonly gone: readonly number[];
  readonly moved: readonly { readonly from: number; readonly into: number }[];
  /** not in HubSpot any more, it seems: to be looked at again before anything is erased */
  readonly missing: readonly MissingRecord[];
  /**
   * they list contacts that are stored beside them: these are carried over before anything is
   * concluded
   */
  readonly tookOver: readonly { readonly from: readonly number[]; readonly into: number }[];
  /** one bad contact never stops a batch; `code` holds nothing personal */
  readonly failed: readonly { readonly contactId: number; readonly code: string }[];
  readonly evaluations: number;
  readonly written: number;
};

export type RipenPorts = {
  readonly hubspot: ContactSource & {
    readonly readContactHistory: (
      queries: readonly { readonly id: string; readonly properties: readonly string[] }[],
    ) => Promise<readonly { readonly id: string; readonly history: History }[]>;
  } & WritePorts['hubspot'];
  readonly rules: WritePorts['rules'];
  readonly rememberStages: WritePorts['rememberStages'];
  /** those of the contacts of which something is stored */
  readonly knownOf: (contactIds: readonly number[]) => Promise<readonly number[]>;
  /** what other contacts of the portal say of these */
  readonly findPeers: (contacts: readonly Traits[]) => Promise<ReadonlyMap<number, Peers>>;
  /**
   * commits, before a suspect is evaluated, that it is: should the process end, it is known at whom
   * it was
   */
  readonly beginEvaluating: (contactId: number) => Promise<void>;
  /** throws when the work must stop: the lease is lost, or the process is to end */
  readonly goOn: () => void;
  /**
   * gives owners, and commits whom; the same ask always gets the same answer. Who keeps its owner,
   * or gets none, is absent.
   */
  readonly assignOwners: (asks: readonly OwnerAsk[]) => Promise<ReadonlyMap<number, string>>;
};

/**
 * A contact that must have an owner who is there. `occasion` names what for: asked again, it is the
 * same.
 */
export type OwnerAsk = { readonly contactId: number; readonly occasion: string; readonly facts: KnownFacts };

/**
 * Facts older than this are read again before anything is done that could hurt if they were wrong.
 */
const FRESH_FOR_MS = 60_000;

/**
 * Brings up to 100 claimed contacts up to `now` and writes what changed. Throws when HubSpot cannot
 * be reached: nothing is lost then.
 */
export async function ripenContacts(
  ports: RipenPorts,
  settings: RipenSettings,
  due: readonly DueContact[],
  now: number,
): Promise<RipenResult> {
  // Who was called gone a moment ago is not looked at before it is time: HubSpot may show them a
  // little longer.
  const [waiting, ready] = parted(due, ({ missing }) => missing !== null && now < confirmAt(missing));
  const first = await consider(
    ports,
    settings,
    ready.map((contact) => ({ contact, mustRead: contact.stale || waitsAreDue(contact.waits, now) })),
    now,
  );
  // A plan that moves a person's stage, list or tasks, or says what became of a touch, needs facts
  // of this minute; a mere change of points does not.
  const hasty = first.considered.filter(
    (c) => (needsFreshFacts(withoutHeld(ports, c, now)) || c.touchEvents.length > 0) && now - c.readAt > FRESH_FOR_MS,
  );
  const second = await consider(
    ports,
    settings,
    hasty.map(({ contact }) => ({ contact, mustRead: true })),
    now,
  );

  const considered = await withOwners(
    ports,
    settings,
    [...first.considered.filter((c) => !hasty.includes(c)), ...second.considered],
    now,
  );
  const written = await writeContacts(
    { ...ports, isRead: (name) => settings.read.properties.contact.includes(name) },
    considered.filter(hasWrites).map(rowOf),
    now,
  );
  // A write that does not find a contact that was not in doubt: it is told apart, as if a read had
  // not found it.
  const [lost, spoilt] = parted(
    written.failed,
    ({ contactId, code }) => code === NOT_FOUND && !inDoubt(due, contactId),
  );
  const failed = [...first.failed, ...second.failed, ...spoilt];
  const notWritten = new Set(written.failed.map((f) => f.contactId));
  const ripened = considered
    .filter((c) => !notWritten.has(c.contact.contactId))
    .map((c) => ripenedOf(c, written.waits.get(c.contact.contactId) ?? null));
  return {
    ripened,
    gone: [...first.gone, ...second.gone],
    moved: [...first.moved, ...second.moved],
    missing: [
      ...waiting.map(({ contactId, missing }) => ({ contactId, ...missing! })),
      ...first.missing,
      ...second.missing,
      ...lost.map(({ contactId }) => ({ contactId, since: now, by: 'write' as const })),
    ],
    tookOver: [...first.tookOver, ...second.tookOver],
    failed,
    evaluations: considered.reduce((sum, c) => sum + c.steps.length, 0),
    written: considered.filter(hasWrites).length,
  };
}

const NOT_FOUND = 'write_refused not_found';

const inDoubt = (due: readonly DueContact[], contactId: number): boolean =>
  due.some((contact) => contact.contactId === contactId && contact.missing !== null);

function parted<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

type Considered = Judgement & {
  readonly contact: DueContact;
  readonly facts: LinkedFacts;
  readonly readAt: number;
  readonly traits: Traits & { readonly peers: Peers };
  /** the owner that it is to get */
  readonly owner?: string;
};

/**
 * The plan as far as it can be carried out: what the account refuses is not worth a reading of the
 * contact.
 */
const withoutHeld = ({ rules }: RipenPorts, { contact, facts, plan }: Considered, now: number): Plan => {
  const held = (part: ContactPart) => isHeld(part, { facts: facts.contact, waits: contact.waits }, rules.known, now);
  return {
    ...plan,
    stage: plan.stage === contact.waits?.stage?.value && held('stage') ? null : plan.stage,
    needsOwner: plan.needsOwner && !held('owner'),
  };
};

/** Reads what must be read, observes, evaluates, plans. */
async function consider(
  { hubspot, findPeers, knownOf, beginEvaluating, goOn }: RipenPorts,
  settings: RipenSettings,
  wanted: readonly { readonly contact: DueContact; readonly mustRead: boolean }[],
  now: number,
) {
  const toRead = wanted.filter(({ contact, mustRead }) => mustRead || latest(contact) === null);
  const read =
    toRead.length === 0
      ? { facts: new Map<number, LinkedFacts>(), unreadable: [], missing: [], moved: [], strangers: false }
      : await readContacts(
          hubspot,
          settings.read,
          toRead.map(({ contact }) => ({
            contactId: contact.contactId,
            known: latest(contact),
            relink: contact.relink,
          })),
          now,
        );
  const isRead = new Set(toRead.map(({ contact }) => contact.contactId));
  const missing = new Set(read.missing);
  const suspects = toRead
    .filter(({ contact }) => missing.has(contact.contactId))
    .map(({ contact }) => suspectOf(contact));
  const verdicts = await judgeMissing(hubspot.readContact, suspects, { strangers: read.strangers, now });
  const here = wanted.flatMap(({ contact }) => {
    const known = latest(contact);
    const fresh = isRead.has(contact.contactId) ? read.facts.get(contact.contactId) : known;
    const found = contact.memory === null || !fresh ? fresh : lessFirstSight(fresh);
    // A reading that found nothing new is no news: it must not make an evaluation that time alone
    // would not have made.
    const facts = isDeepStrictEqual(found, known) ? known : found;
    const readAt = isRead.has(contact.contactId) ? now : (contact.readAt ?? now);
    return facts === undefined || facts === null ? [] : [{ contact, facts: withInputs(facts, contact.inputs), readAt }];
  });

  const tookOver = await knownTakenOver(knownOf, here);
  const present = here.filter(({ contact }) => !tookOver.some(({ into }) => into === contact.contactId));
  const histories = await readHistories(hubspot, settings, present, now);
  const traits = present.map(({ contact, facts }) => traitsOfContact(settings, contact.contactId, facts));
  const peersOf = await findPeers(traits);
  const considered: Considered[] = [];
  const failed: { contactId: number; code: string }[] = [...read.unreadable, ...verdicts.failed];
  for (const [index, { contact, facts, readAt }] of present.entries()) {
    // Not a part of the evaluation: when the database fails it is no fault of the contact.
    if (contact.suspect) await beginEvaluating(contact.contactId);
    try {
      const history = histories.get(contact.contactId);
      const peers = peersOf.get(contact.contactId) ?? NO_PEERS;
      const judging = judgeContact(settings, contact, { facts, readAt, history, peers }, now);
      const judgement = await takeTurns(judging, goOn);
      considered.push({ contact, facts, readAt, traits: { ...traits[index]!, peers }, ...judgement });
    } catch (error) {
      goOn();
      failed.push({
        contactId: contact.contactId,
        code: `evaluation_failed ${error instanceof Error ? error.name : 'unknown'}`,
      });
    }
  }
  const moved = [...read.moved, ...verdicts.moved];
  return { considered, failed, gone: verdicts.gone, moved, missing: verdicts.missing, tookOver };
}

const suspectOf = ({ contactId, missing, facts, reading, memory, decisions, inputs, activities }: DueContact) => ({
  contactId,
  missing,
  isEmpty:
    (facts ?? reading ?? memory) === null &&
    activities.length + Object.keys(decisions).length + Object.keys(inputs).length === 0,
});

/**
 * Whose merge nobody told of: those that list, as taken over, contacts that are stored beside them.
 */
async function knownTakenOver(
  knownOf: RipenPorts['knownOf'],
  here: readonly { readonly contact: DueContact; readonly facts: LinkedFacts }[],
): Promise<{ from: readonly number[]; into: number }[]> {
  const taken = here
    .map(({ contact, facts }) => ({ from: takenOver(contact, facts), into: contact.contactId }))
    .filter(({ from }) => from.length > 0);
  if (taken.length === 0) return [];
  const known = new Set(await knownOf(taken.flatMap(({ from }) => from)));
  return taken
    .map(({ from, into }) => ({ from: from.filter((id) => known.has(id)), into }))
    .filter(({ from }) => from.length > 0);
}

function lessFirstSight(facts: LinkedFacts): LinkedFacts {
  const kept = Object.entries(facts.contact).filter(([name]) => !isFirstSightOnly(name));
  return { ...facts, contact: Object.fromEntries(kept) };
}

const withInputs = (facts: LinkedFacts, inputs: Properties): LinkedFacts =>
  Object.keys(inputs).length === 0 ? facts : { ...facts, contact: { ...facts.contact, ...inputs } };

const latest = (contact: DueContact): LinkedFacts | null => contact.reading ?? contact.facts;

const traitsOfContact = ({ referenceData }: RipenSettings, contactId: number, { contact }: LinkedFacts): Traits => ({
  contactId,
  createdAt: parseInstant(contact['createdate']),
  traits: traitsOf(contact, referenceData.readPhone),
});

/**
 * Property history of old contacts seen for the first time, where the dates beside the counters do
 * not decide; and of contacts that were written to though they must not be: each send counts.
 */
async function readHistories(
  hubspot: RipenPorts['hubspot'],
  { compiled, referenceData }: RipenSettings,
  present: readonly { readonly contact: DueContact; readonly facts: LinkedFacts }[],
  now: number,
): Promise<ReadonlyMap<number, History>> {
  const neededFor = ({ contact, facts }: (typeof present)[number]): readonly string[] => {
    if (contact.facts !== null)
      return sendHistoryNeeded(contact.excluded, contact.facts.contact, facts.contact) ? SEND_PROPERTIES : [];
    const { memory, decisions } = contact;
    return memory === null ? historyNeeded(compiled, knownFacts(facts, referenceData, { memory, decisions }), now) : [];
  };
  function* findNeeded() {
    const found: { readonly id: string; readonly properties: readonly string[] }[] = [];
    for (const one of present) {
      const properties = neededFor(one);
      if (properties.length > 0) found.push({ id: `${one.contact.contactId}`, properties });
      yield;
    }
    return found;
  }
  const histories = await hubspot.readContactHistory(await takeTurns(findNeeded()));
  return new Map(histories.map(({ id, history }) => [Number(id), history]));
}

/**
 * Gives owners to those that must get one; it is part of what is written of them, and of what is
 * stored. Who comes to sales with an owner may have one who has left the account.
 */
async function withOwners(
  { assignOwners, rules }: RipenPorts,
  { referenceData, compiled }: RipenSettings,
  considered: readonly Considered[],
  now: number,
): Promise<readonly Considered[]> {
  const { automatic } = compiled.model.routing;
  const waitsFor = ({ contact, evaluation }: Considered): string | undefined =>
    evaluation.track === 'sales_ready' ? contact.waits?.owner?.value : undefined;
  const isOwnerHeld = ({ contact, facts }: Considered): boolean =>
    isHeld('owner', { facts: facts.contact, waits: contact.waits }, rules.known, now);
  const asks = considered
    .filter((c) => {
      const { plan } = c;
      const wanted = plan.needsOwner || (automatic && plan.track?.to === 'sales_ready') || waitsFor(c) !== undefined;
      return wanted && !isOwnerHeld(c);
    })
    .map(({ contact, facts, traits, evaluation: { memory } }): OwnerAsk => {
      const { decisions } = contact;
      const occasion = `sql ${memory.qualifiedSince}`;
      return {
        contactId: contact.contactId,
        occasion,
        facts: knownFacts(facts, referenceData, { memory, decisions, peers: traits.peers }),
      };
    });
  const owners = asks.length === 0 ? new Map<number, string>() : await assignOwners(asks);
  return considered.map((c) => {
    const isOwned = (c.facts.contact['hubspot_owner_id'] ?? '') !== '';
    const owner = owners.get(c.contact.contactId) ?? (isOwnerHeld(c) && !isOwned ? waitsFor(c) : undefined);
    return owner === undefined ? c : { ...c, owner };
  });
}

/** Everything that the contact is to get. */
const rowOf = ({ contact, facts, plan, owner }: Considered): RowToWrite => ({
  contactId: contact.contactId,
  own: { ...contact.inputs, ...plan.properties },
  parts: { ...(plan.stage !== null && { stage: plan.stage }), ...(owner !== undefined && { owner }) },
  facts: facts.contact,
  waits: contact.waits,
});
const hasWrites = (c: Considered): boolean => {
  const { own, parts } = rowOf(c);
  return Object.keys(own).length + Object.keys(parts).length > 0;
};

function ripenedOf({ contact, facts, readAt, owner, ...judgement }: Considered, waits: Waits | null): RipenedContact {
  const { plan } = judgement;
  const stage = waits?.stage === undefined ? plan.stage : null;
  const newOwner = waits?.owner === undefined ? owner : undefined;
  const rest = lessFirstSight(facts);
  const seen = {
    ...rest,
    contact: {
      ...rest.contact,
      ...(stage !== null && { lifecyclestage: stage }),
      ...(newOwner !== undefined && { hubspot_owner_id: newOwner }),
    },
  };
  return {
    ...judgement,
    plan: waits?.stage === undefined ? plan : { ...plan, standing: standingLessStage(plan, contact.standing) },
    contactId: contact.contactId,
    facts: seen,
    readAt,
    owner: owner ?? (seen.contact['hubspot_owner_id'] || null),
    waits,
  };
}
