import { MAIL_BAN_PROPERTIES, MAIL_BANS } from '../../domain/lead/mail-bans.ts';
import type { Model } from '../../domain/model/model.ts';
import { behaviourDates, behaviourProperties } from '../../domain/model/reads.ts';
import { SEND_PROPERTIES, sendSearch } from '../../domain/nurture/correspondence.ts';
import type { PayloadOf } from '../../domain/sync/jobs.ts';
import type { PortalClient } from '../../hubspot/portal-client.ts';
import { propertiesOfContacts } from '../../store/contacts/contacts.ts';
import { markContactsStale } from '../../store/contacts/mark-stale.ts';
import { sweepIfLost } from '../portals/read/sweep-contacts.ts';
import type { Session } from '../session.ts';

/*
 * A search finds what no webhook reports: contacts whose behaviour dates changed since the last
 * look, contacts who withdrew their consent, and contacts that somebody wrote to or talked to.
 * Ripen reads only those again whose values differ from the stored ones, so that neither the
 * overlap of two searches nor its own writes make work.
 */

type Filter = {
  readonly propertyName: string;
  readonly operator: 'GTE' | 'EQ' | 'HAS_PROPERTY' | 'NEQ' | 'IN';
  readonly value?: string;
  readonly values?: readonly string[];
};
export type ReconcilePorts = {
  readonly searchContacts: PortalClient['searchContacts'];
  /** contact properties as last read; unknown contacts are absent */
  readonly knownContacts: (ids: readonly number[]) => Promise<ReadonlyMap<number, Readonly<Record<string, string>>>>;
  readonly markStale: (ids: readonly number[]) => Promise<void>;
};

const CONTACTED_AT = 'notes_last_contacted';

/** Finds contacts that sales got in touch with, in tracks where Ripen waits for that. */
const contactedSearch = (since: number): readonly Filter[] => [
  { propertyName: CONTACTED_AT, operator: 'GTE', value: `${since}` },
  {
    propertyName: 'ripen_nurture_track',
    operator: 'IN',
    values: ['sales_ready', 'closed_lost_review', 'dormant_sql', 'dormant_mql', 'mql_nurture', 'customer'],
  },
];

/**
 * Marks contacts to be read again whose behaviour changed. `since`: ms since 1970 UTC, early enough
 * for the lag of HubSpot's search. `searchable`: properties that the account has, since HubSpot
 * refuses to search for others. Returns how many contacts it marked.
 */
export async function reconcileBehaviour(
  ports: ReconcilePorts,
  model: Model,
  since: number,
  searchable: readonly string[],
): Promise<number> {
  const exists = (name: string) => searchable.includes(name);
  const behaved = behaviourDates(model)
    .filter(exists)
    .map((propertyName): Filter[] => [{ propertyName, operator: 'GTE', value: `${since}` }]);
  const banned = MAIL_BANS.filter(({ property }) => exists(property)).map(({ property, kind }): Filter[] => [
    kind === 'reason'
      ? { propertyName: property, operator: 'HAS_PROPERTY' }
      : { propertyName: property, operator: 'EQ', value: 'true' },
    { propertyName: 'ripen_do_not_contact', operator: 'EQ', value: 'false' },
  ]);
  const touched = [...sendSearch(since), contactedSearch(since)].filter((filters) =>
    filters.every(({ propertyName }) => exists(propertyName)),
  );
  const compared = [
    ...new Set([...behaviourProperties(model), ...MAIL_BAN_PROPERTIES, ...SEND_PROPERTIES, CONTACTED_AT]),
  ];
  let marked = 0;
  const filterGroups = [...behaved, ...banned, ...touched];
  if (filterGroups.length === 0) return marked;
  let afterId: string | undefined;
  do {
    const page = await ports.searchContacts({ filterGroups, properties: compared, afterId });
    const known = await ports.knownContacts(page.contacts.map((c) => Number(c.id)));
    const changed = page.contacts.filter(({ id, properties }) => {
      const before = known.get(Number(id));
      return before === undefined || compared.some((name) => (properties[name] ?? '') !== (before[name] ?? ''));
    });
    await ports.markStale(changed.map((c) => Number(c.id)));
    marked += changed.length;
    afterId = page.afterId;
  } while (afterId !== undefined);
  return marked;
}

/** Ripen searches for behaviour that no webhook reports at this interval. */
const RECONCILE_EVERY_MS = 5 * 60_000;
/** HubSpot's search lags "a few moments" behind; two minutes are more than that. */
const SEARCH_LAG_MS = 2 * 60_000;

/** Catches up with what no webhook told since an instant; returns when to come again. */
export async function reconcilePortal(
  session: Session,
  { since }: PayloadOf<'reconcile'>,
): Promise<{ readonly runAt: number; readonly payload: PayloadOf<'reconcile'> }> {
  const { db, portalId, hubspot, settings, clock, log } = session;
  const startedAt = clock.now();
  await sweepIfLost(session, since);
  const looked = await reconcileBehaviour(
    {
      searchContacts: hubspot.searchContacts,
      knownContacts: (ids) => propertiesOfContacts(db, portalId, ids),
      markStale: async (ids) => {
        const marks = ids.map((contactId) => ({ contactId, relink: false }));
        await markContactsStale(db, { portalId, marks, dueAt: clock.now() });
      },
    },
    settings.compiled.model,
    since,
    settings.read.searchable,
  );
  log.debug({ portalId, looked }, 'Reconciled');
  return { runAt: startedAt + RECONCILE_EVERY_MS, payload: { since: startedAt - SEARCH_LAG_MS } };
}
