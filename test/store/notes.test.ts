import { beforeEach, describe, expect, it } from 'vitest';
import { claimContacts } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { type Note, noteContacts } from '../../src/store/contacts/note-contacts.ts';
import { emptyTables, freshDatabase } from '../support/database/database.ts';
import { activePortal, activity, facts, lease, NOW, result } from './fixtures.ts';

const database = await freshDatabase();
const { db } = database;
const PORTAL = 1;
const LEASE = lease();

const note = (given: Omit<Note, 'contactId'>) =>
  noteContacts(db, { portalId: PORTAL, notes: [{ contactId: 7, ...given }], now: NOW });
const claim = async () => (await claimContacts(db, { portalId: PORTAL, lease: LEASE, now: NOW, limit: 10 }))[0]!;
const complete = (row: Parameters<typeof completeContacts>[1]['rows'][number]) =>
  completeContacts(db, { portalId: PORTAL, lease: LEASE, now: NOW, rows: [row] });

describe('what people and workflows say of a contact', () => {
  beforeEach(async () => {
    await emptyTables(database);
    await activePortal(db, PORTAL);
  });

  it('makes an unknown contact due, to be read first', async () => {
    await note({ inputs: { ripen_bant_need: 'yes' }, activities: [activity('chat 1')] });

    expect(await claim()).toMatchObject({
      contactId: 7,
      stale: true,
      inputs: { ripen_bant_need: 'yes' },
      activities: [{ id: 'chat 1' }],
    });
  });

  it('makes a known contact due without a reading, unless it asks for one', async () => {
    await note({});
    await complete(result(await claim(), { facts: facts({ email: 'a' }), nextAt: NOW + 1000 }));

    await note({ decisions: { handedBackAt: NOW } });
    const claimed = await claim();
    expect(claimed).toMatchObject({ stale: false, decisions: { handedBackAt: NOW } });

    await complete(result(claimed, { nextAt: null }));
    await note({ refresh: true });
    expect(await claim()).toMatchObject({ stale: true });
  });

  it('lays decisions over earlier ones and takes back what is null', async () => {
    await note({ decisions: { handedBackAt: 1, pausedUntil: 5 } });
    await note({ decisions: { pausedUntil: null, track: { value: 'customer', since: 3, until: 9 } } });

    expect((await claim()).decisions).toEqual({ handedBackAt: 1, track: { value: 'customer', since: 3, until: 9 } });
  });

  it('forgets given values once they are written, but not those given meanwhile', async () => {
    await note({ inputs: { ripen_bant_need: 'yes' } });
    const first = await claim();
    await note({ inputs: { ripen_bant_budget: 'no' } });
    await complete(result(first));

    const second = await claim();
    expect(second.inputs).toEqual({ ripen_bant_need: 'yes', ripen_bant_budget: 'no' });
    await complete(result(second));
    await note({});
    expect((await claim()).inputs).toEqual({});
  });

  it('is refused for a portal that is not installed', async () => {
    expect(await noteContacts(db, { portalId: 2, notes: [{ contactId: 7 }], now: NOW })).toBe(false);
  });
});
