import type { Clock } from '../clock.ts';
import { signatureHeaders } from '../webhooks/sign.ts';
import type { FetchAnswer, FetchOptions } from './protocol.ts';

export type ProxySettings = {
  /** `permittedUrls.fetch` of the app: prefixes */
  readonly permitted: readonly string[];
  /** the local address that serves a public origin, as `local.json` says */
  readonly served: Readonly<Record<string, string>>;
  readonly appId: number;
  readonly portalId: number;
  readonly user: { readonly id: number; readonly email: string };
  readonly clientSecret: string;
  readonly clock: Clock;
};

/**
 * Limits of hubspot.fetch.
 * https://developers.hubspot.com/docs/apps/developer-platform/add-features/ui-extensions/fetching-data
 */
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const MAX_BYTES = 1_000_000;
const DEFAULT_TIMEOUT_MS = 15_000;
const MAX_TIMEOUT_MS = 120_000;
const MAX_CONCURRENT = 20;

/**
 * Calls the app for a card as HubSpot does: checks the request, adds the user, signs over the
 * public address, and retries once.
 */
export function createFetchProxy(
  settings: ProxySettings,
): (url: string, options: FetchOptions) => Promise<FetchAnswer> {
  let running = 0;
  return async (url, options) => {
    const complaint = complaintAbout(url, options, settings.permitted);
    if (complaint !== undefined) return problem(400, 'VALIDATION_ERROR', complaint);
    if (running >= MAX_CONCURRENT) return problem(429, 'RATE_LIMITS', `More than ${MAX_CONCURRENT} calls at once.`);
    running += 1;
    try {
      return await forward(url, options, settings);
    } finally {
      running -= 1;
    }
  };
}

function complaintAbout(url: string, options: FetchOptions, permitted: readonly string[]): string | undefined {
  const { method = 'GET', headers = {}, body, timeout = DEFAULT_TIMEOUT_MS } = options;
  if (!URL.canParse(url)) return `The address must be absolute, got ${url}.`;
  if (!permitted.some((prefix) => url.startsWith(prefix))) {
    return `${url} is not permitted: permittedUrls.fetch has ${permitted.join(', ')}.`;
  }
  if (!METHODS.includes(method)) return `The method must be one of ${METHODS.join(', ')}, got ${method}.`;
  const strange = Object.keys(headers).filter((name) => name.toLowerCase() !== 'authorization');
  if (strange.length > 0) return `Only the header Authorization may be set, got ${strange.join(', ')}.`;
  if (timeout > MAX_TIMEOUT_MS) return `The timeout is at most ${MAX_TIMEOUT_MS} ms, got ${timeout}.`;
  if (body !== undefined && (typeof body !== 'object' || body === null)) return 'The body must be an object.';
  const bytes = Buffer.byteLength(bodyOf(body));
  return bytes > MAX_BYTES ? `The body is at most 1 MB, got ${bytes} bytes.` : undefined;
}

const bodyOf = (body: unknown): string => (body === undefined ? '' : JSON.stringify(body));

async function forward(url: string, options: FetchOptions, settings: ProxySettings): Promise<FetchAnswer> {
  const { method = 'GET', headers = {}, timeout = DEFAULT_TIMEOUT_MS } = options;
  const asked = new URL(url);
  asked.searchParams.set('userId', String(settings.user.id));
  asked.searchParams.set('portalId', String(settings.portalId));
  asked.searchParams.set('userEmail', settings.user.email);
  asked.searchParams.set('appId', String(settings.appId));

  const body = bodyOf(options.body);
  const target = asked.href.replace(asked.origin, settings.served[asked.origin] ?? asked.origin);
  const deadline = AbortSignal.timeout(timeout);
  const timestamp = instantOf(settings.clock);
  const attempt = () =>
    fetch(target, {
      method,
      redirect: 'manual',
      signal: deadline,
      headers: {
        ...headers,
        ...(body === '' ? {} : { 'content-type': 'application/json' }),
        ...signatureHeaders({ method, url: asked.href, body, secret: settings.clientSecret, timestamp }, 'v2'),
      },
      ...(body === '' ? {} : { body }),
    });
  try {
    const first = await attempt().catch((error: unknown) => {
      if (deadline.aborted) throw error;
      return undefined;
    });
    const response = first === undefined || first.status >= 500 ? await attempt() : first;
    return await answerOf(response);
  } catch {
    return deadline.aborted
      ? problem(504, 'GATEWAY_TIMEOUT', `The app did not answer within ${timeout} ms.`)
      : problem(502, 'BAD_GATEWAY', 'The app could not be reached.');
  }
}

let signedAt = 0;

/**
 * No two requests are signed in the same millisecond, also while the sandbox's clock stands still.
 */
function instantOf(clock: ProxySettings['clock']): number {
  const now = clock.now();
  signedAt = now <= signedAt && signedAt < now + 60_000 ? signedAt + 1 : now;
  return signedAt;
}

async function answerOf(response: Response): Promise<FetchAnswer> {
  if (response.status >= 300) {
    return problem(502, 'BAD_GATEWAY', `The app answered ${response.status}.`, { statusCode: response.status });
  }
  const body = await response.text();
  return Buffer.byteLength(body) > MAX_BYTES
    ? problem(502, 'BAD_GATEWAY', 'The answer is more than 1 MB.')
    : { status: response.status, body };
}

const problem = (status: number, category: string, message: string, more: object = {}): FetchAnswer => ({
  status,
  body: JSON.stringify({ status: 'error', category, message, ...more }),
});
