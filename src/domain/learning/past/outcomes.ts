import type { DealOutcome, HandBackKind } from '../../words.ts';

/*
 * What became of a lead, and when. A lead that is neither won nor lost is open and teaches nothing
 * yet.
 */

export type PastDeal = {
  readonly outcome: DealOutcome;
  /** when it was closed; null: it is open, or nobody knows */
  readonly at: number | null;
};

export type LeadOutcome =
  | { readonly is: 'won' | 'lost'; readonly at: number }
  | { readonly is: 'open' }
  /** the lead is won or lost, but nobody knows since when */
  | { readonly is: 'undated' };

/** Kinds of hand-back that end a lead; after the others it may still be won. */
const DISQUALIFIED: ReadonlySet<HandBackKind> = new Set([
  'no_budget',
  'no_authority',
  'no_need',
  'wrong_fit',
  'not_interested',
]);

export const disqualifies = (kind: HandBackKind | undefined): boolean => kind !== undefined && DISQUALIFIED.has(kind);

/** Since when a property has one of these values; null: nobody knows. `past`: its history. */
export function sinceWhenOneOf(
  past: readonly { readonly value: string; readonly at: number }[],
  values: ReadonlySet<string>,
): number | null {
  const newestFirst = past.toSorted((a, b) => b.at - a.at);
  const other = newestFirst.findIndex(({ value }) => !values.has(value));
  return newestFirst.slice(0, other === -1 ? undefined : other).at(-1)?.at ?? null;
}

export function outcomeOfLead({
  deals,
  isCustomer,
  customerAt,
  disqualified,
}: {
  readonly deals: readonly PastDeal[];
  readonly isCustomer: boolean;
  /** when it became a customer; null: nobody knows, or it is none */
  readonly customerAt: number | null;
  /** when sales gave it up, each time that still holds; null: nobody knows when */
  readonly disqualified: readonly (number | null)[];
}): LeadOutcome {
  const at = (outcome: DealOutcome) =>
    deals.flatMap((deal) => (deal.outcome === outcome && deal.at !== null ? [deal.at] : []));
  const has = (outcome: DealOutcome) => deals.some((deal) => deal.outcome === outcome);
  if (isCustomer || has('won')) {
    // The first win counts: later ones are of a customer.
    const wins = [...at('won'), ...(customerAt === null ? [] : [customerAt])];
    return wins.length === 0 ? { is: 'undated' } : { is: 'won', at: Math.min(...wins) };
  }
  if (has('open') || (!has('lost') && disqualified.length === 0)) return { is: 'open' };
  const losses = [...at('lost'), ...disqualified.filter((instant) => instant !== null)];
  return losses.length === 0 ? { is: 'undated' } : { is: 'lost', at: Math.max(...losses) };
}
