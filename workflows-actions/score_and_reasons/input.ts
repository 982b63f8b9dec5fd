import { z } from 'zod';
import { wholeNumber } from '../fields.ts';

export const input = z.object({ contact_id: wholeNumber(1, Number.MAX_SAFE_INTEGER) });
