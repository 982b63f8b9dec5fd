import { z } from 'zod';

const account = z.object({ owners: z.array(z.object({ id: z.string(), name: z.string() })) });

/**
 * Names the owners of an account, as far as it is known who they are. `known`: what was stored of
 * the account.
 */
export function ownerNames(known: unknown): (ownerId: string) => string {
  const parsed = account.safeParse(known);
  const names = new Map(parsed.success ? parsed.data.owners.map(({ id, name }) => [id, name]) : []);
  return (ownerId) => names.get(ownerId) ?? `owner ${ownerId}`;
}
