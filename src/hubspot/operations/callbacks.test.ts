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

  const outcome = await client.completeCallbacks([completion('a'), completion('b')]);

  expect(outcome).toEqual({ completed: ['a', 'b'], failed: [] });
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

  const outcome = await client.completeCallbacks([completion('a'), completion('b')]);

  expect(outcome).toMatchObject({ completed: ['b'], failed: [{ callbackId: 'a', reason: 'not_found' }] });
});
