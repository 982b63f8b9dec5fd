import type { Reporter, TestModule } from 'vitest/node';

const SHOWN = 15;
const SLOW_MS = 5_000;

/** Prints the files that took longest, so that the next slow one is seen when it comes. */
export const slowestFiles: Reporter = {
  onTestRunEnd(modules) {
    const slow = modules
      .map((module) => ({ file: module.relativeModuleId, ms: msOf(module) }))
      .filter(({ ms }) => ms > SLOW_MS)
      .sort((a, b) => b.ms - a.ms);
    if (slow.length === 0) return;
    const lines = slow.slice(0, SHOWN).map(({ file, ms }) => `${`${Math.round(ms / 1_000)} s`.padStart(8)}  ${file}`);
    const sum = modules.reduce((total, module) => total + msOf(module), 0);
    console.log(`\nSlowest of ${modules.length} files (${Math.round(sum / 1_000)} s together)\n${lines.join('\n')}\n`);
  },
};

/** All that a worker spends on a file. */
function msOf(module: TestModule): number {
  const { duration, collectDuration, prepareDuration, setupDuration } = module.diagnostic();
  return duration + collectDuration + prepareDuration + setupDuration;
}
