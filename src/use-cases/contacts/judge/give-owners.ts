import type { Facts, KnownFacts } from '../../../domain/contact.ts';
import type { Evaluation } from '../../../domain/evaluation/evaluate.ts';
import { knownFacts } from '../../../domain/lead/known-facts.ts';
import { openResponse } from '../../../domain/sales/response.ts';
import { compileTerritories, territoryOf } from '../../../domain/sales/routing.ts';
import { isHeld, type WriteRule } from '../../../domain/sync/write-rules.ts';
import { assignOwners } from '../../../store/ledgers/assignments.ts';
import type { Session } from '../../session.ts';
import type { JudgedContact } from './judge-contact.ts';

/**
 * Gives owners to the contacts that must get one; the owner is then written and stored with the
 * rest. A contact that comes to sales with an owner gets another one if that owner has left the
 * account.
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

/** What the contact gets an owner for: it became an SQL, or sales owes it an answer. */
export function occasionOf({ qualification, memory }: Evaluation): string {
  const owed = openResponse(memory.owed);
  return qualification === 'sql' || owed === null ? `sql ${memory.qualifiedSince}` : `answer ${owed.since}`;
}

/**
 * Chooses owners by the territories of the model, and commits the choice: asked again for the same
 * occasion, it gives the same owner. A contact keeps its owner, unless that owner has left the
 * account.
 */
async function chooseOwners(
  { db, portalId, hubspot, settings, clock }: Session,
  wanted: readonly JudgedContact[],
): Promise<ReadonlyMap<number, string>> {
  if (wanted.length === 0) return new Map();
  const { referenceData } = settings;
  const territories = new Map(
    [...new Set(wanted.map(({ model }) => model))].map((model) => [model, compileTerritories(model)]),
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
