import os from 'node:os';
import type { World } from '../demo/world.ts';
import { loadSample } from '../sandbox/sample/sample.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import type { Model } from '../src/domain/model/model.ts';
import { referenceData } from '../src/reference-data/reference-data.ts';
import { readBase } from '../src/store/models/base.ts';
import { whatIf, wholeWhatIf } from '../src/use-cases/models/what-if/what-if.ts';
import { bytesOf, copyBase } from './support/copy-base.ts';
import { inWorld } from './support/in-world.ts';
import { machine, saved } from './support/measure.ts';

/*
 * What a what-if over all contacts costs, beside reading and decoding the same rows (50,000 of
 * them at most) once in the same run, and how many bytes a contact takes on the disk. The contacts
 * are those of the sample, onboarded as usual and then copied with their activities.
 *
 *   npm exec -- node bench/what-if.ts [contacts, default 20000] [rounds, default 3]
 *
 * Without rounds (0) it makes only the first estimate of each draft, three times.
 */

const CONTACTS = Number(process.argv[2] ?? 20_000);
const ROUNDS = Number(process.argv[3] ?? 3);
/** What a what-if reads of a contact. */
const READ = ['contact', 'activity_pack', 'activity'];
/** Reading a million takes half an hour and tells nothing more. */
const READ_AT_MOST = 50_000;

await inWorld(run);

async function run({ sandbox, app, install, settled }: World): Promise<void> {
  loadSample(sandbox.portal());
  await install();
  await settled();
  const { db } = app.database;
  const portalId = sandbox.portal().settings.id;
  const seconds = await copyBase(db, CONTACTS, READ);
  const bytes = await bytesOf(db, READ);

  const context = { db, clock: sandbox.clock, referenceData };
  const drafts: Readonly<Record<string, Model>> = {
    'one rule that reads facts': withRule(DEFAULT_MODEL, 'country'),
    'one rule that reads what Ripen derives': withRule(DEFAULT_MODEL, 'lead.mail_kind'),
    'a threshold, which touches few': withThreshold(DEFAULT_MODEL),
    'five points more for everybody': withStart(DEFAULT_MODEL),
  };
  if (ROUNDS === 0) return estimates(context, portalId, drafts);
  const reading = await median(() => readSome(db, portalId));
  console.log(`${machine()}; ${CONTACTS} contacts, ${ROUNDS === 1 ? '1 round' : `${ROUNDS} rounds, medians`}`);
  console.log(
    `stored: ${Object.entries(bytes)
      .map(([table, size]) => `${table} ${size} bytes`)
      .join(', ')} a contact; copied in ${seconds.toFixed(0)} s`,
  );
  console.log(
    `reading and decoding ${reading.contacts} rows once: ${reading.wall.toFixed(1)} s, ${((reading.cpu * 1e6) / reading.contacts).toFixed(0)} µs of this process a contact`,
  );
  const figures: Record<string, object> = {};
  for (const [name, draft] of Object.entries(drafts)) {
    let estimateMs = 0;
    let peak = 0;
    let foretold = '';
    const cost = await median(async () => {
      const began = performance.now();
      const outcome = await wholeWhatIf(
        context,
        portalId,
        { document: draft },
        {
          onStep: (step) => {
            peak = Math.max(peak, process.memoryUsage().heapUsed);
            if (step.step !== 'estimate') return;
            estimateMs = performance.now() - began;
            const { low, high } = step.estimate.movers;
            foretold = `${low} to ${high} movers foretold`;
          },
        },
      );
      if (outcome.outcome !== 'done') throw new Error(`The what-if ended: ${JSON.stringify(outcome)}`);
      if (outcome.result.movers === 0) throw new Error(`Nobody moves by the draft "${name}": it measures nothing.`);
      foretold = `${foretold}, ${outcome.result.movers} found`;
      return outcome.result.contacts;
    });
    const share = reading.contacts / cost.contacts;
    const ratio = { wall: (cost.wall / reading.wall) * share, cpu: (cost.cpu / reading.cpu) * share };
    figures[name] = { ...cost, ratio, estimateMs, peakHeapMb: peak / 1e6 };
    console.log(
      `${name}: ${cost.wall.toFixed(1)} s (${ratio.wall.toFixed(2)} × reading), ${((cost.cpu * 1e6) / cost.contacts).toFixed(0)} µs of this process a contact (${ratio.cpu.toFixed(2)} ×); estimate after ${(estimateMs / 1000).toFixed(1)} s (${foretold}), heap at most ${(peak / 1e6).toFixed(0)} MB`,
    );
  }
  await saved('what-if', { bytes, reading, figures });
}

type Context = Parameters<typeof whatIf>[0];

/** When each draft has its first estimate, and what that says; nothing else is counted. */
async function estimates(context: Context, portalId: number, drafts: Readonly<Record<string, Model>>): Promise<void> {
  console.log(`${machine()}; ${CONTACTS} contacts, only estimates; load ${os.loadavg()[0]!.toFixed(0)}`);
  for (const [name, document] of Object.entries(drafts))
    for (let round = 0; round < 3; round++) {
      const began = performance.now();
      for await (const step of whatIf(context, portalId, { document })) {
        if (step.step !== 'estimate') continue;
        const { sample, of, movers } = step.estimate;
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        console.log(`${name}: after ${seconds} s, ${movers.low} to ${movers.high} movers of ${of}, from ${sample}`);
        break;
      }
    }
}

type Cost = { readonly wall: number; readonly cpu: number; readonly contacts: number };

/** Seconds of the clock and of this process, the median of rounds. */
async function median(work: () => Promise<number>): Promise<Cost> {
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const [began, before] = [performance.now(), process.cpuUsage()];
    const contacts = await work();
    const { user, system } = process.cpuUsage(before);
    costs.push({ wall: (performance.now() - began) / 1000, cpu: (user + system) / 1e6, contacts });
  }
  return costs.sort((a, b) => a.cpu - b.cpu)[ROUNDS >> 1]!;
}

type Db = World['app']['database']['db'];

async function readSome(db: Db, portalId: number): Promise<number> {
  let count = 0;
  for (let after = 0; ; ) {
    const page = await readBase(db, portalId, { after, limit: 500 });
    count += page.length;
    if (page.length < 500 || count >= READ_AT_MOST) return count;
    after = page.at(-1)!.contactId;
  }
}

/** Adds a rule to the explicit group with the highest cap, so that the rule moves contacts. */
function withRule(model: Model, field: string): Model {
  const [{ id: group }] = model.groups.filter(({ kind }) => kind === 'explicit').toSorted((a, b) => b.cap - a.cap) as [
    Model['groups'][number],
  ];
  const rule = { id: 'bench', label: 'Bench', group, points: 10, when: { field, oneOf: ['Germany', 'free'] } };
  return { ...model, explicit: [...model.explicit, rule] };
}

function withStart({ start, ...model }: Model): Model {
  return { ...model, start: { ...start, explicit: start.explicit + 5 } };
}

function withThreshold({ qualification, ...model }: Model): Model {
  const { sql } = qualification;
  const enter = { ...sql.enter, combined: 45 };
  return { ...model, qualification: { ...qualification, sql: { ...sql, enter } } };
}
