import { z } from 'zod';
import { HUBSPOT_PATHS } from '../transport/dated-paths.ts';
import { isHubspotError } from '../transport/errors.ts';
import {
  anything,
  flag,
  id,
  maybeNumber,
  maybeText,
  paging,
  results,
  textOrNone,
  tolerant,
} from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { nextCursor } from './records.ts';
import { uiHost } from './ui-host.ts';

export interface AccountDetails {
  readonly portalId: number | undefined;
  /** IANA name, e.g. `Europe/Berlin`; `''` when HubSpot does not say. */
  readonly timeZone: string;
  /** Host of the account's pages, e.g. `app-eu1.hubspot.com`. */
  readonly uiDomain: string;
  readonly companyCurrency: string | undefined;
  readonly accountType: string | undefined;
  readonly dataHostingLocation: string | undefined;
}

export interface AccountOwner {
  /** For `hubspot_owner_id`; a user's id is another number. */
  readonly id: string;
  readonly email: string | undefined;
  readonly userId: number | undefined;
  readonly name: string;
  /** names of the owner's teams */
  readonly teams: readonly string[];
}

const details = z.object({
  portalId: maybeNumber,
  timeZone: textOrNone,
  uiDomain: textOrNone,
  companyCurrency: maybeText,
  accountType: maybeText,
  dataHostingLocation: maybeText,
});

const owner = z.object({
  id,
  type: textOrNone,
  archived: flag,
  email: maybeText,
  userId: maybeNumber,
  firstName: textOrNone,
  lastName: textOrNone,
  teams: z.array(z.object({ name: textOrNone })).catch([]),
});

const MOST_FORMS = 2_000;

const userPage = results({ results: tolerant(z.object({ id, superAdmin: flag })), paging });
const formPage = results({ results: tolerant(z.object({ name: textOrNone, archived: flag })), paging });
const ownerPage = results({ results: tolerant(owner), paging });

export function account({ call }: Transport) {
  return {
    async accountDetails(): Promise<AccountDetails> {
      const { portalId, timeZone, uiDomain, companyCurrency, accountType, dataHostingLocation } = await call(
        { route: 'account.details' },
        details,
        ({ request }) => request({ method: 'GET', path: HUBSPOT_PATHS.accountDetails }),
      );
      return {
        portalId,
        timeZone,
        uiDomain: uiHost(uiDomain),
        companyCurrency,
        accountType,
        dataHostingLocation,
      };
    },

    /** The people who can own a task, without queues; `have_left`: those who no longer can. */
    async owners(who: 'are_there' | 'have_left' = 'are_there'): Promise<readonly AccountOwner[]> {
      const left = who === 'have_left';
      const all: AccountOwner[] = [];
      const used = new Set<string | undefined>();
      for (let after: string | undefined, more = true; more; more = after !== undefined) {
        const page = await call({ route: 'owners.page' }, ownerPage, ({ client }) =>
          client.crm.owners.ownersApi.getPageWithHttpInfo(undefined, after, 100, left),
        );
        const people = page.results.filter(({ type, archived }) => type.toUpperCase() !== 'QUEUE' && archived === left);
        all.push(
          ...people.map(({ id, email, userId, firstName, lastName, teams }) => ({
            id,
            email,
            userId,
            name: [firstName, lastName].filter(Boolean).join(' '),
            teams: [...new Set(teams.flatMap(({ name }) => (name === '' ? [] : [name])))],
          })),
        );
        after = nextCursor(page, used, 'owners.page');
      }
      return all;
    },

    /** Ids of the super admins; empty: the account does not let the app read them. */
    async superAdmins(): Promise<readonly number[]> {
      const found: number[] = [];
      const used = new Set<string | undefined>();
      try {
        for (let after: string | undefined, more = true; more; more = after !== undefined) {
          const page = await call({ route: 'users.page' }, userPage, ({ request }) =>
            request({ method: 'GET', path: HUBSPOT_PATHS.users(after) }),
          );
          found.push(...page.results.flatMap((user) => (user.superAdmin ? [Number(user.id)] : [])));
          after = nextCursor(page, used, 'users.page');
        }
      } catch (error) {
        // Without super admins only the list of editors tells who may change the model.
        if (isHubspotError(error, 'missing_scopes', 'not_found')) return [];
        throw error;
      }
      return found.filter(Number.isSafeInteger);
    },

    /**
     * Names of the account's forms, each once; null: the account does not let the app read them.
     * At most so many as people look through.
     */
    async forms(): Promise<readonly string[] | null> {
      const names = new Set<string>();
      const used = new Set<string | undefined>();
      try {
        for (let after: string | undefined, more = true; more && names.size < MOST_FORMS; more = after !== undefined) {
          const page = await call({ route: 'forms.page' }, formPage, ({ request }) =>
            request({ method: 'GET', path: HUBSPOT_PATHS.forms(after) }),
          );
          for (const { name, archived } of page.results) if (!archived && name.trim() !== '') names.add(name.trim());
          after = nextCursor(page, used, 'forms.page');
        }
      } catch (error) {
        // Then only the forms that contacts used are known.
        if (isHubspotError(error, 'missing_scopes', 'not_found')) return null;
        throw error;
      }
      return [...names].slice(0, MOST_FORMS);
    },

    /** Removes the app from the account: tokens die, webhooks stop, admins get a mail. */
    async uninstall(): Promise<void> {
      await call({ route: 'account.uninstall' }, anything, ({ request }) =>
        request({ method: 'DELETE', path: HUBSPOT_PATHS.uninstall }),
      );
    },
  };
}
