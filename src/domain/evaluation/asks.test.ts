import { describe, expect, test } from 'vitest';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import { occurrence, story } from '../../../test/support/scenes/story.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';

const HOUR = DAY / 24;
/** Monday, 2 March 2026, ten o'clock UTC; work is from nine to five. */
const MONDAY = START + DAY + 10 * HOUR;
const OWNER = { hubspot_owner_id: '5' };
const compiled = compileModel({
  ...DEFAULT_MODEL,
  routing: { automatic: true, territories: [], fallbackOwner: '9' },
  response: { ...DEFAULT_MODEL.response!, escalateTo: { queue: '77' } },
});
const request = (at: number) => occurrence('contact_request', at);

describe('a new SQL', () => {
  const begin = () => {
    const ann = story(compiled);
    ann.at(MONDAY - DAY, {});
    return { ann, asked: ann.at(MONDAY, { did: [request(MONDAY)], contact: OWNER }) };
  };

  test('is to be answered by its owner, in working hours', () => {
    expect(begin().asked.tasks).toEqual([
      {
        kind: 'respond',
        occasion: MONDAY,
        subject: 'Answer a new sales-qualified lead',
        dueAt: MONDAY + DAY,
        to: null,
      },
    ]);
  });

  test('is reminded of, and then told to somebody else, each once', () => {
    const { ann } = begin();

    const reminded = ann.at(MONDAY + DAY);
    const escalated = ann.at(MONDAY + 2 * DAY);
    const later = ann.at(MONDAY + 20 * DAY);

    expect(reminded.tasks).toMatchObject([{ kind: 'remind', occasion: MONDAY, dueAt: MONDAY + DAY, to: null }]);
    expect(escalated.tasks).toMatchObject([{ kind: 'escalate', occasion: MONDAY, to: { queue: '77' } }]);
    expect(later.asked).toEqual([]);
  });

  test('is due at its very instant, and not before', () => {
    const { ann } = begin();

    expect([ann.at(MONDAY + DAY - 1), ann.at(MONDAY + DAY)].map((step) => step.asked)).toEqual([[], ['remind']]);
  });

  test.for<[string, number, readonly string[]]>([
    ['in time', HOUR, []],
    ['too late', 26 * HOUR, ['remind']],
  ])('answered %s: nothing more is asked, and the tasks are done', ([, after, asked]) => {
    const { ann } = begin();

    const waiting = ann.at(MONDAY + after);
    const answered = ann.at(MONDAY + after, { contact: { notes_last_contacted: `${MONDAY + after}` } });
    const later = ann.at(MONDAY + 30 * DAY);

    expect(waiting.asked).toEqual(asked);
    expect(answered.closed).toEqual(['respond COMPLETED', 'remind COMPLETED', 'escalate COMPLETED']);
    expect([...answered.asked, ...later.asked, ...later.closed]).toEqual([]);
  });

  test('that opts out is owed no less, and one that is with a deal is owed nothing', () => {
    const { ann } = begin();

    expect(ann.at(MONDAY + HOUR, { contact: { hs_email_optout: 'true' } }).closed).toEqual([]);
    expect(ann.at(MONDAY + 2 * HOUR, { deals: { open: 1 } }).closed).toEqual([
      'respond DEFERRED',
      'remind DEFERRED',
      'escalate DEFERRED',
    ]);
  });

  test('handed back is owed nothing, and one that comes back anew is', () => {
    const { ann } = begin();
    const handedBackAt = MONDAY + HOUR;

    const back = ann.at(handedBackAt, { decisions: { handedBackAt, handBackKind: 'bad_timing' } });
    const again = ann.at(MONDAY + 9 * DAY, { did: [request(MONDAY + 9 * DAY)] });

    expect(back.closed).toEqual(['respond DEFERRED', 'remind DEFERRED', 'escalate DEFERRED']);
    expect(again.tasks).toMatchObject([{ kind: 'respond', occasion: MONDAY + 9 * DAY }]);
  });

  test('that went quiet before the answer was due, and wakes after, is nobody who was kept waiting', () => {
    const ann = story(
      compileModel({ ...compiled.model, dormancy: { ...compiled.model.dormancy, sqlSilentDays: 0.1 } }),
    );
    ann.at(MONDAY - DAY, {});
    ann.at(MONDAY, { did: [request(MONDAY)], contact: OWNER });

    const quiet = ann.at(MONDAY + DAY / 2);
    const awake = ann.at(MONDAY + 3 * DAY, { did: [occurrence('page_view', MONDAY + 3 * DAY)] });

    expect(quiet.closed).toEqual(['respond DEFERRED', 'remind DEFERRED', 'escalate DEFERRED']);
    expect(awake.tasks).toMatchObject([{ kind: 'respond', occasion: MONDAY + 3 * DAY }]);
  });

  test('that was one long before Ripen saw it is owed nothing', () => {
    const ann = story(compiled);

    expect(ann.at(MONDAY, { did: [request(MONDAY - 10 * DAY)], contact: OWNER }).asked).toEqual([]);
    expect(ann.at(MONDAY + 30 * DAY).asked).toEqual([]);
  });

  test('that has just become one when Ripen sees it first is owed an answer, asked once', () => {
    const ann = story(compiled);

    expect(ann.at(MONDAY, { did: [request(MONDAY - HOUR)] }).asked).toEqual(['respond']);
    expect(ann.at(MONDAY, {}).asked).toEqual([]);
  });
});

describe('a hand-raise', () => {
  /** An SQL whose owner answered it on the first day. */
  const answered = (model = compiled) => {
    const ann = story(model);
    ann.at(MONDAY - DAY, {});
    ann.at(MONDAY, { did: [request(MONDAY)], contact: OWNER });
    ann.at(MONDAY + HOUR, { contact: { notes_last_contacted: `${MONDAY + HOUR}` } });
    return ann;
  };
  const day = (days: number) => MONDAY + days * DAY;

  test('of an SQL is to be answered, reminded of and escalated, exactly as a new SQL is', () => {
    const ann = answered();

    const asked = ann.at(day(7), { did: [occurrence('free_trial', day(7))] });
    const reminded = ann.at(day(8));
    const escalated = ann.at(day(9));

    expect(asked.tasks).toEqual([
      { kind: 'respond', occasion: day(7), subject: 'Answer: Started a free trial', dueAt: day(8), to: null },
    ]);
    expect(reminded.tasks).toMatchObject([{ kind: 'remind', subject: 'Overdue: Answer: Started a free trial' }]);
    expect(escalated.tasks).toMatchObject([{ kind: 'escalate', to: { queue: '77' } }]);
    expect(ann.at(day(10), { contact: { notes_last_contacted: `${day(10)}` } }).closed).toEqual([
      'respond COMPLETED',
      'remind COMPLETED',
      'escalate COMPLETED',
    ]);
  });

  test('asks for its task also where a workflow routes new SQLs', () => {
    const ann = answered(compileModel({ ...compiled.model, routing: { automatic: false, territories: [] } }));

    expect(ann.at(day(7), { did: [request(day(7))] }).asked).toEqual(['respond']);
  });

  test('sent twice in a minute, or while the first one waits, asks once and keeps the deadline', () => {
    const ann = answered();
    const minute = HOUR / 60;

    ann.at(day(7), { did: [request(day(7))] });
    const again = ann.at(day(7) + minute, { did: [request(day(7) + minute)] });
    const booked = ann.at(day(7) + 3 * HOUR, { did: [occurrence('meeting_booked', day(7) + 3 * HOUR)] });

    expect([...again.asked, ...again.closed, ...booked.asked, ...booked.closed]).toEqual([]);
    expect(ann.at(day(8)).asked).toEqual(['remind']);
  });

  test('of a dormant SQL asks for an answer, and no second task says that it woke up', () => {
    const ann = answered();
    expect(ann.at(day(100)).last?.segment).toBe('dormant_sql');

    expect(ann.at(day(105), { did: [request(day(105))] })).toMatchObject({
      asked: ['respond'],
      last: { segment: null },
    });
  });

  test('of a customer, or of a contact with an open deal, reaches its owner too', () => {
    const dealing = answered();
    dealing.at(day(3), { deals: { open: 1 } });
    const customer = answered();
    customer.at(day(3), { deals: { won: 1, lastWonAt: day(3) } });

    for (const ann of [dealing, customer])
      expect(ann.at(day(7), { did: [request(day(7))] }).tasks).toMatchObject([
        { kind: 'respond', subject: 'Answer: Asked to be contacted' },
      ]);
  });

  test('of somebody who opted out says that it must not be answered by e-mail', () => {
    const ann = answered();
    ann.at(day(3), { contact: { hs_email_optout: 'true' } });

    expect(ann.at(day(7), { did: [request(day(7))] }).tasks).toMatchObject([
      { kind: 'respond', subject: 'Answer: Asked to be contacted (not by e-mail: Opted out of e-mail)' },
    ]);
  });

  test('is asked for only once when it is told of late', () => {
    const ann = answered();
    ann.at(day(9), {});

    expect(ann.at(day(9) + HOUR, { did: [request(day(7))] }).tasks).toMatchObject([
      { kind: 'respond', occasion: day(9) + HOUR, dueAt: day(10) + HOUR },
    ]);
    expect(ann.at(day(9) + 2 * HOUR, {}).asked).toEqual([]);
  });

  test('of long ago owes nothing at first sight, a fresh one does', () => {
    const ann = story(compiled);
    const old = [request(day(-20)), request(day(-10))];

    expect(ann.at(MONDAY, { did: [...old, request(MONDAY - HOUR)], contact: OWNER }).tasks).toMatchObject([
      { kind: 'respond', occasion: MONDAY - HOUR, subject: 'Answer: Asked to be contacted' },
    ]);
  });
});

describe('a lost deal that wakes up', () => {
  const lost = () => {
    const ann = story(compiled);
    ann.at(MONDAY, { deals: { lost: 1, lastLostAt: MONDAY } });
    return ann;
  };
  const day = (days: number) => MONDAY + days * DAY;

  test('is to be answered like a hand-raise, and is nobody whom everybody may forget', () => {
    const ann = lost();

    const awake = ann.at(day(7), { did: [occurrence('page_view', day(7))] });

    expect(awake.tasks).toMatchObject([
      { kind: 'respond', occasion: day(7), subject: 'Awake again after a lost deal: Viewed a page', dueAt: day(8) },
    ]);
    expect([ann.at(day(8)).asked, ann.at(day(9)).asked]).toEqual([['remind'], ['escalate']]);
  });

  test('and asks to be contacted is asked for once', () => {
    const ann = lost();
    const did = [occurrence('page_view', day(7)), request(day(7))];

    expect(ann.at(day(7), { did }).asked).toEqual(['respond']);
    expect(ann.at(day(7) + HOUR, { did: [request(day(7) + HOUR)] }).asked).toEqual([]);
  });
});

describe('a touch by hand', () => {
  /** A lost deal is to be looked at again after 182 days. */
  const begin = () => {
    const ann = story(compiled);
    ann.at(MONDAY, { deals: { lost: 1, lastLostAt: MONDAY } });
    return { ann, due: ann.at(MONDAY + 182 * DAY) };
  };

  test('is a task for the owner', () => {
    const { due } = begin();

    expect(due.touches).toEqual(['manual due']);
    expect(due.tasks).toEqual([
      {
        kind: 'manual',
        occasion: MONDAY + 182 * DAY,
        subject: 'Look again: the deal was lost half a year ago',
        dueAt: MONDAY + 182 * DAY,
        to: null,
      },
    ]);
  });

  test('is told to others when it is late, once, and waits on', () => {
    const { ann } = begin();

    const late = ann.at(MONDAY + 189 * DAY);
    const later = ann.at(MONDAY + 300 * DAY);

    expect(late.touches).toEqual(['manual late']);
    expect(late.tasks).toMatchObject([{ kind: 'late', occasion: MONDAY + 182 * DAY, to: { queue: '77' } }]);
    expect([...later.touches, ...later.asked]).toEqual([]);
  });

  test('waits for the end of a pause, and is overdue from there', () => {
    const { ann } = begin();
    const paused = ann.at(MONDAY + 183 * DAY, { decisions: { pausedUntil: MONDAY + 210 * DAY } });

    const inPause = ann.at(MONDAY + 209 * DAY);
    const after = ann.at(MONDAY + 220 * DAY);

    expect([paused, inPause].flatMap(({ touches, asked, closed }) => [...touches, ...asked, ...closed])).toEqual([]);
    expect(after.touches).toEqual(['manual late']);
  });

  test.for<[string, Parameters<ReturnType<typeof story>['at']>[1], string]>([
    ['a call', { contact: { notes_last_contacted: `${MONDAY + 190 * DAY}` } }, 'COMPLETED'],
    ["somebody's word", { decisions: { touchedAt: MONDAY + 190 * DAY } }, 'COMPLETED'],
    ['an opt-out', { contact: { hs_email_optout: 'true' } }, 'DEFERRED'],
    ['waking up', { did: [occurrence('page_view', MONDAY + 190 * DAY)] }, 'DEFERRED'],
    ['a new deal', { deals: { open: 1 } }, 'DEFERRED'],
  ])('ends with %s', ([, news, as]) => {
    const { ann } = begin();

    const ended = ann.at(MONDAY + 190 * DAY, news);

    expect(ended.closed).toEqual([`manual ${as}`, `late ${as}`]);
    expect(ended.last?.memory.open).toEqual([]);
  });

  test('is missed when the next one comes', () => {
    const { ann } = begin();

    const next = ann.at(MONDAY + 364 * DAY);

    expect(next.touches).toEqual(['manual late', 'manual missed', 'manual due']);
    expect(next.asked).toEqual(['late', 'manual']);
    expect(next.closed).toEqual(['manual DEFERRED', 'late DEFERRED']);
  });
});

describe('waking up', () => {
  const newsletter = occurrence('newsletter_subscription', MONDAY);
  /** A contact that qualified for marketing, and has been dormant since the thirtieth day. */
  const asleep = (contact = OWNER) => {
    const ann = story(compiled);
    ann.at(MONDAY, { did: [newsletter], contact });
    const before = ann.at(MONDAY + 70 * DAY);
    expect(before.last?.segment).toBe('dormant_mql');
    return ann;
  };
  const day = (days: number) => MONDAY + days * DAY;
  /** Day 75 is a Saturday; the midnight before the next Monday. */
  const MONDAY_AFTER = START + 78 * DAY;

  test('leaves the segment in the same evaluation, and the owner is told what happened, once', () => {
    const ann = asleep();

    const awake = ann.at(day(75), { did: [occurrence('page_view', day(75))] });
    const again = ann.at(day(75) + HOUR, { did: [occurrence('page_view', day(75) + HOUR)] });

    expect(awake.last).toMatchObject({ segment: null, track: 'mql_nurture' });
    expect(awake.tasks).toEqual([
      {
        kind: 'respond',
        occasion: day(75),
        subject: 'Awake again: Viewed a page',
        dueAt: MONDAY_AFTER + 17 * HOUR,
        to: null,
      },
    ]);
    expect(again.asked).toEqual([]);
  });

  test('and nobody gets in touch: the owner is reminded, then Ripen leaves an MQL to marketing', () => {
    const ann = asleep();
    ann.at(day(75), { did: [occurrence('page_view', day(75))] });

    expect(ann.at(MONDAY_AFTER + 17 * HOUR).asked).toEqual(['remind']);
    const left = ann.at(MONDAY_AFTER + 41 * HOUR);
    expect([left.asked, left.closed]).toEqual([[], ['respond DEFERRED', 'remind DEFERRED', 'escalate DEFERRED']]);
    expect(ann.at(MONDAY_AFTER + 20 * DAY)).toMatchObject({ asked: [], closed: [] });
  });

  test('and nobody gets in touch: an SQL is escalated', () => {
    const ann = story(compiled);
    ann.at(MONDAY, { did: [request(MONDAY)], contact: { ...OWNER, notes_last_contacted: `${MONDAY}` } });
    expect(ann.at(day(110)).last?.segment).toBe('dormant_sql');

    const awake = ann.at(day(110) + HOUR, { did: [occurrence('page_view', day(110) + HOUR)] });

    expect(awake.tasks).toMatchObject([{ kind: 'respond', subject: 'Awake again: Viewed a page' }]);
    expect(ann.at(day(115)).asked).toEqual(['remind', 'escalate']);
    expect(ann.at(day(116), { contact: { notes_last_contacted: `${day(116)}` } }).closed).toEqual([
      'respond COMPLETED',
      'remind COMPLETED',
      'escalate COMPLETED',
    ]);
  });

  test('and raises a hand next: this takes the place of the news', () => {
    const ann = asleep();
    ann.at(day(75), { did: [occurrence('page_view', day(75))] });

    const raised = ann.at(day(75) + HOUR, { did: [request(day(75) + HOUR)] });

    expect(raised.tasks).toMatchObject([{ kind: 'respond', occasion: day(75) + HOUR }]);
    expect(raised.closed).toEqual(['respond DEFERRED', 'remind DEFERRED', 'escalate DEFERRED']);
  });

  test('is told though it is reported late', () => {
    const ann = asleep();
    ann.at(day(75), {});

    expect(ann.at(day(76), { did: [occurrence('page_view', day(74))] }).asked).toEqual(['respond']);
  });

  test('is told again after the next sleep', () => {
    const ann = asleep();
    ann.at(day(75), { did: [occurrence('page_view', day(75))] });

    expect(ann.at(day(150)).last?.segment).toBe('dormant_mql');
    expect(ann.at(day(151), { did: [occurrence('page_view', day(151))] }).asked).toEqual(['respond']);
  });

  test('straight to an SQL asks for an answer, and for nothing else', () => {
    const awake = asleep().at(day(75), { did: [request(day(75))] });

    expect(awake.last).toMatchObject({ segment: null, track: 'sales_ready' });
    expect(awake.asked).toEqual(['respond']);
  });

  test.for<[string, Parameters<ReturnType<typeof story>['at']>[1]]>([
    ['a machine opens mail', { did: [occurrence('email_open', day(75))] }],
    [
      'somebody decides that it is awake',
      { decisions: { segment: { value: 'none', since: day(75), until: day(90) } } },
    ],
    ['it gets a deal', { deals: { open: 1 } }],
  ])('nobody is told when %s', ([, news]) => {
    expect(asleep().at(day(75), news).asked).toEqual([]);
  });

  test('nobody is told without an owner, nor of who never qualified', () => {
    const unowned = story(compiled);
    unowned.at(MONDAY, { did: [newsletter] });
    unowned.at(day(70));
    const stranger = story(compiled);
    stranger.at(MONDAY, { did: [occurrence('page_view', MONDAY)], contact: OWNER });

    expect(stranger.at(day(100)).last?.segment).toBe('dormant_unqualified');
    expect(unowned.at(day(75), { did: [occurrence('page_view', day(75))] }).asked).toEqual([]);
    expect(stranger.at(day(101), { did: [occurrence('page_view', day(101))] })).toMatchObject({
      asked: [],
      last: { segment: null, track: 'none', doNotContact: [] },
    });
  });
});
