import type { Answer } from '../../preview/protocol.ts';
import { html } from '../html.ts';
import type { WebParts } from '../parts.ts';
import { cardBox } from './contact-record.ts';
import type { Page } from './layout.ts';

const DEFAULT_WIDTH = { 'crm.record.tab': 720, 'crm.record.sidebar': 380, settings: 960, pages: 1200 } as const;

/**
 * One card alone: `/preview?card=…&contactId=…&width=380&answer=never&language=de`. Without a card:
 * a list of all cards.
 */
export function previewPage(parts: WebParts, query: URLSearchParams): Page {
  const bundle = parts.bundles.find(({ id }) => id === query.get('card'));
  if (bundle === undefined) return scenesPage(parts, query);
  const width = Number(query.get('width')) || DEFAULT_WIDTH[bundle.location];
  const contactId = query.get('contactId') ?? '101';
  const body = html`<h1>${bundle.title}: ${bundle.id}</h1>
<div style="max-width:${width}px">${cardBox(parts, bundle, contactId, {
    answer: answerOf(query.get('answer')),
    language: query.get('language') || undefined,
  })}</div>`;
  return { title: `${bundle.id} preview`, section: '/preview', body, script: true };
}

function answerOf(text: string | null): Answer | undefined {
  if (text === null || text === '') return undefined;
  return text === 'never' || text === 'failed' || text === 'unreadable' ? text : { example: text };
}

function scenesPage(parts: WebParts, query: URLSearchParams): Page {
  const [contact] = parts.sandbox.portal().records.contacts.walk();
  const id = query.get('contactId') ?? contact?.id ?? '101';
  const answers = ['', 'never', 'failed', 'unreadable', ...Object.keys(parts.examples)];
  const body = html`<h1>Scenes</h1><p>Each card in each state. The first is what the app answers now.</p>
${parts.bundles.map(
  (bundle) =>
    html`<h2>${bundle.id}</h2><ul>${answers.map(
      (answer) =>
        html`<li><a href="/preview?card=${bundle.id}&contactId=${id}&answer=${answer}">${answer || 'as the app answers'}</a></li>`,
    )}</ul>`,
)}`;
  return { title: 'Scenes', section: '/preview', body };
}
