import type { Activity, Facts, LinkedFacts } from '../../domain/contact.ts';
import { advanceInStretches } from '../../domain/evaluation/advance.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import { NO_PEERS } from '../../domain/lead/validity-peers.ts';
import type { CompiledModel } from '../../domain/rules/compile.ts';
import { DAY, parseInstant } from '../../domain/time/time.ts';
import type { Qualification } from '../../domain/words.ts';
import { ROWS_PER_CALL } from '../../hubspot/operations/records.ts';
import { type BaseContact, readBase } from '../../store/models/base.ts';
import { latestFacts } from '../contacts/contact-in-hand.ts';
import type { RipenSettings } from '../contacts/judge-contact.ts';
import type { ContactPast } from '../contacts/past-facts.ts';
import { takeTurns } from '../contacts/take-turns.ts';
import type { ModelContext } from './model-context.ts';
import type { NotPrepared } from './prepare-comparison.ts';
import { prepareComparison, type Wanted } from './prepare-comparison.ts';
import { askForHistories, pastsOf, unionOf, whoOf } from './replay.ts';
import { replayContact } from './replay-contact.ts';

/*
 * Answers "had this draft been in force since that day". It replays the time since for every
 * contact, by the draft and by the version in force in the same way, so that the two can be
 * compared. Behaviour is as it was at each instant. So are facts, where HubSpot told the histories
 * of the contact. For other contacts it takes the stored facts without what surely came later:
 * deals that were won or lost since, and the lifecycle stage of leads.
 */

export type TimeMachineSide = {
  /** contacts that would have become MQL or SQL since then */
  readonly mqls: number;
  readonly sqls: number;
  /** new MQLs and new SQLs in each week since then, the oldest first */
  readonly mqlWeeks: readonly number[];
  readonly weeks: readonly number[];
  /** contacts won since then that would have been an SQL before */
  readonly caught: number;
  /** for these, days from SQL to the win (median); null: none was caught */
  readonly daysBeforeWin: number | null;
  /** new SQLs of each owner; an empty owner: contacts without one */
  readonly owners: readonly { readonly owner: string; readonly sqls: number }[];
};

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

type Histories = {
  /** contacts judged by their facts as they stood then */
  readonly used: number;
  /** contacts judged by their stored facts, though the figures depend on them */
  readonly missing: number;
  /** about how many calls to HubSpot would read the histories of the missing, at most */
  readonly calls: number;
  /** all other contacts: by today's facts and by the records they became neither MQL nor SQL */
  readonly others: number;
  /** by field, named as in a model: contacts of which it is unknown in spite of their histories */
  readonly unknown: Readonly<Record<string, number>>;
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
  const contactIds = looked.needing.flat().slice(0, calls * ROWS_PER_CALL.recordsWithHistory);
  const contacts = await askForHistories(context, portalId, { contactIds, read: looked.read, calls });
  return { outcome: 'asked', contacts };
}

/** Groups of contacts, by how much their past facts matter to the figures, most first. */
const RANKS = ['won', 'told apart', 'entered', 'others'] as const;

async function lookBack(context: ModelContext, portalId: number, wanted: Wanted, since: number, watch?: Watch) {
  const { db, log } = context;
  const prepared = await prepareComparison(context, portalId, wanted);
  if (prepared.outcome !== 'ready') return prepared;
  const until = prepared.now;
  if (since >= until) return { outcome: 'not_past' as const };
  const read = unionOf([prepared.current, prepared.draft]);
  const models = [prepared.current, prepared.draft].map((settings) => ({ ...settings, read, ramp: undefined }));
  const sides = [newSide(since, until), newSide(since, until)] as const;
  const earlier: number[] = [];
  const needing: readonly number[][] = RANKS.map(() => []);
  const unknown: Record<string, number> = {};
  const links = { contacts: 0, withCompany: 0, withDeals: 0, deals: 0 };
  let [contacts, failed, wins, used] = [0, 0, 0, 0];
  for (let after = 0; ; ) {
    const page = await readBase(db, portalId, { after, limit: PAGE });
    const ids = page.map(({ contactId }) => contactId);
    const pasts = await pastsOf(context, portalId, ids);
    for (const base of page) {
      contacts++;
      const { contactId } = base;
      const past = pasts.get(contactId);
      const who = await whoOf(context, portalId, base);
      const { deals, contact } = who.present;
      const wonAt = deals.lastWonAt !== null && deals.lastWonAt >= since ? deals.lastWonAt : null;
      if (wonAt !== null) wins++;
      try {
        const lived: Entries[] = [];
        for (const settings of models) {
          const span = { since, until: wonAt ?? until, context };
          const walk =
            past === undefined
              ? entriesSince(settings.compiled, base, who.activities, span)
              : entriesThen(settings, { ...who, past }, span);
          lived.push(await takeTurns(walk, () => {}));
        }
        const [a, b] = lived as [Entries, Entries];
        const owner = contact['hubspot_owner_id'] ?? '';
        for (const [index, entries] of lived.entries()) sides[index]!.add(entries, { owner, wonAt });
        if (wonAt !== null && a.sqlAt !== null && b.sqlAt !== null) earlier.push((a.sqlAt - b.sqlAt) / DAY);
        const isApart = a.mqlAt !== b.mqlAt || a.sqlAt !== b.sqlAt;
        const hasEntered = entered(a, since) || (base.memory !== null && entered(base.memory, since));
        const rank = wonAt !== null ? 'won' : isApart ? 'told apart' : hasEntered ? 'entered' : 'others';
        if (past !== undefined) used++;
        else {
          needing[RANKS.indexOf(rank)]!.push(contactId);
          if (rank !== 'others') addLinks(links, who.present);
        }
        for (const field of new Set([...(a.unknown ?? []), ...(b.unknown ?? [])]))
          unknown[field] = (unknown[field] ?? 0) + 1;
      } catch (error) {
        failed++;
        log?.error({ portalId, contactId, error }, 'A contact could not be judged');
      }
    }
    await watch?.(contacts);
    if (page.length < PAGE) break;
    after = page.at(-1)!.contactId;
  }
  const [current, draft] = [sides[0].side(), sides[1].side()];
  const others = needing.at(-1)!.length;
  const histories: Histories = { used, missing: links.contacts, calls: callsForHistories(links), others, unknown };
  const daysEarlier = medianOf(earlier);
  const span = { since, until, contacts, failed, wins };
  const result: TimeMachineResult = { outcome: 'done', ...span, histories, current, draft, daysEarlier };
  return { outcome: 'done' as const, result, needing, read };
}

type Links = { contacts: number; withCompany: number; withDeals: number; deals: number };

function addLinks(links: Links, { companyId, dealIds }: LinkedFacts): void {
  links.contacts++;
  if (companyId !== null) links.withCompany++;
  if (dealIds.length > 0) links.withDeals++;
  links.deals += dealIds.length;
}

/**
 * The most calls that read the histories of contacts, their companies and their deals. A batch is
 * as many contacts as fill a call; companies and deals are read for each batch.
 */
export function callsForHistories({ contacts, withCompany, withDeals, deals }: Readonly<Links>): number {
  const rows = ROWS_PER_CALL.recordsWithHistory;
  const batches = Math.ceil(contacts / rows);
  return batches + Math.min(batches, withCompany) + Math.min(batches, withDeals) + Math.floor(deals / rows);
}

const entered = ({ mqlAt, sqlAt }: Entries, since: number): boolean =>
  (mqlAt !== null && mqlAt >= since) || (sqlAt !== null && sqlAt >= since);

/** When a contact became an MQL and an SQL for the first time since then; null: it did not. */
type Entries = {
  readonly mqlAt: number | null;
  readonly sqlAt: number | null;
  readonly unknown?: readonly string[];
};

type WalkedSpan = { readonly since: number; readonly until: number; readonly context: ModelContext };

/** When Ripen would have met the contact: at the beginning, or later when it was created. */
const metIn = ({ contact }: Facts, { since, until }: WalkedSpan): number =>
  Math.min(until, Math.max(since, parseInstant(contact['createdate']) ?? since));

/**
 * Entries by the contact's histories, without decisions of people and without Ripen's own writes.
 */
function* entriesThen(
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
function* entriesSince(
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

function newSide(since: number, until: number) {
  const weekly = () => Array.from({ length: Math.ceil((until - since) / (7 * DAY)) }, () => 0);
  const [mqlWeeks, weeks] = [weekly(), weekly()];
  const weekOf = (at: number) => Math.min(weeks.length - 1, Math.floor((at - since) / (7 * DAY)));
  const owners = new Map<string, number>();
  const before: number[] = [];
  let [mqls, sqls] = [0, 0];
  return {
    add({ mqlAt, sqlAt }: Entries, { owner, wonAt }: { readonly owner: string; readonly wonAt: number | null }) {
      if (mqlAt !== null) {
        mqls++;
        mqlWeeks[weekOf(mqlAt)]!++;
      }
      if (sqlAt === null) return;
      sqls++;
      weeks[weekOf(sqlAt)]!++;
      owners.set(owner, (owners.get(owner) ?? 0) + 1);
      if (wonAt !== null && sqlAt < wonAt) before.push((wonAt - sqlAt) / DAY);
    },
    side: (): TimeMachineSide => ({
      mqls,
      sqls,
      mqlWeeks,
      weeks,
      caught: before.length,
      daysBeforeWin: medianOf(before),
      owners: [...owners].map(([owner, count]) => ({ owner, sqls: count })).sort((a, b) => b.sqls - a.sqls),
    }),
  };
}

function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined ? null : Math.round(middle * 10) / 10;
}
