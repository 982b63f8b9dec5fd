import { expect, it, vi } from 'vitest';
import type { ClaimedContact } from '../store/contacts/claim-contacts.ts';
import { ripenContacts } from '../use-cases/contacts/ripen-contacts.ts';
import type { Session } from '../use-cases/session.ts';
import { workContacts } from './work-contacts.ts';

const due: ClaimedContact[] = [];

vi.mock('../store/contacts/claim-contacts.ts', () => ({
  // As PostgreSQL with `skip locked`: claims at the same time take the contacts in turns.
  claimContacts: async (_: unknown, { limit }: { limit: number }) => {
    const claimed: ClaimedContact[] = [];
    for (let next = due.shift(); next !== undefined; next = claimed.length < limit ? due.shift() : undefined) {
      claimed.push(next);
      await Promise.resolve();
    }
    return claimed;
  },
}));
vi.mock('../use-cases/contacts/ripen-contacts.ts', () => ({ ripenContacts: vi.fn(async () => undefined) }));

it('takes full batches, for a call of HubSpot takes a hundred contacts or one', async () => {
  due.push(
    ...Array.from(
      { length: 150 },
      (_, n) => ({ contactId: n, attempts: 1, activities: [] }) as never as ClaimedContact,
    ),
  );

  expect(await workContacts({ portalId: 1, clock: Date } as never as Session, () => true)).toBe(150);

  const sizes = vi.mocked(ripenContacts).mock.calls.map(([, batch]) => batch.length);
  expect(sizes).toEqual([100, 50]);
});
