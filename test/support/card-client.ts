import type { World } from '../../demo/world.ts';
import { signatureHeaders } from '../../sandbox/webhooks/sign.ts';

export type CardReply = { readonly status: number; readonly body: unknown; readonly headers: Headers };

type SentRequest = {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

export type CardRequest = {
  readonly method?: 'GET' | 'POST';
  /** what the browser asked for, below the server's address */
  readonly path: string;
  readonly body?: unknown;
  readonly portalId?: number;
  readonly userId?: number;
  readonly secret?: string;
  readonly timestamp?: number;
  /** what becomes of the request on its way, after HubSpot has signed it */
  readonly tamper?: (sent: SentRequest) => SentRequest;
};

let signedAt = 0;

/** No two requests are signed in the same millisecond, also while the clock stands still. */
function instantOf(clock: World['sandbox']['clock']): number {
  const now = clock.now();
  signedAt = now <= signedAt && signedAt < now + 60_000 ? signedAt + 1 : now;
  return signedAt;
}

/**
 * Sends a request of a card to the app as HubSpot does: it appends who asks, and signs all of it.
 */
export async function callAsCard(world: World, request: CardRequest): Promise<CardReply> {
  const { sandbox, config } = world;
  const { method = 'GET', path, portalId = sandbox.portal().settings.id, userId = 7 } = request;
  const who = `userId=${userId}&portalId=${portalId}&userEmail=rep%40customer.example&appId=${sandbox.app.appId}`;
  const url = `${config.publicUrl}${path}${path.includes('?') ? '&' : '?'}${who}`;
  const body = request.body === undefined ? '' : JSON.stringify(request.body);
  const signed = {
    method,
    url,
    body,
    secret: request.secret ?? sandbox.app.clientSecret,
    timestamp: request.timestamp ?? instantOf(sandbox.clock),
  };
  const { tamper = (sent) => sent } = request;
  const sent = tamper({ url, body, headers: signatureHeaders(signed, 'v2') });
  const response = await fetch(sent.url, {
    method,
    headers: { ...sent.headers, ...(sent.body !== '' && { 'content-type': 'application/json' }) },
    ...(sent.body !== '' && { body: sent.body }),
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}
