import { DummyDriver, Kysely, PostgresDialect, sql } from 'kysely';
import { expect, test } from 'vitest';
import { NO_FACTS } from '../../src/domain/contact.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import { propertiesRead } from '../../src/domain/model/reads.ts';
import { contactsLinkedTo } from '../../src/store/contacts/contacts.ts';
import { peersOf } from '../../src/store/contacts/peers.ts';
import { factsIn, storedFacts } from '../../src/store/contacts/stored-facts.ts';
import { violations } from '../../src/store/ledgers/correspondence.ts';
import { pointsOf } from '../../src/store/ledgers/history.ts';
import { countTouches, missedTouches, recordTouches } from '../../src/store/ledgers/touches.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Schema } from '../../src/store/schema.ts';
import { keepAtHand } from '../../src/store/work/at-hand.ts';
import { newBackfill } from '../../src/use-cases/portals/read/backfill-contacts.ts';
import { freshDatabase } from '../support/database/database.ts';
import { NOW } from './fixtures.ts';

const { db } = await freshDatabase();

test('the progress of a first reading moves out of the account, and unused facts stay', async () => {
  const facts = { contact: { email: 'a' } };
  const backfill = { ...newBackfill(NOW), read: 7, finishedAt: NOW + 5 };
  await migrating('0010-said-once', {
    before: async (old) => {
      await sql`
        insert into portal (portal_id, status, installed_at, account)
        values (1, 'active', 0, ${JSON.stringify({ stageOrder: ['lead'], backfill })}), (2, 'installing', 0, '{}')`.execute(
        old,
      );
      await sql`
        insert into contact (portal_id, contact_id, reading, reading_at) values (1, 7, ${JSON.stringify(facts)}, 5)`.execute(
        old,
      );
    },
    after: async (trx) => {
      const portals = await trx.selectFrom('portal').select(['account', 'backfill']).orderBy('portal_id').execute();
      const contacts = await trx.selectFrom('contact').select(['pending_facts', 'pending_facts_at']).execute();
      expect(portals).toEqual([
        { account: { stageOrder: ['lead'] }, backfill },
        { account: {}, backfill: null },
      ]);
      expect(contacts).toEqual([{ pending_facts: facts, pending_facts_at: 5 }]);
    },
  });
});

test('a touch that was announced, is open, or is over goes on under the name of its track', async () => {
  const memory = (name: string, lost: string, later: string) => ({
    open: [
      { [name]: lost, kind: 'manual', dueAt: 5, late: true },
      { [name]: 'dormant_sql', kind: 'email', dueAt: 6, late: false },
    ],
    nextTouch: { [name]: later, kind: 'manual', wanted: 8, at: 9 },
    lastTouch: { kind: 'email', wanted: 1, at: 2 },
  });
  const withoutTouches = { open: [], nextTouch: null };
  const earlier = [memory('programme', 'closed_lost', 'closed_lost'), withoutTouches];
  await migrating('0011-one-track', {
    before: async (old) => {
      await oldPortal(old);
      for (const [index, kept] of [...earlier, null].entries())
        await sql`
          insert into contact (portal_id, contact_id, memory) values (1, ${index}, ${kept && JSON.stringify(kept)})`.execute(
          old,
        );
      await sql`
        insert into touch (portal_id, contact_id, key, programme, kind, due_at, state)
        values (1, 0, 'closed_lost:manual:5', 'closed_lost', 'manual', 5, 'late'),
          (1, 0, 'dormant_sql:email:6', 'dormant_sql', 'email', 6, 'open')`.execute(old);
    },
    after: async (trx) => {
      const contacts = await trx.selectFrom('contact').select('memory').orderBy('contact_id').execute();
      expect(contacts.map((contact) => contact.memory)).toEqual([
        memory('track', 'closed_lost_review', 'closed_lost_review'),
        withoutTouches,
        null,
      ]);
      const touches = await sql`select key, track, state from touch order by due_at`.execute(trx);
      expect(touches.rows).toEqual([
        { key: 'closed_lost_review:manual:5', track: 'closed_lost_review', state: 'late' },
        { key: 'dormant_sql:email:6', track: 'dormant_sql', state: 'open' },
      ]);
    },
  });
});

test('the nurture track is filled in from what was last written', async () => {
  await migrating('0065-passage-track', {
    before: async (old) => {
      await oldPortal(old);
      const evaluations = [
        { written: { ripen_nurture_track: 'mql_nurture' } },
        { written: { ripen_nurture_track: '' } },
        null,
      ];
      for (const [id, evaluation] of evaluations.entries()) {
        await sql`
          insert into contact (portal_id, contact_id, evaluation)
          values (1, ${id}, ${evaluation && JSON.stringify(evaluation)}::jsonb)`.execute(old);
        await sql`insert into passage (portal_id, contact_id, captured) values (1, ${id}, 5)`.execute(old);
      }
      await sql`delete from stale_day`.execute(old);
      await sql`
        insert into kept_month (portal_id, what, since, until, at, weight, cells)
        values (1, 'options', 0, 1, 1, 1, '[]'), (1, 'funnel', 0, 1, 1, 1, '[]')`.execute(old);
    },
    after: async (trx) => {
      const tracks = await trx.selectFrom('passage').select('track').orderBy('contact_id').execute();
      expect(tracks.map(({ track }) => track)).toEqual(['mql_nurture', null, null]);
      expect(await trx.selectFrom('kept_month').select('what').execute()).toEqual([{ what: 'funnel' }]);
      expect(await trx.selectFrom('stale_day').selectAll().execute(), 'days to count anew').toEqual([]);
    },
  });
});

test('the dormant segment is filled in from what was last written', async () => {
  await migrating('0111-passage-segment-alone', {
    before: async (old) => {
      await oldPortal(old);
      const evaluations = [{ written: { ripen_dormant_segment: 'dormant_sql' } }, { written: {} }, null];
      for (const [id, evaluation] of evaluations.entries()) {
        await sql`
          insert into contact (portal_id, contact_id, evaluation)
          values (1, ${id}, ${evaluation && JSON.stringify(evaluation)}::jsonb)`.execute(old);
        await sql`insert into passage (portal_id, contact_id, captured) values (1, ${id}, 5)`.execute(old);
      }
      await sql`
        insert into kept_month (portal_id, what, since, until, at, weight, cells)
        values (1, 'choices', 0, 1, 1, 1, '[]'), (1, 'funnel', 0, 1, 1, 1, '[]')`.execute(old);
    },
    after: async (trx) => {
      const segments = await trx.selectFrom('passage').select('segment').orderBy('contact_id').execute();
      expect(segments.map(({ segment }) => segment)).toEqual(['dormant_sql', null, null]);
      expect(await trx.selectFrom('kept_month').select('what').execute()).toEqual([{ what: 'funnel' }]);
    },
  });
});

test('the rows of work lists are filled in as a completion would write them', async () => {
  const evaluations: readonly (readonly [about: string, contact: object, validity?: string])[] = [
    [
      'owes an answer',
      {
        track: 'sales_ready',
        facts: { contact: { hubspot_owner_id: '5' } },
        memory: { owed: { since: 3, isOver: false, why: 'mql_woke' }, qualifiedSince: 2 },
        evaluation: { scores: { combined: { points: 61 } }, response: { since: 3, dueAt: 9, answeredAt: null } },
      },
    ],
    ['has answered', { track: 'sales_ready', evaluation: { response: { since: 3, dueAt: 9, answeredAt: 4 } } }],
    [
      'is ready',
      { lists: ['ready'], evaluation: { ready: 'Asked for a demo' }, facts: { contact: { hubspot_owner_id: '' } } },
    ],
    ['has doubted data', { evaluation: { validity: { reasons: ['Throw-away'] } }, facts_at: 7 }, 'suspect'],
    ['is doubted without a reason', {}, 'invalid'],
    ['has an open task', {}],
    ['has a task that is over', {}],
    ['has one that is to be closed', {}],
    ['is on no list', { evaluation: { ready: 'Asked for a demo' } }, 'valid'],
    ['was never evaluated', { track: 'sales_ready' }],
  ];
  await migrating('0113-at-hand-alone', {
    before: async (old) => {
      await oldPortal(old);
      for (const [id, [, contact, validity = null]] of evaluations.entries()) {
        await sql`
          insert into contact (portal_id, contact_id, track, lists, facts, facts_at, memory, evaluation)
          select 1, ${id}, coalesce(track, 'none'), coalesce(lists, '{}'), facts, facts_at, memory, evaluation
          from jsonb_to_record(${JSON.stringify(contact)}::jsonb)
            as t(track text, lists text[], facts jsonb, facts_at bigint, memory jsonb, evaluation jsonb)`.execute(old);
        await sql`
          insert into passage (portal_id, contact_id, captured, validity) values (1, ${id}, 5, ${validity})`.execute(
          old,
        );
      }
      await sql`
        insert into task (portal_id, contact_id, key, kind, due_at, body, state, close_as, created_at)
        values (1, 5, 'k', 'manual', 5, '{}', 'created', null, 4), (1, 6, 'k', 'manual', 5, '{}', 'closed', null, 4),
          (1, 7, 'k', 'manual', 5, '{}', 'created', 'COMPLETED', 4)`.execute(old);
    },
    after: async (trx) => {
      const read = () => trx.selectFrom('at_hand').selectAll().orderBy('contact_id').execute();
      const filled = await read();
      expect(filled.map(({ contact_id }) => evaluations[contact_id]![0])).toEqual([
        'owes an answer',
        'has answered',
        'is ready',
        'has doubted data',
        'is doubted without a reason',
        'has an open task',
        'was never evaluated',
      ]);
      expect(filled[0]).toMatchObject({ owner_id: '5', points: 61, answer_by: 9, woke: true, qualified_since: 2 });
      await trx.deleteFrom('at_hand').execute();
      await keepAtHand(trx, 1, [...evaluations.keys()]);
      expect(await read()).toEqual(filled);
    },
  });
});

test('sends to the excluded are found as the audit of the ledger finds them', async () => {
  const rules = (...names: string[]) => JSON.stringify({ rules: names });
  const entries: readonly (readonly [contactId: number, at: number, kind: string, detail: string | null])[] = [
    [1, 5, 'send', '{"campaign": "before"}'],
    [1, 10, 'excluded', rules('Opted out')],
    [1, 12, 'send', '{"campaign": "first"}'],
    [1, 14, 'excluded', rules('Opted out', 'Bounced')],
    [1, 15, 'send', '{"campaign": null}'],
    [1, 20, 'admitted', null],
    [1, 20, 'send', '{"campaign": "in the same instant"}'],
    [1, 30, 'excluded', rules('Student')],
    [1, 31, 'send', '{"campaign": "again"}'],
    [2, 12, 'send', '{"campaign": "nobody excluded"}'],
    // A merge carried them over, judged by the entries of the other contact.
    [3, 1, 'excluded', rules('Competitor')],
    [3, 12, 'send', '{"campaign": "carried", "judged": {"since": 4, "rules": ["Opted out"]}}'],
    [3, 13, 'send', '{"campaign": "carried, allowed", "judged": {"since": null, "rules": null}}'],
  ];
  await migrating('0114-violations-alone', {
    before: async (old) => {
      await oldPortal(old);
      for (const id of [1, 2, 3]) await sql`insert into contact (portal_id, contact_id) values (1, ${id})`.execute(old);
      for (const [contactId, at, kind, detail] of entries)
        await sql`
          insert into correspondence (portal_id, contact_id, at, kind, detail)
          values (1, ${contactId}, ${at}, ${kind}, ${detail}::jsonb)`.execute(old);
    },
    after: async (trx) => {
      const found = await trx.selectFrom('violation').selectAll().orderBy('at').orderBy('contact_id').execute();
      expect(found.map(({ contact_id, at, campaign, since }) => [contact_id, at, campaign, since])).toEqual([
        [1, 12, 'first', 10],
        [3, 12, 'carried', 4],
        [1, 15, null, 10],
        [1, 31, 'again', 30],
      ]);
      const audit = [];
      for await (const one of violations(trx, { portalId: 1, since: 0 })) audit.push(one);
      const alike = found.map(({ contact_id: contactId, at, campaign, since, rules }) => ({
        contactId,
        at,
        campaign,
        since,
        rules,
      }));
      expect(alike.sort((a, b) => a.at - b.at || a.contactId - b.contactId)).toEqual(
        audit.sort((a, b) => a.at - b.at || a.contactId - b.contactId),
      );
    },
  });
});

test('contacts find each other by traits that were stored as texts', async () => {
  const traits = [
    { kind: 'email', key: 'ann@example.org' },
    { kind: 'phone', key: '+4912345 ann zoë' },
  ] as const;
  await migrating('0182-trait-digests-alone', {
    before: async (old) => {
      await oldPortal(old);
      for (const [id, { kind, key }] of traits.entries()) {
        await sql`insert into contact (portal_id, contact_id, created_at) values (1, ${id}, 5)`.execute(old);
        await sql`insert into trait (portal_id, contact_id, kind, key) values (1, ${id}, ${kind}, ${key})`.execute(old);
      }
    },
    after: async (trx) => {
      const asked = traits.map((trait, id) => ({ contactId: 7 + id, createdAt: 9, traits: [trait] }));
      expect(Object.fromEntries(await peersOf(trx, 1, asked))).toEqual({
        7: { duplicateOf: 0, formBurst: false },
        8: { duplicateOf: 1, formBurst: false },
      });
    },
  });
});

test('touches stay what they were without their keys', async () => {
  await migrating('0183-touch-keys-alone', {
    before: async (old) => {
      await oldPortal(old);
      await sql`
        insert into touch (portal_id, contact_id, key, track, kind, due_at, state)
        values (1, 7, 'dormant_sql:email:5', 'dormant_sql', 'email', 5, 'open'),
          (1, 7, 'dormant_sql:manual:5', 'dormant_sql', 'manual', 5, 'late')`.execute(old);
    },
    after: async (trx) => {
      const done = { contactId: 7, track: 'dormant_sql', dueAt: 5, event: 'done', at: 6, cause: null } as const;
      await recordTouches(trx, 1, [{ ...done, kind: 'email' }]);
      expect(await missedTouches(trx, { portalId: 1, since: 0 }, 9)).toMatchObject([{ kind: 'manual', state: 'late' }]);
      expect(await countTouches(trx, { portalId: 1, since: 0 })).toMatchObject([
        { kind: 'email', state: 'done', touches: 1 },
        { kind: 'manual', state: 'late', touches: 1 },
      ]);
    },
  });
});

test('a closed task says nothing, and a portal that moves keeps its rows', async () => {
  await migrating('0184-closed-tasks-alone', {
    before: async (old) => {
      await oldPortal(old);
      await sql`
        insert into portal (portal_id, status, installed_at, account, moving_to) values (2, 'active', 0, '{}', 'other')`.execute(
        old,
      );
      for (const portalId of [1, 2])
        await sql`
          insert into task (portal_id, contact_id, key, kind, due_at, body, state, created_at)
          values (${portalId}, 7, 'a', 'manual', 5, '{"subject": "Call"}', 'closed', 4),
            (${portalId}, 7, 'b', 'manual', 6, '{"subject": "Call"}', 'created', 4)`.execute(old);
    },
    after: async (trx) => {
      const tasks = await trx.selectFrom('task').select('body').orderBy('portal_id').orderBy('key').execute();
      const call = { subject: 'Call' };
      expect(tasks.map(({ body }) => body)).toEqual([null, call, call, call]);
    },
  });
});

test('points of histories stay what they were', async () => {
  await migrating('0185-score-bytes-alone', {
    before: async (old) => {
      await oldPortal(old);
      await sql`
        insert into score_history (portal_id, contact_id, at, explicit, implicit, score, kind, kinds)
        values (1, 7, '{5,6,7}', '{0,100,-1}', '{1,0,100}', '{100,50,0}', '{1,200,1}',
          (select array_agg(array['mql', null, 'cause ' || n] order by n) from generate_series(1, 200) n))`.execute(
        old,
      );
    },
    after: async (trx) => {
      const kind = { qualification: 'mql', segment: null };
      expect(await pointsOf(trx, { portalId: 1, contactId: 7 })).toEqual([
        { at: 7, explicit: -1, implicit: 100, score: 0, ...kind, cause: 'cause 1' },
        { at: 6, explicit: 100, implicit: 0, score: 50, ...kind, cause: 'cause 200' },
        { at: 5, explicit: 0, implicit: 1, score: 100, ...kind, cause: 'cause 1' },
      ]);
    },
  });
});

test('facts stay what they were, with short names', async () => {
  const { contact, company } = propertiesRead(DEFAULT_MODEL);
  const withValue = (name: string) => [name, `"${name}"`] as const;
  const facts = {
    contact: Object.fromEntries([...contact, '~0', 'own_property'].map(withValue)),
    company: Object.fromEntries([...company, 'name'].map(withValue)),
    deals: NO_FACTS.deals,
    companyId: '5',
    dealIds: ['6'],
  };
  const read = { contact: { createdate: '2026-11-16T09:00:00Z' } };
  await migrating('0212-short-names-alone', {
    before: async (old) => {
      await oldPortal(old);
      await sql`
        insert into contact (portal_id, contact_id, facts, pending_facts)
        values (1, 7, ${JSON.stringify(facts)}, ${JSON.stringify(read)}), (1, 8, '{"contact": {}, "company": {}}', null), (1, 9, null, null)`.execute(
        old,
      );
    },
    after: async (trx) => {
      const rows = await trx.selectFrom('contact').select(['facts', 'pending_facts']).orderBy('contact_id').execute();
      expect(rows).toEqual([
        { facts: storedFacts(facts), pending_facts: storedFacts(read) },
        { facts: { contact: {}, company: {} }, pending_facts: null },
        { facts: null, pending_facts: null },
      ]);
      expect(factsIn(rows[0]!.facts!)).toEqual(facts);
      await sql`update contact set facts = jsonb_set(facts, '{contact,lastname}', '"Moved"') where contact_id = 7`.execute(
        trx,
      );
      expect(await trx.selectFrom('contact_name').select('words').where('contact_id', '=', 7).execute()).toEqual([
        { words: expect.stringContaining('moved') },
      ]);
    },
  });
});

test('who has a company or deals is found by them as before', async () => {
  await migrating('0243-linked-ids-alone', {
    before: async (old) => {
      await oldPortal(old);
      await sql`
        insert into contact (portal_id, contact_id, facts) values (1, 7, '{"companyId": "5", "dealIds": ["6", "8"]}'),
          (1, 8, '{"companyId": null, "dealIds": []}'), (1, 9, null)`.execute(old);
    },
    after: async (trx) => {
      expect(await contactsLinkedTo(trx, 1, 'company', ['4', '5'], NOW)).toEqual([7]);
      expect(await contactsLinkedTo(trx, 1, 'deal', ['8', '9'], NOW)).toEqual([7]);
      const rows = await trx.selectFrom('contact').select(['company_id', 'deal_ids']).orderBy('contact_id').execute();
      const none = { company_id: null, deal_ids: null };
      expect(rows).toEqual([{ company_id: '5', deal_ids: ['6', '8'] }, none, none]);
    },
  });
});

const oldPortal = (old: Kysely<unknown>) =>
  sql`insert into portal (portal_id, status, installed_at, account) values (1, 'active', 0, '{}')`.execute(old);

/** From this one on a name says whether older versions may run beside a migration. */
const NAMED_SINCE = '0038';
/**
 * Older versions would not fail beside it, but do wrong: they forget days that choices need, take
 * a part of an evaluation or of the activities for all, or leave what pages read as it was.
 */
const MISLEADS_OLDER: readonly string[] = [
  '0100-kept-choices-alone',
  '0111-passage-segment-alone',
  '0113-at-hand-alone',
  '0114-violations-alone',
  '0121-evaluated-again-alone',
  '0122-activity-packs-alone',
  '0131-asked-choice-alone',
  '0152-score-histories-alone',
  '0153-standings-alone',
  '0184-closed-tasks-alone',
];

test('a migration that takes away what older versions use says so in its name', async () => {
  expect((await statementsOf('0037-dead-letters')).flatMap(breaksOlder)).not.toEqual([]);
  const recent = Object.keys(migrations).filter((name) => name >= NAMED_SINCE);
  for (const name of recent) {
    const breaking = (await statementsOf(name)).flatMap(breaksOlder);
    expect(breaking.length > 0 || MISLEADS_OLDER.includes(name), `${name}: ${breaking.join(', ')}`).toBe(
      name.endsWith('-alone'),
    );
  }
});

test.each([
  ['alter table task rename to chore', true],
  ['alter table task drop column key', true],
  ['drop table task', true],
  ['alter table task alter column key type int', true],
  ['alter table task alter column key set not null', true],
  ['alter table task add column size int not null', true],
  ['alter table task add column size int not null default 0', false],
  ['alter table task add column size int', false],
  ['alter table task add column size int generated always as (1) stored', true],
  ['create table chore (portal_id bigint)', false],
  ['create index on task (key); drop index task_by_key', false],
  ['update task set key = key', false],
])('%s: older versions break: %s', async (statement, breaks) => {
  const found = await parsed(statement);
  expect(found.flatMap(breaksOlder).length > 0).toBe(breaks);
});

type Statement = Readonly<Record<string, unknown>>;

async function parsed(text: string): Promise<readonly Statement[]> {
  const { parse } = await import('libpg-query');
  return ((await parse(text)).stmts ?? []).map(({ stmt }) => stmt);
}

/** What a migration sends to a database that answers nothing. */
async function statementsOf(name: string): Promise<readonly Statement[]> {
  const texts: string[] = [];
  const dialect = new (class extends PostgresDialect {
    override createDriver = () => new DummyDriver();
  })({ pool: async () => Promise.reject(new Error('There is no database here.')) });
  const recorder = new Kysely<unknown>({ dialect, log: ({ query }) => void texts.push(query.sql) });
  await migrations[name]!.up(recorder);
  return (await Promise.all(texts.map(parsed))).flat();
}

/** Commands of PostgreSQL's parser after which what older versions ask for may fail. */
const TAKES_AWAY = ['AT_DropColumn', 'AT_AlterColumnType', 'AT_SetNotNull'];

function breaksOlder(statement: Statement): readonly string[] {
  const [kind, body] = Object.entries(statement)[0] as [string, Statement];
  if (kind === 'RenameStmt') return body['renameType'] === 'OBJECT_TABCONSTRAINT' ? [] : [kind];
  if (kind === 'DropStmt') return body['removeType'] === 'OBJECT_TABLE' ? [kind] : [];
  if (kind !== 'AlterTableStmt') return [];
  return (body['cmds'] as Statement[]).flatMap(({ AlterTableCmd }) => {
    const { subtype, def } = AlterTableCmd as { readonly subtype: string; readonly def?: Statement };
    const column = def?.['ColumnDef'] as { readonly constraints?: readonly Statement[] } | undefined;
    const types = (column?.constraints ?? []).map((one) => (one['Constraint'] as Statement)['contype']);
    const mustBeGiven = types.includes('CONSTR_NOTNULL') && !types.includes('CONSTR_DEFAULT');
    // It writes the table anew, which others cannot use meanwhile.
    const isComputed = types.includes('CONSTR_GENERATED');
    return TAKES_AWAY.includes(subtype) || (subtype === 'AT_AddColumn' && (mustBeGiven || isComputed)) ? [subtype] : [];
  });
}

/** Runs the migrations up to one of them in a schema of their own, which ends with the test. */
async function migrating(
  name: string,
  {
    before,
    after,
  }: {
    readonly before: (old: Kysely<unknown>) => Promise<void>;
    readonly after: (trx: Kysely<Schema>) => Promise<void>;
  },
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const old = trx as unknown as Kysely<unknown>;
    await sql`create schema before`.execute(old);
    await sql`set local search_path = before`.execute(old);
    const names = Object.keys(migrations);
    for (const earlier of names.slice(0, names.indexOf(name))) await migrations[earlier]!.up(old);
    await before(old);

    await migrations[name]!.up(old);

    // What later migrations add is not there yet: a test reads only what this one leaves.
    await after(trx);
    await sql`drop schema before cascade`.execute(old);
  });
}
