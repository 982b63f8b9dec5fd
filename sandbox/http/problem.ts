import type { z } from 'zod';
import type { Reply } from './reply.ts';

export type ErrorDetail = {
  readonly message: string;
  readonly code?: string;
  readonly in?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
};

type Envelope = {
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly errors?: readonly ErrorDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
  readonly errorType?: string;
  readonly policyName?: string;
};

/** An answer that is an error, thrown by a handler; the dispatcher adds the correlation id. */
export class Problem extends Error {
  readonly reply: Reply;
  readonly details: readonly ErrorDetail[] | undefined;

  constructor(message: string, reply: Reply, details?: readonly ErrorDetail[]) {
    super(message);
    this.details = details;
    this.name = 'Problem';
    this.reply = reply;
  }
}

const problem = (status: number, envelope: Envelope) =>
  new Problem(envelope.message, { status, json: { status: 'error', ...envelope } }, envelope.errors);

/** https://developers.hubspot.com/docs/api-reference/error-handling */
export const problems = {
  invalid: (message: string, errors?: readonly ErrorDetail[], more: Partial<Envelope> = {}) =>
    problem(400, { message, category: 'VALIDATION_ERROR', ...(errors ? { errors } : {}), ...more }),
  internal: () => problem(500, { message: 'internal error', category: 'INTERNAL_ERROR' }),
  expiredToken: () =>
    problem(401, {
      message: 'The OAuth token used to make this call expired or was never issued.',
      category: 'EXPIRED_AUTHENTICATION',
    }),
  missingScopes: (scopes: readonly string[]) =>
    problem(403, {
      message:
        'This app has not been granted all required scopes to make this call. Read more about required scopes here.',
      category: 'MISSING_SCOPES',
      errors: [
        { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: scopes } },
      ],
      links: { scopes: 'https://developers.hubspot.com/scopes' },
    }),
  notFound: (message: string, more: Partial<Envelope> = {}) =>
    problem(404, { message, category: 'OBJECT_NOT_FOUND', ...more }),
  conflict: (message: string, more: Partial<Envelope> = {}) => problem(409, { message, category: 'CONFLICT', ...more }),
  rateLimit: (policyName: 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY') =>
    problem(429, {
      message: `You have reached your ${policyName.toLowerCase()} limit.`,
      errorType: 'RATE_LIMIT',
      category: 'RATE_LIMITS',
      policyName,
    }),
  unsupportedMediaType: (message: string) => problem(415, { message, category: 'VALIDATION_ERROR' }),
};

/** Reads a request body; what does not fit the schema is HubSpot's 400. */
export function readBody<T extends z.ZodType>(schema: T, body: unknown): z.output<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw problems.invalid(
    `Invalid input JSON: ${result.error.issues[0]?.message ?? 'unreadable'}`,
    result.error.issues.map((issue) => ({ message: issue.message, in: issue.path.map(String).join('.') || 'body' })),
  );
}
