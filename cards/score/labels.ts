import type { ScoredView } from './contract.ts';
import type { Tell } from './tell.ts';

/** Below this match the persona is a guess, such as one by the company size alone. */
const CLEAR_MATCH = 50;

/** The persona that a contact is most like. */
export const personaIn = ({ label, match }: NonNullable<ScoredView['persona']>, { say }: Tell): string =>
  say(match < CLEAR_MATCH ? 'persona_unclear' : 'persona_match', { persona: label, match });

/** `+5`, `−5`, `0`: a real minus sign, as people read it. */
export function signed(points: number): string {
  if (points === 0) return '0';
  return points < 0 ? `−${-points}` : `+${points}`;
}
