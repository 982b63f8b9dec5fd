import type { Sandbox } from '../../../sandbox/sandbox.ts';
import type { Done, Sent } from '../../../sandbox/year/people-at-work.ts';
import type { YearEvent } from '../../../sandbox/year/schedule.ts';
import type { Year } from '../../../sandbox/year/year.ts';

/** A sandbox portal with the app, whichever process it runs in. */
export type LivedIn = {
  readonly sandbox: Sandbox;
  /**
   * tells the app that the sandbox's clock has moved; called in the same turn of the event loop,
   * before the app can look
   */
  readonly clockMoved?: () => void;
  /** resolves when nothing is left to do at the clock's now */
  readonly settled: () => Promise<void>;
  /** something goes wrong while work is under way that would otherwise only be waited for */
  readonly disturb?: (day: number) => Promise<void>;
};

/** What the account showed of a contact, from `at` until the next one of it. */
export type Shown = {
  readonly at: number;
  /** `none`: awake */
  readonly segment: string;
  readonly track: string;
  readonly qualification: string;
  /** HubSpot's lifecycle stage */
  readonly stage: string;
  readonly excluded: boolean;
};

/** A dormant contact that did something. */
type WakeUp = {
  readonly contactId: string;
  readonly at: number;
  readonly activity: string;
  /** what was shown before, and right after the app has settled */
  readonly from: string;
  readonly to: string;
};

export type LivedYear = {
  readonly from: number;
  readonly until: number;
  /** what contacts and reps did of their own accord */
  readonly events: readonly YearEvent[];
  readonly sent: readonly Sent[];
  readonly done: readonly Done[];
  readonly wakeUps: readonly WakeUp[];
  /** ms: the longest time in which nobody looked at what the account shows */
  readonly betweenLooks: number;
  /** by contact, oldest first, one entry a change */
  readonly shown: ReadonlyMap<string, readonly Shown[]>;
};

/**
 * Signs of life: everything a person does with intent. Opening mail is none, machines do it; nor is
 * what is done to the person.
 */
const SIGNS_OF_LIFE: ReadonlySet<YearEvent['activity']['kind']> = new Set([
  'page_view',
  'form_submission',
  'email_click',
  'social_click',
  'meeting_booked',
]);

/**
 * Lives through the days of a year with an app that is installed and settled, which settles twice a
 * day.
 */
export async function liveYear(world: LivedIn, { days }: Year): Promise<LivedYear> {
  const { sandbox } = world;
  const from = sandbox.clock.now();
  const sent: Sent[] = [];
  const done: Done[] = [];
  const wakeUps: WakeUp[] = [];
  const shown = new Map<string, Shown[]>();
  let lookedAt = from;
  let betweenLooks = 0;
  const last = (contactId: string) => shown.get(contactId)?.at(-1);
  const segmentOf = (contactId: string) => last(contactId)?.segment ?? 'none';
  const look = () => {
    betweenLooks = Math.max(betweenLooks, sandbox.clock.now() - lookedAt);
    lookedAt = sandbox.clock.now();
    for (const { id, properties } of sandbox.portal().records.contacts.walk()) {
      const segment = properties['ripen_dormant_segment'] ?? 'none';
      const track = properties['ripen_nurture_track'] ?? 'none';
      const excluded = properties['ripen_do_not_contact'] !== 'false' || track === 'no_correspondence';
      const qualification = properties['ripen_qualification'] ?? 'unqualified';
      const stage = properties['lifecyclestage'] ?? '';
      const before = last(id);
      if (
        before?.segment === segment &&
        before.track === track &&
        before.qualification === qualification &&
        before.stage === stage &&
        before.excluded === excluded
      )
        continue;
      const now = { at: sandbox.clock.now(), segment, track, qualification, stage, excluded };
      shown.set(id, [...(shown.get(id) ?? []), now]);
    }
  };
  const settle = async (day: number) => {
    world.clockMoved?.();
    await world.disturb?.(day);
    await world.settled();
    look();
  };

  look();
  for (const [index, day] of days.entries()) {
    sandbox.clock.set(day.begin);
    await settle(index);
    const dormant = day.events
      .filter(({ contactId, activity }) => SIGNS_OF_LIFE.has(activity.kind) && segmentOf(contactId) !== 'none')
      .map(({ contactId, at, activity }) => ({ contactId, at, activity: activity.kind, from: segmentOf(contactId) }));
    const { sent: mails, done: tasks } = day.live();
    sent.push(...mails);
    done.push(...tasks);
    await settle(index);
    wakeUps.push(...dormant.map((one) => ({ ...one, to: segmentOf(one.contactId) })));
  }
  const events = days.flatMap((day) => day.events);
  return { from, until: sandbox.clock.now(), events, sent, done, wakeUps, betweenLooks, shown };
}
