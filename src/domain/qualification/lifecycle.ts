import type { Decision, Facts, KnownFacts, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import type { CompiledModel } from '../rules/compile.ts';
import { parseInstant } from '../time/time.ts';
import type { Qualification } from '../words.ts';

/**
 * What a contact is to Ripen: a prospect is scored, qualified and nurtured; an opportunity is with
 * sales; a customer has bought; `other` is a stage that the model does not know, and hands off.
 */
export type Relation = 'prospect' | 'opportunity' | 'customer' | 'other';

/**
 * What the contact is at an instant. A customer is a prospect again where a rule of the model says
 * so.
 */
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
 * Deals speak louder than the stage: HubSpot leaves a contact at `opportunity` when its deal is
 * lost, so with nothing but lost deals it is a prospect again.
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
 * The standing decision: when a stage of MQL or SQL is seen that Ripen did not bring about,
 * somebody else decided, and their word counts. At first sight the date of the stage is HubSpot's,
 * where it gives one; it may lie after `now` when an old contact's past is walked through, and
 * holds from then on.
 */
export function decisionOf(model: Model, { contact }: Facts, memory: Memory | null, now: number): Decision | null {
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
