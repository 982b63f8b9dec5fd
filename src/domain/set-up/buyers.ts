import type { BuyerTrait, Survey } from './survey.ts';

/** Fewer contacts with a value, or fewer customers in all, tell nothing. */
export const ENOUGH = 20;

export type BuyerValue = {
  readonly value: string;
  /** how many contacts have the value */
  readonly contacts: number;
  readonly customers: number;
  /** how many times as often they are customers as all others; null: no other is a customer */
  readonly lift: number | null;
  readonly isProposed: boolean;
};

/**
 * Who buys, by one trait: the values that enough contacts have, those that buy most often first.
 */
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
 * Wilson's lower bound of a rate, too high once in 200 cases. It is strict since dozens of values
 * are compared at once, and none should be proposed by chance.
 */
function surely(successes: number, trials: number): number {
  const z = 2.576;
  const rate = successes / trials;
  const middle = rate + (z * z) / (2 * trials);
  const around = z * Math.sqrt((rate * (1 - rate)) / trials + (z * z) / (4 * trials * trials));
  return (middle - around) / (1 + (z * z) / trials);
}
