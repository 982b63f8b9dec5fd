import { MAIL_BAN_PROPERTIES } from '../lead/mail-bans.ts';
import { SEGMENT_PROPERTIES } from '../lead/segmentation.ts';
import { VALIDITY_READS } from '../lead/validity/validity.ts';
import { MERGED_IDS } from '../merged.ts';
import type { Condition } from './document/condition.ts';
import type { Model } from './model-document.ts';

export type PropertiesRead = { readonly contact: readonly string[]; readonly company: readonly string[] };

/**
 * Contact properties that Ripen always reads, whatever the model: identity, stage, lead status,
 * owner, number of deals, last touches, and what forbids to write to the contact.
 */
const ALWAYS = [
  'lifecyclestage',
  'hs_lead_status',
  'createdate',
  'hubspot_owner_id',
  'num_associated_deals',
  'hs_email_last_send_date',
  'hs_email_last_email_name',
  'hs_marketable_status',
  'hs_email_is_ineligible',
  'notes_last_contacted',
  'hs_timezone',
  'hs_analytics_source',
  'hs_analytics_source_data_1',
  'hs_analytics_first_url',
  'jobtitle',
  ...MAIL_BAN_PROPERTIES,
  ...VALIDITY_READS,
  ...SEGMENT_PROPERTIES.contact,
  ...MERGED_IDS,
] as const;

/**
 * Whether a property is the date of a stage. Scoring reads these dates at first sight only, since
 * later HubSpot sets them because of our own writes. The funnel uses them at every reading.
 */
export const isFirstSightOnly = (property: string): boolean =>
  /^hs_(?:lifecyclestage_.*_date|v2_date_entered_.*)$/.test(property);

/** The properties with the date of a stage; a stage of the account's own has only the first. */
export const stageStamps = (stage: string): readonly string[] => [
  `hs_v2_date_entered_${stage}`,
  `hs_lifecyclestage_${stage}_date`,
];

/**
 * Every property that the model reads, once, sorted. Fields that Ripen derives itself (`lead.…`)
 * are not among them.
 */
export function propertiesRead(model: Model): PropertiesRead {
  const { mql, sql } = model.qualification.stages;
  const fields = [
    ...ALWAYS,
    ...[mql, sql, ...model.lifecycle.opportunity, ...model.lifecycle.customer].flatMap(stageStamps),
    ...fieldsNamed(model),
    ...fieldsAsked(model),
  ];
  const ofCompany = fields.filter((f) => f.startsWith('company.')).map((f) => f.slice('company.'.length));
  const company = [...ofCompany, ...SEGMENT_PROPERTIES.company];
  return { contact: sorted(fields.filter((f) => !f.includes('.'))), company: sorted(company) };
}

/** The fields that a model names outside its conditions: answers, behaviour, and dates ahead. */
export const fieldsNamed = (model: Model): string[] => [
  ...Object.values(model.bant),
  ...(model.bantAlso ?? []).map(({ field }) => field),
  ...model.behaviours.flatMap((b) =>
    Object.entries(b).flatMap(([key, value]) => (key === 'signal' || value === undefined ? [] : [value])),
  ),
  ...(model.cadence.customer ?? []).flatMap(({ before }) => (before === undefined ? [] : [before.field])),
];

/**
 * Contact properties that show behaviour. HubSpot reports their changes by webhook unreliably or
 * not at all.
 */
export function behaviourProperties(model: Model): readonly string[] {
  return sorted(
    model.behaviours.flatMap((b) =>
      Object.entries(b).flatMap(([key, value]) => (key === 'signal' || key === 'flag' ? [] : [value])),
    ),
  );
}

/** Contact properties with a date that moves with each new occurrence of a behaviour. */
export function behaviourDates(model: Model): readonly string[] {
  return sorted(
    model.behaviours.flatMap((b) => {
      if ('date' in b) return [b.date];
      if ('conversions' in b) return [b.recent];
      return 'counter' in b && b.last !== undefined ? [b.last] : [];
    }),
  );
}

/** Every condition of the model, wherever it stands. */
export function conditionsOf(model: Model): Condition[] {
  return [
    ...model.explicit.flatMap((rule) => ('when' in rule ? [rule.when] : [])),
    ...[...model.noCorrespondence, ...model.qualification.never, ...model.returns, ...model.ready].map(
      ({ when }) => when,
    ),
    ...model.routing.territories.flatMap(({ when }) => (when === undefined ? [] : [when])),
    ...model.personas.flatMap((p) => p.attributes.map(({ when }) => when)),
  ];
}

/** Every field that a rule or another condition of the model asks for. */
export const fieldsAsked = (model: Model): string[] => [
  ...conditionsOn(model).flatMap(fieldsInCondition),
  ...growingFields({ explicit: model.explicit.filter(isOn) }),
];

/**
 * Every condition, but those of rules that are switched off. Only as such a rule is switched on
 * does the model read more, and all contacts are read again for it.
 */
export const conditionsOn = (model: Model): Condition[] =>
  conditionsOf({ ...model, explicit: model.explicit.filter(isOn) });

const isOn = ({ off }: { readonly off?: boolean | undefined }): boolean => off !== true;

/** The fields with whose numbers points grow. */
export const growingFields = ({ explicit }: Pick<Model, 'explicit'>): string[] =>
  explicit.flatMap((rule) => ('growing' in rule ? [rule.growing.field] : []));

/** Every field that a condition asks for. */
export function fieldsInCondition(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsInCondition);
  if ('any' in condition) return condition.any.flatMap(fieldsInCondition);
  if ('not' in condition) return fieldsInCondition(condition.not);
  return [condition.field];
}

const sorted = (names: readonly (string | undefined)[]): string[] =>
  [...new Set(names.filter((name) => name !== undefined))].sort();

/** Properties that count forms. The detail of an activity from one is the name of a form. */
export const formCounters = ({ behaviours }: Pick<Model, 'behaviours'>): readonly string[] =>
  behaviours.flatMap((behaviour) => ('conversions' in behaviour ? [behaviour.conversions] : []));
