import { z } from 'zod';
import { several, wholeNumber, words } from '../fields.ts';

const ownerId = words.refine((id) => /^\d+$/.test(id), 'expected an owner of the account');

export const input = z.object({
  owners: several.optional(),
  fallback_owner: ownerId,
  due_hours: wholeNumber(1, 2160),
  task: words.optional(),
});
