import type { LinkedFacts } from '../../../domain/contact.ts';
import { ROWS_PER_CALL } from '../../../hubspot/operations/records.ts';
import { readBase } from '../../../store/models/base.ts';
import type { RipenSettings } from '../../contacts/judge/judge-contact.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import type { ModelContext } from '../model-context.ts';
import { type NotPrepared, prepareComparison, type Wanted } from '../what-if/prepare-comparison.ts';
import { entriesSince, entriesThen, hasEntered } from './entries.ts';
import { askForHistories, pastsOf, unionOf, whoOf } from './replay.ts';
import { type Histories, newTimeMachineTally, type TimeMachineSide } from './time-machine-tally.ts';

/*
 * Answers "had this draft been in force since that day". It replays the time since for every
 * contact, by the draft and by the version in force in the same way, so that the two can be
 * compared.
 */

export type TimeMachineResult = {
  readonly outcome: 'done';
  readonly since: number;
  readonly until: number;
  readonly contacts: number;
  /** contacts that could not be judged */
  readonly failed: number;
  /** contacts that were won since then */
  readonly wins: number;
  readonly histories: Histories;
  readonly current: TimeMachineSide;
  readonly draft: TimeMachineSide;
  /**
   * for wins that both caught: days by which the draft was earlier (median); null: there are none
   */
  readonly daysEarlier: number | null;
};

export type TimeMachineOutcome =
  | TimeMachineResult
  /** the day is not over yet */
  | { readonly outcome: 'not_past' }
  | NotPrepared;

const PAGE = 500;

/** Called after each page of contacts; it throws to end a walk that nobody wants any more. */
type Watch = (judged: number) => Promise<void> | void;

/** Runs the time machine on what is stored. It changes nothing, and does not call HubSpot. */
export async function timeMachine(
  context: ModelContext,
  portalId: number,
  wanted: Wanted,
  since: number,
  watch?: Watch,
): Promise<TimeMachineOutcome> {
  const looked = await lookBack(context, portalId, wanted, since, watch);
  return looked.outcome === 'done' ? looked.result : looked;
}

/**
 * Asks for the histories of the contacts on which the figures depend, with at most so many calls.
 * First come contacts that were won since, then those on which the models differ, then those who
 * became MQL or SQL, and last all others. Returns how many contacts are to be read.
 */
export async function askForTimeMachine(
  context: ModelContext,
  portalId: number,
  wanted: Wanted,
  { since, calls, watch }: { readonly since: number; readonly calls: number; readonly watch?: Watch },
): Promise<{ readonly outcome: 'asked'; readonly contacts: number } | Exclude<TimeMachineOutcome, TimeMachineResult>> {
  const looked = await lookBack(context, portalId, wanted, since, watch);
  if (looked.outcome !== 'done') return looked;
  const contactIds = looked.needing.slice(0, calls * ROWS_PER_CALL.recordsWithHistory);
  const contacts = await askForHistories(context, portalId, { contactIds, read: looked.read, calls });
  return { outcome: 'asked', contacts };
}

async function lookBack(context: ModelContext, portalId: number, wanted: Wanted, since: number, watch?: Watch) {
  const { db, log } = context;
  const prepared = await prepareComparison(context, portalId, wanted);
  if (prepared.outcome !== 'ready') return prepared;
  const until = prepared.now;
  if (since >= until) return { outcome: 'not_past' as const };
  const read = unionOf([prepared.current, prepared.draft]);
  const sideOf = (settings: RipenSettings): RipenSettings => ({ ...settings, read, ramp: undefined });
  const [current, draft] = [sideOf(prepared.current), sideOf(prepared.draft)];
  const tally = newTimeMachineTally(since, until);
  let [contacts, failed, wins] = [0, 0, 0];
  for (let after = 0; ; ) {
    const page = await readBase(db, portalId, { after, limit: PAGE });
    const pasts = await pastsOf(
      context,
      portalId,
      page.map(({ contactId }) => contactId),
    );
    for (const base of page) {
      const { contactId } = base;
      const who = await whoOf(context, portalId, base);
      const past = pasts.get(contactId);
      const wonAt = wonSince(who.present, since);
      contacts++;
      if (wonAt !== null) wins++;
      const span = { since, until: wonAt ?? until, context };
      const livedBy = (settings: RipenSettings) =>
        takeTurns(
          past === undefined
            ? entriesSince(settings.compiled, base, who.activities, span)
            : entriesThen(settings, { ...who, past }, span),
          () => {},
        );
      try {
        const by = { current: await livedBy(current), draft: await livedBy(draft) };
        tally.add({
          ...by,
          ...{ contactId, present: who.present, wonAt },
          hasPast: past !== undefined,
          hasEntered: hasEntered(by.current, since) || (base.memory !== null && hasEntered(base.memory, since)),
        });
      } catch (error) {
        failed++;
        log?.error({ portalId, contactId, error }, 'A contact could not be judged');
      }
    }
    await watch?.(contacts);
    if (page.length < PAGE) break;
    after = page.at(-1)!.contactId;
  }
  const counts = { since, until, contacts, failed, wins };
  const result: TimeMachineResult = { outcome: 'done', ...counts, ...tally.figures() };
  return { outcome: 'done' as const, result, needing: tally.needing(), read };
}

function wonSince({ deals }: LinkedFacts, since: number): number | null {
  return deals.lastWonAt !== null && deals.lastWonAt >= since ? deals.lastWonAt : null;
}
