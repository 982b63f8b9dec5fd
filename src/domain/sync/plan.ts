import type { Facts, Properties, Standing } from '../contact.ts';
import type { Asks } from '../evaluation/asks.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Model } from '../model/model.ts';
import { stageToWrite } from '../qualification/lifecycle.ts';
import type { ExtraList, Track } from '../words.ts';

/** The writes that turn the standing into the evaluation; nothing that HubSpot shows already. */
export type Plan = {
  /** property values to write; empty text clears */
  readonly properties: Properties;
  /** the lifecycle stage to write; only right if the contact's stage was read just before */
  readonly stage: string | null;
  readonly track: { readonly from: Track; readonly to: Track } | null;
  /** lists beside that of the track that the contact joins or leaves */
  readonly extra: readonly ExtraList[];
  /** what people are asked to do, or no more */
  readonly asks: Asks;
  /** it must get an owner before it is written */
  readonly needsOwner: boolean;
  /** what stands once the plan is carried out */
  readonly standing: Standing;
};

export type PlanInput = {
  readonly model: Model;
  readonly standing: Standing;
  readonly evaluation: Evaluation;
  /**
   * since when the evaluation says what it says: earlier than its own instant (the default) when a
   * later look changed nothing
   */
  readonly since?: number;
  readonly facts: Facts;
  /** the account's lifecycle stages, first to last */
  readonly stageOrder: readonly string[];
  readonly asks: Asks;
};

export function plan({ model, standing, evaluation, since, facts, stageOrder, asks }: PlanInput): Plan {
  const shown = standing.properties;
  const changed = Object.entries(evaluation.written).filter(
    ([name, value]) => shown === undefined || (shown[name] ?? '') !== value,
  );
  // A deal makes a customer or an opportunity of a contact before its stage says so.
  const current = facts.contact['lifecyclestage'];
  const due =
    evaluation.relation === 'prospect' ? stageToWrite(model, stageOrder, current, evaluation.qualification) : null;
  const stage = due === standing.stage ? null : due;
  const target =
    evaluation.qualification === 'unqualified' ? undefined : model.qualification.stages[evaluation.qualification];
  const isThere = target !== undefined && stageOrder.indexOf(stage ?? current ?? '') >= stageOrder.indexOf(target);
  const reachedStage = isThere || standing.stage === target ? target : undefined;
  const written =
    changed.length === 0
      ? {}
      : { ...Object.fromEntries(changed), ripen_scored_at: new Date(since ?? evaluation.at).toISOString() };
  return {
    properties: written,
    stage,
    track: evaluation.track === standing.track ? null : { from: standing.track, to: evaluation.track },
    extra: symmetricDifference(standing.extra ?? [], evaluation.extra),
    asks,
    needsOwner: evaluation.needsOwner,
    standing: {
      properties: { ...standing.properties, ...written },
      track: evaluation.track,
      ...(evaluation.extra.length > 0 && { extra: evaluation.extra }),
      ...(reachedStage !== undefined && { stage: reachedStage }),
    },
  };
}

/** What stands when all of the plan is carried out but its stage, which was not accepted. */
export function standingLessStage({ standing: { stage: _, ...standing } }: Plan, before: Standing | null): Standing {
  return { ...standing, ...(before?.stage !== undefined && { stage: before.stage }) };
}

/**
 * Whether carrying out the plan needs facts read just before: it moves a stage, a list membership
 * or a person.
 */
export const needsFreshFacts = (p: Plan): boolean =>
  p.stage !== null || p.track !== null || p.extra.length > 0 || p.needsOwner || p.asks.tasks.length > 0;

function symmetricDifference<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...a.filter((x) => !b.includes(x)), ...b.filter((x) => !a.includes(x))];
}
