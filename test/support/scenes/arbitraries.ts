import fc, { type Arbitrary } from 'fast-check';
import {
  type Activity,
  type Decisions,
  type Facts,
  type KnownFacts,
  type Memory,
  NO_DEALS,
  type Properties,
} from '../../../src/domain/contact.ts';
import { advance } from '../../../src/domain/evaluation/advance.ts';
import { knownFacts } from '../../../src/domain/lead/known-facts.ts';
import type { ReferenceData } from '../../../src/domain/lead/lead-facts.ts';
import { type CompiledModel, compileModel } from '../../../src/domain/rules/compile.ts';
import { DAY } from '../../../src/domain/time/time.ts';
import { BANT_SOURCES, DORMANT_SEGMENTS, HAND_BACK_KINDS, TRACKS } from '../../../src/domain/words.ts';
import { models, optional, SIGNALS, STAGES, TIME_ZONES, WORDS } from './arbitrary-models.ts';

export { models, STAGES, TIME_ZONES } from './arbitrary-models.ts';

/*
 * Random contacts, made to meet random models, at instants that like midnights and the milliseconds
 * beside them, since that is where an engine that counts days goes wrong.
 */

/** The instant around which random contacts live. */
export const START = Date.UTC(2026, 2, 1);

/** An instant on one of the days around START: often a midnight, or a millisecond beside it. */
export const instant = (firstDay: number, lastDay: number): Arbitrary<number> =>
  fc
    .tuple(
      fc.integer({ min: firstDay, max: lastDay }),
      fc.oneof(fc.constantFrom(0, 1, DAY - 1), fc.integer({ min: 0, max: DAY - 1 })),
    )
    .map(([day, rest]) => START + day * DAY + rest);

/** A date in one of the three spellings that HubSpot uses. */
const spelled = (dates: Arbitrary<number>) =>
  dates.chain((at) => fc.constantFrom(new Date(at).toISOString(), `${at}`, new Date(at).toISOString().slice(0, 10)));
const dateText = spelled(instant(-200, 120));
/** Near to where random contacts live, so that it answers touches that are open. */
const outreachText = fc.oneof(dateText, spelled(instant(-20, 40)));

/** Random facts; `empty text is never stored`, as the domain says. */
const facts: Arbitrary<Facts> = fc.record({
  contact: optional({
    jobtitle: fc.constantFrom(...WORDS, 'HEAD, Red (interim)'),
    interests: fc.constantFrom('red;blue', 'green', 'Blue Team; red'),
    employees: fc.constantFrom('12', '50-100', '1000+', '1,200', '1.200', '€ 5 000', 'many'),
    renewal: dateText,
    email: fc.constantFrom('ann@company.example', 'bob@free.example', 'x@y.disposable.example', 'not a mail'),
    hs_email_optout: fc.constantFrom('true', 'false', 'false'),
    lifecyclestage: fc.constantFrom(...STAGES.slice(0, 4), ...STAGES),
    createdate: instant(-400, -1).map((at) => new Date(at).toISOString()),
    hs_lifecyclestage_marketingqualifiedlead_date: dateText,
    hs_lifecyclestage_salesqualifiedlead_date: dateText,
    need: fc.constantFrom('yes', 'no', 'partly', 'perhaps'),
    budget: fc.constantFrom('yes', 'no'),
    hs_email_last_send_date: outreachText,
    notes_last_contacted: outreachText,
    hs_timezone: fc.constantFrom(...TIME_ZONES, 'us_slash_eastern'),
    hs_marketable_status: fc.constantFrom('true', 'false'),
    hubspot_owner_id: fc.constant('5'),
  }) as Arbitrary<Properties>,
  company: optional({ industry: fc.constantFrom(...WORDS), founded: dateText }) as Arbitrary<Properties>,
  deals: fc.oneof(
    { weight: 4, arbitrary: fc.constant(NO_DEALS) },
    { weight: 2, arbitrary: instant(-200, 0).map((lastLostAt) => ({ ...NO_DEALS, lost: 1, lastLostAt })) },
    { weight: 1, arbitrary: instant(-200, 0).map((lastWonAt) => ({ ...NO_DEALS, won: 1, lastWonAt })) },
    {
      weight: 1,
      arbitrary: fc.record({
        open: fc.integer({ min: 0, max: 1 }),
        won: fc.integer({ min: 0, max: 1 }),
        lost: fc.integer({ min: 0, max: 1 }),
        lastLostAt: fc.option(instant(-200, 0)),
        lastWonAt: fc.option(instant(-200, 0)),
      }),
    },
  ),
});

/** Activities on the days between, in no order. */
export const activities = (firstDay: number, lastDay: number, maxLength = 14, minLength = 0): Arbitrary<Activity[]> =>
  fc
    .array(
      fc.record(
        {
          signal: fc.constantFrom(...SIGNALS),
          at: instant(firstDay, lastDay),
          quantity: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 6 })),
          source: fc.constant('test'),
          detail: fc.constantFrom('/alpha', 'all of Gamma', '/blog'),
        },
        { requiredKeys: ['signal', 'at', 'quantity', 'source'] },
      ),
      { maxLength, minLength },
    )
    .map((list) => list.map((activity, i) => ({ ...activity, id: `activity ${i}` })));

const REFERENCE_DATA: ReferenceData = {
  isFree: (domain) => domain === 'free.example',
  isDisposable: (domain) => domain.endsWith('disposable.example'),
  isRole: (mailbox) => mailbox === 'info',
  readPhone: () => ({ outcome: 'unclear' }),
};

/** Facts with what Ripen derives from them; `memory` null: at first sight. */
export const known = (facts: Facts, memory: Memory | null = null, decisions: Decisions = {}): KnownFacts =>
  knownFacts(facts, REFERENCE_DATA, { memory, decisions });

const told = fc.record({ source: fc.constantFrom(...BANT_SOURCES), at: instant(-200, 30) });

/** What people and workflows may have decided around START. */
const decisions: Arbitrary<Decisions> = fc.record(
  {
    qualification: fc.record({ qualification: fc.constantFrom('mql', 'sql'), at: instant(-60, 0) }),
    handedBackAt: instant(-60, 0),
    handBackKind: fc.constantFrom(...HAND_BACK_KINDS),
    track: fc.record({ value: fc.constantFrom(...TRACKS), since: instant(-60, 0), until: fc.option(instant(-30, 60)) }),
    segment: fc
      .record({
        value: fc.constantFrom('none', ...DORMANT_SEGMENTS),
        since: instant(-60, 0),
        days: fc.integer({ min: 1, max: 90 }),
      })
      .map(({ value, since, days }) => ({ value, since, until: since + days * DAY })),
    pausedUntil: instant(-30, 60),
    touchedAt: instant(-30, 60),
    bant: optional({ need: told, budget: told }),
    validity: fc.constant('valid'),
  },
  { requiredKeys: [] },
);

/**
 * One contact under one model at one instant; in most of them Ripen has known the contact for a
 * while.
 */
export type Scene = {
  readonly compiled: CompiledModel;
  readonly facts: KnownFacts;
  readonly activities: readonly Activity[];
  readonly now: number;
};

/**
 * `lastDay`: up to which day after START activities may lie; those after `now` have not happened
 * yet; `past`: the activities. `decided`: whether people may have decided things.
 */
export const scenes = ({
  timed = true,
  lastDay = 0,
  past = activities(-250, lastDay),
  decided = true,
} = {}): Arbitrary<Scene> =>
  fc
    .record({
      model: models({ timed }),
      facts,
      activities: past,
      now: instant(-40, 0),
      decided: decided ? fc.option(decisions) : fc.constant(null),
      timeZone: fc.constantFrom(...TIME_ZONES),
      seen: fc.option(
        fc.record({
          before: fc.integer({ min: 1, max: 200 * DAY }),
          facts: fc.option(facts),
          isCarried: fc.boolean(),
        }),
      ),
    })
    .map(({ model, timeZone, facts, activities, now, decided, seen }) => {
      const compiled = compileModel(model, timeZone);
      if (seen === null) return sceneWith(known(facts, null, decided ?? {}));
      const past = known(seen.facts ?? facts);
      const seenAt = now - seen.before;
      const first = advance(compiled, past, activities, seenAt, { dueAt: null, news: true }).last!;
      const { memory } = (seen.isCarried ? carried() : null) ?? first;
      return sceneWith(known(facts, memory, decided ?? {}));

      /** A contact that was brought up to date since has touches and tasks that wait. */
      function carried() {
        const look = { dueAt: first.nextChangeAt, news: false };
        return advance(compiled, { ...past, memory: first.memory }, activities, now - 1, look).last;
      }

      /** A counter-example is printed as the parts from which this makes it again. */
      function sceneWith(facts: KnownFacts): Scene {
        const parts = { model, timeZone, activities, now, facts };
        return Object.assign(
          { compiled, facts, activities, now },
          { [fc.toStringMethod]: () => JSON.stringify(parts) },
        );
      }
    });
