import { expect, onTestFinished, test } from 'vitest';
import { listen } from './listen.ts';

const nothing = () => {};

/** How long proxies keep an idle connection: nginx, and balancers of clouds. */
const PROXY_KEEPS_S = 60;

test('a port that another program has is told in a sentence that says what to do', async () => {
  const first = await listen(nothing, 0);
  const port = Number(new URL(first.url).port);

  await expect(listen(nothing, port)).rejects.toThrow(
    `Another program listens on port ${port}. End it, or set PORT to a free port.`,
  );
  await first.stop(0);
  const second = await listen(nothing, port);
  await second.stop(0);
});

test('an idle connection lives longer here than at the proxy before it', async () => {
  const { url, stop } = await listen((_request, response) => void response.end(), 0);
  onTestFinished(() => stop(0));
  const told = (await fetch(url)).headers.get('keep-alive') ?? '';

  expect(Number(/timeout=(\d+)/.exec(told)?.[1])).toBeGreaterThan(PROXY_KEEPS_S);
});
