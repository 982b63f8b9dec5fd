import { countUntil, type Timeline } from '../activity/timeline.ts';
import type { Memory, Owed } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { gotInTouchAt, lateFrom, signsOf } from '../nurture/open-touches.ts';
import { isAnswered, openResponse } from '../sales/response.ts';
import type { TouchTrack } from '../words.ts';
import type { Assessment } from './assess.ts';
import type { Subject } from './subject.ts';

/* What Ripen asks people to do: tasks that it opens, and tasks that it closes. */

export const TASK_KINDS = ['manual', 'late', 'respond', 'remind', 'escalate'] as const;
type TaskKind = (typeof TASK_KINDS)[number];

export type TaskWanted = {
  readonly kind: TaskKind;
  /** an instant; kind and occasion name the task, so that one occasion makes one task */
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

/** A task that was closed because its reason went away, and is asked for again, is opened again. */
export type Asks = { readonly tasks: readonly TaskWanted[]; readonly closed: readonly TaskClosed[] };

const NO_ASKS: Asks = { tasks: [], closed: [] };

/** What one evaluation asks, and then the next one: what is asked for again is not closed. */
export const asksThen = (first: Asks, next: Asks): Asks => ({
  tasks: [...first.tasks, ...next.tasks],
  closed: [
    ...first.closed.filter(
      ({ kind, occasion }) => !next.tasks.some((task) => task.kind === kind && task.occasion === occasion),
    ),
    ...next.closed,
  ],
});

/**
 * What an evaluation asks people to do. `before`: the memory of the evaluation before; null: this
 * is the first one, which asks only for what is not overdue yet.
 */
export function asksOf(subject: Subject, assessment: Assessment, before: Memory | null): Asks {
  const touches = touchAsks(subject, assessment);
  const responses = responseAsks(subject, assessment, before);
  return { tasks: [...touches.tasks, ...responses.tasks], closed: [...touches.closed, ...responses.closed] };
}

function touchAsks({ compiled: { model } }: Subject, { at, touchEvents }: Assessment): Asks {
  const tasks: TaskWanted[] = [];
  const closed: TaskClosed[] = [];
  for (const { kind, event, track, dueAt: occasion, task } of touchEvents) {
    if (kind !== 'manual') continue;
    const subject = task ?? touchTask(model, track);
    if (event === 'due' || event === 'again') {
      tasks.push({ kind: 'manual', occasion, subject, dueAt: occasion, to: null });
      // The version that is taken back may have found it late too early.
      const isLate = touchEvents.some((other) => other.event === 'late' && other.dueAt === occasion);
      if (event === 'again' && !isLate) closed.push({ kind: 'late', occasion, as: 'DEFERRED' });
    } else if (event === 'late')
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
 * Asks sales to answer, reminds them when nobody has answered in time, and closes these tasks when
 * somebody has answered or no response is owed any more.
 */
function responseAsks(subject: Subject, { at, response, memory, permission }: Assessment, before: Memory | null): Asks {
  const { compiled, facts } = subject;
  const { model } = compiled;
  const owedBefore = openResponse(before?.owed);
  const owed = openResponse(memory.owed);
  if (owedBefore === null && owed === null) return NO_ASKS;
  const openBefore = owedBefore === null ? [] : [owedBefore.since, ...(owedBefore.alsoOpen ?? [])];
  const closed = openBefore
    .filter((since) => since !== owed?.since)
    .flatMap((since) => closedAs(since, isAnswered(since, gotInTouchAt(facts), at)));
  if (response === null || owed === null) return { tasks: [], closed };

  const { dueAt, escalateAt } = response;
  // A version is taken back that may have ended it, or found it overdue earlier or later.
  const isSeenAnew = owedBefore?.since === owed.since && owedBefore.after !== undefined;
  const isNew = !openBefore.includes(owed.since) || (isSeenAnew && owedBefore.after === 'ended');
  const task = responseTask(subject, owed, permission.reasons);
  const ask = (kind: TaskKind, title: string, by: number, to: TaskWanted['to']): TaskWanted => ({
    kind,
    occasion: owed.since,
    subject: title,
    dueAt: by,
    to,
  });
  const from = isSeenAnew ? -Infinity : isNew || before === null ? at : before.asOf;
  const falls = (instant: number) => from < instant && instant <= at;
  const early = (
    [
      ['remind', dueAt],
      ['escalate', escalateAt],
    ] as const
  ).flatMap(([kind, instant]) =>
    isSeenAnew && instant > at ? [{ kind, occasion: owed.since, as: 'DEFERRED' } as const] : [],
  );
  // A workflow of the account may route a new SQL and make a task of its own. A contact that must
  // not be written to is on no list that starts a workflow, so Ripen asks.
  const isAsked = isNew && (owed.why !== undefined || model.routing.automatic || permission.forbidden);
  return {
    tasks: [
      ...(isAsked ? [ask('respond', task, dueAt, null)] : []),
      ...(falls(dueAt) ? [ask('remind', `Overdue: ${task}`, at, null)] : []),
      ...(falls(escalateAt) ? [ask('escalate', `Nobody has answered: ${task}`, at, escalateTo(model))] : []),
    ],
    closed: [...closed, ...early],
  };
}

/** The title of the task: what sales is to answer, and whether e-mail is forbidden. */
function responseTask(
  { compiled: { model, usesOf }, timeline }: Subject,
  { why, occasion = 0 }: Owed,
  forbidden: readonly string[],
): string {
  const did = didAt(model, timeline, occasion, (signal) => why !== 'hand_raise' || usesOf(signal).qualifies === 'sql');
  const task = {
    became_sql: model.response?.task ?? '',
    hand_raise: `Answer: ${did}`,
    lost_deal_woke: `Awake again after a lost deal: ${did}`,
    sql_woke: `Awake again: ${did}`,
    mql_woke: `Awake again: ${did}`,
  }[why ?? 'became_sql'];
  return forbidden.length === 0 ? task : `${task} (not by e-mail: ${forbidden.join('; ')})`;
}

/** The label of the signal that came at an instant; of several, of one that passes `test`. */
function didAt(model: Model, { activities, at }: Timeline, instant: number, test: (signal: string) => boolean): string {
  let index = countUntil(at, instant) - 1;
  while (index > 0 && at[index - 1] === instant && !test(activities[index]!.signal)) index--;
  return model.signals.find(({ id }) => id === activities[index]?.signal)?.label ?? 'Became active';
}

function closedAs(since: number, isDone: boolean): TaskClosed[] {
  const as = isDone ? 'COMPLETED' : 'DEFERRED';
  return (['respond', 'remind', 'escalate'] as const).map((kind) => ({ kind, occasion: since, as }));
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
  if (response !== null && openResponse(memory.owed) !== null) {
    instants.push(response.dueAt, response.escalateAt);
    instants.push(...gotInTouchAt(facts).filter((instant) => instant >= response.since));
  }
  return instants.filter((instant) => instant > at);
}
