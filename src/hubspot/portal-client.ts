import { account } from './account.ts';
import { associations } from './associations.ts';
import { callbacks } from './callbacks.ts';
import { companiesAndDeals } from './companies-and-deals.ts';
import { contactPage } from './contact-page.ts';
import { contactSearch } from './contact-search.ts';
import { contactUpdates } from './contact-updates.ts';
import { contacts } from './contacts.ts';
import { lists } from './lists.ts';
import { properties } from './properties.ts';
import { tasks } from './tasks.ts';
import { createTransport, type TransportOptions } from './transport.ts';

export type PortalClientOptions = TransportOptions;

/** What Ripen asks of one HubSpot account. Every function throws HubspotError for what its result does not name. */
export type PortalClient = ReturnType<typeof createPortalClient>;

export function createPortalClient(options: PortalClientOptions) {
  const transport = createTransport(options);
  const links = associations(transport);
  const people = contacts(transport);
  return {
    ...account(transport),
    ...links,
    ...callbacks(transport),
    ...companiesAndDeals(transport),
    ...people,
    ...contactPage(transport, links, people.readContacts),
    ...contactSearch(transport, people.readContacts),
    ...contactUpdates(transport),
    ...lists(transport),
    ...properties(transport),
    ...tasks(transport, links),
  };
}
