import os from 'node:os';
import { Bench } from 'tinybench';
import { explainedJobTitle } from '../src/domain/lead/job-title/job-title.ts';

/*
 * What reading a job title costs without a cache, beside the limit of 20 µs; medians. The last
 * title is as long as a book.
 */

const LIMIT_MICROSECONDS = 20;
const TITLES = [
  'Executive Vice President, Sales & Marketing (EMEA)',
  'Stellvertretender Leiter Vertriebsinnendienst',
  'Оператор, пещ за горене',
  'Vertriebsleiter '.repeat(100_000),
];

const bench = new Bench({ time: 1_000 });
for (const title of TITLES) bench.add(title.slice(0, 50), () => void explainedJobTitle(title));
await bench.run();

console.log(`${os.cpus()[0]?.model}, ${os.cpus().length} cores, Node ${process.version}`);
for (const { name, result } of bench.tasks) {
  if (!('latency' in result)) throw new Error(`The benchmark did not run: ${result.state}`);
  const microseconds = result.latency.p50 * 1000;
  console.log(`${microseconds.toFixed(1)} µs, ${(microseconds / LIMIT_MICROSECONDS).toFixed(2)} of the limit: ${name}`);
}
