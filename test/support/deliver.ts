import type { World } from '../../demo/world.ts';
import { SIGNATURE_HEADERS, signV3 } from '../../src/hubspot/auth/signature.ts';

export type Delivered = { readonly status: number; readonly body: string };

/**
 * Posts a body to the webhooks, signed as HubSpot signs it; `sent`: the bytes that travel, if they
 * are others (compressed).
 */
export async function deliver(
  { config, sandbox }: World,
  body: unknown,
  options: {
    readonly sent?: Buffer;
    readonly headers?: Readonly<Record<string, string>>;
    readonly signed?: boolean;
  } = {},
): Promise<Delivered> {
  const url = `${config.publicUrl}/webhooks/hubspot`;
  const rawBody = Buffer.isBuffer(body) ? body : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const timestamp = `${sandbox.clock.now()}`;
  const signature = signV3({ method: 'POST', url, rawBody }, config.hubspot.clientSecret, timestamp);
  const answer = await fetch(url, {
    method: 'POST',
    body: new Uint8Array(options.sent ?? rawBody),
    headers: {
      'content-type': 'application/json',
      ...(options.signed === false
        ? {}
        : { [SIGNATURE_HEADERS.v3]: signature, [SIGNATURE_HEADERS.timestamp]: timestamp }),
      ...options.headers,
    },
  });
  return { status: answer.status, body: await answer.text() };
}
