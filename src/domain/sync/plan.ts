import type { Facts, Properties, Standing } from '../contact.ts';
import type { Asks } from '../evaluation/asks.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Model } from '../model/model.ts';
import { stageToWrite } from '../qualification/lifecycle.ts';
import type { ExtraList, Track } from '../words.ts';

/**
 * The writes that turn the standing into the evaluation, without values that HubSpot shows already.
 */
export type Plan = {
  /** property values to write; empty text clears */
  readonly properties: Properties;
  /** the lifecycle stage to write; only safe if Ripen has just read the contact's stage */
  readonly stage: string | null;
  readonly track: { readonly from: Track; readonly to: Track } | null;
  /** lists that the contact joins or leaves, beside the list of the track */
  readonly extra: readonly ExtraList[];
  /** what Ripen asks people to do, and what it no longer asks */
  readonly asks: Asks;
  /** the contact must get an owner before it is written */
  readonly needsOwner: boolean;
  /** the standing after the plan is carried out */
  readonly standing: Standing;
};

export type PlanInput = {
  readonly model: Model;
  readonly standing: Standing;
  readonly evaluation: Evaluation;
  /** the instant of the first evaluation with these values; default: the instant of this one */
  readonly since?: number;
  readonly facts: Facts;
  /** the account's lifecycle stages, first to last */
  readonly stageOrder: readonly string[];
  readonly asks: Asks;
};

/** Plans the writes for one evaluation. Pure. */
export function plan({ model, standing, evaluation, since, facts, stageOrder, asks }: PlanInput): Plan {
  const known = standing.properties;
  // The version number alone is no change.
  const changed = Object.entries(evaluation.written).filter(
    ([name, value]) => known === undefined || (name !== 'ripen_model_version' && (known[name] ?? '') !== value),
  );
  // A contact may have a won or open deal before its stage says customer or opportunity.
  const current = facts.contact['lifecyclestage'];
  const due =
    evaluation.relation === 'prospect' ? stageToWrite(model, stageOrder, current, evaluation.qualification) : null;
  const stage = due === standing.stage ? null : due;
  const target =
    evaluation.qualification === 'unqualified' ? undefined : model.qualification.stages[evaluation.qualification];
  const isThere = target !== undefined && stageOrder.indexOf(stage ?? current ?? '') >= stageOrder.indexOf(target);
  const reachedStage = isThere || standing.stage === target ? target : undefined;
  const { ripen_model_version: version = '' } = evaluation.written;
  const news =
    changed.length === 0
      ? {}
      : {
          ...Object.fromEntries(changed),
          ...(known?.['ripen_model_version'] !== version && { ripen_model_version: version }),
          ripen_scored_at: new Date(since ?? evaluation.at).toISOString(),
        };
  const scoredAt = known?.['ripen_scored_at'];
  const written = standing.inDoubt
    ? { ...evaluation.written, ...(scoredAt !== undefined && { ripen_scored_at: scoredAt }), ...news }
    : news;
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

/** The standing after a plan whose stage HubSpot did not accept. */
export function standingLessStage({ standing: { stage: _, ...standing } }: Plan, before: Standing | null): Standing {
  return { ...standing, ...(before?.stage !== undefined && { stage: before.stage }) };
}

/**
 * Whether facts must be read again just before the plan is carried out: it moves a stage, a list
 * membership, an owner or a task.
 */
export const needsFreshFacts = ({ stage, track, extra, needsOwner, asks }: Plan): boolean =>
  stage !== null || track !== null || extra.length > 0 || needsOwner || asks.tasks.length > 0;

function symmetricDifference<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...a.filter((item) => !b.includes(item)), ...b.filter((item) => !a.includes(item))];
}
