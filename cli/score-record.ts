import type { ImportedContact } from '../sandbox/csv/read-contacts.ts';
import { observe } from '../src/domain/activity/observe.ts';
import type { Facts } from '../src/domain/contact.ts';
import { advance } from '../src/domain/evaluation/advance.ts';
import type { Evaluation } from '../src/domain/evaluation/evaluate.ts';
import { knownFacts } from '../src/domain/lead/known-facts.ts';
import type { CompiledModel } from '../src/domain/rules/compile.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { dealFacts, knownContact } from '../src/use-cases/contacts/hubspot-facts.ts';

/** The result for one contact. */
export type ScoredRecord = {
  readonly score: number;
  readonly explicit: number;
  readonly implicit: number;
  readonly grade: string;
  readonly qualification: string;
  readonly segment: string;
  readonly track: string;
  readonly nextTouch: string;
  readonly reasons: string;
};

/** Stages of HubSpot's default pipeline, which mappings use. */
const DEAL_STAGES = { closedwon: 'won', closedlost: 'lost' } as const;

/** The facts that the app would have of a record at first sight. */
export function factsOf(record: ImportedContact, now: number): Facts {
  const deals = dealFacts(
    record.deals.map((d) => d.properties),
    DEAL_STAGES,
    now,
  );
  const contact = knownContact(record.properties, Object.keys(record.properties), now);
  return { contact, company: record.company ?? {}, deals };
}

/** Judges a record as the app would at first sight. */
export function evaluateRecord(compiled: CompiledModel, facts: Facts, now: number): Evaluation {
  const activities = observe(compiled.model, null, facts.contact, now);
  const known = knownFacts(facts, referenceData, { memory: null });
  return advance(compiled, known, activities, now, { dueAt: null, news: true }).last!;
}

/** Scores a record as the app would at first sight. */
export const scoreRecord = (compiled: CompiledModel, record: ImportedContact, now: number): ScoredRecord =>
  scoredOf(evaluateRecord(compiled, factsOf(record, now), now));

export function scoredOf(evaluation: Evaluation): ScoredRecord {
  const { scores, written } = evaluation;
  return {
    score: scores.combined.points,
    explicit: scores.explicit.points,
    implicit: scores.implicit.points,
    grade: evaluation.grade,
    qualification: evaluation.qualification,
    segment: evaluation.segment ?? 'none',
    track: evaluation.track,
    nextTouch: written['ripen_next_touch_at'] ?? '',
    reasons: written['ripen_reasons'] ?? '',
  };
}
