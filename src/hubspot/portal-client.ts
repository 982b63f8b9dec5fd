import { account } from './operations/account.ts';
import { associations } from './operations/associations.ts';
import { callbacks } from './operations/callbacks.ts';
import { companiesAndDeals } from './operations/companies-and-deals.ts';
import { contactPage } from './operations/contact-page.ts';
import { contactSearch } from './operations/contact-search.ts';
import { contactUpdates } from './operations/contact-updates.ts';
import { contacts } from './operations/contacts.ts';
import { lists } from './operations/lists.ts';
import { marketingEmails } from './operations/marketing-emails.ts';
import { properties } from './operations/properties.ts';
import { tasks } from './operations/tasks.ts';
import { createTransport, type TransportOptions } from './transport/transport.ts';

export type PortalClientOptions = TransportOptions;

/**
 * All that Ripen asks of one HubSpot account. Every function throws HubspotError for failures that
 * its result does not name.
 */
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
    ...marketingEmails(transport),
    ...properties(transport),
    ...tasks(transport, links),
  };
}
