import type { CallSummary } from '../sandbox/http/recorder.ts';

/** What had to be read and written: the fewest calls follow from HubSpot's limits of one call. */
export type Work = {
  readonly contactsRead: number;
  readonly companiesRead: number;
  readonly dealsRead: number;
  readonly historiesRead: number;
  readonly contactsWritten: number;
  readonly listMembers: readonly number[];
};

const chunks = (n: number, size: number): number => Math.ceil(n / size);

/**
 * Set-up that every installation needs: token, account, definitions, group, properties, 7 lists
 * looked for and made, pipelines, the count, 3 searches.
 */
const SET_UP_CALLS = 1 + 1 + 1 + 1 + 1 + 7 + 7 + 1 + 1 + 3;

export const fewestCalls = (work: Work): number =>
  SET_UP_CALLS +
  chunks(work.contactsRead, 100) +
  chunks(work.companiesRead, 100) +
  chunks(work.dealsRead, 100) +
  chunks(work.historiesRead, 50) +
  chunks(work.contactsWritten, 100) +
  work.listMembers.reduce((sum, members) => sum + chunks(members, 500), 0);

/** Calls of a recorded run by operation, the most first, as lines for people. */
export const callLines = (summary: CallSummary): string[] =>
  [...summary.counts]
    .sort((a, b) => b.count - a.count)
    .map((c) => `${`${c.count}`.padStart(6)}  ${c.method} ${c.route} ${c.status}`);
