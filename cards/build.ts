import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
// This entry and not the package's root, which reports crashes to HubSpot and ends the process on them.
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

/** The cards' package, which HubSpot builds alone. */
export const CARDS_FOLDER = path.join(import.meta.dirname, 'score');

/** The entry of each card. */
export const CARDS = { 'score-tab': 'ScoreTab', 'score-sidebar': 'ScoreSidebar' } as const;
export type CardName = keyof typeof CARDS;

export type Bundle = {
  readonly card: CardName;
  /** one file, an IIFE that expects React and RemoteUI as globals */
  readonly file: string;
  readonly bytes: number;
  readonly gzippedBytes: number;
};

/**
 * HubSpot's own production build of every card. Its packages are found from `folder` upwards, so the project's own
 * node_modules is enough. `variables` become `context.variables` at HubSpot; they are not compiled in.
 */
export async function buildCards({
  folder = CARDS_FOLDER,
  outputDir = path.join(folder, 'dist'),
}: {
  readonly folder?: string;
  readonly outputDir?: string;
} = {}): Promise<Bundle[]> {
  const bundles: Bundle[] = [];
  for (const [card, entry] of Object.entries(CARDS) as [CardName, string][]) {
    // A build empties its folder first.
    const cardDir = path.join(outputDir, card);
    await inProduction(() =>
      remoteBuild({
        root: folder,
        entryPoint: path.join(folder, `${entry}.tsx`),
        outputDir: cardDir,
        logLevel: 'error',
        appConfig: { variables: {} },
      }),
    );
    const file = path.join(cardDir, `${entry}.js`);
    const gzippedBytes = gzipSync(await readFile(file)).length;
    bundles.push({ card, file, bytes: (await stat(file)).size, gzippedBytes });
  }
  return bundles;
}

/** With any other NODE_ENV, a test run's for one, React's development runtime would be in the bundle. */
async function inProduction(build: () => Promise<void>): Promise<void> {
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build();
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { card, file, bytes, gzippedBytes } of await buildCards())
    console.log(`${card}: ${bytes} bytes, ${gzippedBytes} gzipped, ${path.relative(process.cwd(), file)}`);
}
