import { createHash, createHmac } from 'node:crypto';

/** https://developers.hubspot.com/docs/guides/apps/authentication/validating-requests */
const DECODED: Readonly<Record<string, string>> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

export type SignedRequest = {
  readonly method: string;
  readonly url: string;
  readonly body: string;
  readonly secret: string;
  /** Milliseconds since epoch. */
  readonly timestamp: number;
};

/**
 * All signatures of one request to the app: v1 for webhooks, v2 for actions and cards, v3 beside
 * either.
 */
export function signatureHeaders(request: SignedRequest, older: 'v1' | 'v2'): Record<string, string> {
  const { method, url, body, secret, timestamp } = request;
  const olderSource = older === 'v1' ? secret + body : secret + method + url + body;
  return {
    'x-hubspot-signature': createHash('sha256').update(olderSource, 'utf8').digest('hex'),
    'x-hubspot-signature-version': older,
    'x-hubspot-signature-v3': createHmac('sha256', secret)
      .update(`${method}${decodeForV3(url)}${body}${timestamp}`, 'utf8')
      .digest('base64'),
    'x-hubspot-request-timestamp': String(timestamp),
  };
}

/** Version 3 signs the address with twelve codes decoded and all others left as they are. */
const decodeForV3 = (url: string): string =>
  url.replace(/%[0-9a-f]{2}/gi, (code) => DECODED[code.toUpperCase()] ?? code);
