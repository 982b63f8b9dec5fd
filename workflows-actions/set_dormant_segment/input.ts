import { z } from 'zod';
import { DORMANT_SEGMENTS } from '../../src/domain/words.ts';
import { oneOf, wholeNumber } from '../fields.ts';

export const input = z.object({ segment: oneOf(['none', ...DORMANT_SEGMENTS] as const), days: wholeNumber(1, 3650) });
