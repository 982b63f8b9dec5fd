import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Listening = {
  /** where it listens on this machine */
  readonly url: string;
  /** Takes no more requests, finishes those in hand, and cuts what is left after `graceMs`. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/**
 * A sender that is slower than this is cut: it would hold a connection for nothing. An idle
 * connection is kept for longer than proxies keep theirs (a minute): otherwise a proxy sends a
 * request just as the server closes, and its sender reads 502.
 */
const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
};
const IDLE_CHECK_MS = 50;

/** Rejects with a sentence when the port cannot be had. */
export function listen(app: RequestListener, port: number): Promise<Listening> {
  const server = createServer(LIMITS, app);
  const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function stop(graceMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Connections which their clients keep for later become idle one after the other.
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
