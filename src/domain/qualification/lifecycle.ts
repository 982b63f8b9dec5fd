import type { Decision, Facts, KnownFacts, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { parseInstant } from '../time/time.ts';
import type { Qualification, Relation } from '../words.ts';

/** The relation of a contact at an instant. A rule of the model may make a customer a prospect. */
export function relationOf(
  { model, returns }: Pick<CompiledModel, 'model' | 'returns'>,
  facts: KnownFacts,
  now: number,
): Relation {
  const relation = plainRelationOf(model, facts);
  return relation === 'customer' && facts.deals.open === 0 && returns.some((test) => test.holds(facts, now))
    ? 'prospect'
    : relation;
}

/**
 * Deals count for more than the stage. HubSpot leaves a contact at `opportunity` when its deal is
 * lost, so a contact with lost deals only is a prospect again.
 */
function plainRelationOf(model: Model, { contact, deals }: Facts): Relation {
  const stage = contact['lifecyclestage'];
  if (deals.won > 0 || (stage !== undefined && model.lifecycle.customer.includes(stage))) return 'customer';
  if (deals.open > 0) return 'opportunity';
  if (stage === undefined || model.lifecycle.prospect.includes(stage)) return 'prospect';
  if (model.lifecycle.opportunity.includes(stage)) return deals.lost > 0 ? 'prospect' : 'opportunity';
  return 'other';
}

/**
 * The stage to write, or null. Forward only, in the account's own order; only from a stage that the
 * model lists as a prospect's, or from none; only to a stage that the account has.
 */
export function stageToWrite(
  model: Model,
  order: readonly string[],
  stage: string | undefined,
  qualification: Qualification,
): string | null {
  if (qualification === 'unqualified') return null;
  if (stage !== undefined && !(model.lifecycle.prospect.includes(stage) && order.includes(stage))) return null;
  const target = model.qualification.stages[qualification];
  return order.indexOf(target) > (stage === undefined ? -1 : order.indexOf(stage)) ? target : null;
}

/**
 * The decision that a lifecycle stage shows. If the stage says MQL or SQL and Ripen did not write
 * it, a person or a tool decided so. At first sight the decision has the date that HubSpot gives
 * for the stage. That date may lie after `now` while Ripen evaluates the past of an old contact;
 * the decision holds from that date on.
 */
export function decisionOf(
  model: Model,
  { contact }: Pick<Facts, 'contact'>,
  memory: Memory | null,
  now: number,
): Decision | null {
  const stage = contact['lifecyclestage'] ?? null;
  if (memory !== null && stage === memory.stage) return memory.decision;
  const { mql, sql } = model.qualification.stages;
  const qualification = stage === sql ? 'sql' : stage === mql ? 'mql' : null;
  if (qualification === null) return memory?.decision ?? null;
  if (memory === null) {
    const since =
      parseInstant(contact[`hs_lifecyclestage_${stage}_date`]) ?? parseInstant(contact['createdate']) ?? now;
    return { qualification, at: since };
  }
  const ours = memory.qualification === 'sql' || memory.qualification === qualification;
  return ours ? memory.decision : { qualification, at: now };
}
