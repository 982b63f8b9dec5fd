import { z } from 'zod';
import { behaviourSection } from './document/behaviour.ts';
import { csvSection } from './document/csv.ts';
import { correspondenceSection, nurtureSection } from './document/nurture.ts';
import { sentence } from './document/parts.ts';
import { personSection } from './document/person.ts';
import { qualificationSection } from './document/qualification.ts';
import { agreementSection, salesSection } from './document/sales.ts';
import { scoringSection } from './document/scoring.ts';

/*
 * The scoring model: one immutable JSON document per version. Everything a marketer may want to
 * change is in it, section by section; everything the engine does with it is in the other rooms.
 */

export const modelDocument = z.strictObject({
  $schema: z.string().optional(),
  version: z.number().int().positive(),
  csv: csvSection,
  name: sentence,
  ...behaviourSection,
  ...scoringSection,
  ...qualificationSection,
  ...nurtureSection,
  ...salesSection,
  ...correspondenceSection,
  ...personSection,
  ...agreementSection,
});

export type Model = z.infer<typeof modelDocument>;
