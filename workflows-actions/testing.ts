import { NO_FACTS, type Properties } from '../src/domain/contact.ts';
import { DEFAULT_MODEL } from '../src/domain/model/default-model.ts';
import { parseModel } from '../src/domain/model/model.ts';
import { NO_TURNS } from '../src/domain/sales/routing.ts';
import type { FoundOfContact } from '../src/store/work/callbacks.ts';
import type {
  ActionContext,
  ActionResult,
  ContactInAction,
  WorkflowAction,
} from '../src/use-cases/actions/workflow-action.ts';

/* What the tests of the actions share. */

export const NOW = Date.UTC(2026, 10, 16, 9);

const parsed = parseModel(DEFAULT_MODEL);
if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join('; '));
export const MODEL = parsed.model;

export const factsOf = (contact: Properties) => ({ ...NO_FACTS, contact });

/** As much of an evaluation as the actions read. */
export const evaluationOf = (part: Partial<FoundOfContact> = {}): FoundOfContact => ({
  relation: 'prospect',
  grade: 'B2',
  qualification: 'unqualified',
  segment: null,
  track: 'none',
  doNotContact: [],
  written: {
    ripen_score: '40',
    ripen_explicit_score: '50',
    ripen_implicit_score: '30',
    ripen_lead_validity: 'valid',
  },
  ...part,
});

export const contactOf = (part: Partial<ContactInAction> = {}): ContactInAction => ({
  facts: factsOf({ email: 'ann@company.example', lifecyclestage: 'lead' }),
  memory: null,
  decisions: {},
  inputs: {},
  evaluation: evaluationOf(),
  ...part,
});

/** Runs an action as the app does: the input is read, then decided about. */
export function decide(
  action: WorkflowAction,
  fields: Readonly<Record<string, string>>,
  context: Partial<ActionContext> = {},
): ActionResult {
  return action.handle(action.input.parse(fields), {
    now: NOW,
    callbackId: 'ap-1',
    model: MODEL,
    contact: contactOf(),
    owners: new Set(),
    turns: NO_TURNS,
    territory: undefined,
    ...context,
  });
}
