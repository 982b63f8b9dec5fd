import { HubspotError } from '../hubspot/transport/errors.ts';
import { troubleOf } from '../postgres/trouble.ts';
import { dataErrorOf } from '../store/work/store-by-halves.ts';
import { LeaseLost } from './session.ts';

/** Whether an error that ended the work on a batch may be about one of its records. */
export function isAboutRecords(error: unknown): boolean {
  if (error instanceof HubspotError) {
    switch (error.code) {
      case 'invalid':
      case 'conflict':
      case 'contract':
        return true;
      case 'unavailable':
        // One record may cause an answer of 5xx, but not that no answer comes at all.
        return error.status !== undefined && error.status >= 500;
      default:
        return false;
    }
  }
  return dataErrorOf(error) !== null || isOfProgram(error);
}

/**
 * Whether our own code threw the error because of its input. The network, the database and lost
 * leases throw other errors.
 */
const isOfProgram = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof LeaseLost) &&
  !(error instanceof DOMException) &&
  !('code' in error) &&
  troubleOf(error) === null;

/**
 * Why a record failed: a code without personal data. `doing` begins the code of an error of our
 * own, such as `evaluation_failed`.
 */
export function failureCode(doing: string, error: unknown): string {
  if (error instanceof HubspotError) {
    const { problem } = error;
    const names = problem.code === 'invalid' ? [...problem.reasons, ...problem.propertyNames] : [];
    return [problem.code, ...names].join(' ');
  }
  const refusedAs = dataErrorOf(error);
  if (refusedAs !== null) return `store_refused ${refusedAs}`;
  return `${doing} ${error instanceof Error ? error.name : 'unknown'}`;
}
