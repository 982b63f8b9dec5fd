import { type ModelWarning, warningsOf } from '../../domain/changes/warnings.ts';
import { type Model, parseModel } from '../../domain/model/model.ts';

export type CheckOutcome =
  | { readonly outcome: 'valid'; readonly model: Model; readonly warnings: readonly ModelWarning[] }
  | { readonly outcome: 'invalid'; readonly problems: readonly string[] };

/** Checks a document: whether it can be published, and what is most likely a mistake. */
export function checkModel(document: unknown): CheckOutcome {
  const parsed = parseModel(document);
  return parsed.outcome === 'invalid' ? parsed : { ...parsed, warnings: warningsOf(parsed.model) };
}
