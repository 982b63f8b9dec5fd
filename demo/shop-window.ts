import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Bundle, CARDS, type CardName, PACKAGES } from '../cards/build.ts';
import { startWeb, type Web, type WebOptions } from '../sandbox/web/start-web.ts';
import { ACTIONS, hsmetaOf } from '../workflows-actions/index.ts';
import { CARD_EXAMPLES } from './card-examples.ts';
import { ledgerPages } from './ledger-pages.ts';
import type { World } from './world.ts';

/**
 * Opens the sandbox portal as a web site, with Ripen's cards and workflow actions. `cards`: what
 * `buildCards` has built.
 */
export async function openShopWindow(
  world: Pick<World, 'sandbox' | 'app' | 'config' | 'settled'>,
  cards: readonly Pick<Bundle, 'card' | 'file'>[],
  options: Partial<Pick<WebOptions, 'port' | 'quota' | 'pass'>> = {},
): Promise<Web> {
  const { publicUrl } = world.config;
  return startWeb({
    sandbox: world.sandbox,
    appUrl: world.app.url,
    publicUrl,
    actions: ACTIONS.map((definition) => hsmetaOf(definition, publicUrl)),
    bundles: cards.map(({ card, file }) => ({ id: card, file, ...cardMeta(card) })),
    examples: CARD_EXAMPLES,
    pages: ledgerPages(world),
    settled: world.settled,
    ...options,
  });
}

type CardMeta = Pick<WebOptions['bundles'][number], 'title' | 'location'>;

/** Title and place of a card, from its declaration. A page declares neither. */
function cardMeta(card: CardName): CardMeta {
  const { entry, from } = CARDS[card];
  const declared = readFileSync(path.join(PACKAGES[from], `${kebab(entry)}-hsmeta.json`), 'utf8');
  const { config } = JSON.parse(declared) as { config: { name?: string; location?: CardMeta['location'] } };
  return { title: config.name ?? entry, location: config.location ?? (from === 'pages' ? 'pages' : 'settings') };
}

const kebab = (name: string): string => name.replace(/(?<=[a-z])[A-Z]/g, '-$&').toLowerCase();
