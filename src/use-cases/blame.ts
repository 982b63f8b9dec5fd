import { HubspotError } from '../hubspot/transport/errors.ts';
import { troubleOf } from '../postgres/trouble.ts';
import { dataErrorOf } from '../store/work/store-by-halves.ts';
import { LeaseLost } from './session.ts';

/** May an error that ended the work on a batch be about one of its records? */
export function isAboutRecords(error: unknown): boolean {
  if (error instanceof HubspotError) {
    switch (error.code) {
      case 'invalid':
      case 'conflict':
      case 'contract':
        return true;
      case 'unavailable':
        // An answer of 5xx may be about one of the records; no answer at all is not.
        return error.status !== undefined && error.status >= 500;
      default:
        return false;
    }
  }
  return dataErrorOf(error) !== null || isOfProgram(error);
}

/**
 * Thrown by our own code over what it was given, and neither by a network, nor by a database, nor
 * to end the work.
 */
const isOfProgram = (error: unknown): boolean =>
  error instanceof Error &&
  !(error instanceof LeaseLost) &&
  !(error instanceof DOMException) &&
  !('code' in error) &&
  troubleOf(error) === null;

/**
 * Why a record failed: a code, nothing personal. `doing`: what was done with it, as the beginning
 * of a code.
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
