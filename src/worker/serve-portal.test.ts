import { beforeEach, expect, it, vi } from 'vitest';
import type { Session } from '../use-cases/session.ts';
import { workRounds } from './serve-portal.ts';
import { workAlone, workContacts } from './work-contacts.ts';
import { claimDueJobs, type JobTurns, NO_JOBS, workBeside, workJobs } from './work-jobs.ts';

vi.mock('../store/work/dead-letters.ts', () => ({ retryDueDeadLetters: async () => 0 }));
vi.mock('../store/work/pending-work.ts', () => ({ pendingIn: async () => new Set(['contactsDue', 'jobsDue']) }));
vi.mock('../use-cases/contacts/write/send-tasks.ts', () => ({ settleDoubts: async () => undefined }));
vi.mock('./work-contacts.ts', () => ({ workAlone: vi.fn(), workContacts: vi.fn() }));
vi.mock('./work-jobs.ts', async (original) => ({
  ...(await original<typeof import('./work-jobs.ts')>()),
  claimDueJobs: vi.fn(),
  workJobs: vi.fn(),
  workBeside: vi.fn(),
}));

const SESSION = { portalId: 1, portal: { status: 'active' }, clock: Date } as never as Session;
const HELD = { isHeld: () => true } as never;
const TURN = { mayGoOn: () => true, signal: new AbortController().signal };

beforeEach(() => {
  for (const work of [workJobs, workContacts, workBeside, workAlone]) vi.mocked(work).mockReset().mockResolvedValue(0);
  vi.mocked(claimDueJobs).mockReset().mockResolvedValue(NO_JOBS);
});

it('judges nobody while a job changes the account, since the session knows the account as it was', async () => {
  vi.mocked(claimDueJobs).mockResolvedValueOnce({ ...NO_JOBS, changeAccount: true });
  vi.mocked(workJobs).mockResolvedValueOnce(1);

  expect(await workRounds(SESSION, HELD, TURN)).toEqual({ outcome: 'changed' });
  expect(workContacts).not.toHaveBeenCalled();
});

it('reads on beside the rounds until a job changes the account, which waits for what is in hand', async () => {
  const change = { ...NO_JOBS, changeAccount: true };
  const happened: string[] = [];
  vi.mocked(workContacts).mockResolvedValue(1);
  vi.mocked(workBeside).mockImplementation(async (_, { mayGoOn }: JobTurns) => {
    while (mayGoOn()) {
      happened.push('read');
      if (happened.length === 3) vi.mocked(claimDueJobs).mockResolvedValue(change);
      await new Promise(setImmediate);
    }
    happened.push('in hand');
    await new Promise(setImmediate);
    happened.push('stored');
    return 1;
  });
  vi.mocked(workJobs).mockImplementation(async () => happened.push('changed'));

  expect(await workRounds(SESSION, HELD, TURN)).toEqual({ outcome: 'changed' });

  expect(happened.slice(0, 3)).toEqual(['read', 'read', 'read']);
  expect(happened.slice(-3)).toEqual(['in hand', 'stored', 'changed']);
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

  const serving = workRounds(SESSION, HELD, TURN);
  const failure = serving.catch((error: unknown) => error);
  await vi.waitFor(() => expect(round.mock.calls.length).toBeGreaterThan(3));
  // Node tells of what nobody has heard after the microtasks of a turn.
  for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
  heavy.resolve(1);

  expect(await failure).toBe(trouble);
  process.off('unhandledRejection', hear);
  expect(unheard).toEqual([]);
});
