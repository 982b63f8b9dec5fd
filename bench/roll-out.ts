import { Session } from 'node:inspector/promises';
import type { World } from '../demo/world.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import type { Model } from '../src/domain/model/model.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { publishPlan } from '../src/use-cases/models/publish/publish-plan.ts';
import type { Wanted } from '../src/use-cases/models/what-if/prepare-comparison.ts';
import { wholeWhatIf } from '../src/use-cases/models/what-if/what-if.ts';
import { FAST, FAST_SANDBOX } from '../test/support/fast-limits.ts';
import { type CpuProfile, type Share, sharesOf } from './support/cpu-profile.ts';
import { inWorld } from './support/in-world.ts';
import { loadSamples } from './support/load-samples.ts';
import { machine, saved, serverMs } from './support/measure.ts';

/*
 * What it costs to roll out a version that may touch everybody, and to take it back: processor time
 * of the process without the sandbox's share, and of PostgreSQL, a contact. The base is samples of
 * other seeds, onboarded as usual.
 *
 *   npm exec -- node bench/roll-out.ts [contacts, default 2000]
 *
 * `ANSWER_MS=300`: HubSpot answers a write of contacts after so long.
 */

const CONTACTS = Number(process.argv[2] ?? 2_000);
/** Lines of the profile to print. */
const SHOWN = Number(process.env['SHOWN'] ?? 0);
const ANSWER_MS = Number(process.env['ANSWER_MS'] ?? 0);

await inWorld(run, { sandbox: { rate: FAST_SANDBOX }, app: { debounceMs: 0, limits: FAST } });

async function run({ sandbox, app, install, settled }: World, dataDir: string): Promise<void> {
  const contacts = loadSamples(sandbox.portal(), CONTACTS);
  const { db } = app.database;
  const portalId = sandbox.portal().settings.id;
  const context = { db, clock: sandbox.clock, referenceData };
  console.log(`${machine()}; ${contacts} contacts`);
  const figures: Record<string, Cost> = {};
  const measured = async (name: string, work: () => Promise<unknown>) => {
    const cost = await costOf(dataDir, work);
    figures[name] = cost;
    const micros = (ms: number) => `${((ms * 1000) / contacts).toFixed(0)} µs`;
    console.log(
      `${name}: ${(cost.wallMs / 1000).toFixed(1)} s; a contact: ${micros(cost.ownMs)} of the process, ${micros(cost.sandboxMs)} of the sandbox, ${micros(cost.serverMs)} of PostgreSQL`,
    );
    for (const { name: what, ms } of cost.functions.slice(0, SHOWN)) console.log(`  ${micros(ms).padStart(9)} ${what}`);
  };
  await measured('onboarded', async () => {
    await install();
    await settled();
  });
  const effect = { kind: 'delay', milliseconds: ANSWER_MS } as const;
  if (ANSWER_MS > 0)
    sandbox.faults.add({ method: 'POST', path: '/crm/*/contacts/batch/update', times: 1_000_000, effect });
  for (const [name, wanted] of [
    ['five points more for everybody', { document: withStart(DEFAULT_MODEL) }],
    ['that taken back', { backTo: 1 }],
    ['a threshold, which touches few', { document: withThreshold(DEFAULT_MODEL) }],
    ['days of signals, which may touch everybody', { document: withDays(withThreshold(DEFAULT_MODEL)) }],
  ] as const satisfies readonly (readonly [string, Wanted])[]) {
    let fingerprint = '';
    await measured(`${name}, planned`, async () => {
      const outcome = await wholeWhatIf(context, portalId, wanted);
      if (outcome.outcome !== 'done') throw new Error(`The what-if ended: ${JSON.stringify(outcome)}`);
      if (outcome.result.movers === 0 && !name.startsWith('days'))
        throw new Error('Nobody moves: it measures nothing.');
      fingerprint = outcome.fingerprint;
    });
    await measured(`${name}, rolled out`, async () => {
      const by = { userId: 7, name: 'bench@engines.example' };
      const outcome = await publishPlan(context, portalId, { fingerprint, by, note: 'To see what it costs.' });
      if (outcome.outcome !== 'published') throw new Error(JSON.stringify(outcome));
      app.worker.wake();
      await settled();
    });
  }
  await saved('roll-out', { contacts, figures });
}

type Cost = {
  readonly wallMs: number;
  readonly ownMs: number;
  readonly sandboxMs: number;
  readonly serverMs: number;
  readonly functions: readonly Share[];
};

async function costOf(dataDir: string, work: () => Promise<unknown>): Promise<Cost> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  const [began, before, server] = [performance.now(), process.cpuUsage(), await serverMs(dataDir)];
  await work();
  const { user, system } = process.cpuUsage(before);
  const [wallMs, ours, serverNow] = [performance.now() - began, (user + system) / 1000, await serverMs(dataDir)];
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const { files, functions, ms } = sharesOf(profile as unknown as CpuProfile, new URL('..', import.meta.url).href);
  const sandbox = files.filter(({ name }) => name.startsWith('sandbox/')).reduce((sum, { ms }) => sum + ms, 0);
  return {
    wallMs,
    ownMs: ours * (1 - sandbox / ms),
    sandboxMs: (ours * sandbox) / ms,
    serverMs: serverNow - server,
    functions,
  };
}

function withStart({ start, ...model }: Model): Model {
  return { ...model, start: { ...start, explicit: start.explicit + 5 } };
}

function withThreshold({ qualification, ...model }: Model): Model {
  const { sql: sales } = qualification;
  return { ...model, qualification: { ...qualification, sql: { ...sales, enter: { ...sales.enter, combined: 45 } } } };
}

/** It changes few contacts, and no contact tells so by what is stored. */
function withDays({ qualification, ...model }: Model): Model {
  return { ...model, qualification: { ...qualification, signalDays: qualification.signalDays + 1 } };
}
