import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { marketingWorkflow, repsAtWork } from '../../sandbox/year/people-at-work.ts';
import { createYear } from '../../sandbox/year/year.ts';

const START = Date.UTC(2026, 10, 16, 9);
const DAY = 86_400_000;
const SETTINGS = { contacts: 300, days: 365, seed: 3 };

const started: Sandbox[] = [];
const freshSandbox = async () => {
  const sandbox = await startSandbox({ clock: createClock(START, 'frozen') });
  started.push(sandbox);
  return sandbox;
};
let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await freshSandbox();
});
afterEach(() => Promise.all(started.splice(0).map((one) => one.close())));

const portal = () => sandbox.portal();
const propertiesOf = (id: string) => portal().records.contacts.get(id)!.properties;

describe('a year', () => {
  it('is the same for the same seed, and another one for another', async () => {
    const twin = await freshSandbox();
    const other = await freshSandbox();

    const [year, same, different] = [
      createYear(sandbox, SETTINGS),
      createYear(twin, SETTINGS),
      createYear(other, { ...SETTINGS, seed: 4 }),
    ];
    for (const lived of [year, same]) for (const day of lived.days) day.live();

    expect(sandbox.state()).toEqual(twin.state());
    expect(same.days.map(({ events }) => events)).toEqual(year.days.map(({ events }) => events));
    expect(different.days.map(({ events }) => events)).not.toEqual(year.days.map(({ events }) => events));
  });

  it('has six to ten things a contact, of every kind, at every hour', () => {
    const events = createYear(sandbox, SETTINGS).days.flatMap((day) => day.events);

    const kinds = new Set(events.map(({ activity }) => activity.kind));
    expect(events.length / SETTINGS.contacts).toBeGreaterThan(6);
    expect(events.length / SETTINGS.contacts).toBeLessThan(10);
    expect(new Set(events.map(({ at }) => new Date(at).getUTCHours())).size).toBe(24);
    for (const kind of [
      'page_view',
      'form_submission',
      'unsubscribe',
      'hard_bounce',
      'call_logged',
      'deal_won',
      'deal_lost',
    ])
      expect(kinds).toContain(kind);
  });

  it('lets things happen within an hour of each day, in their order', () => {
    const { days } = createYear(sandbox, SETTINGS);

    let last = START;
    for (const { begin, end, events } of days) {
      expect(begin).toBeGreaterThanOrEqual(last);
      expect(end - begin).toBeLessThan(3_600_000);
      last = begin;
      for (const { at } of events) {
        expect(at).toBeGreaterThanOrEqual(last);
        last = at;
      }
      expect(end).toBeGreaterThan(last);
      last = end;
    }
    expect(last).toBeLessThan(START + 366 * DAY);
  });

  it('can be told in fewer days, with all that happens', async () => {
    const daily = createYear(sandbox, SETTINGS);
    const weekly = createYear(await freshSandbox(), { ...SETTINGS, everyDays: 7 });

    const events = ({ days }: typeof daily) => days.reduce((sum, day) => sum + day.events.length, 0);
    expect(weekly.days).toHaveLength(53);
    expect(events(weekly)).toBe(events(daily));
  });

  it('begins with people of all kinds: in many time zones, with owners, some unreachable, some twice', () => {
    createYear(sandbox, SETTINGS);

    const people = [...portal().records.contacts.walk()].map(({ properties }) => properties);
    const count = (test: (properties: (typeof people)[number]) => boolean) => people.filter(test).length;
    const phones = people.map(({ phone }) => phone).filter((phone) => phone !== undefined);
    expect(people).toHaveLength(SETTINGS.contacts);
    expect(new Set(people.map((one) => one.hs_timezone)).size).toBeGreaterThan(15);
    expect(new Set(people.map((one) => one.hubspot_owner_id)).size).toBeGreaterThan(5);
    expect(count((one) => one.hs_email_optout === 'true')).toBeGreaterThan(2);
    expect(count((one) => one.hs_email_bad_address === 'true')).toBeGreaterThan(2);
    expect(count((one) => one.jobtitle === 'Student')).toBeGreaterThan(2);
    expect(count((one) => one.email?.endsWith('@gmail.com') ?? false)).toBeGreaterThan(2);
    expect(count((one) => one.email === undefined)).toBeGreaterThan(0);
    expect(new Set(phones).size).toBeLessThan(phones.length);
    expect(portal().records.deals.size()).toBeGreaterThan(50);
  });
});

describe('marketing', () => {
  it('writes to who is on the list of due mails, and to nobody else', () => {
    const { people } = createYear(sandbox, SETTINGS);
    const list = portal().lists.create({ name: 'Ripen: due', objectTypeId: '0-1' }, START);
    if (list === 'name taken') throw new Error('the account has the list already');
    const members = people.slice(0, 200).map(({ id }) => id);
    portal().lists.change(list, members, [], () => true, START);

    const sent = marketingWorkflow(sandbox, 1).run();

    const unreachable = members.filter((id) => {
      const { email, hs_email_optout: optedOut, hs_email_bad_address: bad } = propertiesOf(id);
      return !email || optedOut === 'true' || bad === 'true';
    });
    const reached = new Set(sent.map(({ contactId }) => contactId));
    expect(unreachable.length).toBeGreaterThan(5);
    expect(unreachable.filter((id) => reached.has(id))).toEqual([]);
    expect([...reached].filter((id) => !members.includes(id))).toEqual([]);
    // A few of a hundred are left out, so that there are touches that did not happen.
    expect(sent.length).toBeLessThan(members.length - unreachable.length);
    expect(sent.length).toBeGreaterThan((members.length - unreachable.length) * 0.9);
    expect(propertiesOf(sent[0]!.contactId).hs_email_last_email_name).toBe(sent[0]!.campaign);
  });
});

describe('reps', () => {
  it('do most tasks when they are due, some late, some never', async () => {
    const { people } = createYear(sandbox, SETTINGS);
    const tasks = people.slice(0, 200).map(({ id }) => {
      const properties = { hs_timestamp: String(START + DAY), hs_task_subject: 'Call', hs_task_status: 'NOT_STARTED' };
      return { id, properties };
    });
    const { accessToken } = sandbox.install();
    for (let first = 0; first < tasks.length; first += 100)
      await fetch(`${sandbox.url}/crm/objects/2026-09/tasks/batch/create`, {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          inputs: tasks.slice(first, first + 100).map(({ id, properties }) => ({
            properties,
            associations: [{ to: { id }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 204 }] }],
          })),
        }),
      });
    const reps = repsAtWork(sandbox, 1);
    const doneOn = (day: number) => {
      sandbox.clock.set(START + day * DAY);
      return reps.run();
    };

    const [early, atOnce, late] = [doneOn(0), doneOn(1), [...doneOn(15), ...doneOn(60)]];

    expect(early).toEqual([]);
    expect(atOnce.length).toBeGreaterThan(140);
    expect(late.length).toBeGreaterThan(10);
    expect(tasks.length - atOnce.length - late.length).toBeGreaterThan(5);
    expect(propertiesOf(atOnce[0]!.contactId).notes_last_contacted).toBe(new Date(START + DAY).toISOString());
    expect(sandbox.state().tasks.filter(({ properties }) => properties.hs_task_status === 'COMPLETED')).toHaveLength(
      atOnce.length + late.length,
    );
  });
});
