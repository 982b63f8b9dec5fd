import { z } from 'zod';
import profiles from './profiles.json' with { type: 'json' };

/**
 * Values that differ from upload to upload. HubSpot fills them into `${NAME}` in the declarations
 * and gives them to the cards as `context.variables`.
 */
export type Variables = z.infer<typeof variables>;
const variables = z.strictObject({
  /** origin under which HubSpot reaches the server: the only address that cards may call */
  PUBLIC_URL: z
    .string()
    .regex(/^https:\/\/(?!localhost|127\.)[^/?#]+$/, 'expected an https:// origin without a path, not this machine'),
  SUPPORT_EMAIL: z.email(),
  DOCUMENTATION_URL: z.url({ protocol: /^https$/ }),
});

/** The content of `hsprofile.<name>.json`. */
export type Profile = { readonly accountId: number; readonly variables: Variables };
export type ProfileName = keyof typeof profiles;
export const PROFILE_NAMES = Object.keys(profiles) as readonly ProfileName[];

export type ProfileOutcome =
  | { readonly outcome: 'valid'; readonly profile: Profile; readonly missing: readonly string[] }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] };

/** HubSpot's placeholder for each variable, for declarations that any profile can fill. */
export const PLACEHOLDERS = Object.fromEntries(
  variables.keyof().options.map((name) => [name, `\${${name}}`]),
) as Variables;

/**
 * Reads a profile of profiles.json. A variable of the environment with the same name replaces its
 * value; HUBSPOT_ACCOUNT_ID replaces the account. `missing` names the values that are still
 * examples, with which nothing can be uploaded.
 */
export function readProfile(name: ProfileName, env: Readonly<Record<string, string | undefined>>): ProfileOutcome {
  const given = profiles[name];
  const read = z.object({ accountId: z.coerce.number().int().nonnegative(), variables }).safeParse({
    accountId: env['HUBSPOT_ACCOUNT_ID'] || given.accountId,
    variables: Object.fromEntries(Object.entries(given.variables).map(([key, value]) => [key, env[key] || value])),
  });
  if (!read.success)
    return {
      outcome: 'invalid',
      problems: read.error.issues.map(({ path, message }) => `${path.at(-1)?.toString()}: ${message}`),
    };
  const examples = Object.entries(read.data.variables).filter(([, value]) => /[@./]example\.com\b/.test(value));
  return {
    outcome: 'valid',
    profile: read.data,
    missing: [...(read.data.accountId === 0 ? ['HUBSPOT_ACCOUNT_ID'] : []), ...examples.map(([key]) => key)],
  };
}
