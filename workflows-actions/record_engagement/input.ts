import { z } from 'zod';
import { instant, optional, wholeNumber, words } from '../fields.ts';

export const input = z.object({
  signal: words,
  quantity: optional(wholeNumber(1, 1000)),
  source: optional(words),
  detail: optional(words),
  happened_at: optional(instant),
});
