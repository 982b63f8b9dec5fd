import type { Facts } from '../../domain/contact.ts';
import { compileTerritories, territoryOf } from '../../domain/sales/routing.ts';
import { assignOwners, type OwnerAsk } from '../../store/ledgers/assignments.ts';
import type { Session } from '../session.ts';
import type { RipenPorts } from './ripen-contacts.ts';

/**
 * Gives owners by the territories of the model. Who has an owner keeps it, unless that one has left
 * the account: who is there is asked for, and writing another is refused.
 */
export function giveOwners({ db, portalId, hubspot, settings, clock }: Session): RipenPorts['assignOwners'] {
  const { routing } = settings.compiled.model;
  const territories = compileTerritories(settings.compiled.model);
  return async (wanted) => {
    const now = clock.now();
    const inAccount = new Set((await hubspot.owners()).map(({ id }) => id));
    const isOwned = ({ contact }: Facts) => inAccount.has(contact['hubspot_owner_id'] ?? '');
    const ownerless = wanted.filter(({ facts }) => !isOwned(facts));
    const asks = ownerless.map(({ contactId, occasion, facts }): OwnerAsk => {
      const territory = territoryOf(territories, facts, now);
      return {
        contactId,
        occasion,
        existing: undefined,
        roundRobin: territory?.id,
        owners: territory?.owners ?? [],
        fallback: routing.fallbackOwner,
      };
    });
    const given = await assignOwners(db, portalId, { asks, inAccount, now });
    return new Map(given.flatMap((route) => (route === null ? [] : [[route.contactId, route.ownerId] as const])));
  };
}
