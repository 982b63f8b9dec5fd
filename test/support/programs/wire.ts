import net, { type AddressInfo } from 'node:net';
import path from 'node:path';

/** The way of one process to a database's server, by its folder of sockets. */
export async function openWire(host: string) {
  const open = new Set<net.Socket>();
  let state: 'whole' | 'cut' | 'mute' = 'whole';
  let taken = 0;
  const server = net.createServer((near) => {
    taken++;
    near.on('error', () => undefined);
    if (state === 'cut') return void near.destroy();
    const far = net.connect(path.join(host, '.s.PGSQL.5432'));
    far.on('error', () => undefined);
    let isLost = false;
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('data', (bytes) => {
        isLost ||= state === 'mute';
        if (!isLost) other.write(bytes);
      });
      one.once('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = () => {
    state = 'cut';
    for (const socket of open) socket.destroy();
  };
  /** Swallows what either side says, and closes nothing: what was lost never comes. */
  const mute = () => {
    state = 'mute';
  };
  const heal = () => {
    state = 'whole';
  };
  const close = () => {
    cut();
    server.close();
  };
  return { port: (server.address() as AddressInfo).port, taken: () => taken, cut, mute, heal, close };
}
