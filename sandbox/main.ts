import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { guessMapping } from './csv/guess-mapping.ts';
import { readMapping } from './csv/mapping.ts';
import { importCsv } from './import-csv.ts';
import { readProject } from './project.ts';
import { loadSample } from './sample/sample.ts';
import type { Sandbox } from './sandbox.ts';
import { startSandbox } from './start-sandbox.ts';

const USAGE = `npm run sandbox -- [options]

  --port 4010                    0 takes any free port
  --sample                       fill the account with about 300 made-up contacts
  --contacts FILE                fill it from a CSV file, for example HubSpot's own export
  --mapping FILE                 what its columns mean, where they are called otherwise (see sandbox/csv/README.md)
  --project dist/hubspot         the app's scopes, addresses and webhooks, from the folder that "npm run app:build" writes
  --client-id, --client-secret   of the app that will connect
  --webhook-url URL              where events go, whatever the project says; subscriptions: PUT /_sandbox/webhooks`;

const parse = () =>
  parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      sample: { type: 'boolean', default: false },
      contacts: { type: 'string' },
      mapping: { type: 'string' },
      project: { type: 'string' },
      'client-id': { type: 'string' },
      'client-secret': { type: 'string' },
      'webhook-url': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  }).values;

function options(): ReturnType<typeof parse> {
  try {
    return parse();
  } catch (error) {
    throw new Error(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function main(): Promise<void> {
  const values = options();
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`--port must be 0 to 65535, got ${values.port}.`);
  if (values.contacts === undefined && values.mapping !== undefined)
    throw new Error('--mapping says what the columns of --contacts FILE mean, and no such file came.');
  const project = values.project === undefined ? null : readProject(values.project);
  const sandbox = await startSandbox({
    port,
    app: {
      ...project?.app,
      ...(values['client-id'] ? { clientId: values['client-id'] } : {}),
      ...(values['client-secret'] ? { clientSecret: values['client-secret'] } : {}),
    },
    webhooks: { ...project?.webhooks, ...(values['webhook-url'] ? { targetUrl: values['webhook-url'] } : {}) },
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
  await fill(sandbox, values).catch(async (error: unknown) => {
    await sandbox.close();
    throw error;
  });
  const portal = sandbox.portal();
  console.log(`Portal ${portal.settings.id} with ${portal.records.contacts.size()} contacts at ${sandbox.url}`);
  console.log(`Control and inspection: GET ${sandbox.url}/_sandbox`);
  if (project !== null) console.log(`Webhooks go to ${sandbox.webhooks.settings().targetUrl}`);
}

async function fill(sandbox: Sandbox, values: ReturnType<typeof options>): Promise<void> {
  if (values.sample) loadSample(sandbox.portal());
  if (!values.contacts) return;
  const mapping = values.mapping
    ? readMapping(JSON.parse(readFileSync(values.mapping, 'utf8')))
    : (await guessMapping(values.contacts, { now: sandbox.clock.now() })).mapping;
  const { imported, bad, leftOut } = await importCsv(sandbox.portal(), values.contacts, mapping);
  console.log(`Imported ${imported} contacts from ${values.contacts}; ${bad.length} bad rows.`);
  for (const { line, reason } of bad.slice(0, 10)) console.log(`  line ${line}: ${reason}`);
  for (const { cells, reason } of leftOut) console.log(`  left out of ${cells} cells, the first: ${reason}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
