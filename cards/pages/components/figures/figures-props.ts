import type { Format } from '../../shared/format.ts';
import type { WorkListId } from '../work-lists/WorkLists.tsx';
import type { Chosen } from './Choices.tsx';

/** What each page of figures gets. */
export type FiguresProps = {
  readonly server: string;
  readonly format: Format;
  /** what is chosen holds for all of them */
  readonly chosen: Chosen;
  readonly choose: (chosen: Chosen) => void;
  /** opens a list of contacts */
  readonly openList: (list: WorkListId) => void;
};

export const NO_FIGURES = { waiting: 'loading_figures', failed: 'figures_failed' } as const;
