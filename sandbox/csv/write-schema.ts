import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { mappingSchema } from './mapping.ts';

/**
 * `npm exec -- node sandbox/csv/write-schema.ts` brings mapping.schema.json up to date with the
 * schema in code.
 */
writeFileSync(
  new URL('mapping.schema.json', import.meta.url),
  `${JSON.stringify(z.toJSONSchema(mappingSchema, { io: 'input' }), null, 2)}\n`,
);
