import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClock } from '../../sandbox/clock.ts';
import { createLoader } from '../../sandbox/portal/load.ts';
import { createSample, loadSample } from '../../sandbox/sample/sample.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { clientOf, controlOf } from './client.ts';

const NOW = Date.UTC(2026, 10, 2, 9);
const AT = '2026-11-02T09:00:00.000Z';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await startSandbox({ clock: createClock(NOW, 'frozen') });
});
afterEach(() => sandbox.close());

const addContact = (properties: Record<string, string> = {}) =>
  createLoader(sandbox.portal())({ key: 'test', properties, deals: [] }).id;
const propertiesOf = (id: string) => sandbox.portal().records.contacts.get(id)!.properties;

describe('an activity leaves the traces that HubSpot would show', () => {
  it.each([
    [
      { kind: 'page_view', count: 3 },
      { hs_analytics_num_page_views: '5', hs_analytics_num_visits: '1', hs_analytics_last_timestamp: AT },
    ],
    [
      { kind: 'form_submission', page: 'Pricing', form: 'Request a demo' },
      {
        num_conversion_events: '1',
        recent_conversion_event_name: 'Pricing: Request a demo',
        recent_conversion_date: AT,
      },
    ],
    [{ kind: 'email_click' }, { hs_email_click: '1', hs_email_first_click_date: AT, hs_email_last_click_date: AT }],
    [
      { kind: 'email_open', count: 2 },
      { hs_email_open: '2', hs_email_last_open_date: AT },
    ],
    [
      { kind: 'meeting_booked' },
      { engagements_last_meeting_booked: AT, hs_last_sales_activity_type: 'MEETING_BOOKED' },
    ],
    [{ kind: 'social_click' }, { hs_social_linkedin_clicks: '1', hs_social_last_engagement: AT }],
    [{ kind: 'call_logged' }, { num_contacted_notes: '1', notes_last_contacted: AT }],
    [{ kind: 'sales_email_sent' }, { num_contacted_notes: '1', notes_last_contacted: AT }],
    [{ kind: 'meeting_held' }, { num_contacted_notes: '1', notes_last_contacted: AT }],
    [
      { kind: 'email_sent', name: 'October news' },
      {
        hs_email_delivered: '1',
        hs_email_first_send_date: AT,
        hs_email_last_send_date: AT,
        hs_email_last_email_name: 'October news',
      },
    ],
    [{ kind: 'unsubscribe' }, { hs_email_optout: 'true' }],
    [{ kind: 'hard_bounce' }, { hs_email_bad_address: 'true', hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' }],
  ] as const)('%o', async (activity, expected) => {
    const id = addContact({ hs_analytics_num_page_views: '2' });

    const { status } = await controlOf(sandbox)('POST', `/portals/62515/contacts/${id}/activities`, activity);

    expect(status).toBe(204);
    expect(propertiesOf(id)).toMatchObject(expected);
  });

  it('page views within half an hour are one visit', () => {
    const id = addContact();

    sandbox.deliver(id, { kind: 'page_view' });
    sandbox.clock.advance(20 * 60_000);
    sandbox.deliver(id, { kind: 'page_view' });
    sandbox.clock.advance(31 * 60_000);
    sandbox.deliver(id, { kind: 'page_view' });

    expect(propertiesOf(id)).toMatchObject({ hs_analytics_num_page_views: '3', hs_analytics_num_visits: '2' });
  });

  it('quietly, where HubSpot has another date to search by', () => {
    const id = addContact();
    sandbox.clock.advance(60_000);

    sandbox.deliver(id, { kind: 'page_view' });
    const afterView = propertiesOf(id).lastmodifieddate;
    sandbox.deliver(id, { kind: 'unsubscribe' });

    expect(afterView).toBe(AT);
    expect(propertiesOf(id).lastmodifieddate).toBe('2026-11-02T09:01:00.000Z');
  });

  it('every one of several sends is in the history, with its campaign', async () => {
    const id = addContact();
    for (const name of ['Welcome', 'News', 'News']) {
      sandbox.deliver(id, { kind: 'email_sent', name });
      sandbox.clock.advance(3_600_000);
    }

    const { body } = await clientOf(sandbox)('POST', '/crm/objects/2026-09/contacts/batch/read', {
      inputs: [{ id }],
      propertiesWithHistory: ['hs_email_last_send_date', 'hs_email_last_email_name', 'hs_email_delivered'],
    });

    const { propertiesWithHistory } = body.results[0];
    const values = (name: string) => propertiesWithHistory[name].map((v: { value: string }) => v.value);
    expect(values('hs_email_last_send_date').map((value: string) => Date.parse(value) - NOW)).toEqual([
      7_200_000, 3_600_000, 0,
    ]);
    expect(values('hs_email_delivered')).toEqual(['3', '2', '1']);
    // A value that is written again is no new version.
    expect(values('hs_email_last_email_name')).toEqual(['News', 'Welcome']);
    expect(propertiesOf(id)).toMatchObject({ hs_email_first_send_date: AT, hs_email_sends_since_last_engagement: '3' });
  });

  it('a lost deal leaves the stage where it is', () => {
    const id = addContact({ lifecyclestage: 'lead' });

    sandbox.deliver(id, { kind: 'deal_created' });
    sandbox.deliver(id, { kind: 'deal_lost' });

    expect(propertiesOf(id)).toMatchObject({ lifecyclestage: 'opportunity', hs_num_associated_open_deals: '0' });
    expect(sandbox.state().deals).toMatchObject([
      { properties: { dealstage: 'closedlost', hs_is_closed_lost: 'true' } },
    ]);
  });
});

describe('the clock', () => {
  it('is set, advanced and let run from outside', async () => {
    const control = controlOf(sandbox);

    const advanced = await control('POST', '/clock', { advanceDays: 100 });
    const set = await control('POST', '/clock', { set: '2027-01-01T00:00:00Z' });
    const bad = await control('POST', '/clock', { advanceDays: -1 });

    expect(advanced.body).toEqual({ now: NOW + 100 * 86_400_000, mode: 'frozen' });
    expect(set.body.now).toBe(Date.UTC(2027, 0, 1));
    expect(bad.status).toBe(400);
    expect((await control('POST', '/clock', { mode: 'running' })).body.mode).toBe('running');
  });
});

describe('the sample', () => {
  it('is the same for the same moment and about 300 contacts', () => {
    const sample = createSample(NOW);

    expect(sample).toEqual(createSample(NOW));
    expect(sample.contacts.length).toBeGreaterThan(280);
    expect(sample.contacts.length).toBeLessThan(330);
  });

  it('loads, and nothing in it happens after now', () => {
    loadSample(sandbox.portal());

    const dates = [...sandbox.portal().records.contacts.walk()].flatMap(({ properties }) =>
      Object.entries(properties).filter(([, value]) => /^\d{4}-\d\d-\d\dT/.test(value)),
    );
    expect(dates.length).toBeGreaterThan(1_000);
    expect(dates.filter(([, value]) => value > AT)).toEqual([]);
  });

  it('holds a history that ends with the present values', () => {
    const wrong = createSample(NOW).contacts.flatMap(({ properties, history = {} }) =>
      Object.entries(history).filter(([name, versions]) => versions.at(-1)?.value !== properties[name]),
    );

    expect(wrong).toEqual([]);
  });

  it('tells every story', () => {
    const stories = new Set(createSample(NOW).contacts.map(({ story }) => story));

    for (const story of [
      'customer',
      'closed lost',
      'dormant SQL',
      'dormant MQL',
      'active MQL',
      'custom stage',
      'no e-mail',
    ]) {
      expect(stories).toContain(story);
    }
  });
});

describe('the dump of a portal', () => {
  it('is equal for two runs that did the same in another order', async () => {
    const run = async (subjects: string[]) => {
      const own = await startSandbox({ clock: createClock(NOW, 'frozen') });
      const control = controlOf(own);
      for (const hs_task_subject of subjects) {
        await control('POST', '/portals/62515/tasks', { properties: { hs_timestamp: String(NOW), hs_task_subject } });
      }
      const { body } = await control('GET', '/portals/62515/state');
      await own.close();
      return body;
    };

    expect(await run(['call', 'write'])).toEqual(await run(['write', 'call']));
    expect(await run(['call', 'write'])).not.toEqual(await run(['call']));
  });
});
