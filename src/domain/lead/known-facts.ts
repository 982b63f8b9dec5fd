import type { Decisions, Facts, KnownFacts, Memory } from '../contact.ts';
import { jobTitle } from './job-title/job-title.ts';
import { leadFacts, type ReferenceData } from './lead-facts.ts';
import { segmentsOf } from './segmentation.ts';
import type { Peers } from './validity/validity-peers.ts';

/** What Ripen knows of a contact beside its facts. */
export type Knowledge = {
  readonly memory: Memory | null;
  readonly decisions?: Decisions;
  readonly peers?: Peers;
};

/** Facts, with what Ripen derives from them and what it remembers. */
export const knownFacts = (facts: Facts, referenceData: ReferenceData, knowledge: Knowledge): KnownFacts => ({
  ...facts,
  ...derivedFacts(facts, referenceData, knowledge),
  memory: knowledge.memory,
  decisions: knowledge.decisions ?? {},
});

export type DerivedFacts = Required<Pick<KnownFacts, 'lead' | 'validityReasons'>>;

/** What Ripen derives from facts; it does not depend on the model. */
export function derivedFacts(
  facts: Facts,
  referenceData: ReferenceData,
  { decisions = {}, peers }: Pick<Knowledge, 'decisions' | 'peers'>,
): DerivedFacts {
  const { lead, validityReasons } = leadFacts(facts, referenceData, {
    peers,
    vouchedFor: decisions.validity === 'valid',
  });
  const { area, seniority } = jobTitle(facts.contact['jobtitle'] ?? '');
  return {
    lead: {
      ...lead,
      ...segmentsOf(facts),
      ...(area !== null && { job_area: area }),
      ...(seniority !== null && { seniority }),
    },
    validityReasons,
  };
}
