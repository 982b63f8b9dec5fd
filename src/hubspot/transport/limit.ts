import { z } from 'zod';

const text = z.string().catch('');
const words = z
  .object({ message: text, category: text, subCategory: text, code: text })
  .transform((fields) => Object.values(fields));
const refusal = z.object({ errors: z.array(words.catch([])).catch([]) }).catch({ errors: [] });

/**
 * Whether a refused create says that the account has no room for more
 * (`PropertyValidationError.LIMIT_EXCEEDED`, "You have reached the maximum number of lists").
 * HubSpot documents neither the code nor the field, so every text of the answer counts.
 */
export const namesALimit = (body: unknown): boolean =>
  [...words.catch([]).parse(body), ...refusal.parse(body).errors.flat()].some((word) =>
    /\blimit|_LIMIT|\.LIMIT|limit(_|\s)?(exceeded|reached)|maximum number|too many/i.test(word),
  );
