import type { Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { addWorkingTime, type Calendar } from '../time/calendar.ts';

/* How soon sales answers a new SQL. */

/** Instants are ms since 1970 UTC. */
export type Response = {
  readonly since: number;
  readonly dueAt: number;
  readonly escalateAt: number;
  /** when somebody got in touch first; null: not yet */
  readonly answeredAt: number | null;
};

/**
 * What is owed to a contact that became an SQL at `since`; null when nothing is: what was overdue
 * when Ripen saw the contact for the first time is nobody's promise.
 */
export function responseOf(
  { response }: Pick<Model, 'response'>,
  work: Calendar,
  {
    since,
    watchedSince,
    contactedAt,
    now,
  }: {
    readonly since: number;
    readonly watchedSince: number;
    /** the last time somebody got in touch */
    readonly contactedAt: number | null;
    readonly now: number;
  },
): Response | null {
  if (response === undefined) return null;
  const dueAt = addWorkingTime(work, since, response.workingHours);
  if (dueAt <= watchedSince) return null;
  return {
    since,
    dueAt,
    escalateAt: addWorkingTime(work, since, response.escalateAfterWorkingHours),
    answeredAt: contactedAt !== null && since <= contactedAt && contactedAt <= now ? contactedAt : null,
  };
}

/** The SQL that sales still owes an answer, by when it became one; null: none. */
export const owedSince = (memory: Memory | null): number | null =>
  memory === null || memory.owed === null || memory.owed.isOver ? null : memory.owed.since;
