import type { ErrorDetail } from '../http/problem.ts';
import type { Reply } from '../http/reply.ts';
import { iso } from './call.ts';

export type BatchError = {
  readonly status: 'error';
  readonly category: string;
  readonly message: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
  readonly errors?: readonly ErrorDetail[];
};

/** 200 (or 201) when all inputs succeeded, else 207 with results and errors. */
export function batchReply(
  now: number,
  results: readonly unknown[],
  errors: readonly BatchError[],
  success: 200 | 201 = 200,
): Reply {
  const body = { status: 'COMPLETE', results, startedAt: iso(now), completedAt: iso(now) };
  return errors.length === 0
    ? { status: success, json: body }
    : { status: 207, json: { ...body, numErrors: errors.length, errors } };
}

export const batchError = (
  category: string,
  message: string,
  context: Readonly<Record<string, readonly string[]>>,
  errors?: readonly ErrorDetail[],
): BatchError => ({ status: 'error', category, message, context, ...(errors && { errors }) });
