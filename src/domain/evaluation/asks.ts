import { countUntil } from '../activity/timeline.ts';
import type { Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { lastContactedAt, lateFrom, signsOf } from '../nurture/open-touches.ts';
import { owedSince, type Response } from '../sales/response.ts';
import { DAY } from '../time/time.ts';
import type { Programme } from '../words.ts';
import type { Assessment } from './assess.ts';
import type { Subject } from './subject.ts';

/* What people are asked to do: tasks that fall due, and those that are not needed any more. */

export const TASK_KINDS = ['manual', 'late', 'respond', 'remind', 'escalate', 'wake'] as const;
export type TaskKind = (typeof TASK_KINDS)[number];

export type TaskWanted = {
  readonly kind: TaskKind;
  /** with the kind it names the occasion: the same occasion asks once */
  readonly occasion: number;
  readonly subject: string;
  /** ms since 1970 UTC: when it should be done */
  readonly dueAt: number;
  /** null: the contact's owner, or whoever takes it */
  readonly to: { readonly owner: string } | { readonly queue: string } | null;
};

export type TaskClosed = {
  readonly kind: TaskKind;
  readonly occasion: number;
  /** done, or its reason went away */
  readonly as: 'COMPLETED' | 'DEFERRED';
};

export type Asks = { readonly tasks: readonly TaskWanted[]; readonly closed: readonly TaskClosed[] };

/**
 * What an evaluation asks for. Needs the memory of the one before: at first sight only what is not
 * overdue yet is asked.
 */
export function asksOf(subject: Subject, assessment: Assessment, before: Memory | null): Asks {
  const parts = [touchAsks(subject, assessment), responseAsks(subject, assessment, before)];
  const asks = { tasks: parts.flatMap((p) => p.tasks), closed: parts.flatMap((p) => p.closed) };
  // Whoever is asked to answer a new SQL need not be told that it woke up.
  const isTold = asks.tasks.some(({ kind }) => kind === 'respond');
  return isTold ? asks : { ...asks, tasks: [...asks.tasks, ...wakeTask(subject, assessment, before)] };
}

function touchAsks({ compiled: { model } }: Subject, { at, touchEvents }: Assessment): Asks {
  const tasks: TaskWanted[] = [];
  const closed: TaskClosed[] = [];
  for (const { kind, event, programme, dueAt: occasion } of touchEvents) {
    if (kind !== 'manual') continue;
    const subject = touchTask(model, programme);
    if (event === 'due') tasks.push({ kind: 'manual', occasion, subject, dueAt: occasion, to: null });
    else if (event === 'late')
      tasks.push({ kind: 'late', occasion, subject: `Overdue: ${subject}`, dueAt: at, to: escalateTo(model) });
    else
      for (const task of ['manual', 'late'] as const)
        closed.push({ kind: task, occasion, as: event === 'done' ? 'COMPLETED' : 'DEFERRED' });
  }
  return { tasks, closed };
}

const touchTask = ({ cadence }: Model, programme: Programme): string =>
  cadence[programme]?.find((rhythm) => rhythm.kind === 'manual')?.task ?? 'Get in touch';

const escalateTo = ({ response }: Model): TaskWanted['to'] => response?.escalateTo ?? null;

/**
 * A new SQL is to be answered; what nobody answered in time is told again; what was answered, or is
 * owed no more, is closed.
 */
function responseAsks(
  { compiled: { model } }: Subject,
  { at, response, memory }: Assessment,
  before: Memory | null,
): Asks {
  const owedBefore = owedSince(before);
  const owed = owedSince(memory);
  const closed = owedBefore === null || owedBefore === owed ? [] : endOfResponse(owedBefore, response);
  if (response === null || owed === null) return { tasks: [], closed };

  const { dueAt, escalateAt } = response;
  const { automatic } = model.routing;
  const task = model.response?.task ?? '';
  const ask = (kind: TaskKind, subject: string, by: number, to: TaskWanted['to']): TaskWanted => ({
    kind,
    occasion: owed,
    subject,
    dueAt: by,
    to,
  });
  // What was overdue already when it came to be owed is nobody's promise.
  const from = before !== null && owedBefore === owed ? before.asOf : at;
  const falls = (instant: number) => from < instant && instant <= at;
  return {
    tasks: [
      ...(automatic && owedBefore !== owed && at < dueAt ? [ask('respond', task, dueAt, null)] : []),
      ...(falls(dueAt) ? [ask('remind', `Overdue: ${task}`, at, null)] : []),
      ...(falls(escalateAt) ? [ask('escalate', `Nobody has answered: ${task}`, at, escalateTo(model))] : []),
    ],
    closed,
  };
}

function endOfResponse(since: number, response: Response | null): TaskClosed[] {
  const as = response?.since === since ? 'COMPLETED' : 'DEFERRED';
  return (['respond', 'remind', 'escalate'] as const).map((kind) => ({ kind, occasion: since, as }));
}

/**
 * Who was dormant and does something is the owner's news; of whom nobody ever qualified there is no
 * owner to tell.
 */
function wakeTask(
  { compiled: { model }, lastActivityAt, timeline, facts }: Subject,
  { at, dormancy }: Assessment,
  before: Memory | null,
): TaskWanted[] {
  const dormantBefore = before?.segment ?? null;
  if (
    before === null ||
    dormantBefore === null ||
    dormantBefore === 'dormant_unqualified' ||
    dormancy?.segment === dormantBefore
  )
    return [];
  const isNews = lastActivityAt !== null && lastActivityAt > (before.lastActivityAt ?? -Infinity);
  if (!isNews || facts.contact['hubspot_owner_id'] === undefined) return [];
  const signal = timeline.activities[countUntil(timeline.at, lastActivityAt) - 1]?.signal;
  const did = model.signals.find((s) => s.id === signal)?.label ?? 'Became active';
  return [{ kind: 'wake', occasion: lastActivityAt, subject: `Awake again: ${did}`, dueAt: at + DAY, to: null }];
}

/**
 * The instants after `at` at which something will be asked for or closed, though nothing that is
 * written changes.
 */
export function askInstants({ compiled, facts }: Subject, { at, memory, response }: Assessment): readonly number[] {
  const { contact, decisions } = facts;
  const instants: number[] = [];
  for (const touch of memory.open) {
    instants.push(...signsOf(touch, { contact, touchedAt: decisions?.touchedAt ?? null }));
    if (touch.kind === 'manual' && !touch.late)
      instants.push(lateFrom(compiled.model, compiled.work, touch, decisions?.pausedUntil ?? -Infinity));
  }
  if (response !== null && owedSince(memory) !== null) {
    const contactedAt = lastContactedAt(contact);
    instants.push(response.dueAt, response.escalateAt);
    if (contactedAt !== null && contactedAt >= response.since) instants.push(contactedAt);
  }
  return instants.filter((instant) => instant > at);
}
