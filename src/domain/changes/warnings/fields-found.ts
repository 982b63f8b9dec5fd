import { JOB_AREAS, SENIORITIES } from '../../lead/job-title/job-title-kinds.ts';
import { MAIL_KINDS } from '../../lead/mail-address.ts';
import { COMPANY_SIZES, COUNTRIES, INDUSTRIES } from '../../lead/segmentation.ts';
import type { Model } from '../../model/model.ts';
import {
  AWARENESS_DEGREES,
  BANT_QUESTIONS,
  type BantAnswer,
  DORMANT_SEGMENTS,
  HAND_BACK_KINDS,
  JOURNEY_STAGES,
  LEAD_VALIDITIES,
  QUALIFICATIONS,
} from '../../words.ts';

/* Fields that Ripen itself finds, as conditions name them, and the values that they can have. */

/** The values of a field; null: any. */
type Values = readonly string[] | null;

const BANT = Object.fromEntries(
  BANT_QUESTIONS.map((question) => [`bant_${question}`, ['yes', 'partly', 'no'] satisfies BantAnswer[]] as const),
);

const LEAD: Readonly<Record<string, Values>> = {
  country: COUNTRIES,
  industry: INDUSTRIES,
  company_size: COMPANY_SIZES,
  job_area: JOB_AREAS,
  seniority: SENIORITIES,
  mail_kind: MAIL_KINDS,
  mail_domain: null,
  validity: LEAD_VALIDITIES,
  duplicate: ['true'],
  form_burst: ['true'],
  hand_back: HAND_BACK_KINDS,
  ...BANT,
};

const DEALS: Readonly<Record<string, Values>> = {
  open: null,
  won: null,
  lost: null,
  last_won_at: null,
  last_lost_at: null,
};

const SCORE: Readonly<Record<string, Values>> = {
  fit: ['A', 'B', 'C', 'D'],
  interest: ['1', '2', '3', '4'],
  combined: null,
  qualification: QUALIFICATIONS,
  journey_stage: JOURNEY_STAGES,
  brand_awareness: AWARENESS_DEGREES,
  product_interest: null,
  persona: null,
  segment: ['none', ...DORMANT_SEGMENTS],
};

const named = (prefix: string, fields: Readonly<Record<string, Values>>) =>
  Object.entries(fields).map(([name, values]) => [`${prefix}.${name}`, values] as const);
const FOUND = new Map([...named('lead', LEAD), ...named('deals', DEALS)]);
const SCORES = new Map(named('score', SCORE));
const ALL: ReadonlyMap<string, Values> = new Map([...FOUND, ...SCORES]);

/** Facts that Ripen finds out itself, known to every condition. */
export const FIELDS_FOUND: readonly string[] = [...FOUND.keys()];

/** Results of the evaluation itself: only conditions of `ready` may use them. */
export const FIELDS_OF_SCORES: readonly string[] = [...SCORES.keys()];

/**
 * The values that a field of Ripen's own can have with a model; null: any; undefined: Ripen finds
 * no such field.
 */
export function valuesFound(field: string, { personas, products }: Pick<Model, 'personas' | 'products'>) {
  if (field === 'score.persona') return personas.map(({ id }) => id);
  if (field === 'score.product_interest') return products.map(({ id }) => id);
  return ALL.get(field);
}
