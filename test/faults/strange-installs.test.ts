import { expect, it } from 'vitest';
import { testWorld } from '../support/world.ts';

/* Anybody may call the address to which an installation comes back. */

it('invented confirmations reach HubSpot a few times in a minute, and keep nobody else from installing', async () => {
  const { config, sandbox, install } = await testWorld();
  const asked = () =>
    sandbox.calls
      .summary()
      .counts.filter(({ route }) => /oauth.*token/.test(route))
      .reduce((sum, { count }) => sum + count, 0);
  const invent = async (address: string) => {
    const back = `${config.publicUrl}/oauth/callback?code=${Math.random()}&returnUrl=https://app.hubspot.com/x`;
    return (await fetch(back, { redirect: 'manual', headers: { 'x-forwarded-for': address } })).status;
  };
  const inventMany = (address: string) => Promise.all(Array.from({ length: 40 }, () => invent(address)));

  expect((await inventMany('203.0.113.7')).filter((status) => status !== 429)).toHaveLength(10);
  expect(asked()).toBe(10);
  await install();

  const addresses = Array.from({ length: 20 }, (_, n) => `203.0.113.${100 + n}`);
  await Promise.all(addresses.map(inventMany));
  expect(asked()).toBe(61);

  sandbox.clock.advance(60_000);
  await install();
});
