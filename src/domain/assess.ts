import { bantRecords, freshUntil } from './bant.ts';
import { type Calendar, inTimeZone } from './calendar.ts';
import type { CompiledModel } from './compile.ts';
import type { FactView } from './condition.ts';
import type { Activity, Decision, KnownFacts, Memory } from './contact.ts';
import { type Dormancy, dormancyOf } from './dormancy.ts';
import type { PersonaMatch } from './explicit.ts';
import { arrange } from './implicit.ts';
import { type Interest, type Interests, interestOn, interestsOf } from './interest.ts';
import { decisionOf, type Relation, relationOf } from './lifecycle.ts';
import type { Model } from './model.ts';
import { type Permission, programmeOf, type TrackInput, trackOf } from './nurture.ts';
import { lastContactedAt, lastSendAt, settleTouches, type TouchEvent } from './open-touches.ts';
import { afterHandBack, qualify, remember, tooSoonForSql } from './qualify.ts';
import { type Response, responseOf } from './response.ts';
import { combine, gradeOf, type Scores, scoreOf } from './score.ts';
import { dayOf, parseInstant, span } from './time.ts';
import { hubspotTimeZone } from './time-zone.ts';
import { type Touch, type TouchClock, touchClock } from './touch-clock.ts';
import { BANT_QUESTIONS, type ExtraList, type Qualification, type TouchKind, type Track } from './words.ts';

/** One contact with its past put in order: what stays the same while time passes and nothing happens. */
export type Subject = {
  readonly compiled: CompiledModel;
  readonly facts: KnownFacts & Pick<FactView, 'until'>;
  /** newest first, none later than the instant of preparation */
  readonly activities: readonly Activity[];
  readonly chosen: readonly ReturnType<CompiledModel['implicit'][number]['choose']>[];
  readonly interests: Interests;
  readonly bant: Memory['bant'];
  readonly lastActivityAt: number | null;
  readonly evidenceAt: number | null;
  readonly silentSince: number;
  readonly decision: Decision | null;
  readonly before: Memory | null;
  /** when the person may be written to, by their own clocks */
  readonly mail: Calendar;
  /** clocks of touches, by what they depend on: they are asked for many instants in a row */
  readonly clocks: Map<string, TouchClock>;
};

/** Everything that holds for a contact at one instant, without the explanation. */
export type Assessment = {
  readonly at: number;
  readonly relation: Relation;
  /** milli-points by rule: explicit rules, then implicit ones, in the model's order */
  readonly rules: readonly number[];
  readonly scores: Scores;
  readonly grade: string;
  readonly qualification: Qualification;
  readonly dormancy: Dormancy;
  readonly permission: Permission;
  readonly track: Track;
  readonly touch: Touch | null;
  readonly touchEvents: readonly TouchEvent[];
  readonly response: Response | null;
  readonly persona: PersonaMatch;
  readonly interest: Interest;
  /** why the contact is ready for sales though it is no SQL; null: it is not */
  readonly ready: string | null;
  /** the lists beside that of the track */
  readonly extra: readonly ExtraList[];
  readonly memory: Memory;
};

export function prepare(
  compiled: CompiledModel,
  facts: KnownFacts,
  activities: readonly Activity[],
  now: number,
): Subject {
  const { model } = compiled;
  const arranged = arrange(activities, now);
  const lastActivityAt = arranged.find((a) => !compiled.quiet.has(a.signal))?.at ?? null;
  const decision = latestDecision(model, facts, now);
  const lastAt = arranged.find((a) => !compiled.idle.has(a.signal))?.at ?? null;
  const createdAt = parseInstant(facts.contact['createdate']);
  const bant = bantRecords(model, facts, arranged, now);
  const zone = hubspotTimeZone(facts.contact['hs_timezone']);
  return {
    compiled,
    facts: { ...facts, ...endingFacts(model, facts, bant) },
    activities: arranged,
    chosen: compiled.implicit.map((rule) => rule.choose(arranged)),
    interests: interestsOf(compiled, arranged),
    bant,
    lastActivityAt,
    evidenceAt: decision !== null && decision.at <= now && decision.at > (lastAt ?? -Infinity) ? decision.at : lastAt,
    silentSince: lastActivityAt ?? Math.min(createdAt ?? Infinity, facts.memory?.firstSeenAt ?? now),
    decision,
    before: facts.memory,
    mail: zone === null ? compiled.mail : inTimeZone(compiled.mail, zone),
    clocks: new Map(),
  };
}

/** Facts that hold for a time: answers of BANT, and why sales gave the contact back. */
function endingFacts(model: Model, { lead, decisions }: KnownFacts, bant: Memory['bant']) {
  const ending: Record<string, string> = {};
  const until: Record<string, number> = {};
  for (const question of BANT_QUESTIONS) {
    const record = bant[question];
    if (record === undefined) continue;
    ending[`bant_${question}`] = record.answer;
    until[`bant_${question}`] = freshUntil(model, question, record);
  }
  if (decisions?.handedBackAt !== undefined) {
    ending['hand_back'] = decisions.handBackKind ?? 'other';
    until['hand_back'] = decisions.handedBackAt + span(model.handBackDays);
  }
  return { lead: { ...lead, ...ending }, until };
}

/** Assesses a prepared contact at an instant not before its preparation. `memoryBefore`: what to remember, when not what the facts say. */
export function assess(subject: Subject, now: number, memoryBefore: Memory | null = subject.before): Assessment {
  const { compiled, facts, activities, decision, evidenceAt, silentSince, lastActivityAt } = subject;
  const { model } = compiled;
  const { pausedUntil, track: decidedTrack } = facts.decisions ?? {};
  const relation = relationOf(compiled, facts, now);
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
  const found = { decision, stage: facts.contact['lifecyclestage'] ?? null, bant: subject.bant };
  const memory = remember(before, qualification, found, now);
  const dormancy = dormancyOf(model, { relation, facts, memory, lastActivityAt, silentSince, now });
  const permission = permissionOf(compiled, facts, dormancy, now);
  const wish: TrackInput = {
    relation,
    qualification,
    dormancy,
    permission,
    decided: decidedTrack !== undefined && now < (decidedTrack.until ?? Infinity) ? decidedTrack.value : null,
    paused: now < (pausedUntil ?? -Infinity),
  };
  const track = trackOf(wish);
  const touches = touchesAt(subject, wish, memory, before, now);
  const response = responseAt(subject, wish, memory);
  const grade = gradeOf(explicit, scores.implicit, model.grade);
  const interest = interestOn(subject.interests, dayOf(now));
  const given = { scores, grade, qualification, interest, dormancy, persona };
  const ready =
    relation === 'prospect' &&
    qualification !== 'sql' &&
    !permission.forbidden &&
    !tooSoonForSql(handedBackAt, evidenceAt, now)
      ? readyFor(compiled, { ...facts, now: nowFacts(given) }, now)
      : null;
  return {
    at: now,
    relation,
    rules,
    scores,
    grade,
    qualification,
    dormancy,
    permission,
    track,
    touch: touches.next,
    touchEvents: touches.events,
    response,
    persona,
    interest,
    ready,
    extra: [
      ...(touches.open.some(({ kind }) => kind === 'email') ? ['due' as const] : []),
      ...(ready === null ? [] : ['ready' as const]),
    ],
    memory: {
      ...memory,
      segment: dormancy?.segment ?? null,
      open: touches.open,
      answeredSince: response?.answeredAt == null ? memory.answeredSince : response.since,
    },
  };
}

/** What the rules of readiness may ask for. */
function nowFacts({
  scores,
  grade,
  qualification,
  interest,
  dormancy,
  persona,
}: Pick<Assessment, 'scores' | 'grade' | 'qualification' | 'interest' | 'dormancy' | 'persona'>) {
  return {
    score: `${scores.combined}`,
    fit: grade.charAt(0),
    interest: grade.charAt(1),
    qualification,
    segment: dormancy?.segment ?? 'none',
    ...(persona.id !== null && { persona: persona.id }),
    ...(interest.stage !== null && { journey_stage: interest.stage }),
    ...(interest.product !== null && { product_interest: interest.product }),
  };
}

const readyFor = ({ ready }: CompiledModel, view: FactView, now: number): string | null =>
  ready.find(({ test }) => test.holds(view, now))?.label ?? null;

/** What is due, what became of it, and what comes next. */
function touchesAt(subject: Subject, wish: TrackInput, memory: Memory, before: Memory | null, now: number) {
  const { compiled, facts } = subject;
  const { permission, paused } = wish;
  const clock = clockOf(subject, wish, memory);
  const { open, events } = settleTouches(
    compiled.model,
    before?.open ?? [],
    before === null || clock === null ? [] : clock.between(Math.max(before.asOf, before.watchedSince), now),
    {
      programme: programmeOf(compiled.model, wish, { memory, deals: facts.deals })?.programme ?? null,
      noTouch: permission.forbidden ? `The contact must be left alone: ${permission.reasons.join('; ')}` : null,
      noEmail: paused ? 'The contact is paused' : permission.hasAddress ? null : 'The contact has no e-mail address',
      contact: facts.contact,
      touchedAt: past(facts.decisions?.touchedAt, now),
      work: compiled.work,
      now,
    },
  );
  return { open, events, next: clock?.nextAfter(now) ?? null };
}

function clockOf(subject: Subject, wish: TrackInput, memory: Memory): TouchClock | null {
  const { compiled, facts, clocks, mail } = subject;
  const { permission } = wish;
  const programme = permission.forbidden ? null : programmeOf(compiled.model, wish, { memory, deals: facts.deals });
  if (programme === null) return null;
  const key = `${programme.programme} ${programme.since} ${permission.hasAddress}`;
  const known = clocks.get(key);
  if (known !== undefined) return known;
  const kinds: readonly TouchKind[] = permission.hasAddress ? ['email', 'manual'] : ['manual'];
  const contacts = [lastSendAt(facts.contact), lastContactedAt(facts.contact), facts.decisions?.touchedAt ?? null]
    .filter((at) => at !== null)
    .sort((a, b) => a - b);
  const notBefore = facts.decisions?.pausedUntil ?? -Infinity;
  const clock = touchClock(compiled.model, { ...programme, kinds, contacts, notBefore, work: compiled.work, mail });
  clocks.set(key, clock);
  return clock;
}

/** What sales owes an SQL that has not gone quiet. */
function responseAt({ compiled, facts }: Subject, wish: TrackInput, memory: Memory): Response | null {
  if (wish.relation !== 'prospect' || wish.qualification !== 'sql' || wish.dormancy !== null) return null;
  return responseOf(compiled.model, compiled.work, {
    since: memory.qualifiedSince,
    watchedSince: memory.watchedSince,
    contactedAt: lastContactedAt(facts.contact),
  });
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
  facts: KnownFacts,
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
