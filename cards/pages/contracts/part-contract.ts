import * as z from 'zod/mini';

/*
 * A part of the model that people edit by choosing. The server describes the fields, the page draws
 * them, and what people enter goes back in the form that the model has.
 */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

const option = z.object({
  label: z.string(),
  value: z.union([z.string(), z.number()]),
  /** of a property, as HubSpot calls it */
  type: z.optional(z.string()),
});
export type Option = z.infer<typeof option>;

const UNITS = ['days', 'hours', 'points', 'percent', 'times', 'occurrences'] as const;
type Unit = (typeof UNITS)[number];

/** Names that contacts used; texts of the model are parts of these names. */
const SEEN = ['forms', 'pages'] as const;
export type SeenKind = (typeof SEEN)[number];

export type FieldShape = {
  name: string;
  label: string;
  help: string | null;
  /** what an empty field means */
  empty: 'refused' | 'absent' | 'null';
  shape: Shape;
};
export type Shape =
  | { kind: 'number'; min: number | null; max: number | null; whole: boolean; unit: Unit | null }
  | { kind: 'text' | 'time' | 'yes' | 'condition' | 'days' }
  | { kind: 'texts'; seen?: SeenKind[] | undefined }
  | { kind: 'choice' | 'choices'; options: Option[]; from: string | null }
  | { kind: 'object'; fields: FieldShape[] }
  | { kind: 'list'; one: string; item: Shape }
  | { kind: 'ways'; ways: { label: string; names: string[]; shape: Shape }[] };

const shape: z.ZodMiniType<Shape> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('number'),
      min: z.nullable(z.number()),
      max: z.nullable(z.number()),
      whole: z.boolean(),
      unit: z.nullable(z.enum(UNITS)),
    }),
    z.object({ kind: z.enum(['text', 'time', 'yes', 'condition', 'days']) }),
    z.object({ kind: z.literal('texts'), seen: z.optional(z.array(z.enum(SEEN))) }),
    z.object({ kind: z.enum(['choice', 'choices']), options: z.array(option), from: z.nullable(z.string()) }),
    z.object({ kind: z.literal('object'), fields: z.array(fieldShape) }),
    z.object({ kind: z.literal('list'), one: z.string(), item: shape }),
    z.object({
      kind: z.literal('ways'),
      ways: z.array(z.object({ label: z.string(), names: z.array(z.string()), shape })),
    }),
  ]),
);
const fieldShape: z.ZodMiniType<FieldShape> = z.object({
  name: z.string(),
  label: z.string(),
  help: z.nullable(z.string()),
  empty: z.enum(['refused', 'absent', 'null']),
  shape,
});
const json: z.ZodMiniType<Json> = z.json() as unknown as z.ZodMiniType<Json>;

/** A draft, and the edit of it that a person looks at. */
export const draftKey = z.object({ draftId: z.string(), edit: z.int() });
/** The version, and the draft of it, that a person looks at; null: the version itself. */
export const seenModel = z.object({ version: z.int(), draft: z.nullable(draftKey) });

export const partView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    id: z.string(),
    title: z.string(),
    seen: seenModel,
    mayEdit: z.boolean(),
    fields: z.array(fieldShape),
    /** values as they stand in the model, by field */
    value: z.record(z.string(), json),
    /** options, by their source */
    choices: z.record(z.string(), z.array(option)),
  }),
  z.object({ state: z.literal('none') }),
]);
export type PartView = z.infer<typeof partView>;
export type PartSeen = Extract<PartView, { readonly state: 'ok' }>;

/** One thing that a person chose; `path`: names, and places in lists as the person saw them. */
export const modelChange = z.discriminatedUnion('what', [
  /** without a value: it is taken out */
  z.object({ what: z.literal('set'), path: z.array(z.string()), value: z.optional(json) }),
  z.object({ what: z.literal('add'), path: z.array(z.string()), value: json }),
  z.object({ what: z.literal('remove'), path: z.array(z.string()) }),
  z.object({ what: z.literal('move'), path: z.array(z.string()), by: z.union([z.literal(-1), z.literal(1)]) }),
]);
export type ModelChange = z.infer<typeof modelChange>;

/** What is wrong, and at which field. */
export const place = z.object({ path: z.array(z.string()), sentence: z.string() });
export type Place = z.infer<typeof place>;

/** The changes of two people to the same field. */
export const conflict = z.object({ mine: z.string(), theirs: z.string() });
