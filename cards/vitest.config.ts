import { defineConfig } from 'vitest/config';

/** The cards' tests alone, which need neither database nor browser. */
// biome-ignore lint/style/noDefaultExport: vitest reads the default export.
export default defineConfig({ root: import.meta.dirname, test: { include: ['**/*.test.ts'], maxWorkers: 1 } });
