/*
 * The landmark at which leads are compared: the same time after each was created, so that no lead
 * is judged by what became known later.
 */

const HOUR = 3_600_000;
/** Ripen takes the longest one that nearly all leads reach without an outcome. */
const LANDMARKS = [
  { after: 7 * 24 * HOUR, text: '7 days' },
  { after: 24 * HOUR, text: '1 day' },
  { after: HOUR, text: '1 hour' },
] as const;
const NEARLY_ALL = 0.9;

export type Landmark = (typeof LANDMARKS)[number];

type Dated = { readonly won: boolean; readonly bornAt: number; readonly outcomeAt: number };

export const isUndecided = ({ after }: Pick<Landmark, 'after'>, { bornAt, outcomeAt }: Omit<Dated, 'won'>): boolean =>
  outcomeAt > bornAt + after;

export function chooseLandmark(leads: readonly Dated[]): Landmark {
  const shortest = LANDMARKS[LANDMARKS.length - 1]!;
  // A lead with an outcome before the shortest landmark is left out in any case.
  const able = leads.filter((lead) => isUndecided(shortest, lead));
  const keeps = (landmark: Landmark, won: boolean) => {
    const all = able.filter((lead) => lead.won === won);
    return all.filter((lead) => isUndecided(landmark, lead)).length >= NEARLY_ALL * all.length;
  };
  return LANDMARKS.find((landmark) => keeps(landmark, true) && keeps(landmark, false)) ?? shortest;
}
