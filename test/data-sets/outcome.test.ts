import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { rocAuc, type Scored } from '../../cli/score/roc-auc.ts';
import { scoreRecord } from '../../cli/score-record.ts';
import { type Mapping, readMapping } from '../../sandbox/csv/mapping.ts';
import { type ImportedContact, readContacts } from '../../sandbox/csv/read-contacts.ts';
import document from '../../src/domain/model/default-model.json' with { type: 'json' };
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { compileModel } from '../../src/domain/rules/compile.ts';

/*
 * How well the default model, as it is, tells outcomes apart in labelled data sets. Nothing is
 * fitted: the rules are frozen by their hash, and the figures stand in docs/data-sets.md. Who
 * changes a rule for a good reason states both anew; a label is no such reason.
 */

const RULES = ['signals', 'behaviours', 'groups', 'explicit', 'implicit', 'explicitShare', 'personas'] as const;
const FROZEN = 'f6b24b5231a4746193db04e8af105b1b374f9795e20770968db1e02fbfe89788';

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the labelled data sets are in the folder that RIPEN_DATA_SETS names, and it names none.');

const NOW = Date.UTC(2026, 10, 22);
const compiled = compileModel(DEFAULT_MODEL);

it('the rules are those whose figures are stated', () => {
  const rules = JSON.stringify(RULES.map((part) => document[part]));

  const hash = createHash('sha256').update(rules).digest('hex');

  expect(
    hash,
    'The scoring rules of the default model changed. Run this test with RIPEN_DATA_SETS, put the new lines into docs/data-sets.md and the new hash here.',
  ).toBe(FROZEN);
});

type Case = {
  readonly name: string;
  readonly file: string;
  readonly mapping: string;
  readonly positive: string;
  readonly score: 'explicit' | 'implicit';
  /**
   * properties left out, `company.…` for those of the company: the label in other words, or not
   * asked for here
   */
  readonly without: readonly string[];
  readonly distinct?: true;
  /**
   * the instant at which to score: fixed, or that of the behaviour, so that the month tells nothing
   */
  readonly at: (record: ImportedContact) => number;
};

const SALVIRT = {
  file: 'salvirt-b2b-sales/Salvirt_B2B_ML_dataset.csv',
  mapping: 'salvirt-bant',
  positive: 'Won',
  score: 'explicit',
  at: () => NOW,
} as const;
const BANT = ['ripen_bant_budget', 'ripen_bant_authority', 'ripen_bant_need'];
const SIZE = 'numberofemployees';
const CASES: readonly Case[] = [
  { ...SALVIRT, name: 'Salvirt: BANT and company size', without: [] },
  { ...SALVIRT, name: 'Salvirt: the same, distinct rows', without: [], distinct: true },
  { ...SALVIRT, name: 'Salvirt: BANT alone', without: [`company.${SIZE}`] },
  { ...SALVIRT, name: 'Salvirt: company size alone', without: BANT },
  {
    name: 'Bank marketing: who they are',
    file: 'bank-marketing/bank-additional-full.csv',
    mapping: 'bank-marketing',
    positive: 'yes',
    score: 'explicit',
    without: ['lifecyclestage'],
    at: () => NOW,
  },
  {
    name: 'Online shoppers: what they did',
    file: 'online-shoppers/online_shoppers_intention.csv',
    mapping: 'online-shoppers',
    positive: 'TRUE',
    score: 'implicit',
    without: ['lifecyclestage', 'page_value'],
    at: ({ properties }) => Date.parse(properties['hs_analytics_last_timestamp'] ?? '') || NOW,
  },
];

describe.skipIf(folder === undefined)('the default model against real outcomes', () => {
  it.each(CASES)('$name', async (measured) => {
    const records = await recordsOf(measured);

    const scored = records.map((record) => ({
      score: scoreRecord(compiled, record, measured.at(record))[measured.score],
      positive: record.label === measured.positive,
    }));

    await isStated(`${measured.name} | ${measured.score}`, scored);
  });

  it('no rule can read much more out of four columns of Salvirt', async () => {
    const records = await recordsOf(CASES[0]!);
    const alike = Map.groupBy(records, (r) => [...BANT.map((p) => r.properties[p]), r.company?.[SIZE]].join());
    const wonOf = (of: readonly ImportedContact[]) => of.filter((r) => r.label === 'Won').length;
    const rated = [...alike.values()].flatMap((group) => group.map((record) => ({ record, group })));

    const inHindsight = rated.map(({ record, group }) => ({
      score: wonOf(group) / group.length,
      positive: record.label === 'Won',
    }));
    const byTheOthers = rated.map(({ record, group }) => ({
      score: (wonOf(group.filter((r) => r !== record)) + PRIOR / 2) / (group.length - 1 + PRIOR),
      positive: record.label === 'Won',
    }));

    await isStated('Salvirt: best possible in hindsight | none', inHindsight);
    await isStated('Salvirt: rate of the others that are alike | none', byTheOthers);
  });
});

/** Opportunities at even odds that a small group is drawn towards. */
const PRIOR = 5;

/** Prints the line of the table, and expects to find it in the document. */
async function isStated(name: string, scored: readonly Scored[]): Promise<void> {
  const { auc, low, high } = rocAuc(scored);
  const positives = scored.filter((s) => s.positive).length;
  const line = `| ${name} | ${scored.length} | ${positives} | ${auc.toFixed(3)} | ${low.toFixed(3)}–${high.toFixed(3)} |`;
  console.log(line);
  expect(await readFile(new URL('../../docs/data-sets.md', import.meta.url), 'utf8')).toContain(line);
}

async function recordsOf({ file, mapping, without, distinct }: Case): Promise<ImportedContact[]> {
  const source = path.join(folder!, file);
  const raw = distinct ? (await readFile(source, 'utf8')).split(/\r?\n/) : [];
  const seen = new Set<string>();
  const records: ImportedContact[] = [];
  for await (const row of readContacts(source, await mappingWithout(mapping, without), { now: NOW })) {
    if (row.outcome !== 'ok')
      throw new Error(`Expected every row to be readable; line ${row.line}: ${JSON.stringify(row)}`);
    const text = raw[row.line - 1];
    if (text !== undefined && seen.has(text)) continue;
    if (text !== undefined) seen.add(text);
    records.push(row.record);
  }
  return records;
}

async function mappingWithout(name: string, properties: readonly string[]): Promise<Mapping> {
  const file = new URL(`../../sandbox/mappings/${name}.json`, import.meta.url);
  const mapping = readMapping(JSON.parse(await readFile(file, 'utf8')));
  const kept = (rules: Mapping['contact'], prefix: string) =>
    Object.fromEntries(Object.entries(rules).filter(([property]) => !properties.includes(`${prefix}${property}`)));
  return {
    ...mapping,
    contact: kept(mapping.contact, ''),
    ...(mapping.company && { company: kept(mapping.company, 'company.') }),
  };
}
