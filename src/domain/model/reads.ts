import { MAIL_BAN_PROPERTIES } from '../lead/mail-bans.ts';
import { SEGMENT_PROPERTIES } from '../lead/segmentation.ts';
import { VALIDITY_READS } from '../lead/validity.ts';
import { MERGED_IDS } from '../merged.ts';
import type { Condition } from './document/condition.ts';
import type { Model } from './model-document.ts';

export type PropertiesRead = { readonly contact: readonly string[]; readonly company: readonly string[] };

/**
 * Read of every contact, whatever the model: identity, stage and its dates, ownership, deals to
 * look at, when it was touched, and what forbids to write to it.
 */
const ALWAYS = [
  'lifecyclestage',
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
  'jobtitle',
  ...MAIL_BAN_PROPERTIES,
  ...VALIDITY_READS,
  ...SEGMENT_PROPERTIES.contact,
  ...MERGED_IDS,
] as const;

/**
 * Dates of stages decide at first sight only; later HubSpot stamps them because of our own writes.
 * The funnel takes note of them whenever they are read.
 */
export const isFirstSightOnly = (property: string): boolean =>
  /^hs_(?:lifecyclestage_.*_date|v2_date_entered_.*)$/.test(property);

/** The dates that HubSpot gives for a stage; for the account's own stages the first alone. */
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
    ...Object.values(model.bant),
    ...(model.bantAlso ?? []).map(({ field }) => field),
    ...model.behaviours.flatMap((b) =>
      Object.entries(b).flatMap(([key, value]) => (key === 'signal' || value === undefined ? [] : [value])),
    ),
    ...conditionsOf(model).flatMap(fieldsInCondition),
    ...(model.cadence.customer ?? []).flatMap(({ before }) => (before === undefined ? [] : [before.field])),
  ];
  const ofCompany = fields.filter((f) => f.startsWith('company.')).map((f) => f.slice('company.'.length));
  const company = [...ofCompany, ...SEGMENT_PROPERTIES.company];
  return { contact: sorted(fields.filter((f) => !f.includes('.'))), company: sorted(company) };
}

/**
 * Contact properties that show behaviour: HubSpot keeps them, and reports their changes unreliably
 * or not at all.
 */
export function behaviourProperties(model: Model): readonly string[] {
  return sorted(
    model.behaviours.flatMap((b) =>
      Object.entries(b).flatMap(([key, value]) => (key === 'signal' || key === 'flag' ? [] : [value])),
    ),
  );
}

/** Of these properties, the dates that move with each new occurrence. */
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

/** Every field that a condition asks for. */
export function fieldsInCondition(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(fieldsInCondition);
  if ('any' in condition) return condition.any.flatMap(fieldsInCondition);
  if ('not' in condition) return fieldsInCondition(condition.not);
  return [condition.field];
}

const sorted = (names: readonly (string | undefined)[]): string[] =>
  [...new Set(names.filter((name) => name !== undefined))].sort();

/** Properties that count forms: what they were seen by is the name of a form. */
export const formCounters = ({ behaviours }: Pick<Model, 'behaviours'>): readonly string[] =>
  behaviours.flatMap((one) => ('conversions' in one ? [one.conversions] : []));
