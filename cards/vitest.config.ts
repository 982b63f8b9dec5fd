import { defineConfig } from 'vitest/config';
// biome-ignore lint/style/noDefaultExport: vitest reads it
export default defineConfig({ root: '/work/main', test: { include: ['cards/**/*.test.ts'], maxWorkers: 1 } });
