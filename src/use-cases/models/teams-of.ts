import type { Account } from '../../domain/sync/account.ts';

/** The teams of an account with the ids of their owners, by name. */
export function teamsOf({ owners }: Pick<Account, 'owners'>): { name: string; owners: string[] }[] {
  const teams = new Map<string, string[]>();
  for (const { id, teams: names = [] } of owners)
    for (const name of names) teams.set(name, [...(teams.get(name) ?? []), id]);
  return [...teams].map(([name, ids]) => ({ name, owners: ids })).sort((a, b) => a.name.localeCompare(b.name));
}
