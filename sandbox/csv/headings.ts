import document from './headings.json' with { type: 'json' };

/*
 * The names of columns: HubSpot's internal names, the labels of HubSpot's export, the names of
 * other CRMs, and those that people use. `headings.json` lists them, unconfirmed ones under
 * `guess`.
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
export const CRM_NAMES = Object.keys(CRMS) as Crm[];
type Words = Crm | 'guess';

const PROPERTIES: Readonly<Record<string, KnownProperty>> = document.properties as Readonly<
  Record<string, KnownProperty>
>;
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = document.values;

export const propertyNamed = (name: string): KnownProperty | undefined =>
  Object.hasOwn(PROPERTIES, name) ? PROPERTIES[name] : undefined;

/** HubSpot's stored value for each text that people see, for properties where they differ. */
export const valuesOf = ({ kind, values }: KnownProperty): Readonly<Record<string, string>> | undefined =>
  values === undefined ? undefined : { ...(kind === 'flag' && VALUES['flag']), ...VALUES[values] };

/** HubSpot's own label of a property, in English. */
export const labelOf = (property: string): string | undefined => propertyNamed(property)?.hubspot?.[0];

/** A heading in one spelling: people write it in several ways. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A property with a name; `place`: of the name in the list, in which usual names come first. */
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

const phrasesIn = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line) => line.split(', ')).map(plainHeading);
const BESIDE = new Set(phrasesIn(document.optOut.beside));
const REFUSED = phrasesIn(document.optOut.refused);
const ALLOWED = phrasesIn(document.optOut.allowed);
/** What HubSpot calls its columns of one kind of e-mail, which say nothing of the others. */
const OF_ONE_KIND = /^opted out of email:/i;

/**
 * What a yes means in a column of such a name: that people refuse e-mail (*Unsubscribed at*), or
 * that they allow it (*Email opt-in*). Whole words decide: *Email opt-in source* says neither.
 */
export function mailWordOf(text: string): 'refused' | 'allowed' | undefined {
  if (OF_ONE_KIND.test(text)) return undefined;
  const plain = ` ${plainHeading(text)} `;
  const isSaidBy = (phrase: string) =>
    plain.includes(` ${phrase} `) &&
    plain
      .replace(` ${phrase} `, ' ')
      .split(' ')
      .every((word) => word === '' || BESIDE.has(word));
  if (REFUSED.some(isSaidBy)) return 'refused';
  return ALLOWED.some(isSaidBy) ? 'allowed' : undefined;
}

/** Words of a column of statuses: `Active`, `Unsubscribed`. */
export const MAIL_STATUSES: Readonly<Record<string, string>> = VALUES['opt_out'] ?? {};

/** The words of a column that says whether people allow e-mail; `refused`: what its yes means. */
export const mailWords = (means: 'refused' | 'allowed'): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(
    Object.entries(VALUES['flag'] ?? {}).map(([text, value]) => [
      text,
      means === 'refused' ? value : String(value === 'false'),
    ]),
  ),
  ...MAIL_STATUSES,
});

/** Whose export it is by its headings: the CRM that knows the most of them. */
export function crmOf(headings: readonly string[]): Crm {
  const isOf = (crm: Crm, heading: string) =>
    meaningOf(heading, crm) !== undefined || (crm === 'hubspot' && propertyNamed(heading) !== undefined);
  const known = (crm: Crm) => headings.filter((heading) => isOf(crm, heading)).length;
  return CRM_NAMES.reduce((best, crm) => (known(crm) > known(best) ? crm : best));
}
