import { z } from 'zod';
import { PATHS } from './dated-paths.ts';
import { paging } from './records.ts';
import type { Transport } from './transport.ts';

export interface AccountDetails {
  readonly portalId: number;
  /** IANA name, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** Host of the account's pages, e.g. `app-eu1.hubspot.com`. */
  readonly uiDomain: string;
  readonly companyCurrency: string | undefined;
  readonly accountType: string | undefined;
  readonly dataHostingLocation: string | undefined;
}

export interface Owner {
  /** For `hubspot_owner_id`; a user's id is another number. */
  readonly id: string;
  readonly email: string | undefined;
  readonly name: string;
}

const details = z.object({
  portalId: z.number(),
  timeZone: z.string(),
  uiDomain: z.string(),
  companyCurrency: z.string().optional(),
  accountType: z.string().optional(),
  dataHostingLocation: z.string().optional(),
});

const owner = z
  .object({
    id: z.coerce.string(),
    email: z.string().nullish(),
    firstName: z.string().nullish(),
    lastName: z.string().nullish(),
  })
  .transform(({ id, email, firstName, lastName }) => ({
    id,
    email: email ?? undefined,
    name: [firstName, lastName].filter(Boolean).join(' '),
  }));

export function account({ call, tolerant }: Transport) {
  const ownerPage = z.object({ results: tolerant(owner), paging });

  return {
    async accountDetails(): Promise<AccountDetails> {
      const { portalId, timeZone, uiDomain, companyCurrency, accountType, dataHostingLocation } = await call(
        { route: 'account.details' },
        details,
        ({ request }) => request({ method: 'GET', path: PATHS.accountDetails }),
      );
      return { portalId, timeZone, uiDomain, companyCurrency, accountType, dataHostingLocation };
    },

    /** The owners that a task can be given to; archived ones are left out. */
    async owners(): Promise<readonly Owner[]> {
      const all: Owner[] = [];
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await call({ route: 'owners.page' }, ownerPage, ({ client }) =>
          client.crm.owners.ownersApi.getPageWithHttpInfo(undefined, after, 100, false),
        );
        all.push(...page.results);
        after = page.paging?.next?.after;
      }
      return all;
    },

    /** Removes the app from the account: tokens die, webhooks stop, admins get a mail. */
    async uninstall(): Promise<void> {
      await call({ route: 'account.uninstall' }, z.unknown(), ({ request }) =>
        request({ method: 'DELETE', path: PATHS.uninstall }),
      );
    },
  };
}
