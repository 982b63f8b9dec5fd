import { VALIDITY_READS } from '../../lead/validity/validity.ts';
import type { Model } from '../../model/model-document.ts';
import { propertiesRead } from '../../model/reads.ts';
import { isNumberProperty } from '../../text/number-properties.ts';

/* Which properties of an account Ripen learns from, and which it must read for that. */

export type PastField = {
  /** as conditions call it: `industry`, `company.industry` */
  readonly name: string;
  readonly label: string;
  readonly isNumber: boolean;
  readonly isDate: boolean;
};

export type PastReads = {
  readonly contact: readonly string[];
  readonly company: readonly string[];
  /** the properties to learn from */
  readonly fields: readonly PastField[];
  /** how many properties are left out, since one call cannot ask for more */
  readonly left: number;
};

type Property = { readonly name: string; readonly label: string; readonly type: string };

/** At most so many properties, so that HubSpot's answers stay small enough. */
const MOST = 250;

/**
 * Properties that are no facts of a lead before its outcome: the outcome itself, what the seller
 * does with the lead, and what HubSpot and Ripen compute.
 */
const NO_FACT =
  /^(?:hs_lead_status|lifecyclestage|hs_lifecyclestage_.*|closedate|dealstage|hs_deal.*|.*_deal_.*|num_associated_deals|total_revenue|days_to_close|hs_analytics_revenue|hs_time_.*|hs_latest_.*|hs_predictive.*|hubspotscore|hubspot_owner.*|hubspot_team.*|notes_.*|num_notes|num_contacted_notes|hs_sales_email_.*|hs_email_(?:sends_since|last|is|bad|hard|optout|quarantined|recipient).*|currentlyinworkflow|associatedcompanyid|hs_object_id|createdate|lastmodifieddate|hs_.*_vids|hs_merged_.*|hs_marketable_.*|hs_timezone|ripen_(?!bant_).*)$/;
/** The few of HubSpot's own hundreds of properties that tell who a lead is or what it did. */
const OF_HUBSPOT =
  /^hs_(?:analytics_(?:source|num_|average_|first_referrer|last_referrer)|email_(?:delivered|open|click|replied|bounce)|social_|persona|role|seniority|job_function|buying_role|country_region_code|state_code|language|predictivescoringtier|lead_source)/;
/** Properties that identify one person and tell nothing about others. */
const NAMES: ReadonlySet<string> = new Set([
  ...VALIDITY_READS,
  'firstname',
  'lastname',
  'email',
  'phone',
  'mobilephone',
  'fax',
  'company',
  'website',
  'address',
  'salutation_name',
]);
const DATES: ReadonlySet<string> = new Set(['date', 'datetime']);
const TYPES: ReadonlySet<string> = new Set(['string', 'number', 'enumeration', 'bool', ...DATES]);

/** `account`: properties of contacts, and `company.…` of companies. */
export function pastReads(model: Model, account: readonly Property[]): PastReads {
  const needed = propertiesRead(model);
  const byName = new Map(account.map((property) => [property.name, property]));
  const isRead = new Set(needed.contact);
  const isOurs = ({ name }: Property) => !/^hs_/.test(name) || OF_HUBSPOT.test(name) || isRead.has(name);
  const able = account.filter(
    (property) =>
      !property.name.startsWith('company.') &&
      TYPES.has(property.type) &&
      !NO_FACT.test(property.name) &&
      !NAMES.has(property.name) &&
      isOurs(property),
  );
  const kept = able.slice(0, MOST);
  return {
    contact: [...new Set([...needed.contact, ...kept.map(({ name }) => name)])].sort(),
    company: needed.company,
    fields: [
      ...kept.map(({ name, label, type }) => ({
        name,
        label: label || name,
        isNumber: type === 'number',
        isDate: DATES.has(type),
      })),
      ...needed.company
        .filter((name) => !NO_FACT.test(name))
        .map((name) => ({
          name: `company.${name}`,
          label: `Company: ${byName.get(`company.${name}`)?.label || name}`,
          isNumber: isNumberProperty(`company.${name}`),
          isDate: DATES.has(byName.get(`company.${name}`)?.type ?? ''),
        })),
    ],
    left: able.length - kept.length,
  };
}
