import { shorten } from '../../domain/text/text.ts';
import { type ChosenTraits, FUNNEL_FILTERS } from '../../store/figures/present.ts';

/** What a page of figures is asked for: a period in months, and by what contacts are told apart. */
export type FiguresQuery = { readonly months: number; readonly only: ChosenTraits };

const MONTHS = 12;
const MOST_MONTHS = 60;

/** As the address has it; what is not understood is as if it were not there. */
export function figuresQueryIn(query: URLSearchParams): FiguresQuery {
  const months = Number(query.get('months') ?? MONTHS);
  const only = FUNNEL_FILTERS.flatMap((name) => {
    const value = query.get(name);
    return value === null ? [] : [[name, shorten(value, 200)] as const];
  });
  return {
    months: Number.isInteger(months) && months >= 1 && months <= MOST_MONTHS ? months : MONTHS,
    only: Object.fromEntries(only),
  };
}
