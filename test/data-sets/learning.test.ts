import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOutcomes } from '../../cli/score/outcome-words.ts';
import { dialOver } from '../../src/domain/chance/capacity.ts';
import { chanceAt, fitCurve } from '../../src/domain/chance/curve.ts';
import { calibrationOf } from '../../src/domain/learning/probability.ts';
import { WHOLE } from '../support/few-of-each.ts';
import { type Lesson, learner } from './learnt-from-most.ts';

/*
 * Points learnt from 70 % of a labelled file by the command that strangers use, and what the model
 * that it writes is worth on the rest: how it tells wins, and the chances and the dial that follow
 * from its scores. The figures stand in docs/data-sets.md; nothing in the learner knows the names
 * of these files or of their columns.
 */

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the labelled data sets are in the folder that RIPEN_DATA_SETS names, and it names none.');

let place = '';
let learntFromMost: ReturnType<typeof learner>;
beforeAll(async () => {
  place = await mkdtemp(path.join(os.tmpdir(), 'ripen-learn-'));
  learntFromMost = learner(folder!, place);
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
  { name: 'bank, everything', ...BANK, options: [], floor: 0.781 },
  { name: 'bank, everything, steps of 5', ...BANK, options: ['--step', '5'], floor: 0.776, whole: true },
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
      const { learnt, judged, scored } = await learntFromMost({ file, outcome, options });

      const [line, auc] = /score +([\d.]+) \(95 %.*/.exec(judged) ?? [];
      const { error, leads } = await calibrationIn(scored, outcome);
      console.log(`${name}: ROC AUC ${line?.replace(/score +/, '')}, calibration error ${error.toFixed(3)}`);
      expect(Number(auc)).toBeGreaterThanOrEqual(floor);
      expect([...learnt.matchAll(/^"(.*)" is left out, since it seems to know/gm)].map(([, column]) => column)).toEqual(
        leaks,
      );
      if (leads > 2_000) expect(error).toBeLessThanOrEqual(0.03);
    },
  );
});

/** As a probability, by the curve of the product: each half is foretold by the other one. */
async function calibrationIn(file: string, outcome: string) {
  const rows = await rowsOf(file);
  const kinds = readOutcomes([...new Set(rows.map((row) => row[outcome]!))], null);
  if (kinds.outcome === 'unclear') throw new Error(`Which value of ${outcome} is a win?`);
  const scores = Float64Array.from(rows, (row) => Number(row['ripen_score']));
  const won = Uint8Array.from(rows, (row) => Number(kinds.won.includes(row[outcome]!)));
  return { error: calibrationOf(scores, won).error, leads: rows.length };
}

async function rowsOf(file: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const text = await readFile(file, 'utf8');
  return parse(text, { columns: true, bom: true, delimiter: /^[^\n]*;/.test(text) ? ';' : ',' });
}

const CHANCES = [
  { name: 'bank', file: BANK.file, outcome: BANK.outcome, won: 'yes', kind: 'job', calls: 30 },
  { name: 'shoppers', file: SHOP.file, outcome: SHOP.outcome, won: 'TRUE', kind: 'VisitorType', calls: 20 },
] as const;

const ENOUGH = 2_000;
const LEADS_A_WEEK = 140;

describe.skipIf(folder === undefined)('chances of leads of others', () => {
  // Some of the rows that did not teach the points teach the curve, and the others judge it.
  it.each(CHANCES)('$name: foretold and seen differ by at most 3 points; the dial makes its calls', async (one) => {
    const leads = await scoredRest(one);
    const [teach, judge] = [leads.slice(0, leads.length - ENOUGH - 200), leads.slice(-ENOUGH - 200)];

    const curve = fitCurve(teach);
    const foretold = judge
      .map((lead) => ({ p: chanceAt(curve, lead.score, lead.size).is, won: lead.won }))
      .sort((a, b) => a.p - b.p);
    const tenth = foretold.length / 10;
    const parts = Array.from({ length: 10 }, (_, at) => foretold.slice(at * tenth, (at + 1) * tenth));
    const off = parts.reduce((sum, part) => sum + Math.abs(part.reduce((s, { p, won }) => s + p - won, 0)), 0);
    const weeks = Array.from({ length: Math.floor(leads.length / LEADS_A_WEEK) }, (_, week) =>
      leads.slice(week * LEADS_A_WEEK, (week + 1) * LEADS_A_WEEK).map(({ score }) => score),
    );
    const { called } = dialOver(weeks, one.calls).lately;

    console.log(
      `${one.name}: calibration error ${(off / foretold.length).toFixed(4)} on ${foretold.length} rows; ${called} of ${13 * one.calls} calls`,
    );
    expect(foretold.length).toBeGreaterThan(ENOUGH);
    expect(off / foretold.length).toBeLessThanOrEqual(0.03);
    expect(Math.abs(called / (13 * one.calls) - 1)).toBeLessThanOrEqual(0.1);
  });
});

type Scored = { readonly score: number; readonly size: string; readonly seen: 1; readonly won: 0 | 1 };

/** The rows that did not teach the points, in an order that has nothing to do with them. */
async function scoredRest({ file, outcome, won, kind }: (typeof CHANCES)[number]): Promise<Scored[]> {
  const lesson: Lesson = { file, outcome, options: [] };
  const { rest, scored } = await learntFromMost(lesson);
  const scores = await rowsOf(scored);
  return (await rowsOf(rest)).map((row, at) => ({
    score: Number(scores[at]!['ripen_score']),
    size: row[kind]!,
    seen: 1,
    won: row[outcome] === won ? 1 : 0,
  }));
}
