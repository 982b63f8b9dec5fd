import { evidenceOf, interestAtLast } from '../activity/interest.ts';
import type { Properties } from '../contact.ts';
import { whole } from '../rules/score.ts';
import { openResponse, waitOf } from '../sales/response.ts';
import { shorten } from '../text/text.ts';
import { isoOf } from '../time/time.ts';
import type { WaitForSales } from '../words.ts';
import type { Assessment } from './assess.ts';
import type { Subject } from './subject.ts';

/** How many reasons are written to the contact, the strongest first. */
export const REASONS = 5;

/**
 * The property values that show this assessment in HubSpot. Empty text means "no value".
 * `ripen_scored_at` is not among them: the plan adds it whenever something else changes.
 */
export function writtenOf(subject: Subject, assessment: Assessment): Properties {
  const { model } = subject.compiled;
  const { scores, touch, persona, dormancy, permission } = assessment;
  const content = isMailNext(assessment) ? contentFor(subject, assessment) : NO_CONTENT;
  return {
    ripen_score: `${scores.combined}`,
    ripen_explicit_score: `${scores.explicit}`,
    ripen_implicit_score: `${scores.implicit}`,
    ripen_grade: assessment.grade,
    ripen_qualification: assessment.qualification,
    ripen_journey_stage: assessment.interest.stage ?? '',
    ripen_persona: labelOf(model.personas, persona.id),
    ripen_persona_match: `${persona.match}`,
    ripen_product_interest: labelOf(model.products, assessment.interest.product),
    ripen_brand_awareness: assessment.interest.awareness,
    ripen_dormant_segment: dormancy?.segment ?? 'none',
    ripen_nurture_track: assessment.track,
    ripen_next_touch_at: touch === null ? '' : isoOf(touch.at),
    ripen_next_touch_kind: touch?.kind ?? '',
    ripen_next_content_stage: content.stage,
    ripen_next_content_product: content.product,
    ripen_last_content: content.last,
    ripen_do_not_contact: `${permission.forbidden || assessment.track === 'no_correspondence'}`,
    ripen_lead_validity: subject.facts.lead['validity'] ?? 'valid',
    ripen_validity_reasons: subject.facts.validityReasons?.join('; ') ?? '',
    ripen_country: subject.facts.lead['country'] ?? '',
    ripen_industry: subject.facts.lead['industry'] ?? '',
    ripen_company_size: subject.facts.lead['company_size'] ?? '',
    ripen_job_area: subject.facts.lead['job_area'] ?? '',
    ripen_seniority: subject.facts.lead['seniority'] ?? '',
    ripen_ready: assessment.ready ?? '',
    ripen_waits_for_sales: waitIn(assessment) ?? '',
    ripen_reasons: reasonsOf(subject, assessment),
    ripen_model_version: `${model.version}`,
  };
}

/** Why the contact waits for sales; an answer is more urgent than a touch by hand. */
const waitIn = ({ memory: { owed, open } }: Assessment): WaitForSales | null =>
  waitOf(owed) ?? (open.some(({ kind }) => kind === 'manual') ? 'by_hand' : null);

/** The longest text of `ripen_last_content`, in UTF-16 units. */
const LONGEST_WHAT = 300;

const NO_CONTENT = { stage: '', product: '', last: '' };

/** Whether an e-mail is due, or is the next touch. */
const isMailNext = ({ touch, extra }: Assessment): boolean => touch?.kind === 'email' || extra.includes('due');

/**
 * Which content fits the next e-mail, by what the contact last used, however long ago. A contact
 * that has used nothing begins with the stage `awareness`.
 */
function contentFor({ compiled, interests, timeline }: Subject, { at }: Assessment): typeof NO_CONTENT {
  const { stage, product } = interestAtLast(interests);
  const [last] = evidenceOf(compiled, { stage, product }, timeline, at).stage;
  return {
    stage: stage ?? 'awareness',
    product: labelOf(compiled.model.products, product),
    last: shorten(last?.what ?? '', LONGEST_WHAT),
  };
}

const labelOf = (all: readonly { readonly id: string; readonly label: string }[], id: string | null): string =>
  id === null ? '' : (all.find((item) => item.id === id)?.label ?? '');

/**
 * The strongest rules in whole points, `+25 Asked to talk to sales; −10 Free mail address`; the
 * model's order breaks ties.
 */
function reasonsOf({ compiled }: Subject, { rules }: Assessment): string {
  let text = '';
  for (const { points, index } of strongestOf(rules))
    text += `${text === '' ? '' : '; '}${signed(points)} ${compiled.labels[index]}`;
  return text;
}

export type StrongRule = { readonly points: number; readonly index: number };

/** The strongest rules, which are shown as reasons; `index`: the place of the rule in the model. */
export function strongestOf(rules: readonly number[]): readonly StrongRule[] {
  const strongest: StrongRule[] = [];
  for (let index = 0; index < rules.length; index++) {
    const points = whole(rules[index]!);
    if (points === 0) continue;
    const size = Math.abs(points);
    let place = strongest.length;
    if (place === REASONS && Math.abs(strongest[place - 1]!.points) >= size) continue;
    // Weaker rules move down one place, and the last one drops out.
    if (place === REASONS) place--;
    for (; place > 0 && Math.abs(strongest[place - 1]!.points) < size; place--)
      strongest[place] = strongest[place - 1]!;
    strongest[place] = { points, index };
  }
  return strongest;
}

/** `+5`, `−5`: a real minus sign, as people read it. */
export const signed = (points: number): string => (points < 0 ? `−${-points}` : `+${points}`);

/**
 * Everything that people can see, for comparison: properties, the lists beside the list of the
 * track, and the response that sales owes.
 */
const shownOf = (subject: Subject, assessment: Assessment): Properties => ({
  ...writtenOf(subject, assessment),
  lists: assessment.extra.join(),
  owed: `${openResponse(assessment.memory.owed)?.since}`,
});

export const sameWritten = (a: Properties, b: Properties): boolean => {
  for (const name in a) if (a[name] !== b[name]) return false;
  return true;
};

/**
 * Whether two assessments of one contact, perhaps prepared for two instants, show the same. They
 * find the same relation, too: the memory holds since when a customer is one.
 */
export const showsSame = (subject: Subject, a: Assessment, other: Subject, b: Assessment): boolean =>
  a.relation === b.relation && (sameSources(a, b) || sameWritten(shownOf(subject, a), shownOf(other, b)));

/**
 * Whether all that the shown values are computed from is the same in two assessments of one contact
 * with the same facts. Cheaper than to compare the shown values.
 */
export function sameSources(a: Assessment, b: Assessment): boolean {
  return (
    a.scores.combined === b.scores.combined &&
    a.scores.explicit === b.scores.explicit &&
    a.scores.implicit === b.scores.implicit &&
    a.qualification === b.qualification &&
    a.track === b.track &&
    a.dormancy?.segment === b.dormancy?.segment &&
    a.touch?.at === b.touch?.at &&
    a.touch?.kind === b.touch?.kind &&
    (!isMailNext(a) || a.interests === b.interests) &&
    a.interest.stage === b.interest.stage &&
    a.interest.product === b.interest.product &&
    a.interest.awareness === b.interest.awareness &&
    a.persona.id === b.persona.id &&
    a.persona.match === b.persona.match &&
    a.permission.forbidden === b.permission.forbidden &&
    a.ready === b.ready &&
    a.extra.length === b.extra.length &&
    a.extra.every((list, i) => list === b.extra[i]) &&
    openResponse(a.memory.owed)?.since === openResponse(b.memory.owed)?.since &&
    waitIn(a) === waitIn(b) &&
    sameWholePoints(a.rules, b.rules)
  );
}

function sameWholePoints(a: readonly number[], b: readonly number[]): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i] && whole(a[i]!) !== whole(b[i]!)) return false;
  return true;
}
