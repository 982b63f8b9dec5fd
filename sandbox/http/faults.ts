import { z } from 'zod';
import { problems } from './problem.ts';
import type { Reply } from './reply.ts';

export const faultSchema = z.strictObject({
  /** Any method when missing. */
  method: z.string().optional(),
  /** `*` stands for anything, e.g. `/crm/objects/2026-09/contacts/*`. */
  path: z.string(),
  /** How many matching calls it hits. */
  times: z.int().min(1).default(1),
  /** How many matching calls pass before it starts. */
  skip: z.int().min(0).default(0),
  effect: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('status'),
      status: z.union([401, 403, 423, 429, 477, 500, 502, 503, 504].map((status) => z.literal(status))),
      policyName: z.enum(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY']).default('TEN_SECONDLY_ROLLING'),
      /** Seconds, as the header gives them; 477 always has one. */
      retryAfter: z.string().optional(),
      /** The call has its effect, but its answer is lost. */
      applied: z.boolean().default(false),
    }),
    z.strictObject({ kind: z.literal('reset'), applied: z.boolean().default(false) }),
    /** The call has its effect, and the connection breaks in the middle of the answer. */
    z.strictObject({ kind: z.literal('cut') }),
    /** The call is accepted, and nobody ever answers. */
    z.strictObject({ kind: z.literal('silence'), applied: z.boolean().default(false) }),
    /** The call has its effect, and its answer goes on without an end. */
    z.strictObject({ kind: z.literal('endless') }),
    z.strictObject({ kind: z.literal('delay'), milliseconds: z.int().min(0) }),
    z.strictObject({ kind: z.literal('empty') }),
    z.strictObject({ kind: z.literal('partial'), ids: z.array(z.string()).min(1) }),
  ]),
});
type Fault = z.output<typeof faultSchema>;
type FaultInput = z.input<typeof faultSchema>;
export type FaultEffect = Fault['effect'];

export type Faults = {
  readonly add: (fault: FaultInput) => void;
  readonly clear: () => void;
  readonly pending: () => readonly Fault[];
  /** The effect that hits this call, which counts as one of its `times`. */
  readonly strike: (method: string, path: string) => FaultEffect | undefined;
};

export function createFaults(): Faults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults.push(faultSchema.parse(fault));
    },
    clear: () => {
      faults = [];
    },
    pending: () => faults,
    strike: (method, path) => {
      const hit = faults.find((fault) => (fault.method ?? method) === method && globOf(fault.path).test(path));
      if (!hit) return undefined;
      const { skip, times } = hit;
      const left = skip > 0 ? [{ ...hit, skip: skip - 1 }] : times > 1 ? [{ ...hit, times: times - 1 }] : [];
      faults = faults.flatMap((fault) => (fault === hit ? left : [fault]));
      return skip > 0 ? undefined : hit.effect;
    },
  };
}

const globOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')}/?$`);

/**
 * HubSpot's answer for an injected status.
 * https://developers.hubspot.com/docs/api-reference/error-handling
 */
export function faultReply(effect: Extract<FaultEffect, { kind: 'status' }>): Reply {
  const { status, retryAfter } = effect;
  const headers = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  switch (status) {
    case 401:
      return { ...problems.expiredToken().reply, headers };
    case 403:
      return { ...problems.missingScopes(['sandbox.injected']).reply, headers };
    case 429:
      return { ...problems.rateLimit(effect.policyName).reply, headers };
    case 477:
      return {
        ...errorReply(477, 'MIGRATION_IN_PROGRESS', 'This account is being migrated between data centres'),
        headers: { 'retry-after': '1', ...headers },
      };
    case 423:
      return { ...errorReply(423, 'LOCKED', 'This resource is locked'), headers };
    case 502:
    case 504:
      return {
        status,
        headers: { 'content-type': 'text/html', ...headers },
        text: `<html><head><title>${status}</title></head><body><h1>${status} Bad Gateway</h1></body></html>`,
      };
    default:
      return { ...errorReply(status, 'INTERNAL_ERROR', 'internal error'), headers };
  }
}

const errorReply = (status: number, category: string, message: string): Reply => ({
  status,
  json: { status: 'error', message, category },
});
