/** Leads of one type: how many were seen, how many of them became customers. */
export type Counts = { readonly seen: number; readonly won: number };

/** What type of lead a contact is. */
export type LeadType = {
  /** A1 … D4, as it was while it was a lead */
  readonly grade: string;
  /** as in `lead.company_size`: `10-49`; null: unknown */
  readonly companySize: string | null;
};

/** Leads of one grade, or those of them in companies of one size. */
export type Conversion = Counts & {
  readonly grade: string;
  readonly companySize: string | null;
  /** the share that became customers, in as many digits as the count carries */
  readonly percent: number;
};

/** Of fewer leads nothing is said. */
export const ENOUGH_SEEN = 20;

const ALL = '["all"]';
const keyOf = (...shared: readonly string[]): string => JSON.stringify(shared);

/** The keys under which a lead of this type is counted, each once, the widest first. */
export function cohortKeys({ grade, companySize }: LeadType): readonly string[] {
  return [ALL, keyOf(grade), ...(companySize === null ? [] : [keyOf(grade, companySize)])];
}

/**
 * How leads like this one convert: of the same grade and company size, or at least of the same
 * grade, if enough of them were seen. Null: too few, or nobody became a customer yet, or the count
 * says the opposite of the grade that stands beside it, as small numbers do.
 */
export function conversionOf(type: LeadType, counts: ReadonlyMap<string, Counts>): Conversion | null {
  const all = counts.get(ALL);
  if (all === undefined || all.won === 0) return null;
  const { grade, companySize } = type;
  const narrow = companySize === null ? undefined : counts.get(keyOf(grade, companySize));
  for (const [found, size] of [
    [narrow, companySize],
    [counts.get(keyOf(grade)), null],
  ] as const) {
    if (found === undefined || found.seen < ENOUGH_SEEN || contradicts(grade, found, all)) continue;
    return { ...found, grade, companySize: size, percent: percentOf(found) };
  }
  return null;
}

/** Good leads that convert worse than all, or poor ones that convert better. */
function contradicts(grade: string, { seen, won }: Counts, all: Counts): boolean {
  const difference = won * all.seen - all.won * seen;
  return /^[AB][12]$/.test(grade) ? difference < 0 : /^[CD][34]$/.test(grade) && difference > 0;
}

/** Steps in which a share may be told, in per cent, the finest first. */
const STEPS = [0.1, 1, 5, 10];

/** Rounded to the step that the standard error allows; what happened is never told as nothing. */
function percentOf({ seen, won }: Counts): number {
  const share = (100 * won) / seen;
  const smoothed = (won + 1) / (seen + 2);
  const error = 100 * Math.sqrt((smoothed * (1 - smoothed)) / seen);
  const allowed = STEPS.filter((step, place) => place === STEPS.length - 1 || step >= error);
  const rounded = (step: number) => Number((Math.round(share / step) * step).toFixed(1));
  const told = rounded(allowed[0] ?? 10);
  return told > 0 || won === 0 ? told : Math.max(0.1, rounded(1));
}
