import type { Activity, Facts, LinkedFacts } from '../../../domain/contact.ts';
import { advanceInStretches } from '../../../domain/evaluation/advance.ts';
import { knownFacts } from '../../../domain/lead/known-facts.ts';
import { NO_PEERS } from '../../../domain/lead/validity/validity-peers.ts';
import type { CompiledModel } from '../../../domain/rules/compile.ts';
import { parseInstant } from '../../../domain/time/time.ts';
import type { Qualification } from '../../../domain/words.ts';
import type { BaseContact } from '../../../store/models/base.ts';
import { latestFacts } from '../../contacts/contact-in-hand.ts';
import type { RipenSettings } from '../../contacts/judge/judge-contact.ts';
import type { ContactPast } from '../../contacts/read/past-facts.ts';
import type { ModelContext } from '../model-context.ts';
import type { whoOf } from './replay.ts';
import { replayContact } from './replay-contact.ts';

/*
 * When a contact would have become an MQL and an SQL in a span of the past, by one model. Behaviour
 * is as it was at each instant. So are facts, where HubSpot told the histories of the contact. For
 * other contacts it takes the stored facts without what surely came later: deals that were won or
 * lost since, and the lifecycle stage of leads.
 */

/** When a contact became an MQL and an SQL for the first time since then; null: it did not. */
export type Entries = {
  readonly mqlAt: number | null;
  readonly sqlAt: number | null;
  readonly unknown?: readonly string[];
};

export const hasEntered = ({ mqlAt, sqlAt }: Entries, since: number): boolean =>
  (mqlAt !== null && mqlAt >= since) || (sqlAt !== null && sqlAt >= since);

export type WalkedSpan = { readonly since: number; readonly until: number; readonly context: ModelContext };

/** When Ripen would have met the contact: at the beginning, or later when it was created. */
const metIn = ({ contact }: Facts, { since, until }: WalkedSpan): number =>
  Math.min(until, Math.max(since, parseInstant(contact['createdate']) ?? since));

/**
 * Entries by the contact's histories, without decisions of people and without Ripen's own writes.
 */
export function* entriesThen(
  settings: RipenSettings,
  who: Awaited<ReturnType<typeof whoOf>> & { readonly past: ContactPast },
  span: WalkedSpan,
): Generator<unknown, Entries> {
  const metAt = metIn(who.present, span);
  const steps = yield* replayContact({ ...who, decisions: {} }, [{ from: span.since, settings }], {
    metAt,
    until: span.until,
    ownWrites: false,
  });
  return { ...entriesOf(steps, span.since, metAt), unknown: steps.at(-1)?.unknown ?? [] };
}

/** Entries by the stored facts, for a contact without histories. */
export function* entriesSince(
  compiled: CompiledModel,
  base: BaseContact,
  activities: readonly Activity[],
  span: WalkedSpan,
): Generator<unknown, Entries> {
  const { since, until, context } = span;
  const stored = latestFacts({ ...base, activities })!;
  const facts = factsThen(compiled, stored, since);
  const { memory: _, ...known } = knownFacts(facts, context.referenceData, {
    memory: null,
    decisions: {},
    peers: base.peers ?? NO_PEERS,
  });
  const met = metIn(facts, span);
  const first = yield* advanceInStretches(compiled, { ...known, memory: null }, activities, met, {
    dueAt: null,
    news: true,
  });
  const { memory, nextChangeAt } = first.last!;
  const rest = yield* advanceInStretches(compiled, { ...known, memory }, activities, until, {
    dueAt: nextChangeAt,
    news: true,
  });
  return entriesOf([...first.steps, ...rest.steps], since, met);
}

function entriesOf(
  steps: readonly { readonly at: number; readonly qualification: Qualification }[],
  since: number,
  met: number,
): Entries {
  const entries = { mqlAt: null as number | null, sqlAt: null as number | null };
  let before: Qualification = 'unqualified';
  for (const { at, qualification } of steps) {
    // A contact that was one on the first day had become it before.
    const isNew = at > since || met > since;
    if (isNew && qualification === 'mql' && before === 'unqualified') entries.mqlAt ??= at;
    if (isNew && qualification === 'sql' && before !== 'sql') entries.sqlAt ??= at;
    before = qualification;
  }
  return entries;
}

/** The stored facts without what surely came after that day. */
function factsThen({ model }: Pick<CompiledModel, 'model'>, facts: LinkedFacts, since: number): Facts {
  const { deals } = facts;
  const [isWon, isLost] = [deals.lastWonAt, deals.lastLostAt].map((at) => at !== null && at >= since);
  const { lifecyclestage: stage, ...contact } = facts.contact;
  // Ripen and people move the stages of leads, so a lead's stage of then is unknown.
  const isOld = stage !== undefined && !isWon && !model.lifecycle.prospect.includes(stage);
  return {
    ...facts,
    contact: isOld ? facts.contact : contact,
    deals: {
      ...deals,
      ...(isWon && { won: deals.won - 1, lastWonAt: null }),
      ...(isLost && { lost: deals.lost - 1, lastLostAt: null }),
    },
  };
}
