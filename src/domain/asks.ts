import type { Assessment, Subject } from './assess.ts';
import type { Memory } from './contact.ts';
import type { Model } from './model.ts';
import { lateFrom } from './open-touches.ts';
import { DAY } from './time.ts';
import type { Programme } from './words.ts';

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

/** What an evaluation asks for. Needs the memory of the one before: at first sight only what is not overdue yet is asked. */
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
    const subject = taskOf(model, programme);
    if (event === 'due') tasks.push({ kind: 'manual', occasion, subject, dueAt: occasion, to: null });
    else if (event === 'late')
      tasks.push({ kind: 'late', occasion, subject: `Overdue: ${subject}`, dueAt: at, to: escalateTo(model) });
    else
      for (const task of ['manual', 'late'] as const)
        closed.push({ kind: task, occasion, as: event === 'done' ? 'COMPLETED' : 'DEFERRED' });
  }
  return { tasks, closed };
}

const taskOf = ({ cadence }: Model, programme: Programme): string =>
  cadence[programme]?.find((rhythm) => rhythm.kind === 'manual')?.task ?? 'Get in touch';

const escalateTo = ({ response }: Model): TaskWanted['to'] => response?.escalateTo ?? null;

function responseAsks(
  { compiled: { model } }: Subject,
  { at, response, memory }: Assessment,
  before: Memory | null,
): Asks {
  if (response === null) return { tasks: [], closed: before === null ? [] : endOfResponse(before, 'DEFERRED') };
  const { since, dueAt, escalateAt, answeredAt } = response;
  if (answeredAt !== null)
    return {
      tasks: [],
      closed:
        before !== null && before.answeredSince !== since
          ? endOfResponse({ qualification: 'sql', qualifiedSince: since, answeredSince: null }, 'COMPLETED')
          : [],
    };

  const subject = model.response?.task ?? '';
  const ask = (kind: TaskKind, task: string, by: number, to: TaskWanted['to']): TaskWanted => ({
    kind,
    occasion: since,
    subject: task,
    dueAt: by,
    to,
  });
  const from = Math.max(before?.asOf ?? at, memory.watchedSince);
  const falls = (instant: number) => from < instant && instant <= at;
  const isNew = before === null || before.watchedSince === at || since > before.asOf;
  return {
    tasks: [
      ...(isNew && at < dueAt && model.routing.automatic ? [ask('respond', subject, dueAt, null)] : []),
      ...(falls(dueAt) ? [ask('remind', `Overdue: ${subject}`, at, null)] : []),
      ...(falls(escalateAt) ? [ask('escalate', `Nobody has answered: ${subject}`, at, escalateTo(model))] : []),
    ],
    closed: [],
  };
}

/** An answer is not owed any more to what was an SQL before. */
function endOfResponse(
  { qualification, qualifiedSince, answeredSince }: Pick<Memory, 'qualification' | 'qualifiedSince' | 'answeredSince'>,
  as: TaskClosed['as'],
): TaskClosed[] {
  if (qualification !== 'sql' || answeredSince === qualifiedSince) return [];
  return (['respond', 'remind', 'escalate'] as const).map((kind) => ({ kind, occasion: qualifiedSince, as }));
}

/** Who was dormant and does something is the owner's news; of whom nobody ever qualified there is no owner to tell. */
function wakeTask(
  { compiled: { model }, lastActivityAt, activities, facts }: Subject,
  { at, dormancy }: Assessment,
  before: Memory | null,
): TaskWanted[] {
  const slept = before?.segment ?? null;
  if (before === null || slept === null || slept === 'dormant_unqualified' || dormancy?.segment === slept) return [];
  if (lastActivityAt === null || lastActivityAt <= before.asOf || facts.contact['hubspot_owner_id'] === undefined)
    return [];
  const signal = activities.find((a) => a.at === lastActivityAt)?.signal;
  const did = model.signals.find((s) => s.id === signal)?.label ?? 'Became active';
  return [{ kind: 'wake', occasion: lastActivityAt, subject: `Awake again: ${did}`, dueAt: at + DAY, to: null }];
}

/** The instants after `at` at which something will be asked for, though nothing that is written changes. */
export function askInstants({ compiled }: Subject, { at, memory, response }: Assessment): readonly number[] {
  const late = memory.open
    .filter(({ kind, late: isLate }) => kind === 'manual' && !isLate)
    .map((touch) => lateFrom(compiled.model, compiled.work, touch));
  const owed = response === null || response.answeredAt !== null ? [] : [response.dueAt, response.escalateAt];
  return [...late, ...owed].filter((instant) => instant > at);
}
