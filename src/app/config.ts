import { z } from 'zod';
import { HOME } from '../use-cases/portals/move/move-portal.ts';
import { problemOfDatabaseUrl } from './database-url.ts';

const DAY_MS = 86_400_000;

/** Settings of the process, read once from the environment. */
export type Config = {
  readonly port: number;
  /** Origin under which HubSpot reaches the app, without a slash at the end. */
  readonly publicUrl: string;
  readonly database: { readonly databaseUrl: string } | { readonly dataDir: string };
  /** more databases, by their names, between which portals are distributed */
  readonly databases: ReadonlyMap<string, string>;
  readonly hubspot: {
    readonly clientId: string;
    readonly clientSecret: string;
    readonly appId: number;
    readonly apiUrl: string;
    readonly appUrl: string;
  };
  /** 32 bytes: encrypts tokens at rest. */
  readonly encryptionKey: Buffer;
  /** opens what was sealed before the key was changed; null: it was not */
  readonly encryptionKeyBefore: Buffer | null;
  /** opens /metrics and the details of /health/ready to whoever sends it; null: both are off */
  readonly operatorToken: string | null;
  /** for so long an activity stays, whether a score needs it or not */
  readonly keepActivitiesMs: number;
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
};

export type ConfigOutcome =
  | { readonly outcome: 'valid'; readonly config: Config }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] };

const origin = (fallback?: string) =>
  z
    .string()
    .default(fallback as string)
    .transform((text, context) => {
      const url = URL.parse(text);
      if (url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
      context.addIssue('expected an address such as https://ripen.example.com, without path, query, user and password');
      return z.NEVER;
    });

const required = (what: string) => z.string({ error: `is not set: ${what}` }).min(1, `is empty: ${what}`);

/** 32 bytes in base64. */
function keyOf(text: string, context: z.RefinementCtx): Buffer {
  const key = Buffer.from(text, 'base64');
  // Node reads past any other sign.
  if (key.length === 32 && /^[\w+/-]+=*$/.test(text)) return key;
  context.addIssue('expected 32 bytes in base64 and nothing else: make them with `openssl rand -base64 32`');
  return z.NEVER;
}

/** A whole number in digits, which no program reads in two ways. */
const digits = (error: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, { error })
    .transform(Number);

/** `two=postgres://… three=postgres://…` */
function databasesOf(text: string, context: z.RefinementCtx): ReadonlyMap<string, string> {
  const databases = new Map<string, string>();
  for (const [at, pair] of text.split(/\s+/).filter(Boolean).entries()) {
    const [, name, url] = /^([a-z][a-z0-9-]*)=(.*)$/.exec(pair) ?? [];
    if (name === undefined || url === undefined || name === HOME || databases.has(name)) {
      context.addIssue(
        `expected name=postgres://… with names of small letters, each once and none of them "${HOME}", and that is not so of number ${at + 1}`,
      );
      continue;
    }
    const problem = problemOfDatabaseUrl(url);
    if (problem !== null) context.addIssue(`of "${name}": ${problem}`);
    databases.set(name, url);
  }
  return databases;
}

const environment = z.object({
  NODE_ENV: z.string().optional(),
  PORT: digits('expected a port number').pipe(z.number().max(65_535, 'expected a port number')).default(3000),
  PUBLIC_URL: origin('http://localhost:3000'),
  DATABASE_URL: z
    .string()
    .superRefine((text, context) => {
      const problem = problemOfDatabaseUrl(text);
      if (problem !== null) context.addIssue(problem);
    })
    .optional(),
  DATABASES: z.string().default('').transform(databasesOf),
  DATA_DIR: z.string().min(1).default('./data'),
  HUBSPOT_CLIENT_ID: required("the app's client id, from its page in HubSpot's developer account"),
  HUBSPOT_CLIENT_SECRET: required("the app's client secret, from its page in HubSpot's developer account"),
  HUBSPOT_APP_ID: required("the app's id, from its page in HubSpot's developer account").pipe(
    digits('expected a number'),
  ),
  HUBSPOT_API_URL: origin('https://api.hubapi.com'),
  HUBSPOT_APP_URL: origin('https://app.hubspot.com'),
  ENCRYPTION_KEY: required('make one with `openssl rand -base64 32` and keep it').transform(keyOf),
  ENCRYPTION_KEY_BEFORE: z.string().transform(keyOf).optional(),
  OPERATOR_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, {
      error: 'expected at least 16 characters without spaces (make one with `openssl rand -hex 24`), or nothing',
    })
    .optional(),
  KEEP_ACTIVITIES_DAYS: digits('expected a number of days').pipe(z.number().min(30).max(36_500)).default(1_095),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/**
 * A value as a person meant it: a file or a secret's mount leaves blanks and line ends around it.
 * Null: it stands in quotation marks, which some programs take off and others do not.
 */
function meant(value: string): string | null {
  const text = value.trim();
  return /^(["']).*\1$/s.test(text) ? null : text;
}

/**
 * Decides the configuration. All problems are reported at once, each a sentence that names the
 * variable and never its value's secret.
 */
export function readConfig(given: Readonly<Record<string, string | undefined>>): ConfigOutcome {
  const values = Object.keys(environment.shape).map((name) => [name, meant(given[name] ?? '')] as const);
  const quoted = values.filter(([, value]) => value === null);
  if (quoted.length > 0)
    return {
      outcome: 'invalid',
      problems: quoted.map(([name]) => `${name} stands in quotation marks: write its value without them`),
    };
  const env: Readonly<Record<string, string>> = Object.fromEntries(
    values.flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  const result = environment.safeParse(env);
  const problems = result.success ? [] : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  const production = env['NODE_ENV'] === 'production';
  if (production && !env['PUBLIC_URL']?.startsWith('https://'))
    problems.push('PUBLIC_URL is not set to an https:// address: in production HubSpot must reach the app under it');
  if (!result.success || problems.length > 0) return { outcome: 'invalid', problems };
  const e = result.data;
  return {
    outcome: 'valid',
    config: {
      port: e.PORT,
      publicUrl: env['PUBLIC_URL'] ? e.PUBLIC_URL : `http://localhost:${e.PORT}`,
      database: e.DATABASE_URL === undefined ? { dataDir: e.DATA_DIR } : { databaseUrl: e.DATABASE_URL },
      databases: e.DATABASES,
      hubspot: {
        clientId: e.HUBSPOT_CLIENT_ID,
        clientSecret: e.HUBSPOT_CLIENT_SECRET,
        appId: e.HUBSPOT_APP_ID,
        apiUrl: e.HUBSPOT_API_URL,
        appUrl: e.HUBSPOT_APP_URL,
      },
      encryptionKey: e.ENCRYPTION_KEY,
      encryptionKeyBefore: e.ENCRYPTION_KEY_BEFORE ?? null,
      operatorToken: e.OPERATOR_TOKEN ?? null,
      keepActivitiesMs: e.KEEP_ACTIVITIES_DAYS * DAY_MS,
      logLevel: e.LOG_LEVEL,
    },
  };
}
