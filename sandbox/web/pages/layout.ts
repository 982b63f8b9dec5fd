import { type Html, html } from '../html.ts';
import type { WebParts } from '../parts.ts';

export type Page = {
  readonly title: string;
  /** address of the part of the site that this page belongs to */
  readonly section: string;
  readonly body: Html;
  readonly script?: boolean;
};

const SECTIONS = [
  ['/', 'Contacts'],
  ['/lists', 'Lists'],
  ['/workflows', 'Workflows'],
  ['/calls', 'API calls'],
  ['/settings', 'App settings'],
  ['/app', 'App page'],
] as const;

export const instant = (milliseconds: number): string =>
  `${new Date(milliseconds).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })} UTC`;

/**
 * The frame of every page: the result of the last button, the menu, the sandbox's time, and a note
 * that this is not HubSpot.
 */
export function layout(
  { sandbox, appName, pages }: WebParts,
  { title, section, body, script }: Page,
  notice: string | null,
): string {
  const { settings } = sandbox.portal();
  const { now, mode } = sandbox.clock.state();
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – sandbox portal</title>
<link rel="stylesheet" href="/assets/web.css"><link rel="stylesheet" href="/assets/preview.css"><link rel="icon" href="data:,">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header class="top">
  <p class="brand"><strong>${settings.name}</strong> <span>account ${settings.id} with ${appName}; not HubSpot, but stands for it</span></p>
  <nav aria-label="Main">${[...SECTIONS, ...pages.map(({ path, title }) => [path, title] as const)].map(
    ([href, label]) => html`<a href="${href}"${href === section ? html` aria-current="page"` : ''}>${label}</a>`,
  )}</nav>
  <form class="clock" method="post" action="/clock">
    <span>${instant(now)}${mode === 'frozen' ? ', frozen' : ''}</span>
    <span>Advance</span>${[1, 30, 100].map((days) => {
      const span = days === 1 ? '1 day' : `${days} days`;
      return html` <button name="days" value="${days}" aria-label="Advance ${span}">${span}</button>`;
    })}
  </form>
</header>
<main id="main">
${notice ? html`<p class="notice" role="status">${notice}</p>` : ''}
${body}
</main>
${script ? html`<script src="/preview/host.js" defer></script>` : ''}
</body>
</html>`;
  return page.html;
}
