import type { Language } from '../shared/language.ts';

/** What the page says while it has no answer of the server. */
export const FIRST: Readonly<Record<Language, { readonly loading: string; readonly failed: string }>> = {
  en: { loading: 'Loading Ripen', failed: 'Ripen could not be loaded' },
  de: { loading: 'Ripen wird geladen', failed: 'Ripen konnte nicht geladen werden' },
  fr: { loading: 'Chargement de Ripen', failed: 'Ripen n’a pas pu être chargé' },
  es: { loading: 'Cargando Ripen', failed: 'No se pudo cargar Ripen' },
  'pt-br': { loading: 'Carregando o Ripen', failed: 'Não foi possível carregar o Ripen' },
  ja: { loading: 'Ripen を読み込んでいます', failed: 'Ripen を読み込めませんでした' },
};
