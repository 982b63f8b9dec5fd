/* How many leads it takes to learn something of them. */

const FEWEST_OF_MANY = 20;
const FEWEST_OF_LEVEL = 6;

/** The fewest leads that a range or a rule must have. */
export const fewestOf = (leads: number): number => Math.max(5, Math.min(FEWEST_OF_MANY, Math.floor(leads / 25)));

/** `fewest`: of a rule. With so many leads a level can join others that are won as often. */
export const fewestOfLevel = (fewest: number): number => (fewest < FEWEST_OF_MANY ? fewest : FEWEST_OF_LEVEL);
