import { z } from 'zod';
import type { Model } from '../../domain/model/model.ts';
import { NO_TURNS } from '../../domain/sales/routing.ts';
import { cleanText } from '../../domain/text/text.ts';
import { noteContacts } from '../../store/contacts/note-contacts.ts';
import { type Db, inTransaction } from '../../store/transaction.ts';
import { contactsAtHand, findCallbacks, putCallbacks } from '../../store/work/callbacks.ts';
import {
  type ActionResult,
  type Answer,
  answerOf,
  type ContactInAction,
  type ContactNote,
  oneEach,
  problemOf,
  type WorkflowAction,
} from './workflow-action.ts';

/** HubSpot writes ids as numbers, here and there as text; anything else names nobody. */
export const idSchema = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.int().positive());

/**
 * What HubSpot sends when a record reaches a step of a workflow, or an agent uses a tool. Ripen
 * ignores its other fields.
 */
export const executionSchema = z.object({
  callbackId: z.string().regex(/^[!-~]{1,200}$/),
  origin: z.object({ portalId: idSchema }),
  object: z.object({ objectId: idSchema, objectType: z.string().optional() }).optional(),
  inputFields: z.record(z.string(), z.unknown()).default({}).transform(entered),
});

/** HubSpot gives most values as text, and empty text or null where nothing was entered. */
function entered(values: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      const text = cleanText(asText(value)).trim();
      return text === '' || !/^\w+$/.test(name) ? [] : [[name, text]];
    }),
  );
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return Array.isArray(value) ? value.map(asText).join(';') : JSON.stringify(value);
  return String(value);
}

export type Enrolment = {
  readonly action: WorkflowAction;
  readonly callbackId: string;
  /** null: the caller names the contact in the input */
  readonly contactId: number | null;
  /** by input name, as text; empty inputs are absent */
  readonly fields: Readonly<Record<string, string>>;
};

export type Taken =
  | { readonly outcome: 'answered'; readonly answer: Answer }
  /** HubSpot waits until Ripen completes the callback */
  | { readonly outcome: 'waiting' }
  /** the app is being set up in the portal: nothing was stored */
  | { readonly outcome: 'not_active' }
  | { readonly outcome: 'not_installed' };

/** Ripen asks HubSpot to wait for so long: longer than any trouble that passes by itself. */
const WAIT_MS = 24 * 3_600_000;
export const WAIT_ISO = 'PT24H';

export type PortalOfEnrolments = {
  readonly portalId: number;
  readonly model: Model;
  /** whether Ripen has the permission to complete callbacks */
  readonly mayComplete: boolean;
};

type Decided = {
  readonly enrolment: Enrolment;
  readonly contactId: number;
  readonly note: ContactNote;
  readonly answer: Answer | null;
};

/**
 * Takes enrolments of one portal, in one transaction. It answers at once where the stored contact
 * suffices. Where an action needs a fresh evaluation, it makes the contact due, once, and HubSpot
 * waits. A callback that came before changes nothing, and gets the same answer again.
 */
export const takeEnrolments = (
  db: Db,
  portal: PortalOfEnrolments,
  enrolments: readonly Enrolment[],
  now: number,
): Promise<readonly Taken[]> => inTransaction(db, (trx) => takeAll(trx, portal, enrolments, now));

async function takeAll(
  trx: Db,
  { portalId, model, mayComplete }: PortalOfEnrolments,
  enrolments: readonly Enrolment[],
  now: number,
): Promise<readonly Taken[]> {
  const callbackIds = enrolments.map(({ callbackId }) => callbackId);
  const known = await findCallbacks(trx, portalId, callbackIds);
  const read = enrolments.map((enrolment) => ({ enrolment, ...readInput(enrolment) }));
  const wanted = read.flatMap(({ enrolment, contactId }) =>
    enrolment.action.needs === 'stored' && contactId !== undefined ? [contactId] : [],
  );
  const contacts: ReadonlyMap<number, ContactInAction> =
    wanted.length === 0 ? new Map() : await contactsAtHand(trx, portalId, wanted);

  const decided: Decided[] = [];
  const taken = read.map(({ enrolment, contactId, input, refusal }): Taken => {
    const { action, callbackId } = enrolment;
    const before = known.get(callbackId);
    if (before !== undefined)
      return before.state === 'done' && before.outputs !== null
        ? { outcome: 'answered', answer: before.outputs as Answer }
        : { outcome: 'waiting' };
    if (refusal !== undefined) return answered(action, refusal);
    if (action.needs === 'fresh') {
      if (!mayComplete) return answered(action, { outcome: 'refused', code: 'NOT_PERMITTED' });
      decided.push({ enrolment, contactId, note: { refresh: true }, answer: null });
      return { outcome: 'waiting' };
    }
    const context = { now, callbackId, model, owners: NOBODY, turns: NO_TURNS, territory: undefined };
    const result = action.handle(input, { ...context, contact: contacts.get(contactId) ?? null });
    const answer = answerOf(action, result);
    if (result.outcome === 'done' && result.note !== undefined)
      decided.push({ enrolment, contactId, note: result.note, answer });
    return { outcome: 'answered', answer };
  });

  if (decided.length > 0) {
    const notes = oneEach(decided.map(({ contactId, note }) => ({ contactId, ...note })));
    if (!(await noteContacts(trx, { portalId, notes, now }))) return enrolments.map(() => ({ outcome: 'not_active' }));
    const callbacks = decided.map(({ enrolment: { callbackId, action, fields }, contactId, answer }) => ({
      callbackId,
      contactId,
      action: action.name,
      // Only a callback that waits needs its input later.
      input: answer === null ? fields : {},
      state: answer === null ? ('waiting' as const) : ('done' as const),
      outputs: answer,
      expiresAt: now + WAIT_MS,
    }));
    await putCallbacks(trx, { portalId, callbacks, now });
  }
  return taken;
}

const NOBODY: ReadonlySet<string> = new Set();

const answered = (action: WorkflowAction, result: ActionResult): Taken => ({
  outcome: 'answered',
  answer: answerOf(action, result),
});

type Read =
  | { readonly contactId: number; readonly input: unknown; readonly refusal?: undefined }
  | { readonly contactId?: undefined; readonly input?: undefined; readonly refusal: ActionResult };

/** The input as the action reads it, and the contact that it is about. */
function readInput({ action, contactId, fields }: Enrolment): Read {
  const parsed = action.input.safeParse(fields);
  if (!parsed.success) return { refusal: invalid(problemOf(parsed.error)) };
  const about = action.contactOf?.(parsed.data) ?? contactId;
  if (about === null) return { refusal: invalid('a contact was expected, and none came') };
  return { contactId: about, input: parsed.data };
}

const invalid = (problem: string): ActionResult => ({ outcome: 'refused', code: 'INVALID_INPUT', problem });
