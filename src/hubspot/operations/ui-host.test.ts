import { expect, test } from 'vitest';
import { isUiHost, uiHost } from './ui-host.ts';

test.each([
  'app.hubspot.com',
  'app-eu1.hubspot.com',
  'app-na2.hubspot.com',
  'app-na3.hubspot.com',
  'app-ap1.hubspot.com',
  'app-mea12.hubspot.com',
])('%s shows pages of HubSpot', (host) => {
  expect(isUiHost(host)).toBe(true);
  expect(uiHost(host)).toBe(host);
});

test.each([
  '',
  'app.hubspoteu1.com',
  'app-eu1.hubspot.com.evil.example',
  'evil.example/app.hubspot.com',
  'app-eu1.hubspot.com/x',
  'api.hubapi.com',
  'APP.HUBSPOT.COM:443',
])('%j does not, and links lead to the first data centre', (host) => {
  expect(isUiHost(host)).toBe(false);
  expect(uiHost(host)).toBe('app.hubspot.com');
});
