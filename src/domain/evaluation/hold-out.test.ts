import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { START, scenes } from '../../../test/support/scenes/arbitraries.ts';
import { occurrence, story } from '../../../test/support/scenes/story.ts';
import type { HoldOut } from '../contact.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import type { Model } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { DAY } from '../time/time.ts';
import { HOLD_OUT_TRACKS } from '../words.ts';
import { advance } from './advance.ts';
import { evaluate } from './evaluate.ts';

/** Monday, 2 March 2026, ten o'clock UTC. */
const MONDAY = START + DAY + 10 * (DAY / 24);
const day = (days: number) => MONDAY + days * DAY;
const withShares = (holdOut: NonNullable<Model['holdOut']>) => compileModel({ ...DEFAULT_MODEL, holdOut });
const compiled = withShares({ mql_nurture: 20, dormant_sql: 20 });
const holdOut = (more: Partial<HoldOut>): HoldOut => ({
  track: 'mql_nurture',
  share: 20,
  since: day(-5),
  until: null,
  lot: 0.1,
  ...more,
});

/** An MQL since Monday. */
function mql(by = compiled, ...holdOuts: readonly HoldOut[]) {
  const ann = story(by, holdOuts);
  ann.at(day(-1), {});
  return { ann, entry: ann.at(MONDAY, { did: [occurrence('newsletter_subscription', MONDAY)] }).last! };
}

describe('who is left out of a track', () => {
  test('is on none of its lists and gets no e-mail, and is scored and qualified as ever', () => {
    const { entry, ann } = mql(compiled, holdOut({}));
    const { entry: other } = mql(compiled, holdOut({ lot: 0.2 }));

    expect([entry.track, entry.leftOut, entry.nextTouch, entry.written['ripen_nurture_track']]).toEqual([
      'none',
      'mql_nurture',
      null,
      'none',
    ]);
    expect([other.track, other.leftOut, other.nextTouch?.kind]).toEqual(['mql_nurture', undefined, 'email']);
    expect(entry.scores).toEqual(other.scores);
    expect(entry.qualification).toBe('mql');
    expect(ann.at(day(60)).touches).toEqual([]);
  });

  test('is handed to sales, and sales owes the answer, when the person asks for it', () => {
    const raised = [holdOut({}), holdOut({ lot: 0.9 })].map((one) => {
      const { ann } = mql(compiled, one);
      return ann.at(day(3), { did: [occurrence('contact_request', day(3))] });
    });

    expect(raised[0]!.last).toMatchObject({ qualification: 'sql', track: 'sales_ready' });
    expect(raised[0]!.last!.leftOut).toBeUndefined();
    expect(raised[0]!.last!.response).toEqual(raised[1]!.last!.response);
    expect(raised[0]!.asked).toEqual(raised[1]!.asked);
  });

  test('gets the touches by hand of its track, and no others', () => {
    const [left, served] = [0.1, 0.9].map((lot) => {
      const ann = story(compiled, [holdOut({ track: 'dormant_sql', lot })]);
      ann.at(day(-1), {});
      ann.at(MONDAY, { did: [occurrence('contact_request', MONDAY)] });
      ann.at(day(1), { contact: { notes_last_contacted: `${day(1)}` } });
      return [100, 140, 200, 300].flatMap((at) => ann.at(day(at)).touches);
    });

    expect(left).toContain('manual due');
    expect(left!.filter((touch) => touch.startsWith('email'))).toEqual([]);
    expect(served!.filter((touch) => touch === 'email due').length).toBeGreaterThan(1);
  });

  test('is told that an e-mail that was due is cancelled, and why', () => {
    const { ann } = mql(compiled, holdOut({ track: 'dormant_sql' }));
    ann.at(day(1));
    const { memory, activities } = ann.known();
    const facts = { memory: { ...memory!, drawn: { mql_nurture: { of: day(-5), at: MONDAY, out: true } } } };
    const known = {
      contact: { email: 'ann@company.example', lifecyclestage: 'lead' },
      company: {},
      lead: { mail_kind: 'work' },
    };
    const deals = { open: 0, won: 0, lost: 0, lastLostAt: null, lastWonAt: null };

    const next = evaluate(compiled, { ...known, deals, ...facts, holdOuts: [holdOut({})] }, activities, day(1) + 1);

    expect(next.touchEvents.map(({ event, cause }) => `${event}: ${cause}`)).toEqual([
      'cancelled: The contact is left out of this track on purpose, to see what the track does',
    ]);
  });

  test.for<[string, readonly HoldOut[], Model['holdOut']]>([
    ['the lot says so', [holdOut({ lot: 0.2 })], { mql_nurture: 20 }],
    ['it was in the track before the hold-out began', [holdOut({ since: day(1) })], { mql_nurture: 20 }],
    ['the hold-out is of another track', [holdOut({ track: 'dormant_mql' })], { mql_nurture: 20, dormant_mql: 20 }],
    ['the hold-out has ended', [holdOut({ until: day(-1) })], { mql_nurture: 20 }],
    ['another share is in force', [holdOut({})], { mql_nurture: 30 }],
    ['the share is 0', [holdOut({})], { mql_nurture: 0 }],
    ['the model leaves nobody out', [holdOut({})], undefined],
    ['there is no hold-out', [], { mql_nurture: 20 }],
  ])('is nobody if %s', ([, holdOuts, shares]) => {
    const { ann } = mql(shares === undefined ? compileModel(DEFAULT_MODEL) : withShares(shares), ...holdOuts);

    const last = ann.at(day(2), {}).last!;

    expect([last.track, last.leftOut]).toEqual(['mql_nurture', undefined]);
  });

  test('is nobody whom somebody put into the track', () => {
    const { ann } = mql(compiled, holdOut({}));

    const put = ann.at(day(1), { decisions: { track: { value: 'mql_nurture', since: day(1), until: null } } });

    expect([put.last!.track, put.last!.nextTouch?.kind]).toEqual(['mql_nurture', 'email']);
  });

  test('goes on in the track as soon as the hold-out ends', () => {
    const { ann } = mql(compiled, holdOut({ until: day(10) }));

    expect(ann.at(day(9), {}).last!.track).toBe('none');
    expect(ann.at(day(10), {}).last).toMatchObject({ track: 'mql_nurture', nextTouch: { kind: 'email' } });
  });

  test('is drawn once, also for whoever leaves the track and comes again', () => {
    const { ann } = mql(compiled, holdOut({}));
    ann.at(day(2), { did: [occurrence('contact_request', day(2))] });
    const drawn = ann.known().memory!.drawn;

    const back = ann.at(day(4), { decisions: { handedBackAt: day(4), handBackKind: 'bad_timing' } });

    expect([back.last!.qualification, back.last!.leftOut]).toEqual(['mql', 'mql_nurture']);
    expect(ann.known().memory!.drawn).toEqual(drawn);
  });

  test('is not drawn in a past in which Ripen did not know the contact', () => {
    const ann = story(compiled, [holdOut({})]);
    const first = ann.at(day(60), { did: [occurrence('newsletter_subscription', MONDAY)] });

    expect(first.last!.memory.drawn).toBeUndefined();
  });
});

describe('what was drawn', () => {
  const shares = { mql_nurture: 50, dormant_mql: 50, dormant_sql: 50 };
  const held = (lots: readonly number[], since: number) =>
    HOLD_OUT_TRACKS.map((track, at): HoldOut => ({ track, share: 50, since, until: null, lot: lots[at]! }));
  const someLots = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 3, maxLength: 3 });

  test('is the same in one step, in small steps, and when the same work is done twice', () => {
    let drawn = 0;
    fc.assert(
      fc.property(scenes({ lastDay: 60 }), someLots, (scene, lots) => {
        const by = compileModel({ ...scene.compiled.model, holdOut: shares });
        const start = { ...scene.facts, holdOuts: held(lots, scene.now - 30 * DAY) };
        const walk = (stops: readonly number[]) => {
          let [memory, dueAt] = [start.memory, null as number | null];
          for (const stop of stops) {
            const look = { dueAt, news: stop === scene.now };
            const once = advance(by, { ...start, memory }, scene.activities, stop, look).last;
            expect(advance(by, { ...start, memory }, scene.activities, stop, look).last).toEqual(once);
            if (once !== null) [memory, dueAt] = [once.memory, once.nextChangeAt];
          }
          return memory;
        };
        const days = Array.from({ length: 12 }, (_, at) => scene.now + (at + 1) * 5 * DAY);
        const stepwise = walk([scene.now, ...days]);

        expect(walk([scene.now, days.at(-1)!])).toEqual(stepwise);
        drawn += Object.keys(stepwise?.drawn ?? {}).length;
      }),
      law(20),
    );
    expect(drawn).toBeGreaterThan(0);
  });

  test('changes nothing but the mail: scores, qualification, answers owed and touches by hand are as without it', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 0 }), ({ compiled: { model }, facts, activities, now }) => {
        const none = evaluate(compileModel(model), facts, activities, now);
        const held0 = { ...facts, holdOuts: held([0, 0, 0], now - 1000 * DAY) };
        const out = evaluate(compileModel({ ...model, holdOut: shares }), held0, activities, now);

        expect(out.scores).toEqual(none.scores);
        expect(out.qualification).toBe(none.qualification);
        expect(out.response).toEqual(none.response);
        expect(out.ready).toBe(none.ready);
        expect(out.doNotContact).toEqual(none.doNotContact);
        if (out.leftOut !== undefined) {
          expect(out.track).toBe('none');
          expect(out.nextTouch?.kind).not.toBe('email');
          expect(out.extra).not.toContain('due');
        }
      }),
      law(20),
    );
  });

  test('is nothing without a share: not a key of what is remembered or shown is there or differs', () => {
    fc.assert(
      fc.property(scenes({ lastDay: 0 }), someLots, ({ compiled: { model }, facts, activities, now }, lots) => {
        const today = evaluate(compileModel(model), facts, activities, now);
        const none = { mql_nurture: 0, dormant_mql: 0, dormant_sql: 0 };
        const held0 = { ...facts, holdOuts: held(lots, 0) };

        expect(evaluate(compileModel({ ...model, holdOut: none }), held0, activities, now)).toEqual(today);
        expect(evaluate(compileModel({ ...model, holdOut: shares }), facts, activities, now)).toEqual(today);
      }),
      law(20),
    );
  });

  test('stays with the contact that is left when two become one: of both what was drawn first', () => {
    const one = mql(compiled, holdOut({})).ann;
    const two = story(compiled, [holdOut({ lot: 0.9 })]);
    two.at(day(-1), {});
    two.at(day(1), { did: [occurrence('newsletter_subscription', day(1))] });
    const drawn = one.known().memory!.drawn;

    two.absorb(one);

    expect(two.known().memory!.drawn).toEqual(drawn);
    expect(two.at(day(2), {}).last!.leftOut).toBe('mql_nurture');
  });
});
