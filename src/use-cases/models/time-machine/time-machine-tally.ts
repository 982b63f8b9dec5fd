import type { LinkedFacts } from '../../../domain/contact.ts';
import { DAY } from '../../../domain/time/time.ts';
import { ROWS_PER_CALL } from '../../../hubspot/operations/records.ts';
import type { Entries } from './entries.ts';

/* What a time machine counts, one contact after another. */

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

export type Histories = {
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

/** Groups of contacts, by how much their past facts matter to the figures, most first. */
const RANKS = ['won', 'told apart', 'entered', 'others'] as const;

/** One contact by the version in force and by the draft. */
export type Lived = {
  readonly contactId: number;
  readonly present: LinkedFacts;
  readonly wonAt: number | null;
  /** HubSpot told its histories */
  readonly hasPast: boolean;
  /** it became MQL or SQL by what is remembered, or by the version in force */
  readonly hasEntered: boolean;
  readonly current: Entries;
  readonly draft: Entries;
};

export function newTimeMachineTally(since: number, until: number) {
  const [current, draft] = [newSide(since, until), newSide(since, until)];
  const needing: Readonly<Record<(typeof RANKS)[number], number[]>> = {
    won: [],
    'told apart': [],
    entered: [],
    others: [],
  };
  const links: Links = { contacts: 0, withCompany: 0, withDeals: 0, deals: 0 };
  const earlier: number[] = [];
  const unknown: Record<string, number> = {};
  let used = 0;
  return {
    add(lived: Lived): void {
      const { contactId, present, wonAt } = lived;
      const who = { owner: present.contact['hubspot_owner_id'] ?? '', wonAt };
      current.add(lived.current, who);
      draft.add(lived.draft, who);
      const [before, after] = [lived.current.sqlAt, lived.draft.sqlAt];
      if (wonAt !== null && before !== null && after !== null) earlier.push((before - after) / DAY);
      for (const field of new Set([...(lived.current.unknown ?? []), ...(lived.draft.unknown ?? [])]))
        unknown[field] = (unknown[field] ?? 0) + 1;
      if (lived.hasPast) {
        used++;
        return;
      }
      const rank = rankOf(lived);
      needing[rank].push(contactId);
      if (rank !== 'others') addLinks(links, present);
    },
    /** ids of contacts without histories, those on which the figures depend most first */
    needing: (): readonly number[] => RANKS.flatMap((rank) => needing[rank]),
    figures: () => ({
      histories: {
        used,
        missing: links.contacts,
        calls: callsForHistories(links),
        others: needing.others.length,
        unknown,
      } satisfies Histories,
      current: current.side(),
      draft: draft.side(),
      daysEarlier: medianOf(earlier),
    }),
  };
}

function rankOf({ wonAt, hasEntered, current, draft }: Lived): (typeof RANKS)[number] {
  if (wonAt !== null) return 'won';
  if (current.mqlAt !== draft.mqlAt || current.sqlAt !== draft.sqlAt) return 'told apart';
  return hasEntered ? 'entered' : 'others';
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
