import { describe, expect, test } from 'vitest';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { type News, occurrence, story } from '../../../test/support/scenes/story.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';

const HOUR = DAY / 24;
/** Monday, 2 March 2026, ten o'clock UTC. */
const MONDAY = START + DAY + 10 * HOUR;
const day = (days: number) => MONDAY + days * DAY;
const compiled = compileModel({
  ...DEFAULT_MODEL,
  cadence: { ...DEFAULT_MODEL.cadence, customer: [{ kind: 'email', everyDays: 10 }] },
});

/** An MQL in the short-term programme: mails are due on days 1, 8, 15 … */
const mql = () => {
  const ann = story(compiled);
  ann.at(MONDAY - HOUR, {});
  ann.at(MONDAY, { did: [occurrence('newsletter_subscription', MONDAY)] });
  return ann;
};
const sent = (at: number): News => ({ contact: { hs_email_last_send_date: `${at}` } });

describe('an e-mail touch', () => {
  test('is due: the contact is on the list until HubSpot shows a send', () => {
    const ann = mql();

    const due = ann.at(day(1));
    const done = ann.at(day(1) + HOUR, sent(day(1) + HOUR));

    expect([due.touches, due.last?.extra]).toEqual([['email due'], ['due']]);
    expect([done.touches, done.last?.extra]).toEqual([['email done'], []]);
    expect(done.last?.nextTouch?.at).toBe(day(8));
  });

  test('that nobody sent is missed after its grace, and the list is left', () => {
    const ann = mql();
    ann.at(day(1));

    const missed = ann.at(day(6));

    expect([missed.touches, missed.last?.extra]).toEqual([['email missed'], []]);
  });

  test('falls due once, though a send shortly before it is reported only afterwards', () => {
    const ann = mql();
    ann.at(day(1));

    const reported = ann.at(day(2), sent(day(1) - HOUR));
    const rest = ann.at(day(7));

    expect([reported.touches, rest.touches]).toEqual([[], ['email missed']]);
    expect(rest.last?.nextTouch?.at).toBe(day(8));
  });

  test('never moves forward again: of two contacts in a row HubSpot shows only the later one', () => {
    const ann = mql();
    ann.at(day(1), sent(day(1) + HOUR));
    const called = (at: number): News => ({
      contact: { ...sent(day(1) + HOUR).contact, notes_last_contacted: `${at}` },
    });

    const first = ann.at(day(7), called(day(7)));
    // A call after the mail's first instant: without the call before it the mail would have been
    // due by then.
    const second = ann.at(day(9), called(day(9)));

    expect(first.last?.nextTouch?.at).toBe(day(10));
    expect(second.touches).toEqual([]);
    expect(second.last?.nextTouch?.at).toBeGreaterThanOrEqual(day(12));
  });

  test('moves when somebody writes before it is due', () => {
    const ann = mql();
    ann.at(day(1), sent(day(1) + HOUR));

    expect(ann.at(day(7), sent(day(7))).last?.nextTouch?.at).toBe(day(10));
  });

  test.for<[string, News]>([
    ['an opt-out', { contact: { hs_email_optout: 'true' } }],
    ['a lost address', { contact: { email: '' } }],
    ['a pause', { decisions: { pausedUntil: day(20) } }],
    ['another programme', { deals: { won: 1, lastWonAt: day(1) } }],
  ])('is cancelled by %s, and the list is left', ([, news]) => {
    const ann = mql();
    ann.at(day(1));

    const cancelled = ann.at(day(2), news);

    expect([cancelled.touches, cancelled.last?.extra]).toEqual([['email cancelled'], []]);
  });

  test('keeps its distance from one of the programme before', () => {
    const ann = mql();
    ann.at(day(8));

    const bought = ann.at(day(9), { deals: { won: 1, lastWonAt: day(9) - 10 * DAY + HOUR } });

    // The sale is older than the last mail: that one's grace ends on a Sunday.
    expect(bought.last?.nextTouch).toMatchObject({ track: 'customer', wanted: day(9) + HOUR, at: day(14) - 2 * HOUR });
  });
});

describe('the content of the next e-mail', () => {
  const shown = (written: Readonly<Record<string, string | undefined>> | undefined) => [
    written?.['ripen_next_content_stage'],
    written?.['ripen_next_content_product'],
    written?.['ripen_last_content'],
  ];

  test('goes by what the contact last used, though that has long faded; nothing is said while no e-mail is next', () => {
    const ofProducts = compileModel({
      ...DEFAULT_MODEL,
      products: [{ id: 'planner', label: 'Planner', contains: ['/planner'] }],
    });
    const ann = story(ofProducts);
    const first = ann.at(MONDAY - HOUR, {});
    const seen = { ...occurrence('pricing_page_view', MONDAY), detail: 'acme.example/planner' };
    ann.at(MONDAY, { did: [seen, occurrence('newsletter_subscription', MONDAY + 1)] });

    const asleep = ann.at(day(300)).last;

    expect(shown(first.last?.written)).toEqual(['', '', '']);
    expect([asleep?.track, asleep?.interest.stage, asleep?.interest.product]).toEqual(['dormant_mql', null, null]);
    expect(shown(asleep?.written)).toEqual(['decision', 'Planner', 'Viewed the pricing page (acme.example/planner)']);
  });

  test('begins at the beginning for whoever has used nothing', () => {
    const ann = story(compiled);
    ann.at(MONDAY, { contact: { lifecyclestage: 'marketingqualifiedlead' } });

    expect(shown(ann.at(day(1)).last?.written)).toEqual(['awareness', '', '']);
  });
});

describe('a touch that lay in the past when it became known', () => {
  test('is nobody to blame for: a deal that was won long ago', () => {
    const ann = mql();
    ann.at(day(1), sent(day(1)));

    const bought = ann.at(day(3), { deals: { won: 1, lastWonAt: day(-25) } });

    expect(bought.touches).toEqual([]);
    // Wanted on the Saturday.
    expect(bought.last?.nextTouch).toMatchObject({ wanted: day(5), at: Date.UTC(2026, 2, 9, 8) });
  });

  test('nor what lay before the first sight', () => {
    const ann = story(compiled);

    const seen = ann.at(MONDAY, { did: [occurrence('newsletter_subscription', day(-11))] });

    expect(seen.touches).toEqual([]);
    expect(seen.last?.nextTouch).toMatchObject({ track: 'mql_nurture', kind: 'email' });
    expect(seen.last!.nextTouch!.at).toBeGreaterThan(MONDAY);
  });

  test('begins anew where somebody puts the contact into a programme', () => {
    const ann = mql();
    ann.at(day(60));

    const put = ann.at(day(61), { decisions: { track: { value: 'mql_nurture', since: day(61), until: null } } });

    expect(put.last?.nextTouch).toMatchObject({ track: 'mql_nurture', wanted: day(62) });
  });

  test('nor what a pause took away, though it ends early', () => {
    const ann = mql();
    ann.at(day(1) + HOUR, sent(day(1) + HOUR));
    ann.at(day(2), { decisions: { pausedUntil: day(28) } });

    const resumed = ann.at(day(18), { decisions: { pausedUntil: day(18) } });

    expect(resumed.touches).toEqual([]);
    expect(resumed.last?.nextTouch?.at).toBe(day(22));
  });
});
