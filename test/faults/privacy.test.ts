import { Writable } from 'node:stream';
import { sql } from 'kysely';
import { pino } from 'pino';
import { expect, it } from 'vitest';
import type { World } from '../../demo/world.ts';
import { tokenCipher } from '../../src/operation/token-cipher.ts';
import { exportContact } from '../../src/store/contacts/export-contact.ts';
import { findPortal } from '../../src/store/portals/portals.ts';
import { reach } from '../actions/workflow.ts';
import { callAsCard } from '../support/card-client.ts';
import { someone } from '../support/someone.ts';
import { DAY, testWorld } from '../support/world.ts';

/** Words that are nowhere in Ripen, each in another place. */
const MARKS = {
  email: 'qzmail',
  firstname: 'qzfirst',
  lastname: 'qzlast',
  phone: '4917612345679',
  company: 'qzcompany',
  jobtitle: 'qztitle',
  city: 'qzcity',
  bant: 'qzbudget',
  reason: 'qzreason',
  quantity: 'qzquantity',
  page: 'qzpage',
} as const;

/** All rows of all tables, as a dump of the database holds them. */
async function dump(world: World): Promise<string> {
  const { db } = world.app.database;
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db);
  const tables = await Promise.all(
    rows.map(({ name }) => sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(db)),
  );
  return tables
    .flatMap((table) => table.rows.map(({ row }) => row))
    .join('\n')
    .toLowerCase();
}
const found = (text: string) => Object.values(MARKS).filter((mark) => text.includes(mark));

/** What opens the account, as it is, as PostgreSQL shows bytes, and in base64. */
async function secretsOf({ app, config, sandbox }: World): Promise<readonly string[]> {
  const portalId = sandbox.portal().settings.id;
  const { tokens } = (await findPortal(app.database.db, portalId))!;
  const cipher = tokenCipher(config);
  const { clientSecret } = config.hubspot;
  const secrets = [cipher.open(portalId, tokens!.access), cipher.open(portalId, tokens!.refresh), clientSecret];
  return secrets.flatMap((secret) =>
    (['utf8', 'hex', 'base64'] as const).map((form) => Buffer.from(secret).toString(form).toLowerCase()),
  );
}

it('who is erased for privacy is in no row of a dump, no secret ever is, and nobody is in a log', async () => {
  const lines: string[] = [];
  const log = pino(
    { level: 'trace' },
    new Writable({
      write(chunk, _encoding, done) {
        lines.push(`${chunk}`.toLowerCase());
        done();
      },
    }),
  );
  const world = await testWorld({ log });
  const portalId = world.sandbox.portal().settings.id;
  const user = someone(world.sandbox.url, portalId);
  await world.install();
  await world.settled();
  const person = {
    email: `${MARKS.email}@qzcompany.example`,
    firstname: MARKS.firstname,
    lastname: MARKS.lastname,
    phone: `+${MARKS.phone}`,
    company: MARKS.company,
    jobtitle: `Head of ${MARKS.jobtitle}`,
    city: MARKS.city,
    lifecyclestage: 'lead',
  };
  const id = await user.creates(person);
  const twin = await user.creates({ ...person, email: 'other@elsewhere.example', phone: '', city: '', company: '' });
  await world.settled();
  const card = (action: string, body: object) =>
    callAsCard(world, { method: 'POST', path: `/cards/score/${action}?contactId=${id}`, body });
  await user.delivers(id, { kind: 'form_submission', page: MARKS.page, form: 'Request a demo' });
  await card('hand-to-sales', { reason: MARKS.reason });
  await world.settled();
  await card('hand-back', { kind: 'not_now', reason: MARKS.reason });
  await reach(world, {
    action: 'record_engagement',
    contactId: id,
    fields: { signal: 'chat', quantity: MARKS.quantity },
  });
  await reach(world, { action: 'score_contact', contactId: id });
  world.sandbox.clock.advance(DAY);
  await world.settled();
  const before = await dump(world);
  const secrets = await secretsOf(world);
  for (const text of [before, lines.join('')])
    expect(
      secrets.filter((secret) => text.includes(secret)),
      'tells a secret',
    ).toEqual([]);
  for (const mark of [MARKS.email, MARKS.jobtitle, MARKS.reason]) expect(before, 'is in the dump').toContain(mark);

  const { db } = world.app.database;
  const exported = JSON.stringify(await exportContact(db, { portalId, contactId: Number(id) })).toLowerCase();
  const ofTwinAlone = 'other@elsewhere.example';
  expect(found(exported), 'what a dump holds of a person is exported').toEqual(found(before));
  expect(exported).not.toContain(ofTwinAlone);

  await user.erases(id);
  await user.erases(twin);
  await world.settled();
  expect(await exportContact(db, { portalId, contactId: Number(id) }), 'but that it was erased').toEqual({
    erased: [expect.anything()],
  });

  expect(found(await dump(world)), 'left in the database').toEqual([]);
  expect(lines.length).toBeGreaterThan(5);
  expect(found(lines.join('')), 'written to the log').toEqual([]);
});
