import { z } from 'zod';
import { answerFormSchema } from '../forms/form.ts';
import { faultSchema } from '../http/faults.ts';
import { readBody } from '../http/problem.ts';
import { noContent, ok } from '../http/reply.ts';
import { type ControlRoute, route } from './control-route.ts';

const instant = z.union([z.int(), z.iso.datetime().transform((text) => Date.parse(text))]);
const clockBody = z.strictObject({
  set: instant.optional(),
  advanceMs: z.int().min(0).optional(),
  advanceDays: z.number().min(0).optional(),
  mode: z.enum(['running', 'frozen']).optional(),
});

const webhookBody = z.strictObject({
  targetUrl: z.url().optional(),
  subscriptions: z
    .array(
      z.strictObject({
        subscriptionType: z.string(),
        objectType: z.string().optional(),
        propertyName: z.string().optional(),
        active: z.boolean().optional(),
      }),
    )
    .optional(),
  batchSize: z.int().min(1).max(100).optional(),
  batchWindowMs: z.int().min(0).optional(),
  concurrency: z.int().min(1).max(10).optional(),
  timeoutMs: z.int().min(1).optional(),
  retryDelaysMs: z.array(z.int().min(0)).optional(),
  signingTime: z.enum(['sandbox', 'real']).optional(),
  chaos: z
    .strictObject({
      duplicate: z.number().min(0).max(1).default(0),
      reorder: z.boolean().default(false),
      delayMs: z.int().min(0).default(0),
      seed: z.int().default(1),
    })
    .optional(),
});

const MS_PER_DAY = 86_400_000;

/** Time, and what travels between HubSpot and the app: webhooks, faults, recorded calls. */
export const trafficRoutes: readonly ControlRoute[] = [
  route('GET', '/_sandbox/clock', 'sandbox time and mode', ({ sandbox }) => ok(sandbox.clock.state())),
  route('POST', '/_sandbox/clock', 'set, advanceMs, advanceDays, mode running|frozen', ({ sandbox, body }) => {
    const { set, advanceMs = 0, advanceDays = 0, mode } = readBody(clockBody, body);
    if (set !== undefined) sandbox.clock.set(set);
    sandbox.clock.advance(advanceMs + Math.round(advanceDays * MS_PER_DAY));
    if (mode === 'frozen') sandbox.clock.freeze();
    if (mode === 'running') sandbox.clock.run();
    return ok(sandbox.clock.state());
  }),

  route('GET', '/_sandbox/webhooks', 'settings and counts', ({ sandbox }) =>
    ok({ settings: sandbox.webhooks.settings(), counts: sandbox.webhooks.counts() }),
  ),
  route('PUT', '/_sandbox/webhooks', 'targetUrl, subscriptions, batching, retries, chaos', ({ sandbox, body }) => {
    const given = Object.entries(readBody(webhookBody, body)).filter(([, value]) => value !== undefined);
    sandbox.webhooks.configure(Object.fromEntries(given));
    return ok(sandbox.webhooks.settings());
  }),
  route('GET', '/_sandbox/webhooks/deliveries', 'the last attempts with their answers', ({ sandbox }) =>
    ok(sandbox.webhooks.deliveries()),
  ),
  route('GET', '/_sandbox/webhooks/idle', 'answers when everything is delivered or given up', async ({ sandbox }) => {
    await sandbox.webhooks.idle();
    return ok(sandbox.webhooks.counts());
  }),

  route('GET', '/_sandbox/faults', 'faults still to strike', ({ sandbox }) => ok(sandbox.faults.pending())),
  route('POST', '/_sandbox/faults', 'method, path pattern, times, skip, effect', ({ sandbox, body }) => {
    sandbox.faults.add(readBody(faultSchema, body));
    return noContent;
  }),
  route('DELETE', '/_sandbox/faults', 'forget all faults', ({ sandbox }) => {
    sandbox.faults.clear();
    return noContent;
  }),

  route('GET', '/_sandbox/answers', 'the form of answers', ({ sandbox }) => ok(sandbox.answers())),
  route('PUT', '/_sandbox/answers', 'form usual|least|fullest|odd, seed', ({ sandbox, body }) =>
    ok(sandbox.answers(readBody(answerFormSchema, body))),
  ),

  route('GET', '/_sandbox/calls', 'counts by route, method and status; peaks; 429s', ({ sandbox }) =>
    ok(sandbox.calls.summary()),
  ),
  route('GET', '/_sandbox/calls/exchanges', '?last=n: calls with bodies', ({ sandbox, query }) =>
    ok(sandbox.calls.exchanges().slice(-Number(query.get('last') ?? 100))),
  ),
  route('PUT', '/_sandbox/calls/recording', 'keep: how many exchanges, or "all"', ({ sandbox, body }) => {
    const { keep } = readBody(z.strictObject({ keep: z.union([z.int().min(0), z.literal('all')]) }), body);
    sandbox.calls.keep(keep === 'all' ? Number.POSITIVE_INFINITY : keep);
    return noContent;
  }),
  route('DELETE', '/_sandbox/calls', 'start counting anew', ({ sandbox }) => {
    sandbox.calls.reset();
    return noContent;
  }),
];
