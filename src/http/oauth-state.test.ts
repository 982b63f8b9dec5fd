import { expect, test } from 'vitest';
import { isHubspot } from './oauth-routes.ts';
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
  const [nonce, , signature] = state.issue(NOW).split('.');
  const prolonged = `${nonce}.${NOW + 10 * STATE_LIFE_MS}.${signature}`;
  const foreign = oauthState(Buffer.alloc(32, 8)).issue(NOW);

  expect(state.accepts(prolonged, prolonged, NOW)).toBe(false);
  expect(state.accepts(foreign, foreign, NOW)).toBe(false);
  expect(state.accepts('', '', NOW)).toBe(false);
});

test.for<[string, boolean]>([
  ['https://app.hubspot.com/integrations/1', true],
  ['https://app-eu1.hubspot.com/x', true],
  ['https://app-na2.hubspot.com/x', true],
  ['https://app-ap1.hubspot.com/x', true],
  ['https://www.hubspot.com/x', false],
  ['https://customer.hubspot.com/x', false],
  ['https://app.hubspot.com:8443/x', false],
  ['https://rep@app.hubspot.com/x', false],
  ['https://app.hubspoteu1.com/x', false],
  ['https://app.hubspotqa.com/x', false],
  ['http://app.hubspot.com/', false],
  ['https://hubspot.com.evil.example/', false],
  ['https://evilhubspot.com/', false],
  ['https://app.hubspot.com@evil.example/', false],
  ['javascript:alert(1)', false],
  ['not an address', false],
])('%s is HubSpot: %s', ([address, expected]) => {
  expect(isHubspot(address)).toBe(expected);
});
