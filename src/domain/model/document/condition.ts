import { z } from 'zod';
import { days, field, sentence, someTexts } from './parts.ts';

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly equals: string }
  | { readonly field: string; readonly oneOf: readonly string[] }
  | { readonly field: string; readonly contains: readonly string[] }
  | { readonly field: string; readonly hasWord: readonly string[] }
  | { readonly field: string; readonly startsWith: readonly string[] }
  | { readonly field: string; readonly endsWith: readonly string[] }
  | { readonly field: string; readonly atLeast?: number | undefined; readonly below?: number | undefined }
  | { readonly field: string; readonly known: boolean }
  | { readonly field: string; readonly withinDays: number }
  /** a date ahead, so many days at most */
  | { readonly field: string; readonly withinNextDays: number };

export const condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union(
      [
        z.strictObject({ all: z.array(condition).min(1) }),
        z.strictObject({ any: z.array(condition).min(1) }),
        z.strictObject({ not: condition }),
        z.strictObject({ field, equals: z.string().min(1) }),
        z.strictObject({ field, oneOf: someTexts }),
        z.strictObject({ field, contains: someTexts }),
        z.strictObject({ field, hasWord: someTexts }),
        z.strictObject({ field, startsWith: someTexts }),
        z.strictObject({ field, endsWith: someTexts }),
        z.strictObject({ field, atLeast: z.number(), below: z.number().optional() }),
        z.strictObject({ field, below: z.number() }),
        z.strictObject({ field, known: z.boolean() }),
        z.strictObject({ field, withinDays: days }),
        z.strictObject({ field, withinNextDays: days }),
      ],
      'expected {all|any: […]}, {not: …}, or a field with one of equals, oneOf, contains, hasWord, startsWith, endsWith, atLeast/below, known, withinDays, withinNextDays',
    ),
  )
  .meta({
    id: 'condition',
    description: 'Of an unknown field no condition holds but {known: false} and what is in a not.',
  });

/** A condition with the sentence that people read when it holds. */
export const labelled = z.strictObject({ label: sentence, when: condition });
