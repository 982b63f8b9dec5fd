import { randomUUID } from 'node:crypto';
import type { ApiCall } from '../api/call.ts';
import type { ApiRoute, Route } from '../api/routes.ts';
import type { Clock } from '../clock.ts';
import { type AnswerForm, pageSizes } from '../forms/form.ts';
import { reshape } from '../forms/reshape.ts';
import type { AppSettings, Grants } from '../oauth/grants.ts';
import type { Portal } from '../portal/portal.ts';
import { type FaultEffect, type Faults, faultReply } from './faults.ts';
import { Problem, problems } from './problem.ts';
import { type Allowance, createRollingLimit } from './rate-limit.ts';
import type { Exchange, Recorder } from './recorder.ts';
import type { Reply } from './reply.ts';
import { createMatcher, type Match } from './route-match.ts';

export type RateSettings = {
  /**
   * Calls per window, portal and app.
   * https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
   */
  readonly max: number;
  readonly windowMs: number;
  readonly searchMax: number;
  readonly searchWindowMs: number;
};

export type World = {
  readonly app: AppSettings;
  readonly clock: Clock;
  readonly grants: Grants;
  readonly portals: ReadonlyMap<number, Portal>;
  readonly faults: Faults;
  readonly recorder: Recorder;
  readonly rate: RateSettings;
  /** How answers look now. */
  readonly answers: () => AnswerForm;
};

export type RawRequest = {
  readonly method: string;
  readonly url: URL;
  readonly contentType: string | undefined;
  readonly authorization: string | undefined;
  readonly bytes: Buffer;
};

/** What goes back over the wire; `reset` cuts the connection instead. */
export type Outcome = {
  readonly reply: Reply;
  readonly reset: boolean;
  readonly cut: boolean;
  readonly endless: boolean;
  readonly silent: boolean;
  readonly delayMs: number;
};

/**
 * The API as a function: authorises, limits, routes, handles and records one request. Synchronous,
 * so calls never interleave.
 */
export function createDispatcher(world: World, routes: readonly Route[]): (request: RawRequest) => Outcome {
  const match = createMatcher(routes);
  const limits = {
    rolling: createRollingLimit(world.rate.max, world.rate.windowMs),
    search: createRollingLimit(world.rate.searchMax, world.rate.searchWindowMs),
  };

  const answer = (request: RawRequest, found: Match<Route> | undefined, effect: FaultEffect | undefined): Reply => {
    if (!found) throw problems.notFound(`No route for ${request.method} ${request.url.pathname}`);
    const { route, params } = found;
    if (route.access === 'client') {
      return route.handle({ app: world.app, grants: world.grants, form: readForm(request) });
    }
    const { portal, scopes } = authorise(world, request);
    const now = performance.now();
    world.recorder.arrived(portal.settings.id, route.rate, now);
    const allowance = limits[route.rate].take(String(portal.settings.id), now);
    if (!allowance.allowed) {
      const refusal = problems.rateLimit(route.rate === 'search' ? 'SECONDLY' : 'TEN_SECONDLY_ROLLING').reply;
      return { ...refusal, headers: rateHeaders(world.rate, route, allowance) };
    }
    const call: ApiCall = {
      portal,
      params,
      query: request.url.searchParams,
      body: readJson(request),
      source: { type: 'INTEGRATION', id: String(world.app.appId) },
      requireScopes: (...wanted) => {
        const missing = wanted.filter((scope) => !scopes.has(scope));
        if (missing.length > 0) throw problems.missingScopes(missing);
      },
      requireAnyScope: (...wanted) => {
        if (!wanted.some((scope) => scopes.has(scope))) throw problems.missingScopes(wanted);
      },
      refusedIds: new Set(effect?.kind === 'partial' ? effect.ids : []),
      grants: world.grants,
      pageSizes: pageSizes(world.answers()),
    };
    const usual = attempt(() => route.handle(call));
    const reply = reshape(usual, world.answers(), [request.method, request.url.href, request.bytes]);
    return { ...reply, headers: { ...rateHeaders(world.rate, route, allowance), ...reply.headers } };
  };

  return (request) => {
    const { method, url } = request;
    const found = match(method, url.pathname);
    const effect = world.faults.strike(method, url.pathname);
    const isLost = effect?.kind === 'reset' || effect?.kind === 'status' || effect?.kind === 'silence';
    const applied = isLost && !effect.applied ? undefined : attempt(() => answer(request, found, effect));
    const reply = withCorrelation(underFault(effect, applied));
    const reset = effect?.kind === 'reset';
    const silent = effect?.kind === 'silence';
    const cut = effect?.kind === 'cut';
    const endless = effect?.kind === 'endless';
    world.recorder.record(exchangeOf(world, request, found?.route.path, reset || silent ? undefined : reply));
    return { reply, reset, cut, endless, silent, delayMs: effect?.kind === 'delay' ? effect.milliseconds : 0 };
  };
}

function attempt(handle: () => Reply): Reply {
  try {
    return handle();
  } catch (error) {
    if (error instanceof Problem) return error.reply;
    throw error;
  }
}

function underFault(effect: FaultEffect | undefined, reply: Reply | undefined): Reply {
  if (effect?.kind === 'status') return faultReply(effect);
  if (effect?.kind === 'empty') return { status: 200, headers: reply?.headers ?? {} };
  return reply ?? { status: 0 };
}

function authorise(world: World, request: RawRequest): { portal: Portal; scopes: ReadonlySet<string> } {
  const token = /^Bearer (.+)$/i.exec(request.authorization ?? '')?.[1];
  const facts = token === undefined ? undefined : world.grants.inspect(token);
  const portal = facts?.kind === 'access_token' ? world.portals.get(facts.portalId) : undefined;
  if (!facts || !portal) throw problems.expiredToken();
  // Every token of an OAuth app has this one.
  return { portal, scopes: new Set([...facts.scopes, 'oauth']) };
}

function readJson(request: RawRequest): unknown {
  if (request.bytes.length === 0) return undefined;
  if (!request.contentType?.startsWith('application/json')) {
    throw problems.unsupportedMediaType(`Expected application/json, got ${request.contentType ?? 'no content type'}`);
  }
  try {
    return JSON.parse(request.bytes.toString('utf8'));
  } catch {
    throw problems.invalid('Invalid input JSON: the body is not JSON.');
  }
}

/**
 * Token calls are forms in the body: JSON and query strings are refused, as secrets in URLs end up
 * in logs.
 */
function readForm(request: RawRequest): Record<string, string> {
  if (request.url.search !== '') throw problems.invalid('Send the parameters in the body, not in the query string.');
  if (!request.contentType?.startsWith('application/x-www-form-urlencoded')) {
    throw problems.unsupportedMediaType('Expected application/x-www-form-urlencoded.');
  }
  return Object.fromEntries(new URLSearchParams(request.bytes.toString('utf8')));
}

function rateHeaders(rate: RateSettings, route: ApiRoute, { remaining }: Allowance): Record<string, string> {
  if (route.rate === 'search') return {};
  return {
    'x-hubspot-ratelimit-max': String(rate.max),
    'x-hubspot-ratelimit-remaining': String(remaining),
    'x-hubspot-ratelimit-interval-milliseconds': String(rate.windowMs),
  };
}

function withCorrelation(reply: Reply): Reply {
  const correlationId = randomUUID();
  const headers = { ...reply.headers, 'x-hubspot-correlation-id': correlationId };
  if (reply.status < 400 || reply.json === undefined) return { ...reply, headers };
  return { status: reply.status, headers, json: { ...reply.json, correlationId } };
}

const SECRETS = new Set(['client_secret', 'refresh_token', 'access_token', 'token', 'code']);

function exchangeOf(world: World, request: RawRequest, route: string | undefined, reply: Reply | undefined): Exchange {
  const { url, method, contentType, authorization } = request;
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  return {
    at: world.clock.now(),
    portalId: world.grants.inspect(authorization?.replace(/^Bearer /i, '') ?? '')?.portalId,
    route,
    method,
    path: url.pathname,
    query,
    contentType,
    requestBody: blank(bodyOf(request)),
    status: reply?.status ?? 0,
    responseBody: blank(reply?.json ?? reply?.text),
  };
}

function bodyOf(request: RawRequest): unknown {
  if (request.bytes.length === 0) return undefined;
  try {
    return request.contentType?.startsWith('application/x-www-form-urlencoded') ? readForm(request) : readJson(request);
  } catch {
    return request.bytes.toString('utf8');
  }
}

function blank(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const entries = Object.entries(body);
  if (!entries.some(([name]) => SECRETS.has(name))) return body;
  return Object.fromEntries(entries.map(([name, value]) => [name, SECRETS.has(name) ? 'blanked' : value]));
}
