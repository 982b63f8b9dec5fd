import type { BuyerTrait, Survey } from './survey.ts';

/** Fewer say nothing, whether they are contacts with a value or customers in all. */
export const ENOUGH = 20;

export type BuyerValue = {
  readonly value: string;
  /** contacts that have it */
  readonly contacts: number;
  readonly customers: number;
  /** how many times as often they are customers as all others; null: of the others none is */
  readonly lift: number | null;
  readonly isProposed: boolean;
};

/** Who buys, by one trait: values that enough contacts have, those that buy most often first. */
export function buyersBy(survey: Survey, trait: BuyerTrait): readonly BuyerValue[] {
  const tallies = [...survey.traits[trait]];
  const known = tallies.reduce((sum, [, { all }]) => sum + all, 0);
  const customers = tallies.reduce((sum, [, tally]) => sum + tally.customers, 0);
  return tallies
    .filter(([, { all }]) => all >= ENOUGH)
    .map(([value, tally]) => {
      const others = known - tally.all;
      const rest = others === 0 ? null : (customers - tally.customers) / others;
      return {
        value,
        contacts: tally.all,
        customers: tally.customers,
        lift: rest === null || rest === 0 ? null : tally.customers / tally.all / rest,
        isProposed:
          customers >= ENOUGH && others >= ENOUGH && rest !== null && surely(tally.customers, tally.all) > rest,
      };
    })
    .sort((a, b) => b.customers / b.contacts - a.customers / a.contacts || b.contacts - a.contacts);
}

/**
 * What a rate is at least (Wilson's lower bound), wrong once in 200: dozens of values are compared
 * at once, and chance must propose none of them.
 */
function surely(successes: number, of: number): number {
  const z = 2.576;
  const rate = successes / of;
  const middle = rate + (z * z) / (2 * of);
  const around = z * Math.sqrt((rate * (1 - rate)) / of + (z * z) / (4 * of * of));
  return (middle - around) / (1 + (z * z) / of);
}
