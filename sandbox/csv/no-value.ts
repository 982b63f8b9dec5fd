/**
 * Whether a cell only says that there is no value: `NULL`, `n/a`, `-`, `0000-00-00`. Signs such as
 * a tick and words such as *unknown* may say something in a column of choices, so they are none.
 */
export const saysNoValue = (cell: string): boolean => NO_VALUE.test(cell);

const NO_VALUE =
  /^(?:[-–—]+|#?n[/.]a\.?|k\.\s?a\.|#nv|0000-00-00(?: 00:00:00)?|\\n|[([<-]?(?:null|nil|none|nan|undefined|blank|empty|leer)[)\]>-]?)$/i;
