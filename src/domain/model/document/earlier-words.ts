/**
 * Translates a model document into the field names of today. Documents stored by earlier versions
 * say `now.fit` for `score.fit`, `quiet` for `passive`, and `closed_lost` for the cadence
 * `closed_lost_review`. A portal keeps its model for years, so Ripen reads both.
 */
export function inWordsOfToday(document: unknown): unknown {
  if (Array.isArray(document)) return document.map(inWordsOfToday);
  if (typeof document !== 'object' || document === null) return document;
  return Object.fromEntries(
    Object.entries(document).map(([name, value]) => {
      if (name === 'field' && typeof value === 'string') return [name, fieldOfToday(value)];
      if (name === 'signals' && Array.isArray(value)) return [name, value.map(signalOfToday)];
      if (name === 'cadence') return [name, cadenceOfToday(value)];
      return [name, inWordsOfToday(value)];
    }),
  );
}

const fieldOfToday = (field: string): string =>
  field === 'now.score' ? 'score.combined' : field.replace(/^now\./, 'score.');

/** The signals of a rule are ids; those of the model are objects. */
function signalOfToday(signal: unknown): unknown {
  if (typeof signal !== 'object' || signal === null || !('quiet' in signal) || 'passive' in signal) return signal;
  const { quiet, ...rest } = signal;
  return { ...rest, passive: quiet };
}

function cadenceOfToday(cadence: unknown): unknown {
  if (typeof cadence !== 'object' || cadence === null || !('closed_lost' in cadence) || 'closed_lost_review' in cadence)
    return cadence;
  const { closed_lost, ...rest } = cadence;
  return { ...rest, closed_lost_review: closed_lost };
}
