import document from './headings.json' with { type: 'json' };

/*
 * What columns are called: by HubSpot's internal names, by the labels of HubSpot's own export, in
 * the exports of other CRMs, and by people. `headings.json` lists them; a name is under `guess`
 * where nobody has confirmed it.
 */

/** A property (`company.…`: of the company) and how its cells are read. */
export type KnownProperty = {
  readonly kind: 'text' | 'number' | 'date' | 'flag';
  readonly values?: string;
  readonly hubspot?: readonly string[];
  readonly salesforce?: readonly string[];
  readonly pipedrive?: readonly string[];
  readonly zoho?: readonly string[];
  readonly guess?: readonly string[];
};

export const CRMS = { hubspot: 'HubSpot', salesforce: 'Salesforce', pipedrive: 'Pipedrive', zoho: 'Zoho' } as const;
export type Crm = keyof typeof CRMS;
type Words = Crm | 'guess';

const PROPERTIES: Readonly<Record<string, KnownProperty>> = document.properties as Readonly<
  Record<string, KnownProperty>
>;
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = document.values;

export const propertyNamed = (name: string): KnownProperty | undefined => PROPERTIES[name];

/** What cells of a property are in HubSpot, where people see another text. */
export const valuesOf = ({ values }: KnownProperty): Readonly<Record<string, string>> | undefined =>
  values === undefined ? undefined : VALUES[values];

/** HubSpot's own label of a property, in English. */
export const labelOf = (property: string): string | undefined => PROPERTIES[property]?.hubspot?.[0];

/** One spelling of what people write in one way or another. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A property that is called so; `place`: an earlier name of a property is the more usual one. */
type Meaning = { readonly property: string; readonly place: number };

const MEANINGS: Readonly<Record<Words, ReadonlyMap<string, Meaning>>> = {
  hubspot: meaningsIn('hubspot'),
  salesforce: meaningsIn('salesforce'),
  pipedrive: meaningsIn('pipedrive'),
  zoho: meaningsIn('zoho'),
  guess: meaningsIn('guess'),
};

function meaningsIn(words: Words): ReadonlyMap<string, Meaning> {
  const meanings = new Map<string, Meaning>();
  for (const [property, known] of Object.entries(PROPERTIES))
    for (const [place, heading] of (known[words] ?? []).entries()) {
      const plain = plainHeading(heading);
      if (!meanings.has(plain)) meanings.set(plain, { property, place });
    }
  return meanings;
}

/** What a heading means in the words of a CRM, or as people write it. */
export const meaningOf = (heading: string, words: Words): Meaning | undefined =>
  MEANINGS[words].get(plainHeading(heading));

const NUMBERS_OF_RECORDS = new Set(document.numbersOfRecords.map(plainHeading));

/** Whether a column only numbers the records of a CRM. */
export const numbersRecords = (heading: string): boolean => NUMBERS_OF_RECORDS.has(plainHeading(heading));

/** Whose export it is by its headings: the CRM that knows the most of them. */
export function crmOf(headings: readonly string[]): Crm {
  const known = (crm: Crm) => headings.filter((heading) => meaningOf(heading, crm) !== undefined).length;
  return (Object.keys(CRMS) as Crm[]).reduce((best, crm) => (known(crm) > known(best) ? crm : best));
}
