import { lastEvaluation } from '../../demo/last-evaluation.ts';
import type { World } from '../../demo/world.ts';

/**
 * What evaluations that are found again say otherwise than the portal shows, a sentence for each
 * contact. The version and the instant alone are no change, so the portal may show earlier ones.
 */
export async function shownOtherwise(world: World): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const { id, properties } of world.sandbox.state().contacts) {
    const again = await lastEvaluation(world, Number(id));
    const others = Object.entries(again?.written ?? { ripen_score: 'none' }).filter(
      ([name, value]) => name !== 'ripen_model_version' && value !== (properties[name] ?? ''),
    );
    for (const [name, value] of others)
      sentences.push(`${name} of ${id}: ${JSON.stringify(value)}, shown ${JSON.stringify(properties[name])}`);
  }
  return sentences;
}
