import path from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/runner/longest-first.ts';
import { slowestFiles } from './test/support/runner/slowest-files.ts';

/** For a machine that takes ten times as long: tests wait for facts, and not for these. */
const DEADLINES = { testTimeout: 2_400_000, hookTimeout: 2_400_000 };

/** Pages are JSX, which Node does not run; only vite can put a fake in a module's place. */
const NEEDS_VITE = ['cards/**/*.test.ts', 'src/worker/serve-portal.test.ts'];

/**
 * Modules are those of Node: nothing is transformed, an import is no getter, and compiled code is
 * kept. The modules of the app take most of a second to evaluate: a process does it once.
 */
const AS_NODE_RUNS_IT = { isolate: false, experimental: { viteModuleRunner: false } };

// Tests start the app and its commands as programs, which then compile half a second less each.
process.env['NODE_COMPILE_CACHE'] ??= path.join(import.meta.dirname, 'node_modules/.cache/node');
// Fewer collections of the garbage that tests and programs make: a tenth of the processor's time.
process.env['NODE_OPTIONS'] ??= '--max-semi-space-size=64';

export default defineConfig({
  test: {
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    reporters: ['default', slowestFiles],
    projects: [
      {
        extends: true,
        // What stands beside the code needs neither a database nor a browser, and shares processes.
        test: {
          name: 'fast',
          include: ['{src,sandbox,demo,cli,bench,workflows-actions}/**/*.test.ts'],
          exclude: NEEDS_VITE,
          ...AS_NODE_RUNS_IT,
          ...DEADLINES,
        },
      },
      {
        extends: true,
        test: { name: 'fast-vite', include: NEEDS_VITE, isolate: false, ...DEADLINES },
      },
      {
        extends: true,
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          globalSetup: 'test/support/global-setup.ts',
          ...AS_NODE_RUNS_IT,
          ...DEADLINES,
        },
      },
    ],
  },
});
