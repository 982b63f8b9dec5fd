import type { DealOutcome, HandBackKind } from '../words.ts';

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

export function outcomeOfLead({
  deals,
  isCustomer,
  customerAt,
  disqualifiedAt,
}: {
  readonly deals: readonly PastDeal[];
  readonly isCustomer: boolean;
  /** when it became a customer; null: nobody knows, or it is none */
  readonly customerAt: number | null;
  /** null: it is not disqualified */
  readonly disqualifiedAt: number | null;
}): LeadOutcome {
  const at = (outcome: DealOutcome) =>
    deals.flatMap((deal) => (deal.outcome === outcome && deal.at !== null ? [deal.at] : []));
  const has = (outcome: DealOutcome) => deals.some((deal) => deal.outcome === outcome);
  if (isCustomer || has('won')) {
    // The first win counts: later ones are of a customer.
    const wins = [...at('won'), ...(customerAt === null ? [] : [customerAt])];
    return wins.length === 0 ? { is: 'undated' } : { is: 'won', at: Math.min(...wins) };
  }
  if (has('open') || (!has('lost') && disqualifiedAt === null)) return { is: 'open' };
  const losses = [...at('lost'), ...(disqualifiedAt === null ? [] : [disqualifiedAt])];
  return losses.length === 0 ? { is: 'undated' } : { is: 'lost', at: Math.max(...losses) };
}
