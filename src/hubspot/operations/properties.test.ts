import { describe, expect, test } from 'vitest';
import { exactly, mockHubspot } from '../testing/mock-hubspot.ts';
import { testPortal } from '../testing/portal.ts';
import type { NewProperty } from './properties.ts';

const hubspot = mockHubspot();
const PROPERTIES = '/crm/properties/2026-09/contacts';
const EXISTS = { category: 'CONFLICT', subCategory: 'Properties.PROPERTY_WITH_NAME_EXISTS' };

const score: NewProperty = {
  name: 'ripen_score',
  label: 'Score',
  groupName: 'ripen',
  type: 'number',
  fieldType: 'number',
  formField: false,
};
const grade: NewProperty = {
  name: 'ripen_grade',
  label: 'Grade',
  groupName: 'ripen',
  type: 'enumeration',
  fieldType: 'select',
  options: [{ value: 'A1', label: 'A1', displayOrder: 0, hidden: false }],
};

test('definitions tell options in order and what may be written', async () => {
  const { client } = testPortal();
  const option = (value: string, displayOrder: number) => ({ value, label: value, displayOrder, hidden: false });
  const base = { label: 'x', groupName: 'g', description: '', type: 'enumeration', fieldType: 'radio', options: [] };
  hubspot()
    .get(PROPERTIES)
    .query({ archived: false })
    .reply(200, {
      results: [
        { ...base, name: 'lifecyclestage', options: [option('customer', 2), option('lead', 1)] },
        { ...base, name: 'num_conversion_events', calculated: true, modificationMetadata: { readOnlyValue: true } },
      ],
    });

  expect(await client.contactProperties()).toMatchObject([
    {
      name: 'lifecyclestage',
      options: [{ value: 'lead' }, { value: 'customer' }],
      calculated: false,
      readOnly: false,
      archived: false,
    },
    { name: 'num_conversion_events', options: [], calculated: true, readOnly: true },
  ]);
});

test('properties of companies are told, and none where the account does not let the app read them', async () => {
  const { client } = testPortal();
  const companies = () => hubspot().get('/crm/properties/2026-09/companies').query({ archived: false });
  companies().reply(200, { results: [{ name: 'industry', label: 'Industry', type: 'enumeration' }] });
  expect(await client.companyProperties()).toMatchObject([{ name: 'industry', label: 'Industry' }]);

  companies().reply(403, { status: 'error', category: 'MISSING_SCOPES', message: 'no' });
  expect(await client.companyProperties()).toEqual([]);
});

describe('a group', () => {
  test.each([
    [201, { name: 'ripen', label: 'Ripen' }, 'created'],
    [409, EXISTS, 'existing'],
  ])('answered by %i', async (status, body, outcome) => {
    const { client } = testPortal();
    hubspot().post(`${PROPERTIES}/groups`, { name: 'ripen', label: 'Ripen', displayOrder: -1 }).reply(status, body);

    expect(await client.createPropertyGroup('ripen', 'Ripen')).toBe(outcome);
  });
});

describe('new properties', () => {
  test('are one request when the account has none of them', async () => {
    const { client } = testPortal();
    hubspot()
      .post(`${PROPERTIES}/batch/create`, exactly({ inputs: [score, grade] }))
      .reply(201, { results: [score, grade] });

    expect(await client.createContactProperties([score, grade])).toEqual({
      created: ['ripen_score', 'ripen_grade'],
      existing: [],
      refused: [],
    });
  });

  test.each([
    ['207', 207, { results: [score], errors: [{ ...EXISTS, message: '' }] }],
    ['409', 409, EXISTS],
    ['400', 400, { category: 'VALIDATION_ERROR' }],
  ])('that the account has in part are settled one by one (%s)', async (_, status, body) => {
    const { client } = testPortal();
    hubspot().post(`${PROPERTIES}/batch/create`).reply(status, body);
    if (status !== 207) hubspot().post(PROPERTIES, exactly(score)).reply(201, score);
    hubspot().post(PROPERTIES, exactly(grade)).reply(409, EXISTS);

    expect(await client.createContactProperties([score, grade])).toEqual({
      created: ['ripen_score'],
      existing: ['ripen_grade'],
      refused: [],
    });
  });

  test('that HubSpot refuses are told, and the others are made', async () => {
    const { client } = testPortal();
    hubspot().post(`${PROPERTIES}/batch/create`).reply(400, {});
    hubspot()
      .post(PROPERTIES, exactly(score))
      .reply(400, { category: 'VALIDATION_ERROR', errors: [{ message: 'no', code: 'INVALID_NAME' }] });
    hubspot().post(PROPERTIES, exactly(grade)).reply(201, grade);

    expect(await client.createContactProperties([score, grade])).toEqual({
      created: ['ripen_grade'],
      existing: [],
      refused: [{ name: 'ripen_score', reason: 'invalid', codes: 'INVALID_NAME' }],
    });
  });

  test.each<[number, object]>([
    [400, { category: 'VALIDATION_ERROR', subCategory: 'PropertyValidationError.LIMIT_EXCEEDED', message: '' }],
    [400, { message: 'You have reached the maximum number of custom properties' }],
    [400, { errors: [{ code: 'CUSTOM_PROPERTY_LIMIT_REACHED', message: '' }] }],
    [403, { message: 'This account has reached its limit of 10 custom properties.' }],
  ])('that the account has no room for are told, and no more is asked for (%i %o)', async (status, body) => {
    const { client } = testPortal();
    hubspot().post(`${PROPERTIES}/batch/create`).reply(400, body);
    hubspot().post(PROPERTIES, exactly(score)).reply(status, body);

    const { created, refused } = await client.createContactProperties([score, grade]);

    expect({ created, refused: refused.map(({ name, reason }) => [name, reason]) }).toEqual({
      created: [],
      refused: [
        ['ripen_score', 'limit'],
        ['ripen_grade', 'limit'],
      ],
    });
  });
});

test('a definition is changed in place', async () => {
  const { client } = testPortal();
  hubspot()
    .patch(`${PROPERTIES}/ripen_grade`, exactly({ options: grade.options }))
    .reply(200, grade);

  await client.updateContactProperty('ripen_grade', { options: grade.options! });
});
