type FilterOperator =
  | 'EQ'
  | 'NEQ'
  | 'LT'
  | 'LTE'
  | 'GT'
  | 'GTE'
  | 'BETWEEN'
  | 'IN'
  | 'NOT_IN'
  | 'HAS_PROPERTY'
  | 'NOT_HAS_PROPERTY'
  | 'CONTAINS_TOKEN'
  | 'NOT_CONTAINS_TOKEN';

export interface Filter {
  readonly propertyName: string;
  readonly operator: FilterOperator;
  readonly value?: string;
  readonly highValue?: string;
  readonly values?: readonly string[];
}

/** Filters that all must hold. */
export type FilterGroup = readonly Filter[];

export interface SearchRequest {
  readonly filterGroups: readonly { readonly filters: FilterGroup }[];
  readonly properties: readonly string[];
  readonly sorts: readonly string[];
  readonly limit: number;
}

export interface SearchPlan {
  /** The groups of each request. */
  readonly requests: readonly (readonly FilterGroup[])[];
  /** Asked for in each request. */
  readonly properties: readonly string[];
  /** The wanted properties do not fit beside the filters: read them by id. */
  readonly readsById: boolean;
}

/** https://developers.hubspot.com/docs/api-reference/search/guide */
const LIMIT = { groups: 5, filtersPerGroup: 6, filters: 18, characters: 3_000, page: 200 } as const;

const LONGEST_ID = '9'.repeat(20);
const ID = 'hs_object_id';

/** One request of a plan: contacts with ids above `beyondId`, in order. That adds one filter. */
export function searchRequest(
  filterGroups: readonly FilterGroup[],
  properties: readonly string[],
  beyondId: string,
): SearchRequest {
  const beyond: Filter = { propertyName: ID, operator: 'GT', value: beyondId };
  return {
    filterGroups: filterGroups.map((filters) => ({ filters: [...filters, beyond] })),
    properties,
    sorts: [ID],
    limit: LIMIT.page,
  };
}

/** Whether HubSpot takes a search for this group alone. */
export const isSearchable = (group: FilterGroup): boolean => fits([group], []);

/**
 * The fewest requests that find all these groups. Properties are asked for in them if that costs no
 * further request. Throws RangeError for a group that fits into no request.
 */
export function planSearch(filterGroups: readonly FilterGroup[], properties: readonly string[]): SearchPlan {
  const tooLarge = filterGroups.find((group) => !isSearchable(group));
  if (tooLarge !== undefined || filterGroups.length === 0) {
    throw new RangeError(
      `A search takes groups of up to ${LIMIT.filtersPerGroup - 1} filters and ${LIMIT.characters} characters, ` +
        `but ${tooLarge === undefined ? 'no group' : `a group of ${tooLarge.length} filters`} came.`,
    );
  }
  const lean = pack(filterGroups, []);
  const whole = pack(filterGroups, properties);
  return whole.every((groups) => fits(groups, properties)) && whole.length === lean.length
    ? { requests: whole, properties, readsById: false }
    : { requests: lean, properties: [ID], readsById: true };
}

/** Groups in their order, as many in a request as fit, but at least one. */
function pack(filterGroups: readonly FilterGroup[], properties: readonly string[]): FilterGroup[][] {
  const requests: FilterGroup[][] = [];
  for (const group of filterGroups) {
    const last = requests.at(-1);
    if (last !== undefined && fits([...last, group], properties)) last.push(group);
    else requests.push([group]);
  }
  return requests;
}

function fits(groups: readonly FilterGroup[], properties: readonly string[]): boolean {
  const request = searchRequest(groups, properties.length === 0 ? [ID] : properties, LONGEST_ID);
  const counts = request.filterGroups.map(({ filters }) => filters.length);
  return (
    counts.length <= LIMIT.groups &&
    counts.every((count) => count <= LIMIT.filtersPerGroup) &&
    counts.reduce((sum, count) => sum + count, 0) <= LIMIT.filters &&
    Buffer.byteLength(JSON.stringify(request)) <= LIMIT.characters
  );
}
