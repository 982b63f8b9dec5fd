import type { Format } from '../../shared/format.ts';

/** What each page of figures gets. */
export type FiguresProps = { readonly server: string; readonly format: Format };
