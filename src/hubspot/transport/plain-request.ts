import { cleanText, parseClean } from '../../domain/text/text.ts';
import type { ErrorAnswer } from './classify.ts';

export interface PlainRequest {
  readonly method: string;
  readonly url: string;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** URLSearchParams go as a form, text as it is, anything else as JSON. */
  readonly body?: URLSearchParams | string | Readonly<Record<string, unknown>> | undefined;
  readonly signal: AbortSignal;
}

/**
 * An answer of 200–299; the shape of the official client's `...WithHttpInfo`, as far as it is read.
 */
export interface HttpAnswer {
  readonly httpStatusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The clean JSON of the body, whatever its content type says; undefined for an empty body. */
  readonly data: unknown;
}

/**
 * HubSpot's front ends refuse addresses from about 8,000 characters on with 414, as users report.
 * Code that builds an address from a list stays below; `plainRequest` checks it once more.
 */
export const LONGEST_ADDRESS = 8_000;

/**
 * Bytes of an answer, inflated: ten times what a hundred records with long texts take. Whoever
 * answers may not fill our memory.
 */
const MOST = 67_108_864;

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

/**
 * Sends one request. Throws RefusedError for every code outside 200–299, SyntaxError for a body
 * that was cut or is a page, TypeError for one that is too large.
 */
export async function plainRequest({ method, url, token, headers, body, signal }: PlainRequest): Promise<HttpAnswer> {
  if (url.length > LONGEST_ADDRESS) {
    throw new RangeError(
      `An address may have ${LONGEST_ADDRESS} characters, but one of ${url.length} was made. Send its list in a body.`,
    );
  }
  const isForm = body instanceof URLSearchParams;
  const response = await fetch(url, {
    method,
    headers: {
      accept: 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(headers ?? (body === undefined || isForm ? {} : { 'content-type': 'application/json' })),
    },
    ...(body === undefined ? {} : { body: isForm || typeof body === 'string' ? body : JSON.stringify(body) }),
    signal,
    // HubSpot's API sends nobody elsewhere, and what goes to HubSpot must reach nobody else.
    redirect: 'manual',
  });
  const text = await textOf(response);
  const answered = Object.fromEntries(response.headers);
  if (!response.ok) throw new RefusedError(response.status, parsedOrText(text ?? ''), answered);
  if (text === null) throw new TypeError(`an answer of more than ${MOST} bytes`);
  return { httpStatusCode: response.status, headers: answered, data: contentOf(text) };
}

/** The body; null: it is too large, and the rest of it is not read. */
async function textOf({ body }: Response): Promise<string | null> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST) return null;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/**
 * The content of a body. A word that is no JSON (`OK`) is a text, for operations that read none.
 */
function contentOf(text: string): unknown {
  if (text.trim() === '') return undefined;
  try {
    return parseClean(text);
  } catch (error) {
    if (/^\s*[<{[]/.test(text)) throw error; // a gateway's page of HTML, or half a body
    return cleanText(text);
  }
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // a gateway's page of HTML
  }
}
