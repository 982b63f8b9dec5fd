import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const GOOD = {
  HUBSPOT_CLIENT_ID: 'id',
  HUBSPOT_CLIENT_SECRET: 'secret',
  HUBSPOT_APP_ID: '123',
  ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
};

test('what is required is enough: the rest has defaults', () => {
  expect(readConfig(GOOD)).toMatchObject({
    outcome: 'valid',
    config: {
      port: 3000,
      publicUrl: 'http://localhost:3000',
      database: { dataDir: './data' },
      hubspot: { appId: 123, apiUrl: 'https://api.hubapi.com', appUrl: 'https://app.hubspot.com' },
      encryptionKeyBefore: null,
      databases: new Map(),
      operatorToken: null,
      keepActivitiesMs: 1_095 * 86_400_000,
      logLevel: 'info',
    },
  });
});

test('all problems are told at once, each with its variable, and no secret among them', () => {
  const read = readConfig({
    PORT: 'x',
    HUBSPOT_CLIENT_SECRET: 'hush',
    HUBSPOT_APP_ID: 'abc',
    ENCRYPTION_KEY: 'aGFsZg==',
    DATABASE_URL: 'mysql://',
    OPERATOR_TOKEN: 'short hush',
    LOG_LEVEL: 'loud',
  });

  expect(read.outcome).toBe('invalid');
  const problems = read.outcome === 'invalid' ? read.problems : [];
  for (const name of [
    'PORT',
    'HUBSPOT_CLIENT_ID',
    'HUBSPOT_APP_ID',
    'ENCRYPTION_KEY',
    'DATABASE_URL',
    'OPERATOR_TOKEN',
    'LOG_LEVEL',
  ])
    expect(
      problems.filter((p) => p.startsWith(name)),
      name,
    ).toHaveLength(1);
  expect(problems.join()).not.toMatch(/hush|aGFsZg/);
});

test.for([
  ['no public address', {}],
  ['one without https', { PUBLIC_URL: 'http://ripen.example' }],
])('production refuses %s', ([, given]) => {
  expect(readConfig({ ...GOOD, NODE_ENV: 'production', ...(given as object) })).toMatchObject({
    outcome: 'invalid',
    problems: [expect.stringContaining('PUBLIC_URL')],
  });
});

test('production with keys and an https address is fine', () => {
  expect(readConfig({ ...GOOD, NODE_ENV: 'production', PUBLIC_URL: 'https://ripen.example' }).outcome).toBe('valid');
});

test('an address with a path is refused: signatures are over the origin', () => {
  expect(readConfig({ ...GOOD, PUBLIC_URL: 'https://ripen.example/app' })).toMatchObject({ outcome: 'invalid' });
});

test('blanks and line ends around a value are none of it', () => {
  const padded = Object.fromEntries(Object.entries(GOOD).map(([name, value]) => [name, ` ${value}\r\n`]));

  expect(readConfig({ ...padded, PORT: ' ', PUBLIC_URL: 'https://[::1]:8443/\n' })).toEqual(
    readConfig({ ...GOOD, PUBLIC_URL: 'https://[::1]:8443' }),
  );
});

test.for([
  ['PORT', '0x10'],
  ['PORT', '3e3'],
  ['PORT', '65536'],
  ['HUBSPOT_APP_ID', '99999999999999999999'],
  ['KEEP_ACTIVITIES_DAYS', '1e3'],
  ['KEEP_ACTIVITIES_DAYS', '29'],
  ['ENCRYPTION_KEY', `!!${GOOD.ENCRYPTION_KEY}`],
  ['HUBSPOT_CLIENT_SECRET', '"hush"'],
  ['PUBLIC_URL', "'https://ripen.example'"],
  ['PUBLIC_URL', 'https://user:hush@ripen.example'],
  ['PUBLIC_URL', 'https://ripen.example/?hush'],
  ['HUBSPOT_API_URL', 'https://ripen.example/#hush'],
] as const)('%s=%s is refused in a sentence that does not repeat it', ([name, value]) => {
  const read = readConfig({ ...GOOD, [name]: value });

  expect(read).toEqual({ outcome: 'invalid', problems: [expect.stringMatching(new RegExp(`^${name} `))] });
  expect(JSON.stringify(read)).not.toContain('hush');
});
