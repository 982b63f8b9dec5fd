/*
 * The instant as of which leads are compared: the same time after each came, so that nobody is
 * judged by what only later became known.
 */

const HOUR = 3_600_000;
/** The longest one that nearly every lead has lived to see without an outcome. */
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
  // Who was decided before they came is left out by every landmark.
  const able = leads.filter((lead) => isUndecided(shortest, lead));
  const keeps = (landmark: Landmark, won: boolean) => {
    const all = able.filter((lead) => lead.won === won);
    return all.filter((lead) => isUndecided(landmark, lead)).length >= NEARLY_ALL * all.length;
  };
  return LANDMARKS.find((landmark) => keeps(landmark, true) && keeps(landmark, false)) ?? shortest;
}
