import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { modelSchema } from '../src/domain/model/model.ts';
import { MOST } from '../src/domain/model/model-limits.ts';

/*
 * Writes the published JSON Schema of the scoring model: `node cli/model-schema.ts`. Editors use it
 * to show help and mistakes.
 */

/**
 * The schema as text. It describes the form of a document. Only `parseModel` checks how parts fit
 * together (unique ids, falling thresholds …).
 */
export function modelSchemaText(): string {
  const schema = z.toJSONSchema(modelSchema, { io: 'input', target: 'draft-2020-12' });
  for (const [name, maxItems] of Object.entries(MOST)) Object.assign(schema.properties?.[name] ?? {}, { maxItems });
  return `${JSON.stringify({ title: 'Ripen scoring model', ...schema }, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(new URL('../docs/model.schema.json', import.meta.url), modelSchemaText());
