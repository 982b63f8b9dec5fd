import { cleanJson } from '../../domain/text/text.ts';
import { complaintsOf, type ErrorBody, errorBody } from './error-body.ts';
import { HubspotError, type HubspotProblem, type ThrottlePolicy } from './errors.ts';
import { namesALimit } from './limit.ts';

/**
 * How long to wait where HubSpot does not say it in `Retry-After`.
 * https://developers.hubspot.com/docs/api-reference/error-handling
 */
export interface WaitTimes {
  readonly throttled: Readonly<Record<ThrottlePolicy, number>>;
  readonly lockedMs: number;
  readonly movingMs: number;
}

export const HUBSPOT_WAITS: WaitTimes = {
  throttled: { ten_secondly: 10_000, secondly: 1_000, daily: 3_600_000, paused: 10_000, other: 10_000 },
  lockedMs: 2_000,
  movingMs: 300_000,
};

/** An answer outside 200–299, as the official client and `plainRequest` throw it. */
export interface ErrorAnswer {
  readonly code: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * Turns what the official client or `fetch` threw into a HubspotError. undefined: it is no failure
 * of a request (an aborted signal, a lost lease), and the caller must rethrow it.
 */
export function classify(thrown: unknown, route: string, waits: WaitTimes = HUBSPOT_WAITS): HubspotError | undefined {
  if (thrown instanceof HubspotError) return thrown;
  if (isErrorAnswer(thrown)) return ofAnswer(thrown, route, waits);
  if (isUnreadable(thrown)) {
    return new HubspotError({ code: 'unavailable', reached: 'maybe' }, { route, detail: 'the answer was no JSON' });
  }
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') {
    return new HubspotError({ code: 'unavailable', reached: 'maybe' }, { route, detail: 'timeout' });
  }
  if (!(thrown instanceof TypeError)) return undefined;
  const network = networkCode(thrown);
  if (network === undefined) {
    return new HubspotError({ code: 'contract' }, { route, detail: 'the answer has another shape', cause: thrown });
  }
  const reached = NEVER_SENT.has(network) ? 'no' : 'maybe';
  return new HubspotError({ code: 'unavailable', reached }, { route, detail: network, cause: thrown });
}

/** The client declares its error class once per API folder, so `instanceof` cannot tell it. */
function isErrorAnswer(thrown: unknown): thrown is ErrorAnswer {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    typeof thrown.code === 'number' &&
    !(thrown instanceof DOMException)
  );
}

/**
 * What the client throws for an empty or broken body and for a body without content type. Their
 * messages quote the body.
 */
function isUnreadable(thrown: unknown): boolean {
  return (
    thrown instanceof SyntaxError || (thrown instanceof Error && thrown.message.startsWith('Cannot parse content.'))
  );
}

const DAY_MS = 86_400_000;

const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/**
 * The network's code of a TypeError. `fetch` throws one with a cause; the official client throws
 * one without a cause for an unexpected shape.
 */
function networkCode({ cause }: TypeError): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  return 'code' in cause && typeof cause.code === 'string' ? cause.code : 'network error';
}

function ofAnswer({ code: status, body, headers = {} }: ErrorAnswer, route: string, waits: WaitTimes): HubspotError {
  const parsed = errorBody.parse(cleanJson(body));
  const problem = problemOf(status, parsed, retryAfterMs(headers), waits);
  const limited = problem.code === 'invalid' && namesALimit(body);
  return new HubspotError(limited ? { ...problem, limit: true } : problem, {
    route,
    status,
    correlationId: parsed.correlationId ?? headers['x-hubspot-correlation-id'],
    detail: parsed.category,
  });
}

function problemOf(status: number, body: ErrorBody, retryAfter: number | undefined, waits: WaitTimes): HubspotProblem {
  switch (status) {
    case 400:
      return refusal(body);
    case 401:
      return { code: 'unauthorized' };
    case 403: {
      const scopes = [body, ...body.errors].flatMap(({ context }) => context.requiredGranularScopes ?? []);
      return scopes.length === 0 && namesALimit(body) ? refusal(body) : { code: 'missing_scopes', scopes };
    }
    case 404:
      return { code: 'not_found' };
    case 408:
      return { code: 'unavailable', reached: 'maybe' };
    case 409:
      return { code: 'conflict' };
    case 423:
      return { code: 'locked', afterMs: Math.max(retryAfter ?? 0, waits.lockedMs) };
    case 429: {
      const policy = policyOf(body);
      return {
        code: 'throttled',
        policy,
        afterMs: Math.max(retryAfter ?? waits.throttled[policy], waits.throttled.secondly),
      };
    }
    case 477:
      return { code: 'moving', afterMs: Math.max(retryAfter ?? waits.movingMs, waits.lockedMs) };
    default:
      // A gateway sends elsewhere; the API itself does not.
      if (status < 400) return { code: 'unavailable', reached: 'no' };
      return status >= 500 ? { code: 'unavailable', reached: 'maybe' } : { code: 'contract' };
  }
}

function refusal(body: ErrorBody): HubspotProblem {
  const complaints = complaintsOf(body);
  const missing = complaints.filter(({ reason }) => reason === 'PROPERTY_DOESNT_EXIST');
  return missing.length > 0
    ? { code: 'missing_properties', propertyNames: unique(missing.flatMap(({ propertyNames }) => propertyNames)) }
    : {
        code: 'invalid',
        propertyNames: unique(complaints.flatMap(({ propertyNames }) => propertyNames)),
        reasons: unique(complaints.flatMap(({ reason }) => reason ?? [])),
      };
}

function policyOf({ policyName, message }: ErrorBody): ThrottlePolicy {
  switch (policyName) {
    case 'TEN_SECONDLY_ROLLING':
      return 'ten_secondly';
    case 'SECONDLY':
      return 'secondly';
    case 'DAILY':
      return 'daily';
    default:
      return message === 'You have reached your secondly limit.' ? 'secondly' : 'other';
  }
}

/** `Retry-After` in ms. HubSpot documents the header for 477 only, with up to a day. */
function retryAfterMs(headers: Readonly<Record<string, string>>): number | undefined {
  const value = headers['retry-after'];
  return value !== undefined && /^\d+$/.test(value) ? Math.min(Number(value) * 1_000, DAY_MS) : undefined;
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
