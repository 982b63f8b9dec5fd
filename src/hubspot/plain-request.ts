import type { ErrorAnswer } from './classify.ts';

export interface PlainRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  readonly token?: string;
  /** URLSearchParams go as a form, anything else as JSON. */
  readonly body?: URLSearchParams | Readonly<Record<string, unknown>>;
  readonly signal: AbortSignal;
}

/** The shape of the official client's `...WithHttpInfo` answers, as far as it is read. */
export interface Answer {
  readonly httpStatusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: unknown;
}

class RefusedError extends Error implements ErrorAnswer {
  readonly code: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: number, body: unknown, headers: Readonly<Record<string, string>>) {
    super(`HubSpot answered ${code}`);
    this.code = code;
    this.body = body;
    this.headers = headers;
  }
}

/** A request to a path that the official client does not know. Fails in the client's ways, see `classify`. */
export async function plainRequest({ method, url, token, body, signal }: PlainRequest): Promise<Answer> {
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    signal,
  });
  const headers = Object.fromEntries(response.headers);
  const text = await response.text();
  if (!response.ok) throw new RefusedError(response.status, parsedOrText(text), headers);
  return { httpStatusCode: response.status, headers, data: text === '' ? undefined : JSON.parse(text) };
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // a gateway's page of HTML
  }
}
