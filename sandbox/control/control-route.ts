import type { Reply } from '../http/reply.ts';
import type { PathPattern } from '../http/route-match.ts';
import type { Portal } from '../portal/portal.ts';
import type { Controlled } from '../sandbox.ts';

export type ControlCall = {
  readonly sandbox: Controlled;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
};

export type ControlRoute = PathPattern & {
  /** One line for the index at `GET /_sandbox`. */
  readonly does: string;
  readonly handle: (call: ControlCall) => Reply | Promise<Reply>;
};

export const route = (method: string, path: string, does: string, handle: ControlRoute['handle']): ControlRoute => ({
  method,
  path,
  does,
  handle,
});

/** Routes of one portal start with this. */
export const PORTAL = '/_sandbox/portals/{portalId}';

export const portalOf = ({ sandbox, params }: ControlCall): Portal => sandbox.portal(Number(params.portalId));
