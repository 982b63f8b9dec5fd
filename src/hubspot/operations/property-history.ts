import { z } from 'zod';
import { id, listOf, maybeInstant, maybeText, results, textOrNone, tolerant } from '../transport/tolerant.ts';

interface PastValue {
  readonly value: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** HubSpot's word for what set it: `CRM_UI`, `IMPORT`, `FORM` …; absent: it did not say. */
  readonly source?: string;
  /** The user who set it. */
  readonly user?: string;
}

export interface RecordHistory {
  readonly id: string;
  /** Past values of each property, newest first. */
  readonly history: Readonly<Record<string, readonly PastValue[]>>;
}

const past = z.object({
  value: textOrNone,
  timestamp: maybeInstant,
  sourceType: maybeText,
  updatedByUserId: maybeText,
});
const schema = z.object({ id, propertiesWithHistory: z.record(z.string(), listOf(past).catch([])).nullish() });

/** The schema of a batch of records with their histories. */
export const batchWithHistory = results({ results: tolerant(schema) });

export const recordHistory = ({ id, propertiesWithHistory }: z.infer<typeof schema>): RecordHistory => ({
  id,
  history: Object.fromEntries(
    Object.entries(propertiesWithHistory ?? {}).map(([name, values]) => [
      name,
      values.flatMap(({ value, timestamp, sourceType, updatedByUserId }) =>
        timestamp === undefined
          ? []
          : [
              {
                value,
                at: timestamp,
                ...(sourceType && { source: sourceType }),
                ...(updatedByUserId && { user: updatedByUserId }),
              },
            ],
      ),
    ]),
  ),
});
