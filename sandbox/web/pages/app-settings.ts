import { html } from '../html.ts';
import type { WebParts } from '../parts.ts';
import { cardBox } from './contact-record.ts';
import type { Page } from './layout.ts';

/** The app's settings page, as it stands under Connected apps. */
export function appSettingsPage(parts: WebParts): Page {
  const page = parts.bundles.find(({ location }) => location === 'settings');
  const body = html`<h1>${parts.appName}</h1>
${page === undefined ? html`<p>The app has no settings page.</p>` : cardBox(parts, page, '')}`;
  return { title: 'Settings', section: '/settings', body, script: true };
}
