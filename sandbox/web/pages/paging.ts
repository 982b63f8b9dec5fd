import { type Html, html } from '../html.ts';

/** One page of rows, and links to the others. */
export function pageOf<Row>(
  rows: readonly Row[],
  path: string,
  query: URLSearchParams,
  size: number,
): { readonly shown: readonly Row[]; readonly pager: Html | '' } {
  const pages = Math.max(1, Math.ceil(rows.length / size));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(query.get('page'))) || 1));
  const to = (number: number) => {
    const next = new URLSearchParams(query);
    next.delete('said');
    next.set('page', String(number));
    return `${path}?${next}`;
  };
  return {
    shown: rows.slice((page - 1) * size, page * size),
    pager:
      pages === 1
        ? ''
        : html`<nav class="pager" aria-label="Pages">${page > 1 && html`<a href="${to(page - 1)}">Previous</a>`}
<span>Page ${page} of ${pages}</span> ${page < pages && html`<a href="${to(page + 1)}">Next</a>`}</nav>`,
  };
}
