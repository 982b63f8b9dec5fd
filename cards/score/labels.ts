/** `+5`, `−5`, `0`: a real minus sign, as people read it. */
export const signed = (points: number): string => (points < 0 ? `−${-points}` : points > 0 ? `+${points}` : '0');
