import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { listenHere } from '../http/listen-here.ts';
import { Problem } from '../http/problem.ts';
import type { Reply } from '../http/reply.ts';
import { createMatcher } from '../http/route-match.ts';
import { buildBrowserPrograms } from '../preview/build-browser.ts';
import { createFetchProxy } from '../preview/fetch-proxy.ts';
import type { Sandbox } from '../sandbox.ts';
import { html } from './html.ts';
import { type CardBundle, type Examples, type ExtraPage, VIEWER, type WebParts } from './parts.ts';
import { type WebRoute, webRoutes } from './routes.ts';
import { readActions } from './workflow/action-meta.ts';
import { createWorkflow } from './workflow/workflow.ts';

export type WebOptions = {
  readonly sandbox: Sandbox;
  /** the local address of the app */
  readonly appUrl: string;
  /** the app's public origin, over which requests are signed */
  readonly publicUrl: string;
  /** component files (hsmeta) of the app's workflow actions */
  readonly actions: readonly unknown[];
  readonly bundles: readonly CardBundle[];
  readonly appName?: string;
  /** answers for states that a healthy app hardly ever shows */
  readonly examples?: Examples;
  readonly pages?: readonly ExtraPage[];
  readonly quota?: WebParts['quota'];
  /** resolves when the app has nothing left to do: pages wait a moment for it after a change */
  readonly settled?: () => Promise<void>;
  /** lives through days; unset: only the clock goes on */
  readonly pass?: WebParts['pass'];
  /** 0 takes any free port. */
  readonly port?: number;
};

export type Web = { readonly url: string; readonly close: () => Promise<void> };

/**
 * HubSpot's limit. https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 */
const QUOTA = { max: 110, windowMs: 10_000 };
const PATIENCE_MS = 6_000;

/** Serves the sandbox portal as a small web site, on this machine alone. */
export async function startWeb(options: WebOptions): Promise<Web> {
  const { sandbox, publicUrl, appUrl, bundles, settled = async () => {} } = options;
  const missing = bundles.filter(({ file }) => !existsSync(file));
  if (missing.length > 0)
    throw new Error(`Build the cards first: ${missing.map(({ file }) => file).join(', ')} missing.`);
  const parts: WebParts = {
    sandbox,
    publicUrl,
    bundles,
    appName: options.appName ?? 'Ripen',
    actions: readActions(options.actions),
    workflow: createWorkflow(sandbox, new URL(publicUrl).origin, appUrl),
    examples: options.examples ?? {},
    pages: options.pages ?? [],
    quota: options.quota ?? QUOTA,
    settled: () => Promise.race([settled().then(() => true), pause(PATIENCE_MS, false, { ref: false })]),
    pass:
      options.pass ??
      (async (days) => {
        sandbox.clock.advance(days * 86_400_000);
        await settled();
      }),
    patienceMs: PATIENCE_MS,
  };
  const routes = webRoutes(parts, {
    programs: await buildBrowserPrograms(),
    styles: { 'web.css': styleOf('web/web.css'), 'preview.css': styleOf('preview/browser/preview.css') },
    bundle: (id) => {
      const bundle = bundles.find((one) => one.id === id);
      return bundle && readFileSync(bundle.file, 'utf8');
    },
    proxy: createFetchProxy({
      permitted: [publicUrl],
      served: { [new URL(publicUrl).origin]: appUrl },
      appId: sandbox.app.appId,
      portalId: sandbox.portal().settings.id,
      user: VIEWER,
      clientSecret: sandbox.app.clientSecret,
      clock: sandbox.clock,
    }),
  });
  const match = createMatcher(routes);
  const server = createServer((incoming, response) => {
    answer(match, incoming).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, failure(error)),
    );
  });
  const url = await listenHere(server, options.port ?? 0);
  return {
    url,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const styleOf = (file: string): string => readFileSync(path.join(import.meta.dirname, '..', file), 'utf8');

async function answer(match: ReturnType<typeof createMatcher<WebRoute>>, incoming: IncomingMessage): Promise<Reply> {
  const { method = 'GET', headers } = incoming;
  const url = new URL(incoming.url ?? '/', 'http://web');
  // A page of another site must not press these buttons.
  if (method === 'POST' && headers.origin !== undefined && new URL(headers.origin).host !== headers.host) {
    return { status: 403, text: 'Only pages of the sandbox portal may change it.' };
  }
  const found = match(method, url.pathname);
  if (!found) return { status: 404, text: `There is no page ${url.pathname}.` };
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const from = new URL(headers.referer ?? '/', url);
  return found.route.handle({
    params: found.params,
    query: url.searchParams,
    bytes: Buffer.concat(chunks),
    from: from.pathname + from.search,
  });
}

function failure(error: unknown): Reply {
  const status = error instanceof Problem ? error.reply.status : 500;
  if (status === 500) console.error('The sandbox portal’s page failed', error);
  const message = error instanceof Error ? error.message : String(error);
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    text: html`<!doctype html><html lang="en"><title>Not possible</title><main><h1>Not possible</h1><p>${message}</p><p><a href="/">Contacts</a></p></main></html>`
      .html,
  };
}

function send(response: ServerResponse, { status, headers = {}, json, text }: Reply): void {
  const type = json === undefined ? {} : { 'content-type': 'application/json; charset=utf-8' };
  response.writeHead(status, { ...type, ...headers });
  response.end(json === undefined ? text : JSON.stringify(json));
}
