import { z } from 'zod';

/** Of points learnt from a CSV file; the engine does not read it. */
export const csvSection = z
  .strictObject({
    asOf: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      .describe('The instant for which the leads of the file were read: 2026-01-31T00:00:00.000Z'),
    dates: z.enum(['dmy', 'mdy']).optional().describe('What comes first in its dates, the day or the month'),
    unread: z
      .array(z.string().max(300))
      .max(1000)
      .optional()
      .describe('Properties that its columns gave and that no points read, since they knew the outcome there'),
    decimals: z
      .record(z.string(), z.enum(['.', ',']))
      .describe('What begins the decimals in its cells, by property: `1,234` alone does not show that'),
  })
  .optional()
  .describe('How the CSV file wrote its cells that taught the points: others, of a few rows too, are read alike.');
