import type { Format } from '../../shared/format.ts';
import type { WorkListId } from '../WorkLists.tsx';

/** What each page of figures gets. */
export type FiguresProps = {
  readonly server: string;
  readonly format: Format;
  /** opens a list of contacts */
  readonly openList: (list: WorkListId) => void;
};

export const NO_FIGURES = { waiting: 'loading_figures', failed: 'figures_failed' } as const;
