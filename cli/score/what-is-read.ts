import type { FoundDialect } from '../../sandbox/csv/find-dialect.ts';
import { type GuessedMapping, NO_HEADING } from '../../sandbox/csv/guess-mapping.ts';
import { propertyNamed } from '../../sandbox/csv/headings.ts';
import type { Mapping } from '../../sandbox/csv/mapping.ts';
import { columnsNamedBy } from '../../sandbox/csv/mapping-columns.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { type PropertyRead, readSentence, readsOf } from '../model-reads.ts';

import { plural } from './tally.ts';

/* Sentences on how the columns of a file are read. */

const DELIMITERS: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'vertical bar',
};

/** The delimiter and the encoding that were found. */
export function dialectSentence(file: string, { delimiter, encoding, example }: FoundDialect, columns: number): string {
  const guess = example === undefined ? '' : ` (a guess: is ${example} right? If not, say --encoding)`;
  return `${file}: ${plural(columns, 'column')}, ${DELIMITERS[delimiter] ?? delimiter} between them, encoding ${encoding}${guess}.`;
}

const MOST_NAMED = 30;

/** Names in quotes, with a count instead of those after the thirtieth. */
export function named(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMED).map((name) => `"${name}"`);
  return `${shown.join(', ')}${names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : ''}`;
}

/** Properties that a mapping gives a value, of the company as `company.…`. */
export function propertiesOf({ contact, company = {}, counters }: Mapping): ReadonlySet<string> {
  const counted = counters.flatMap(({ property, last, first }) => [
    property,
    ...last.properties,
    ...(first?.properties ?? []),
  ]);
  return new Set([...Object.keys(contact), ...counted, ...Object.keys(company).map((name) => `company.${name}`)]);
}

/** A function that names the column of a property, or the property where no one column has it. */
export function columnFinder({ contact, company = {} }: Mapping): (property: string) => string {
  const ofCompany = Object.entries(company).map(([name, rule]) => [`company.${name}`, rule] as const);
  const columns = new Map(
    [...Object.entries(contact), ...ofCompany].flatMap(([property, rule]) => {
      const [column, second] = typeof rule === 'string' ? [rule] : columnsNamedBy(rule);
      return column === undefined || second !== undefined ? [] : [[property, column] as const];
    }),
  );
  return (property) => columns.get(property) ?? property;
}

/** Sentences on columns that were recognised, guessed and left out. */
export function guessSentences({ findings, crm }: GuessedMapping, models: readonly Model[]): readonly string[] {
  const read = new Set(models.flatMap(readsOf).map(({ property }) => property));
  const taken = findings.flatMap((finding) =>
    finding.outcome === 'left_out' || finding.outcome === 'custom' ? [] : [finding],
  );
  const custom = findings.filter(({ outcome }) => outcome === 'custom');
  const known = taken.filter(({ outcome, property }) => outcome === 'recognised' && read.has(property));
  const guessed = taken.flatMap((finding) =>
    finding.outcome === 'guessed' && read.has(finding.property) ? [finding] : [],
  );
  const idle = taken.filter(({ property }) => !read.has(property));
  const left = findings.flatMap((finding, at) => (finding.outcome === 'left_out' ? [{ ...finding, at }] : []));
  const bare = left.filter(({ why }) => why === NO_HEADING);
  const byWhy = [
    ...Map.groupBy(
      left.filter((one) => !bare.includes(one)),
      ({ why }) => why,
    ),
  ];
  return [
    `Recognised (names of ${crm}): ${known.length > 0 ? named(known.map(({ column }) => column)) : 'none'}.`,
    ...(guessed.length > 0 ? ['Guessed, so look at these:'] : []),
    ...guessed.map(({ column, property, why }) => `  "${column}" is ${property} (${why})`),
    ...(idle.length > 0
      ? [`Recognised, and nothing that the model reads: ${named(idle.map(({ column }) => column))}.`]
      : []),
    ...(custom.length > 0
      ? [`Properties of their own, since they mean nothing to HubSpot: ${named(custom.map(({ column }) => column))}.`]
      : []),
    ...byWhy.map(([why, columns]) => `Left out (${why}): ${named(columns.map(({ column }) => column))}.`),
    ...(bare.length > 0 ? [`Left out (${NO_HEADING}): column ${bare.map(({ at }) => at + 1).join(', ')}.`] : []),
  ];
}

const MOST_MISSING = 8;

/** The properties that earn points and are missing; undefined: none is. */
export function missingSentence(mapping: Mapping, model: Model): string | undefined {
  const there = propertiesOf(mapping);
  const reads = readsOf(model);
  const usesOf = ({ decides, signals }: PropertyRead) => [...decides, ...signals];
  const shown = new Set(reads.filter(({ property }) => there.has(property)).flatMap(usesOf));
  // Of properties with the same use, one is enough.
  const missing = reads.filter((read) => {
    const news = usesOf(read).filter((use) => !shown.has(use));
    for (const use of news) shown.add(use);
    return news.length > 0;
  });
  // A column of the file that taught the points is worth more than what HubSpot would have.
  const isOwn = ({ property }: PropertyRead) => propertyNamed(property) === undefined && !property.includes('.');
  const own = missing.filter(isOwn);
  const usual = missing.filter((read) => !isOwn(read));
  const names = [
    // Its name may be made of a heading in other letters, so its first rule is beside it.
    ...own.map((read) => `${read.property} (“${usesOf(read)[0]}”)`),
    ...usual.slice(0, Math.max(0, MOST_MISSING - own.length)).map(({ property, label }) => label ?? property),
  ];
  const left = missing.length - names.length;
  const more = left > 0 ? `, and ${left} more (--reads lists them)` : '';
  return missing.length === 0 ? undefined : `The file lacks, of what earns points: ${names.join(', ')}${more}.`;
}

/** Why a file cannot be scored: the model reads none of its columns; undefined: it reads some. */
export function nothingReadSentence(
  file: string,
  mapping: Mapping,
  columns: readonly string[],
  model: Model,
): string | undefined {
  const there = propertiesOf(mapping);
  if (readsOf(model).some(({ property }) => there.has(property))) return undefined;
  return (
    `No column of ${file} is one that the model reads. Its columns are ${named(columns)}.\n${readsSentences(model)}\n` +
    `A mapping says what columns mean: npm run -s score -- --mapping-for ${file}`
  );
}

/** All that a model reads. */
export const readsSentences = (model: Model): string =>
  ['The model reads:', ...readsOf(model).map((read) => `  ${readSentence(read)}`)].join('\n');
