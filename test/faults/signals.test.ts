import { expect, it } from 'vitest';
import { freePort } from '../../demo/world.ts';
import { freshDatabaseUrl } from '../support/database/database.ts';
import { startMain } from '../support/programs/main-process.ts';

it('the server that npm starts ends after the work in hand, though terminal and npm both send the signal', async () => {
  const { url, drop } = await freshDatabaseUrl();
  const app = await startMain({
    PORT: `${await freePort()}`,
    DATABASE_URL: url,
    HUBSPOT_CLIENT_ID: 'id',
    HUBSPOT_CLIENT_SECRET: 'secret',
    HUBSPOT_APP_ID: '1',
    ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
  });
  app.signal('SIGTERM');
  app.signal('SIGTERM');

  expect(await app.ended).toBe(0);
  expect(app.lines.map(({ msg }) => msg)).toContain('Ripen ends after the work in hand');
  await drop();
});
