import type { RawRequest } from '../http/dispatch.ts';
import { Problem, problems } from '../http/problem.ts';
import { ok, type Reply } from '../http/reply.ts';
import { createMatcher } from '../http/route-match.ts';
import type { Controlled } from '../sandbox.ts';
import { portalRoutes } from './portal-routes.ts';
import { trafficRoutes } from './traffic-routes.ts';
import { userRoutes } from './user-routes.ts';

export type Control = (request: RawRequest) => Promise<Reply>;

const controlRoutes = [...trafficRoutes, ...portalRoutes, ...userRoutes];

/** The routes under `/_sandbox`, for people and tests: JSON, without token and limits. */
export function createControl(sandbox: Controlled): Control {
  const match = createMatcher(controlRoutes);
  return async (request) => {
    const { method, url, bytes } = request;
    if (method === 'GET' && /^\/_sandbox\/?$/.test(url.pathname)) {
      return ok(controlRoutes.map((route) => `${route.method} ${route.path}: ${route.does}`));
    }
    try {
      const found = match(method, url.pathname);
      if (!found) throw problems.notFound(`There is no ${method} ${url.pathname}. GET /_sandbox lists all routes.`);
      const { route, params } = found;
      return await route.handle({ sandbox, params, query: url.searchParams, body: parse(bytes) });
    } catch (error) {
      if (error instanceof Problem) return error.reply;
      return problems.invalid(error instanceof Error ? error.message : String(error)).reply;
    }
  };
}

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return {};
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw problems.invalid('The body is not JSON.');
  }
}
