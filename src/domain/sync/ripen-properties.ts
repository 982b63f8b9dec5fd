import { JOB_AREAS, SENIORITIES } from '../lead/job-title/job-title.ts';
import { COMPANY_SIZES, INDUSTRIES } from '../lead/segmentation.ts';
import {
  AWARENESS_DEGREES,
  BANT_ANSWERS,
  DORMANT_SEGMENTS,
  JOURNEY_STAGES,
  LEAD_VALIDITIES,
  type ListName,
  QUALIFICATIONS,
  TOUCH_KINDS,
  TRACKS,
  WAITS_FOR_SALES,
} from '../words.ts';

/**
 * The property group and the contact properties that Ripen keeps in every portal. Names are public:
 * workflows and lists rely on them.
 */
export const PROPERTY_GROUP = { name: 'ripen', label: 'Ripen' } as const;

export type RipenProperty = {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly type: 'number' | 'string' | 'enumeration' | 'datetime' | 'bool';
  readonly fieldType: 'number' | 'text' | 'textarea' | 'select' | 'date' | 'booleancheckbox';
  readonly options?: readonly { readonly value: string; readonly label: string }[];
};

const number = (name: string, label: string, description: string): RipenProperty => ({
  name,
  label,
  description,
  type: 'number',
  fieldType: 'number',
});
const text = (name: string, label: string, description: string): RipenProperty => ({
  name,
  label,
  description,
  type: 'string',
  fieldType: 'text',
});
const instant = (name: string, label: string, description: string): RipenProperty => ({
  name,
  label,
  description,
  type: 'datetime',
  fieldType: 'date',
});

function choice(
  name: string,
  label: string,
  description: string,
  values: readonly string[],
  labels: Readonly<Record<string, string>> = {},
): RipenProperty {
  const options = values.map((value) => ({ value, label: labels[value] ?? sentence(value) }));
  return { name, label, description, type: 'enumeration', fieldType: 'select', options };
}

const sentence = (value: string): string => value.charAt(0).toUpperCase() + value.slice(1).replaceAll('_', ' ');

const ABBREVIATIONS = {
  mql: 'MQL',
  sql: 'SQL',
  mql_nurture: 'MQL nurture',
  dormant_sql: 'Dormant SQL',
  dormant_mql: 'Dormant MQL',
  closed_lost: 'Closed lost',
  c_level: 'C level',
  vp: 'Vice president',
  hr: 'Human resources',
  it: 'IT',
};
const INDUSTRY_LABELS = {
  software_it: 'Software and IT',
  aerospace_defense: 'Aerospace and defense',
  energy_environment: 'Energy and environment',
  retail_wholesale: 'Retail and wholesale',
  food_agriculture: 'Food and agriculture',
  transport_logistics: 'Transport and logistics',
  hospitality_travel: 'Hospitality and travel',
  media_entertainment: 'Media and entertainment',
  marketing_design: 'Marketing and design',
  education_research: 'Education and research',
};
const GRADES = ['A', 'B', 'C', 'D'].flatMap((fit) => [1, 2, 3, 4].map((interest) => `${fit}${interest}`));

/** The properties that Ripen writes. */
export const OUTPUT_PROPERTIES: readonly RipenProperty[] = [
  number('ripen_score', 'Ripen score', 'How ripe the contact is, 0 to 100: who they are and what they do, together.'),
  number(
    'ripen_explicit_score',
    'Ripen explicit score',
    'Who the contact is: how well they fit your buyers, 0 to 100.',
  ),
  number('ripen_implicit_score', 'Ripen implicit score', 'What the contact does: how interested they are, 0 to 100.'),
  choice('ripen_grade', 'Ripen grade', 'Fit letter A to D by interest number 1 to 4; A1 is best.', GRADES),
  choice(
    'ripen_qualification',
    'Ripen qualification',
    'Whether the contact is qualified for marketing (MQL) or for sales (SQL).',
    QUALIFICATIONS,
    ABBREVIATIONS,
  ),
  choice(
    'ripen_journey_stage',
    'Ripen journey stage',
    'How far along the buying journey the contact is, by what they used lately.',
    JOURNEY_STAGES,
  ),
  text('ripen_persona', 'Ripen persona', 'The buyer persona that the contact is most like.'),
  number('ripen_persona_match', 'Ripen persona match', 'How much the contact is like that persona, 0 to 100.'),
  text('ripen_product_interest', 'Ripen product interest', 'The product that the contact looked at most lately.'),
  choice(
    'ripen_brand_awareness',
    'Ripen brand awareness',
    'How well the contact knows your brand, by how often and in how many ways it met it lately.',
    AWARENESS_DEGREES,
  ),
  choice(
    'ripen_dormant_segment',
    'Ripen dormant segment',
    'The dormant segment of a contact who has gone quiet; none for an active one.',
    ['none', ...DORMANT_SEGMENTS],
    { ...ABBREVIATIONS, none: 'None (active)' },
  ),
  choice(
    'ripen_nurture_track',
    'Ripen nurture track',
    'The one nurture programme that the contact is in.',
    TRACKS,
    ABBREVIATIONS,
  ),
  instant('ripen_next_touch_at', 'Ripen next touch at', 'When the contact should next be touched.'),
  choice('ripen_next_touch_kind', 'Ripen next touch kind', 'How: by e-mail or by hand.', TOUCH_KINDS, {
    email: 'E-mail',
    manual: 'By hand',
  }),
  choice(
    'ripen_next_content_stage',
    'Ripen next content stage',
    'For which stage of the buying journey the content of the next e-mail should be; empty: no e-mail is next.',
    JOURNEY_STAGES,
  ),
  text(
    'ripen_next_content_product',
    'Ripen next content product',
    'Which product the content of the next e-mail should be about; empty: none in particular, or no e-mail is next.',
  ),
  text(
    'ripen_last_content',
    'Ripen last content',
    'What the contact last did or read that shows its stage; empty: nothing, or no e-mail is next.',
  ),
  {
    ...choice(
      'ripen_do_not_contact',
      'Ripen do not contact',
      'Whether the contact must not receive correspondence.',
      ['true', 'false'],
      { true: 'Yes', false: 'No' },
    ),
    type: 'bool',
    fieldType: 'booleancheckbox',
  },
  choice('ripen_lead_validity', 'Ripen lead validity', 'Whether the contact data look real.', LEAD_VALIDITIES),
  {
    name: 'ripen_validity_reasons',
    label: 'Ripen validity reasons',
    description: 'Why the contact data may not be real.',
    type: 'string',
    fieldType: 'textarea',
  },
  text(
    'ripen_country',
    'Ripen country',
    'Where the contact is, whatever the spelling: a code of two letters (ISO 3166).',
  ),
  choice(
    'ripen_industry',
    'Ripen industry',
    'What the company does, whatever the spelling.',
    INDUSTRIES,
    INDUSTRY_LABELS,
  ),
  choice('ripen_company_size', 'Ripen company size', 'How many people the company has.', COMPANY_SIZES),
  choice('ripen_job_area', 'Ripen job area', 'The area of responsibility, by the job title.', JOB_AREAS, ABBREVIATIONS),
  choice('ripen_seniority', 'Ripen seniority', 'The level, by the job title.', SENIORITIES, ABBREVIATIONS),
  text(
    'ripen_ready',
    'Ripen ready',
    'Why the contact is ready for sales though marketing has not qualified it; empty: it is not.',
  ),
  choice(
    'ripen_waits_for_sales',
    'Ripen waits for sales',
    'Why the contact waits for sales: an SQL or a hand-raise is unanswered, the contact woke up, or else a touch by hand is due; empty: sales owes it nothing.',
    WAITS_FOR_SALES,
    { woke: 'Woken up', by_hand: 'Due by hand' },
  ),
  {
    name: 'ripen_reasons',
    label: 'Ripen reasons',
    description: 'The strongest reasons for the score, with points.',
    type: 'string',
    fieldType: 'textarea',
  },
  instant('ripen_scored_at', 'Ripen scored at', 'When the score last changed.'),
  number('ripen_model_version', 'Ripen model version', 'The version of the scoring model that gave the score.'),
];

/** The properties in which people, forms and workflows tell Ripen something. */
export const INPUT_PROPERTIES: readonly RipenProperty[] = [
  choice('ripen_bant_budget', 'Ripen BANT: budget', 'Is there a budget?', BANT_ANSWERS),
  choice('ripen_bant_authority', 'Ripen BANT: authority', 'May the contact decide?', BANT_ANSWERS),
  choice('ripen_bant_need', 'Ripen BANT: need', 'Do they need what you sell?', BANT_ANSWERS),
  choice('ripen_bant_timeline', 'Ripen BANT: timeline', 'Do they want to buy soon?', BANT_ANSWERS),
];

/** Without these properties Ripen does not begin: it could show nothing. */
export const ESSENTIAL_PROPERTIES: readonly string[] = [
  'ripen_score',
  'ripen_qualification',
  'ripen_grade',
  'ripen_do_not_contact',
];

/** The order in which properties are made, if an account has not room for all; others come last. */
export const PROPERTIES_BY_IMPORTANCE: readonly string[] = [
  ...ESSENTIAL_PROPERTIES,
  'ripen_reasons',
  'ripen_nurture_track',
  'ripen_dormant_segment',
  'ripen_next_touch_at',
  'ripen_next_touch_kind',
  'ripen_explicit_score',
  'ripen_implicit_score',
  'ripen_lead_validity',
  'ripen_ready',
  'ripen_scored_at',
];

export const LISTS_BY_IMPORTANCE: readonly ListName[] = [
  'no_correspondence',
  'sales_ready',
  'due',
  'mql_nurture',
  'dormant_sql',
  'dormant_mql',
  'closed_lost_review',
  'ready',
  'customer',
];

/**
 * The names of the lists in HubSpot: of each track, of contacts with an e-mail touch that is due,
 * and of contacts that are ready for sales. Names are public.
 */
export const LIST_NAMES: Readonly<Record<ListName, string>> = {
  mql_nurture: 'Ripen: MQL nurture',
  sales_ready: 'Ripen: sales ready',
  dormant_sql: 'Ripen: dormant SQL',
  dormant_mql: 'Ripen: dormant MQL',
  closed_lost_review: 'Ripen: closed-lost review',
  no_correspondence: 'Ripen: no correspondence',
  customer: 'Ripen: customers',
  due: 'Ripen: due',
  ready: 'Ripen: ready',
};
