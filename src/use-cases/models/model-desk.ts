import type { Logger } from 'pino';
import type { ModelDone } from '../../../cards/pages/contracts/model-contract.ts';
import type { HolidayBook } from '../../domain/time/holidays.ts';
import type { ModelContext } from './model-context.ts';
import type { NamesSeen } from './surveys.ts';
import type { LookBacks } from './time-machine/look-backs.ts';
import type { WhatIfRuns } from './what-if/what-if-runs.ts';

/** What an action on the model on the app's page works with. */
export type ModelDeskContext = ModelContext & {
  readonly log: Pick<Logger, 'error'>;
  readonly runs: WhatIfRuns;
  readonly lookBacks: LookBacks;
  readonly holidays: HolidayBook;
  readonly names: NamesSeen;
  /** tells the worker that there is work */
  readonly wake: () => void;
};

type Refused = Extract<ModelDone, { readonly outcome: 'refused' }>;
export const refused = (...sentences: string[]): Refused => ({ outcome: 'refused', sentences });

export const CHANGED = 'Somebody else has changed this meanwhile: look at it again.';
