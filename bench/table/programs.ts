import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import type { Row } from './row.ts';

/* Rows that have a benchmark of their own: it runs as a process, and saves its figures. */

async function figuresOf<T>(name: string, args: readonly number[], shape: z.ZodType<T>): Promise<T> {
  const program = fileURLToPath(new URL(`../${name}.ts`, import.meta.url));
  await promisify(execFile)(process.execPath, [program, ...args.map(String)], { maxBuffer: 1e8 });
  return shape.parse(JSON.parse(await readFile(new URL(`../results/${name}.json`, import.meta.url), 'utf8')));
}

const rulesFigures = z.object({ differing: z.number(), ratios: z.record(z.string(), z.number()) });

/** Rows 1 and 2. */
export async function rules(): Promise<readonly Row[]> {
  const { differing, ratios } = await figuresOf('rules', [], rulesFigures);
  const beside = (what: string) =>
    `${ratios[`${what} beside closures`]!.toFixed(2)} × closures, ${ratios[`${what} beside json-rules-engine`]!.toFixed(0)} × json-rules-engine`;
  return [
    {
      row: 1,
      measure: 'points with all contributions, from decoded facts, a plan of 40 rules',
      goal: '≥ 1.8 × closures, ≥ 100 × json-rules-engine, nothing differs',
      got: `${beside('points at another instant')}, ${differing} of 1,000 contacts differ; from stored texts ${beside('points')}`,
    },
    {
      row: 2,
      measure: 'the whole evaluation, next change included',
      goal: '≥ 0.15 × closures, ≥ 25 × json-rules-engine',
      got: beside('evaluation'),
    },
  ];
}

const whatIfFigures = z.object({
  reading: z.object({ cpu: z.number(), contacts: z.number() }),
  figures: z.record(
    z.string(),
    z.object({ cpu: z.number(), contacts: z.number(), ratio: z.object({ cpu: z.number() }), peakHeapMb: z.number() }),
  ),
});

/** Row 3, at so many contacts. */
export async function whatIf(contacts: number): Promise<Row> {
  const { figures } = await figuresOf('what-if', [contacts, 1], whatIfFigures);
  const each = Object.entries(figures).map(
    ([draft, { cpu, contacts: judged, ratio }]) =>
      `${draft} ${ratio.cpu.toFixed(2)} × (${((cpu * 1e6) / judged).toFixed(0)} µs)`,
  );
  const heap = Math.max(...Object.values(figures).map(({ peakHeapMb }) => peakHeapMb));
  return {
    row: 3,
    measure: `what-if of ${contacts} contacts, processor of the process a contact, beside reading and decoding them`,
    goal: '≤ 1.5 × reading; 30 µs (1,000,000 in 30 s of one core); constant memory',
    got: `${each.join(', ')}; heap at most ${heap.toFixed(0)} MB`,
  };
}

const enrolmentFigures = z.object({ callsPerHundred: z.number(), ofQuotaTime: z.number() });
/** So many executions have ended before their calls reach the quota. */
const BELOW_QUOTA = 15_000;

/** Row 9. */
export async function enrolments(executions: number): Promise<Row> {
  const { callsPerHundred, ofQuotaTime } = await figuresOf('enrolments', [executions], enrolmentFigures);
  const time =
    executions < BELOW_QUOTA
      ? `time at the quota: not run, ${executions} executions end before it is reached`
      : `${ofQuotaTime.toFixed(2)} of the time at the quota`;
  return {
    row: 9,
    measure: `${executions} executions of a workflow action at once`,
    goal: "≤ 3.2 calls per 100, ≥ 0.9 of the quota's time",
    got: `${callsPerHundred.toFixed(2)} calls per 100; ${time}`,
  };
}

const bytesFigures = z.object({
  contacts: z.number(),
  each: z.record(z.string(), z.number()),
  ofTwentyActivities: z.number(),
});
const NAMED = 8;

/** Row 11, of so many contacts that have lived a year. */
export async function bytesOfYear(contacts: number): Promise<Row> {
  const { each, ofTwentyActivities } = await figuresOf('bytes', [contacts], bytesFigures);
  const sizes = Object.entries(each).sort(([, a], [, b]) => b - a);
  const sum = (some: typeof sizes) => some.reduce((all, [, size]) => all + size, 0);
  const named = sizes.slice(0, NAMED).map(([name, size]) => `${name} ${size}`);
  return {
    row: 11,
    measure: `bytes a contact on the disk after a year, ${contacts} contacts, packed`,
    goal: '≤ 5 kB with 20 activities and a year',
    got: `${sum(sizes)}: ${named.join(', ')}, others ${sum(sizes.slice(NAMED))}; a contact with 20 activities alone ${ofTwentyActivities}`,
  };
}
