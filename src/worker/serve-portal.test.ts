import { expect, it, vi } from 'vitest';
import type { Session } from '../use-cases/session.ts';
import { workRounds } from './serve-portal.ts';
import { workAlone, workContacts } from './work-contacts.ts';

vi.mock('../store/work/dead-letters.ts', () => ({ retryDueDeadLetters: async () => 0 }));
vi.mock('../store/work/pending-work.ts', () => ({ pendingIn: async () => new Set(['contactsDue']) }));
vi.mock('../use-cases/contacts/send-tasks.ts', () => ({ settleDoubts: async () => undefined }));
vi.mock('./work-contacts.ts', () => ({ workAlone: vi.fn(), workContacts: vi.fn() }));

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
  const session = { portalId: 1, portal: { status: 'active' }, clock: Date } as never;

  const serving = workRounds(session as Session, { isHeld: () => true } as never, {
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
