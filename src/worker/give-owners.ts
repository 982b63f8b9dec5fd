import { compileTerritories, territoryOf } from '../domain/routing.ts';
import { assignOwners, type OwnerAsk } from '../store/assignments.ts';
import type { RipenPorts } from '../use-cases/ripen-contacts.ts';
import type { Session } from './session.ts';

/** Gives owners by the territories of the model. Who is in the account is asked for: writing an owner who has left is refused. */
export function giveOwners({ db, portalId, hubspot, settings, clock }: Session): RipenPorts['assignOwners'] {
  const { routing } = settings.compiled.model;
  const territories = compileTerritories(settings.compiled.model);
  return async (wanted) => {
    const now = clock.now();
    const inAccount = new Set((await hubspot.owners()).map(({ id }) => id));
    const asks = wanted.map(({ contactId, occasion, facts }): OwnerAsk => {
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
