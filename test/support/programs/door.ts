import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** One address for all processes, as a load balancer: who takes no connection is passed over. */
export async function openDoor(ports: () => readonly number[]) {
  let turn = 0;
  const server = http.createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    for (const _ of ports()) {
      const port = ports()[turn++ % ports().length];
      const answer = await passOn(request, Buffer.concat(chunks), port!).catch(() => null);
      if (answer === null) continue;
      response.writeHead(answer.status, answer.headers).end(answer.body);
      return;
    }
    response.writeHead(502).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

type Answer = { readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly body: Buffer };

function passOn({ method, url, headers }: http.IncomingMessage, body: Buffer, port: number): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', method, path: url, headers };
    const passed = http.request(options, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) });
    });
    passed.once('error', reject);
    passed.end(body);
  });
}
