import {
  contentView,
  type FunnelSeen,
  funnelView,
  sourcesView,
  speedView,
  tracksView,
} from '../../../cards/pages/contracts/figures-contract.ts';
import type { World } from '../../../demo/world.ts';
import type { CrmRecord } from '../../../sandbox/portal/records.ts';
import type { Year } from '../../../sandbox/year/year.ts';
import { callAsCard } from '../card-client.ts';
import type { LivedYear } from './year.ts';
import { ACCOUNT_ZONE } from './year-zone.ts';

/*
 * Counts the figures of a year again, from the sandbox's records and from what the account showed
 * at each look. Each law returns a sentence for each difference.
 */

const HOUR = 3_600_000;
const STAGES = ['captured', 'mql', 'sql', 'opportunity', 'customer'] as const;
/** The date property of each stage, which contacts in it or in a later stage have. */
const DATES = {
  mql: ['marketingqualifiedlead', 'salesqualifiedlead', 'opportunity', 'customer', 'evangelist'],
  sql: ['salesqualifiedlead', 'opportunity', 'customer', 'evangelist'],
  opportunity: ['opportunity', 'customer', 'evangelist'],
  customer: ['customer', 'evangelist'],
} as const;

type Reached = Record<(typeof STAGES)[number], number>;
const nobody = (): Reached => ({ captured: 0, mql: 0, sql: 0, opportunity: 0, customer: 0 });

export async function figuresOf<T>(
  world: World,
  name: string,
  view: { parse: (body: unknown) => T },
): Promise<T & { state: 'ok' }> {
  const { body } = await callAsCard(world, { path: `/cards/pages/figures/${name}?months=60` });
  const read = view.parse(body) as T & { state: string };
  if (read.state !== 'ok') throw new Error(`${name}: ${read.state}`);
  return read as T & { state: 'ok' };
}

function hasReached(world: World, { shown }: LivedYear, contact: CrmRecord) {
  const { id, properties } = contact;
  const portal = world.sandbox.portal();
  const deals = portal.associations
    .of('contacts', id, 'deals')
    .map(({ toId }) => portal.records.deals.get(toId)?.properties);
  const was = (shown.get(id) ?? []).map(({ qualification }) => qualification);
  const dated = (stage: keyof typeof DATES) =>
    DATES[stage].some((one) => properties[`hs_v2_date_entered_${one}`] || properties[`hs_lifecyclestage_${one}_date`]);
  const customer = dated('customer') || deals.some((deal) => deal?.['hs_is_closed_won'] === 'true');
  const opportunity = customer || dated('opportunity') || deals.some((deal) => deal?.['hs_is_closed'] === 'false');
  const sql = opportunity || dated('sql') || was.includes('sql');
  return { captured: true, customer, opportunity, sql, mql: sql || dated('mql') || was.includes('mql') };
}

const monthThere = new Intl.DateTimeFormat('en-CA', {
  timeZone: ACCOUNT_ZONE,
  year: 'numeric',
  month: '2-digit',
});

/** Everybody by the month of creation, and how far each has come. */
export async function wrongFunnel(world: World, lived: LivedYear): Promise<readonly string[]> {
  const funnel = (await figuresOf(world, 'funnel', funnelView)) as FunnelSeen;
  const months = new Map(funnel.months.map(({ from }) => [monthThere.format(from + HOUR), nobody()]));
  for (const contact of world.sandbox.portal().records.contacts.walk()) {
    const month = months.get(monthThere.format(Date.parse(contact.properties['createdate'] ?? '')));
    if (month === undefined) continue;
    const reached = hasReached(world, lived, contact);
    for (const stage of STAGES) if (reached[stage]) month[stage]++;
  }
  const wrongMonths = funnel.months.flatMap(({ from, reached }) => {
    const counted = months.get(monthThere.format(from + HOUR));
    return JSON.stringify(reached) === JSON.stringify(counted)
      ? []
      : [`${monthThere.format(from + HOUR)}: ${JSON.stringify(reached)}, counted ${JSON.stringify(counted)}`];
  });
  const { open, next, lost, silent } = funnel.stays[0]!.ended;
  const all = funnel.total.reached.captured;
  return [
    ...wrongMonths,
    ...(open + next + lost + silent === all ? [] : [`the stays of ${open + next + lost + silent} of ${all}`]),
  ];
}

/** Everybody by where they came from, how far each has come, and how many were won. */
export async function wrongSources(world: World, lived: LivedYear): Promise<readonly string[]> {
  const { kinds, wins } = await figuresOf(world, 'sources', sourcesView);
  const properties = {
    source: 'hs_analytics_source',
    campaign: 'hs_analytics_source_data_1',
    first_form: 'first_conversion_event_name',
    first_page: 'hs_analytics_first_url',
  };
  const contacts = [...world.sandbox.portal().records.contacts.walk()];
  const nameOf = (kind: keyof typeof properties, { properties: of }: CrmRecord) => {
    const value = of[properties[kind]]?.trim() ?? '';
    if (value === '') return null;
    return kind === 'first_page' ? placeOf(value) : value;
  };
  const countOf = (these: readonly CrmRecord[]) => {
    const reached = these.map((one) => ({ ...hasReached(world, lived, one), one }));
    return {
      captured: these.length,
      valid: these.filter((one) => one.properties['ripen_lead_validity'] === 'valid').length,
      mql: reached.filter(({ mql }) => mql).length,
      sql: reached.filter(({ sql }) => sql).length,
      customer: reached.filter(({ customer }) => customer).length,
    };
  };
  const differs = (what: string, told: unknown, counted: unknown) =>
    JSON.stringify(told) === JSON.stringify(counted)
      ? []
      : [`${what}: ${JSON.stringify(told)}, counted ${JSON.stringify(counted)}`];
  return [
    ...kinds.flatMap(({ kind, rows }) => {
      const told = rows.filter(({ isRest }) => !isRest).map(({ value }) => value);
      return rows.flatMap(({ value, isRest, captured, valid, mql, sql, customer }) => {
        const these = contacts.filter((one) => {
          const name = nameOf(kind, one);
          return isRest ? !told.includes(name) : name === value;
        });
        return differs(`${kind} ${value}`, { captured, valid, mql, sql, customer }, countOf(these));
      });
    }),
    ...wins.flatMap(({ value, captured, won }) => {
      const { customer, ...all } = countOf(contacts.filter((one) => nameOf('source', one) === value));
      return differs(`won by ${value}`, { captured, won }, { captured: all.captured, won: customer });
    }),
  ];
}

/** A page without what differs from visit to visit. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return `${host}${pathname === '/' ? '' : pathname}`;
}

/** At each look a contact was in the track and segment that its ledger names. */
export async function wrongStays(world: World, { shown }: LivedYear): Promise<readonly string[]> {
  const { rows } = await world.app.database.pool.query<{
    readonly contactId: number;
    readonly kind: 'track' | 'segment';
    readonly value: string;
    readonly since: number;
    readonly until: number | null;
  }>('select contact_id as "contactId", kind, value, since, until from stay');
  const at = (contactId: string, kind: string, instant: number) =>
    rows
      .filter((row) => `${row.contactId}` === contactId && row.kind === kind)
      .filter(({ since, until }) => since <= instant && (until === null || until > instant))
      .map(({ value }) => value)
      .join(' ') || 'none';
  return [...shown].flatMap(([contactId, looks]) =>
    looks.flatMap((look) =>
      (['track', 'segment'] as const).flatMap((kind) => {
        const told = at(contactId, kind, look.at);
        return told === look[kind]
          ? []
          : [`${contactId} at ${new Date(look.at).toISOString()}: ${kind} ${told}, shown ${look[kind]}`];
      }),
    ),
  );
}

/** Who is in each track and segment now, as the records of the account say. */
export async function wrongTracks(world: World): Promise<readonly string[]> {
  const { tracks, segments, dormant, touches } = await figuresOf(world, 'tracks', tracksView);
  const records = [...world.sandbox.portal().records.contacts.walk()];
  const count = (property: string, value: string) =>
    records.filter(({ properties }) => properties[property] === value).length;
  const due = await world.app.database.pool.query('select count(*)::int as n from touch');
  const told = touches.reduce((sum, one) => sum + one.due, 0);
  return [
    ...tracks
      .filter(({ value, now }) => now !== count('ripen_nurture_track', value))
      .map(({ value, now }) => `${value}: ${now}, counted ${count('ripen_nurture_track', value)}`),
    ...[
      ...segments.map(({ value, now }) => [value, now] as const),
      ...dormant[0]!.segments.map((one) => [one.segment, one.dormant] as const),
    ]
      .filter(([value, now]) => now !== count('ripen_dormant_segment', value))
      .map(([value, now]) => `${value}: ${now}, counted ${count('ripen_dormant_segment', value)}`),
    ...(told === due.rows[0].n ? [] : [`${told} touches of ${due.rows[0].n}`]),
  ];
}

/** An answer was given by a call that the sandbox logged, after it was owed; the page adds up. */
export async function wrongAnswers(world: World, { done, events, from }: LivedYear): Promise<readonly string[]> {
  const speed = await figuresOf(world, 'speed', speedView);
  const { rows } = await world.app.database.pool.query<{
    readonly contactId: number;
    readonly since: number;
    readonly due: number;
    readonly answered: number | null;
    readonly dropped: number | null;
  }>('select contact_id as "contactId", since, due, answered, dropped from answer');
  const acts = [
    ...done,
    ...events.filter(({ activity }) => activity.kind === 'call_logged' || activity.kind === 'meeting_booked'),
  ];
  const now = world.sandbox.clock.now();
  const wrong = rows
    .filter(({ since }) => since >= from)
    .flatMap(({ contactId, since, answered }) => {
      const calls = acts.filter((act) => act.contactId === `${contactId}` && act.at >= since).map(({ at }) => at);
      if (answered === null) return [];
      return calls.includes(answered) ? [] : [`${contactId}: nobody called at ${new Date(answered).toISOString()}`];
    });
  const kept = rows.filter(({ answered, due }) => answered !== null && answered <= due).length;
  const late = rows.filter(({ answered, due }) => answered !== null && answered > due).length;
  const dropped = rows.filter(
    ({ answered, dropped, due }) => answered === null && dropped !== null && dropped < due,
  ).length;
  const waiting = rows.filter(
    ({ answered, dropped, due }) => answered === null && (dropped === null || dropped >= due) && due >= now,
  ).length;
  const counted = { owed: rows.length, kept, late, dropped, waiting };
  const { total } = speed;
  const told = { owed: total.owed, kept: total.kept, late: total.late, dropped: total.dropped, waiting: total.waiting };
  const isSame =
    JSON.stringify(told) === JSON.stringify(counted) && total.missed === rows.length - kept - late - dropped - waiting;
  return [...wrong, ...(isSame ? [] : [`${JSON.stringify(told)}, counted ${JSON.stringify(counted)}`])];
}

type Mail = {
  readonly contactId: string;
  readonly campaign: string;
  readonly track: string;
  readonly opened: number;
  readonly clicked: number;
};

/** Each mail that went out; what its reader did until the next one, Infinity: nothing. */
function mailsOf({ sent, events }: LivedYear): readonly Mail[] {
  return sent.map(({ contactId, at, campaign, properties }) => {
    const next = Math.min(...sent.filter((one) => one.contactId === contactId && one.at > at).map((one) => one.at));
    const first = (kind: 'email_open' | 'email_click') =>
      Math.min(
        ...events
          .filter((one) => one.contactId === contactId && one.activity.kind === kind)
          .filter((one) => one.at >= at && one.at < next)
          .map((one) => one.at),
      );
    const track = properties['ripen_nurture_track'] ?? 'none';
    return { contactId, campaign, track, opened: first('email_open'), clicked: first('email_click') };
  });
}

/** Mails by track, and what became of them, as the account's own workflow and people did. */
export async function wrongMails(world: World, lived: LivedYear): Promise<readonly string[]> {
  const { mails } = await figuresOf(world, 'tracks', tracksView);
  const there = mailsOf(lived).filter(({ contactId }) => world.sandbox.portal().records.contacts.get(contactId));
  const told = (of: (one: (typeof mails)[number]) => number, track: string | null) =>
    mails.filter((one) => track === null || one.track === track).reduce((sum, one) => sum + of(one), 0);
  const counted = {
    clicked: there.filter(({ clicked }) => clicked < Infinity).length,
    opened: there.filter(({ opened }) => opened < Infinity).length,
  };
  return [
    ...[...new Set(there.map(({ track }) => track))].flatMap((track) => {
      const sent = there.filter((one) => one.track === track).length;
      return told((one) => one.sent, track) === sent
        ? []
        : [`${track}: ${told((one) => one.sent, track)}, sent ${sent}`];
    }),
    ...(['clicked', 'opened'] as const).flatMap((name) =>
      told((one) => one[name], null) === counted[name]
        ? []
        : [`${name}: ${told((one) => one[name], null)}, counted ${counted[name]}`],
    ),
  ];
}

type Met = {
  readonly what: string | undefined;
  readonly contactId: string;
  readonly at: number;
};

/** The forms that each contact filled in before Ripen came. */
export const metBefore = (world: World): readonly Met[] =>
  [...world.sandbox.portal().records.contacts.walk()].flatMap(({ id: contactId, properties, versions }) => {
    const dated = (name: string) => Date.parse(properties[name] ?? '');
    const form = (what: string | undefined, at: number) => ({ what, contactId, at });
    return [
      form(properties['first_conversion_event_name'], dated('first_conversion_date')),
      form(properties['recent_conversion_event_name'], dated('recent_conversion_date')),
      ...(versions.get('recent_conversion_event_name') ?? []).map(({ value, timestamp }) => form(value, timestamp)),
    ].filter(({ what }) => what !== undefined && what !== '');
  });

/**
 * What each contact met, by what people did in the sandbox, and whom it was met before. A look in
 * the evening sees the last page and the last form of the day. When each became MQL and SQL is
 * Ripen's own word, whose counts `wrongFunnel` holds.
 */
export async function wrongContent(
  world: World,
  lived: LivedYear,
  { days }: Year,
  before: readonly Met[],
): Promise<readonly string[]> {
  const { kinds } = await figuresOf(world, 'content', contentView);
  const { rows } = await world.app.database.pool.query<{
    readonly id: number;
    readonly mql: number | null;
    readonly sql: number | null;
  }>(`select contact_id as id, least(mql, sql, opportunity, customer) as mql, least(sql, opportunity, customer) as sql
    from passage`);
  const ripe = new Map(rows.map(({ id, mql, sql }) => [`${id}`, { mql: mql ?? Infinity, sql: sql ?? Infinity }]));
  const met = new Map<string, number>();
  const meet = (kind: string, what: string, contactId: string, at: number) => {
    const key = JSON.stringify([kind, what, contactId]);
    met.set(key, Math.min(at, met.get(key) ?? Infinity));
  };
  for (const { events } of days)
    for (const { contactId, at, activity } of events) {
      const isLast = !events.some(
        (one) => one.contactId === contactId && one.at > at && one.activity.kind === activity.kind,
      );
      if (!isLast) continue;
      if (activity.kind === 'form_submission') meet('form', `${activity.page}: ${activity.form}`, contactId, at);
      if (activity.kind !== 'page_view') continue;
      meet('page', placeOf(activity.url ?? 'https://vendor.example/'), contactId, at);
    }
  for (const { what = '', contactId, at } of before) meet('form', what, contactId, at);
  for (const { contactId, campaign, opened, clicked } of mailsOf(lived))
    if (Math.min(opened, clicked) < Infinity) meet('mail', campaign, contactId, Math.min(opened, clicked));
  const counted = new Map<string, number[]>();
  for (const [key, at] of met) {
    const [kind, what, contactId] = JSON.parse(key) as [string, string, string];
    const one = ripe.get(contactId);
    if (one === undefined) continue;
    const count = counted.get(`${kind} ${what}`) ?? [0, 0, 0, 0];
    counted.set(`${kind} ${what}`, count);
    if (at <= one.mql) count[0]!++;
    if (at <= one.mql && one.mql < Infinity) count[1]!++;
    if (at <= one.sql) count[2]!++;
    if (at <= one.sql && one.sql < Infinity) count[3]!++;
  }
  const told = kinds.flatMap(({ kind, rows }) =>
    rows.map((row): [string, string] => [
      `${kind} ${row.what}`,
      [row.beforeMql, row.mql, row.beforeSql, row.sql].join(),
    ]),
  );
  return [
    ...told.flatMap(([name, counts]) =>
      counts === counted.get(name)?.join() ? [] : [`${name}: ${counts}, counted ${counted.get(name)?.join()}`],
    ),
    // The page shows fifty of each kind.
    ...(['form', 'page'] as const).flatMap((kind) => {
      const all = [...counted].filter(([name, count]) => name.startsWith(`${kind} `) && count[2]! > 0);
      const names = told.filter(([name]) => name.startsWith(`${kind} `));
      return names.length === Math.min(50, all.length) ? [] : [`${names.length} of ${all.length} ${kind}s`];
    }),
  ];
}
