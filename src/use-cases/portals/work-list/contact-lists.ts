import type { Settings } from '../../../../cards/settings/contract.ts';
import { shorten } from '../../../domain/text/text.ts';
import type { ChosenTraits } from '../../../store/figures/present.ts';
import { latestDeeds } from '../../../store/ledgers/audit.ts';
import { doubtfulContacts, findPeople } from '../../../store/portals/people.ts';
import type { Portal } from '../../../store/portals/portals.ts';
import { dataQuality, readyContacts } from '../../../store/portals/settings.ts';
import type { Db } from '../../../store/transaction.ts';
import { shownDeed } from '../../cards/deeds.ts';
import { peopleOf as namesOfPeople } from '../../cards/people.ts';
import { ownerNames } from '../../contacts/read/owner-names.ts';
import type { NamedContacts } from './read-work-list.ts';

/** A list shows at most so many contacts; HubSpot's own lists and filters show all. */
export const LISTED = 200;
/** Characters; a longer name would push the other columns out of sight. */
const LONGEST_NAME = 80;

type Listed = Settings['ready']['contacts'][number];

/** Finds names and key figures of contacts of an account. */
export const namedContactsOf =
  (db: Db, { portalId, uiDomain, account }: Portal): NamedContacts =>
  async (ids) => {
    const ownerName = ownerNames(account);
    const known = new Map((await findPeople(db, portalId, ids)).map((person) => [person.contactId, person]));
    return (id) => {
      const person = known.get(id);
      return {
        id,
        url: `https://${uiDomain ?? 'app.hubspot.com'}/contacts/${portalId}/record/0-1/${id}`,
        name: nameIn(person?.name || person?.email || ''),
        ...(person?.company && { company: nameIn(person.company) ?? '' }),
        score: person?.score ?? null,
        grade: person?.grade ?? null,
        owner: person?.ownerId == null ? null : ownerName(person.ownerId),
      };
    };
  };

const nameIn = (name: string): string | null =>
  name.length > LONGEST_NAME ? `${shorten(name, LONGEST_NAME - 1)}…` : name || null;

/** The rows of a list, with the name of each contact. */
export async function listed(
  rows: readonly { readonly contactId: number; readonly why: readonly string[]; readonly since: number | null }[],
  people: NamedContacts,
): Promise<Listed[]> {
  const contactOf = await people(rows.map(({ contactId }) => contactId));
  return rows.map(({ contactId, why, since }) => ({ contact: contactOf(contactId), why: [...why], since }));
}

export async function readyOf(
  db: Db,
  portalId: number,
  people: NamedContacts,
  only: ChosenTraits = {},
): Promise<Settings['ready']> {
  const { count, reasons, contacts } = await readyContacts(db, portalId, { shown: LISTED, only });
  const rows = contacts.map(({ why, ...contact }) => ({ ...contact, why: [why] }));
  return { count, reasons, contacts: await listed(rows, people) };
}

export async function qualityOf(
  db: Db,
  portalId: number,
  people: NamedContacts,
  only: ChosenTraits = {},
): Promise<Settings['quality']> {
  const found = async (validity: 'suspect' | 'invalid') => {
    const rows = await doubtfulContacts(db, portalId, { validity, limit: LISTED, only });
    return listed(
      rows.map(({ reasons, ...contact }) => ({ ...contact, why: reasons })),
      people,
    );
  };
  return {
    ...(await dataQuality(db, portalId, only)),
    suspectContacts: await found('suspect'),
    invalidContacts: await found('invalid'),
  };
}

/** What people did on score cards lately, and with whom. */
export async function deedsOf(
  db: Db,
  { portalId, account }: Portal,
  people: NamedContacts,
  only: ChosenTraits = {},
): Promise<NonNullable<Settings['deeds']>> {
  const latest = await latestDeeds(db, { portalId, limit: LISTED, only });
  const personOf = await people(latest.map(({ contactId }) => contactId));
  const named = namesOfPeople(account, null);
  return latest.flatMap((stored) => {
    const shown = shownDeed(stored, named);
    if (shown === null) return [];
    const { own: _, ...deed } = shown;
    return [{ ...deed, contact: personOf(stored.contactId) }];
  });
}
