import { expect, test } from 'vitest';
import { mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();
const COMPLETE = '/automation/actions/callbacks/2026-09/complete';
const completion = (callbackId: string) =>
  ({ callbackId, outputFields: { hs_execution_state: 'SUCCESS', score: '87' } }) as const;
const sent = (callbackId: string) => ({ ...completion(callbackId), typedOutputs: {} });

test('callbacks are completed together, with both kinds of outputs', async () => {
  const { client } = testPortal();
  hubspot()
    .post(COMPLETE, { inputs: [sent('a'), sent('b')] })
    .reply(204);

  expect(await client.completeCallbacks([completion('a'), completion('b')])).toEqual({
    completed: ['a', 'b'],
    failed: [],
  });
});

test('one that expired costs the others nothing', async () => {
  const { client } = testPortal();
  hubspot()
    .post(COMPLETE, { inputs: [sent('a'), sent('b')] })
    .reply(404, { category: 'OBJECT_NOT_FOUND' });
  hubspot()
    .post(COMPLETE, { inputs: [sent('a')] })
    .reply(404, { category: 'OBJECT_NOT_FOUND' });
  hubspot()
    .post(COMPLETE, { inputs: [sent('b')] })
    .reply(204);

  const { completed, failed } = await client.completeCallbacks([completion('a'), completion('b')]);

  expect(completed).toEqual(['b']);
  expect(failed).toMatchObject([{ callbackId: 'a', reason: 'not_found' }]);
});

test('a hundred at a time, each once', async () => {
  const { client } = testPortal();

  await expect(client.completeCallbacks(Array.from({ length: 101 }, (_, n) => completion(`${n}`)))).rejects.toThrow(
    'at most 100',
  );
  await expect(client.completeCallbacks([completion('a'), completion('a')])).rejects.toThrow('each id once');
});
