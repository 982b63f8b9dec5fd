import { describe, expect, test } from 'vitest';
import { START } from '../../../test/support/scenes/arbitraries.ts';
import type { OpenTouch } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { lateFrom, missedFrom, resolveTouches, type TouchSituation } from './open-touches.ts';
import type { Touch } from './touch-clock.ts';

const HOUR = DAY / 24;
/** Monday, 2 March 2026, ten o'clock UTC. */
const DUE = START + DAY + 10 * HOUR;
const { work } = compileModel(DEFAULT_MODEL);
const EMAIL: OpenTouch = { track: 'dormant_sql', kind: 'email', dueAt: DUE, late: false };
const MANUAL: OpenTouch = { ...EMAIL, kind: 'manual' };
const LATE: OpenTouch = { ...MANUAL, late: true };
const SITUATION: TouchSituation = {
  track: 'dormant_sql',
  noEmail: null,
  noTouch: null,
  pausedUntil: -Infinity,
  contact: {},
  touchedAt: null,
  work,
  now: DUE + HOUR,
};
const settle = (open: readonly OpenTouch[], situation: Partial<TouchSituation>, due: Touch | null = null) =>
  resolveTouches(DEFAULT_MODEL, open, due, { ...SITUATION, ...situation });
const told = (events: ReturnType<typeof settle>['events']) =>
  events.map(
    ({ kind, event, at, cause }) => `${kind} ${event} ${(at - DUE) / HOUR}${cause === null ? '' : `: ${cause}`}`,
  );

const SENT = { hs_email_last_send_date: `${DUE + HOUR}` };
const TALKED = { notes_last_contacted: new Date(DUE + HOUR).toISOString() };
const graceEnds = DUE + 5 * DAY;

describe('what becomes of a touch that is due', () => {
  test.for<[string, OpenTouch, Partial<TouchSituation>, readonly string[], 'open' | 'over']>([
    ['nothing yet', EMAIL, {}, [], 'open'],
    ['an e-mail is done when HubSpot shows a send', EMAIL, { contact: SENT }, ['email done 1'], 'over'],
    [
      'a send at the very instant counts',
      EMAIL,
      { contact: { hs_email_last_send_date: `${DUE}` } },
      ['email done 0'],
      'over',
    ],
    ['a send before does not', EMAIL, { contact: { hs_email_last_send_date: `${DUE - 1}` } }, [], 'open'],
    ['nor one that is still to come', EMAIL, { contact: SENT, now: DUE }, [], 'open'],
    ['nor a talk', EMAIL, { contact: TALKED }, [], 'open'],
    ['one by hand is done when somebody got in touch', MANUAL, { contact: TALKED }, ['manual done 1'], 'over'],
    ['or when somebody says so', MANUAL, { touchedAt: DUE + HOUR / 2 }, ['manual done 0.5'], 'over'],
    ['a send does not do it', MANUAL, { contact: SENT }, [], 'open'],
    ['even when it was late', LATE, { contact: TALKED }, ['manual done 1'], 'over'],
    [
      'an e-mail is missed after its grace',
      EMAIL,
      { now: graceEnds },
      ['email missed 120: No workflow of the account sent an e-mail to the contacts on the list "Ripen: due"'],
      'over',
    ],
    ['and not before', EMAIL, { now: graceEnds - 1 }, [], 'open'],
    [
      'because it is no marketing contact',
      EMAIL,
      { now: graceEnds, contact: { hs_marketable_status: 'false' } },
      ['email missed 120: The contact is no marketing contact, so HubSpot sends no marketing e-mail'],
      'over',
    ],
    [
      'or not eligible',
      EMAIL,
      { now: graceEnds, contact: { hs_email_is_ineligible: 'true' } },
      ['email missed 120: HubSpot counts the contact as ineligible for marketing e-mail'],
      'over',
    ],
    [
      'what was sent in time is done, however late it is told',
      EMAIL,
      { contact: SENT, now: graceEnds + DAY },
      ['email done 1'],
      'over',
    ],
    [
      'one by hand is late',
      MANUAL,
      { now: lateFrom(DEFAULT_MODEL, work, MANUAL, -Infinity) },
      ['manual late 168'],
      'open',
    ],
    ['once', LATE, { now: graceEnds + 30 * DAY }, [], 'open'],
    [
      'an opt-out cancels a mail',
      EMAIL,
      { noTouch: 'Opted out', track: null },
      ['email cancelled 1: Opted out'],
      'over',
    ],
    ['and a call', MANUAL, { noTouch: 'Opted out' }, ['manual cancelled 1: Opted out'], 'over'],
    ['a lost address cancels a mail', EMAIL, { noEmail: 'No address' }, ['email cancelled 1: No address'], 'over'],
    ['but no call', MANUAL, { noEmail: 'No address' }, [], 'open'],
    [
      'another programme cancels both',
      MANUAL,
      { track: 'customer' },
      ['manual cancelled 1: The contact is not in this programme any more'],
      'over',
    ],
    ['what was done is not cancelled', EMAIL, { contact: SENT, noTouch: 'Opted out' }, ['email done 1'], 'over'],
  ])('%s', ([, touch, situation, events, state]) => {
    const settled = settle([touch], situation);

    expect(told(settled.events)).toEqual(events);
    expect(settled.open.length).toBe(state === 'open' ? 1 : 0);
  });

  test('a late one stays open, and is known to be late', () => {
    expect(settle([MANUAL], { now: DUE + 30 * DAY }).open).toEqual([LATE]);
  });

  test('the instants of both are known beforehand', () => {
    expect(missedFrom(DEFAULT_MODEL, EMAIL)).toBe(graceEnds);
    expect(lateFrom(DEFAULT_MODEL, work, MANUAL, -Infinity)).toBe(DUE + 7 * DAY);
  });
});

describe('a touch that falls due', () => {
  const next: Touch = { track: 'dormant_sql', kind: 'email', wanted: DUE, at: DUE + 30 * DAY, task: null };
  const now = next.at;
  const other: OpenTouch = { ...EMAIL, dueAt: next.at };

  test('is open', () => {
    const { open, events } = settle([], { now }, next);

    expect(open).toEqual([other]);
    expect(told(events)).toEqual(['email due 720']);
  });

  test('ends the one before of its kind: two of a kind never wait together', () => {
    const patient = { ...EMAIL, dueAt: now - DAY };

    const { open, events } = settle([patient, MANUAL], { now }, next);

    expect(open.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['manual', DUE],
      ['email', now],
    ]);
    expect(told(events)).toEqual([
      'email missed 720: It was not done before the next one',
      'manual late 720',
      'email due 720',
    ]);
  });

  test('unless that was done', () => {
    const { events } = settle(
      [{ ...EMAIL, dueAt: now - DAY }],
      { now, contact: { hs_email_last_send_date: `${now - 1}` } },
      next,
    );

    expect(events.map(({ event, dueAt }) => [event, (dueAt - DUE) / DAY])).toEqual([
      ['done', 29],
      ['due', 30],
    ]);
  });

  test('may be done at once', () => {
    const { open, events } = settle([], { now, contact: { hs_email_last_send_date: `${now}` } }, next);

    expect(open).toEqual([]);
    expect(events.map(({ event }) => event)).toEqual(['due', 'done']);
  });
});
