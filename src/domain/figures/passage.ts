import type { LinkedFacts, Properties } from '../contact.ts';
import type { Step } from '../evaluation/advance.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Model } from '../model/model.ts';
import { stageStamps } from '../model/reads.ts';
import { parseInstant } from '../time/time.ts';
import type { DormantSegment } from '../words.ts';
import { pageName } from './encounters.ts';

/** The stages of the funnel, the first one first. */
export const FUNNEL_STAGES = ['captured', 'mql', 'sql', 'opportunity', 'customer'] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

/**
 * When a contact first was in each stage of the funnel, and when it first left the funnel another
 * way. null: never, as far as known. Every instant is the earliest that any reading told, so order
 * and repetition of readings do not matter. Instants are ms since 1970 UTC.
 */
export type Passage = {
  readonly captured: number;
  readonly mql: number | null;
  readonly sql: number | null;
  readonly opportunity: number | null;
  readonly customer: number | null;
  /** a deal was lost since it was captured */
  readonly lost: number | null;
  /** when it fell dormant: never qualified, as an MQL, as an SQL */
  readonly silentLead: number | null;
  readonly silentMql: number | null;
  readonly silentSql: number | null;
};

/** The properties by which pages filter and group contacts; null: unknown. */
export type Background = {
  readonly source: string | null;
  readonly campaign: string | null;
  readonly firstForm: string | null;
  readonly firstPage: string | null;
  readonly validity: string | null;
  readonly persona: string | null;
  readonly country: string | null;
  readonly industry: string | null;
  readonly companySize: string | null;
  readonly product: string | null;
  /** the nurture track that it is in now */
  readonly track: string | null;
  /** the dormant segment that it is in now; `none`: it is active */
  readonly segment: string | null;
};

/** One reading of a contact, with its evaluations. */
export type SeenNow = {
  readonly facts: LinkedFacts;
  readonly factsAt: number;
  /** the dates that HubSpot gives for stages; empty: Ripen did not ask */
  readonly stamps: Properties;
  /** the evaluations since the last one that was stored, oldest first */
  readonly steps: readonly Pick<Step, 'at' | 'qualification' | 'segment' | 'memory'>[];
  readonly last: Pick<Evaluation, 'relation' | 'segment' | 'segmentSince' | 'memory'>;
  readonly isFirstSight: boolean;
};

/** The passage as this reading shows it. The store keeps the earliest of all readings. */
export function passageOf(model: Model, seen: SeenNow): Passage {
  const { facts, factsAt, stamps, steps, last, isFirstSight } = seen;
  const { deals } = facts;
  const created = parseInstant(facts.contact['createdate']) ?? last.memory.firstSeenAt;
  const { mql, sql } = model.qualification.stages;
  // A stage that the contact had before Ripen first saw it, without a date, counts from creation.
  const noticed = isFirstSight ? created : factsAt;
  const stampedAs = (stages: readonly string[]) =>
    stages.flatMap(stageStamps).map((name) => parseInstant(stamps[name]));
  // At first sight the model of today judges the past. A qualification in that past that nothing
  // shows today does not count.
  const { qualification } = last.memory;
  const isShown = {
    mql: !isFirstSight || qualification !== 'unqualified' || last.segment === 'dormant_mql',
    sql: !isFirstSight || qualification === 'sql' || last.segment === 'dormant_sql',
  };
  const qualifiedAs = (level: 'mql' | 'sql') =>
    isShown[level] ? (steps.find((step) => step.qualification === level)?.memory.qualifiedSince ?? null) : null;
  const silentAs = (segment: DormantSegment) =>
    earliest(
      last.segment === segment ? last.segmentSince : null,
      steps.find((step) => step.segment === segment)?.at ?? null,
    );
  const opportunity = earliest(...stampedAs(model.lifecycle.opportunity));
  const customer = earliest(
    ...stampedAs(model.lifecycle.customer),
    deals.won > 0 ? deals.lastWonAt : null,
    last.memory.customerSince ?? null,
  );
  const reached = {
    mql: earliest(...stampedAs([mql]), qualifiedAs('mql')),
    sql: earliest(...stampedAs([sql]), qualifiedAs('sql')),
    opportunity: opportunity ?? (last.relation === 'opportunity' ? noticed : null),
    customer: customer ?? (last.relation === 'customer' ? noticed : null),
  };
  // A deal may be older than the contact: nobody is a customer before being captured.
  const sinceCaptured = (at: number | null) => (at === null ? null : Math.max(created, at));
  return {
    captured: created,
    mql: sinceCaptured(reached.mql),
    sql: sinceCaptured(reached.sql),
    opportunity: sinceCaptured(reached.opportunity),
    customer: sinceCaptured(reached.customer),
    // The earliest loss stays: one before the contact was captured would hide one that ends a stay.
    lost: deals.lost > 0 && (deals.lastLostAt ?? 0) >= created ? deals.lastLostAt : null,
    silentLead: silentAs('dormant_unqualified'),
    silentMql: silentAs('dormant_mql'),
    silentSql: silentAs('dormant_sql'),
  };
}

export function backgroundOf({ contact }: LinkedFacts, written: Properties): Background {
  const known = (value: string | undefined) => (value === undefined || value.trim() === '' ? null : value.trim());
  return {
    source: known(contact['hs_analytics_source']),
    campaign: known(contact['hs_analytics_source_data_1']),
    firstForm: known(contact['first_conversion_event_name']),
    firstPage: known(pageName(contact['hs_analytics_first_url'] ?? '')),
    validity: known(written['ripen_lead_validity']),
    persona: known(written['ripen_persona']),
    country: known(written['ripen_country']),
    industry: known(written['ripen_industry']),
    companySize: known(written['ripen_company_size']),
    product: known(written['ripen_product_interest']),
    track: known(written['ripen_nurture_track']),
    segment: known(written['ripen_dormant_segment']),
  };
}

/** The earliest of the instants that there are. */
function earliest(...instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}
