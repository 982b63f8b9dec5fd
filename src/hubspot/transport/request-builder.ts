import { Client } from '@hubspot/api-client';
import { toDatedUrl } from './dated-paths.ts';
import type { PlainRequest } from './plain-request.ts';

/*
 * The official client types and writes the requests; it does not send them. Of each operation it
 * knows one or two codes of success and takes every other 2xx, every other content type and every
 * empty body for a failure, also when HubSpot has done what was asked. So its middleware takes the
 * finished request out, and `plainRequest` sends it and reads the answer.
 */

export type BuiltRequest = Pick<PlainRequest, 'method' | 'url' | 'headers' | 'body'>;

interface RequestContext {
  getUrl(): string;
  getHttpMethod(): string;
  getHeaders(): Readonly<Record<string, string>>;
  getBody(): string | undefined;
}

/** Carries a request out of the client, which has no other way to give it away. */
class Built extends Error {
  readonly request: BuiltRequest;

  constructor(request: BuiltRequest) {
    super('A request that was built and not sent');
    this.request = request;
  }
}

const takeOut = {
  pre(context: unknown): never {
    const built = context as RequestContext;
    throw new Built({
      method: built.getHttpMethod(),
      url: toDatedUrl(built.getUrl()),
      headers: { ...built.getHeaders() },
      body: built.getBody(),
    });
  },
  post: (response: unknown): unknown => response,
};

/**
 * One client for as long as its token lives: `setAccessToken` would leave API objects with the old
 * token behind. It gets neither `limiterOptions` nor `numberOfApiCallRetries`: both are
 * process-wide singletons in there.
 */
export function builderPerToken(apiUrl: string): (token: string) => Client {
  let current: { readonly token: string; readonly client: Client } | undefined;
  return (token) => {
    if (current?.token !== token) {
      current = { token, client: new Client({ accessToken: token, basePath: apiUrl, middleware: [takeOut] }) };
    }
    return current.client;
  };
}

/** The request inside what a client of `builderPerToken` threw; rethrows any other error. */
export function builtRequest(thrown: unknown): BuiltRequest {
  if (thrown instanceof Built) return thrown.request;
  throw thrown;
}
