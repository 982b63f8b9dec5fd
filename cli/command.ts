import type { Logger } from 'pino';
import type { Config } from '../src/app/config.ts';
import { type Directory, openDirectory } from '../src/app/directory.ts';
import { messageOf, troubleOf } from '../src/postgres/trouble.ts';
import { print, tell } from './printing.ts';

/** What a command reads its settings from, and where its output goes. */
export type Surroundings = {
  readonly env: NodeJS.ProcessEnv;
  /** prints data */
  readonly print: (text: string) => void;
  /** prints sentences about the data */
  readonly tell: (text: string) => void;
};

/** One of the operator's commands. It resolves with the exit code. */
export type Command = (argv: readonly string[], surroundings: Surroundings) => Promise<number>;

/** Runs a command as a program of its own. What hinders the database is told in a sentence. */
export async function runAsProgram(command: Command): Promise<void> {
  try {
    process.exitCode = await command(process.argv.slice(2), { env: process.env, print, tell });
  } catch (error) {
    if (!(error instanceof Unusable) && troubleOf(error) === null) throw error;
    tell(messageOf(error));
    process.exitCode = 1;
  }
}

/** No database can be opened; the message is a sentence to the operator. */
class Unusable extends Error {}

export const openPlaces = (config: Config, log: Logger): Promise<Directory> =>
  openDirectory(config, log).catch((cause: unknown) => {
    throw new Unusable(messageOf(cause), { cause });
  });
