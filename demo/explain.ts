import { lastEvaluation } from './last-evaluation.ts';
import { explanation } from './report.ts';
import type { World } from './world.ts';

/** The explanation of one contact, from what the app has stored. */
export async function explain(world: World, id: string): Promise<string> {
  const evaluation = await lastEvaluation(world, Number(id));
  if (evaluation === null) return `Contact ${id} is not scored.`;
  const { firstname = '', lastname = '', jobtitle } = world.sandbox.portal().records.contacts.get(id)?.properties ?? {};
  return explanation(`${firstname} ${lastname}${jobtitle ? `, ${jobtitle}` : ''} (contact ${id})`, evaluation);
}
