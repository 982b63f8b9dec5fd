import { arePointsThousands } from './amount.ts';
import {
  type CellsSeen,
  customColumnOf,
  customNameOf,
  decimalOf,
  freeCustomName,
  isAmounts,
  noCellsSeen,
  seeCell,
} from './custom-columns.ts';
import { type DateForm, type DatesSeen, dateFormOf, noDatesSeen, seeDate, usualOrder } from './date-column.ts';
import { columnsOf, type FoundDialect, findDialect, recordsOf } from './find-dialect.ts';
import {
  CRMS,
  type Crm,
  crmOf,
  MAIL_STATUSES,
  mailWordOf,
  mailWords,
  meaningOf,
  numbersRecords,
  propertyNamed,
  valuesOf,
} from './headings.ts';
import { listSignOf } from './list-column.ts';
import { type Mapping, readMapping, type ValueRule } from './mapping.ts';
import { columnsNamedBy } from './mapping-columns.ts';
import { saysNoValue } from './no-value.ts';
import type { Decimal } from './plain-values.ts';
import type { CsvRecord } from './records.ts';

/** Why a column is left out that nobody can name. */
export const NO_HEADING = 'it has no heading';

/** What a column was taken for. */
type Finding =
  | { readonly column: string; readonly outcome: 'recognised'; readonly property: string }
  | { readonly column: string; readonly outcome: 'guessed'; readonly property: string; readonly why: string }
  /** HubSpot has no property for it, so it becomes a custom property */
  | { readonly column: string; readonly outcome: 'custom'; readonly property: string }
  | { readonly column: string; readonly outcome: 'left_out'; readonly why: string };

export type GuessedMapping = {
  readonly mapping: Mapping;
  readonly dialect: FoundDialect;
  /** one for each column, in the order of the file */
  readonly findings: readonly Finding[];
  /** the CRM whose names the columns have */
  readonly crm: string;
};

type HowWritten = {
  readonly dates?: 'dmy' | 'mdy' | undefined;
  /** by property */
  readonly decimals: Readonly<Record<string, Decimal>>;
};

export type GuessOptions = {
  /** no date of the file is later */
  readonly now: number;
  /** how the file is written, as far as somebody has declared it */
  readonly said?: Partial<Mapping['csv']>;
  /** internal names of further properties to recognise (`company.…`: of the company) */
  readonly alsoKnown?: readonly string[];
  /** by property, the values with which whoever reads it compares, in small letters */
  readonly named?: ReadonlyMap<string, ReadonlySet<string>>;
  /** how another file of the kind writes its cells, where this one does not show that */
  readonly before?: HowWritten | undefined;
  /** whether columns without a property of HubSpot become custom properties */
  readonly strangers?: boolean;
};

/**
 * A mapping of a file that has none: columns are recognised by HubSpot's internal names and labels
 * or by those of another CRM, and else guessed by what people call them. Reads the whole file
 * once. Throws UnreadableFile where it cannot be read.
 */
export async function guessMapping(path: string, options: GuessOptions): Promise<GuessedMapping> {
  const dialect = await findDialect(path, options.said);
  const records = recordsOf(path, dialect);
  const first = await records.next();
  const columns = columnsOf(first.done ? undefined : first.value);
  const crm = crmOf(columns.map(bare));
  const own = ownNames(columns);
  const named = columns.map((column, at) => claimOf(column, crm, options.alsoKnown ?? [], own[at]!));
  const names = named.map((claim, at) => claim?.property ?? own[at]!);
  const seen = await look(records, named, names, options);
  const claims = named.map((claim, at) => claimOfCells(claim, seen[at]!));
  const winners = winnersOf(claims, seen);
  const shown = decimalOf(seen.map(({ cells }) => cells));
  const decimal = (property: string) => shown ?? options.before?.decimals[property];
  const usual = usualOrder([...winners.keys()].flatMap((at) => seen[at]?.dates ?? [])) ?? options.before?.dates ?? null;
  const taken = columns.map((column, at) => {
    const claim = winners.get(at);
    if (claim?.property === OPT_OUT) return takeOptOut(at, { columns, claims, seen });
    return claim && take([column, ...secondsOf(at, columns, claims)], claim, seen[at]!, { usual, decimal });
  });
  for (const [at, column] of columns.entries()) {
    // A model that was learnt from such a column reads it as a custom property.
    const property = own[at]!;
    const isOwn = taken[at]?.outcome !== 'taken' && bare(column) !== '' && options.alsoKnown?.includes(property);
    if (isOwn)
      taken[at] = take(
        [column],
        { property, rank: 0, custom: true },
        { ...seen[at]!, dates: null },
        { usual, decimal },
      );
  }
  if (options.strangers === true) takeStrangers(taken, { columns, own, seen, usual, decimal });
  const findings = columns.map((column, at): Finding => {
    const { outcome, claim, why = '' } = taken[at] ?? {};
    if (outcome === 'taken' && claim !== undefined) {
      const { property, guess } = claim;
      if (claim.custom === true) return { column, outcome: 'custom', property };
      return guess === undefined
        ? { column, outcome: 'recognised', property }
        : { column, outcome: 'guessed', property, why: guess };
    }
    if (bare(column) === '') return { column, outcome: 'left_out', why: NO_HEADING };
    if (outcome === 'refused') return { column, outcome: 'left_out', why };
    const property = claims[at]?.property;
    const winner = [...winners.keys()].find((other) => winners.get(other)?.property === property);
    if (winner === undefined) {
      const why = numbersRecords(bare(column)) ? 'it only numbers the records' : 'called like nothing that Ripen knows';
      return { column, outcome: 'left_out', why };
    }
    const isRead = taken[winner]?.outcome === 'taken' && columnsNamedBy(taken[winner].rule).includes(column);
    const guess = claims[at]?.guess;
    if (isRead && property !== undefined && guess !== undefined)
      return { column, outcome: 'guessed', property, why: guess };
    return isRead && property !== undefined
      ? { column, outcome: 'recognised', property }
      : { column, outcome: 'left_out', why: `"${columns[winner]}" says the same` };
  });
  return {
    mapping: mappingOf(
      taken.filter((one) => one?.outcome === 'taken'),
      dialect,
      crm,
    ),
    dialect,
    findings,
    crm: CRMS[crm],
  };
}

/** A column that may be a property. The claim of least `rank` wins; `guess`: why it is a guess. */
type Claim = {
  readonly property: string;
  readonly rank: number;
  readonly guess?: string;
  readonly custom?: true;
  /** what a yes means in a column of opt-outs */
  readonly means?: 'refused' | 'allowed';
};

const OPT_OUT = 'hs_email_optout';

/** The heading as the file has it, without the number that a repeated name gets. */
const bare = (column: string): string => column.replace(/ \(\d+\)$/, '');

const FROM_ANOTHER = 1_000;
const FROM_PEOPLE = 2_000;
const FROM_PERMISSION = 3_000;

/**
 * What each column would be called as a property of its own: headings decide, whichever columns are
 * recognised, so that a model finds in the next file what it was learnt from.
 */
function ownNames(columns: readonly string[]): readonly string[] {
  const names = new Set<string>();
  return columns.map((column) => {
    const isTaken = (name: string) => names.has(name) || propertyNamed(name) !== undefined;
    const free = freeCustomName(bare(column), isTaken);
    const name = names.has(free) ? freeCustomName(column, () => true) : free;
    names.add(name);
    return name;
  });
}

function claimOf(column: string, crm: Crm, alsoKnown: readonly string[], ownName: string): Claim | undefined {
  const heading = bare(column);
  const internal = heading.toLowerCase();
  // Another column may have the name that a heading would give.
  const isKnown = (name: string) => alsoKnown.includes(name) && (name !== customNameOf(heading) || name === ownName);
  const known = [internal, `company.${internal}`].find((name) => propertyNamed(name) !== undefined || isKnown(name));
  if (known !== undefined) return { property: known, rank: 0 };
  const own = meaningOf(heading, crm);
  if (own !== undefined) return { property: own.property, rank: 1 + own.place };
  for (const [other, name] of Object.entries(CRMS) as [Crm, string][]) {
    const theirs = meaningOf(heading, other);
    if (theirs !== undefined)
      return { property: theirs.property, rank: FROM_ANOTHER + theirs.place, guess: `${name} calls it so` };
  }
  if (alsoKnown.includes(ownName)) return { property: ownName, rank: 0, custom: true };
  const people = meaningOf(heading, 'guess');
  if (people !== undefined)
    return { property: people.property, rank: FROM_PEOPLE + people.place, guess: 'people call it so' };
  const means = mailWordOf(heading);
  const guess = means === 'allowed' ? 'who does not allow e-mail counts as opted out' : 'people call it so';
  return means && { property: OPT_OUT, rank: FROM_PERMISSION, guess, means };
}

/** What the cells of a column add to what its heading says of opt-outs. */
function claimOfCells(claim: Claim | undefined, { filled, mail }: Seen): Claim | undefined {
  // An opt-in that says more than yes and no, such as a day or a legal basis, may have ended.
  if (claim?.means === 'allowed') return mail.known === filled ? claim : undefined;
  if (claim !== undefined || mail.refused === 0 || mail.known < filled) return claim;
  return { property: OPT_OUT, rank: FROM_PERMISSION, guess: 'its cells say who unsubscribed' };
}

type Seen = {
  filled: number;
  mails: number;
  /** cells that say whether people allow e-mail; `refused`: in words, not by yes or no */
  readonly mail: { known: number; refused: number };
  /** null: the column has no dates */
  readonly dates: DatesSeen | null;
  readonly cells: CellsSeen;
};

/** After so many cells it is clear whether a column has dates. */
const ENOUGH = 200;
const isNoDate = ({ filled, of }: DatesSeen): boolean =>
  filled >= ENOUGH && Object.values(of).every(({ count }) => count < ENOUGH / 2);

async function look(
  records: AsyncIterable<CsvRecord>,
  claims: readonly (Claim | undefined)[],
  names: readonly string[],
  { now, strangers = false, named }: GuessOptions,
): Promise<readonly Seen[]> {
  const seen = claims.map((claim): Seen => {
    const mayBeDates = claim === undefined ? strangers : (propertyNamed(claim.property)?.kind ?? 'date') === 'date';
    return {
      filled: 0,
      mails: 0,
      mail: { known: 0, refused: 0 },
      dates: mayBeDates || claim?.property === OPT_OUT ? noDatesSeen() : null,
      cells: noCellsSeen(),
    };
  });
  const choices = claims.map((claim) => choicesOf(claim));
  const mailWordsOf = claims.map((claim) =>
    claim === undefined ? STATUSES : claim.means === 'allowed' ? ALLOWED : undefined,
  );
  for await (const record of records) {
    if (record.outcome !== 'cells') continue;
    for (const [at, one] of seen.entries()) {
      const cell = record.cells[at]?.trim() ?? '';
      if (cell === '') continue;
      one.filled++;
      if (claims[at] === undefined && cell.includes('@') && MAIL.test(cell)) one.mails++;
      if (mailWordsOf[at]?.has(cell.toLowerCase())) {
        one.mail.known++;
        if (mailWordOf(cell) === 'refused') one.mail.refused++;
      }
      if (one.dates !== null && !saysNoValue(cell) && !(strangers && isNoDate(one.dates)))
        seeDate(one.dates, cell, now);
      seeCell(one.cells, cell, choices[at] ?? named?.get(names[at]!));
    }
  }
  return seen;
}

const ALLOWED: ReadonlySet<string> = new Set(Object.keys(mailWords('allowed')));
/** Words that say it without the question: `Active`, `Unsubscribed`. */
const STATUSES: ReadonlySet<string> = new Set(Object.keys(MAIL_STATUSES));

/** The texts of a fixed choice, as people see them and as HubSpot keeps them, in small letters. */
function choicesOf(claim: Claim | undefined): ReadonlySet<string> | undefined {
  const known = claim && propertyNamed(claim.property);
  const map = known && valuesOf(known);
  return map && new Set(Object.entries(map).flatMap(([text, value]) => [text, value.toLowerCase()]));
}

const MAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const MOST_ARE = 0.8;

/** The claim that each column wins, by its place. */
function winnersOf(claims: readonly (Claim | undefined)[], seen: readonly Seen[]): ReadonlyMap<number, Claim> {
  const best = new Map<string, number>();
  for (const [at, claim] of claims.entries()) {
    const other = claim && claims[best.get(claim.property) ?? -1];
    if (claim !== undefined && (other === undefined || claim.rank < other.rank)) best.set(claim.property, at);
  }
  const winners = new Map([...best.values()].map((at) => [at, claims[at]!]));
  if (best.has('email')) return winners;
  const mails = seen.findIndex((one, at) => claims[at] === undefined && one.mails > one.filled * MOST_ARE);
  return mails === -1
    ? winners
    : winners.set(mails, { property: 'email', rank: 0, guess: 'its cells are e-mail addresses' });
}

type Taken =
  | {
      readonly outcome: 'taken';
      readonly claim: Claim;
      readonly rule: ValueRule;
      readonly newest: number | null;
      readonly why?: undefined;
      /** of a custom property */
      readonly type?: 'number' | 'string';
    }
  | { readonly outcome: 'refused'; readonly claim: Claim; readonly why: string };

/**
 * Other columns with the same property, which count where the first is empty: an e-mail address at
 * work and one at home.
 */
function secondsOf(at: number, columns: readonly string[], claims: readonly (Claim | undefined)[]): readonly string[] {
  const property = claims[at]?.property;
  return columns
    .flatMap((column, place) => {
      const claim = claims[place];
      const isSecond = place !== at && claim !== undefined && claim.property === property;
      return isSecond && claim.guess === undefined ? [{ column, rank: claim.rank }] : [];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ column }) => column);
}

/** What begins the decimals of a property's cells, if that is known. */
type DecimalOf = (property: string) => Decimal | undefined;

/** The property of a column, with the columns that count where it is empty. */
function take(
  [column, ...seconds]: readonly [string, ...string[]],
  claim: Claim,
  { dates, cells }: Seen,
  { usual, decimal }: { readonly usual: 'dmy' | 'mdy' | null; readonly decimal: DecimalOf },
): Taken {
  const known = propertyNamed(claim.property);
  const isNoDate = dates === null || (claim.custom === true && dates.filled === 0);
  const form: DateForm = isNoDate ? { outcome: 'no_dates' } : dateFormOf(dates, usual);
  if (claim.custom === true && form.outcome !== 'dates')
    return { outcome: 'taken', claim, newest: null, ...customColumnOf(column, cells, decimal(claim.property)) };
  if (form.outcome === 'unclear') return { outcome: 'refused', claim, why: form.why };
  if (form.outcome === 'dates') {
    const guess = [claim.guess, form.guess].filter((part) => part !== undefined).join('; ');
    const rule = { date: { column, format: form.format } };
    return { outcome: 'taken', claim: guess === '' ? claim : { ...claim, guess }, rule, newest: form.newest };
  }
  if (known?.kind === 'date') return { outcome: 'refused', claim, why: whyNoDates(dates) };
  const map = known && valuesOf(known);
  if (map !== undefined && claim.guess !== undefined && isAmounts(cells))
    return { outcome: 'refused', claim, why: 'its cells are amounts' };
  const list = claim.property === 'hs_buying_role' ? { list: listSignOf(cells.lists, cells.filled) ?? ';' } : {};
  const plain = seconds.length > 0 ? { firstOf: [column, ...seconds] } : column;
  // A property that only the model knows is read as when the model was learnt.
  const isSize = claim.property === 'company_size' || claim.property === 'numemployees';
  const isDressed = isAmounts(cells) || arePointsThousands(cells.amounts, isSize);
  const isOwn = known === undefined || ((known.kind === 'number' || isSize) && isDressed);
  const own =
    isOwn && seconds.length === 0 ? customColumnOf(column, cells, decimal(claim.property), isSize).rule : plain;
  const orIn = known?.kind === 'flag' && seconds.length > 0 ? { orIn: seconds } : {};
  const rule: ValueRule = map === undefined ? own : { column, map, ...list, otherwise: 'keep', ...orIn };
  return { outcome: 'taken', claim, rule, newest: null };
}

/** The opt-out by all columns that say it: one of them is enough. */
function takeOptOut(
  at: number,
  {
    columns,
    claims,
    seen,
  }: {
    readonly columns: readonly string[];
    readonly claims: readonly (Claim | undefined)[];
    readonly seen: readonly Seen[];
  },
): Taken {
  const claim = claims[at]!;
  const first = optOutIn(columns[at]!, claim, seen[at]!);
  const orIn = claims.flatMap((other, place) => {
    if (place === at || other?.property !== OPT_OUT) return [];
    const rule = optOutIn(columns[place]!, other, seen[place]!);
    return [rule.map === first.map && rule.otherwise === first.otherwise ? rule.column : rule];
  });
  return { outcome: 'taken', claim, newest: null, rule: { ...first, ...(orIn.length > 0 && { orIn }) } };
}

function optOutIn(column: string, { means = 'refused' }: Claim, { dates }: Seen) {
  const isDates = dates !== null && dates.filled > 0 && dateFormOf(dates, null).outcome !== 'no_dates';
  // Whoever has a day of unsubscribing has unsubscribed.
  return { column, map: MAIL_WORDS[means], otherwise: isDates ? { value: 'true' } : ('keep' as const) };
}

const MAIL_WORDS = { refused: mailWords('refused'), allowed: mailWords('allowed') };

const whyNoDates = (dates: DatesSeen | null): string =>
  dates !== null && dates.dayNumbers * 2 > dates.filled
    ? 'its cells are the numbers by which a spreadsheet counts days: show them as dates there, and save the file again'
    : 'most of its cells are no dates';

type Look = {
  readonly columns: readonly string[];
  readonly own: readonly string[];
  readonly seen: readonly Seen[];
  readonly usual: 'dmy' | 'mdy' | null;
  readonly decimal: DecimalOf;
};

/** Makes a custom property of each column that is nothing else. */
function takeStrangers(taken: (Taken | undefined)[], { columns, own, seen, usual, decimal }: Look): void {
  const isRead = new Set(
    taken.flatMap((one) => (one?.outcome === 'taken' ? columnsNamedBy({ rule: one.rule, column: one.rule }) : [])),
  );
  const names = new Set(taken.flatMap((one) => (one?.outcome === 'taken' ? [one.claim.property] : [])));
  for (const [at, column] of columns.entries()) {
    if (taken[at]?.outcome === 'taken' || isRead.has(column) || bare(column) === '') continue;
    const property = own[at]!;
    const name = names.has(property) ? `${property}_${at + 1}` : property;
    names.add(name);
    taken[at] = take([column], { property: name, rank: 0, custom: true }, seen[at]!, { usual, decimal });
  }
}

function mappingOf(taken: readonly Extract<Taken, { outcome: 'taken' }>[], dialect: FoundDialect, crm: Crm): Mapping {
  // Dates of custom properties tell the day for which contacts are scored where no others do.
  const newestOf = (of: typeof taken) => Math.max(...of.map((one) => one.newest ?? -Infinity));
  const ofHubspot = newestOf(taken.filter(({ claim }) => claim.custom !== true));
  const newest = Number.isFinite(ofHubspot) ? ofHubspot : newestOf(taken);
  const isOfCompany = ({ claim }: Taken) => claim.property.startsWith('company.');
  const rules = (of: typeof taken) =>
    Object.fromEntries(of.map(({ claim, rule }) => [claim.property.replace('company.', ''), rule]));
  const guesses = taken.flatMap(({ claim }) => (claim.guess === undefined ? [] : [[claim.property, claim.guess]]));
  const email = taken.find(({ claim }) => claim.property === 'email');
  const customs = taken.flatMap(({ claim, rule, type }) => {
    if (claim.custom !== true) return [];
    const isDate = typeof rule === 'object' && 'date' in rule;
    return [{ name: claim.property, label: labelOfColumn(rule), type: isDate ? 'datetime' : (type ?? 'string') }];
  });
  const ofCompany = taken.filter(isOfCompany);
  return readMapping({
    name: `${CRMS[crm]} export`,
    csv: {
      delimiter: dialect.delimiter,
      quote: dialect.quote,
      encoding: dialect.encoding,
    },
    ...(Number.isFinite(newest) && { asOf: new Date(newest).toISOString() }),
    unreadable: 'cell',
    ...(email !== undefined && { key: email.rule }),
    contact: rules(taken.filter((one) => !isOfCompany(one))),
    ...(ofCompany.length > 0 && { company: rules(ofCompany) }),
    ...(customs.length > 0 && { customProperties: customs }),
    ...(guesses.length > 0 && { guessed: Object.fromEntries(guesses) }),
  });
}

/** The heading of the first column of a rule, as the property's label. */
const labelOfColumn = (rule: ValueRule): string => columnsNamedBy({ column: rule, rule })[0] ?? 'custom';
