import { z } from 'zod';
import { HAND_BACK_KINDS } from '../../src/domain/words.ts';
import { oneOf, words } from '../fields.ts';

export const input = z
  .object({
    decision: oneOf(['mql', 'sql', 'hand_back'] as const),
    kind: oneOf(HAND_BACK_KINDS).default('other'),
    reason: words.optional(),
  })
  .refine(({ decision, kind, reason }) => decision !== 'hand_back' || kind !== 'other' || reason !== undefined, {
    path: ['reason'],
    message: 'expected a reason for the hand-back, and none came',
  });
