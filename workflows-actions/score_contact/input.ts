import { z } from 'zod';

/** The action has no inputs: the enrolment names the contact. */
export const input = z.object({});
