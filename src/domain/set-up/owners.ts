import { ENOUGH } from './buyers.ts';
import type { Survey } from './survey.ts';

/** Owners with their numbers of contacts, the greatest first. */
export function ownersBySize(survey: Survey): readonly { readonly id: string; readonly contacts: number }[] {
  const sums = new Map<string, number>();
  for (const owners of survey.owners.values())
    for (const [id, contacts] of owners) sums.set(id, (sums.get(id) ?? 0) + contacts);
  return [...sums].map(([id, contacts]) => ({ id, contacts })).sort((a, b) => b.contacts - a.contacts);
}

export type ProposedTerritory = {
  readonly ownerId: string;
  readonly countries: readonly string[];
  /** contacts of these countries with an owner, and (`theirs`) with this owner */
  readonly owned: number;
  readonly theirs: number;
};

/** A country belongs to an owner who has at least this share of its contacts. */
const CLEARLY = 0.6;

/** The territories that exist in practice, by the owners of the contacts of each country. */
export function territoriesFrom(survey: Survey, active: ReadonlySet<string>): readonly ProposedTerritory[] {
  const found = new Map<string, { countries: string[]; owned: number; theirs: number }>();
  for (const [country, owners] of survey.owners) {
    const owned = [...owners.values()].reduce((sum, contacts) => sum + contacts, 0);
    const [id, theirs] = [...owners].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
    if (country === '' || owned < ENOUGH || theirs < CLEARLY * owned || !active.has(id)) continue;
    const territory = found.get(id) ?? { countries: [], owned: 0, theirs: 0 };
    territory.countries.push(country);
    territory.owned += owned;
    territory.theirs += theirs;
    found.set(id, territory);
  }
  // If one person has everything, there are no territories.
  if (found.size < 2) return [];
  return [...found]
    .map(([ownerId, { countries, ...counts }]) => ({ ownerId, countries: countries.sort(), ...counts }))
    .sort((a, b) => b.owned - a.owned);
}
