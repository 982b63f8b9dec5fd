import type { MemberList } from '../../portal/search/lists.ts';
import { html } from '../html.ts';
import type { WebParts } from '../parts.ts';
import { nameOf, shown } from './contact-values.ts';
import { instant, type Page } from './layout.ts';
import { pageOf } from './paging.ts';

const PAGE_SIZE = 50;

export function listsPage(parts: WebParts): Page {
  const lists = parts.sandbox.portal().lists.all();
  const body = html`<h1>Lists</h1>
${
  lists.length === 0
    ? html`<p>The account has no list. Install the app: it makes its own.</p>`
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Lists"><table><thead><tr><th scope="col">List</th><th scope="col">Kind</th><th scope="col" class="number">Members</th><th scope="col">Changed</th></tr></thead>
<tbody>${lists.map(
        ({ id, name, filter, members, updatedAt }) =>
          html`<tr><th scope="row"><a href="/lists/${id}">${name}</a></th><td>${filter ? 'fills itself' : 'filled by apps'}</td><td class="number">${members.size}</td><td>${instant(updatedAt)}</td></tr>`,
      )}</tbody></table></div>`
}`;
  return { title: 'Lists', section: '/lists', body };
}

export function listPage(parts: WebParts, list: MemberList, query: URLSearchParams): Page {
  const portal = parts.sandbox.portal();
  const all = [...list.members].sort(([a], [b]) => Number(a) - Number(b));
  const { shown: members, pager } = pageOf(all, `/lists/${list.id}`, query, PAGE_SIZE);
  const body = html`<h1>${list.name}</h1>
<p>${list.members.size} members</p>
<div class="scroll" tabindex="0" role="region" aria-label="Members"><table><thead><tr><th scope="col">Contact</th><th scope="col">Track</th><th scope="col">Joined</th></tr></thead>
<tbody>${members.map(([id, joined]) => {
    const record = portal.records.contacts.get(id);
    const track = shown(portal, 'ripen_nurture_track', record?.properties['ripen_nurture_track']);
    return html`<tr><th scope="row"><a href="/contacts/${id}">${record ? nameOf(record) : id}</a></th><td>${track}</td><td>${instant(joined)}</td></tr>`;
  })}</tbody></table></div>
${pager}`;
  return { title: list.name, section: '/lists', body };
}
