import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { models, type Scene, STAGES, START, scenes } from '../../../../test/support/scenes/arbitraries.ts';
import { gistOf, packed, unpacked } from '../../../domain/changes/untouched/gist.ts';
import { untouchedBy } from '../../../domain/changes/untouched/untouched.ts';
import type { Appearance } from '../../../domain/changes/what-if/moves.ts';
import { type Former, type FormerMemory, type HoldOut, KEPT_OF_MEMORY } from '../../../domain/contact.ts';
import type { Evaluation } from '../../../domain/evaluation/evaluate.ts';
import { NO_PEERS } from '../../../domain/lead/validity/validity-peers.ts';
import { DEFAULT_MODEL } from '../../../domain/model/default-model.ts';
import type { Model } from '../../../domain/model/model.ts';
import { compileModel } from '../../../domain/rules/compile.ts';
import { DAY } from '../../../domain/time/time.ts';
import { BANT_QUESTIONS, HOLD_OUT_TRACKS, TOUCH_TRACKS } from '../../../domain/words.ts';
import { referenceData } from '../../../reference-data/reference-data.ts';
import { evaluatedOf } from '../../../store/contacts/complete-contacts.ts';
import type { BaseContact } from '../../../store/models/base.ts';
import type { ContactInHand } from '../../contacts/contact-in-hand.ts';
import { judgeContact, type RipenSettings } from '../../contacts/judge/judge-contact.ts';
import { compareContact, compareStanding, type Sides } from './compare-contact.ts';

const settingsOf = (model: Model): RipenSettings => ({
  compiled: compileModel(model),
  read: { searchable: [], properties: { contact: [], company: [] }, dealStages: {} },
  stageOrder: STAGES,
  takesUp: [],
  referenceData,
});

function finish<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
  }
}

/** The contact of a scene as it is stored after its evaluation was written to HubSpot. */
function stored(
  { facts, activities, now }: Scene,
  by: RipenSettings,
  holdOuts: readonly HoldOut[],
): BaseContact & { readonly evaluation: Evaluation } {
  const { contact, company, deals, memory, decisions = {} } = facts;
  const linked = { contact, company, deals, companyId: null, dealIds: [] };
  const inHand = {
    contactId: 7,
    facts: linked,
    factsAt: now,
    pendingFacts: null,
    decisions,
    inputs: {},
    memory,
    nextAt: null,
    standing: null,
    former: null,
    apart: null,
    merged: false,
    excluded: null,
    modelVersion: null,
  };
  const evidence = {
    facts: linked,
    factsAt: now,
    history: undefined,
    traits: { contactId: 7, createdAt: null, traits: [], peers: NO_PEERS },
    holdOuts,
  };
  const { evaluation, plan } = finish(
    judgeContact(by, { ...inHand, activities } as unknown as ContactInHand, evidence, now),
  );
  return {
    ...inHand,
    memory: evaluation.memory,
    nextAt: evaluation.nextChangeAt,
    standing: plan.standing,
    modelVersion: by.compiled.model.version,
    peers: null,
    runAt: evaluation.nextChangeAt,
    hasNews: false,
    gist: unpacked(
      packed(
        gistOf({ model: by.compiled.model, evaluation, standing: plan.standing, facts: linked, decisions: decisions }),
      ),
      evaluation.at,
    ),
    evaluation,
    activities,
  } as unknown as BaseContact & { readonly evaluation: Evaluation };
}

type Edit = {
  readonly kind:
    | (typeof EDITS)[number]
    | (typeof OF_SOME)[number]
    | (typeof OF_SECTIONS)[number]
    | (typeof OF_MEANING)[number];
  readonly at: number;
  readonly other: Model;
};
const EDITS = [
  'drop',
  'points',
  'label',
  'when',
  'swap',
  'add',
  'grow',
  'off',
  'behaviour',
  'group',
  'drop behaviour',
  'heard',
  'words',
  'to enter',
  'to stay',
  'grade',
  'routing',
  'never',
  'no correspondence',
  'start',
  'cap',
  'share',
] as const;
const OF_SOME = ['one cadence', 'one span', 'hand back', 'freshness', 'implicit group'] as const;

const OF_SECTIONS = [
  'holiday',
  'calendar',
  'touch',
  'response',
  'hold out',
  'personas',
  'one persona',
  'journey',
  'products',
  'interest',
  'signals',
  'returns',
  'ready',
  'one ready',
] as const;

const OF_MEANING = [
  'signal days',
  'stages',
  'lifecycle',
  'numbers',
  'bant',
  'bant also',
  'answers',
  'recent',
  'when',
  'never',
  'one persona',
] as const;

function edited(model: Model, { kind, at, other }: Edit): Model {
  const nth = <T>(list: readonly T[]): T | undefined => list[at % Math.max(1, list.length)];
  const [rule, behaviour, strange] = [nth(model.explicit), nth(model.implicit), nth(other.explicit)];
  const when = strange !== undefined && 'when' in strange ? strange.when : { field: 'jobtitle', known: true };
  const fits = [{ field: 'score.fit', oneOf: ['A', 'B', 'C'].slice(at % 3) }];
  const change = (to: object) => model.explicit.map((one) => (one === rule ? { ...one, ...to } : one));
  const group = model.groups.find((one) => one.kind === 'explicit');
  switch (kind) {
    case 'drop':
      return { ...model, explicit: model.explicit.filter((one) => one !== rule) };
    case 'points':
      return { ...model, explicit: change(rule !== undefined && 'points' in rule ? { points: rule.points + 3 } : {}) };
    case 'label':
      return { ...model, explicit: change({ label: 'Another label' }) };
    case 'when':
      return { ...model, explicit: change(rule !== undefined && 'when' in rule ? { when } : {}) };
    case 'swap':
      return { ...model, explicit: model.explicit.toReversed() };
    case 'add':
      if (group === undefined) return model;
      return { ...model, explicit: [...model.explicit, { id: 'new', label: 'New', group: group.id, points: 4, when }] };
    case 'off':
      return { ...model, explicit: change({ off: rule?.off !== true }) };
    case 'grow': {
      if (group === undefined) return model;
      const growing = { field: 'employees', from: 5 * at, to: at % 2 === 0 ? 300 : -20 };
      const grown = { id: 'grown', label: 'Grown', group: group.id, points: 9.5, growing };
      return { ...model, explicit: [...model.explicit, grown] };
    }
    case 'behaviour':
      return {
        ...model,
        implicit: model.implicit.map((one) =>
          one === behaviour && 'points' in one ? { ...one, points: one.points + 2 } : one,
        ),
      };
    case 'group':
      return { ...model, groups: model.groups.map((one, i) => (i === 0 ? { ...one, cap: one.cap + 1 } : one)) };
    case 'start':
      return { ...model, start: { ...model.start, explicit: model.start.explicit + 4 * at - 18 } };
    case 'cap':
      return {
        ...model,
        groups: model.groups.map((one) =>
          one === group ? { ...one, cap: Math.max(one.floor, at), floor: one.floor } : one,
        ),
      };
    case 'share':
      return { ...model, explicitShare: other.explicitShare };
    case 'one cadence': {
      const track = TOUCH_TRACKS[at % TOUCH_TRACKS.length]!;
      const rhythm = { kind: 'manual', everyDays: 3 + at } as const;
      return { ...model, cadence: { ...model.cadence, [track]: other.cadence[track] ?? [rhythm] } };
    }
    case 'one span': {
      const spans = ['sqlSilentDays', 'mqlProgrammeDays', 'mqlSilentDays', 'unqualifiedSilentDays'] as const;
      const span = spans[at % 4]!;
      return { ...model, dormancy: { ...model.dormancy, [span]: at % 3 === 0 ? 1 + at : other.dormancy[span] + at } };
    }
    case 'hand back':
      return { ...model, handBackDays: model.handBackDays + at - 4.5 };
    case 'freshness': {
      const question = BANT_QUESTIONS[at % 4]!;
      return { ...model, bantFreshDays: { ...model.bantFreshDays, [question]: 1 + 10 * at } };
    }
    case 'implicit group':
      return {
        ...model,
        groups: model.groups.map((one) =>
          one.kind === 'implicit' && one.id === nth(model.implicit)?.group
            ? { ...one, cap: Math.max(0, at), label: 'Another label', halfLifeDays: at % 2 === 0 ? 9 : null }
            : one,
        ),
      };
    case 'holiday': {
      const holiday = new Date(START + 6 * at * DAY).toISOString().slice(at === 0 ? 5 : 0, 10);
      return { ...model, calendar: { ...model.calendar, holidays: [...model.calendar.holidays, holiday] } };
    }
    case 'calendar':
      return { ...model, calendar: other.calendar };
    case 'touch': {
      const names = ['minimumGapDays', 'weekends', 'graceDays', 'lateAfterWorkingHours'] as const;
      const name = names[at % 4]!;
      if (at > 7) return { ...model, touch: { ...model.touch, from: other.touch.from, to: other.touch.to } };
      return { ...model, touch: { ...model.touch, [name]: other.touch[name] } };
    }
    case 'response':
      return { ...model, response: other.response };
    case 'hold out':
      return { ...model, holdOut: { [HOLD_OUT_TRACKS[at % 3]!]: 10 * (at % 4) } };
    case 'personas':
      return { ...model, personas: other.personas };
    case 'one persona':
      return { ...model, personas: model.personas.filter((one) => one !== nth(model.personas)) };
    case 'journey':
      return { ...model, journey: at % 2 === 0 ? other.journey : model.journey.toReversed() };
    case 'products':
      return { ...model, products: other.products };
    case 'interest':
      return { ...model, productInterest: other.productInterest, brandAwareness: other.brandAwareness };
    case 'signals': {
      const signal = nth(model.signals);
      return {
        ...model,
        signals: model.signals.map((one) => (one === signal ? { ...one, passive: !one.passive } : one)),
      };
    }
    case 'returns':
      return { ...model, returns: [...model.returns, { label: 'Again', when }] };
    case 'ready':
      return { ...model, ready: other.ready };
    case 'one ready':
      return { ...model, ready: [...model.ready, { label: 'Ready', when: { all: [when, ...fits] } }] };
    case 'heard':
      return { ...model, behaviours: other.behaviours, forms: [], pages: [] };
    case 'words':
      return { ...model, name: 'Another name', agreement: other.agreement };
    case 'to enter':
    case 'to stay': {
      const level = at % 2 === 0 ? 'mql' : 'sql';
      const part = kind === 'to enter' ? 'enter' : 'leave';
      const thresholds = { ...model.qualification[level], [part]: other.qualification[level][part] };
      return { ...model, qualification: { ...model.qualification, [level]: thresholds } };
    }
    case 'grade':
      return { ...model, grade: other.grade };
    case 'routing':
      return { ...model, routing: { ...other.routing, fallbackOwner: '7', automatic: at % 2 === 0 } };
    case 'never':
      return { ...model, qualification: { ...model.qualification, never: [{ label: 'Never', when }] } };
    case 'no correspondence':
      return { ...model, noCorrespondence: [...model.noCorrespondence, { label: 'Not to them', when }] };
    case 'signal days':
      return { ...model, qualification: { ...model.qualification, signalDays: 1 + 12 * at } };
    case 'stages': {
      const stages = at % 2 === 0 ? { mql: 'lead' } : { sql: 'opportunity' };
      const qualification = { ...model.qualification, stages: { ...model.qualification.stages, ...stages } };
      return { ...model, qualification };
    }
    case 'lifecycle': {
      const stage = STAGES[at % STAGES.length]!;
      const { prospect, opportunity, customer } = model.lifecycle;
      const rest = (stages: readonly string[]) => stages.filter((one) => one !== stage);
      const lifecycle = { prospect: rest(prospect), opportunity: rest(opportunity), customer: rest(customer) };
      (at % 2 === 0 ? lifecycle.opportunity : lifecycle.customer).push(stage);
      return { ...model, lifecycle };
    }
    case 'numbers':
      return {
        ...model,
        numberProperties: model.numberProperties.includes('employees') ? [] : ['employees', 'jobtitle'],
      };
    case 'bant':
      return { ...model, bant: at % 2 === 0 ? { ...model.bant, need: 'budget' } : other.bant };
    case 'bant also':
      return { ...model, bantAlso: [{ question: 'need', field: 'jobtitle', yes: ['red'], no: ['green'] }] };
    case 'answers':
      return { ...model, response: model.response === undefined ? other.response : undefined };
    case 'recent':
      if (group === undefined) return model;
      return {
        ...model,
        explicit: [
          ...model.explicit,
          {
            id: 'new',
            label: 'New',
            group: group.id,
            points: 4,
            when:
              at % 3 === 0 ? { field: 'lead.bant_need', known: true } : { field: 'renewal', withinDays: 9 * at + 1 },
          },
        ],
      };
    case 'drop behaviour':
      return { ...model, implicit: model.implicit.filter((one) => one !== behaviour) };
  }
}

const editsOf = (...kinds: readonly Edit['kind'][]) =>
  fc.record({ kind: fc.constantFrom(...kinds), at: fc.nat({ max: 9 }), other: models() });

/** A roll-back to version 1, and what it takes back of the contact; null: it is no roll-back. */
const backs = fc.option(fc.constantFrom<'nothing' | 'something'>('nothing', 'something'));

/** What version 1 left of the contact. */
function formerOf({ memory }: BaseContact, takesBack: 'nothing' | 'something'): readonly Former[] {
  const kept = Object.fromEntries(KEPT_OF_MEMORY.map((name) => [name, memory![name]])) as FormerMemory;
  const other: FormerMemory = { ...kept, qualification: kept.qualification === 'mql' ? 'sql' : 'mql' };
  return [{ version: 1, memory: takesBack === 'nothing' ? kept : other }];
}

/** The contact keeps a level that it does not enter again, as long as its scores reach `leave`. */
function heldBetween({ compiled: { model }, facts, ...scene }: Scene, leave: number): Scene {
  const qualification = {
    ...model.qualification,
    mql: { enter: { combined: 100 }, leave: { explicit: leave } },
    sql: { enter: { combined: 100 }, leave: { combined: leave } },
  };
  const level = leave % 4 === 1 ? ('mql' as const) : ('sql' as const);
  return {
    ...scene,
    compiled: compileModel({ ...model, qualification }),
    facts: { ...facts, memory: facts.memory && { ...facts.memory, qualification: level } },
  };
}

const HELD_OUT = { mql_nurture: 30, dormant_mql: 30, dormant_sql: 30 } as const;

/** A hold-out of each track, which began before most contacts entered it. */
const holdOutsOf = ({ holdOut = {} }: Model, at: number): readonly HoldOut[] =>
  HOLD_OUT_TRACKS.flatMap((track) => {
    const share = holdOut[track];
    return share === undefined ? [] : [{ track, share, since: START - 300 * DAY, until: null, lot: at / 10 }];
  });

describe('whom an edit leaves alone', () => {
  test.each([
    { timed: true, kinds: EDITS, rescored: 0 },
    { timed: true, kinds: OF_SOME, rescored: 0 },
    { timed: true, kinds: OF_SECTIONS, rescored: 0 },
    { timed: true, kinds: OF_MEANING, rescored: 0 },
    { timed: false, kinds: ['start', 'cap', 'share', 'grade'] as const, rescored: 7 },
  ])(
    'is compared as if both judged it, and changes by time when it would anyway: $kinds',
    ({ timed, kinds, rescored }) => {
      const kept = { yes: 0, no: 0, otherScores: 0, qualified: 0 };
      fc.assert(
        fc.property(
          scenes({ decided: kinds === OF_SOME || kinds === OF_SECTIONS, timed }),
          editsOf(...kinds),
          fc.nat({ max: 3_000_000 }),
          backs,
          (found, edit, later, back) => {
            const scene = timed || later % 2 === 0 ? found : heldBetween(found, later % 60);
            // Rules of `ready` mostly read scores, and then a contact must be judged.
            const random = timed ? scene.compiled.model : { ...scene.compiled.model, ready: [] };
            const model = edit.kind === 'hold out' ? { ...random, holdOut: HELD_OUT } : random;
            const current = settingsOf({ ...model, version: 2 });
            const document = { ...edited(model, edit), version: 3 };
            const draft = {
              ...settingsOf(document),
              takesUp: back ? [1] : [],
            };
            const holdOuts = holdOutsOf(model, edit.at);
            const judged = stored(scene, current, holdOuts);
            const base = { ...judged, former: back && formerOf(judged, back) };
            const now = Math.min(scene.now + later, (base.nextAt ?? Infinity) - 1);
            const evidence = { activities: scene.activities, peers: NO_PEERS, holdOuts };
            const compare = (untouched: Sides['untouched']) =>
              finish(compareContact({ current, draft, untouched }, base, evidence, now));

            const untouched = untouchedBy(current.compiled.model, draft.compiled.model);
            const short = compare(untouched);
            const long = compare(null);

            kept[short.draft === null ? 'yes' : 'no']++;
            // What was not judged shows only what people act on.
            const seen = ({ written, ...appearance }: Appearance) => ({
              ...appearance,
              written: Object.fromEntries(Object.keys(base.gist!.written).map((name) => [name, written[name] ?? ''])),
            });
            expect(short.move).toEqual(long.move);
            expect(short.work).toEqual(long.work);
            expect(seen(short.before)).toEqual(seen(long.before));
            expect(seen(short.after)).toEqual(seen(long.after));
            if (short.draft !== null) return;
            if (short.after.score !== short.before.score) {
              kept.otherScores++;
              if (short.after.written['ripen_qualification'] !== 'unqualified') kept.qualified++;
            }
            const read = {
              ...base,
              shows: scene.activities.some(
                ({ signal, detail }) =>
                  untouched!.signals.includes(signal) || (untouched!.details && detail !== undefined),
              ),
              known: base,
              past: base,
            };
            const standing = compareStanding({ current, draft, untouched }, read, now);
            const nextAt = long.draft!.evaluation.nextChangeAt;
            const { alike, holdsUntil } = standing!;
            // With other scores a qualified contact may stay so for longer.
            const isRescaled = ['start', 'cap', 'group', 'share', 'to enter', 'to stay'].includes(edit.kind);
            const isHeld = isRescaled && short.after.written['ripen_qualification'] !== 'unqualified';
            if (alike || (holdsUntil === base.nextAt && !isHeld)) expect(nextAt).toBe(base.nextAt);
            else expect(nextAt ?? Infinity).toBeGreaterThanOrEqual(holdsUntil ?? Infinity);
            const lines = ({ scores, grade }: Evaluation) => [grade, scores.explicit, scores.combined];
            if (alike) {
              const inForce = finish(compareContact({ current, draft: current, untouched: null }, base, evidence, now));
              expect(evaluatedOf(long.draft!.evaluation)).toBe(evaluatedOf(inForce.draft!.evaluation));
              expect(long.draft!.evaluation.memory).toEqual(inForce.draft!.evaluation.memory);
            }
            if (alike) expect(lines(long.draft!.evaluation)).toEqual(lines(judged.evaluation));
          },
        ),
        law(110),
      );
      expect(kept.otherScores).toBeGreaterThanOrEqual(rescored);
      expect(kept.qualified).toBeGreaterThanOrEqual(rescored);
      expect(kept.yes).toBeGreaterThan(20);
      expect(kept.no).toBeGreaterThan(20);
    },
  );

  test('a group of behaviour that gives points by itself may touch everybody', () => {
    const within = (floor: number, cap: number): Model => ({
      ...DEFAULT_MODEL,
      groups: DEFAULT_MODEL.groups.map((group) => (group.id === GROUP_OF_SIGNALS ? { ...group, floor, cap } : group)),
    });
    expect(untouchedBy(within(-4, 20), within(-4, 30))).not.toBeNull();
    expect(untouchedBy(within(4, 20), within(4, 30))).toBeNull();
    expect(untouchedBy(within(-4, 20), within(4, 20))).toBeNull();
  });
});

/** A group that counts signals, and no silence. */
const GROUP_OF_SIGNALS = DEFAULT_MODEL.groups.find(
  ({ id, kind }) =>
    kind === 'implicit' && DEFAULT_MODEL.implicit.every((rule) => rule.group !== id || 'signals' in rule),
)!.id;
