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

  const outcomes = await outcomesOf(client.completeCallbacks([completion('a'), completion('b')]));

  expect(outcomes).toEqual([{ completed: ['a', 'b'], failed: [] }]);
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

  const outcomes = await outcomesOf(client.completeCallbacks([completion('a'), completion('b')]));

  expect(outcomes).toMatchObject([{ completed: ['b'], failed: [{ callbackId: 'a', reason: 'not_found' }] }]);
});

test('each callback once', async () => {
  const { client } = testPortal();

  await expect(client.completeCallbacks([completion('a'), completion('a')]).next()).rejects.toThrow('each id once');
});

async function outcomesOf<Outcome>(outcomes: AsyncIterable<Outcome>): Promise<readonly Outcome[]> {
  const all: Outcome[] = [];
  for await (const outcome of outcomes) all.push(outcome);
  return all;
}
