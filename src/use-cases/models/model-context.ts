import type { Logger } from 'pino';
import type { ReferenceData } from '../../domain/lead/lead-facts.ts';
import type { Db } from '../../store/transaction.ts';

/** What the use cases of models need. */
export type ModelContext = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly referenceData: ReferenceData;
  readonly log?: Pick<Logger, 'error'>;
};
