import { expect, test } from 'vitest';
import { listen } from './listen.ts';

const nothing = () => {};

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
