import * as z from 'zod/mini';

/* The set-up assistant: the server proposes step by step, and a person accepts or skips. */

export const STEP_IDS = [
  'starting',
  'owners',
  'territories',
  'buyers',
  'forms',
  'questions',
  'products',
  'hours',
] as const;
const step = z.enum(STEP_IDS);

const option = z.object({ value: z.string(), label: z.string(), why: z.optional(z.string()) });
/** `label`: in the words of the account; absent: the page has words for the name */
const asked = { name: z.string(), label: z.optional(z.string()), options: z.array(option) };
const field = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('one'), ...asked, value: z.string() }),
  z.object({ kind: z.literal('some'), ...asked, value: z.array(z.string()) }),
  z.object({ kind: z.literal('text'), name: z.string(), value: z.string() }),
]);
export type SetUpFieldSeen = z.infer<typeof field>;

export const setUpView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    /** how many contacts were looked at; the proposals grow until it is done */
    survey: z.object({ contacts: z.int(), isDone: z.boolean() }),
    mayEdit: z.boolean(),
    /** the draft that accepted steps are in; null: none yet */
    draft: z.nullable(z.object({ draftId: z.string(), edit: z.int() })),
    steps: z.array(
      z.object({
        id: step,
        state: z.enum(['open', 'done', 'skipped']),
        by: z.nullable(z.string()),
        /** sentences: why Ripen proposes this */
        why: z.array(z.string()),
        fields: z.array(field),
      }),
    ),
  }),
  z.object({ state: z.literal('not_set_up') }),
]);
export type SetUpView = z.infer<typeof setUpView>;
export type SetUpSeen = Extract<SetUpView, { readonly state: 'ok' }>;
export type SetUpStepSeen = SetUpSeen['steps'][number];

const LONGEST = 4_000;
const text = z.string().check(z.maxLength(LONGEST));
export const setUpActions = {
  accept: z.object({
    step,
    draft: z.nullable(z.object({ draftId: z.string(), edit: z.int() })),
    answers: z.record(z.string(), z.union([text, z.array(text).check(z.maxLength(500))])),
  }),
  skip: z.object({ step }),
} as const;
export type SetUpAction = keyof typeof setUpActions;
export type SetUpBody<A extends SetUpAction> = z.infer<(typeof setUpActions)[A]>;
