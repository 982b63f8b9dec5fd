import type { Mapping, ValueRule } from '../../sandbox/csv/mapping.ts';
import type { ImportedContact } from '../../sandbox/csv/read-contacts.ts';
import { MAIL_BAN_PROPERTIES } from '../../src/domain/lead/mail-bans.ts';
import { own } from '../../src/domain/own.ts';
import { countOne, plural, quoted } from './tally.ts';

/*
 * Cells of a fixed choice (a lifecycle stage, yes or no) that the mapping does not translate: it
 * keeps them as they are, and a model compares them with HubSpot's values in vain.
 */

type Choice = {
  readonly column: string;
  readonly property: string;
  readonly expected: readonly string[];
  readonly known: ReadonlySet<string>;
  readonly valueIn: (record: ImportedContact) => string | undefined;
  readonly seen: Map<string, number>;
};

type UnknownChoices = {
  readonly note: (record: ImportedContact) => void;
  /** a sentence for each column with such cells */
  readonly sentences: () => readonly string[];
};

export function unknownChoices({ contact, company = {} }: Mapping): UnknownChoices {
  const choices = [
    ...Object.entries(contact).flatMap(([name, rule]) =>
      choiceOf(name, rule, ({ properties }) => own(properties, name)),
    ),
    ...Object.entries(company).flatMap(([name, rule]) =>
      choiceOf(name, rule, (record) => record.company && own(record.company, name)),
    ),
  ];
  return {
    note: (record) => {
      for (const { known, valueIn, seen } of choices)
        for (const value of valueIn(record)?.split(';') ?? [])
          if (!known.has(value.toLowerCase())) countOne(seen, value);
    },
    sentences: () => choices.filter(({ seen }) => seen.size > 0).map(sentenceOf),
  };
}

function choiceOf(property: string, rule: ValueRule, valueIn: Choice['valueIn']): readonly Choice[] {
  if (typeof rule === 'string' || !('map' in rule) || rule.map === undefined || rule.otherwise !== 'keep') return [];
  const values = new Set(Object.values(rule.map));
  // Models compare texts whatever their case.
  const known = new Set([...values].map((value) => value.toLowerCase()));
  const expected = [...values].map((value) => textFor(value, rule.map ?? {}));
  return [{ column: rule.column, property, expected, known, valueIn, seen: new Map() }];
}

/** The first word for a value: `yes`, not `1`. */
const textFor = (value: string, map: Readonly<Record<string, string>>): string =>
  Object.keys(map).find((text) => map[text] === value && text.length > 1) ?? value;

const MOST_SHOWN = 5;

function sentenceOf({ column, property, expected, seen }: Choice): string {
  const most = [...seen].sort(([, a], [, b]) => b - a);
  const shown = most.slice(0, MOST_SHOWN).map(([value, rows]) => `${quoted(value)} (${plural(rows, 'row')})`);
  const more = most.length > MOST_SHOWN ? ` and ${most.length - MOST_SHOWN} more` : '';
  const usual = `${expected.slice(0, MOST_SHOWN).join(', ')}${expected.length > MOST_SHOWN ? ', …' : ''}`;
  const ban = MAIL_BAN_PROPERTIES.includes(property) ? ' Until it does, nobody may write to these contacts.' : '';
  return (
    `Not understood in "${column}": ${shown.join(', ')}${more}. Ripen expects ${usual}. ` +
    `A mapping says what other words mean (--mapping-for).${ban}`
  );
}
