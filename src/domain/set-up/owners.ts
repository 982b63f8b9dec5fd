import { ENOUGH } from './buyers.ts';
import type { Survey } from './survey.ts';

/** Who has how many contacts, the most first. */
export function ownersBySize(survey: Survey): readonly { readonly id: string; readonly contacts: number }[] {
  const sums = new Map<string, number>();
  for (const owners of survey.owners.values())
    for (const [id, contacts] of owners) sums.set(id, (sums.get(id) ?? 0) + contacts);
  return [...sums].map(([id, contacts]) => ({ id, contacts })).sort((a, b) => b.contacts - a.contacts);
}

export type ProposedTerritory = {
  readonly ownerId: string;
  readonly countries: readonly string[];
  /** contacts of these countries that have an owner, and those of them that have this one */
  readonly owned: number;
  readonly theirs: number;
};

/** A country belongs to whoever has most of its contacts, if that is a clear matter. */
const CLEARLY = 0.6;

/** Territories as they are already, by whose the contacts of a country are. */
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
  // Where everything is one person's there are no territories.
  if (found.size < 2) return [];
  return [...found]
    .map(([ownerId, { countries, ...counts }]) => ({ ownerId, countries: countries.sort(), ...counts }))
    .sort((a, b) => b.owned - a.owned);
}
