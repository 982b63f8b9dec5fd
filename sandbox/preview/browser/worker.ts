/*
 * The worker in which a card runs. It has what HubSpot's worker has, and lacks what that refuses.
 * All must be ready before the bundle loads: a card registers itself as soon as its module runs.
 */

import type { RemoteChannel } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createRemoteRoot, createRoot } from '@remote-ui/react';
import { createEndpoint, retain } from '@remote-ui/rpc';
import * as React from 'react';
import type { CardAlert, FetchOptions, Host, PageLocation, Scene, SceneContext } from '../protocol.ts';

type CardApi = {
  readonly context: SceneContext;
  readonly actions: object;
  readonly runServerlessFunction: () => never;
};
type RenderCard = (api: CardApi) => React.ReactNode;

const worker = self as unknown as Record<string, unknown>;
const loadScript = worker['importScripts'] as (url: string) => void;

const CardContext = React.createContext<CardApi | undefined>(undefined);
let renderCard: RenderCard | undefined;
let host: Host | undefined;

/** The card's own callback may use hooks, so it is called as a component. */
const Card = () => renderCard?.(useCard());

const hostOf = (): Host => host ?? refuse('A card may use HubSpot only after it has been drawn for the first time');
const useCard = (): CardApi => React.useContext(CardContext) ?? refuse('This hook works only inside a card');
function refuse(what: string): never {
  throw new Error(`${what}.`);
}

let location: PageLocation = { path: '/', params: {} };
const watchers = new Set<() => void>();
function onMove(watch: () => void): () => void {
  watchers.add(watch);
  return () => void watchers.delete(watch);
}
function move(to: PageLocation): void {
  location = to;
  for (const watch of watchers) watch();
}

const json = (value: unknown) => ({ json: async () => value });
const notHere = (name: string) => () => refuse(`${name} is not part of the preview`);

Object.assign(worker, {
  React,
  RemoteUI,
  __HUBSPOT_EXTENSION_WORKER__: true,
  extend_V2: (render: RenderCard) => {
    renderCard = render;
  },
  hsFetch: async (url: string, options: FetchOptions = {}) => {
    const { status, body } = await hostOf().fetch(url, options);
    return new Response(body, { status, headers: { 'content-type': 'application/json' } });
  },
  serverless: notHere('serverless'),
  logger: { debug: console.debug, info: console.info, warn: console.warn, error: console.error },
  hsWorkerAPI: {
    useExtensionContext: () => useCard().context,
    useExtensionActions: () => useCard().actions,
    useExtensionApi: useCard,
    useAppPageLocation: () => React.useSyncExternalStore(onMove, () => location),
    fetchCrmProperties: async (names: readonly string[]) => json({ data: await hostOf().properties(names) }),
    fetchAssociations: notHere('useAssociations'),
    fetchCrmSearch: notHere('useCrmSearch'),
    fetchHubSpotApi: notHere('fetchHubSpotApi'),
    formatCrmProperties: notHere('formatCrmProperties'),
  },
});

const REFUSED = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'importScripts', 'indexedDB', 'caches'];
for (const name of REFUSED) {
  Object.defineProperty(worker, name, { get: () => refuse(`HubSpot's worker has no ${name}: use hubspot.fetch`) });
}

function apiOf(scene: Scene): CardApi {
  return {
    context: scene.context,
    actions: {
      addAlert: (alert: CardAlert) => hostOf().addAlert(alert),
      closeOverlay: (id: string) => hostOf().closeOverlay(id),
      refreshObjectProperties: () => hostOf().refreshObjectProperties(),
      reloadPage: () => hostOf().reloadPage(),
      copyTextToClipboard: (text: string) => hostOf().copyTextToClipboard(text),
      fetchCrmObjectProperties: (names: readonly string[]) => hostOf().properties(names),
      onCrmPropertiesUpdate: () => undefined,
      openIframeModal: notHere('openIframeModal'),
      navigateToPage: ({
        to: path,
        params = {},
      }: {
        readonly to: string;
        readonly params?: PageLocation['params'];
      }) => {
        if (scene.context.location === 'pages') move({ path, params });
        hostOf().navigateToPage({ path, params });
      },
    },
    runServerlessFunction: notHere('runServerlessFunction'),
  };
}

const endpoint = createEndpoint<Host>(self as never, {
  callable: [
    'fetch',
    'properties',
    'addAlert',
    'closeOverlay',
    'refreshObjectProperties',
    'reloadPage',
    'copyTextToClipboard',
    'navigateToPage',
    'failed',
  ],
});

const report = (error: unknown) => void hostOf().failed(error instanceof Error ? error.message : String(error));
self.addEventListener('error', (event) => report(event.error ?? event.message));
self.addEventListener('unhandledrejection', (event) => report(event.reason));

endpoint.expose({
  move,
  run: (channel: RemoteChannel, scene: Scene, components: readonly string[], at: PageLocation) => {
    location = at;
    retain(channel);
    host = endpoint.call as unknown as Host;
    loadScript(scene.bundleUrl);
    if (renderCard === undefined) throw new Error('The bundle never called hubspot.extend.');
    const root = createRemoteRoot(channel, { components: components as never });
    createRoot(root).render(
      React.createElement(CardContext.Provider, { value: apiOf(scene) }, React.createElement(Card)),
    );
    return root.mount();
  },
});
