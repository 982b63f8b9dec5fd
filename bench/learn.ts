import os from 'node:os';
import { teach } from '../src/domain/learning/teach.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { generatedLeads, noise, number } from '../test/support/past/generated-leads.ts';

/*
 * What learning costs, beside the limits of 20 s of one core and 1 GiB: 100,000 leads with 50
 * fields, and the search for leaks, which compares each field then and now.
 * `node bench/learn.ts [leads]`
 */

const leads = Number(process.argv[2] ?? 100_000);
const telling = Array.from({ length: 10 }, (_, at) =>
  number(`telling_${at}`, 100, (value) => Math.sin(value / 15 + at) / 3),
);
const table = generatedLeads(leads, [...telling, ...noise(40)], -2);
const known = { known: leads, after: 0 };
const past = {
  ...{ table, now: table.fields, times: table.fields.map(() => ({ won: known, lost: known, sources: {} })) },
  patterns: [],
};
const wishes = { rules: 15, step: 1, without: [], keep: [], rising: [], falling: [] };
const before = process.cpuUsage();
const { draft } = teach(past, DEFAULT_MODEL, wishes);
const { user, system } = process.cpuUsage(before);
const mebibytes = process.resourceUsage().maxRSS / 1024;
console.log(`${os.cpus()[0]?.model}, Node ${process.version}`);
console.log(
  `${leads} leads, ${table.fields.length} fields: ${((user + system) / 1e6).toFixed(1)} s of processor, at most ${mebibytes.toFixed(0)} MiB, ${draft === null ? 'nothing' : 'a draft'}`,
);
