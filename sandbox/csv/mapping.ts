import { z } from 'zod';
import { ENCODINGS } from './decode.ts';
import { DATE_FORMATS, type DateFormat, type Decimal } from './plain-values.ts';

/** How one row gives the value of one property. A blank result leaves the property out. */
export type ValueRule =
  | string
  | {
      readonly column: string;
      readonly map?: Readonly<Record<string, string>> | undefined;
      readonly list?: string | undefined;
      readonly otherwise?: 'keep' | 'drop' | { readonly value: string } | undefined;
      readonly orIn?: readonly ValueRule[] | undefined;
      readonly when?: Condition | undefined;
    }
  | { readonly constant: string; readonly when?: Condition | undefined }
  | { readonly template: string; readonly when?: Condition | undefined }
  | { readonly pick: readonly string[]; readonly when?: Condition | undefined }
  | { readonly firstOf: readonly string[]; readonly when?: Condition | undefined }
  | { readonly sum: readonly string[]; readonly positive?: boolean | undefined; readonly when?: Condition | undefined }
  | {
      readonly amount: string;
      readonly decimal: Decimal;
      readonly units?: readonly string[] | undefined;
      readonly when?: Condition | undefined;
    }
  | { readonly choices: string; readonly by: string; readonly when?: Condition | undefined }
  | { readonly date: DateRule; readonly when?: Condition | undefined };

/** A number of days: fixed, or from a rule whose result must be a number. */
export type DaysRule = number | ValueRule;

/** An instant; blank if its source is blank and there is no `otherwise`. */
export type DateRule =
  | { readonly column: string; readonly format: DateFormat; readonly otherwise?: DateRule | undefined }
  | { readonly daysAgo: DaysRule; readonly otherwise?: DateRule | undefined }
  | { readonly month: string; readonly weekday?: string | undefined; readonly otherwise?: DateRule | undefined }
  | { readonly before: DateRule; readonly days: DaysRule; readonly otherwise?: DateRule | undefined };

/** True when the cell is (or is not) one of the texts; a missing cell is none of them. */
export type Condition = { readonly column: string } & (
  | { readonly is: readonly string[]; readonly isNot?: undefined }
  | { readonly isNot: readonly string[]; readonly is?: undefined }
);

const column = z.string().min(1).describe('Name of a column in the header of the file');
const texts = z.array(z.string()).min(1);

const condition = z
  .union([z.strictObject({ column, is: texts }), z.strictObject({ column, isNot: texts })])
  .meta({ id: 'Condition', description: 'A test of one cell; a missing cell is none of the texts' });
const when = condition.optional();

const valueRule: z.ZodType<ValueRule, ValueRule> = z
  .lazy(() =>
    z.union([
      column,
      z.strictObject({
        column,
        map: z.record(z.string(), z.string()).optional().describe('Cell to value, whatever the case of its letters'),
        list: z
          .string()
          .length(1)
          .optional()
          .describe('The sign between several choices of one cell, each to be mapped'),
        otherwise: z
          .union([z.enum(['keep', 'drop']), z.strictObject({ value: z.string() })])
          .optional()
          .describe('For a cell that is not in the map; without it the row is bad'),
        orIn: z
          .array(valueRule)
          .min(1)
          .optional()
          .describe('More columns, read alike, or values of their own: one other than false is enough'),
        when,
      }),
      z.strictObject({ constant: z.string(), when }),
      z.strictObject({
        template: z.string().describe('Text with {row} (the data row, from 1) and {column name}'),
        when,
      }),
      z.strictObject({ pick: texts.describe('One of these, chosen by the row number, always the same'), when }),
      z.strictObject({ firstOf: texts.describe('Columns: the first of them that is not empty'), when }),
      z.strictObject({
        sum: z.array(column).min(1).describe('Numeric columns'),
        positive: z.boolean().optional().describe('Blank unless above zero'),
        when,
      }),
      z.strictObject({
        amount: column.describe('Column of numbers with a currency, %, or k and M: blank where there is none'),
        decimal: z.enum(['.', ',']).describe('The sign before the decimals'),
        units: z.array(z.string().min(1)).optional().describe('What stands behind the numbers, in small letters: kg'),
        when,
      }),
      z.strictObject({
        choices: column.describe('Column of lists: the value has ; between the choices, as HubSpot has'),
        by: z.string().length(1).describe('The sign between the choices'),
        when,
      }),
      z.strictObject({ date: dateRule, when }),
    ]),
  )
  .meta({ id: 'ValueRule', description: 'A value made from one row; a plain text names a column' });

const days = z.union([z.number(), valueRule]);

const dateRule: z.ZodType<DateRule, DateRule> = z
  .lazy(() => {
    const otherwise = dateRule.optional().describe('When this date is blank');
    return z.union([
      z.strictObject({
        column,
        format: z
          .enum(DATE_FORMATS)
          .describe(
            'iso: the year first, or the month by its name; dmy: the day first; mdy: the month first; epoch: milliseconds since 1970',
          ),
        otherwise,
      }),
      z.strictObject({ daysAgo: days.describe('Days before the as-of date'), otherwise }),
      z.strictObject({
        month: column.describe('Column with a month name: a day of the last such month before the as-of date'),
        weekday: column.optional().describe('Column with a weekday name the day must have'),
        otherwise,
      }),
      z.strictObject({ before: dateRule, days: days.describe('So many days earlier'), otherwise }),
    ]);
  })
  .meta({ id: 'DateRule', description: 'A moment, relative to the as-of date or from a column' });

const properties = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), valueRule).describe('HubSpot property to value');

const counter = z.strictObject({
  count: valueRule.describe('How often; blank or not above zero leaves all of the counter out'),
  property: z.string(),
  last: z.strictObject({ properties: texts, date: dateRule }).describe('When it happened last'),
  first: z
    .strictObject({ properties: texts, daysBetween: z.number().min(0) })
    .optional()
    .describe('When it happened first: so many days per occurrence before the last'),
});

const customProperty = z.strictObject({
  object: z.enum(['contacts', 'companies', 'deals']).default('contacts'),
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string().min(1),
  type: z.enum(['string', 'number', 'bool', 'date', 'datetime', 'enumeration']),
  options: texts.optional().describe('Values of an enumeration'),
});

export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().min(1),
    csv: z
      .strictObject({
        delimiter: z.string().length(1).optional().describe('Found out from the file if unsaid'),
        quote: z.string().length(1).default('"'),
        encoding: z.enum(ENCODINGS).optional().describe('Found out from the file if unsaid'),
        decimal: z
          .enum(['.', ','])
          .optional()
          .describe('What begins the decimals of a number; without it, 1.234 and 1,234 make a row bad'),
      })
      .prefault({}),
    asOf: z
      .union([z.literal('now'), z.iso.date(), z.iso.datetime()])
      .default('now')
      .describe('The moment that relative dates count from, and that the score is of'),
    unreadable: z
      .enum(['row', 'cell'])
      .default('row')
      .describe('What a cell that cannot be read spoils: its row, or nothing but itself'),
    guessed: z
      .record(z.string(), z.string())
      .optional()
      .describe('Properties whose column was guessed, and why: look at them, then delete this'),
    missing: z.array(z.string()).default([]).describe('Cells that mean nothing, besides the empty one'),
    key: valueRule.default({ template: 'row {row}' }).describe('Names the row in reports'),
    contact: properties,
    counters: z.array(counter).default([]),
    company: properties.optional(),
    deals: z.array(z.strictObject({ when, properties })).default([]),
    label: valueRule.optional().describe('The truth to evaluate against; never becomes a property'),
    customProperties: z.array(customProperty).default([]),
  })
  .meta({ title: 'Mapping of a CSV file to HubSpot contacts' });

export type Mapping = z.output<typeof mappingSchema>;

export class MappingError extends Error {
  constructor(problems: readonly string[]) {
    super(`The mapping has ${problems.length} problem${problems.length === 1 ? '' : 's'}:\n- ${problems.join('\n- ')}`);
    this.name = 'MappingError';
  }
}

/** Checks a parsed JSON document; throws a MappingError that lists every problem with its place. */
export function readMapping(json: unknown): Mapping {
  const result = mappingSchema.safeParse(json);
  if (!result.success) {
    throw new MappingError(result.error.issues.map(({ path, message }) => `${path.join('.') || '(top)'}: ${message}`));
  }
  const problems = contradictions(result.data);
  if (problems.length > 0) throw new MappingError(problems);
  return result.data;
}

function contradictions(mapping: Mapping): string[] {
  const { contact, counters, customProperties } = mapping;
  const counted = counters.flatMap(({ property, last, first }) => [
    property,
    ...last.properties,
    ...(first?.properties ?? []),
  ]);
  return [
    ...counted.filter((name) => name in contact).map((name) => `${name} is set by contact and by a counter`),
    ...customProperties
      .filter(({ type, options }) => (type === 'enumeration') !== (options !== undefined))
      .map(({ name }) => `customProperties ${name}: options belong to an enumeration, and to nothing else`),
  ];
}
