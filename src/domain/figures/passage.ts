import type { LinkedFacts, Properties } from '../contact.ts';
import type { Step } from '../evaluation/advance.ts';
import type { Evaluation } from '../evaluation/evaluate.ts';
import type { Model } from '../model/model.ts';
import { stageStamps } from '../model/reads.ts';
import { parseInstant } from '../time/time.ts';
import type { DormantSegment } from '../words.ts';

/** The stages of the funnel, the first one first. */
export const FUNNEL_STAGES = ['captured', 'mql', 'sql', 'opportunity', 'customer'] as const;
export type FunnelStage = (typeof FUNNEL_STAGES)[number];

/**
 * When a contact was first in each stage of the funnel, and when it first went out of it by another
 * way. Null: never, as far as known. Every instant is the earliest that was ever told, so it does
 * not matter in which order, or how often, things are told. Instants are ms since 1970 UTC.
 */
export type Passage = {
  readonly captured: number;
  readonly mql: number | null;
  readonly sql: number | null;
  readonly opportunity: number | null;
  readonly customer: number | null;
  /** a deal was lost */
  readonly lost: number | null;
  /** fell dormant before it was an MQL, as MQL, as SQL */
  readonly silentLead: number | null;
  readonly silentMql: number | null;
  readonly silentSql: number | null;
};

/** What contacts are told apart by; null: unknown. */
export type Background = {
  readonly source: string | null;
  readonly campaign: string | null;
  readonly firstForm: string | null;
  readonly validity: string | null;
  readonly persona: string | null;
  readonly country: string | null;
  readonly industry: string | null;
  readonly companySize: string | null;
  readonly product: string | null;
};

export type SeenNow = {
  readonly facts: LinkedFacts;
  readonly factsAt: number;
  /** the dates that HubSpot gives for stages; empty: it was not asked */
  readonly stamps: Properties;
  /** the evaluations since the last one that was stored, oldest first */
  readonly steps: readonly Pick<Step, 'at' | 'qualification' | 'segment' | 'memory'>[];
  readonly last: Pick<Evaluation, 'relation' | 'segment' | 'segmentSince' | 'memory'>;
  readonly isFirstSight: boolean;
};

/** What is seen of a contact's way now; `passageOf` what was seen before and this is the whole. */
export function passageOf(model: Model, seen: SeenNow): Passage {
  const { facts, factsAt, stamps, steps, last, isFirstSight } = seen;
  const { deals } = facts;
  const created = parseInstant(facts.contact['createdate']) ?? last.memory.firstSeenAt;
  const { mql, sql } = model.qualification.stages;
  // What was so before Ripen looked, and since nobody knows when, was so from the start.
  const noticed = isFirstSight ? created : factsAt;
  const stampedAs = (stages: readonly string[]) =>
    stages.flatMap(stageStamps).map((name) => parseInstant(stamps[name]));
  // What the model of today makes of a past that nobody was judged in, and that nothing shows any
  // more, has not happened.
  const isShown = !isFirstSight || last.memory.qualification !== 'unqualified' || last.segment === 'dormant_mql';
  const qualifiedAs = (level: 'mql' | 'sql') =>
    isShown ? (steps.find(({ qualification }) => qualification === level)?.memory.qualifiedSince ?? null) : null;
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
    lost: deals.lost > 0 ? deals.lastLostAt : null,
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
    validity: known(written['ripen_lead_validity']),
    persona: known(written['ripen_persona']),
    country: known(written['ripen_country']),
    industry: known(written['ripen_industry']),
    companySize: known(written['ripen_company_size']),
    product: known(written['ripen_product_interest']),
  };
}

/** The earliest of the instants that there are. */
function earliest(...instants: readonly (number | null)[]): number | null {
  const known = instants.filter((instant) => instant !== null);
  return known.length === 0 ? null : Math.min(...known);
}
