import { type ActionContext, asAction } from '../../src/use-cases/workflow-action.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

const HOUR = 3_600_000;

export const routeToSales = asAction({
  name: definition.name,
  input,
  needs: 'fresh',
  asksForOwners: true,
  handle: ({ owners = [], fallback_owner, due_hours, task = 'Get in touch' }, context) => {
    const choice = chooseOwner(owners, fallback_owner, context);
    if (choice === null)
      return { outcome: 'refused', code: 'NO_OWNER', problem: 'none of the chosen owners is in the account' };
    const { ownerId, by } = choice;
    const dueAt = context.now + due_hours * HOUR;
    return {
      outcome: 'done',
      outputs: { owner_id: ownerId, chosen_by: by, task_due_at: `${dueAt}` },
      task: { subject: task, ownerId, dueAt },
      ...(by !== 'existing' && { note: { inputs: { hubspot_owner_id: ownerId } } }),
      ...(by === 'turn' && { turn: choice.roundRobin }),
    };
  },
});

type Choice =
  | { readonly by: 'existing' | 'fallback'; readonly ownerId: string }
  | { readonly by: 'turn'; readonly ownerId: string; readonly roundRobin: string };

/**
 * The owner that the contact has; else the next in turn; else the fallback. Who has left the account is passed over. Choosing by
 * territory belongs between the first and the second.
 */
export function chooseOwner(
  owners: readonly string[],
  fallback: string,
  { contact, owners: inAccount, turnsTaken }: Pick<ActionContext, 'contact' | 'owners' | 'turnsTaken'>,
): Choice | null {
  const existing = contact?.inputs['hubspot_owner_id'] ?? contact?.facts?.contact['hubspot_owner_id'];
  if (existing !== undefined && inAccount.has(existing)) return { by: 'existing', ownerId: existing };
  const roundRobin = owners.toSorted().join(';');
  const present = owners.filter((id) => inAccount.has(id)).toSorted();
  const next = present[turnsTaken(roundRobin) % present.length];
  if (next !== undefined) return { by: 'turn', ownerId: next, roundRobin };
  return inAccount.has(fallback) ? { by: 'fallback', ownerId: fallback } : null;
}
