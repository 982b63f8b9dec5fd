import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify';
import { score } from '../cli/score.ts';
import { hubspotExport } from '../sandbox/sample/hubspot-export.ts';

/*
 * How long somebody waits for the scores of an export of HubSpot, without a mapping.
 *
 *     node bench/score-csv.ts [--rows 40000] [--unknown 40]
 */

const { values } = parseArgs({
  options: { rows: { type: 'string', default: '40000' }, unknown: { type: 'string', default: '40' } },
});
const folder = await mkdtemp(path.join(os.tmpdir(), 'ripen-export-'));
try {
  const file = path.join(folder, 'hubspot-export.csv');
  const rows = Number(values.rows);
  await pipeline(
    hubspotExport({ rows, unknown: Number(values.unknown) }),
    stringify({ quoted: true }),
    createWriteStream(file),
  );
  const began = performance.now();
  const usage = process.cpuUsage();
  await score([file, '--out', path.join(folder, 'scored.csv')], { env: {}, print: console.log, tell: console.error });
  const { user, system } = process.cpuUsage(usage);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${rows} rows: ${seconds} s, of which ${((user + system) / 1e6).toFixed(1)} s of processor time`);
} finally {
  await rm(folder, { recursive: true });
}
