/** `+5`, `−5`, `0`: a real minus sign, as people read it. */
export function signed(points: number): string {
  if (points === 0) return '0';
  return points < 0 ? `−${-points}` : `+${points}`;
}
