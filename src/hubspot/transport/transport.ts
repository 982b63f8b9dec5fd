import type { Client } from '@hubspot/api-client';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { classify, HUBSPOT_WAITS, type WaitTimes } from './classify.ts';
import { HubspotError, type HubspotProblemCode } from './errors.ts';
import { type HttpAnswer, type PlainRequest, plainRequest } from './plain-request.ts';
import type { LaneName, Priority, Quota } from './quota.ts';
import { builderPerToken, builtRequest } from './request-builder.ts';
import { type Attempt, pauseAfter, RETRY_POLICY, type RetryPolicy, type RetryVerdict, retryVerdict } from './retry.ts';
import { noting } from './tolerant.ts';
import { wait } from './wait.ts';

/**
 * Access tokens of one portal. One per portal and process, so that one refresh is in flight at a
 * time.
 */
export interface TokenSource {
  /**
   * A token that is good for the next minutes. Throws HubspotError `grant_dead`, `misconfigured` or
   * `unavailable`.
   */
  accessToken(): Promise<string>;
  /** A token other than the one that HubSpot refused. */
  renew(refused: string): Promise<string>;
}

export interface TransportOptions {
  readonly portalId: number;
  /** Origin of HubSpot's API, without a slash at the end. */
  readonly apiUrl: string;
  readonly tokens: TokenSource;
  readonly quota: Quota;
  readonly log: Pick<Logger, 'debug' | 'warn'>;
  readonly priority?: Priority;
  /** Called right before each request leaves; what it throws (a lost lease) ends the operation. */
  readonly beforeCall?: () => void;
  /** Called after each request, answered or not. */
  readonly onCall?: (call: CallReport) => void;
  /** Ends waiting operations with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly retry?: RetryPolicy;
  readonly waits?: WaitTimes;
  readonly random?: () => number;
}

export interface CallReport {
  readonly route: string;
  /** HTTP status, or 0 when there was no answer. */
  readonly status: number;
  readonly code: HubspotProblemCode | 'ok';
  readonly ms: number;
  /** how long it waited for room in the quota before it left */
  readonly waitedMs: number;
  readonly attempt: number;
}

interface Operation {
  /** Its name in logs and metrics. */
  readonly route: string;
  readonly lane?: LaneName;
  /** False for creates, which HubSpot would apply twice. */
  readonly repeatable?: boolean;
  /** A code that promises no body (202, 204, 205) is an answer too, read as an empty object. */
  readonly bodyless?: boolean;
}

/** What an operation sends its request with. */
interface Access {
  /** Builds requests; what it gives back is sent and read here, see `request-builder.ts`. */
  readonly client: Client;
  readonly request: (request: Pick<PlainRequest, 'method' | 'body'> & { readonly path: string }) => Promise<HttpAnswer>;
}

type Send = (access: Access) => Promise<HttpAnswer>;

export interface Transport {
  /**
   * Sends one request, as often as the retry policy allows, each time through the portal's quota,
   * and reads its answer. Throws HubspotError, what `beforeCall` throws, or the reason of the
   * aborted signal.
   */
  call<S extends z.ZodType>(operation: Operation, answer: S, send: Send): Promise<z.output<S>>;
  /** The rows of a `tolerant` list in an answer; those that it leaves out are reported. */
  rowsOf<T>(list: z.ZodType<T[]>, rows: unknown): T[];
}

export function createTransport(options: TransportOptions): Transport {
  const { portalId, apiUrl, tokens, quota, log, priority = 'background', beforeCall, onCall, signal } = options;
  const { timeoutMs = 30_000, retry = RETRY_POLICY, waits = HUBSPOT_WAITS, random = Math.random } = options;
  const clientFor = builderPerToken(apiUrl);

  function reported<T>(read: () => T): T {
    const { value, leftOut } = noting(read);
    for (const paths of leftOut) log.warn({ portalId, paths }, 'HubSpot sent an unreadable row; it is left out');
    return value;
  }

  /** Sends one request as soon as the quota has room; `leaves` is told when that is. */
  const sent = (lane: LaneName, token: string, send: Send, leaves: () => void): Promise<HttpAnswer> =>
    quota.run(
      lane,
      (ended) => {
        beforeCall?.();
        leaves();
        const request: Access['request'] = ({ path, ...rest }) =>
          plainRequest({ ...rest, url: apiUrl + path, token, signal: ended });
        return send({ client: clientFor(token), request }).catch((thrown: unknown) =>
          plainRequest({ ...builtRequest(thrown), signal: ended }),
        );
      },
      { timeoutMs, priority, signal },
    );

  async function attempt<S extends z.ZodType>(
    operation: Operation,
    schema: S,
    send: Send,
    { token, number }: { readonly token: string; readonly number: number },
  ): Promise<z.output<S>> {
    const { route, lane = 'general' } = operation;
    const askedAt = performance.now();
    let sentAt: number | undefined;
    const report = (status: number, code: CallReport['code']) => {
      if (sentAt === undefined) return;
      const ms = performance.now() - sentAt;
      onCall?.({ route, status, code, ms, waitedMs: sentAt - askedAt, attempt: number });
    };
    try {
      const answer = await sent(lane, token, send, () => {
        sentAt = performance.now();
      });
      const read = reported(() => readAnswer(schema, answer, operation));
      report(answer.httpStatusCode, 'ok');
      log.debug(
        { portalId, route, status: answer.httpStatusCode, correlationId: correlationId(answer) },
        'HubSpot call',
      );
      return read;
    } catch (thrown) {
      if (sentAt === undefined) throw thrown;
      if (signal?.aborted) throw signal.reason; // never the client's own error, whose message is the body
      const error = classify(thrown, route, waits);
      if (error === undefined) throw thrown;
      report(error.status ?? 0, error.code);
      throw error;
    }
  }

  /** What follows a failed attempt: rest for calls of the portal, and another try or none. */
  function afterFailure(error: HubspotError, operation: Operation, tried: Omit<Attempt, 'repeatable'>): RetryVerdict {
    const { route, lane = 'general', repeatable = true } = operation;
    const pause = pauseAfter(error.problem);
    if (pause !== undefined) quota.pauseFor(pause.ms, pause.scope === 'lane' ? lane : undefined);
    const verdict = retryVerdict(error.problem, { ...tried, repeatable }, retry, random);
    const { code, status, correlationId, message: reason } = error;
    log[ANSWERS.has(code) ? 'debug' : 'warn'](
      { portalId, route, status, code, correlationId, attempt: tried.number, reason, ...verdict },
      'HubSpot call failed',
    );
    return verdict;
  }

  return {
    async call(operation, schema, send) {
      let refused: string | undefined;
      for (let number = 1; ; number++) {
        signal?.throwIfAborted();
        let token: string | undefined;
        try {
          token = refused === undefined ? await tokens.accessToken() : await tokens.renew(refused);
          return await attempt(operation, schema, send, { token, number });
        } catch (error) {
          if (!(error instanceof HubspotError)) throw error;
          const verdict = afterFailure(error, operation, { number, tokenRenewed: refused !== undefined });
          if (verdict.kind === 'final') throw error;
          if (verdict.renewToken) refused = token;
          await wait(verdict.afterMs, signal);
        }
      }
    },

    rowsOf: (list, rows) => reported(() => list.parse(rows)),
  };
}

/** Codes that operations tell in their results: they are no trouble and need no warning. */
const ANSWERS: ReadonlySet<HubspotProblemCode> = new Set(['not_found', 'conflict', 'invalid']);

/** Codes that promise no body, or none of use. */
const BODYLESS: ReadonlySet<number> = new Set([202, 204, 205]);

function readAnswer<S extends z.ZodType>(
  schema: S,
  answer: HttpAnswer,
  { route, bodyless = false }: Operation,
): z.output<S> {
  const isDone = bodyless && answer.data === undefined && BODYLESS.has(answer.httpStatusCode);
  const read = schema.safeParse(isDone ? {} : answer.data);
  if (read.success) return read.data;
  // An empty body comes from a gateway and passes; JSON of another shape stays.
  const isJson = typeof answer.data === 'object' && answer.data !== null;
  throw new HubspotError(isJson ? { code: 'contract' } : { code: 'unavailable', reached: 'maybe' }, {
    route,
    status: answer.httpStatusCode,
    correlationId: correlationId(answer),
    detail: isJson
      ? `unexpected answer at ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`
      : 'the answer was no JSON',
  });
}

const correlationId = ({ headers }: HttpAnswer) => headers['x-hubspot-correlation-id'];
