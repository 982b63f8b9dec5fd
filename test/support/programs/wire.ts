import net, { type AddressInfo } from 'node:net';
import path from 'node:path';

/** The way of one process to a database's server, by its folder of sockets. */
export async function openWire(host: string) {
  const open = new Set<net.Socket>();
  let isCut = false;
  const server = net.createServer((near) => {
    near.on('error', () => undefined);
    if (isCut) return void near.destroy();
    const far = net.connect(path.join(host, '.s.PGSQL.5432'));
    far.on('error', () => undefined);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    isCut = true;
    for (const socket of open) socket.destroy();
  };
  const heal = () => {
    isCut = false;
  };
  const close = () => {
    cut();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, cut, heal, close };
}
