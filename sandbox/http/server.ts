import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Control } from '../control/control.ts';
import { authorize } from '../oauth/authorize-page.ts';
import type { AppSettings, Grants } from '../oauth/grants.ts';
import type { Portal } from '../portal/portal.ts';
import type { Outcome, RawRequest } from './dispatch.ts';
import type { Reply } from './reply.ts';

export type ServerParts = {
  readonly dispatch: (request: RawRequest) => Outcome;
  readonly control: Control;
  readonly app: AppSettings;
  readonly grants: Grants;
  readonly portals: ReadonlyMap<number, Portal>;
  readonly defaultPortalId: number;
};

/** Serves the three parts of the sandbox: HubSpot's API, its consent page, and `/_sandbox`. */
export function createRequestListener(parts: ServerParts): RequestListener {
  return (incoming, response) => {
    serve(parts, incoming, response).catch((error: unknown) => {
      console.error('The sandbox failed on', incoming.method, incoming.url, error);
      if (!response.headersSent) send(response, { status: 500, json: { status: 'error', message: String(error) } });
    });
  };
}

async function serve(parts: ServerParts, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request: RawRequest = {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://sandbox'),
    contentType: incoming.headers['content-type'],
    authorization: incoming.headers.authorization,
    bytes: await readBytes(incoming),
  };
  if (request.url.pathname.startsWith('/_sandbox')) {
    send(response, await parts.control(request));
    return;
  }
  const consent = /^\/oauth\/(?:(\d+)\/)?authorize$/.exec(request.url.pathname);
  if (consent && request.method === 'GET') {
    const query = request.url.searchParams;
    const portalId = Number(consent[1] ?? query.get('portalId') ?? parts.defaultPortalId);
    const browser = incoming.headers.accept?.includes('text/html') ?? false;
    const portal = parts.portals.get(portalId);
    if (!portal) send(response, { status: 404, text: `There is no account ${portalId}.` });
    else {
      const { lackingScopes } = portal.settings;
      send(response, authorize(parts.app, parts.grants, { query, portalId, browser, lackingScopes }));
    }
    return;
  }

  const { reply, reset, cut, endless, silent, delayMs } = parts.dispatch(request);
  if (silent) return;
  if (delayMs > 0) await sleep(delayMs);
  if (reset) incoming.socket.destroy();
  else if (cut) sendHalf(response, reply);
  else if (endless) sendForEver(response, reply);
  else send(response, reply);
}

async function readBytes(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

const BLANKS_MS = 20;

/** Promises the whole body, sends half of it, and cuts the connection. */
function sendHalf(response: ServerResponse, { status, json, text = '' }: Reply): void {
  const body = Buffer.from(json === undefined ? text : JSON.stringify(json));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length });
  response.write(body.subarray(0, body.length / 2), () => response.destroy());
}

/** Sends half of the body, and then blanks until the other side hangs up. */
function sendForEver(response: ServerResponse, { status, json, text = '' }: Reply): void {
  const body = json === undefined ? text : JSON.stringify(json);
  response.writeHead(status, { 'content-type': 'application/json' });
  response.write(body.slice(0, body.length / 2));
  const timer = setInterval(() => response.write(' '.repeat(1_000)), BLANKS_MS);
  response.once('close', () => clearInterval(timer));
}

function send(response: ServerResponse, reply: Reply): void {
  const body = reply.json === undefined ? reply.text : JSON.stringify(reply.json);
  if (reply.json !== undefined) response.setHeader('content-type', 'application/json;charset=utf-8');
  for (const [name, value] of Object.entries(reply.headers ?? {})) response.setHeader(name, value);
  response.writeHead(reply.status);
  response.end(body);
}
