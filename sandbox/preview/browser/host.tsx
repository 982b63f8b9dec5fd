import { createRemoteReceiver } from '@remote-ui/core';
import { createController, RemoteRenderer } from '@remote-ui/react/host';
import { createEndpoint, fromWebWorker } from '@remote-ui/rpc';
import { Component, type ReactNode, useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { CardAlert, FetchAnswer, FetchRequest, Host, PageLocation, Scene } from '../protocol.ts';
import { COMPONENTS } from './components/index.ts';
import { createOverlays, OverlayContext } from './overlays.ts';

type WorkerApi = {
  readonly run: (channel: unknown, scene: Scene, components: readonly string[], at: PageLocation) => Promise<void>;
  readonly move: (to: PageLocation) => Promise<void>;
};

/** The address of the app's page; `at` is the path within it. */
const APP_PAGE = '/app';

function locationHere(): PageLocation {
  const { at = '/', ...params } = Object.fromEntries(new URLSearchParams(window.location.search));
  return { path: at, params };
}

const addressOf = ({ path, params }: PageLocation): string =>
  `${APP_PAGE}?${new URLSearchParams({ at: path, ...params })}`;

type Notice = CardAlert & { readonly key: number };

async function postJson<T>(url: string, body: unknown): Promise<T> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`The preview's server answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** A card's worker with a receiver for what it draws. */
function startCard(
  scene: Scene,
  overlays: ReturnType<typeof createOverlays>,
  notify: (alert: CardAlert) => void,
  failed: (problem: string) => void,
) {
  const worker = new Worker('/preview/worker.js');
  worker.addEventListener('error', (event) => failed(event.message));
  const endpoint = createEndpoint<WorkerApi>(fromWebWorker(worker), { callable: ['run', 'move'] });
  const host: Host = {
    fetch: (url, options) =>
      postJson<FetchAnswer>('/preview/fetch', {
        url,
        options,
        ...(scene.answer === undefined ? {} : { answer: scene.answer }),
      } satisfies FetchRequest),
    properties: (names) => {
      const { crm } = scene.context;
      if (crm === undefined) throw new Error('There is no record here whose properties could be read.');
      return postJson('/preview/properties', { contactId: String(crm.objectId), names });
    },
    addAlert: notify,
    closeOverlay: overlays.close,
    refreshObjectProperties: () => window.dispatchEvent(new CustomEvent('record-changed')),
    reloadPage: () => window.location.reload(),
    copyTextToClipboard: (text) => navigator.clipboard.writeText(text),
    navigateToPage: (to) => {
      if (window.location.pathname === APP_PAGE) window.history.pushState(null, '', addressOf(to));
      else window.location.assign(addressOf(to));
    },
    failed,
  };
  endpoint.expose(host as never);
  const receiver = createRemoteReceiver();
  const call = endpoint.call as unknown as WorkerApi;
  call
    .run(receiver.receive, scene, Object.keys(COMPONENTS), locationHere())
    .catch((error: unknown) => failed(messageOf(error)));
  const moved = () => void call.move(locationHere());
  window.addEventListener('popstate', moved);
  return {
    receiver,
    stop: () => {
      window.removeEventListener('popstate', moved);
      worker.terminate();
    },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Shows an error in the card's place if the card cannot be drawn. */
class Boundary extends Component<{ readonly failed: (problem: string) => void; readonly children: ReactNode }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });
  override componentDidCatch(error: Error): void {
    this.props.failed(error.message);
  }
  override render(): ReactNode {
    return this.state.broken ? null : this.props.children;
  }
}

const controller = createController(COMPONENTS);

function CardFrame({ scene }: { readonly scene: Scene }) {
  const [overlays] = useState(createOverlays);
  const [card, setCard] = useState<ReturnType<typeof startCard>>();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const notify = (alert: CardAlert) => setNotices((old) => [...old, { ...alert, key: (old.at(-1)?.key ?? 0) + 1 }]);
    const started = startCard(scene, overlays, notify, setProblem);
    setCard(started);
    return started.stop;
  }, [scene, overlays]);

  return (
    <OverlayContext.Provider value={overlays}>
      <div className="rp-notices" aria-live="polite">
        {notices.map(({ key, type = 'info', title, message }) => (
          <div key={key} className={`rp-alert rp-${type}`}>
            <strong>{title ?? (type === 'danger' ? 'Error' : type === 'success' ? 'Done' : 'Note')}</strong>{' '}
            <span>{message}</span>
            <button
              type="button"
              className="rp-close"
              aria-label="Dismiss"
              onClick={() => setNotices((old) => old.filter((one) => one.key !== key))}
            >
              <span aria-hidden="true">×</span>
            </button>
          </div>
        ))}
      </div>
      {problem ? (
        <div role="alert" className="rp-alert rp-danger">
          <strong>This card failed in the preview</strong> <span>{problem}</span>
        </div>
      ) : null}
      {card ? (
        <Boundary failed={setProblem}>
          <RemoteRenderer receiver={card.receiver} controller={controller} />
        </Boundary>
      ) : null}
    </OverlayContext.Provider>
  );
}

/**
 * Shows the record's properties again after a card has announced a change. The cards stay.
 */
async function refreshProperties(): Promise<void> {
  const shown = document.getElementById('properties');
  if (shown === null) return;
  const fresh = new DOMParser().parseFromString(await (await fetch(window.location.href)).text(), 'text/html');
  shown.replaceChildren(...(fresh.getElementById('properties')?.childNodes ?? []));
}
window.addEventListener('record-changed', () => void refreshProperties());

for (const element of document.querySelectorAll<HTMLElement>('[data-scene]')) {
  createRoot(element).render(<CardFrame scene={JSON.parse(element.dataset['scene']!) as Scene} />);
}
