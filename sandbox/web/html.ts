/** Text that is HTML and needs no escaping. */
export type Html = { readonly html: string };
type Piece = Html | string | number | undefined | false | readonly Piece[];

/** Fills a template. Escapes each piece, unless it is `Html`. */
export const html = (texts: TemplateStringsArray, ...pieces: readonly Piece[]): Html => ({
  html: texts.map((text, index) => (index === 0 ? '' : print(pieces[index - 1])) + text).join(''),
});

function print(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece));
  return 'html' in piece ? piece.html : piece.map(print).join('');
}

const CODES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => CODES[sign]!);
