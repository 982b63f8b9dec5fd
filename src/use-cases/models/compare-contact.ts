import { type Giving, type Look, lookOf, moveOf } from '../../domain/changes/moves.ts';
import type { Compared, ContactWork } from '../../domain/changes/tally.ts';
import type { Activity, Properties } from '../../domain/contact.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import type { Peers } from '../../domain/lead/validity-peers.ts';
import { openResponse } from '../../domain/sales/response.ts';
import { compileTerritories, territoryOf } from '../../domain/sales/routing.ts';
import { needsFreshFacts } from '../../domain/sync/plan.ts';
import type { BaseContact } from '../../store/models/base.ts';
import { type ContactInHand, latestFacts } from '../contacts/contact-in-hand.ts';
import { type Judgement, judgeContact, type RipenSettings } from '../contacts/judge-contact.ts';
import { withInputs } from '../contacts/judge-contacts.ts';
import { FRESH_FOR_MS } from '../contacts/ripen-contacts.ts';

/* One contact by the model in force and by a draft, by the same walk that a worker takes. Pure. */

export type ComparedContact = Compared & {
  readonly draft: Judgement;
  /** null: what is stored still holds, so it was not judged again */
  readonly current: Judgement | null;
};

/**
 * `inFull`: also judge what is stored and still holds, for somebody who wants to read both
 * explanations.
 */
export function* compareContact(
  settings: { readonly current: RipenSettings; readonly draft: RipenSettings },
  base: BaseContact,
  { activities, peers }: { readonly activities: readonly Activity[]; readonly peers: Peers },
  now: number,
  inFull = false,
): Generator<unknown, ComparedContact> {
  const contact: ContactInHand = { ...base, activities };
  const facts = withInputs(latestFacts(contact)!, contact.inputs);
  const factsAt = contact.pendingFacts?.at ?? contact.factsAt ?? now;
  const evidence = {
    facts,
    factsAt,
    history: undefined,
    traits: { contactId: contact.contactId, createdAt: null, traits: [], peers },
  };
  const judged = (by: RipenSettings) => judgeContact(by, contact, evidence, now);
  const isStanding = !inFull && base.shown !== null && stillHolds(base, settings.current, now);
  const current = isStanding ? null : yield* judged(settings.current);
  const draft = yield* judged(settings.draft);

  const owner = facts.contact['hubspot_owner_id'];
  const look = (by: RipenSettings, written: Properties, owed: number | null, needsOwner: boolean): Look => {
    const giving = needsOwner ? givingOf(by, base, facts, peers, now) : null;
    return lookOf(written, { owed, owner, giving });
  };
  const lookOfJudged = (by: RipenSettings, { evaluation }: Judgement) =>
    look(by, evaluation.written, openResponse(evaluation.memory.owed)?.since ?? null, evaluation.needsOwner);
  const before =
    current === null
      ? look(settings.current, base.shown!.written, base.shown!.owed, base.shown!.needsOwner)
      : lookOfJudged(settings.current, current);
  const after = lookOfJudged(settings.draft, draft);
  return {
    before,
    after,
    move: moveOf(before, after),
    work: workOf(draft, before, after, now - factsAt),
    draft,
    current,
  };
}

/**
 * Whether the last evaluation says what another one by the same model would say now: nothing has
 * come, and nothing was to change by itself until now.
 */
function stillHolds(base: BaseContact, { compiled }: RipenSettings, now: number): boolean {
  return (
    base.modelVersion === compiled.model.version &&
    (base.nextAt === null || base.nextAt > now) &&
    (base.runAt === null || base.runAt > now) &&
    base.pendingFacts === null &&
    !base.merged &&
    Object.keys(base.inputs).length === 0
  );
}

/** Who would get the contact: its territory, by its label, or the fallback owner. */
function givingOf(
  { compiled: { model }, referenceData }: RipenSettings,
  { memory, decisions }: BaseContact,
  facts: NonNullable<BaseContact['facts']>,
  peers: Peers,
  now: number,
): Giving {
  const known = knownFacts(facts, referenceData, { memory, decisions, peers });
  const territory = territoryOf(compileTerritories(model), known, now);
  const to = territory === undefined ? model.routing.fallbackOwner : `in turn: ${territory.label}`;
  return to === undefined ? null : { to };
}

function workOf(
  { plan, touchEvents, evaluation }: Judgement,
  before: Look,
  after: Look,
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
