import type { Sandbox } from '../../sandbox.ts';
import { signatureHeaders } from '../../webhooks/sign.ts';

export type AppAnswer = { readonly status: number; readonly body: unknown };

/**
 * One request of HubSpot's workflows to the app, signed over its public address and sent to where
 * it is served.
 */
export async function callApp(
  { app, clock }: Pick<Sandbox, 'app' | 'clock'>,
  url: string,
  servedAt: string,
  payload: unknown,
): Promise<AppAnswer> {
  const body = JSON.stringify(payload);
  const response = await fetch(servedAt, {
    method: 'POST',
    body,
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
    headers: {
      'content-type': 'application/json',
      ...signatureHeaders({ method: 'POST', url, body, secret: app.clientSecret, timestamp: clock.now() }, 'v2'),
    },
  });
  const text = await response.text();
  return { status: response.status, body: parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
