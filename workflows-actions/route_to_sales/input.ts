import { z } from 'zod';
import { optional, several, wholeNumber, words } from '../fields.ts';

const ownerId = words.refine((id) => /^\d+$/.test(id), 'expected an owner of the account');

export const input = z.object({
  owners: optional(several),
  fallback_owner: ownerId,
  due_hours: wholeNumber(1, 2160),
  task: optional(words),
});
