import { labelOf, propertyNamed } from '../../sandbox/csv/headings.ts';
import type { Mapping, ValueRule } from '../../sandbox/csv/mapping.ts';
import { columnsNamedBy } from '../../sandbox/csv/mapping-columns.ts';
import { type ImportedContact, readContacts } from '../../sandbox/csv/read-contacts.ts';
import { observe } from '../../src/domain/activity/observe.ts';
import { knownFacts } from '../../src/domain/lead/known-facts.ts';
import {
  type Column,
  DERIVED_FIELDS,
  derivedFrom,
  newColumn,
  tellingDerived,
  watchPoints,
} from '../../src/domain/learning/collect.ts';
import { ageOf } from '../../src/domain/learning/ranges/ages.ts';
import type { LearningField, LearningTable } from '../../src/domain/learning/table.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { own } from '../../src/domain/own.ts';
import { cleanJson } from '../../src/domain/text/text.ts';
import { parseInstant } from '../../src/domain/time/time.ts';
import { referenceData } from '../../src/reference-data/reference-data.ts';
import { readsOf } from '../model-reads.ts';
import { factsOf, withoutProperties } from '../score-record.ts';
import { propertiesOf } from './what-is-read.ts';

/* The rows of a file as leads to learn from: facts as the engine would see them. */

type Kinds = { readonly won: readonly string[]; readonly lost: readonly string[]; readonly isEmptyLost: boolean };

export type ReadLeads = {
  readonly rows: number;
  readonly outcomes: readonly string[];
  readonly bad: readonly { readonly line: number; readonly cause: string }[];
  /** whether the outcome of some leads is empty */
  readonly hasEmpty: boolean;
  readonly tableOf: (kinds: Kinds) => LearningTable;
  /** the heading of the column that says when; null: none does */
  readonly time: string | null;
};

export async function readLeads(
  file: string,
  mapping: Mapping,
  model: Model,
  {
    now,
    outcomeAt,
    without,
    unread,
  }: {
    readonly now: number;
    readonly outcomeAt: number;
    /** columns, and labels of derived facts, that nobody wants to learn from */
    readonly without: ReadonlySet<string>;
    /** properties that points in force do not read */
    readonly unread: ReadonlySet<string>;
  },
): Promise<ReadLeads> {
  const all = fieldsOf(mapping);
  const meanings = all.filter(({ columns }) => !columns.some((column) => without.has(column)));
  const leftOut = new Set(all.filter((meaning) => !meanings.includes(meaning)).map(({ name }) => name));
  const dates = meanings.filter(({ isDate }) => isDate);
  const fields = meanings.filter(({ isDate }) => !isDate).map((meaning) => ({ ...meaning, column: newColumn() }));
  const instants = dates.map((meaning) => ({ ...meaning, column: newColumn() }));
  const derived = DERIVED_FIELDS.map((one) => ({ ...one, column: newColumn() }));
  const outcome = newColumn();
  const bad: { line: number; cause: string }[] = [];
  const there = propertiesOf(mapping);
  const reads = readsOf(model).filter(({ decides, signals }) => decides.length + signals.length > 0);
  const watch = reads.some(({ property }) => there.has(property)) ? watchPoints(model) : null;
  const derives = ['email', 'jobtitle', 'country', 'industry', 'numemployees', 'company_size', 'firstname', 'phone'];
  const isDerived = mapping.company !== undefined || derives.some((name) => there.has(name));
  let rows = 0;
  for await (const row of readContacts(file, mapping, { now })) {
    if (row.outcome === 'bad') bad.push(row);
    if (row.outcome !== 'ok') continue;
    const facts = factsOf(cleanJson(row.record) as ImportedContact, now);
    const textFor = (name: string) =>
      name.startsWith('company.') ? own(facts.company, name.slice('company.'.length)) : own(facts.contact, name);
    for (const { name, column } of fields) column.set(rows, textFor(name));
    for (const { name, column } of instants) column.set(rows, textFor(name));
    outcome.set(rows, row.cells[outcomeAt]?.trim());
    if (isDerived || watch !== null) {
      const known = knownFacts(facts, referenceData, { memory: null });
      for (const { name, column } of derived) column.set(rows, known.lead[name]);
      if (watch !== null) {
        const inForce =
          unread.size === 0 ? known : knownFacts(withoutProperties(facts, unread), referenceData, { memory: null });
        watch.see(inForce, observe(model, null, inForce.contact, now), now);
      }
    }
    rows++;
  }
  const time = timeOf(instants, rows, now);
  return {
    rows,
    outcomes: outcome.texts,
    bad,
    time: time?.label ?? null,
    hasEmpty: rowsOf(rows).some((row) => outcome.textOf(row) === undefined),
    tableOf(kinds) {
      const [won, lost] = [new Set(kinds.won), new Set(kinds.lost)];
      const kept = rowsOf(rows).filter((row) => {
        const text = outcome.textOf(row);
        return text === undefined ? kinds.isEmptyLost : won.has(text) || lost.has(text);
      });
      const fieldOf = (
        { name, label, column }: { name: string; label: string; column: Column },
        isNumber: boolean,
      ) => ({
        name,
        label,
        isNumber,
        texts: column.texts,
        of: column.of(kept),
      });
      const own: LearningField[] = fields.map((field) => fieldOf(field, field.isNumber));
      const ages = instants
        .filter((instant) => instant !== time)
        .map(
          (instant): LearningField => ({
            ...fieldOf({ ...instant, column: agesOf(instant.column, kept, now) }, false),
            isAge: true,
          }),
        );
      const found = tellingDerived(derived, fields)
        .map((field) => fieldOf({ ...field, name: `lead.${field.name}` }, false))
        .filter(({ name, label }) => !derivedFrom(leftOut).includes(name) && !without.has(label));
      return {
        leads: kept.length,
        won: Uint8Array.from(kept, (row) => Number(won.has(outcome.textOf(row) ?? ''))),
        fields: [...own, ...ages, ...found],
        dates: instants
          .filter((instant) => instant !== time)
          .map(({ name, label, column }) => {
            const of = column.of(kept).map((place) => Math.min(place, 0));
            return { name, label, isNumber: false, texts: ['a date'], of };
          }),
        at:
          time === null ? null : Float64Array.from(kept, (row) => parseInstant(time.column.textOf(row)) ?? Number.NaN),
        inForce: watch?.pointsOf(kept) ?? null,
      };
    },
  };
}

const rowsOf = (rows: number): Int32Array => Int32Array.from({ length: rows }, (_, row) => row);

type Meaning = {
  readonly name: string;
  readonly label: string;
  readonly isNumber: boolean;
  readonly isDate: boolean;
  readonly columns: readonly string[];
};

/** The properties that some columns give. */
export const propertiesFrom = (mapping: Mapping, from: ReadonlySet<string>): readonly string[] =>
  fieldsOf(mapping).flatMap(({ name, columns }) => (columns.some((column) => from.has(column)) ? [name] : []));

/** What people call some properties: by the heading of their column, if it is one. */
export const labelsFrom = (mapping: Mapping, properties: readonly string[]): readonly string[] =>
  fieldsOf(mapping).flatMap(({ name, label }) => (properties.includes(name) ? [label] : []));

/** Every property that the mapping gives a value. */
function fieldsOf({ contact, company = {}, counters, customProperties }: Mapping): readonly Meaning[] {
  const meaningOf = (name: string, rule: ValueRule): Meaning => {
    const custom = customProperties.find((one) => one.name === name.replace('company.', ''));
    const columns = columnsNamedBy({ column: rule, rule });
    return {
      name,
      label: custom?.label ?? (columns.length === 1 ? columns[0] : undefined) ?? labelOf(name) ?? name,
      isNumber: custom?.type === 'number',
      isDate: (typeof rule === 'object' && 'date' in rule) || propertyNamed(name)?.kind === 'date',
      columns,
    };
  };
  return [
    ...Object.entries(contact).map(([name, rule]) => meaningOf(name, rule)),
    ...Object.entries(company).map(([name, rule]) => meaningOf(`company.${name}`, rule)),
    ...counters.map(({ property, count }) =>
      typeof count === 'string'
        ? meaningOf(property, count)
        : { ...meaningOf(property, { constant: '' }), label: labelOf(property) ?? property },
    ),
  ];
}

/** How old each date is on the day of the scores. */
function agesOf(dates: Column, rows: Int32Array, now: number): Column {
  const ages = newColumn();
  for (const row of rows) ages.set(row, ageOf(parseInstant(dates.textOf(row)), now));
  return ages;
}

const MOSTLY = 0.9;
const WHEN = /creat|date|time|day|datum|erstellt|angelegt|fecha|data|jour|дата|日/i;
/** What happened last says how fresh a lead is, and not when it came. */
const LAST = /last|latest|recent|letzt|derni|últim|ultim|последн|最終|最近|updat|modif/i;

/** When somebody was born or a firm was founded, and what lies ahead, say nothing of the lead. */
const OF_OTHERS =
  /birth|\bborn\b|geburt|naissance|nacimiento|nascita|nascimento|рожд|生年|誕生|found(?:ed|ation)|gegründet|gründung|\bdue\b|deadline|expir|renew|\bend(?:s|ing)?\b|ablauf|fällig|frist|échéance|vencimiento|scadenza|vencimento|期限/i;

/** The column that says when a lead came: the one that says so, and is filled nearly everywhere. */
function timeOf<T extends { readonly name: string; readonly label: string; readonly column: Column }>(
  instants: readonly T[],
  rows: number,
  now: number,
): T | null {
  const filled = instants.filter(({ label, column }) => {
    if (LAST.test(label) || OF_OTHERS.test(label)) return false;
    const known = rowsOf(rows).filter((row) => (parseInstant(column.textOf(row)) ?? Infinity) <= now);
    return known.length >= rows * MOSTLY && column.texts.length > 20;
  });
  return (
    filled.find(({ name }) => name === 'createdate') ??
    filled.find(({ label }) => WHEN.test(label)) ??
    filled[0] ??
    null
  );
}
