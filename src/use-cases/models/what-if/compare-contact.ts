import { isDeepStrictEqual } from 'node:util';
import type { Gist } from '../../../domain/changes/untouched/gist.ts';
import type { Untouched } from '../../../domain/changes/untouched/untouched.ts';
import { type Appearance, appearanceOf, type Giving, moveOf } from '../../../domain/changes/what-if/moves.ts';
import { type Compared, type ContactWork, NO_WORK } from '../../../domain/changes/what-if/tally.ts';
import type { Activity, HoldOut, KnownFacts, Properties } from '../../../domain/contact.ts';
import { derivedFacts } from '../../../domain/lead/known-facts.ts';
import { mailFacts } from '../../../domain/lead/lead-facts.ts';
import { NO_PEERS, type Peers } from '../../../domain/lead/validity/validity-peers.ts';
import { freshUntil } from '../../../domain/qualification/bant.ts';
import { stageToWrite } from '../../../domain/qualification/lifecycle.ts';
import type { FactView } from '../../../domain/rules/condition.ts';
import { openResponse } from '../../../domain/sales/response.ts';
import { compileTerritories, territoryOf } from '../../../domain/sales/routing.ts';
import { needsFreshFacts } from '../../../domain/sync/plan.ts';
import type { Qualification } from '../../../domain/words.ts';
import type { BaseContact, StandingContact, StandingWish } from '../../../store/models/base.ts';
import { type ContactInHand, latestFacts } from '../../contacts/contact-in-hand.ts';
import {
  type Judgement,
  judgeContact,
  memoryUnder,
  type RipenSettings,
  settingsFor,
  withoutLacking,
} from '../../contacts/judge/judge-contact.ts';
import { withInputs } from '../../contacts/judge/judge-contacts.ts';
import { FRESH_FOR_MS } from '../../contacts/ripen-contacts.ts';

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

/** What `compareStanding` must be given of a contact. */
export const standingWish = ({ signals, details, facts }: Untouched, { takesUp }: RipenSettings): StandingWish => ({
  signals,
  details,
  facts,
  readsPast: takesUp.length > 0,
});

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
  if (!inFull) {
    const compared = compareStanding(sides, standingOf(sides.untouched, base, { activities, peers }), now);
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
  const standing = inFull ? null : standingIn(base, settings.current, now);
  const current = standing === null ? yield* judged(settings.current) : null;
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
      ? appearanceBy(settings.current, standing!.written, standing!.owed, standing!.needsOwner)
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

/** What HubSpot shows of the last evaluation, if that still holds and HubSpot has all of it. */
function standingIn({ gist, standing, ...base }: BaseContact, by: RipenSettings, now: number) {
  if (gist === null || !gist.isThere || !stillHolds(base, by, now)) return null;
  return { ...gist, written: standing!.properties! };
}

/** What tells whether the draft leaves a contact alone that was read in full. */
function standingOf(
  untouched: Sides['untouched'],
  base: BaseContact,
  { activities, peers }: { readonly activities: readonly Activity[]; readonly peers: Peers },
): StandingContact {
  const { facts, decisions } = base;
  const shows =
    untouched !== null &&
    activities.some(
      ({ signal, detail }) => untouched.signals.includes(signal) || (untouched.details && detail !== undefined),
    );
  return { ...base, shows, known: { facts, decisions, peers }, past: base };
}

type Standing = ComparedContact & {
  /** both find the same in every line, and until the same instant */
  readonly alike: boolean;
  /** until when this is certain; null: for ever */
  readonly holdsUntil: number | null;
};

/**
 * Compares a contact without judging it: the stored evaluation still holds, HubSpot has all of it,
 * and it tells what the draft shows. Null: that is not certain.
 */
export function compareStanding(
  { current, draft, untouched }: Sides,
  base: StandingContact,
  now: number,
): Standing | null {
  const { gist, nextAt } = base;
  if (untouched === null || gist === null || base.shows || gist.needsOwner || !gist.isThere) return null;
  if (!stillHolds(base, current, now) || !hasStage(gist, current) || takesBack(draft, base, gist, now)) return null;
  const facts = base.known?.facts;
  const view = (lead: boolean): FactView => {
    const { decisions = {}, peers } = base.known!;
    return {
      ...facts!,
      lead: lead
        ? derivedFacts(facts!, draft.referenceData, { decisions, peers: peers ?? NO_PEERS }).lead
        : mailFacts(facts!.contact, draft.referenceData).facts,
    };
  };
  if (untouched.facts.length > 0 && !facts) return null;
  // Answers that end give points no more, which one version may show and the other not.
  const ends = gist.bant.map(([question, at]) => freshUntil(draft.compiled.model, question, at));
  const hasEnded = ends.some((at) => at > gist.at && at <= now);
  const change = untouched.changeOf(gist, hasEnded || gist.isHandedBack, view);
  if (change === null) return null;
  let holdsUntil = nextAt;
  if (change.byPoints) for (const at of ends) if (at > now && at < (holdsUntil ?? Infinity)) holdsUntil = at;
  const appearanceWith = (written: Properties) =>
    appearanceOf(written, { owed: gist.owed, owner: gist.owner, giving: null });
  const before = appearanceWith(gist.written);
  const hasNews = Object.keys(withoutLacking(change.written, draft.lacking)).length > 0;
  const after = hasNews ? appearanceWith({ ...gist.written, ...change.written }) : before;
  return {
    before,
    after,
    move: hasNews ? moveOf(before, after) : NO_MOVE,
    work: hasNews ? WRITTEN_ONLY : NO_WORK,
    draft: null,
    current: null,
    alike: change.alike && holdsUntil === nextAt,
    holdsUntil,
  };
}

const NO_MOVE = { is: 'nothing' } as const;
const WRITTEN_ONLY = { ...NO_WORK, written: true };

/** Whether a roll-back changes the contact's memory. */
function takesBack(draft: RipenSettings, { past, modelVersion }: StandingContact, { stage }: Gist, now: number) {
  if (draft.takesUp.length === 0) return false;
  const { memory, former } = past!;
  const contact: Properties = stage === '' ? {} : { lifecyclestage: stage };
  return !isDeepStrictEqual(memoryUnder(draft, { memory, former, modelVersion }, { contact }, now), memory);
}

/** Whether the contact has the lifecycle stage that its last evaluation asks for. */
function hasStage({ stage, ownStage, written }: Gist, { compiled: { model }, stageOrder }: RipenSettings): boolean {
  const qualification = written['ripen_qualification'] as Qualification;
  const due = stageToWrite(model, stageOrder, stage === '' ? undefined : stage, qualification);
  return due === null || due === ownStage;
}

/**
 * Whether an evaluation by the same model would say the same now as the last one did: there are no
 * news, and no change by time has fallen due.
 */
function stillHolds(
  base: Pick<StandingContact, 'modelVersion' | 'nextAt' | 'runAt' | 'hasNews'>,
  { compiled }: RipenSettings,
  now: number,
): boolean {
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

/** Tasks that remind of another one are closed with it, and nobody knows whether there are any. */
const isFirst = (kind: string): boolean => kind === 'respond' || kind === 'manual';

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
    tasksClosed: new Set(asks.closed.filter(({ kind }) => isFirst(kind)).map(({ occasion }) => occasion)).size,
    answerBy: after.owed !== null && after.owed !== before.owed ? (evaluation.response?.dueAt ?? null) : null,
  };
}
