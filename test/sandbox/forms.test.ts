import { afterEach, expect, test } from 'vitest';
import type { AnswerForm } from '../../sandbox/forms/form.ts';
import { loadSample } from '../../sandbox/sample/sample.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { startSandbox } from '../../sandbox/start-sandbox.ts';
import { type Client, clientOf, controlOf } from './client.ts';

let sandbox: Sandbox | undefined;
afterEach(() => sandbox?.close());

async function answering(form: AnswerForm['form'], seed = 1): Promise<{ sandbox: Sandbox; call: Client }> {
  sandbox = await startSandbox({ answers: { form, seed }, rate: { max: 10_000, searchMax: 10_000 } });
  loadSample(sandbox.portal());
  return { sandbox, call: clientOf(sandbox) };
}
const CONTACTS = '/crm/objects/2026-09/contacts';
const page = `${CONTACTS}?limit=3&properties=email&associations=companies`;

test('the least form has what is required, and of a refused row not even whose it is', async () => {
  const { call } = await answering('least');
  const inputs = [{ id: '101' }, { id: '9' }];

  const listed = await call('GET', page);
  const read = await call('POST', `${CONTACTS}/batch/read`, { inputs, properties: ['email'] });
  const pipelines = await call('GET', '/crm/pipelines/2026-09/deals');

  expect(Object.keys(listed.body.results[0])).toEqual(['id', 'properties', 'createdAt', 'updatedAt']);
  expect(read.body.errors).toEqual([
    { status: 'error', category: 'OBJECT_NOT_FOUND', message: expect.any(String), context: {}, links: {}, errors: [] },
  ]);
  expect(pipelines.body.results[0].stages[0].metadata).toEqual({ probability: '0.2' });
});

test('the odd form answers a request always in the same way, and by another seed otherwise', async () => {
  const { sandbox, call } = await answering('odd');
  const told = async () => {
    const { status, body } = await call('GET', page);
    return [status, body];
  };

  const [once, twice] = [await told(), await told()];
  sandbox.answers({ form: 'odd', seed: 2 });

  expect(twice).toEqual(once);
  expect(await told()).not.toEqual(once);
});

test('the odd form cuts lists into small pages that lead to all of it', async () => {
  const { sandbox, call } = await answering('odd');
  const [contactId] = [...sandbox.portal().records.contacts.walk()]
    .map(({ id }) => id)
    .filter((id) => sandbox.portal().associations.of('contacts', id, 'deals').length > 1);
  const path = '/crm/associations/2026-09/contacts/deals/batch/read';
  const read = async (after?: string) => {
    const { body } = await call('POST', path, { inputs: [{ id: contactId, ...(after && { after }) }] });
    return (typeof body === 'string' ? JSON.parse(body) : body).results[0];
  };

  const first = await read();
  const second = await read(`${first.paging.next.after}`);

  expect([first.to.length, second.to.length]).toEqual([1, 1]);
  expect(`${first.to[0].toObjectId}`).not.toBe(`${second.to[0].toObjectId}`);
});

test('the form is changed while it runs', async () => {
  const { sandbox } = await answering('usual');

  await controlOf(sandbox)('PUT', '/answers', { form: 'fullest' });

  expect(sandbox.answers()).toEqual({ form: 'fullest', seed: 1 });
});
