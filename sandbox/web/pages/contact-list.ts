import type { CrmRecord } from '../../portal/records.ts';
import { html } from '../html.ts';
import type { WebParts } from '../parts.ts';
import { nameOf, optionsOf, shown } from './contact-values.ts';
import type { Page } from './layout.ts';
import { pageOf } from './paging.ts';

const FILTERS = [
  ['qualification', 'Qualification', 'ripen_qualification'],
  ['segment', 'Segment', 'ripen_dormant_segment'],
  ['track', 'Track', 'ripen_nurture_track'],
] as const;
const COLUMNS = [
  'ripen_score',
  'ripen_grade',
  'ripen_qualification',
  'ripen_dormant_segment',
  'ripen_nurture_track',
  'lifecyclestage',
] as const;
const HEADS = ['Score', 'Grade', 'Qualification', 'Segment', 'Track', 'Lifecycle stage'] as const;
const PAGE_SIZE = 50;

/** All contacts that fit, the ripest first. */
export function contactListPage(parts: WebParts, query: URLSearchParams): Page {
  const portal = parts.sandbox.portal();
  const found = findContacts(parts, query);
  const { shown: rows, pager } = pageOf(found, '/', query, PAGE_SIZE);

  const body = html`<h1>Contacts</h1>
<form class="filters" method="get" action="/" role="search">
  <label>Search <input type="search" name="q" value="${query.get('q') ?? ''}" placeholder="Name, mail or company"></label>
  ${FILTERS.map(
    ([key, label, property]) =>
      html`<label>${label} <select name="${key}"><option value="">All</option>${optionsOf(portal, property).map(
        ({ value, label: text }) =>
          html`<option value="${value}"${query.get(key) === value ? html` selected` : ''}>${text}</option>`,
      )}</select></label>`,
  )}
  <button class="primary">Show</button> <a href="/">Clear</a>
</form>
<p>${found.length} of ${portal.records.contacts.size()} contacts</p>
<div class="scroll" tabindex="0" role="region" aria-label="Contacts">
<table>
<thead><tr><th scope="col">Contact</th><th scope="col">Company</th>${HEADS.map((head) => html`<th scope="col" class="${head === 'Score' ? 'number' : ''}">${head}</th>`)}</tr></thead>
<tbody>${rows.map(
    (record) =>
      html`<tr><th scope="row"><a href="/contacts/${record.id}">${nameOf(record)}</a></th><td>${record.properties['company'] ?? '–'}</td>${COLUMNS.map(
        (name) =>
          html`<td class="${name === 'ripen_score' ? 'number' : ''}">${shown(portal, name, record.properties[name])}</td>`,
      )}</tr>`,
  )}</tbody>
</table>
</div>
${pager}`;
  return { title: 'Contacts', section: '/', body };
}

/** The contacts of a query: words and filters together. */
function findContacts({ sandbox }: WebParts, query: URLSearchParams): CrmRecord[] {
  const words = (query.get('q') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = FILTERS.flatMap(([key, , property]) => {
    const value = query.get(key);
    return value ? [[property, value] as const] : [];
  });
  const fits = ({ properties }: CrmRecord) => {
    if (!wanted.every(([property, value]) => properties[property] === value)) return false;
    if (words.length === 0) return true;
    const { firstname, lastname, email, company } = properties;
    const text = [firstname, lastname, email, company].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const score = (record: CrmRecord) => Number(record.properties['ripen_score'] ?? -1);
  return [...sandbox.portal().records.contacts.walk()].filter(fits).sort((a, b) => score(b) - score(a));
}
