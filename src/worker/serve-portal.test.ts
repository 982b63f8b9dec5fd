import { expect, it, vi } from 'vitest';
import type { Session } from '../use-cases/session.ts';
import { workRounds } from './serve-portal.ts';
import { workAlone, workContacts } from './work-contacts.ts';
import { claimDueJobs, NO_JOBS, workJobs } from './work-jobs.ts';

vi.mock('../store/work/dead-letters.ts', () => ({ retryDueDeadLetters: async () => 0 }));
vi.mock('../store/work/pending-work.ts', () => ({ pendingIn: async () => new Set(['contactsDue', 'jobsDue']) }));
vi.mock('../use-cases/contacts/write/send-tasks.ts', () => ({ settleDoubts: async () => undefined }));
vi.mock('./work-contacts.ts', () => ({ workAlone: vi.fn(), workContacts: vi.fn() }));
vi.mock('./work-jobs.ts', async (original) => ({
  ...(await original<typeof import('./work-jobs.ts')>()),
  claimDueJobs: vi.fn(),
  workJobs: vi.fn(),
}));

const SESSION = { portalId: 1, portal: { status: 'active' }, clock: Date } as never as Session;
const HELD = { isHeld: () => true } as never;

it('judges nobody while a job changes the account, since the session knows the account as it was', async () => {
  vi.mocked(claimDueJobs).mockResolvedValueOnce({ ...NO_JOBS, changeAccount: true });
  vi.mocked(workJobs).mockResolvedValueOnce(1);

  expect(await workRounds(SESSION, HELD, { turnMs: 60_000, signal: new AbortController().signal })).toEqual({
    outcome: 'changed',
  });
  expect(workContacts).not.toHaveBeenCalled();
});

it('fails to its caller alone when the database goes while a heavy contact is in hand', async () => {
  const trouble = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
  const heavy = Promise.withResolvers<number>();
  vi.mocked(workAlone).mockReturnValue(heavy.promise);
  const round = vi.mocked(workContacts);
  for (let batch = 0; batch < 3; batch++) round.mockResolvedValueOnce(1);
  round.mockRejectedValue(trouble);
  const unheard: unknown[] = [];
  const hear = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', hear);
  vi.mocked(claimDueJobs).mockResolvedValue(NO_JOBS);
  vi.mocked(workJobs).mockResolvedValue(0);

  const serving = workRounds(SESSION, HELD, {
    turnMs: 60_000,
    signal: new AbortController().signal,
  });
  const failure = serving.catch((error: unknown) => error);
  await vi.waitFor(() => expect(round.mock.calls.length).toBeGreaterThan(3));
  // Node tells of what nobody has heard after the microtasks of a turn.
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  heavy.resolve(1);

  expect(await failure).toBe(trouble);
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});
