import { writeFileSync } from 'node:fs';
import { labelOf } from '../sandbox/csv/headings.ts';
import { MAIL_BANS } from '../src/domain/lead/mail-bans.ts';
import { SEGMENT_PROPERTIES } from '../src/domain/lead/segmentation.ts';
import { VALIDITY_READS } from '../src/domain/lead/validity/validity.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import type { Condition } from '../src/domain/model/document/condition.ts';
import type { Model } from '../src/domain/model/model.ts';
import { isFirstSightOnly, propertiesRead } from '../src/domain/model/reads.ts';

/*
 * What a model reads of a contact. `node cli/model-reads.ts` writes docs/model-reads.md for the
 * default model, and `npm run score -- --reads` prints the same for any model.
 */

/** A property (`company.…`: of the company), and what the model needs it for. */
export type PropertyRead = {
  readonly property: string;
  readonly label: string | null;
  /** labels of rules that it earns points for or decides */
  readonly decides: readonly string[];
  /** signals that it shows */
  readonly signals: readonly string[];
  /** its other uses */
  readonly serves: readonly string[];
};

/** The properties from which Ripen derives its own facts (`lead.…`). */
const FACTS: Readonly<Record<string, readonly string[]>> = {
  country: ['hs_country_region_code', 'country', 'company.country'],
  industry: ['industry', 'company.industry'],
  company_size: ['numemployees', 'company_size', 'company.numberofemployees'],
  job_area: ['jobtitle'],
  seniority: ['jobtitle'],
  mail_kind: ['email'],
  mail_domain: ['email'],
  validity: VALIDITY_READS,
};

const SERVES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    VALIDITY_READS.map((name) => [name, 'whether the lead can be real, and who is the same person']),
  ),
  ...Object.fromEntries(SEGMENT_PROPERTIES.contact.map((name) => [name, 'the segment: country, industry, size'])),
  ...Object.fromEntries(
    SEGMENT_PROPERTIES.company.map((name) => [`company.${name}`, 'the segment: country, industry, size']),
  ),
  ...Object.fromEntries(MAIL_BANS.map(({ property, label }) => [property, `no correspondence ("${label}")`])),
  createdate: 'since when the contact is known',
  lifecyclestage: 'the lifecycle stage, which only moves forward',
  hubspot_owner_id: 'who gets tasks',
  num_associated_deals: 'whether there are deals to be read',
  hs_email_last_send_date: 'when the person was last written to',
  hs_email_last_email_name: 'what the person was last sent',
  notes_last_contacted: 'when somebody last talked to the person',
  hs_marketable_status: 'why an e-mail that was due was not sent',
  hs_email_is_ineligible: 'why an e-mail that was due was not sent',
  hs_timezone: "the person's own clock",
  hs_analytics_source: 'where leads come from, and which are alike',
  hs_analytics_source_data_1: 'where leads come from',
  hs_analytics_first_url: 'the page by which leads come',
  jobtitle: 'area and seniority',
  hs_merged_object_ids: 'which contacts it took over',
  hs_all_contact_vids: 'which contacts it took over',
};

/** The properties that a model reads, those that decide the most first. */
export function readsOf(model: Model): readonly PropertyRead[] {
  const { contact, company } = propertiesRead(model);
  const deciding = decidersOf(model);
  const read = [...contact, ...company.map((name) => `company.${name}`)].map((property): PropertyRead => {
    const serves =
      SERVES[property] ?? (isFirstSightOnly(property) ? 'since when the contact has been in the stage' : undefined);
    return {
      property,
      label: labelOf(property) ?? null,
      decides: [...new Set(deciding.filter(({ reads }) => reads.includes(property)).map(({ label }) => label))],
      signals: [...new Set(signalsOf(model, property))],
      serves: serves === undefined ? [] : [serves],
    };
  });
  const weight = ({ decides, signals }: PropertyRead) => decides.length + signals.length;
  return read.toSorted((a, b) => weight(b) - weight(a) || a.property.localeCompare(b.property, 'en'));
}

type Decider = { readonly label: string; readonly reads: readonly string[] };

function decidersOf(model: Model): readonly Decider[] {
  const conditions = [
    ...model.explicit.flatMap((rule) => ('when' in rule ? [rule] : [])),
    ...model.qualification.never,
    ...model.noCorrespondence,
    ...model.returns,
    ...model.ready,
    ...model.routing.territories.flatMap(({ label, when }) => (when === undefined ? [] : [{ label, when }])),
    ...model.personas.flatMap(({ attributes }) => attributes),
  ];
  const bant = Object.entries(model.bant).map(([question, property]) => ({
    label: `BANT: ${question}`,
    reads: [property],
  }));
  const also = (model.bantAlso ?? []).map(({ question, field }) => ({ label: `BANT: ${question}`, reads: [field] }));
  const growing = model.explicit.flatMap((rule) =>
    'growing' in rule ? [{ label: rule.label, reads: propertiesOf(rule.growing.field) }] : [],
  );
  return [...conditions.map(({ label, when }) => ({ label, reads: readBy(when) })), ...growing, ...bant, ...also];
}

function readBy(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(readBy);
  if ('any' in condition) return condition.any.flatMap(readBy);
  if ('not' in condition) return readBy(condition.not);
  return propertiesOf(condition.field);
}

const propertiesOf = (field: string): readonly string[] =>
  field.startsWith('lead.') ? (FACTS[field.slice('lead.'.length)] ?? []) : [field];

/** The signals that a property shows. A form or a page also shows the signals of its name. */
function signalsOf(model: Model, property: string): readonly string[] {
  const named = (id: string) => model.signals.find((signal) => signal.id === id)?.label ?? id;
  return model.behaviours.flatMap((behaviour) => {
    const { signal, ...places } = behaviour;
    if (!Object.values(places).includes(property)) return [];
    const isPage = 'detail' in behaviour && behaviour.detail === property;
    const byName = 'conversions' in behaviour ? model.forms : [];
    return [signal, ...[...byName, ...(isPage ? model.pages : [])].map((pattern) => pattern.signal)].map(named);
  });
}

/** One line of what a model reads. */
export const readSentence = ({ property, label, decides, signals, serves }: PropertyRead): string =>
  `${property}${label === null ? '' : ` ("${label}")`}: ${[...decides, ...signals, ...serves].join('; ') || 'read of every contact'}`;

const cell = (texts: readonly string[]): string => texts.join('; ').replaceAll('|', '\\|');

/** The page as text. */
export function modelReadsPage(model: Model = DEFAULT_MODEL): string {
  const rows = readsOf(model).map(
    ({ property, label, decides, signals, serves }) =>
      `| \`${property}\` | ${label ?? ''} | ${cell([...decides, ...signals.map((signal) => `_${signal}_`)])} | ${cell(serves)} |`,
  );
  const unseen = model.signals.filter(({ id }) => !shown(model).has(id)).map(({ label }) => `_${label}_`);
  return `# What the model reads

The properties that decide scores, qualification and nurture, those that decide the most first. The page is made from the scoring model
(\`src/domain/model/default-model.json\`) by \`node cli/model-reads.ts\`; \`npm run -s score -- --reads --model model.json\` says the same of
another model. A CSV file needs none of them, and the more of them it has, the more the score says. A name that begins with \`company.\` is a property of the company.

| property | HubSpot's label | what it decides, and _what people did_ | what else it is read for |
|---|---|---|---|
${rows.join('\n')}

Signals that no property shows: they come from workflow actions and from people (${unseen.join(', ')}).
`;
}

/** The signals that properties, names of forms and addresses of pages show. */
const shown = ({ behaviours, forms, pages }: Model): ReadonlySet<string> =>
  new Set([...behaviours, ...forms, ...pages].map(({ signal }) => signal));

if (import.meta.main) writeFileSync(new URL('../docs/model-reads.md', import.meta.url), modelReadsPage());
