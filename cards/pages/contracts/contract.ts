import * as z from 'zod/mini';
import { ACCOUNT, NOT_SET_UP } from '../shared/account/view.ts';
import { draftSeen } from './model-contract.ts';

/*
 * The answers of the server to the app's page. Both sides read this file, and the page ignores
 * fields that it does not know. Instants are ms since 1970 UTC.
 */

export const overviewView = z.discriminatedUnion('state', [z.object(ACCOUNT), z.object(NOT_SET_UP)]);
export type OverviewView = z.infer<typeof overviewView>;

/** Asks for the lists in HubSpot of a work list. */
export const listActions = { quality: z.object({}), sales: z.object({}) } as const;
export type SavedWork = keyof typeof listActions;

const instant = z.int();
const count = z.int().check(z.gte(0));
/** One line of the model, as people read it. */
const rule = z.object({
  id: z.string(),
  /** place among the rules of the same kind */
  at: count,
  kind: z.enum(['explicit', 'implicit']),
  label: z.string(),
  /** the condition as a sentence; null: the label says it */
  asks: z.nullable(z.string()),
  /** points, or the most points, for a contact or for each occurrence */
  points: z.number(),
  /** `upTo`: the points are the most of several */
  gives: z.enum(['points', 'upTo']),
  /** switched off: it gives nobody points */
  isOff: z.boolean(),
  /** who changed it last, when and why; null: nobody, or long ago */
  changed: z.nullable(z.object({ by: z.string(), at: instant, note: z.string(), inDraft: z.boolean() })),
  group: z.string(),
  /** of the group */
  cap: z.number(),
  /** null: its points do not fade */
  halfLifeDays: z.nullable(z.number()),
  /** null: not counted yet */
  holds: z.nullable(z.object({ contacts: count, average: z.number() })),
});

export const modelView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    now: instant,
    name: z.string(),
    version: z.int(),
    rules: z.array(rule),
    /** what else can be changed, part by part */
    parts: z.array(z.object({ id: z.string(), title: z.string() })),
    /** what is shown, and not in force yet; null: the version in force is shown */
    draft: z.nullable(draftSeen),
    /** other open drafts, the last edited first; absent: none, or an older server */
    others: z.optional(
      z.array(z.object({ draftId: z.string(), authors: z.array(z.string()), at: z.int(), changes: z.int() })),
    ),
    /** whether a new version needs both signatures */
    bothSign: z.boolean(),
    mayEdit: z.boolean(),
    /** why not, and who can help */
    /** what is wrong with the version in force; absent: nothing, or a draft says it */
    warnings: z.optional(z.array(z.string())),
    onlyReads: z.optional(z.string()),
    use: z.object({ at: instant, isDone: z.boolean(), contacts: count, waiting: count }),
  }),
  z.object({ state: z.literal('not_set_up') }),
]);
export type ModelView = z.infer<typeof modelView>;
export type ModelSeen = Extract<ModelView, { readonly state: 'ok' }>;
export type RuleSeen = ModelSeen['rules'][number];
