import { countUntil } from '../activity/timeline.ts';
import type { Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { lastContactedAt, lateFrom, signsOf } from '../nurture/open-touches.ts';
import { owedSince, type Response } from '../sales/response.ts';
import { DAY } from '../time/time.ts';
import type { TouchTrack } from '../words.ts';
import type { Assessment } from './assess.ts';
import type { Subject } from './subject.ts';

/* What people are asked to do: tasks that fall due, and those that are not needed any more. */

export const TASK_KINDS = ['manual', 'late', 'respond', 'remind', 'escalate', 'wake'] as const;
type TaskKind = (typeof TASK_KINDS)[number];

export type TaskWanted = {
  readonly kind: TaskKind;
  /** kind and occasion name the task: the same occasion asks once */
  readonly occasion: number;
  readonly subject: string;
  /** ms since 1970 UTC: when it should be done */
  readonly dueAt: number;
  /** null: the owner of the contact; if it has none, anybody */
  readonly to: { readonly owner: string } | { readonly queue: string } | null;
};

type TaskClosed = {
  readonly kind: TaskKind;
  readonly occasion: number;
  /** COMPLETED: somebody did it; DEFERRED: its reason went away */
  readonly as: 'COMPLETED' | 'DEFERRED';
};

export type Asks = { readonly tasks: readonly TaskWanted[]; readonly closed: readonly TaskClosed[] };

/**
 * What an evaluation asks people to do. `before`: the memory of the evaluation before; null: this
 * is the first one, which asks only for what is not overdue yet.
 */
export function asksOf(subject: Subject, assessment: Assessment, before: Memory | null): Asks {
  const parts = [touchAsks(subject, assessment), responseAsks(subject, assessment, before)];
  const asks = { tasks: parts.flatMap((p) => p.tasks), closed: parts.flatMap((p) => p.closed) };
  // A task to answer a new SQL says enough: no second task tells that the contact woke up.
  const isTold = asks.tasks.some(({ kind }) => kind === 'respond');
  return isTold ? asks : { ...asks, tasks: [...asks.tasks, ...wakeTask(subject, assessment, before)] };
}

function touchAsks({ compiled: { model } }: Subject, { at, touchEvents }: Assessment): Asks {
  const tasks: TaskWanted[] = [];
  const closed: TaskClosed[] = [];
  for (const { kind, event, track, dueAt: occasion } of touchEvents) {
    if (kind !== 'manual') continue;
    const subject = touchTask(model, track);
    if (event === 'due') tasks.push({ kind: 'manual', occasion, subject, dueAt: occasion, to: null });
    else if (event === 'late')
      tasks.push({ kind: 'late', occasion, subject: `Overdue: ${subject}`, dueAt: at, to: escalateTo(model) });
    else
      for (const task of ['manual', 'late'] as const)
        closed.push({ kind: task, occasion, as: event === 'done' ? 'COMPLETED' : 'DEFERRED' });
  }
  return { tasks, closed };
}

const touchTask = ({ cadence }: Model, track: TouchTrack): string =>
  cadence[track]?.find((rhythm) => rhythm.kind === 'manual')?.task ?? 'Get in touch';

const escalateTo = ({ response }: Model): TaskWanted['to'] => response?.escalateTo ?? null;

/**
 * Asks sales to answer a new SQL, reminds them when nobody has answered in time, and closes these
 * tasks when somebody has answered or no response is owed any more.
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
  // A response that was overdue when it began to be owed is no promise of anybody: nobody is
  // reminded of it.
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
 * Tells the owner that a dormant contact did something. A contact that never qualified has no owner
 * who waits for it.
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

/** The instants after `at` at which a task is opened or closed though no written value changes. */
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
