import type { z } from 'zod';
import type { Activity, Decisions, Properties } from '../../domain/contact.ts';
import type { Model } from '../../domain/model/model.ts';
import type { Route, Territory, Turns } from '../../domain/sales/routing.ts';
import type { ContactAtHand, Outputs } from '../../store/work/callbacks.ts';

/*
 * What every workflow action has in common. `handle` is pure: from its input and the stored contact
 * it decides the outputs for the workflow, and what is noted of the contact.
 */

export type ContactInAction = ContactAtHand;

export type ActionContext = {
  /** ms since 1970 UTC */
  readonly now: number;
  readonly callbackId: string;
  readonly model: Model;
  /** null: Ripen does not know the contact (yet) */
  readonly contact: ContactInAction | null;
  /** owners that the account has; only for an action with `asksForOwners` */
  readonly owners: ReadonlySet<string>;
  /** what the owners were given so far */
  readonly turns: Turns;
  /** where the contact belongs; undefined: no territory fits */
  readonly territory: Territory | undefined;
};

/** What an action notes of the contact; its next evaluation takes it up. */
export type ContactNote = {
  readonly decisions?: { readonly [K in keyof Decisions]?: Decisions[K] | null };
  readonly inputs?: Properties;
  readonly activities?: readonly Activity[];
  readonly refresh?: boolean;
};

export type NoteOfContact = ContactNote & { readonly contactId: number };

/** Merges notes to one for each contact; of two about the same property, the later one holds. */
export function oneEach(notes: readonly NoteOfContact[]): readonly NoteOfContact[] {
  const merged = new Map<number, NoteOfContact>();
  for (const note of notes) {
    const before = merged.get(note.contactId);
    merged.set(note.contactId, {
      contactId: note.contactId,
      decisions: { ...before?.decisions, ...note.decisions },
      inputs: { ...before?.inputs, ...note.inputs },
      activities: [...(before?.activities ?? []), ...(note.activities ?? [])],
      refresh: before?.refresh === true || note.refresh === true,
    });
  }
  return [...merged.values()];
}

export type TaskOfAction = { readonly subject: string; readonly ownerId: string; readonly dueAt: number };

export type ActionResult =
  | {
      readonly outcome: 'done';
      readonly outputs: Outputs;
      readonly note?: ContactNote;
      readonly task?: TaskOfAction;
      /** the owner that the contact was given, and what owners were given after that */
      readonly given?: { readonly territory: string; readonly route: Route; readonly turns: Turns };
    }
  /** `code` is one of the action's history rules; `problem` a sentence to the marketer */
  | { readonly outcome: 'refused'; readonly code: string; readonly problem?: string };

export type WorkflowAction<Input = unknown> = {
  readonly name: string;
  /** parses the entered texts; where nothing was entered, there is none */
  readonly input: z.ZodType<Input>;
  /**
   * `stored`: it decides at once from what is stored; `fresh`: after an evaluation of facts that
   * were read after the request
   */
  readonly needs: 'stored' | 'fresh';
  readonly asksForOwners?: true;
  /** for callers that name the contact in the input */
  readonly contactOf?: (input: Input) => number;
  readonly handle: (input: Input, context: ActionContext) => ActionResult;
  /** outputs beside `result` and `problem` when nothing can be said */
  readonly otherwise?: Outputs;
  /** the options of the input of this name, where they depend on the portal's model */
  readonly optionsOf?: (inputName: string, model: Model) => readonly Option[];
};

export type Option = { readonly value: string; readonly label: string; readonly description?: string };

/**
 * Forgets the input type of an action, so that all actions fit into one map. That is safe: `handle`
 * only ever gets what `input` parsed.
 */
export const asAction = <Input>(action: WorkflowAction<Input>): WorkflowAction => action as unknown as WorkflowAction;

/**
 * The answer to HubSpot.
 * https://developers.hubspot.com/docs/api-reference/latest/automation/workflow-actions/custom-action-reference
 */
export type Answer = Outputs & { readonly hs_execution_state: 'SUCCESS' | 'FAIL_CONTINUE' };

/** The workflow continues after success and after refusal; `result` and its history tell which. */
export function answerOf(action: WorkflowAction | undefined, result: ActionResult): Answer {
  return result.outcome === 'done'
    ? { ...result.outputs, result: 'OK', problem: '', hs_execution_state: 'SUCCESS' }
    : {
        ...action?.otherwise,
        result: result.code,
        problem: result.problem ?? '',
        hs_execution_state: 'FAIL_CONTINUE',
      };
}

/** What is wrong with an input, field by field. */
export function problemOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('; ');
}
