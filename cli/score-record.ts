import type { ImportedContact } from '../sandbox/csv/read-contacts.ts';
import { observe } from '../src/domain/activity/observe.ts';
import type { Facts, Properties } from '../src/domain/contact.ts';
import { advance } from '../src/domain/evaluation/advance.ts';
import type { Evaluation } from '../src/domain/evaluation/evaluate.ts';
import { knownFacts } from '../src/domain/lead/known-facts.ts';
import type { CompiledModel } from '../src/domain/rules/compile.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { dealFacts, knownContact } from '../src/use-cases/contacts/read/hubspot-facts.ts';

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

/** Facts without some properties (`company.…`: of the company). */
export function withoutProperties({ contact, company, deals }: Facts, names: ReadonlySet<string>): Facts {
  const left = (properties: Properties, prefix: string) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => !names.has(`${prefix}${name}`)));
  return { contact: left(contact, ''), company: left(company, 'company.'), deals };
}

/**
 * Judges a record as the app would at first sight. Points that a file taught do not read what knew
 * the outcome in that file.
 */
export function evaluateRecord(compiled: CompiledModel, all: Facts, now: number): Evaluation {
  const unread = compiled.model.csv?.unread ?? [];
  const facts = unread.length === 0 ? all : withoutProperties(all, new Set(unread));
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
