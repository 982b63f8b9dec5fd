import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dialOver } from '../../src/domain/chance/capacity.ts';
import { chanceAt, fitCurve } from '../../src/domain/chance/curve.ts';
import { scoreCsv } from '../support/score-csv.ts';

/*
 * Chances and the dial on leads of others: points are learnt from 70 % of the rows, the curve from
 * some of the rest, and both are judged on rows that taught neither.
 */

const folder = process.env['RIPEN_DATA_SETS'];
if (folder === undefined)
  console.log('Skipped: the labelled data sets are in the folder that RIPEN_DATA_SETS names, and it names none.');

let place = '';
beforeAll(async () => {
  place = await mkdtemp(path.join(os.tmpdir(), 'ripen-chances-'));
});
afterAll(() => rm(place, { recursive: true }));

const CASES = [
  {
    name: 'bank',
    file: 'bank-marketing/bank-additional-full.csv',
    outcome: 'y',
    won: 'yes',
    kind: 'job',
    calls: 30,
  },
  {
    name: 'shoppers',
    file: 'online-shoppers/online_shoppers_intention.csv',
    outcome: 'Revenue',
    won: 'TRUE',
    kind: 'VisitorType',
    calls: 20,
  },
] as const;

const ENOUGH = 2_000;
const LEADS_A_WEEK = 140;

describe.skipIf(folder === undefined)('chances of leads of others', () => {
  it.each(CASES)('$name: foretold and seen differ by at most 3 points; the dial makes its calls', async (one) => {
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
async function scoredRest({ name, file, outcome, won, kind }: (typeof CASES)[number]): Promise<Scored[]> {
  const [head, ...rows] = (await readFile(path.join(folder!, file), 'utf8')).split(/\r?\n/).filter((row) => row !== '');
  const keyOf = (row: number) => createHash('sha256').update(`leadscore-2026:${row}`).digest('hex');
  const order = rows.map((row, at) => ({ row, key: keyOf(at) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const write = async (part: string, some: typeof order) => {
    const to = path.join(place, `${name}.${part}.csv`);
    await writeFile(to, `${[head, ...some.map(({ row }) => row)].join('\n')}\n`);
    return to;
  };
  const cut = Math.floor(order.length * 0.7);
  const [learn, rest] = [await write('learn', order.slice(0, cut)), await write('rest', order.slice(cut))];
  const [model, out] = [path.join(place, `${name}.json`), path.join(place, `${name}.out.csv`)];
  await scoreCsv(learn, '--outcome', outcome, '--learn', model);
  await scoreCsv(rest, '--model', model, '--outcome', outcome, '--out', out);
  const table = (text: string) =>
    parse(text, { columns: true, bom: true, delimiter: /^[^\n]*;/.test(text) ? ';' : ',' }) as Readonly<
      Record<string, string>
    >[];
  const scores = table(await readFile(out, 'utf8'));
  return table(await readFile(rest, 'utf8')).map((row, at) => ({
    score: Number(scores[at]!['ripen_score']),
    size: row[kind]!,
    seen: 1,
    won: row[outcome] === won ? 1 : 0,
  }));
}
