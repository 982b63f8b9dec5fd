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

/** Runs a command as a program of its own. */
export async function runAsProgram(command: Command): Promise<void> {
  const [print, tell] = [console.log, console.error];
  process.exitCode = await command(process.argv.slice(2), { env: process.env, print, tell });
}
