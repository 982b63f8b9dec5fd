import { NO_PEERS, type Peers, traitsOf } from '../../../domain/lead/validity/validity-peers.ts';
import { shareLeftOut } from '../../../domain/nurture/hold-out.ts';
import { parseInstant } from '../../../domain/time/time.ts';
import { readActivities } from '../../../store/contacts/activities.ts';
import { peersOf } from '../../../store/contacts/peers.ts';
import { goingOn } from '../../../store/ledgers/hold-outs.ts';
import type { BaseContact } from '../../../store/models/base.ts';
import type { Db } from '../../../store/transaction.ts';
import { latestFacts } from '../../contacts/contact-in-hand.ts';
import { holdOutsFor, lotsOf } from '../../contacts/judge/hold-outs.ts';
import type { RipenSettings } from '../../contacts/judge/judge-contact.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import type { ModelContext } from '../model-context.ts';
import { type ComparedContact, compareContact, type Sides } from './compare-contact.ts';

type Comparing = {
  readonly now: number;
  readonly signal?: AbortSignal | undefined;
  readonly inFull?: boolean;
  /** the search for the next change of a contact stops at this instant */
  readonly horizon?: () => number;
};

/** Compares each contact by both models; `one` is null for a contact that cannot be judged. */
export async function* comparePage(
  { db, log }: ModelContext,
  portalId: number,
  sides: Sides,
  contacts: readonly BaseContact[],
  { now, signal, inFull = false, horizon }: Comparing,
): AsyncGenerator<{
  readonly contactId: number;
  readonly nextAt: number | null;
  readonly one: ComparedContact | null;
}> {
  const peers = await peersNow(db, portalId, sides.draft, contacts, now);
  const stored = await holdOutsFor(db, portalId, sides.current, sides.draft);
  const { takesUp, compiled } = sides.draft;
  const holdOuts = takesUp.length === 0 ? stored : goingOn(stored, (track) => shareLeftOut(compiled.model, track));
  const goOn = () => signal?.throwIfAborted();
  for (const base of contacts) {
    const { contactId, nextAt } = base;
    goOn();
    const evidence = {
      activities: base.activities ?? (await readActivities(db, { portalId, contactId })),
      peers: peers.get(contactId) ?? NO_PEERS,
      holdOuts: lotsOf(holdOuts, contactId),
    };
    let one: ComparedContact | null = null;
    try {
      one = await takeTurns(
        compareContact(sides, base, evidence, now, { inFull, horizon: horizon?.() ?? Infinity }),
        goOn,
      );
    } catch (error) {
      goOn();
      log?.error({ portalId, contactId, error }, 'A contact could not be compared');
    }
    yield { contactId, nextAt, one };
  }
}

/** Each contact's peers: those of its evaluation; for a contact with news, those of now. */
async function peersNow(
  db: Db,
  portalId: number,
  { referenceData }: RipenSettings,
  contacts: readonly BaseContact[],
  now: number,
): Promise<ReadonlyMap<number, Peers>> {
  const isSettled = ({ memory, runAt, pendingFacts }: BaseContact) =>
    memory !== null && pendingFacts === null && (runAt === null || runAt > now);
  const asked = contacts
    .filter((base) => !isSettled(base))
    .map((base) => {
      const { contact } = latestFacts(base)!;
      return {
        contactId: base.contactId,
        createdAt: parseInstant(contact['createdate']),
        traits: traitsOf(contact, referenceData.readPhone),
      };
    });
  const found = await peersOf(db, portalId, asked);
  return new Map(contacts.map(({ contactId, peers }) => [contactId, found.get(contactId) ?? peers ?? NO_PEERS]));
}
