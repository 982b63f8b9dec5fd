import type { CompiledModel } from './compile.ts';
import type { FactView } from './condition.ts';
import type { Activity, Decision, KnownFacts, Memory } from './contact.ts';
import { type Dormancy, dormancyOf } from './dormancy.ts';
import type { PersonaMatch } from './explicit.ts';
import { arrange } from './implicit.ts';
import { journeyStageOf, productInterestOf } from './interest.ts';
import { decisionOf, type Relation, relationOf } from './lifecycle.ts';
import type { Model } from './model.ts';
import { nextTouch, type Permission, type Touch, trackOf } from './nurture.ts';
import { afterHandBack, qualify, remember } from './qualify.ts';
import { combine, gradeOf, type Scores, scoreOf } from './score.ts';
import { dayOf, parseInstant } from './time.ts';
import type { JourneyStage, Qualification, Track } from './words.ts';

/** One contact with its past put in order: what stays the same while time passes and nothing happens. */
export type Subject = {
  readonly compiled: CompiledModel;
  readonly facts: KnownFacts;
  readonly relation: Relation;
  /** newest first, none later than the instant of preparation */
  readonly activities: readonly Activity[];
  readonly chosen: readonly ReturnType<CompiledModel['implicit'][number]['choose']>[];
  readonly lastActivityAt: number | null;
  readonly evidenceAt: number | null;
  readonly silentSince: number;
  readonly decision: Decision | null;
  readonly before: Memory | null;
};

/** Everything that holds for a contact at one instant, without the explanation. */
export type Assessment = {
  readonly at: number;
  /** milli-points by rule: explicit rules, then implicit ones, in the model's order */
  readonly rules: readonly number[];
  readonly scores: Scores;
  readonly grade: string;
  readonly qualification: Qualification;
  readonly dormancy: Dormancy;
  readonly permission: Permission;
  readonly track: Track;
  readonly touch: Touch | null;
  readonly persona: PersonaMatch;
  readonly journeyStage: JourneyStage | null;
  readonly productInterest: string | null;
  readonly memory: Memory;
};

export function prepare(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
): Subject {
  const arranged = arrange(activities, now);
  const lastActivityAt = arranged.find((a) => !compiled.quiet.has(a.signal))?.at ?? null;
  const decision = latestDecision(compiled.model, facts, now);
  const lastAt = arranged.find((a) => !compiled.idle.has(a.signal))?.at ?? null;
  const createdAt = parseInstant(facts.contact['createdate']);
  return {
    compiled,
    facts,
    relation: relationOf(compiled.model, facts),
    activities: arranged,
    chosen: compiled.implicit.map((rule) => rule.choose(arranged)),
    lastActivityAt,
    evidenceAt: decision !== null && decision.at <= now && decision.at > (lastAt ?? -Infinity) ? decision.at : lastAt,
    silentSince: lastActivityAt ?? Math.min(createdAt ?? Infinity, facts.memory?.firstSeenAt ?? now),
    decision,
    before: facts.memory,
  };
}

/** Assesses a prepared contact at an instant not before its preparation. `memoryBefore`: what to remember, when not what the facts say. */
export function assess(subject: Subject, now: number, memoryBefore: Memory | null = subject.before): Assessment {
  const { compiled, facts, relation, activities, decision, evidenceAt, silentSince, lastActivityAt } = subject;
  const { model } = compiled;
  const { pausedUntil, track } = facts.decisions ?? {};
  const handedBackAt = past(facts.decisions?.handedBackAt, now);
  const before = afterHandBack(memoryBefore, handedBackAt);
  const persona = compiled.personas.best(facts, now);
  const sums = new Float64Array(compiled.groups.length);
  const rules = ruleMilli(subject, now, persona.match, sums);
  const explicit = scoreOf('explicit', compiled.groups, sums);
  const scores = scoresOf(compiled, explicit, scoreOf('implicit', compiled.groups, sums));

  const qualification = qualify(model, {
    scores,
    scoresAt: (instant) => scoresOf(compiled, explicit, implicitAt(subject, instant)),
    evidenceAt,
    activities,
    qualifying: compiled.qualifying,
    decision,
    barred: compiled.never.some((test) => test.holds(facts, now)),
    handedBackAt,
    before: before?.qualification ?? 'unqualified',
    since: before?.qualifiedSince ?? now,
    now,
  });
  const memory = remember(before, qualification, decision, facts.contact['lifecyclestage'] ?? null, now);
  const dormancy = dormancyOf(model, { relation, facts, memory, lastActivityAt, silentSince, now });
  const permission = permissionOf(compiled, facts, dormancy, now);
  return {
    at: now,
    rules,
    scores,
    grade: gradeOf(explicit, scores.implicit, model.grade),
    qualification,
    dormancy,
    permission,
    track: trackOf({
      relation,
      qualification,
      dormancy,
      permission,
      decided: track !== undefined && now < (track.until ?? Infinity) ? track.value : null,
      paused: now < (pausedUntil ?? -Infinity),
    }),
    touch: nextTouch(model, dormancy, permission, now, pausedUntil),
    persona,
    journeyStage: journeyStageOf(compiled, activities, dayOf(now)),
    productInterest: productInterestOf(compiled, activities, dayOf(now)),
    memory,
  };
}

const past = (instant: number | undefined, now: number): number | null =>
  instant !== undefined && instant <= now ? instant : null;

/** The last word that was given: by a lifecycle stage, by a workflow or rep, or by sales handing the contact back, which leaves it an MQL. */
function latestDecision(model: Model, facts: KnownFacts, now: number): Decision | null {
  const { qualification, handedBackAt } = facts.decisions ?? {};
  const candidates = [
    decisionOf(model, facts, facts.memory, now),
    qualification ?? null,
    handedBackAt === undefined ? null : ({ qualification: 'mql', at: handedBackAt } as const),
  ];
  return candidates.reduce(
    (last, next) => (next !== null && (last === null || next.at >= last.at) ? next : last),
    null,
  );
}

function ruleMilli(subject: Subject, now: number, personaMatch: number, sums: Float64Array): number[] {
  const { compiled, facts } = subject;
  const rules: number[] = [];
  for (const rule of compiled.explicit) {
    const milli = rule.milliAt(facts, now, personaMatch);
    rules.push(milli);
    sums[rule.group]! += milli;
  }
  compiled.implicit.forEach((rule, index) => {
    const milli = implicitMilli(subject, index, now);
    rules.push(milli);
    sums[rule.group]! += milli;
  });
  return rules;
}

function implicitMilli({ compiled, chosen, silentSince }: Subject, index: number, instant: number): number {
  const { afterSilent, milliAt } = compiled.implicit[index]!;
  if (afterSilent === null) return milliAt(chosen[index]!, dayOf(instant));
  return instant >= silentSince + afterSilent.ms ? afterSilent.milli : 0;
}

/** The implicit score as it stood at an earlier instant. */
function implicitAt(subject: Subject, instant: number): number {
  const sums = new Float64Array(subject.compiled.groups.length);
  subject.compiled.implicit.forEach((rule, index) => {
    sums[rule.group]! += implicitMilli(subject, index, instant);
  });
  return scoreOf('implicit', subject.compiled.groups, sums);
}

const scoresOf = ({ model }: CompiledModel, explicit: number, implicit: number): Scores => ({
  explicit,
  implicit,
  combined: combine(explicit, implicit, model.explicitShare),
});

function permissionOf(
  { noCorrespondence }: CompiledModel,
  facts: FactView,
  dormancy: Dormancy,
  now: number,
): Permission {
  const mailKind = facts.lead['mail_kind'] ?? 'none';
  const reasons = noCorrespondence.filter(({ test }) => test.holds(facts, now)).map(({ label }) => label);
  return {
    forbidden: reasons.length > 0,
    reasons: dormancy?.segment === 'dormant_unqualified' ? [...reasons, 'Never qualified, and silent'] : reasons,
    hasAddress: mailKind !== 'none' && mailKind !== 'invalid',
  };
}
