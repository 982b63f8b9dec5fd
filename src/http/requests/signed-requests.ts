import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { cleanText } from '../../domain/text/text.ts';
import { type VerificationRules, verifySignature } from '../../hubspot/auth/signature.ts';
import { repeatsOf } from '../../operation/repeats.ts';
import { bytesOf, keepBytes, parseJson } from './raw-request.ts';

export type Trust = {
  readonly clientSecret: string;
  /** HubSpot signs the address that it calls: this origin, with path and query. */
  readonly publicUrl: string;
  readonly clock: { now(): number };
  readonly log: Pick<Logger, 'warn'>;
};

/** A request that HubSpot signed. */
export type VerifiedRequest = {
  readonly bytes: Buffer;
  /** JSON of the bytes, its texts as the database can store them; undefined: no JSON. */
  readonly body: unknown;
  /** its texts as the database can store them */
  readonly query: URLSearchParams;
  readonly version: 'v2' | 'v3';
  /** requests that differ in bytes, address or instant have different ones */
  readonly signature: string;
};

/** HubSpot signs no instant in the future, and a clock ahead refuses everything as too old. */
const CLOCK_SAYS: Readonly<Record<string, string>> = {
  timestamp_in_future: 'the clock of this machine is more than five minutes behind',
  timestamp_too_old: 'HubSpot signed it more than five minutes ago, or the clock of this machine is ahead',
};

const SIGNED = new WeakMap<Request, VerifiedRequest>();

/**
 * Lets only requests through that HubSpot signed; the answer to others is 401. It verifies the raw
 * bytes, which `keep` leaves in the request, before it parses them.
 */
export function signedByHubspot(
  { clientSecret, publicUrl, clock, log }: Trust,
  {
    accept = 'v3',
    keep = keepBytes,
  }: { readonly accept?: VerificationRules['accept']; readonly keep?: RequestHandler } = {},
): readonly RequestHandler[] {
  // Anybody can send requests, so neither their number nor their words may fill the log.
  const refused = repeatsOf(({ reason, route }: { readonly reason: string; readonly route: string }, times) =>
    log.warn({ reason, route, times }, `A request is refused: ${CLOCK_SAYS[reason] ?? 'HubSpot did not sign it'}`),
  );
  const verify: RequestHandler = (request, response, next) => {
    const bytes = bytesOf(request);
    // HubSpot signed our public address, whatever host a proxy wrote into the request.
    const url = publicUrl + request.originalUrl;
    const { method, headers } = request;
    const verification = verifySignature(
      { method, url, rawBody: bytes, headers },
      { secret: clientSecret, now: clock.now(), accept },
    );
    if (!verification.valid) {
      const { reason } = verification;
      refused(reason, { reason, route: `${request.route.path}` });
      return void response.status(401).json({ error: reason });
    }
    const { version, signature } = verification;
    SIGNED.set(request, { bytes, body: parseJson(bytes), query: queryOf(url), version, signature });
    next();
  };
  return [keep, verify];
}

function queryOf(url: string): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of new URL(url).searchParams) query.append(name, cleanText(value));
  return query;
}

/**
 * The request as HubSpot signed it. Throws when `signedByHubspot` did not run before the handler.
 */
export function signedRequest(request: Request): VerifiedRequest {
  const signed = SIGNED.get(request);
  if (signed === undefined) throw new Error(`${request.path} is served without a check of HubSpot's signature.`);
  return signed;
}
