import { describe, expect, test } from 'vitest';
import { mockHubspot, replyTo } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';

const hubspot = mockHubspot();
const UPDATE = '/crm/objects/2026-09/contacts/batch/update';

interface Body {
  readonly inputs: readonly { readonly id: string; readonly properties: Record<string, string> }[];
}

const row = (id: string, properties: Record<string, string> = { ripen_score: '1' }) => ({ id, properties });
const done = ({ inputs }: Body) => ({ status: 'COMPLETE', results: inputs.map(({ id }) => ({ id, properties: {} })) });
const allDone = (body: Body) => [200, done(body)] as const;
const refusal = (name: string, code = 'INVALID_OPTION') => ({
  status: 'error',
  category: 'VALIDATION_ERROR',
  errors: [{ message: 'jane@example.com', code, context: { propertyName: [name] } }],
});

test('a clean batch is one request', async () => {
  const { client } = testPortal();
  hubspot()
    .post(UPDATE, { inputs: [row('1'), row('2', { ripen_grade: 'A1', ripen_persona: '' })] })
    .reply(replyTo(allDone));

  expect(await client.updateContacts([row('1'), row('2', { ripen_grade: 'A1', ripen_persona: '' })])).toEqual({
    updated: ['1', '2'],
    failed: [],
  });
});

test('no rows, no request', async () => {
  expect(await testPortal().client.updateContacts([])).toEqual({ updated: [], failed: [] });
});

test('a 207 tells which rows failed and why', async () => {
  const { client } = testPortal();
  hubspot()
    .post(UPDATE)
    .reply(207, {
      results: [{ id: '1', properties: {} }],
      numErrors: 3,
      errors: [
        { status: 'error', category: 'OBJECT_NOT_FOUND', message: 'gone', context: { ids: ['2'] } },
        {
          status: 'error',
          category: 'VALIDATION_ERROR',
          message: 'jane@example.com',
          context: { ids: ['3'], propertyName: ['email'] },
        },
      ],
    });

  const { updated, failed } = await client.updateContacts(['1', '2', '3', '4'].map((id) => row(id)));

  expect(updated).toMatchObject(['1']);
  expect(failed).toEqual([
    { id: '2', reason: 'not_found', code: 'OBJECT_NOT_FOUND', message: 'OBJECT_NOT_FOUND', propertyNames: [] },
    { id: '3', reason: 'invalid', code: 'VALIDATION_ERROR', message: 'VALIDATION_ERROR', propertyNames: ['email'] },
    {
      id: '4',
      reason: 'invalid',
      code: 'unanswered',
      message: 'HubSpot did not answer for this row',
      propertyNames: [],
    },
  ]);
});

describe('a batch that is refused as a whole', () => {
  test('is halved until the bad row stands alone', async () => {
    const { client, calls } = testPortal();
    const rows = ['1', '2', '3', '4'].map((id) => row(id));
    hubspot()
      .post(UPDATE)
      .times(5)
      .reply(
        replyTo((body: Body) =>
          body.inputs.some(({ id }) => id === '3') ? [400, { category: 'VALIDATION_ERROR' }] : [200, done(body)],
        ),
      );

    const { updated, failed } = await client.updateContacts(rows);

    expect(updated).toEqual(['1', '2', '4']);
    expect(failed).toMatchObject([{ id: '3', reason: 'invalid' }]);
    expect(calls).toHaveLength(5);
  });

  test('is split first by the property that HubSpot complains of', async () => {
    const { client, calls } = testPortal();
    const rows = Array.from({ length: 100 }, (_, n) =>
      row(String(n), n === 70 ? { lifecyclestage: 'lead' } : { ripen_score: '5' }),
    );
    hubspot().post(UPDATE).reply(400, refusal('lifecyclestage'));
    hubspot()
      .post(UPDATE, (body: Body) => body.inputs.length === 99)
      .reply(replyTo(allDone));
    hubspot()
      .post(UPDATE, { inputs: [row('70', { lifecyclestage: 'lead' })] })
      .reply(400, refusal('lifecyclestage'));

    const { updated, failed } = await client.updateContacts(rows);

    expect(updated).toHaveLength(99);
    expect(failed).toMatchObject([{ id: '70', reason: 'invalid', propertyNames: ['lifecyclestage'] }]);
    expect(failed[0]?.message).toContain('INVALID_OPTION');
    expect(failed[0]?.message).not.toContain('jane');
    expect(calls).toHaveLength(3);
  });

  test('because the account lacks a property is not split: no row could be written', async () => {
    const { client, calls } = testPortal();
    hubspot().post(UPDATE).reply(400, refusal('ripen_score', 'PROPERTY_DOESNT_EXIST'));

    await expect(client.updateContacts(['1', '2', '3'].map((id) => row(id)))).rejects.toMatchObject({
      problem: { code: 'missing_properties', propertyNames: ['ripen_score'] },
    });

    expect(calls).toHaveLength(1);
  });

  test('for want of scopes is not split either', async () => {
    const { client, calls } = testPortal();
    hubspot().post(UPDATE).reply(403, { category: 'MISSING_SCOPES' });

    await expect(client.updateContacts([row('1'), row('2')])).rejects.toMatchObject({ code: 'missing_scopes' });

    expect(calls).toHaveLength(1);
  });
});

test('an update is repeated when its outcome is unknown: writing the same twice is harmless', async () => {
  const { client } = testPortal();
  hubspot()
    .post(UPDATE)
    .replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
  hubspot().post(UPDATE).reply(replyTo(allDone));

  expect((await client.updateContacts([row('1')])).updated).toEqual(['1']);
});

test('what HubSpot would refuse for its form is not sent', async () => {
  const { client } = testPortal();

  await expect(client.updateContacts([row('1'), row('1')])).rejects.toThrow('each id once');
});
