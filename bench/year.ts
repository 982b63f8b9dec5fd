import os from 'node:os';
import type { World } from '../demo/world.ts';
import { createYear } from '../sandbox/year/year.ts';
import { UNHURRIED, UNHURRIED_SANDBOX } from '../test/support/fast-limits.ts';
import { liveYear } from '../test/support/year/year.ts';
import { inWorld } from './support/in-world.ts';

/*
 * How long a year of an account takes, and what it costs: the sandbox portal and the app in this
 * process, its database beside it, without quota. The clock moves to the beginning and the end of
 * what happens on each day, and the app settles at both.
 *
 *   npm exec -- node bench/year.ts [contacts, default 2000] [days, default 365]
 */

const CONTACTS = Number(process.argv[2] ?? 2_000);
const DAYS = Number(process.argv[3] ?? 365);

await inWorld(run, {
  database: process.env['DATABASE_URL'] ? { databaseUrl: process.env['DATABASE_URL'] } : undefined,
  sandbox: { rate: UNHURRIED_SANDBOX },
  app: { debounceMs: 0, limits: UNHURRIED },
});

async function run({ sandbox, app, install, settled }: World): Promise<void> {
  const [cpu] = os.cpus();
  print(`Machine: ${os.cpus().length} × ${cpu?.model ?? 'unknown'}, Node ${process.version}`);
  const year = createYear(sandbox, { contacts: CONTACTS, days: 365, seed: 5 });
  await install();
  await settled();

  const before = { at: performance.now(), cpu: process.cpuUsage(), evaluations: await evaluations(), calls: calls() };
  const lived = await liveYear({ sandbox, settled }, { ...year, days: year.days.slice(0, DAYS) });

  const seconds = (performance.now() - before.at) / 1_000;
  const { user, system } = process.cpuUsage(before.cpu);
  print(
    `${CONTACTS} contacts, ${DAYS} days: ${seconds.toFixed(0)} s, of which this process computed ${((user + system) / 1e6).toFixed(0)} s`,
  );
  print(
    `${lived.events.length} events, ${lived.sent.length} mails, ${(await evaluations()) - before.evaluations} evaluations, ${calls() - before.calls} calls to the sandbox`,
  );

  async function evaluations(): Promise<number> {
    return (await app.metrics.evaluations.get()).values[0]?.value ?? 0;
  }
  function calls(): number {
    return sandbox.calls.summary().total;
  }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
