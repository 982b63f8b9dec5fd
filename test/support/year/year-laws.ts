import { timeZoneOption } from '../../../sandbox/portal/standard/time-zones.ts';
import { PLACES } from '../../../sandbox/year/places.ts';
import type { YearEvent } from '../../../sandbox/year/schedule.ts';
import type { LivedYear, Shown } from './year.ts';
import type { Ledger, TouchRow } from './year-ledger.ts';
import { ACCOUNT_ZONE } from './year-zone.ts';

/*
 * Laws of a year's touches and e-mails. They follow from what the account shows and from the app's
 * ledgers, not from how the engine counts. Each law returns a sentence for each breach.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The cadences of the default model, in days: how often, and when first. */
const CADENCES: Readonly<Record<string, { readonly every: number; readonly first: number }>> = {
  'mql_nurture email': { every: 7, first: 1 },
  'dormant_mql email': { every: 61, first: 61 },
  'dormant_sql email': { every: 30, first: 30 },
  'dormant_sql manual': { every: 91, first: 45 },
  'closed_lost_review manual': { every: 182, first: 182 },
  'customer manual': { every: 182, first: 90 },
};
const MINIMUM_GAP = 3 * DAY;
const GRACE = 5 * DAY;
/**
 * A weekend with a holiday beside it, from the evening before to the morning after, and an hour for
 * summer time.
 */
const LONGEST_CLOSED = 3 * DAY + 17 * HOUR;

const SENDING = new Set(['mql_nurture', 'dormant_mql', 'dormant_sql', 'customer']);

const day = (at: number): string => new Date(at).toISOString().slice(0, 16);
const groups = <T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> => {
  const found = new Map<string, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = found.get(key);
    if (group) group.push(row);
    else found.set(key, [row]);
  }
  return found;
};

/**
 * Nobody was written to who was excluded: by the ledger at that instant, or by what the contact's
 * record said.
 */
export function sendsToExcluded({ sent }: LivedYear, { correspondence }: Ledger): readonly string[] {
  const ofContact = groups(correspondence, ({ contactId }) => `${contactId}`);
  return sent.flatMap(({ at, contactId, campaign, properties }) => {
    const held = (ofContact.get(contactId) ?? []).filter((entry) => entry.kind !== 'send' && entry.at < at).at(-1);
    const track = properties['ripen_nurture_track'] ?? '';
    const allowed = held?.kind !== 'excluded' && properties['ripen_do_not_contact'] === 'false' && SENDING.has(track);
    return allowed ? [] : [`${contactId} was sent ${campaign} at ${day(at)}, ${held?.kind ?? 'no entry'}, on ${track}`];
  });
}

/** Every e-mail is in the ledger once, with its campaign. */
export function sendsUnknown({ sent, from }: LivedYear, { correspondence }: Ledger): readonly string[] {
  const noted = correspondence.filter(({ kind, at }) => kind === 'send' && at >= from);
  const known = new Set(noted.map(({ contactId, at, detail }) => `${contactId} ${at} ${detail?.campaign}`));
  const unknown = sent.filter(({ contactId, at, campaign }) => !known.has(`${contactId} ${at} ${campaign}`));
  return [
    ...unknown.map(({ contactId, at }) => `the mail to ${contactId} at ${day(at)} is not in the ledger`),
    ...(known.size > sent.length ? [`${known.size - sent.length} sends in the ledger were none`] : []),
  ];
}

/**
 * No touch falls due within the minimum gap after another one, a mail or a call. A cancelled one is
 * none: its reason was gone before anybody acted.
 */
export function collisions({ sent, done, events }: LivedYear, { touches }: Ledger): readonly string[] {
  const acts = [
    ...sent.map(({ contactId, at }) => ({ contactId, at, what: 'a mail' })),
    ...[...done, ...events.filter(isCall)].map(({ contactId, at }) => ({ contactId, at, what: 'a call' })),
  ];
  const due = touches
    .filter(({ state }) => state !== 'cancelled')
    .map((touch) => ({ contactId: `${touch.contactId}`, at: touch.dueAt, what: name(touch) }));
  const before = groups([...acts, ...due], ({ contactId }) => contactId);
  return due.flatMap((one) =>
    (before.get(one.contactId) ?? [])
      .filter(({ at }) => one.at - MINIMUM_GAP < at && at < one.at)
      .map(({ at, what }) => `${one.contactId}: ${one.what} at ${day(one.at)}, and ${what} at ${day(at)}`),
  );
}

/**
 * Mails fall due from 8 to 19 by the person's clock, touches by hand from 9 to 17 by the account's,
 * on working days.
 */
export function outOfHours({ touches }: Ledger, zonesOf: (contactId: number) => readonly string[]): readonly string[] {
  return touches.flatMap((touch) => {
    const zones = touch.kind === 'email' ? zonesOf(touch.contactId) : [ACCOUNT_ZONE];
    const [opens, closes] = touch.kind === 'email' ? [8, 19] : [9, 17];
    return zones.flatMap((zone) => {
      const { weekday, date, hour } = localTime(touch.dueAt, zone);
      const open = weekday !== 'Sat' && weekday !== 'Sun' && !HOLIDAYS.has(date) && opens <= hour && hour < closes;
      return open ? [] : [`${touch.contactId}: ${name(touch)} at ${day(touch.dueAt)}, ${weekday} ${hour}h in ${zone}`];
    });
  });
}

/**
 * Touches of one kind in one stretch of a track follow each other in its rhythm. Each may wait
 * for the end of a closed time, and for the minimum gap after another touch of the contact, a call
 * or a mail that came shortly before; so two of them may be that much nearer or farther. Another
 * purchase between two of them begins the wait anew.
 */
export function offCadence(year: LivedYear, { touches }: Ledger): readonly string[] {
  const others = outreachOf(year, touches);
  const delay = ({ contactId, dueAt }: TouchRow) =>
    LONGEST_CLOSED +
    ((others.get(`${contactId}`) ?? []).some((at) => dueAt - MINIMUM_GAP - LONGEST_CLOSED <= at && at < dueAt)
      ? MINIMUM_GAP
      : 0);
  return [...stretches(year, touches).values()].flatMap(({ of }) =>
    pairs(of).flatMap(([a, b]) => {
      const cadence = CADENCES[name(a)];
      // Mails to customers have two rhythms, a welcome and an anniversary.
      if (cadence === undefined) return [];
      const between = { from: a.dueAt, to: b.dueAt };
      const anew = a.track === 'customer' ? lastDecision(year, `${a.contactId}`, between, ['deal_won']) : undefined;
      const off = b.dueAt - (anew === undefined ? a.dueAt + cadence.every * DAY : anew + cadence.first * DAY);
      return -delay(a) <= off && off <= delay(b)
        ? []
        : [
            `${a.contactId}: ${name(a)} at ${day(a.dueAt)}, then ${day(b.dueAt)}: off by ${(off / DAY).toFixed(2)} days`,
          ];
    }),
  );
}

/** A stretch of a track has all its touches, if it is long enough. */
export function forgotten(year: LivedYear, { touches }: Ledger, hasAddress: (contactId: number) => boolean) {
  const had = stretches(year, touches);
  const slack = LONGEST_CLOSED + 2 * MINIMUM_GAP + year.betweenLooks;
  return Object.entries(CADENCES).flatMap(([sort, { every, first }]) => {
    const [track, kind] = sort.split(' ') as [string, string];
    // The short-term programme ends by itself, whatever the track that is shown.
    if (track === 'mql_nurture') return [];
    return [...year.shown].flatMap(([contactId, shown]) => {
      if (kind === 'email' && !hasAddress(Number(contactId))) return [];
      return spells(shown, track, year.until).flatMap(({ from, to }) => {
        // Of a stretch that was under way when the app was installed, only the rhythm is known.
        const begin = begun(year, contactId, { from, to });
        const length = to - begin - slack - (begin > year.from ? first * DAY : every * DAY);
        const expected = length < 0 ? 0 : Math.floor(length / (every * DAY)) + 1;
        const found = had.get(`${contactId} ${sort} ${from}`)?.of.length ?? 0;
        return found >= expected
          ? []
          : [`${contactId}: ${found} ${sort} from ${day(from)} to ${day(to)}, expected ${expected}`];
      });
    });
  });
}

/** Touches belong to a track that the contact was shown to be in, when they fell due. */
export function strays(year: LivedYear, { touches }: Ledger): readonly string[] {
  return touches
    .filter((touch) => stretchOf(year, touch) === undefined)
    .map((touch) => `${touch.contactId}: ${name(touch)} at ${day(touch.dueAt)}`);
}

/**
 * An e-mail is done by a mail that was sent, at the instant it was sent; one that is missed had
 * none in its days of grace, and is not missed before they have ended.
 */
export function wrongOutcomes({ sent, until }: LivedYear, { touches }: Ledger): readonly string[] {
  const mails = groups(sent, ({ contactId }) => contactId);
  return touches
    .filter(({ kind }) => kind === 'email')
    .flatMap((touch) => {
      const after = (mails.get(`${touch.contactId}`) ?? []).map(({ at }) => at).filter((at) => at >= touch.dueAt);
      const inTime = after.filter((at) => at < touch.dueAt + GRACE);
      const right =
        touch.state === 'done'
          ? touch.closedAt === after[0]
          : touch.state === 'missed'
            ? inTime.length === 0 && (touch.closedAt ?? -Infinity) >= touch.dueAt + GRACE
            : touch.state === 'cancelled' || (touch.state === 'open' && until < touch.dueAt + GRACE);
      return right ? [] : [`${touch.contactId}: ${name(touch)} at ${day(touch.dueAt)} is ${touch.state}`];
    });
}

/** Each dormant contact that shows a sign of life is awake as soon as the app has looked. */
export const sleepers = ({ wakeUps }: LivedYear): readonly string[] =>
  wakeUps
    .filter(({ to }) => to !== 'none')
    .map(({ contactId, at, activity, to }) => `${contactId}: ${activity} at ${day(at)}, still ${to}`);

/**
 * A deal that is lost while another one is remembered begins the wait anew, as another purchase
 * does, and nothing that is shown changes.
 */
const begun = (year: LivedYear, contactId: string, spell: Spell): number =>
  lastDecision(year, contactId, spell) ?? spell.from;

const lastDecision = (
  { events }: LivedYear,
  contactId: string,
  { from, to }: Spell,
  kinds: readonly string[] = ['deal_lost', 'deal_won'],
): number | undefined =>
  events.findLast(
    (event) =>
      event.contactId === contactId && kinds.includes(event.activity.kind) && from < event.at && event.at <= to,
  )?.at;

/**
 * Whoever is with sales, has bought or comes to sales by it, and raises a hand, is answered within
 * eight working hours; or somebody is reminded of it by then, and somebody else is told after
 * sixteen. A deal that moves meanwhile shows that sales is at it.
 */
export function unanswered(year: LivedYear, { tasks }: Ledger): readonly string[] {
  const calls = groups([...year.done, ...year.events.filter(isCall)], ({ contactId }) => contactId);
  const deals = groups(
    year.events.filter(({ activity }) => activity.kind.startsWith('deal_')),
    ({ contactId }) => contactId,
  );
  const told = groups(
    tasks.filter(({ state }) => state !== 'failed'),
    ({ contactId, kind }) => `${contactId} ${kind}`,
  );
  return handRaises(year).flatMap(({ contactId, at }) => {
    const wait = (hours: number, kind: string): readonly string[] => {
      const by = afterWorkingHours(at, hours);
      const within = (acts: ReadonlyMap<string, readonly { readonly at: number }[]>, from: number) =>
        (acts.get(contactId) ?? []).some((act) => from <= act.at && act.at <= by);
      // It may have joined an earlier one, whose deadline was sooner.
      const isTold = (told.get(`${contactId} ${kind}`) ?? []).some(
        ({ dueAt }) => at - 4 * DAY <= dueAt && dueAt <= by + ROUNDING,
      );
      return isTold || within(calls, at) || within(deals, at - DAY) || by > year.until
        ? []
        : [`${contactId} raised a hand at ${day(at)}: nobody answered, and no ${kind} by ${day(by)}`];
    };
    return [...wait(8, 'remind'), ...wait(16, 'escalate')];
  });
}

/**
 * Every task to answer belongs to a hand-raise or to a lost deal that woke up, `before` the year or
 * in it.
 */
export function unasked(
  year: LivedYear,
  { tasks }: Ledger,
  before: readonly { readonly contactId: string; readonly at: number }[],
): readonly string[] {
  const did = groups([...before, ...year.events], ({ contactId }) => contactId);
  return tasks
    .filter(({ kind }) => kind === 'respond')
    .flatMap(({ contactId, key }) => {
      const since = Number(key.split(':')[1]);
      const isOf = (did.get(`${contactId}`) ?? []).some(({ at }) => at === since);
      return isOf ? [] : [`${contactId} is to be answered for ${day(since)}, and did nothing then`];
    });
}

/** Every task to answer is closed, or escalated by its second deadline. */
export function lyingOn({ until }: LivedYear, { tasks }: Ledger): readonly string[] {
  const sinceOf = ({ key }: Ledger['tasks'][number]) => Number(key.split(':')[1]);
  const told = new Set(tasks.filter(({ kind }) => kind === 'escalate').map((t) => `${t.contactId} ${sinceOf(t)}`));
  return tasks
    .filter(({ kind, state }) => kind === 'respond' && state !== 'closed')
    .filter((task) => afterWorkingHours(sinceOf(task), 16) + ROUNDING < until)
    .filter((task) => !told.has(`${task.contactId} ${sinceOf(task)}`))
    .map((task) => `${task.contactId} is to be answered for ${day(sinceOf(task))}, and nobody else was told`);
}

/**
 * Hand-raises of those who were SQLs or customers when the account was last looked at, or are at
 * the next look.
 */
export const handRaises = ({ events, shown, betweenLooks }: LivedYear): readonly YearEvent[] =>
  events.filter(({ contactId, at, activity }) => {
    if (!isHandRaise(activity)) return false;
    // Of those within one reading, which takes in an hour, HubSpot shows the last one alone.
    const isLast = !events.some(
      (other) => other.contactId === contactId && isHandRaise(other.activity) && at < other.at && other.at < at + HOUR,
    );
    const isSales = (entry: Shown | undefined) => entry?.qualification === 'sql' || entry?.track === 'customer';
    const before = shown.get(contactId)?.findLast((entry) => entry.at < at);
    const after = shown.get(contactId)?.findLast((entry) => entry.at <= at + betweenLooks);
    return isLast && before !== undefined && (isSales(before) || isSales(after));
  });

const isHandRaise = (activity: YearEvent['activity']): boolean =>
  activity.kind === 'meeting_booked' ||
  (activity.kind === 'form_submission' && ['Request a demo', 'Talk to sales', 'Free trial'].includes(activity.form));

const STEP = HOUR / 6;
/** Working hours are counted in steps of ten minutes. */
const ROUNDING = 2 * STEP;

function afterWorkingHours(from: number, hours: number): number {
  let left = hours * HOUR;
  for (let at = from; ; at += STEP) {
    // A step that ends after closing time is none: its rest belongs to the next working day.
    if (isWorkingTime(at) && isWorkingTime(at + STEP - 1)) left -= STEP;
    if (left <= 0) return at + STEP;
  }
}

function isWorkingTime(at: number): boolean {
  const { weekday, date, hour } = localTime(at, ACCOUNT_ZONE);
  return weekday !== 'Sat' && weekday !== 'Sun' && !HOLIDAYS.has(date) && 9 <= hour && hour < 17;
}

const isCall = ({ activity }: YearEvent): boolean => activity.kind === 'call_logged';
const name = ({ track, kind }: TouchRow): string => `${track} ${kind}`;
const pairs = <T>(items: readonly T[]): (readonly [T, T])[] =>
  items.slice(1).map((item, index) => [items[index]!, item]);

type Spell = { readonly from: number; readonly to: number };

/**
 * When the contact was shown to be in a track, from change to change. Without an address one that
 * is dormant, or a customer, is on no track, and is called all the same.
 */
function spells(shown: readonly Shown[], wanted: string, until: number): readonly Spell[] {
  const found: Spell[] = [];
  for (const [index, { at, track, segment, stage }] of shown.entries()) {
    if (track !== wanted && !(track === 'none' && (segment === wanted || stage === wanted))) continue;
    const to = shown[index + 1]?.at ?? until;
    const last = found.at(-1);
    // It stays while something else that is shown changes.
    if (last?.to === at) found[found.length - 1] = { from: last.from, to };
    else found.push({ from: at, to });
  }
  return found;
}

/** A change of track is shown at the next look only. */
const stretchOf = (year: LivedYear, { contactId, track, dueAt }: TouchRow): Spell | undefined =>
  spells(year.shown.get(`${contactId}`) ?? [], track, year.until).findLast(
    ({ from, to }) => from - year.betweenLooks <= dueAt && dueAt <= to,
  );

function stretches(year: LivedYear, touches: readonly TouchRow[]) {
  const found = new Map<string, { readonly spell: Spell; readonly of: TouchRow[] }>();
  for (const touch of touches) {
    const spell = stretchOf(year, touch);
    if (spell === undefined) continue;
    const key = `${touch.contactId} ${name(touch)} ${spell.from}`;
    const stretch = found.get(key) ?? { spell, of: [] };
    stretch.of.push(touch);
    found.set(key, stretch);
  }
  return found;
}

/** Every instant at which a contact was touched, was to be touched, or was called. */
function outreachOf(
  { sent, done, events }: LivedYear,
  touches: readonly TouchRow[],
): ReadonlyMap<string, readonly number[]> {
  const all = [
    ...sent.map(({ contactId, at }) => ({ contactId, at })),
    ...done,
    ...events.filter(isCall),
    ...touches.map(({ contactId, dueAt }) => ({ contactId: `${contactId}`, at: dueAt })),
  ];
  return new Map([...groups(all, ({ contactId }) => contactId)].map(([id, of]) => [id, of.map(({ at }) => at)]));
}

const HOLIDAYS = new Set(['01-01', '12-25', '12-26']);
const ZONES = new Map(PLACES.map(({ timeZone }) => [timeZoneOption(timeZone), timeZone]));
const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * The IANA zone of a contact by its record; else those of its country, on the mainland; else the
 * account's.
 */
export function zonesOf({ hs_timezone: own, country }: Readonly<Record<string, string | undefined>>): string[] {
  const known = ZONES.get(own ?? '');
  if (known !== undefined) return [known];
  const there = PLACES.filter((place) => place.country === country && !FAR_AWAY.has(place.timeZone));
  return there.length === 0 ? [ACCOUNT_ZONE] : there.map(({ timeZone }) => timeZone);
}

/** Zones far from those of nearly everybody in the country: no hours suit all. */
const FAR_AWAY = new Set(['Pacific/Honolulu']);

function localTime(at: number, timeZone: string) {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      hourCycle: 'h23',
    });
  clocks.set(timeZone, clock);
  const parts = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
  return { weekday: parts['weekday'], date: `${parts['month']}-${parts['day']}`, hour: Number(parts['hour']) };
}
