import { html } from '../html.ts';
import type { WebParts } from '../parts.ts';
import { cardBox } from './contact-record.ts';
import type { Page } from './layout.ts';

/** The app's settings page, as it stands under Connected apps. */
export const appSettingsPage = (parts: WebParts): Page => pageOf(parts, 'settings', 'Settings', '/settings');

/** The app's own page, as it stands in the navigation. */
export const appPage = (parts: WebParts): Page => pageOf(parts, 'pages', 'App page', '/app');

function pageOf(parts: WebParts, at: 'settings' | 'pages', title: string, section: string): Page {
  const page = parts.bundles.find(({ location }) => location === at);
  const body = html`<h1>${parts.appName}</h1>
${page === undefined ? html`<p>The app has no such page.</p>` : cardBox(parts, page, '')}`;
  return { title, section, body, script: true };
}
