import { complaintsOf, type ErrorEntry, isGone } from './error-body.ts';
import type { HubspotError } from './errors.ts';

/** Why one row of a batch was not written. */
export interface RowRefusal {
  /** `not_found`: deleted or merged away, read it again. `invalid`: refused for good as it is. */
  readonly reason: 'not_found' | 'invalid';
  /**
   * HubSpot's code, e.g. `MISSING_CONDITIONAL_REQUIRED_PROPERTY`; else the category of the error
   */
  readonly code: string;
  /** HubSpot's codes, without the values: those may be personal data. */
  readonly message: string;
  readonly propertyNames: readonly string[];
}

/** From one entry of a 207's `errors`. */
export function refusalOfEntry(entry: ErrorEntry): RowRefusal {
  const complaints = [
    { reason: entry.code, propertyNames: entry.context.propertyName ?? [] },
    ...complaintsOf({ message: entry.message, errors: entry.errors }),
  ];
  const { category = 'refused' } = entry;
  return {
    reason: isGone(entry) ? 'not_found' : 'invalid',
    code: complaints.find(({ reason }) => reason !== undefined)?.reason ?? category,
    message: [entry.category, ...complaints.map(({ reason }) => reason)].filter(Boolean).join(' ') || 'refused',
    propertyNames: [...new Set(complaints.flatMap(({ propertyNames }) => propertyNames))],
  };
}

/** From the refusal of a request that carried this row alone. */
export function refusalOfError({ problem, message }: HubspotError): RowRefusal {
  return {
    reason: problem.code === 'not_found' ? 'not_found' : 'invalid',
    code: (problem.code === 'invalid' ? problem.reasons[0] : undefined) ?? problem.code,
    message,
    propertyNames: problem.code === 'invalid' ? problem.propertyNames : [],
  };
}
