import path from 'node:path';
import { rolldown } from 'rolldown';

/** The two programs of the preview for the browser: one draws, the other runs cards. */
export type BrowserPrograms = { readonly host: string; readonly worker: string };

/** Bundles both from source; about a second, in memory. */
export async function buildBrowserPrograms(): Promise<BrowserPrograms> {
  const [host, worker] = await Promise.all([bundle('host.tsx'), bundle('worker.ts')]);
  return { host, worker };
}

async function bundle(entry: string): Promise<string> {
  const build = await rolldown({
    input: path.join(import.meta.dirname, 'browser', entry),
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' }, jsx: { runtime: 'automatic' } },
    tsconfig: false,
  });
  const { output } = await build.generate({ format: 'iife', minify: true });
  await build.close();
  return output[0].code;
}
