import type { Activity, Facts, LinkedFacts } from '../../domain/contact.ts';
import { advanceInStretches } from '../../domain/evaluation/advance.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import { NO_PEERS } from '../../domain/lead/validity-peers.ts';
import type { CompiledModel } from '../../domain/rules/compile.ts';
import { DAY, parseInstant } from '../../domain/time/time.ts';
import type { Qualification } from '../../domain/words.ts';
import { readActivities } from '../../store/contacts/activities.ts';
import { type BaseContact, readBase } from '../../store/models/base.ts';
import { latestFacts } from '../contacts/contact-in-hand.ts';
import { takeTurns } from '../contacts/take-turns.ts';
import { type ModelContext, prepareComparison, type Wanted, type WhatIfOutcome } from './what-if.ts';

/*
 * "Had this draft been in force since that day": every contact walks through the time since, by the
 * draft and by the version in force, in the same way, so that the two can be compared. Behaviour is
 * as it was, instant by instant. Facts are those that are stored now, less what is known to have
 * come since: deals that were won or lost, and the lifecycle stage of whoever is a lead.
 */

export type TimeMachineSide = {
  /** contacts that would have become MQL or SQL since then */
  readonly mqls: number;
  readonly sqls: number;
  /** new SQLs in each week since then, the oldest first */
  readonly weeks: readonly number[];
  /** contacts won since then that would have been an SQL before */
  readonly caught: number;
  /** of these, how many days before the win, for half of them at least; null: none was caught */
  readonly daysBeforeWin: number | null;
  /** new SQLs of each owner; empty: of nobody */
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
  readonly current: TimeMachineSide;
  readonly draft: TimeMachineSide;
  /** wins that both caught: how many days earlier the draft had them, for half of them at least */
  readonly daysEarlier: number | null;
};

export type TimeMachineOutcome =
  | TimeMachineResult
  /** the day is not over yet */
  | { readonly outcome: 'not_past' }
  | Extract<WhatIfOutcome, { readonly outcome: 'invalid' | 'no_version' | 'not_installed' }>;

const PAGE = 500;

/** Reads what is stored, changes nothing, and calls HubSpot not once. */
export async function timeMachine(
  context: ModelContext,
  portalId: number,
  wanted: Wanted,
  since: number,
): Promise<TimeMachineOutcome> {
  const { db, log } = context;
  const prepared = await prepareComparison(context, portalId, wanted);
  if (prepared.outcome !== 'ready') return prepared;
  const until = prepared.now;
  if (since >= until) return { outcome: 'not_past' };
  const models = [prepared.current.compiled, prepared.draft.compiled] as const;
  const sides = [newSide(since, until), newSide(since, until)] as const;
  const earlier: number[] = [];
  let [contacts, failed, wins] = [0, 0, 0];
  for (let after = 0; ; ) {
    const page = await readBase(db, portalId, { after, limit: PAGE });
    for (const base of page) {
      contacts++;
      const { contactId } = base;
      const activities = base.activities ?? (await readActivities(db, { portalId, contactId }));
      const facts = latestFacts({ ...base, activities })!;
      const wonAt = facts.deals.lastWonAt !== null && facts.deals.lastWonAt >= since ? facts.deals.lastWonAt : null;
      const owner = facts.contact['hubspot_owner_id'] ?? '';
      if (wonAt !== null) wins++;
      try {
        const lived: Entries[] = [];
        for (const compiled of models) {
          const walk = entriesSince(compiled, base, activities, { since, until: wonAt ?? until, context });
          lived.push(await takeTurns(walk, () => {}));
        }
        const [a, b] = lived as [Entries, Entries];
        for (const [index, entries] of lived.entries()) sides[index]!.add(entries, { owner, wonAt });
        if (wonAt !== null && a.sqlAt !== null && b.sqlAt !== null) earlier.push((a.sqlAt - b.sqlAt) / DAY);
      } catch (error) {
        failed++;
        log?.error({ portalId, contactId, error }, 'A contact could not be judged');
      }
    }
    if (page.length < PAGE) break;
    after = page.at(-1)!.contactId;
  }
  const [current, draft] = [sides[0].side(), sides[1].side()];
  return { outcome: 'done', since, until, contacts, failed, wins, current, draft, daysEarlier: medianOf(earlier) };
}

/** When a contact became an MQL and an SQL for the first time since then; null: it did not. */
type Entries = { readonly mqlAt: number | null; readonly sqlAt: number | null };

function* entriesSince(
  compiled: CompiledModel,
  base: BaseContact,
  activities: readonly Activity[],
  { since, until, context }: { readonly since: number; readonly until: number; readonly context: ModelContext },
): Generator<unknown, Entries> {
  const stored = latestFacts({ ...base, activities })!;
  const facts = factsThen(compiled, stored, since);
  const { memory: _, ...known } = knownFacts(facts, context.referenceData, {
    memory: null,
    decisions: {},
    peers: base.peers ?? NO_PEERS,
  });
  // Who did not exist then is met when it came.
  const met = Math.min(until, Math.max(since, parseInstant(facts.contact['createdate']) ?? since));
  const first = yield* advanceInStretches(compiled, { ...known, memory: null }, activities, met, {
    dueAt: null,
    news: true,
  });
  const { memory, nextChangeAt } = first.last!;
  const rest = yield* advanceInStretches(compiled, { ...known, memory }, activities, until, {
    dueAt: nextChangeAt,
    news: true,
  });
  const entries = { mqlAt: null as number | null, sqlAt: null as number | null };
  let before: Qualification = 'unqualified';
  for (const { at, qualification } of [...first.steps, ...rest.steps]) {
    // What it was on that day it had become before.
    const isNew = at > since || met > since;
    if (isNew && qualification === 'mql' && before === 'unqualified') entries.mqlAt ??= at;
    if (isNew && qualification === 'sql' && before !== 'sql') entries.sqlAt ??= at;
    before = qualification;
  }
  return entries;
}

/** What is stored, less what came after that day, as far as can be told. */
function factsThen({ model }: Pick<CompiledModel, 'model'>, facts: LinkedFacts, since: number): Facts {
  const { deals } = facts;
  const [isWon, isLost] = [deals.lastWonAt, deals.lastLostAt].map((at) => at !== null && at >= since);
  const { lifecyclestage: stage, ...contact } = facts.contact;
  // Ripen and people have moved the stages of leads since: what it was then nobody knows here.
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
  const weeks = Array.from({ length: Math.ceil((until - since) / (7 * DAY)) }, () => 0);
  const owners = new Map<string, number>();
  const before: number[] = [];
  let [mqls, sqls] = [0, 0];
  return {
    add({ mqlAt, sqlAt }: Entries, { owner, wonAt }: { readonly owner: string; readonly wonAt: number | null }) {
      if (mqlAt !== null) mqls++;
      if (sqlAt === null) return;
      sqls++;
      weeks[Math.min(weeks.length - 1, Math.floor((sqlAt - since) / (7 * DAY)))]!++;
      owners.set(owner, (owners.get(owner) ?? 0) + 1);
      if (wonAt !== null && sqlAt < wonAt) before.push((wonAt - sqlAt) / DAY);
    },
    side: (): TimeMachineSide => ({
      mqls,
      sqls,
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
