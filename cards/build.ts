import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
// This entry and not the package's root, which reports crashes to HubSpot and ends the process on
// them.
import { remoteBuild } from '@hubspot/ui-extensions-dev-server/build';

/** The packages of the cards. HubSpot installs and builds each alone. */
export const PACKAGES = {
  score: path.join(import.meta.dirname, 'score'),
  settings: path.join(import.meta.dirname, 'settings'),
  pages: path.join(import.meta.dirname, 'pages'),
} as const;
export type PackageName = keyof typeof PACKAGES;

/** The entry of each card and page, and its package. */
export const CARDS = {
  'score-tab': { entry: 'ScoreTab', from: 'score' },
  'score-sidebar': { entry: 'ScoreSidebar', from: 'score' },
  settings: { entry: 'Settings', from: 'settings' },
  pages: { entry: 'Pages', from: 'pages' },
} as const satisfies Readonly<Record<string, { readonly entry: string; readonly from: PackageName }>>;
export type CardName = keyof typeof CARDS;

export type Bundle = {
  readonly card: CardName;
  /** one file, an IIFE that expects React and RemoteUI as globals */
  readonly file: string;
  readonly bytes: number;
  readonly gzippedBytes: number;
};

/**
 * Builds all cards and pages for production, as HubSpot does. A folder's packages are looked up
 * from there upwards, so the project's own node_modules is enough. HubSpot hands `variables` over
 * at run time as `context.variables`; the bundle does not hold them.
 */
export async function buildCards({
  folders = PACKAGES,
  outputDir = path.join(import.meta.dirname, 'dist'),
}: {
  readonly folders?: Readonly<Record<PackageName, string>>;
  readonly outputDir?: string;
} = {}): Promise<Bundle[]> {
  const bundles: Bundle[] = [];
  for (const [card, { entry, from }] of Object.entries(CARDS) as [CardName, (typeof CARDS)[CardName]][]) {
    const root = folders[from];
    // A build empties its folder first.
    const cardDir = path.join(outputDir, card);
    await inProduction(() =>
      remoteBuild({
        root,
        entryPoint: path.join(root, `${entry}.tsx`),
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

/**
 * With another NODE_ENV, such as that of a test run, the bundle would hold React for development.
 */
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
