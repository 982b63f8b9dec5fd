import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * Listens on this machine alone; 0 takes any free port. Answers with the address. Throws a sentence
 * when the port cannot be had.
 */
export async function listenHere(server: Server, port: number): Promise<string> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      error.code === 'EADDRINUSE'
        ? `Another program listens on port ${port}. Give another one: --port 0 takes any that is free.`
        : `Port ${port} cannot be listened on: ${error.message}.`,
      { cause: error },
    );
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
