import { expect, test } from 'vitest';
import { pageOfHubspot } from './oauth-routes.ts';
import { oauthState, STATE_LIFE_MS } from './oauth-state.ts';

const NOW = Date.UTC(2026, 10, 16);
const state = oauthState(Buffer.alloc(32, 7));

test('a state is accepted from the browser that got it, for ten minutes', () => {
  const issued = state.issue(NOW);

  expect(state.accepts(issued, issued, NOW + STATE_LIFE_MS - 1)).toBe(true);
  expect(state.accepts(issued, issued, NOW + STATE_LIFE_MS)).toBe(false);
  expect(state.accepts(issued, undefined, NOW)).toBe(false);
  expect(state.accepts(issued, state.issue(NOW), NOW)).toBe(false);
});

test('a state that was prolonged, or made by somebody else, is refused', () => {
  const issued = state.issue(NOW);
  const [nonce, , signature] = issued.split('.');
  const prolonged = `${nonce}.${NOW + 10 * STATE_LIFE_MS}.${signature}`;
  const foreign = oauthState(Buffer.alloc(32, 8)).issue(NOW);

  expect(state.accepts(prolonged, prolonged, NOW)).toBe(false);
  expect(state.accepts(foreign, foreign, NOW)).toBe(false);
  expect(state.accepts('', '', NOW)).toBe(false);
  // As many characters, and more bytes.
  expect(state.accepts(issued, 'é'.repeat(issued.length), NOW)).toBe(false);
});

test.for<[string, string | null]>([
  ['https://app.hubspot.com/integrations/1', 'https://app.hubspot.com/integrations/1'],
  ['https://app-eu1.hubspot.com/x', 'https://app-eu1.hubspot.com/x'],
  ['https://app-na2.hubspot.com/x', 'https://app-na2.hubspot.com/x'],
  ['https://app-ap1.hubspot.com/x', 'https://app-ap1.hubspot.com/x'],
  // Browsers read these otherwise when they stand in an answer.
  ['https:app.hubspot.com/x', 'https://app.hubspot.com/x'],
  ['https:\\\\app.hubspot.com\\@evil.example', 'https://app.hubspot.com/@evil.example'],
  [' https://app.hubspot.com\t/x', 'https://app.hubspot.com/x'],
  ['https://www.hubspot.com/x', null],
  ['https://customer.hubspot.com/x', null],
  ['https://app.hubspot.com:8443/x', null],
  ['https://rep@app.hubspot.com/x', null],
  ['https://app.hubspoteu1.com/x', null],
  ['https://app.hubspotqa.com/x', null],
  ['http://app.hubspot.com/', null],
  ['https://hubspot.com.evil.example/', null],
  ['https://evilhubspot.com/', null],
  ['https://app.hubspot.com@evil.example/', null],
  ['https://app.hubspot.com\t@evil.example/', null],
  ['javascript:alert(1)', null],
  ['//app.hubspot.com/x', null],
  ['not an address', null],
])('%s is the page of HubSpot %s', ([address, expected]) => {
  expect(pageOfHubspot(address)).toBe(expected);
});
