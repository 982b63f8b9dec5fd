import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law, models, type Scene, STAGES, scenes } from '../../../test/support/arbitraries.ts';
import { untouchedBy } from '../../domain/changes/untouched.ts';
import { type Former, type FormerMemory, KEPT_OF_MEMORY } from '../../domain/contact.ts';
import type { Evaluation } from '../../domain/evaluation/evaluate.ts';
import { NO_PEERS } from '../../domain/lead/validity-peers.ts';
import type { Model } from '../../domain/model/model.ts';
import { compileModel } from '../../domain/rules/compile.ts';
import { openResponse } from '../../domain/sales/response.ts';
import { referenceData } from '../../reference-data/reference-data.ts';
import type { BaseContact } from '../../store/models/base.ts';
import type { ContactInHand } from '../contacts/contact-in-hand.ts';
import { judgeContact, type RipenSettings } from '../contacts/judge-contact.ts';
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
    isDue: evaluation.memory.open.some(({ kind }) => kind === 'email'),
    shown: {
      written: evaluation.written,
      owed: openResponse(evaluation.memory.owed)?.since ?? null,
      needsOwner: evaluation.needsOwner,
      points: evaluation.scores.explicit.contributions,
    },
    evaluation,
    activities,
  } as unknown as BaseContact & { readonly evaluation: Evaluation };
}

type Edit = { readonly kind: (typeof EDITS)[number]; readonly at: number; readonly other: Model };
const EDITS = [
  'drop',
  'points',
  'label',
  'when',
  'swap',
  'add',
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

function edited(model: Model, { kind, at, other }: Edit): Model {
  const nth = <T>(list: readonly T[]): T | undefined => list[at % Math.max(1, list.length)];
  const [rule, behaviour, strange] = [nth(model.explicit), nth(model.implicit), nth(other.explicit)];
  const when = strange !== undefined && 'when' in strange ? strange.when : { field: 'jobtitle', known: true };
  const change = (to: object) => model.explicit.map((one) => (one === rule ? { ...one, ...to } : one));
  const group = model.groups.find((one) => one.kind === 'explicit');
  switch (kind) {
    case 'drop':
      return { ...model, explicit: model.explicit.filter((one) => one !== rule) };
    case 'points':
      return { ...model, explicit: change(rule !== undefined && 'when' in rule ? { points: rule.points + 3 } : {}) };
    case 'label':
      return { ...model, explicit: change({ label: 'Another label' }) };
    case 'when':
      return { ...model, explicit: change(rule !== undefined && 'when' in rule ? { when } : {}) };
    case 'swap':
      return { ...model, explicit: model.explicit.toReversed() };
    case 'add':
      if (group === undefined) return model;
      return { ...model, explicit: [...model.explicit, { id: 'new', label: 'New', group: group.id, points: 4, when }] };
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

describe('whom an edit leaves alone', () => {
  test.each([
    { timed: true, kinds: EDITS, rescored: 0 },
    { timed: false, kinds: ['start', 'cap', 'share', 'grade'] as const, rescored: 20 },
  ])(
    'is compared as if both judged it, and changes by time when it would anyway: $kinds',
    ({ timed, kinds, rescored }) => {
      const kept = { yes: 0, no: 0, otherScores: 0, qualified: 0 };
      fc.assert(
        fc.property(
          scenes({ decided: false, timed }),
          editsOf(...kinds),
          fc.nat({ max: 3_000_000 }),
          backs,
          (random, edit, later, back) => {
            const scene = timed || later % 2 === 0 ? random : heldBetween(random, later % 60);
            // Rules of `ready` mostly read scores, and then a contact must be judged.
            const model = timed ? scene.compiled.model : { ...scene.compiled.model, ready: [] };
            const current = settingsOf({ ...model, version: 2 });
            const draft = {
              ...settingsOf({ ...edited(model, edit), version: 3 }),
              takesUp: back ? [1] : [],
            };
            const judged = stored(scene, current);
            const base = { ...judged, former: back && formerOf(judged, back) };
            const now = Math.min(scene.now + later, (base.nextAt ?? Infinity) - 1);
            const compare = (untouched: Sides['untouched']) =>
              finish(
                compareContact(
                  { current, draft, untouched },
                  base,
                  { activities: scene.activities, peers: NO_PEERS },
                  now,
                ),
              );

            const untouched = untouchedBy(current.compiled.model, draft.compiled.model);
            const short = compare(untouched);
            const long = compare(null);

            kept[short.draft === null ? 'yes' : 'no']++;
            const unstamped = ({ ripen_model_version: _, ...written }: Readonly<Record<string, string>>) => written;
            expect(short.move).toEqual(long.move);
            expect(short.work).toEqual(long.work);
            expect({ ...short.after, written: unstamped(short.after.written) }).toEqual({
              ...long.after,
              written: unstamped(long.after.written),
            });
            if (short.draft !== null) return;
            if (short.after.score !== short.before.score) {
              kept.otherScores++;
              if (short.after.written['ripen_qualification'] !== 'unqualified') kept.qualified++;
            }
            const shows = (signal: string) => scene.activities.some((activity) => activity.signal === signal);
            const standing = compareStanding({ current, draft, untouched }, base, NO_PEERS, shows, now);
            const nextAt = long.draft!.evaluation.nextChangeAt;
            const { alike, holdsUntil } = standing!;
            // With other scores a qualified contact may stay so for longer.
            const isRescaled = ['start', 'cap', 'group', 'share'].includes(edit.kind);
            const isHeld = isRescaled && short.after.written['ripen_qualification'] !== 'unqualified';
            if (alike || (holdsUntil === base.nextAt && !isHeld)) expect(nextAt).toBe(base.nextAt);
            else expect(nextAt ?? Infinity).toBeGreaterThanOrEqual(holdsUntil ?? Infinity);
            const lines = ({ scores, grade }: Evaluation) => [grade, scores.explicit, scores.combined];
            if (alike) expect(lines(long.draft!.evaluation)).toEqual(lines(judged.evaluation));
          },
        ),
        law(300),
      );
      expect(kept.otherScores).toBeGreaterThanOrEqual(rescored);
      expect(kept.qualified).toBeGreaterThanOrEqual(rescored);
      expect(kept.yes).toBeGreaterThan(40);
      expect(kept.no).toBeGreaterThan(40);
    },
  );
});
