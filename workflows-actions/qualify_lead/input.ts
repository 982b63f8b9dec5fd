import { z } from 'zod';
import { oneOf, words } from '../fields.ts';

export const input = z
  .object({ decision: oneOf(['mql', 'sql', 'hand_back'] as const), reason: words.optional() })
  .refine(({ decision, reason }) => decision !== 'hand_back' || reason !== undefined, {
    path: ['reason'],
    message: 'expected a reason for the hand-back, and none came',
  });
