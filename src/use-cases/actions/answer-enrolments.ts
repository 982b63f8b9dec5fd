import type { Properties } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import type { Route, Territory, Turns } from '../../domain/sales/routing.ts';
import {
  type ActionContext,
  type ActionResult,
  type Answer,
  answerOf,
  type ContactInAction,
  type NoteOfContact,
  oneEach,
  problemOf,
  type TaskOfAction,
  type WorkflowAction,
} from './workflow-action.ts';

/**
 * A callback that can be answered: its contact was evaluated after it came, or was deleted, or is
 * set aside as a dead letter.
 */
export type EvaluatedCallback = {
  readonly callbackId: string;
  readonly contactId: number | null;
  readonly action: string;
  readonly input: unknown;
  readonly contact: ContactInAction | null;
  readonly deadLetter: boolean;
};

export type Answers = {
  readonly answers: readonly { readonly callbackId: string; readonly outputs: Answer }[];
  readonly notes: readonly NoteOfContact[];
  readonly tasks: readonly (TaskOfAction & { readonly contactId: number; readonly callbackId: string })[];
  /** contacts that were given an owner */
  readonly assignments: readonly (Route & {
    readonly contactId: number;
    readonly occasion: string;
    readonly territory: string;
  })[];
  /** what each owner has been given, these assignments included */
  readonly turns: Turns;
};

/**
 * Answers the workflows that wait for the evaluations of a batch, in the order of the batch. Pure.
 */
export function answerEnrolments(
  actions: ReadonlyMap<string, WorkflowAction>,
  callbacks: readonly EvaluatedCallback[],
  given: {
    readonly now: number;
    readonly model: Model;
    readonly owners: ReadonlySet<string>;
    readonly turns: Turns;
    readonly territoryOf: (contact: ContactInAction) => Territory | undefined;
  },
): Answers {
  const { now, model, owners, territoryOf } = given;
  let { turns } = given;
  const assignments: Answers['assignments'][number][] = [];
  const inputs = new Map<number, Properties>();
  const answers: Answers['answers'][number][] = [];
  const notes: NoteOfContact[] = [];
  const tasks: Answers['tasks'][number][] = [];
  for (const callback of callbacks) {
    const { callbackId, contactId } = callback;
    const action = actions.get(callback.action);
    const earlier = inputs.get(contactId ?? 0) ?? {};
    const contact = callback.contact && {
      ...callback.contact,
      inputs: { ...callback.contact.inputs, ...earlier },
    };
    const territory = action?.asksForOwners && contact ? territoryOf(contact) : undefined;
    const context = { now, model, owners, callbackId, contact, turns, territory };
    const result = resultOf(action, callback, context);
    answers.push({ callbackId, outputs: answerOf(action, result) });
    if (result.outcome === 'refused' || contactId === null) continue;
    if (result.note !== undefined) notes.push({ contactId, ...result.note });
    inputs.set(contactId, { ...earlier, ...result.note?.inputs });
    if (result.task !== undefined) tasks.push({ contactId, callbackId, ...result.task });
    if (result.given !== undefined) {
      const { route, territory } = result.given;
      assignments.push({ contactId, occasion: `workflow ${callbackId}`, territory, ...route });
      turns = result.given.turns;
    }
  }
  return { answers, notes: oneEach(notes), tasks, assignments, turns };
}

function resultOf(
  action: WorkflowAction | undefined,
  { contactId, input, deadLetter }: EvaluatedCallback,
  context: ActionContext,
): ActionResult {
  if (contactId === null) return { outcome: 'refused', code: 'CONTACT_GONE', problem: 'the contact has been deleted' };
  if (action === undefined) return { outcome: 'refused', code: 'INVALID_INPUT', problem: 'there is no such action' };
  if (deadLetter || context.contact === null || context.contact.evaluation === null)
    return { outcome: 'refused', code: 'NOT_EVALUATED', problem: 'the contact could not be evaluated' };
  const parsed = action.input.safeParse(input);
  return parsed.success
    ? action.handle(parsed.data, context)
    : { outcome: 'refused', code: 'INVALID_INPUT', problem: problemOf(parsed.error) };
}
