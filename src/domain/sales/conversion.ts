import type { Model } from '../model/model.ts';

/** Leads of one type: how many were seen, how many of them became customers. */
export type Counts = { readonly seen: number; readonly won: number };

/** What type of lead a contact is. Null: unknown. */
export type LeadType = {
  /** as in `lead.company_size`: `10-49` */
  readonly companySize: string | null;
  /** as in `hs_analytics_source`: `ORGANIC_SEARCH` */
  readonly source: string | null;
  /** ids of the model */
  readonly persona: string | null;
  readonly product: string | null;
};

/**
 * What leads share, in the order in which groups become narrower: values by the names of
 * `LeadType`.
 */
type Shared = readonly { readonly what: keyof LeadType; readonly value: string | null }[];

export type Conversion = Counts & {
  /**
   * 0 to 1: the share of leads like this that become customers, of small numbers drawn towards the
   * wider group's
   */
  readonly rate: number;
  /** what "leads like this" share; empty: these are all leads of the portal */
  readonly like: Shared;
  /** the rate of the next wider group; null: there is none */
  readonly widerRate: number | null;
};

/**
 * A group's own counts weigh as much as the wider group's rate once so many of the group were seen.
 */
const PRIOR_STRENGTH = 20;
/** "Leads like this" are at least so many, if the portal has so many at all. */
export const ENOUGH_SEEN = 30;

/**
 * The groups that a lead belongs to, widest first. Size and source are there from the start, so
 * that not knowing them is a type of its own. Persona and product become known of leads that go on:
 * where they are not known yet the groups end, since such a group would be of those who did not.
 */
function groupsOf(type: LeadType): readonly Shared[] {
  const shared = (['companySize', 'source', 'persona', 'product'] as const).map((what) => ({
    what,
    value: type[what],
  }));
  const depth = type.persona === null ? 2 : type.product === null ? 3 : 4;
  return Array.from({ length: depth + 1 }, (_, level) => shared.slice(0, level));
}

const cohortKey = (shared: Shared): string => JSON.stringify(shared.map(({ value }) => value));

/**
 * The keys under which a contact of this type is counted, each once: one for each group that it
 * belongs to, the widest first.
 */
export function cohortKeys(type: LeadType): readonly string[] {
  return groupsOf(type).map(cohortKey);
}

/** The other way: the type of a lead that is counted under these keys, as far as groups tell. */
export function leadTypeOfKeys(keys: readonly string[]): LeadType {
  const values = keys.map((key) => JSON.parse(key) as readonly (string | null)[]);
  const narrowest = values.reduce((a, b) => (b.length > a.length ? b : a), []);
  const [companySize = null, source = null, persona = null, product = null] = narrowest;
  return { companySize, source, persona, product };
}

/**
 * How leads like this convert: those of the narrowest group with enough seen. The rate of each
 * group is that of a beta-binomial whose prior is the next wider group's rate with the strength of
 * `PRIOR_STRENGTH` leads; that of all leads is as counted. A key without counts has seen nobody.
 * Null: no lead was seen at all.
 */
export function conversionOf(type: LeadType, counts: ReadonlyMap<string, Counts>): Conversion | null {
  let conversion: Conversion | null = null;
  for (const like of groupsOf(type)) {
    const { seen, won } = counts.get(cohortKey(like)) ?? { seen: 0, won: 0 };
    if (conversion === null) {
      if (seen === 0) return null;
      conversion = { seen, won, rate: won / seen, like, widerRate: null };
    } else {
      if (seen < ENOUGH_SEEN) break;
      const widerRate: number = conversion.rate;
      const rate = (won + PRIOR_STRENGTH * widerRate) / (seen + PRIOR_STRENGTH);
      conversion = { seen, won, rate, like, widerRate };
    }
  }
  return conversion;
}

export type ConversionWords = {
  /** `Leads like this convert 14 % (320 seen)` */
  readonly summary: string;
  /** what they share */
  readonly shared: string;
  /** how the rate comes about */
  readonly workings: string;
};

/** A conversion in plain words, for people; the model has the names of personas and products. */
export function explainConversion(
  { seen, won, rate, like, widerRate }: Conversion,
  model: Pick<Model, 'personas' | 'products'>,
): ConversionWords {
  const whose = like.length === 0 ? 'Your leads' : 'Leads like this';
  const customers = `${number(won)} of ${number(seen)} became customers`;
  return {
    summary:
      seen < ENOUGH_SEEN
        ? `Too few leads yet to say how they convert (${number(seen)} seen)`
        : `${whose} convert ${percent(rate)} (${number(seen)} seen)`,
    shared:
      like.length === 0
        ? 'All leads of this account'
        : `They share: ${like.map((one) => inWords(one, model)).join(', ')}`,
    workings:
      widerRate === null
        ? customers
        : `${customers} (${percent(won / seen)}), counted together with ${PRIOR_STRENGTH} more at the ${percent(widerRate)} of the wider group`,
  };
}

function inWords({ what, value }: Shared[number], model: Pick<Model, 'personas' | 'products'>): string {
  switch (what) {
    case 'companySize':
      if (value === null) return 'company size unknown';
      return `company of ${value === '1000+' ? '1,000 or more' : value.replace('-', '–')} people`;
    case 'source':
      return value === null
        ? 'source unknown'
        : `came by ${SOURCES[value] ?? value.replaceAll('_', ' ').toLowerCase()}`;
    case 'persona':
      return `persona ${labelOf(value, model.personas)}`;
    case 'product':
      return `interested in ${labelOf(value, model.products)}`;
  }
}

const labelOf = (id: string | null, named: readonly { readonly id: string; readonly label: string }[]): string =>
  named.find((one) => one.id === id)?.label ?? id ?? 'unknown';

const SOURCES: Readonly<Record<string, string>> = {
  ORGANIC_SEARCH: 'organic search',
  PAID_SEARCH: 'paid search',
  EMAIL_MARKETING: 'e-mail marketing',
  SOCIAL_MEDIA: 'social media',
  REFERRALS: 'a link on another site',
  OTHER_CAMPAIGNS: 'another campaign',
  DIRECT_TRAFFIC: 'typing in the address',
  OFFLINE: 'an offline source',
  PAID_SOCIAL: 'paid social media',
  AI_REFERRALS: 'an AI assistant',
};

const number = (count: number): string => count.toLocaleString('en');

/** Whole percents, below ten with one decimal, and never 0 for what is not. */
function percent(rate: number): string {
  const percents = rate * 100;
  if (percents > 0 && percents < 0.1) return 'less than 0.1 %';
  return `${percents < 9.95 ? Number(percents.toFixed(1)) : Math.round(percents)} %`;
}
