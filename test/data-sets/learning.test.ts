import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOutcomes } from '../../cli/score/outcome-words.ts';
import { calibrationOf } from '../../src/domain/learning/probability.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { scoreCsv } from '../support/score-csv.ts';

/*
 * Points learnt from 70 % of a labelled file by the command that strangers use, and what the model
 * that it writes is worth on the rest. The figures stand in docs/data-sets.md; nothing in the
 * learner knows the names of these files or of their columns.
 */

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the labelled data sets are in the folder that RIPEN_DATA_SETS names, and it names none.');

let place = '';
beforeAll(async () => {
  place = await mkdtemp(path.join(os.tmpdir(), 'ripen-learn-'));
});
afterAll(() => rm(place, { recursive: true }));

const CLOCKS = ['month', 'day_of_week', 'emp.var.rate', 'cons.price.idx', 'cons.conf.idx', 'euribor3m', 'nr.employed'];
const BANK = { file: 'bank-marketing/bank-additional-full.csv', outcome: 'y', leaks: ['duration'] };
const SHOP = { file: 'online-shoppers/online_shoppers_intention.csv', outcome: 'Revenue', leaks: ['PageValues'] };
const SALVIRT = { file: 'salvirt-b2b-sales/Salvirt_B2B_ML_dataset.csv', outcome: 'Status', leaks: [] };

/** `whole`: only in long runs. */
const CASES = [
  {
    name: 'bank, contact and history',
    ...BANK,
    options: CLOCKS.flatMap((column) => ['--without', column]),
    floor: 0.724,
  },
  { name: 'bank, everything', ...BANK, options: [], floor: 0.781, whole: true },
  { name: 'bank, everything, steps of 5', ...BANK, options: ['--step', '5'], floor: 0.776 },
  { name: 'shoppers', ...SHOP, options: [], floor: 0.744 },
  { name: 'shoppers, steps of 5', ...SHOP, options: ['--step', '5'], floor: 0.739, whole: true },
  { name: 'shoppers, 40 rules', ...SHOP, options: ['--rules', '40'], floor: 0.744, whole: true },
  { name: 'Salvirt', ...SALVIRT, options: [], floor: 0.812, whole: true },
  { name: 'Salvirt, steps of 5', ...SALVIRT, options: ['--step', '5'], floor: 0.807 },
];

describe.skipIf(folder === undefined)('points learnt from the past of others', () => {
  it.each(CASES.filter((one) => WHOLE || !('whole' in one)))(
    '$name',
    async ({ name, file, outcome, leaks, options, floor }) => {
      const { learn, rest } = await parted(path.join(folder!, file), name);
      const model = path.join(place, `${name}.json`);

      const learnt = await scoreCsv(learn, '--outcome', outcome, '--learn', model, ...options);
      const judged = await scoreCsv(
        rest,
        '--model',
        model,
        '--outcome',
        outcome,
        '--out',
        path.join(place, `${name}.csv`),
      );

      const [line, auc] = /score +([\d.]+) \(95 %.*/.exec(judged) ?? [];
      const { error, leads } = await calibrationIn(path.join(place, `${name}.csv`), outcome, delimiterOf(file));
      console.log(`${name}: ROC AUC ${line?.replace(/score +/, '')}, calibration error ${error.toFixed(3)}`);
      expect(Number(auc)).toBeGreaterThanOrEqual(floor);
      expect([...learnt.matchAll(/^"(.*)" is left out, since it seems to know/gm)].map(([, column]) => column)).toEqual(
        leaks,
      );
      if (leads > 2_000) expect(error).toBeLessThanOrEqual(0.03);
    },
  );
});

const delimiterOf = (file: string): string => (file === SHOP.file ? ',' : ';');

/** As a probability, by the curve of the product: each half is foretold by the other one. */
async function calibrationIn(file: string, outcome: string, delimiter: string) {
  const rows = parse(await readFile(file), { delimiter, bom: true, columns: true }) as Record<string, string>[];
  const kinds = readOutcomes([...new Set(rows.map((row) => row[outcome]!))], null);
  if (kinds.outcome === 'unclear') throw new Error(`Which value of ${outcome} is a win?`);
  const scores = Float64Array.from(rows, (row) => Number(row['ripen_score']));
  const won = Uint8Array.from(rows, (row) => Number(kinds.won.includes(row[outcome]!)));
  return { error: calibrationOf(scores, won).error, leads: rows.length };
}

/** The rows by a hash of their place: the first 70 % teach, the rest judge. */
async function parted(file: string, name: string): Promise<{ readonly learn: string; readonly rest: string }> {
  const [head, ...rows] = (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line !== '');
  const keyOf = (row: number) => createHash('sha256').update(`leadscore-2026:${row}`).digest('hex');
  const order = rows.map((row, at) => ({ row, key: keyOf(at) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const cut = Math.floor(order.length * 0.7);
  const write = async (part: string, some: typeof order) => {
    const to = path.join(place, `${name}.${part}.csv`);
    await writeFile(to, `${[head, ...some.map(({ row }) => row)].join('\n')}\n`);
    return to;
  };
  return { learn: await write('learn', order.slice(0, cut)), rest: await write('rest', order.slice(cut)) };
}
