import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildCards, CARDS, type CardName, PACKAGES } from '../cards/build.ts';
import { startWeb, type Web, type WebOptions } from '../sandbox/web/start-web.ts';
import { ACTIONS, hsmetaOf } from '../workflows-actions/index.ts';
import { CARD_EXAMPLES } from './card-examples.ts';
import { ledgerPages } from './ledger-pages.ts';
import type { World } from './world.ts';

/**
 * The sandbox portal as a web site, with this project's own cards and workflow actions in it.
 * Builds the cards.
 */
export async function openShopWindow(
  world: Pick<World, 'sandbox' | 'app' | 'config' | 'settled'>,
  options: Partial<Pick<WebOptions, 'port' | 'quota' | 'pass'>> = {},
): Promise<Web> {
  const { publicUrl } = world.config;
  const outputDir = await mkdtemp(path.join(os.tmpdir(), 'ripen-cards-'));
  const built = await buildCards({ outputDir });
  const web = await startWeb({
    sandbox: world.sandbox,
    appUrl: world.app.url,
    publicUrl,
    actions: ACTIONS.map((definition) => hsmetaOf(definition, publicUrl)),
    bundles: built.map(({ card, file }) => ({ id: card, file, ...cardMeta(card) })),
    examples: CARD_EXAMPLES,
    pages: ledgerPages(world),
    settled: world.settled,
    ...options,
  });
  return {
    url: web.url,
    close: async () => {
      await web.close();
      await rm(outputDir, { recursive: true, force: true });
    },
  };
}

type CardMeta = Pick<WebOptions['bundles'][number], 'title' | 'location'>;

/** What HubSpot knows of a card; of the settings page it needs neither name nor place. */
function cardMeta(card: CardName): CardMeta {
  const { entry, from } = CARDS[card];
  const declared = readFileSync(path.join(PACKAGES[from], `${kebab(entry)}-hsmeta.json`), 'utf8');
  const { config } = JSON.parse(declared) as { config: { name?: string; location?: CardMeta['location'] } };
  return { title: config.name ?? 'Settings', location: config.location ?? 'settings' };
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
