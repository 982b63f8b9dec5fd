import { chooseOwner, type RoutingCase } from '../../src/domain/sales/routing.ts';
import { type ActionContext, asAction } from '../../src/use-cases/actions/workflow-action.ts';
import { definition } from './definition.ts';
import { input } from './input.ts';

const HOUR = 3_600_000;

export const routeToSales = asAction({
  name: definition.name,
  input,
  needs: 'fresh',
  asksForOwners: true,
  handle: ({ owners = [], fallback_owner, due_hours, task = 'Get in touch' }, context) => {
    const { contact, now, turns, owners: inAccount } = context;
    const existing = contact?.inputs['hubspot_owner_id'] ?? contact?.facts?.contact['hubspot_owner_id'];
    const round = roundOf(owners, context);
    const choice = chooseOwner(turns, { existing, fallback: fallback_owner, ...round }, inAccount);
    if (choice === null)
      return { outcome: 'refused', code: 'NO_OWNER', problem: 'none of the chosen owners is in the account' };
    const { ownerId, by } = choice.route;
    const dueAt = now + due_hours * HOUR;
    return {
      outcome: 'done',
      outputs: { owner_id: ownerId, chosen_by: by, task_due_at: `${dueAt}` },
      task: { subject: task, ownerId, dueAt },
      given: { territory: round.roundRobin ?? '', ...choice },
      ...(by !== 'existing' && { note: { inputs: { hubspot_owner_id: ownerId } } }),
    };
  },
});

/** The owners who take turns: those of the contact's territory, or else those of the step. */
function roundOf(
  chosen: readonly string[],
  { territory }: Pick<ActionContext, 'territory'>,
): Pick<RoutingCase, 'roundRobin' | 'owners'> {
  if (territory !== undefined) return { roundRobin: territory.id, owners: territory.owners };
  if (chosen.length === 0) return { owners: [] };
  const ids = chosen.toSorted();
  return { roundRobin: `chosen:${ids.join(';')}`, owners: ids.map((id) => ({ id, weight: 1 })) };
}
