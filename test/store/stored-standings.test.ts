import fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Standing } from '../../src/domain/contact.ts';
import { OUTPUT_PROPERTIES } from '../../src/domain/sync/ripen-properties.ts';
import { claimThese } from '../../src/store/contacts/claim-contacts.ts';
import { completeContacts } from '../../src/store/contacts/complete-contacts.ts';
import { findContact } from '../../src/store/contacts/contacts.ts';
import { exportContact } from '../../src/store/contacts/export-contact.ts';
import { forgetWritten } from '../../src/store/contacts/forget-written.ts';
import { storeReadContacts } from '../../src/store/contacts/store-read-contacts.ts';
import { standingIn, storedStanding } from '../../src/store/contacts/stored-standing.ts';
import { readBase } from '../../src/store/models/base.ts';
import { contactsAtHand } from '../../src/store/work/callbacks.ts';
import { freshDatabase } from '../support/database/database.ts';
import { law } from '../support/law.ts';
import { activePortal, facts, lease, NOW, result } from './fixtures.ts';

const PORTAL = 1;
const { db } = await freshDatabase();
await activePortal(db, PORTAL);
let last = 0;

const OWN = OUTPUT_PROPERTIES.map(({ name }) => name);
const names = fc.oneof(
  fc.constantFrom(...OWN),
  fc.constantFrom('__proto__', 'constructor', '', 'values', 'own "name"', 'ü😀'),
);
const texts = fc.oneof(
  fc.constantFrom('', '12', 'null', '[1]', '"', '\\', '__proto__', '+5 Größe; −3 😀', '2026-11-16T09:00:00.000Z'),
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => !text.includes('\0')),
);
const properties = fc.array(fc.tuple(names, texts), { maxLength: 40 }).map((pairs) => Object.fromEntries(pairs));
const standings: fc.Arbitrary<Standing> = fc.record(
  {
    track: fc.constantFrom('none', 'sales_ready', 'mql_nurture'),
    properties,
    inDoubt: fc.constant(true),
    extra: fc.constant(['due']),
    stage: fc.constantFrom('marketingqualifiedlead', ''),
  },
  { requiredKeys: ['track'] },
);

test('a standing that is stored gives itself back, also as an earlier program stored it', () => {
  fc.assert(
    fc.property(standings, (standing) => {
      expect(standingIn(JSON.parse(JSON.stringify(storedStanding(standing))))).toEqual(standing);
      expect(standingIn(JSON.parse(JSON.stringify(standing)))).toEqual(standing);
    }),
    law(500),
  );
  expect(standingIn(null)).toBeNull();
});

test('every property that an evaluation writes has a place', () => {
  const standing = { track: 'none', properties: Object.fromEntries(OWN.map((name) => [name, '1'])) } as const;

  expect(storedStanding(standing).properties).toBeUndefined();
});

test('whoever reads a standing finds what was stored, by a name less once HubSpot has a property no more', async () => {
  await fc.assert(
    fc.asyncProperty(standings, fc.boolean(), fc.array(names, { maxLength: 3 }), async (standing, isOld, gone) => {
      const contactId = ++last;
      await storeReadContacts(db, { portalId: PORTAL, contacts: [{ contactId, facts: facts(), at: NOW }], now: NOW });
      const held = lease();
      const [claimed] = await claimThese(db, { portalId: PORTAL, lease: held, now: NOW, contactIds: [contactId] });
      const evaluation = { relation: 'prospect', grade: 'A1' } as const;
      const rows = [result(claimed!, { standing, evaluation })];
      await completeContacts(db, { portalId: PORTAL, lease: held, now: NOW, rows });
      if (isOld)
        await sql`update contact set standing = ${JSON.stringify(standing)} where contact_id = ${contactId}`.execute(
          db,
        );
      expect(await readInAllWays(contactId)).toEqual(Array(3).fill(standing));

      await forgetWritten(db, { portalId: PORTAL, properties: gone.slice(0, 1), now: NOW });
      await forgetWritten(db, { portalId: PORTAL, properties: gone.slice(1), now: NOW });
      const left = Object.entries(standing.properties ?? {}).filter(([name]) => !gone.includes(name));
      const wanted = { ...standing, ...(standing.properties && { properties: Object.fromEntries(left) }) };
      expect(await readInAllWays(contactId)).toEqual(Array(3).fill(wanted));
      const atHand = (await contactsAtHand(db, PORTAL, [contactId])).get(contactId)!;
      expect(atHand.evaluation?.written).toEqual(wanted.properties);
    }),
    law(30),
  );
});

/** By itself, for a what-if, and for who asks for their data. */
const readInAllWays = async (contactId: number) => [
  (await findContact(db, PORTAL, contactId))!.standing,
  (await readBase(db, PORTAL, { contactIds: [contactId] }))[0]!.standing,
  ((await exportContact(db, { portalId: PORTAL, contactId }))!['contact']![0] as { standing: Standing }).standing,
];
