import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { AppSettings } from './oauth/grants.ts';
import type { WebhookSettings } from './webhooks/sender.ts';

/** What a HubSpot project says of its app, as far as an account needs it. */
export type Project = {
  readonly app: Pick<AppSettings, 'requiredScopes' | 'optionalScopes' | 'redirectUrls'>;
  readonly webhooks: Pick<WebhookSettings, 'targetUrl' | 'subscriptions' | 'concurrency'>;
};

/** A problem of the project that the person can mend; the message is a sentence. */
export class ProjectError extends Error {}

const profileFile = z.object({ variables: z.record(z.string(), z.string()) });
const localFile = z.object({ proxy: z.record(z.string(), z.url()) });
const component = z.object({ type: z.string(), config: z.unknown() });
const appConfig = z.object({
  auth: z.object({
    redirectUrls: z.array(z.url()).min(1),
    requiredScopes: z.array(z.string()),
    optionalScopes: z.array(z.string()).default([]),
  }),
});
const subscriptions = z
  .array(
    z.object({
      subscriptionType: z.string(),
      objectType: z.string().optional(),
      propertyName: z.string().optional(),
      active: z.boolean().optional(),
    }),
  )
  .default([]);
const webhooksConfig = z.object({
  settings: z.object({ targetUrl: z.url(), maxConcurrentRequests: z.int().min(1).default(10) }),
  subscriptions: z.object({ crmObjects: subscriptions, legacyCrmObjects: subscriptions, hubEvents: subscriptions }),
});

/**
 * Reads the folder that `hs project upload` takes, with the variables of its profile. As with `hs
 * project dev`, `local.json` says which public address a program on this machine serves.
 */
export function readProject(folder: string): Project {
  const profiles = globSync('src/hsprofile.*.json', { cwd: folder });
  const [profile, ...others] = profiles;
  if (profile === undefined)
    throw new ProjectError(
      `${folder} is no HubSpot project with a profile: src/hsprofile.NAME.json is missing. "npm run app:build" writes one to dist/hubspot.`,
    );
  if (others.length > 0)
    throw new ProjectError(`${folder} has several profiles, and one is expected: ${profiles.join(', ')}.`);
  const { variables } = parsed(profileFile, folder, profile);
  const local = 'src/app/local.json';
  const { proxy } = existsSync(path.join(folder, local)) ? parsed(localFile, folder, local) : { proxy: {} };
  const served = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, (proxy as Record<string, string>)[value] ?? value]),
  );

  const config = <T>(type: string, schema: z.ZodType<T>): T => {
    for (const file of globSync('src/**/*-hsmeta.json', { cwd: folder })) {
      const found = parsed(component, folder, file, served);
      if (found.type === type) return checked(schema, found.config, path.join(folder, file));
    }
    throw new ProjectError(`${folder} has no component of the type "${type}" (src/**/*-hsmeta.json).`);
  };
  const { auth } = config('app', appConfig);
  const { settings, subscriptions: asked } = config('webhooks', webhooksConfig);
  return {
    app: auth,
    webhooks: {
      targetUrl: settings.targetUrl,
      concurrency: settings.maxConcurrentRequests,
      subscriptions: [...asked.crmObjects, ...asked.legacyCrmObjects, ...asked.hubEvents],
    },
  };
}

function parsed<T>(
  schema: z.ZodType<T>,
  folder: string,
  file: string,
  variables: Readonly<Record<string, string>> = {},
): T {
  const place = path.join(folder, file);
  const text = readFileSync(place, 'utf8').replace(/\$\{(\w+)\}/g, (whole, name: string) => variables[name] ?? whole);
  try {
    return checked(schema, JSON.parse(text), place);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ProjectError(`${place} is no JSON: ${error.message}`);
  }
}

function checked<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new ProjectError(`${place} is not as HubSpot expects it: ${problems.join('; ')}.`);
}
