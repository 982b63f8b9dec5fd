/** Whether a text only says that nobody knows: `?`, `-`, `n/a`, `NULL`, `(blank)`, `#DIV/0!`. */
export const saysNothing = (text: string): boolean => NONE.test(text);

const NONE =
  /^(?=.{1,20}$)(?:[^\p{L}\p{N}]*(?:n[/. ]?a|n[/.]?d|k[/.]? ?a|nan|null|nil|none|unknown|missing|blank|empty|unbekannt|inconnu|desconocido|sconosciuto)?[^\p{L}\p{N}]*|#[\p{L}\d/]+[!?]?)$/iu;
