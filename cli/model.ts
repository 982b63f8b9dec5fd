import { own } from '../src/domain/own.ts';
import { runAsProgram, type Surroundings } from './command.ts';
import { type Command, parsed, Refusal, wrongCall } from './model/call.ts';
import { COMPARING } from './model/compare-models.ts';
import { DRAFTING } from './model/draft-models.ts';
import { HOLIDAYS } from './model/holidays.ts';
import { LEARNING } from './model/learn-models.ts';
import { PUBLISHING } from './model/publish-models.ts';
import { SETTING_UP } from './model/set-up-models.ts';
import { SHOWING } from './model/show-models.ts';
import { USAGE } from './model/usage.ts';

/*
 * `npm run model`: models for the operator and for newcomers. Prints data to the standard output,
 * and sentences about them to the standard error. Reads the same environment as the server, and may
 * run beside it.
 */

const COMMANDS: Readonly<Record<string, Command>> = {
  ...SHOWING,
  ...COMPARING,
  ...DRAFTING,
  ...PUBLISHING,
  ...LEARNING,
  ...HOLIDAYS,
  ...SETTING_UP,
};

/** How many words come after a command at most, if they are not two. */
const WORDS: Readonly<Record<string, number>> = {
  get: 1,
  starting: 1,
  check: 1,
  replay: 1,
  publish: 1,
  learn: 1,
  'hold-outs': 1,
  versions: 1,
  save: 3,
  'set-up': 3,
};

/** Runs a command to its end; answers its exit code. */
export async function modelCommand(argv: readonly string[], { env, print, tell }: Surroundings): Promise<number> {
  try {
    const { values, positionals } = parsed(argv);
    const [command = '', ...args] = positionals;
    if (values.help || command === 'help') {
      print(USAGE);
      return 0;
    }
    const run = own(COMMANDS, command);
    if (run === undefined)
      throw wrongCall(command === '' ? 'Expected a command.' : `There is no command "${command}".`);
    const surplus = args[WORDS[command] ?? 2];
    if (surplus !== undefined) throw wrongCall(`What is "${surplus}" for?`);
    await run({ values, args, env, print, tell });
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.message !== '') tell(error.message);
    return error.code;
  }
}

if (import.meta.main) await runAsProgram(modelCommand);
