import { isDeepStrictEqual } from 'node:util';
import { type Appearance, appearanceOf, type Giving, moveOf } from '../../domain/changes/moves.ts';
import { type Compared, type ContactWork, NO_WORK } from '../../domain/changes/tally.ts';
import type { Untouched } from '../../domain/changes/untouched.ts';
import {
  type Activity,
  type HoldOut,
  type KnownFacts,
  type LinkedFacts,
  NO_STANDING,
  type Properties,
} from '../../domain/contact.ts';
import { derivedFacts } from '../../domain/lead/known-facts.ts';
import type { Peers } from '../../domain/lead/validity-peers.ts';
import { freshUntil } from '../../domain/qualification/bant.ts';
import { stageToWrite } from '../../domain/qualification/lifecycle.ts';
import { openResponse } from '../../domain/sales/response.ts';
import { compileTerritories, territoryOf } from '../../domain/sales/routing.ts';
import { needsFreshFacts } from '../../domain/sync/plan.ts';
import { BANT_QUESTIONS, type Qualification } from '../../domain/words.ts';
import type { BaseContact, StandingContact } from '../../store/models/base.ts';
import { type ContactInHand, latestFacts } from '../contacts/contact-in-hand.ts';
import {
  type Judgement,
  judgeContact,
  memoryUnder,
  type RipenSettings,
  settingsFor,
  withoutLacking,
} from '../contacts/judge-contact.ts';
import { withInputs } from '../contacts/judge-contacts.ts';
import { FRESH_FOR_MS } from '../contacts/ripen-contacts.ts';

/*
 * Judges one contact by the model in force and by a draft, with the same code as the worker. Pure.
 */

export type ComparedContact = Compared & {
  /** null: what is stored tells what the draft shows, so the contact was not judged */
  readonly draft: Judgement | null;
  /** null: the stored evaluation still holds, so the contact was not judged again */
  readonly current: Judgement | null;
};

/** Both sides of a comparison. */
export type Sides = {
  readonly current: RipenSettings;
  readonly draft: RipenSettings;
  /** tells which contacts the draft leaves alone; null: it may touch everybody */
  readonly untouched: Untouched | null;
};

export type CompareOptions = {
  /** judge also where the stored evaluation still holds, to explain both sides in full */
  readonly inFull?: boolean;
  /** the caller needs no changes by time that come later than this instant */
  readonly horizon?: number;
};

/** Compares what a contact is by both sides, what moves, and what work the draft makes. */
export function* compareContact(
  sides: Sides,
  base: BaseContact,
  {
    activities,
    peers,
    holdOuts = [],
  }: {
    readonly activities: readonly Activity[];
    readonly peers: Peers;
    readonly holdOuts?: readonly HoldOut[];
  },
  now: number,
  { inFull = false, horizon }: CompareOptions = {},
): Generator<unknown, ComparedContact> {
  const shows = (signal: string) => activities.some((activity) => activity.signal === signal);
  if (!inFull) {
    const compared = compareStanding(sides, base, peers, shows, now);
    if (compared !== null) return compared;
  }
  const contact: ContactInHand = { ...base, activities };
  const facts = withInputs(latestFacts(contact)!, contact.inputs);
  const factsAt = contact.pendingFacts?.at ?? contact.factsAt ?? now;
  const { decisions } = contact;
  const evidence = {
    facts,
    factsAt,
    history: undefined,
    traits: { contactId: contact.contactId, createdAt: null, traits: [], peers },
    holdOuts,
    derived: derivedFacts(facts, sides.current.referenceData, { decisions, peers }),
  };
  const settings = {
    current: settingsFor(sides.current, contact, facts, now),
    draft: settingsFor(sides.draft, contact, facts, now),
  };
  const judged = (by: RipenSettings) => judgeContact(by, contact, evidence, now, horizon);
  const isStanding = !inFull && base.shown !== null && stillHolds(base, settings.current, now);
  const current = isStanding ? null : yield* judged(settings.current);
  const draft = yield* judged(settings.draft);

  const owner = facts.contact['hubspot_owner_id'];
  const appearanceBy = (
    by: RipenSettings,
    written: Properties,
    owed: number | null,
    needsOwner: boolean,
  ): Appearance => {
    const known = { ...facts, ...evidence.derived, memory: contact.memory, decisions };
    return appearanceOf(written, { owed, owner, giving: needsOwner ? givingOf(by, known, now) : null });
  };
  const appearanceOfJudged = (by: RipenSettings, { evaluation }: Judgement) =>
    appearanceBy(by, evaluation.written, openResponse(evaluation.memory.owed)?.since ?? null, evaluation.needsOwner);
  const before =
    current === null
      ? appearanceBy(settings.current, base.shown!.written, base.shown!.owed, base.shown!.needsOwner)
      : appearanceOfJudged(settings.current, current);
  const after = appearanceOfJudged(settings.draft, draft);
  return {
    before,
    after,
    move: moveOf(before, after),
    work: workOf(draft, before, after, now - factsAt),
    draft,
    current,
  };
}

type Standing = ComparedContact & {
  /** both find the same in every line, and until the same instant */
  readonly alike: boolean;
  /** until when this is certain; null: for ever */
  readonly holdsUntil: number | null;
};

/**
 * Compares a contact without judging it: the stored evaluation still holds, HubSpot has all of it,
 * and it tells what the draft shows. Null: that is not certain. `shows`: whether the contact ever
 * showed a signal.
 */
export function compareStanding(
  { current, draft, untouched }: Sides,
  base: StandingContact,
  peers: Peers,
  shows: (signal: string) => boolean,
  now: number,
): Standing | null {
  const { facts, shown, decisions, memory } = base;
  if (untouched === null || facts === null || shown === null) return null;
  if (shown.needsOwner || !stillHolds(base, current, now) || !isWritten(base, shown.written, current)) return null;
  if (untouched.signals.some(shows) || takesBack(draft, base, facts, now)) return null;
  const lead = () => derivedFacts(facts, draft.referenceData, { decisions, peers }).lead;
  // Answers that end give points no more, which one version may show and the other not.
  const ends = untouched.readsPoints ? endsOf(draft, memory) : [];
  const hasEnded = ends.some((at) => at > memory!.asOf && at <= now);
  const change = untouched.changeOf(facts, { ...shown, ends: hasEnded || decisions.handedBackAt !== undefined }, lead);
  const holdsUntil = [...ends, ...(base.nextAt === null ? [] : [base.nextAt])]
    .filter((at) => at > now && at < Infinity)
    .reduce<number | null>((first, at) => (first === null || at < first ? at : first), null);
  if (change === null) return null;
  const appearanceWith = (written: Properties) =>
    appearanceOf(written, { owed: shown.owed, owner: facts.contact['hubspot_owner_id'], giving: null });
  const before = appearanceWith(shown.written);
  const news = Object.keys(withoutLacking(change.written, draft.lacking));
  const after = news.length === 0 ? before : appearanceWith({ ...shown.written, ...change.written });
  return {
    before,
    after,
    move: news.length === 0 ? { is: 'nothing' } : moveOf(before, after),
    work: news.length === 0 ? NO_WORK : { ...NO_WORK, written: true },
    draft: null,
    current: null,
    alike: change.alike && holdsUntil === base.nextAt,
    holdsUntil,
  };
}

/** When the answers of a contact end to count. */
const endsOf = ({ compiled: { model } }: RipenSettings, memory: StandingContact['memory']): readonly number[] =>
  BANT_QUESTIONS.flatMap((question) => {
    const record = memory?.bant[question];
    return record === undefined ? [] : [freshUntil(model, question, record)];
  });

/** Whether a roll-back changes the contact's memory. */
const takesBack = (draft: RipenSettings, base: StandingContact, facts: LinkedFacts, now: number): boolean =>
  !isDeepStrictEqual(memoryUnder(draft, base, facts, now), base.memory);

/** Whether HubSpot has what the last evaluation found: property values, lists and stage. */
function isWritten(
  { standing, facts, isDue }: StandingContact,
  written: Properties,
  { compiled: { model }, stageOrder }: RipenSettings,
): boolean {
  const { properties, inDoubt = false, track, extra = [], stage } = standing ?? NO_STANDING;
  if (properties === undefined || inDoubt || track !== written['ripen_nurture_track']) return false;
  for (const name in written)
    if (name !== 'ripen_model_version' && (properties[name] ?? '') !== written[name]) return false;
  const lists = [...(isDue ? ['due'] : []), ...(written['ripen_ready'] === '' ? [] : ['ready'])];
  if (lists.join() !== extra.join()) return false;
  const qualification = written['ripen_qualification'] as Qualification;
  const due = stageToWrite(model, stageOrder, facts?.contact['lifecyclestage'], qualification);
  return due === null || due === stage;
}

/**
 * Whether an evaluation by the same model would say the same now as the last one did: there are no
 * news, and no change by time has fallen due.
 */
function stillHolds(base: StandingContact, { compiled }: RipenSettings, now: number): boolean {
  return (
    base.modelVersion === compiled.model.version &&
    (base.nextAt === null || base.nextAt > now) &&
    (base.runAt === null || base.runAt > now) &&
    !base.hasNews
  );
}

/** Who would get the contact: an owner of its territory, in turn, or the fallback owner. */
function givingOf({ compiled: { model } }: RipenSettings, known: KnownFacts, now: number): Giving {
  const territory = territoryOf(compileTerritories(model), known, now);
  const to = territory === undefined ? model.routing.fallbackOwner : `in turn: ${territory.label}`;
  return to === undefined ? null : { to };
}

function workOf(
  { plan, touchEvents, evaluation }: Judgement,
  before: Appearance,
  after: Appearance,
  factsAge: number,
): ContactWork {
  const { properties, stage, track, extra, asks } = plan;
  return {
    read: factsAge > FRESH_FOR_MS && (needsFreshFacts(plan) || touchEvents.length > 0),
    written: stage !== null || Object.keys(properties).length > 0,
    stage: stage !== null,
    listChanges: extra.length + (track === null ? 0 : [track.from, track.to].filter((one) => one !== 'none').length),
    tasksOpened: asks.tasks.length,
    tasksClosed: new Set(asks.closed.map(({ occasion }) => occasion)).size,
    answerBy: after.owed !== null && after.owed !== before.owed ? (evaluation.response?.dueAt ?? null) : null,
  };
}
