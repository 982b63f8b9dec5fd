import { describe, expect, test } from 'vitest';
import { advanceFully } from '../../../test/support/scenes/advance-fully.ts';
import { known, START } from '../../../test/support/scenes/arbitraries.ts';
import { memoryAt } from '../../../test/support/scenes/memory.ts';
import { type Activity, type DealFacts, type Memory, NO_DEALS, NO_FACTS, type Properties } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import type { Qualification } from '../words.ts';
import { dormancyOf, dormantFrom } from './dormancy.ts';

/*
 * The default model's lines: sql 91 days, mql programme 30 days and 30 of silence, unqualified 91
 * days.
 */

const NEVER: Memory = memoryAt(START);
const qualified = (qualification: Qualification, since = START): Memory => ({
  ...NEVER,
  qualification,
  qualifiedSince: since,
  mqlAt: qualification === 'mql' ? since : null,
  sqlAt: qualification === 'sql' ? since : null,
});
const wasSql: Memory = { ...NEVER, qualifiedSince: START + 10 * DAY, sqlAt: START - DAY };

type Row = [name: string, memory: Memory, lastActivity: number | null, at: number, segment: string | null];

const segmentAt = (memory: Memory, lastActivityAt: number | null, now: number, deals: DealFacts = NO_DEALS) =>
  dormancyOf(DEFAULT_MODEL, {
    relation: 'prospect',
    facts: { ...NO_FACTS, deals },
    memory,
    lastActivityAt,
    silentSince: lastActivityAt ?? START,
    now,
  });

describe('a segment begins on its line and not a millisecond before', () => {
  const day = (days: number) => START + days * DAY;

  test.for<Row>([
    ['sql before', qualified('sql'), START, day(91) - 1, null],
    ['sql on the line', qualified('sql'), START, day(91), 'dormant_sql'],
    ['sql that never did anything', qualified('sql'), null, day(91), 'dormant_sql'],
    ['mql before', qualified('mql'), START, day(30) - 1, null],
    ['mql on the line', qualified('mql'), START, day(30), 'dormant_mql'],
    ['mql whose programme still runs, though silent', qualified('mql', day(25)), START, day(54), null],
    ['mql whose programme ended, silent for longer', qualified('mql', day(25)), START, day(55), 'dormant_mql'],
    ['mql whose programme ended, not silent', qualified('mql', day(-60)), day(10), day(39), null],
    ['mql on the short-term list no more: silence counts alone', wasSql, START, day(30), 'dormant_mql'],
    ['once qualified is never dormant_unqualified', wasSql, START, day(400), 'dormant_mql'],
    ['unqualified before', NEVER, START, day(91) - 1, null],
    ['unqualified on the line', NEVER, START, day(91), 'dormant_unqualified'],
  ])('%s', ([, memory, lastActivity, now, segment]) => {
    expect(segmentAt(memory, lastActivity, now)?.segment ?? null).toBe(segment);
  });

  test.for<[string, Memory, number]>([
    ['sql', qualified('sql'), 91],
    ['mql', qualified('mql'), 30],
    ['unqualified', NEVER, 91],
  ])('%s: the line is known beforehand', ([, memory, days]) => {
    expect(dormantFrom(DEFAULT_MODEL, memory, START)).toBe(START + days * DAY);
  });
});

describe('closed_lost', () => {
  const lost = { ...NO_DEALS, lost: 1, lastLostAt: START };

  test.for<[string, number | null, string | null]>([
    ['without any activity', null, 'closed_lost'],
    ['with activity before the loss', START - 1, 'closed_lost'],
    ['with activity at the instant of the loss', START, 'closed_lost'],
    ['re-opened by activity after the loss', START + 1, null],
  ])('%s', ([, lastActivity, segment]) => {
    expect(segmentAt(qualified('sql'), lastActivity, START + 2 * DAY, lost)?.segment ?? null).toBe(segment);
  });

  test('goes before every other segment', () => {
    for (const memory of [qualified('sql'), qualified('mql'), NEVER])
      expect(segmentAt(memory, START - 400 * DAY, START + DAY, lost)?.segment).toBe('closed_lost');
  });

  test('re-opened and silent again, the contact is what its qualification says', () => {
    expect(segmentAt(qualified('sql'), START + DAY, START + 92 * DAY, lost)?.segment).toBe('dormant_sql');
  });

  test.for<Partial<DealFacts>>([{ open: 1 }, { won: 1 }])('never with a deal that is %o', (deals) => {
    const facts = known({ ...NO_FACTS, deals: { ...lost, ...deals } });

    expect(evaluate(compileModel(DEFAULT_MODEL), facts, [], START + 400 * DAY).segment).toBe(null);
  });
});

describe('waking up', () => {
  const compiled = compileModel(DEFAULT_MODEL);
  const did = (signal: string, at: number): Activity => ({
    id: `${signal}@${at}`,
    signal,
    at,
    quantity: 1,
    source: 'test',
  });
  const contact: Properties = { email: 'ann@company.example', lifecyclestage: 'lead' };
  const asleep = START + 200 * DAY;

  /** The evaluation after an activity of a contact that had long been silent. */
  const wake = (past: readonly Activity[], signal: string) => {
    const before = advanceFully(compiled, known({ ...NO_FACTS, contact }), past, asleep, { dueAt: null, news: true });
    const facts = { ...known({ ...NO_FACTS, contact }), memory: before.evaluations.at(-1)!.memory };
    const activities = [...past, did(signal, asleep + DAY)];
    const after = advanceFully(compiled, facts, activities, asleep + DAY, { dueAt: null, news: true });
    return [before, after].map(({ evaluations }) => evaluations.at(-1)!);
  };

  test('any activity of the person wakes a dormant contact in the same evaluation', () => {
    const [before, after] = wake([did('page_view', START)], 'page_view');

    expect([before!.segment, before!.track]).toEqual(['dormant_unqualified', 'no_correspondence']);
    expect([after!.segment, after!.track, after!.doNotContact]).toEqual([null, 'none', []]);
  });

  test('a request wakes a dormant SQL straight into sales_ready', () => {
    const [before, after] = wake([did('contact_request', START)], 'contact_request');

    expect([before!.segment, before!.track]).toEqual(['dormant_sql', 'dormant_sql']);
    expect([after!.segment, after!.track]).toEqual([null, 'sales_ready']);
  });

  test('an opened mail does not: machines open mail', () => {
    const [before, after] = wake([did('page_view', START)], 'email_open');

    expect(after!.segment).toBe(before!.segment);
  });
});
