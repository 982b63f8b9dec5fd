import { z } from 'zod';
import { HUBSPOT_PATHS } from '../transport/dated-paths.ts';
import { isHubspotError } from '../transport/errors.ts';
import { id, maybeNumber, paging, partOf, results, textOrNone, tolerant } from '../transport/tolerant.ts';
import type { Transport } from '../transport/transport.ts';
import { nextCursor } from './records.ts';

/** What HubSpot counts of marketing e-mails. Opens and clicks are of people, not of times. */
export type MailCounters = {
  readonly sent: number;
  readonly delivered: number;
  readonly opened: number;
  readonly clicked: number;
};

/** Pages of e-mails that one look reads at most: an e-mail is written out whole in each. */
const MOST_PAGES = 20;

const emailPage = results({ results: tolerant(z.object({ id, name: textOrNone })), paging });

const counter = maybeNumber.transform((count) => Math.max(0, Math.round(count ?? 0)));
const statistics = z.object({
  aggregate: partOf(
    z.object({ counters: partOf(z.object({ sent: counter, delivered: counter, open: counter, click: counter })) }),
  ),
});

export function marketingEmails({ call }: Transport) {
  return {
    /**
     * The ids of the marketing e-mails that have one of these names; null: the account does not let
     * the app read them. Looks no further when each name is found, though two may have one name.
     */
    async findMarketingEmails(names: ReadonlySet<string>): Promise<ReadonlyMap<string, readonly string[]> | null> {
      const found = new Map<string, string[]>();
      const used = new Set<string | undefined>();
      try {
        let after: string | undefined;
        for (let page = 0; page < MOST_PAGES && found.size < names.size; page++) {
          const read = await call({ route: 'emails.page' }, emailPage, ({ request }) =>
            request({ method: 'GET', path: HUBSPOT_PATHS.marketingEmails(after) }),
          );
          for (const { id, name } of read.results)
            if (names.has(name.trim())) found.set(name.trim(), [...(found.get(name.trim()) ?? []), id]);
          after = nextCursor(read, used, 'emails.page');
          if (after === undefined) break;
        }
      } catch (error) {
        if (isHubspotError(error, 'missing_scopes', 'not_found')) return null;
        throw error;
      }
      return found;
    },

    /** What HubSpot counted of these e-mails together, of what was sent within a span. */
    async mailStatistics(
      ids: readonly string[],
      span: { readonly since: number; readonly until: number },
    ): Promise<MailCounters> {
      const query = new URLSearchParams([
        ['startTimestamp', new Date(span.since).toISOString()],
        ['endTimestamp', new Date(span.until).toISOString()],
        ...ids.map((one): [string, string] => ['emailIds', one]),
      ]);
      const { aggregate } = await call({ route: 'emails.statistics' }, statistics, ({ request }) =>
        request({ method: 'GET', path: HUBSPOT_PATHS.mailStatistics(query) }),
      );
      const { sent, delivered, open, click } = aggregate.counters;
      return { sent, delivered, opened: open, clicked: click };
    },
  };
}
