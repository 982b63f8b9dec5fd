import { type LevelWithSilent, type Logger, pino } from 'pino';

type Write = (fields: object, message: string) => void;

/** The part of a pino logger that the store and its database use. */
export type Log = { readonly debug: Write; readonly info: Write; readonly warn: Write; readonly error: Write };

/** Logs JSON lines. Callers log ids and codes, never values; `redact` is a second safeguard. */
export const createLog = (level: LevelWithSilent): Logger =>
  pino({
    level,
    base: null,
    redact: [
      '*.authorization',
      '*.access_token',
      '*.refresh_token',
      '*.accessToken',
      '*.refreshToken',
      '*.client_secret',
      '*.email',
    ],
    serializers: { error: describeError },
  });

/** An error without the bodies that some of them carry. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  // HubSpot's client puts whole bodies with people's data into its messages. Such an error should
  // never leave src/hubspot; this is a second safeguard.
  if ('body' in error) return { name };
  return { name, message, stack, ...(cause === undefined ? {} : { cause: describeError(cause) }) };
}
