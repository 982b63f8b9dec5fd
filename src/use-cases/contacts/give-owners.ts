import type { Facts, KnownFacts } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import { openResponse } from '../../domain/sales/response.ts';
import { compileTerritories, territoryOf } from '../../domain/sales/routing.ts';
import { isHeld, type WriteRule } from '../../domain/sync/write-rules.ts';
import { assignOwners } from '../../store/ledgers/assignments.ts';
import type { Session } from '../session.ts';
import type { JudgedContact } from './judge-contact.ts';

/**
 * Gives owners to those that must get one; it is part of what is written of them, and of what is
 * stored. Who comes to sales with an owner may have one who has left the account.
 */
export async function giveOwners(
  session: Session,
  rules: readonly WriteRule[],
  judged: readonly JudgedContact[],
  now: number,
): Promise<readonly JudgedContact[]> {
  const waitsFor = ({ contact, evaluation }: JudgedContact): string | undefined =>
    evaluation.track === 'sales_ready' ? contact.waits?.owner?.value : undefined;
  const isOwnerHeld = ({ contact, facts }: JudgedContact): boolean =>
    isHeld('owner', { facts: facts.contact, waits: contact.waits }, rules, now);
  const wanted = judged.filter((one) => {
    const { needsOwner, track } = one.plan;
    const isWanted =
      needsOwner || (one.model.routing.automatic && track?.to === 'sales_ready') || waitsFor(one) !== undefined;
    return isWanted && !isOwnerHeld(one);
  });
  const owners = await chooseOwners(session, wanted);
  return judged.map((one) => {
    const isOwned = (one.facts.contact['hubspot_owner_id'] ?? '') !== '';
    const owner = owners.get(one.contact.contactId) ?? (isOwnerHeld(one) && !isOwned ? waitsFor(one) : undefined);
    return owner === undefined ? one : { ...one, owner };
  });
}

/** Becoming an SQL, or the answer that sales owes to somebody who is none. */
function occasionOf({ qualification, memory }: Evaluation): string {
  const owed = openResponse(memory.owed);
  return qualification === 'sql' || owed === null ? `sql ${memory.qualifiedSince}` : `answer ${owed.since}`;
}

/**
 * Chooses owners by the territories of the model, and commits whom: who asks again for the same
 * occasion gets the same answer. Who has an owner keeps it, unless that one has left the account.
 */
async function chooseOwners(
  { db, portalId, hubspot, settings, clock }: Session,
  wanted: readonly JudgedContact[],
): Promise<ReadonlyMap<number, string>> {
  if (wanted.length === 0) return new Map();
  const { referenceData } = settings;
  const territories = new Map(
    [...new Set(wanted.map(({ model }) => model))].map((one) => [one, compileTerritories(one)]),
  );
  const now = clock.now();
  const inAccount = new Set((await hubspot.owners()).map(({ id }) => id));
  const isOwned = ({ contact }: Facts) => inAccount.has(contact['hubspot_owner_id'] ?? '');
  const asks = wanted
    .map(({ contact, model, facts, traits, evaluation }) => {
      const { contactId, decisions } = contact;
      const known: KnownFacts = knownFacts(facts, referenceData, {
        memory: evaluation.memory,
        decisions,
        peers: traits.peers,
      });
      return { contactId, model, occasion: occasionOf(evaluation), known };
    })
    .filter(({ known }) => !isOwned(known))
    .map(({ contactId, model, occasion, known }) => {
      const territory = territoryOf(territories.get(model)!, known, now);
      return {
        contactId,
        occasion,
        existing: undefined,
        roundRobin: territory?.id,
        owners: territory?.owners ?? [],
        fallback: model.routing.fallbackOwner,
      };
    });
  const routes = await assignOwners(db, portalId, { asks, inAccount, now });
  return new Map(routes.flatMap((route) => (route === null ? [] : [[route.contactId, route.ownerId] as const])));
}
