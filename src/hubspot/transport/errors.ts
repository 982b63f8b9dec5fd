/**
 * HubSpot's rate-limit policies, as far as they need different waits. `paused`: refused by our own
 * queue, not by HubSpot.
 */
export type ThrottlePolicy = 'ten_secondly' | 'secondly' | 'daily' | 'paused' | 'other';

/**
 * What went wrong, named by what a caller does about it. `afterMs`: milliseconds to wait before it
 * is worth trying again.
 *
 * | code | what to do |
 * |---|---|
 * | throttled, locked, moving | wait `afterMs`; nothing was applied |
 * | unavailable | wait; `reached: 'maybe'` means that HubSpot may have applied the request |
 * | unauthorized | the access token is refused even after a refresh |
 * | grant_dead | the portal uninstalled the app: stop all work for it |
 * | misconfigured | the process's own client id, secret, redirect URL or key is wrong: alarm |
 * | missing_scopes | permanent until the account consents again |
 * | not_found, conflict | about the named thing |
 * | invalid | these records are refused for good as they are |
 * | missing_properties | the account lacks properties that we write: provision again |
 * | contract | HubSpot and this code disagree about the API: our bug or their change |
 */
export type HubspotProblem =
  | { readonly code: 'throttled'; readonly policy: ThrottlePolicy; readonly afterMs: number }
  | { readonly code: 'locked'; readonly afterMs: number }
  | { readonly code: 'moving'; readonly afterMs: number }
  | { readonly code: 'unavailable'; readonly reached: 'no' | 'maybe' }
  | { readonly code: 'unauthorized' }
  | { readonly code: 'grant_dead' }
  | { readonly code: 'misconfigured' }
  | { readonly code: 'missing_scopes'; readonly scopes: readonly string[] }
  | { readonly code: 'not_found' }
  | { readonly code: 'conflict' }
  | {
      readonly code: 'invalid';
      readonly propertyNames: readonly string[];
      readonly reasons: readonly string[];
      /** a limit of the account is reached, of its properties or lists for one */
      readonly limit?: true;
    }
  | { readonly code: 'missing_properties'; readonly propertyNames: readonly string[] }
  | { readonly code: 'contract' };

export type HubspotProblemCode = HubspotProblem['code'];

export interface Circumstances {
  /** The operation, e.g. `contacts.update`. */
  readonly route: string;
  /** HTTP status; absent when there was no answer. */
  readonly status?: number | undefined;
  readonly correlationId?: string | undefined;
  /** A few words without personal data, e.g. an error code of HubSpot or of the network. */
  readonly detail?: string | undefined;
  readonly cause?: unknown;
}

/**
 * Every failure that leaves this folder. The message holds status, codes and property names, never
 * a body: HubSpot's bodies repeat what was sent. (The client's own `ApiException` has the whole
 * body in its message.)
 */
export class HubspotError extends Error {
  override readonly name = 'HubspotError';
  readonly problem: HubspotProblem;
  readonly route: string;
  readonly status: number | undefined;
  readonly correlationId: string | undefined;

  constructor(problem: HubspotProblem, circumstances: Circumstances) {
    super(
      sentence(problem, circumstances),
      circumstances.cause === undefined ? undefined : { cause: circumstances.cause },
    );
    this.problem = problem;
    this.route = circumstances.route;
    this.status = circumstances.status;
    this.correlationId = circumstances.correlationId;
  }

  get code(): HubspotProblemCode {
    return this.problem.code;
  }
}

/**
 * Narrows a caught value: `isHubspotError(error, 'not_found', 'conflict')`; without codes, any
 * HubspotError.
 */
export function isHubspotError(error: unknown, ...codes: readonly HubspotProblemCode[]): error is HubspotError {
  return error instanceof HubspotError && (codes.length === 0 || codes.includes(error.code));
}

/** Whether the account has no room for what Ripen wanted to create. */
export const isLimit = (error: unknown): error is HubspotError =>
  error instanceof HubspotError && error.problem.code === 'invalid' && error.problem.limit === true;

function sentence(problem: HubspotProblem, { route, status, correlationId, detail }: Circumstances): string {
  const event = status === undefined ? `${route} failed` : `${route}: HubSpot answered ${status}`;
  return [`${event} (${[problem.code, ...particulars(problem), detail].filter(Boolean).join('; ')})`]
    .concat(correlationId === undefined ? [] : [`correlation id ${correlationId}`])
    .join(', ');
}

function particulars(problem: HubspotProblem): readonly string[] {
  switch (problem.code) {
    case 'throttled':
      return [problem.policy, `again in ${problem.afterMs} ms`];
    case 'locked':
    case 'moving':
      return [`again in ${problem.afterMs} ms`];
    case 'missing_scopes':
      return problem.scopes;
    case 'invalid':
      return [...(problem.limit ? ['limit of the account'] : []), ...problem.reasons, ...problem.propertyNames];
    case 'missing_properties':
      return problem.propertyNames;
    default:
      return [];
  }
}
