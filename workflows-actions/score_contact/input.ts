import { z } from 'zod';

/** Nothing is asked: the contact itself is all there is to know. */
export const input = z.object({});
