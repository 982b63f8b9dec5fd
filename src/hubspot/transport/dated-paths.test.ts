import { expect, test } from 'vitest';
import { toDatedUrl } from './dated-paths.ts';

const API = 'https://api.hubapi.com';

test.each([
  [
    '/crm/v3/objects/contacts?limit=100&properties=a&properties=b',
    '/crm/objects/2026-09/contacts?limit=100&properties=a&properties=b',
  ],
  ['/crm/v3/objects/contacts/batch/read', '/crm/objects/2026-09/contacts/batch/read'],
  ['/crm/v3/objects/tasks/123', '/crm/objects/2026-09/tasks/123'],
  ['/crm/v3/properties/contacts/batch/create', '/crm/properties/2026-09/contacts/batch/create'],
  ['/crm/v3/lists', '/crm/lists/2026-09'],
  [
    '/crm/v3/lists/object-type-id/0-1/name/Ripen%3A%20sales%20ready',
    '/crm/lists/2026-09/object-type-id/0-1/name/Ripen%3A%20sales%20ready',
  ],
  ['/crm/v3/owners/?limit=100', '/crm/owners/2026-09?limit=100'],
  ['/crm/v3/pipelines/deals', '/crm/pipelines/2026-09/deals'],
  ['/crm/v4/associations/contacts/companies/batch/read', '/crm/associations/2026-09/contacts/companies/batch/read'],
])('%s becomes %s', (numbered, dated) => {
  expect(toDatedUrl(API + numbered)).toBe(API + dated);
});

test.each([
  '/crm/v3/objectsx/contacts',
  '/crm/v3/imports',
  '/oauth/v1/token',
  '/crm/v4/objects/contacts/1/associations/deals',
])('%s has no dated path, so it does not leave the process', (numbered) => {
  expect(() => toDatedUrl(API + numbered)).toThrow(`No dated path is known for ${numbered}`);
});
