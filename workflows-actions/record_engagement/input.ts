import { z } from 'zod';
import { instant, wholeNumber, words } from '../fields.ts';

export const input = z.object({
  signal: words,
  quantity: wholeNumber(1, 1000).optional(),
  source: words.optional(),
  detail: words.optional(),
  happened_at: instant.optional(),
});
