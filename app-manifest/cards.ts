import pages from '../cards/pages/pages-hsmeta.json' with { type: 'json' };
import scoreSidebar from '../cards/score/score-sidebar-hsmeta.json' with { type: 'json' };
import scoreTab from '../cards/score/score-tab-hsmeta.json' with { type: 'json' };
import settings from '../cards/settings/settings-hsmeta.json' with { type: 'json' };
import type { Component } from './component.ts';

/** The folder of each type of extension. HubSpot installs and builds each folder alone. */
export const PACKAGES = { card: 'cards/score', settings: 'cards/settings', page: 'cards/pages' } as const;

type Declared = { readonly uid: string; readonly config: { readonly entrypoint: string } };

/** The cards, each with the alt text of its picture in HubSpot's card library. */
const CARDS: readonly (readonly [Declared, altText: string])[] = [
  [scoreTab, 'The lead score with its two halves, the strongest reasons and what to do next'],
  [scoreSidebar, 'The lead score, its strongest reasons and the next step in a narrow column'],
];

/** The entry files of all cards and pages, relative to the project's source folder. */
export const ENTRIES: readonly string[] = [...CARDS.map(([card]) => card), settings, pages].map(
  ({ config }) => config.entrypoint,
);

/**
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/app-cards/reference
 */
export const cardComponents = (): readonly Component[] =>
  CARDS.map(([{ uid, config }, altText]) => ({
    uid,
    type: 'card',
    config: { ...config, previewImage: { file: `./${uid}.png`, altText } },
  }));

/**
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/create-a-settings-component
 */
export const settingsComponent = (): Component => ({ ...settings, type: 'settings' });

/**
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensibility/app-pages/overview
 */
export const pageComponent = (): Component => ({ ...pages, type: 'page' });
