import { type RawBuilder, sql } from 'kysely';
import type { CorrespondenceEntry, Violation } from '../../domain/nurture/correspondence.ts';
import { ofChosen } from '../figures/present.ts';
import { type Db, json } from '../transaction.ts';
import type { ChosenPeriod, Period } from './touches.ts';

/*
 * The ledger of correspondence: append-only, kept until a contact is erased. Instants are ms since
 * 1970 on the app's clock, those of sends on HubSpot's.
 */

export type CorrespondenceSummary = {
  /** when the ledger begins; null: it is empty */
  readonly firstAt: number | null;
  /** contacts that were excluded at some time of the period */
  readonly excluded: number;
  readonly sends: number;
};

/** Appends entries. The same contact, instant and kind again changes nothing. */
export async function appendCorrespondence(
  trx: Db,
  portalId: number,
  entries: readonly (CorrespondenceEntry & { readonly contactId: number })[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ contactId, at, kind, ...detail }) => ({
    contact_id: contactId,
    at,
    kind,
    detail: kind === 'admitted' ? null : detail,
  }));
  await sql`
    insert into correspondence (portal_id, contact_id, at, kind, detail)
    select ${portalId}, contact_id, at, kind, detail
    from rows from (jsonb_to_recordset(${json(rows)}) as (contact_id bigint, at bigint, kind text, detail jsonb))
      with ordinality as t(contact_id, at, kind, detail, n)
    order by contact_id, n on conflict do nothing`.execute(trx);
  await keepViolations(trx, portalId, [...new Set(rows.map((row) => row.contact_id))]);
}

/**
 * SQL: sends, each with the exclusion that held at that instant, if one did: the contact's last
 * entry before the send tells. Of an exclusion and an admission in the same millisecond the
 * admission counts. A send that a merge carried over was judged then, by the other contact's
 * entries.
 */
const judgedSends = (which: RawBuilder<unknown>) => sql`
  select s.contact_id, s.at, s.detail, coalesce((s.detail #>> '{judged,since}')::bigint, begun.since) as since,
    coalesce(s.detail #> '{judged,rules}', held.detail -> 'rules') as rules
  from correspondence s
  left join lateral (
    select e.at, e.kind, e.detail from correspondence e
    where e.portal_id = s.portal_id and e.contact_id = s.contact_id and e.kind <> 'send'
      and (e.at < s.at or e.at = s.at and e.kind = 'admitted')
    order by e.at desc, e.seq desc limit 1
  ) held on held.kind = 'excluded' and not s.detail ? 'judged'
  left join lateral (
    select min(e.at) as since from correspondence e
    where e.portal_id = s.portal_id and e.contact_id = s.contact_id and e.kind = 'excluded' and e.at <= held.at
      and e.at >= coalesce((select max(a.at) from correspondence a where a.portal_id = s.portal_id
        and a.contact_id = s.contact_id and a.kind = 'admitted' and a.at <= held.at), 0)
  ) begun on held.kind is not null
  where s.kind = 'send' and ${which}`;

/**
 * Finds again which sends to these contacts were violations, as their entries are now. A page reads
 * these few rows: the sends of a year are millions in a large account.
 */
async function keepViolations(trx: Db, portalId: number, contactIds: readonly number[]): Promise<void> {
  const which = sql`s.portal_id = ${portalId} and s.contact_id = any(${[...contactIds]}::bigint[])
    and (s.detail ? 'judged' or exists (select from correspondence x
      where x.portal_id = ${portalId} and x.contact_id = s.contact_id and x.kind = 'excluded' and x.at <= s.at))`;
  await sql`
    with found as materialized (
      select contact_id, at, detail ->> 'campaign' as campaign, since, rules
      from (${judgedSends(which)}) sends where since is not null
    ), gone as (
      delete from violation v where portal_id = ${portalId} and contact_id = any(${[...contactIds]}::bigint[])
        and not exists (select from found f where f.contact_id = v.contact_id and f.at = v.at)
    )
    insert into violation as v (portal_id, contact_id, at, campaign, since, rules)
    select ${portalId}, contact_id, at, campaign, since, rules from found order by contact_id, at
    on conflict (portal_id, contact_id, at) do update set campaign = excluded.campaign, since = excluded.since, rules = excluded.rules
    where (v.campaign, v.since, v.rules) is distinct from (excluded.campaign, excluded.since, excluded.rules)`.execute(
    trx,
  );
}

export type Watched = Omit<CorrespondenceSummary, 'sends'> & {
  /** sends to excluded contacts */
  readonly sends: number;
  /** the newest of them first */
  readonly latest: readonly Violation[];
};

/** What a page tells of correspondence since an instant; an audit reads all of the ledger. */
export async function watchedCorrespondence(
  db: Db,
  { portalId, since, only = {} }: ChosenPeriod,
  limit: number,
): Promise<Watched> {
  const violations = sql`from violation p where portal_id = ${portalId} and at >= ${since} ${ofChosen(portalId, only)}`;
  const { rows } = await sql<Watched>`
    select
      least((select min(at) from correspondence where portal_id = ${portalId} and kind = 'excluded'),
        (select min(at) from correspondence where portal_id = ${portalId} and kind = 'send')) as "firstAt",
      (select count(*) from contact k where portal_id = ${portalId} and excluded is not null ${ofChosen(portalId, only, 'k')})
        + (select count(distinct e.contact_id) from correspondence e
          join contact k on k.portal_id = ${portalId} and k.contact_id = e.contact_id
          where e.portal_id = ${portalId} and e.kind = 'admitted' and e.at > ${since} and k.excluded is null
            ${ofChosen(portalId, only, 'k')}) as excluded,
      (select count(*) ${violations}) as sends,
      (select coalesce(jsonb_agg(jsonb_build_object('contactId', contact_id, 'at', at, 'campaign', campaign, 'since', since, 'rules', rules)
          order by at desc, contact_id desc), '[]')
        from (select * ${violations} order by at desc, contact_id desc limit ${limit}) v) as latest`.execute(db);
  return rows[0]!;
}

/**
 * Every send since an instant to a contact that was excluded, oldest first; a page at a time,
 * however many there are.
 */
export async function* violations(db: Db, { portalId, since }: Period, pageSize = 500): AsyncGenerator<Violation> {
  let after = { at: since - 1, contactId: Number.MAX_SAFE_INTEGER };
  for (;;) {
    const which = sql`s.portal_id = ${portalId} and (s.at, s.contact_id) > (${after.at}, ${after.contactId})`;
    const { rows } = await sql<Violation>`
      select contact_id as "contactId", at, detail ->> 'campaign' as campaign, since, rules
      from (${judgedSends(which)}) sends where since is not null
      order by at, contact_id limit ${pageSize}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last;
  }
}

/** How many exclusions and sends the ledger of a portal has since an instant. */
export async function correspondenceSummary(db: Db, { portalId, since }: Period): Promise<CorrespondenceSummary> {
  const { rows } = await sql<CorrespondenceSummary>`
    with states as (
      select contact_id, kind, lead(at) over (partition by contact_id order by at, seq) as until
      from correspondence where portal_id = ${portalId} and kind <> 'send'
    )
    select
      (select min(at) from correspondence where portal_id = ${portalId}) as "firstAt",
      (select count(distinct contact_id) from states where kind = 'excluded' and (until is null or until > ${since})) as excluded,
      (select count(*) from correspondence where portal_id = ${portalId} and kind = 'send' and at >= ${since}) as sends`.execute(
    db,
  );
  return rows[0]!;
}

/** The entries of one contact, oldest first. */
export async function correspondenceOf(
  db: Db,
  { portalId, contactId }: { readonly portalId: number; readonly contactId: number },
): Promise<CorrespondenceEntry[]> {
  const { rows } = await sql<{ entry: CorrespondenceEntry }>`
    select coalesce(detail, '{}') || jsonb_build_object('kind', kind, 'at', at) as entry
    from correspondence where portal_id = ${portalId} and contact_id = ${contactId} order by at, seq`.execute(db);
  return rows.map(({ entry }) => entry);
}

/**
 * Carries the sends of a merged contact over into the one that is left. Each send is judged by the
 * entries of the contact that got it, because the other one has exclusions of its own. The rows of
 * the merged contact stay until it is erased.
 */
export async function carrySends(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  const which = sql`s.portal_id = ${portalId} and s.contact_id = ${from}`;
  await sql`
    insert into correspondence (portal_id, contact_id, at, kind, detail)
    select ${portalId}, ${into}, at, 'send',
      detail || jsonb_build_object('judged', jsonb_build_object('since', since, 'rules', rules))
    from (${judgedSends(which)}) sends order by at on conflict do nothing`.execute(trx);
  await keepViolations(trx, portalId, [into]);
}
