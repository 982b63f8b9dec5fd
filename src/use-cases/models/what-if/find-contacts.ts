import type { ModelBody, ModelDone } from '../../../../cards/pages/contracts/model-contract.ts';
import { findPeople, peopleLike } from '../../../store/portals/people.ts';
import type { Portal } from '../../../store/portals/portals.ts';
import type { Db } from '../../../store/transaction.ts';

/** At most so many contacts are found; a longer text finds fewer. */
const FOUND = 10;

/** Finds contacts by name or e-mail address. */
export async function findContacts(
  { db }: { readonly db: Db },
  { portalId, uiDomain }: Pick<Portal, 'portalId' | 'uiDomain'>,
  { text }: ModelBody<'find'>,
): Promise<ModelDone> {
  const ids = await peopleLike(db, portalId, { text: text.trim(), limit: FOUND });
  const people = new Map((await findPeople(db, portalId, ids)).map((person) => [person.contactId, person]));
  return {
    outcome: 'found',
    contacts: ids.flatMap((id) => {
      const person = people.get(id);
      if (person === undefined) return [];
      const { name, email, company } = person;
      return [{ id, url: recordUrl({ portalId, uiDomain }, id), name: name || email || null, company }];
    }),
  };
}

/** The address of a contact's record in HubSpot. */
export const recordUrl = ({ portalId, uiDomain }: Pick<Portal, 'portalId' | 'uiDomain'>, contactId: number): string =>
  `https://${uiDomain ?? 'app.hubspot.com'}/contacts/${portalId}/record/0-1/${contactId}`;
