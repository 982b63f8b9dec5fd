import { type DestinationStream, type LevelWithSilent, type Logger, pino } from 'pino';

type Write = (fields: object, message: string) => void;

/** The part of a pino logger that the store and its database use. */
export type Log = { readonly debug: Write; readonly info: Write; readonly warn: Write; readonly error: Write };

/** Logs JSON lines. Callers log ids and codes, never values; `redact` is a second safeguard. */
export const createLog = (level: LevelWithSilent, destination?: DestinationStream): Logger => {
  const options = { level, base: null, redact: REDACTED, serializers: { error: describeError } };
  return destination === undefined ? pino(options) : pino(options, destination);
};

const REDACTED = [
  '*.authorization',
  '*.access_token',
  '*.refresh_token',
  '*.accessToken',
  '*.refreshToken',
  '*.client_secret',
  '*.email',
];

/** An error without the bodies that some of them carry. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { name, message, stack, cause } = error;
  // HubSpot's client puts whole bodies with people's data into its messages. Such an error should
  // never leave src/hubspot; this is a second safeguard.
  if ('body' in error) return { name };
  const told = quotesValues(error) ? message.replace(/".*"/s, '"…"') : message;
  return {
    name,
    message: told,
    stack: stack?.replace(message, () => told),
    ...(cause === undefined ? {} : { cause: describeError(cause) }),
  };
}

/**
 * Whether the message has a part of what was read: of a text that is no JSON, of a header, or, in
 * PostgreSQL's data exceptions, of a value that has another type.
 */
function quotesValues(error: Error): boolean {
  if (error instanceof SyntaxError || error instanceof TypeError) return true;
  return 'code' in error && typeof error.code === 'string' && /^22...$/.test(error.code);
}
