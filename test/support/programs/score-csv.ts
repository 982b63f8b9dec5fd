import { score } from '../../../cli/score.ts';
import { runCommand } from './run-command.ts';

/** Scores a CSV file by the command, in this process. Resolves with what it says of the file. */
export async function scoreCsv(...args: readonly string[]): Promise<string> {
  const { code, said, complained } = await runCommand(null, score, ...args);
  if (code !== 0) throw new Error(`Code ${code}: ${said}\n${complained}`);
  return said;
}
