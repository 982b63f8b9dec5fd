import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinkedFacts, Properties } from '../../src/domain/contact.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { propertiesRead } from '../../src/domain/model/reads.ts';
import { claimThese } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { findContact, propertiesOfContacts } from '../../src/store/contacts/contacts.ts';
import { exportContact } from '../../src/store/contacts/export-contact.ts';
import { everyFacts } from '../../src/store/contacts/facts.ts';
import { storedBetween, storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { factsIn, storedFacts, storedName } from '../../src/store/contacts/stored-facts.ts';
import { readBase, readStanding } from '../../src/store/models/base.ts';
import { contactsAtHand } from '../../src/store/work/callbacks.ts';
import { freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { acceptEvents, activePortal, event, lease, NOW, result, facts as someFacts } from './fixtures.ts';

const PORTAL = 1;
const { db } = await freshDatabase();
await activePortal(db, PORTAL);

const READ = propertiesRead(DEFAULT_MODEL);

const names = fc.oneof(
  fc.constantFrom(...READ.contact, ...READ.company),
  fc.constantFrom('__proto__', 'constructor', '', '~', '~0', '~~0', '~1z', '~zz', 'ü😀'),
  fc.string({ unit: 'grapheme', maxLength: 4 }).map((name) => `~${name}`),
);
const properties: fc.Arbitrary<Properties> = fc
  .array(fc.tuple(names, fc.string({ maxLength: 3 })), { maxLength: 40 })
  .map((pairs) => Object.fromEntries(pairs));
const parts: fc.Arbitrary<Partial<LinkedFacts>> = fc.record(
  {
    contact: properties,
    company: properties,
    companyId: fc.constantFrom(null, '5'),
    dealIds: fc.constantFrom([], ['6']),
  },
  { requiredKeys: [] },
);

test('facts that are stored give themselves back, and parts that were not read stay away', () => {
  fc.assert(
    fc.property(parts, (facts) => {
      expect(factsIn(JSON.parse(JSON.stringify(storedFacts(facts))))).toEqual(facts);
    }),
    law(500),
  );
});

test('no two properties share a name in the store, and most have a short one', () => {
  const read = [...new Set([...READ.contact, ...READ.company])];
  const stored = read.map(storedName);

  expect(new Set(stored).size).toBe(read.length);
  expect(read.filter((name) => storedName(name) === name)).toEqual([
    'company',
    'email',
    'firstname',
    'hs_lead_status',
    'hubspot_owner_id',
    'lastname',
    'lifecyclestage',
  ]);
});

test('every reader of stored facts gets the names of HubSpot', async () => {
  const facts: LinkedFacts = {
    ...someFacts(),
    contact: { email: 'a@b.example', hs_email_open: '6', '~0': 'own', company_size: '5' },
    company: { name: 'Acme', industry: 'CHEMICALS' },
  };
  await storeReadContacts(db, { portalId: PORTAL, now: NOW, contacts: [{ contactId: 7, facts, at: NOW }] });
  const hands = lease();
  const claim = () => claimThese(db, { portalId: PORTAL, lease: hands, now: NOW, contactIds: [7] });
  const [first] = await claim();
  expect(first!.pendingFacts!.facts).toEqual(facts);
  await completeContacts(db, { portalId: PORTAL, lease: hands, now: NOW, rows: [result(first!)] });

  const ids = { contactIds: [7] };
  const wish = { signals: [], details: false, readsPast: false };
  const known = async (fields: 'all' | readonly string[]) =>
    (await readStanding(db, PORTAL, { ...ids, ...wish, facts: fields }))[0]!.known!.facts;
  expect((await findContact(db, PORTAL, 7))!.facts).toEqual(facts);
  expect((await readBase(db, PORTAL, ids))[0]!.facts).toEqual(facts);
  expect(await known('all')).toEqual(facts);
  expect(await known(['hs_email_open', 'company.industry', '~0', 'phone'])).toMatchObject({
    contact: { hs_email_open: '6', '~0': 'own' },
    company: { industry: 'CHEMICALS' },
  });
  expect((await contactsAtHand(db, PORTAL, [7])).get(7)!.facts).toEqual(facts);
  expect((await storedBetween(db, PORTAL, { after: 6, upTo: 7 })).get(7)).toEqual({ facts });
  expect((await propertiesOfContacts(db, PORTAL, [7])).get(7)).toEqual(facts.contact);
  for await (const one of everyFacts(db, PORTAL)) expect(one).toEqual(facts);
  expect((await exportContact(db, { portalId: PORTAL, contactId: 7 }))!['contact']).toMatchObject([{ facts }]);

  const again = { portalId: PORTAL, now: NOW + 1, contacts: [{ contactId: 7, facts, at: NOW + 1 }] };
  expect(await storeReadContacts(db, again), 'the same is no news').toMatchObject({ due: 0 });
  const tell = (property: string, value: string, eventId: number) => {
    const ifNot = { property, value, at: NOW - 1 };
    return event({ kind: 'mark_stale', contactId: 7, ifNot }, { property, eventId });
  };
  const events = [tell('hs_email_open', '6', 1), tell('~0', 'own', 2)];
  const accepted = await acceptEvents(db, { portalId: PORTAL, events, now: NOW, debounceMs: 0 });
  expect(accepted).toMatchObject({ accepted: 2, echoes: 2 });
  expect((await claim())[0]!.facts).toEqual(facts);
});
