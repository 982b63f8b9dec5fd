import { html } from '../html.ts';
import type { WebParts } from '../parts.ts';
import { instant, type Page } from './layout.ts';

const SHOWN = 60;

/** The calls of the app, and how near they came to the limit. */
export function callsPage(parts: WebParts): Page {
  const { calls } = parts.sandbox;
  const { max, windowMs } = parts.quota;
  const { total, rateLimited, counts, peaks } = calls.summary();
  const { rolling = 0, search = 0 } =
    peaks.find(({ portalId }) => portalId === parts.sandbox.portal().settings.id) ?? {};
  const body = html`<h1>API calls</h1>
<div class="box gauge">
<label for="quota">Most calls in any ${windowMs / 1000} s: <strong>${rolling} of ${max}</strong></label>
<meter id="quota" min="0" max="${max}" high="${max}" value="${rolling}">${rolling} of ${max}</meter>
<p>${total} calls, ${rateLimited} refused for the limit (429), at most ${search} searches in any window.</p></div>
<h2>By route</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Calls by route"><table><thead><tr><th scope="col">Route</th><th scope="col">Status</th><th scope="col" class="number">Calls</th></tr></thead>
<tbody>${[...counts]
    .sort((a, b) => b.count - a.count)
    .map(
      ({ method, route, status, count }) =>
        html`<tr><th scope="row"><code>${method} ${route}</code></th><td>${status}</td><td class="number">${count}</td></tr>`,
    )}</tbody></table></div>
<h2>Latest</h2>
<div class="scroll" tabindex="0" role="region" aria-label="Latest calls"><table><thead><tr><th scope="col">When</th><th scope="col">Call</th><th scope="col">Status</th></tr></thead>
<tbody>${calls
    .exchanges()
    .slice(-SHOWN)
    .reverse()
    .map(
      ({ at, method, path, status }) =>
        html`<tr><td>${instant(at)}</td><td><code>${method} ${path}</code></td><td>${status}</td></tr>`,
    )}</tbody></table></div>`;
  return { title: 'API calls', section: '/calls', body };
}
