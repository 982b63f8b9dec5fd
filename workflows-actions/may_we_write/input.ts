import { z } from 'zod';
import { wholeNumber } from '../fields.ts';

export const input = z.object({ minimum_days: wholeNumber(0, 3650).optional() });
