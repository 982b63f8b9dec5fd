import type { Model } from '../model/model.ts';
import { ENOUGH } from './buyers.ts';
import { freeIdFrom } from './ids.ts';
import type { Survey } from './survey.ts';

/** First parts of page addresses under which companies show products, in six languages. */
const SHELVES = new Set(
  'product products solution solutions service services produkt produkte loesungen losungen leistungen dienstleistungen produit produits offre offres prestations producto productos solucion soluciones servicio servicios produto produtos solucoes servicos collections category kategorie categorie categoria course courses kurse cours cursos programs programmes'.split(
    ' ',
  ),
);

export type ProposedProduct = { readonly label: string; readonly page: string; readonly contacts: number };

/** Products that the account seems to have, by the pages that enough contacts looked at last. */
export function productsSeen(survey: Survey, model: Model): readonly ProposedProduct[] {
  const known = new Set(model.products.flatMap(({ contains }) => contains.map((text) => text.toLowerCase())));
  return [...survey.pages]
    .flatMap(([page, contacts]) => {
      const [, shelf = '', name = ''] = page.split('/');
      const label = labelOf(name);
      return contacts >= ENOUGH && SHELVES.has(shelf) && label !== '' && !known.has(page)
        ? [{ label, page, contacts }]
        : [];
    })
    .sort((a, b) => b.contacts - a.contacts)
    .slice(0, 20);
}

function labelOf(slug: string): string {
  let text = slug;
  try {
    text = decodeURIComponent(slug);
  } catch {
    // The address is not escaped: show it as it is.
  }
  const words = text
    .replace(/\.[a-z]{2,5}$/, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The model with these products added. */
export function withProducts(model: Model, chosen: readonly ProposedProduct[]): Model {
  const taken = new Set(model.products.map(({ id }) => id));
  const products = chosen.map(({ label, page }) => ({
    id: freeIdFrom(label, taken, 'product'),
    label,
    contains: [page],
  }));
  return { ...model, products: [...model.products, ...products] };
}
