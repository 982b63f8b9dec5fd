import type { Sandbox } from '../../sandbox/sandbox.ts';

export type Answer = {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever the API answers
  readonly body: any;
};

export type Client = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Calls the sandbox as an app would, with a token of the portal. */
export function clientOf(sandbox: Sandbox, accessToken: string = sandbox.install().accessToken): Client {
  return (method, path, body) =>
    request(`${sandbox.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${accessToken}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

/** Calls `/_sandbox`. */
export const controlOf =
  (sandbox: Sandbox): Client =>
  (method, path, body) =>
    request(`${sandbox.url}/_sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

export async function request(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
