import os from 'node:os';
import { Bench } from 'tinybench';
import { createSample } from '../sandbox/sample/sample.ts';
import { observe } from '../src/domain/activity/observe.ts';
import { NO_DEALS } from '../src/domain/contact.ts';
import { evaluate } from '../src/domain/evaluation/evaluate.ts';
import { knownFacts } from '../src/domain/lead/known-facts.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { compileModel } from '../src/domain/rules/compile.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';

/*
 * What an evaluation costs, with every contribution and its next change, beside decoding the row
 * that it reads, which every evaluation needs. Contacts of the sample in turn; medians.
 */

const now = Date.UTC(2026, 10, 16, 9);
const compiled = compileModel(DEFAULT_MODEL);
const contacts = createSample(now).contacts.map(({ properties }) => {
  const known = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
  const facts = { contact: known, company: {}, deals: NO_DEALS };
  return {
    facts: knownFacts(facts, referenceData, { memory: null }),
    activities: observe(compiled.model, null, known, now),
  };
});
const rows = contacts.map((contact) => JSON.stringify(contact));
let turn = 0;
const next = () => turn++ % contacts.length;

const bench = new Bench({ time: 2_000 });
bench.add('decode the row', () => {
  JSON.parse(rows[next()]!);
});
bench.add('evaluate, with explanation and next change', () => {
  const { facts, activities } = contacts[next()]!;
  evaluate(compiled, facts, activities, now);
});
await bench.run();

const [decode, full] = bench.tasks.map(({ result }) => {
  if (!('latency' in result)) throw new Error(`The benchmark did not run: ${result.state}`);
  return result.latency.p50 * 1000;
});
const rules = DEFAULT_MODEL.explicit.length + DEFAULT_MODEL.implicit.length;
const mean = contacts.reduce((sum, c) => sum + c.activities.length, 0) / contacts.length;
console.log(
  `${os.cpus()[0]?.model}, ${os.cpus().length} cores, Node ${process.version}; ${rules} rules, ${mean.toFixed(1)} activities on average`,
);
console.log(
  `decode the row: ${decode!.toFixed(1)} µs; evaluate: ${full!.toFixed(1)} µs; ratio ${(full! / decode!).toFixed(1)}`,
);
