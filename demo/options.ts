import { parseArgs } from 'node:util';

/** What the demo was asked to do, or why it cannot. */
export type DemoOptions =
  | { readonly outcome: 'help' }
  | { readonly outcome: 'wrong'; readonly sentence: string }
  | {
      readonly outcome: 'run';
      readonly port: number;
      readonly exit: boolean;
      readonly file: { readonly contacts: string; readonly mapping: string | null } | null;
    };

export const USAGE = `npm run demo -- [options]

Starts a sandbox portal that stands for HubSpot, installs Ripen into it, prints who is ripe and why,
and stays up: a web page, and a prompt where there is a terminal. Ctrl-C ends it and leaves nothing.

  --port 4020        of the web page; without it, any free port
  --exit             ends after the tables
  --contacts FILE    your own contacts, a CSV file such as HubSpot's own export, instead of the
                     303 made-up ones
  --mapping FILE     says what its columns mean, if Ripen does not recognise them (sandbox/csv/README.md)
  --help             this text`;

export function readOptions(args: readonly string[]): DemoOptions {
  const wrong = (sentence: string): DemoOptions => ({ outcome: 'wrong', sentence });
  let read: ReturnType<typeof parse>;
  try {
    read = parse(args);
  } catch (error) {
    // The first sentence of Node's message names the option; the rest is for programmers.
    return wrong(`${error instanceof Error ? (error.message.split(/\. (?=To specify)/)[0] ?? '') : error}`);
  }
  const { port = '0', exit, contacts, mapping, help } = read.values;
  if (help) return { outcome: 'help' };
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    return wrong(`--port expects a number from 0 to 65535, and "${port}" came.`);
  if (mapping !== undefined && contacts === undefined)
    return wrong('--mapping belongs to --contacts FILE: the CSV file whose columns it explains.');
  return {
    outcome: 'run',
    port: Number(port),
    exit,
    file: contacts === undefined ? null : { contacts, mapping: mapping ?? null },
  };
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      exit: { type: 'boolean', default: false },
      contacts: { type: 'string' },
      mapping: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
