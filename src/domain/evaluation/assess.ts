import { type Interest, type Interests, interestOn } from '../activity/interest.ts';
import { countUntil, latestUntil } from '../activity/timeline.ts';
import type { Memory, Waking } from '../contact.ts';
import { SILENCE_RULE } from '../nurture/correspondence.ts';
import { drawFor } from '../nurture/hold-out.ts';
import { type Permission, type TrackInput, touchSpanOf, trackOf, wantedTrack } from '../nurture/nurture.ts';
import { gotInTouchAt, type TouchEvent } from '../nurture/open-touches.ts';
import type { Touch } from '../nurture/touch-clock.ts';
import { type Dormancy, dormancyOf } from '../qualification/dormancy.ts';
import { relationOf } from '../qualification/lifecycle.ts';
import { afterHandBack, qualify, remember, tooSoonForSql } from '../qualification/qualify.ts';
import { readyFor } from '../qualification/ready.ts';
import type { PersonaMatch } from '../rules/explicit.ts';
import { gradeOf, type Scores } from '../rules/score.ts';
import { lookedAtAfter, owedAt, type Response, type ResponseSituation, responseOf } from '../sales/response.ts';
import { dayOf } from '../time/time.ts';
import type { DormantSegment, ExtraList, HoldOutTrack, Qualification, Relation, Track } from '../words.ts';
import { implicitAt, pointsAt, scoresOf } from './points.ts';
import { past, type Subject } from './subject.ts';
import { plannedOf, touchesAt } from './touches.ts';

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
  /** the track that a hold-out leaves the contact out of; null: none */
  readonly leftOut: HoldOutTrack | null;
  readonly touch: Touch | null;
  readonly touchEvents: readonly TouchEvent[];
  readonly response: Response | null;
  readonly persona: PersonaMatch;
  readonly interest: Interest;
  /** what the interest is computed from; it does not depend on the day */
  readonly interests: Interests;
  /** why the contact is ready for sales though it is no SQL; null: it is not ready */
  readonly ready: string | null;
  /** the lists beside the list of the track */
  readonly extra: readonly ExtraList[];
  readonly memory: Memory;
};

/**
 * Assesses a prepared contact at the instant of its preparation or later. `memoryBefore`: the
 * memory to begin with, by default that of the preparation.
 */
export function assess(subject: Subject, now: number, memoryBefore: Memory | null = subject.before): Assessment {
  const { compiled, facts, sheet, decision, evidenceAt, silentSince, lastActivityAt } = subject;
  const { model } = compiled;
  const { pausedUntil, track: decidedTrack } = facts.decisions ?? {};
  const relation = relationOf(compiled, facts, now);
  const handedBackAt = past(facts.decisions?.handedBackAt, now);
  const before = afterHandBack(memoryBefore, handedBackAt);
  const persona = sheet.personaAt(facts, now);
  const { rules, scores } = pointsAt(subject, persona.match, now);

  const qualification = qualify(model, {
    scores,
    scoresAt: (instant) => scoresOf(compiled, scores.explicit, implicitAt(subject, instant)),
    evidenceAt,
    lastQualifying: (level, instant) =>
      latestUntil(subject.timeline.qualifying[level], Math.min(instant, subject.preparedAt)),
    decision,
    barred: sheet.isBarred(facts, now),
    handedBackAt,
    before: before?.qualification ?? 'unqualified',
    since: before?.qualifiedSince ?? now,
    now,
  });
  const found = { decision, stage: facts.contact['lifecyclestage'] ?? null, bant: subject.bant, lastActivityAt };
  const memory = { ...remember(before, qualification, found, now), ...customerSince(relation, before, now) };
  const dormancy = dormancyOf(model, { relation, facts, memory, lastActivityAt, silentSince, now });
  const permission = permissionOf(subject, dormancy, now);
  const placed: TrackInput = {
    relation,
    qualification,
    dormancy,
    permission,
    decided: decidedTrack !== undefined && now < (decidedTrack.until ?? Infinity) ? decidedTrack.value : null,
    paused: now < (pausedUntil ?? -Infinity),
    leftOut: false,
  };
  const { drawn, leftOut } = drawnFor(subject, placed, memory, before, now);
  const trackInput = { ...placed, leftOut: leftOut !== null };
  const track = trackOf(trackInput);
  const touches = touchesAt(subject, trackInput, memory, before, now);
  const { owed, lookedAt, response } = responseIn(subject, trackInput, { memory, before, handedBackAt }, now);
  const grade = gradeOf(scores.explicit, scores.implicit, model.grade);
  const interest = interestOn(subject.interests, dayOf(now));
  const isUnnoticed =
    relation === 'prospect' &&
    qualification !== 'sql' &&
    track !== 'no_correspondence' &&
    !tooSoonForSql(handedBackAt, evidenceAt, now);
  const ready = isUnnoticed
    ? readyFor(compiled, facts, { scores, grade, qualification, interest, dormancy, persona }, now)
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
    leftOut: permission.forbidden ? null : leftOut,
    touch: touches.next,
    touchEvents: touches.events,
    response,
    persona,
    interest,
    interests: subject.interests,
    ready,
    extra: [
      ...(touches.open.some(({ kind }) => kind === 'email') ? ['due' as const] : []),
      ...(ready === null ? [] : ['ready' as const]),
    ],
    memory: {
      ...memory,
      segment: dormancy?.segment ?? null,
      open: touches.open,
      nextTouch: plannedOf(touches.next),
      lastTouch: touches.last,
      owed,
      lookedAt,
      ...(drawn !== undefined && { drawn }),
    },
  };
}

/** The draws of the contact. A hold-out leaves nobody out of a track that a person chose. */
function drawnFor(
  { compiled: { model }, facts }: Subject,
  input: TrackInput,
  memory: Memory,
  before: Memory | null,
  now: number,
): ReturnType<typeof drawFor> {
  const { holdOuts = [], deals, decisions } = facts;
  const track = wantedTrack(input);
  if (holdOuts.length === 0 || track === input.decided) return { drawn: before?.drawn, leftOut: null };
  return drawFor(model, {
    track,
    since: touchSpanOf(model, input, { memory, deals, decisions })?.since ?? now,
    isServed: trackOf(input) === track,
    holdOuts,
    drawn: before?.drawn,
    now,
  });
}

/** When Ripen saw the contact become a customer. */
function customerSince(
  relation: Relation,
  before: Memory | null,
  now: number,
): { readonly customerSince?: number | null } {
  if (relation !== 'customer') return { customerSince: null };
  if (before?.customerSince === undefined) return {};
  return { customerSince: before.customerSince ?? now };
}

/** The response that sales owes, and the last occasion for one that has been judged. */
function responseIn(
  { compiled, facts, timeline, preparedAt, lastActivityAt }: Subject,
  { relation, qualification, dormancy }: TrackInput,
  {
    memory,
    before,
    handedBackAt,
  }: { readonly memory: Memory; readonly before: Memory | null; readonly handedBackAt: number | null },
  now: number,
): Pick<Assessment, 'response'> & Required<Pick<Memory, 'owed' | 'lookedAt'>> {
  const { sql } = timeline.qualifying;
  const isNews = lastActivityAt !== null && lastActivityAt > (before?.lastActivityAt ?? -Infinity);
  const waking = wakingFrom(before?.segment ?? null, facts.contact['hubspot_owner_id'] !== undefined);
  const situation: ResponseSituation = {
    before: memory.owed,
    lookedAt: before === null ? null : before.lookedAt === undefined ? before.asOf : before.lookedAt,
    relation,
    qualification,
    qualifiedSince: memory.qualifiedSince,
    isDormant: dormancy !== null,
    woke: isNews && waking !== null ? { at: lastActivityAt, why: waking } : null,
    handRaises: sql.slice(0, countUntil(sql, Math.min(now, preparedAt))),
    handedBackAt,
    contactedAt: gotInTouchAt(facts),
    watchedSince: memory.watchedSince,
    now,
  };
  const { model, work } = compiled;
  const owed = owedAt(model, work, situation);
  return { owed, lookedAt: lookedAtAfter(owed, situation), response: responseOf(model, work, owed, situation) };
}

/** Why sales hears that a contact woke; null: it never qualified, or is an MQL without an owner. */
function wakingFrom(segment: DormantSegment | null, hasOwner: boolean): Waking | null {
  if (segment === 'closed_lost') return 'lost_deal_woke';
  if (segment === 'dormant_sql') return 'sql_woke';
  return segment === 'dormant_mql' && hasOwner ? 'mql_woke' : null;
}

function permissionOf({ sheet, facts }: Subject, dormancy: Dormancy, now: number): Permission {
  const mailKind = facts.lead['mail_kind'] ?? 'none';
  const reasons = sheet.forbiddenBy(facts, now);
  return {
    forbidden: reasons.length > 0,
    reasons: dormancy?.segment === 'dormant_unqualified' ? [...reasons, SILENCE_RULE] : reasons,
    hasAddress: mailKind !== 'none' && mailKind !== 'invalid',
  };
}
