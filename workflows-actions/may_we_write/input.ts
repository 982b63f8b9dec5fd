import { z } from 'zod';
import { optional, wholeNumber } from '../fields.ts';

export const input = z.object({ minimum_days: optional(wholeNumber(0, 3650)) });
