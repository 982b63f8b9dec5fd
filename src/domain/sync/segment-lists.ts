import { type Track, WAITS_FOR_SALES } from '../words.ts';
import { OUTPUT_PROPERTIES } from './ripen-properties.ts';

/*
 * Lists by industry, country and company size. An admin asks for them, and HubSpot fills them by
 * the properties that Ripen writes anyway. So a list costs one call, and a contact none.
 */

export const SEGMENT_KINDS = ['industry', 'country', 'company_size'] as const;
/** By whose values HubSpot fills lists: segments, and those of work lists. */
export const LISTED_KINDS = [...SEGMENT_KINDS, 'validity', 'waits_for_sales'] as const;
export type SegmentKind = (typeof LISTED_KINDS)[number];

/** The property that holds the value of each kind. */
export const SEGMENT_PROPERTY: Readonly<Record<SegmentKind, string>> = {
  industry: 'ripen_industry',
  country: 'ripen_country',
  company_size: 'ripen_company_size',
  validity: 'ripen_lead_validity',
  waits_for_sales: 'ripen_waits_for_sales',
};

/** A list beside those by value: SQLs that nobody owns wait too, whatever sales has answered. */
const WITHOUT_OWNER = 'without_owner';

/** Values that have a list even while no contact has them: a new one must not wait a day for it. */
export const ALWAYS_LISTED: Readonly<Partial<Record<SegmentKind, readonly string[]>>> = {
  waits_for_sales: [...WAITS_FOR_SALES, WITHOUT_OWNER],
};

/** Nobody works on contacts whose data are fine. */
export const isListed = (kind: SegmentKind, value: string): boolean => kind !== 'validity' || value !== 'valid';

/** HubSpot's filter of a list: a contact is on it while the property has this value; null: none. */
export type ListFilter = {
  readonly property: string;
  readonly type: 'enumeration' | 'string';
  readonly value: string | null;
};

/** At most so many lists of a kind, for the values with most contacts: nobody reads more. */
export const LISTS_OF_KIND = 20;

/** Made at first use: it takes longer than all else that is loaded here. */
let countryNames: Intl.DisplayNames | undefined;

function countryName(code: string): string {
  countryNames ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
  return countryNames.of(code) ?? code;
}

const propertyOf = (kind: SegmentKind) => OUTPUT_PROPERTIES.find(({ name }) => name === SEGMENT_PROPERTY[kind]);

/** The label of a value; an unknown value stays as it is. */
export function segmentLabel(kind: SegmentKind, value: string): string {
  if (kind === 'country') return /^[A-Z]{2}$/.test(value) ? countryName(value) : value;
  if (value === WITHOUT_OWNER) return 'Without owner';
  return propertyOf(kind)?.options?.find((option) => option.value === value)?.label ?? value;
}

/** The name of a list. Names are public; lists of a kind sort together. */
export const segmentListName = (kind: SegmentKind, value: string): string =>
  `Ripen: ${kind.replaceAll('_', ' ')}: ${segmentLabel(kind, value)}`;

/** A contact is on the list while all of these filters fit. */
export function segmentFilters(kind: SegmentKind, value: string): readonly ListFilter[] {
  if (value === WITHOUT_OWNER)
    return [
      { property: 'ripen_nurture_track', type: 'enumeration', value: 'sales_ready' satisfies Track },
      { property: 'hubspot_owner_id', type: 'enumeration', value: null },
    ];
  const type = propertyOf(kind)?.type === 'enumeration' ? 'enumeration' : 'string';
  return [{ property: SEGMENT_PROPERTY[kind], type, value }];
}
