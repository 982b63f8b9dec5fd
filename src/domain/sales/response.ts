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
 * The response that sales owes a contact that became an SQL at `since`. Null: none, because the
 * model asks for none, or because it was overdue before Ripen watched the contact.
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

/** When the contact became the SQL that sales still owes a response; null: sales owes none. */
export const owedSince = (memory: Memory | null): number | null =>
  memory === null || memory.owed === null || memory.owed.isOver ? null : memory.owed.since;
