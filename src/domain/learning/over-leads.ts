/* Figures over some of the leads. */

export const mean = (leads: Int32Array, of: (lead: number) => number): number =>
  leads.reduce((sum, lead) => sum + of(lead), 0) / leads.length;

export function deviation(leads: Int32Array, of: (lead: number) => number): number {
  const middle = mean(leads, of);
  return Math.sqrt(leads.reduce((sum, lead) => sum + (of(lead) - middle) ** 2, 0) / leads.length);
}
