import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request as HubSpot sent it. */
export interface SignedContent {
  readonly method: string;
  /** Public origin plus the original path and query, as HubSpot called it, still encoded. */
  readonly url: string;
  readonly rawBody: Buffer;
}

export interface SignedRequest extends SignedContent {
  /** Names in lower case, as Node gives them. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

type RefusalReason =
  | 'signature_missing'
  | 'version_not_accepted'
  | 'timestamp_malformed'
  /** HubSpot signed it, but not just now by our clock: sent again, or a clock is wrong */
  | 'timestamp_too_old'
  | 'timestamp_in_future'
  | 'signature_wrong';

export type Verification =
  | { readonly valid: true; readonly version: 'v2' | 'v3'; readonly signature: string }
  | { readonly valid: false; readonly reason: RefusalReason };

export interface VerificationRules {
  /** The app's client secret. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /**
   * HubSpot signs webhooks with v3, and perhaps some workflow actions with v2 alone. v1 is never
   * accepted.
   */
  readonly accept: 'v3' | 'v3-else-v2';
}

/**
 * https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/request-validation
 */
export const MAX_AGE_MS = 300_000;

export const SIGNATURE_HEADERS = {
  v3: 'x-hubspot-signature-v3',
  timestamp: 'x-hubspot-request-timestamp',
  v2: 'x-hubspot-signature',
  version: 'x-hubspot-signature-version',
} as const;

/** Whether HubSpot sent exactly these bytes just now. Call it before anything is parsed. */
export function verifySignature(request: SignedRequest, { secret, now, accept }: VerificationRules): Verification {
  const header = (name: string) => {
    const value = request.headers[name];
    return typeof value === 'string' ? value : undefined;
  };

  const v3 = header(SIGNATURE_HEADERS.v3);
  if (isEndOfAddress(request)) return refused('signature_wrong');
  if (v3 !== undefined) {
    const timestamp = header(SIGNATURE_HEADERS.timestamp);
    if (timestamp === undefined || !/^[1-9]\d{0,15}$/.test(timestamp)) return refused('timestamp_malformed');
    if (!isEqual(v3, signV3(request, secret, timestamp))) return refused('signature_wrong');
    const age = now - Number(timestamp);
    if (age > MAX_AGE_MS) return refused('timestamp_too_old');
    if (age < -MAX_AGE_MS) return refused('timestamp_in_future');
    return { valid: true, version: 'v3', signature: v3 };
  }

  const v2 = header(SIGNATURE_HEADERS.v2);
  if (v2 === undefined) return refused('signature_missing');
  if (accept === 'v3' || header(SIGNATURE_HEADERS.version) !== 'v2') return refused('version_not_accepted');
  return isEqual(v2, signV2(request, secret))
    ? { valid: true, version: 'v2', signature: v2 }
    : refused('signature_wrong');
}

/** HMAC-SHA256 over method, decoded URL, body and timestamp, in base64. */
export function signV3({ method, url, rawBody }: SignedContent, secret: string, timestamp: string | number): string {
  return createHmac('sha256', secret)
    .update(method + decodeForV3(url))
    .update(rawBody)
    .update(String(timestamp))
    .digest('base64');
}

/** SHA-256 over secret, method, URL and body, in hex. */
export function signV2({ method, url, rawBody }: SignedContent, secret: string): string {
  return createHash('sha256')
    .update(secret + method + url)
    .update(rawBody)
    .digest('hex');
}

/**
 * HubSpot decodes exactly these escapes before it signs, `%40` of an appended `userEmail` for one;
 * everything else (`%20`, `%26`, `%3D` …) stays encoded.
 */
function decodeForV3(url: string): string {
  return url.replace(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi, decodeURIComponent);
}

function refused(reason: RefusalReason): Verification {
  return { valid: false, reason };
}

/**
 * Nothing stands between address, body and instant in what is signed. So the end of an address
 * could come as the body of a GET, or its last zeros before the digits of the instant: another
 * address with the same signature.
 */
const isEndOfAddress = ({ method, rawBody }: SignedContent): boolean =>
  method === 'GET' && rawBody.length > 0 && !rawBody.toString('latin1').startsWith('{');

/** Compares in constant time. Only the length can be measured, and it is no secret. */
function isEqual(given: string, expected: string): boolean {
  const [givenBytes, expectedBytes] = [Buffer.from(given), Buffer.from(expected)];
  return givenBytes.length === expectedBytes.length && timingSafeEqual(givenBytes, expectedBytes);
}
