import { parseArgs } from 'node:util';
import { loadSample } from './sample/sample.ts';
import { startSandbox } from './start-sandbox.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '4010' },
    sample: { type: 'boolean', default: false },
    contacts: { type: 'string' },
    mapping: { type: 'string' },
    'client-id': { type: 'string' },
    'client-secret': { type: 'string' },
    'webhook-url': { type: 'string' },
  },
});

const sandbox = await startSandbox({ port: Number(values.port) });
if (values.sample) loadSample(sandbox.portal());
console.log(`Sandbox portal ${sandbox.portal().settings.id} at ${sandbox.url} (control: ${sandbox.url}/_sandbox)`);
