import type { Assessment } from './assess.ts';
import type { Properties } from './contact.ts';
import { owedSince } from './response.ts';
import { whole } from './score.ts';
import type { Subject } from './subject.ts';

/** How many reasons are written to the contact, the strongest first. */
const REASONS = 5;

/**
 * The property values that say this assessment in HubSpot. Empty text means "no value". The instant of scoring is left out:
 * it is written beside a change, and never is one.
 */
export function writtenOf(subject: Subject, assessment: Assessment): Properties {
  const { model } = subject.compiled;
  const { scores, touch, persona, dormancy, permission } = assessment;
  return {
    ripen_score: `${scores.combined}`,
    ripen_explicit_score: `${scores.explicit}`,
    ripen_implicit_score: `${scores.implicit}`,
    ripen_grade: assessment.grade,
    ripen_qualification: assessment.qualification,
    ripen_journey_stage: assessment.interest.stage ?? '',
    ripen_persona: model.personas.find((p) => p.id === persona.id)?.label ?? '',
    ripen_persona_match: `${persona.match}`,
    ripen_product_interest: model.products.find((p) => p.id === assessment.interest.product)?.label ?? '',
    ripen_dormant_segment: dormancy?.segment ?? 'none',
    ripen_nurture_track: assessment.track,
    ripen_next_touch_at: touch === null ? '' : new Date(touch.at).toISOString(),
    ripen_next_touch_kind: touch?.kind ?? '',
    ripen_do_not_contact: `${permission.forbidden || assessment.track === 'no_correspondence'}`,
    ripen_lead_validity: subject.facts.lead['validity'] ?? 'valid',
    ripen_validity_reasons: (subject.facts.validityReasons ?? []).join('; '),
    ripen_country: subject.facts.lead['country'] ?? '',
    ripen_industry: subject.facts.lead['industry'] ?? '',
    ripen_company_size: subject.facts.lead['company_size'] ?? '',
    ripen_job_area: subject.facts.lead['job_area'] ?? '',
    ripen_seniority: subject.facts.lead['seniority'] ?? '',
    ripen_ready: assessment.ready ?? '',
    ripen_reasons: reasonsOf(subject, assessment),
    ripen_model_version: `${model.version}`,
  };
}

/** The strongest rules in whole points, `+25 Asked to talk to sales; −10 Free mail address`; the model's order breaks ties. */
function reasonsOf({ compiled }: Subject, { rules }: Assessment): string {
  const labels = [...compiled.explicit, ...compiled.implicit].map((r) => r.rule.label);
  return rules
    .map((milli, index) => ({ points: whole(milli), index }))
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || a.index - b.index)
    .slice(0, REASONS)
    .map(({ points, index }) => `${signed(points)} ${labels[index]}`)
    .join('; ');
}

/** `+5`, `−5`: a real minus sign, as people read it. */
export const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);

/** Everything that shows, to be compared: properties, lists beside that of the track, and the answer that sales owes. */
export const shownOf = (subject: Subject, assessment: Assessment): Properties => ({
  ...writtenOf(subject, assessment),
  lists: assessment.extra.join(),
  owed: `${owedSince(assessment.memory)}`,
});

export const sameWritten = (a: Properties, b: Properties): boolean =>
  Object.keys(a).every((name) => a[name] === b[name]);
