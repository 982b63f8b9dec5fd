import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listening = {
  /** the server's address on this machine */
  readonly url: string;
  /** Takes no more requests, finishes those in hand, and cuts what is left after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/**
 * In ms. The server cuts off senders that are slower than this. It keeps an idle connection for
 * longer than proxies keep theirs (a minute): otherwise a proxy may send a request just as the
 * server closes the connection, and its sender reads 502.
 */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
};
const IDLE_CHECK_MS = 50;

/** Listens on `port`; rejects with a sentence when it cannot. */
export function listen(app: RequestListener, port: number): Promise<Listening> {
  const server = createServer(LIMITS, app);
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function stop(graceMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Clients keep connections open for later; these become idle one after the other.
    const idle = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS);
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    await closed;
    clearInterval(idle);
    clearTimeout(cut);
  }

  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(problemOf(error, port), { cause: error })));
    server.listen(port, () => resolve({ url: url(), stop }));
  });
}

function problemOf({ code, message }: NodeJS.ErrnoException, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Another program listens on port ${port}. End it, or set PORT to a free port.`;
    case 'EACCES':
      return `This user may not listen on port ${port}. Set PORT to 1024 or higher and put a proxy before it.`;
    default:
      return `Port ${port} cannot be listened on: ${message}.`;
  }
}
