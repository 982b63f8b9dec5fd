import { sql } from 'kysely';
import type { Apart } from '../../domain/activity/counters.ts';
import type { Memory, Properties } from '../../domain/contact.ts';
import { boundedKeySql } from '../bounded-key.ts';
import { carryAnswers } from '../ledgers/answers.ts';
import { carrySends } from '../ledgers/correspondence.ts';
import { carryEncounters } from '../ledgers/encounters.ts';
import { carryPoints } from '../ledgers/history.ts';
import { carryDraws } from '../ledgers/hold-outs.ts';
import { carryMailings } from '../ledgers/mailings.ts';
import { carryPassage } from '../ledgers/passages.ts';
import { carryStays } from '../ledgers/stays.ts';
import { type Db, holdPortal, inTransaction, jsonText } from '../transaction.ts';
import { keepAtHand } from '../work/at-hand.ts';
import { makeDue } from './contacts.ts';
import { anyOf, ensureContacts, eraseContacts } from './erase-contacts.ts';
import { carryPack } from './keep-activities.ts';
import { forgetPastsOf } from './past.ts';
import { factsIn } from './stored-facts.ts';
import { sharersOf } from './traits.ts';

/**
 * Carries merged contacts over into the one that is left, which may be new to us: activities,
 * history, tasks, memory, decisions and inputs. The contact that is left must be read and is due
 * now. What HubSpot shows of it is unknown, and it may be on the lists of any of them. A worker
 * that holds one of the contacts is refused. Repeating a merge does no harm.
 */
export async function mergeContacts(
  db: Db,
  merge: {
    readonly portalId: number;
    readonly from: readonly number[];
    readonly into: number;
    readonly now: number;
    readonly mergeMemory: (a: Memory, b: Memory) => Memory;
    /** what the counters of a contact showed when they were counted */
    readonly shownBy: (contact: Properties) => Apart;
  },
): Promise<void> {
  const { portalId, into, now, mergeMemory, shownBy } = merge;
  const from = merge.from.filter((contactId) => contactId !== into);
  await inTransaction(db, async (trx) => {
    if ((await holdPortal(trx, portalId)) === 'gone') return;
    await ensureContacts(trx, portalId, [into, ...from, ...(await sharersOf(trx, portalId, from))]);
    const known = await whatWeKnow(trx, portalId, into, from);
    const memories = known.flatMap(({ memory }) => (memory ? [memory] : []));
    const read = known.filter(({ facts }) => facts !== null);
    const [facts, ...others] = read;
    const apart = [
      ...known.map((contact) => contact.apart ?? {}),
      ...others.map((contact) => shownBy(factsIn(contact.facts!).contact)),
    ].reduce(bothApart, {});

    // `ensureContacts` has just inserted unknown ids, and these have nothing to carry over.
    const unknown = new Set(known.flatMap(({ contact_id, seq }) => (seq === 0 ? [contact_id] : [])));
    for (const contactId of from) if (!unknown.has(contactId)) await carryOver(trx, portalId, contactId, into);
    await waitForAll(trx, portalId, [into, ...from], into);
    // HubSpot makes one history of both.
    await forgetPastsOf(trx, portalId, [into]);
    await eraseContacts(trx, { portalId, contactIds: from, now });
    await trx
      .updateTable('contact')
      .set({
        next_at: null,
        lease: null,
        attempts: 0,
        stale: true,
        relink: true,
        facts: facts ? jsonText(facts.facts) : null,
        facts_at: facts?.facts_at ?? null,
        pending_facts: null,
        pending_facts_at: null,
        decisions: firstOfEach(known.map(({ decisions }) => decisions)),
        inputs: firstOfEach(known.map(({ inputs }) => inputs)),
        apart: Object.keys(apart).length > 0 ? JSON.stringify(apart) : null,
        merged: true,
        missing_since: null,
        missing_by: null,
        model_version: null,
        former: null,
        memory: memories.length > 0 ? jsonText(memories.reduce(mergeMemory)) : null,
        standing: jsonText({ track: 'none' }),
        listed: null,
        lists_in_doubt: null,
        waits: null,
        lifecycle: null,
        lifecycle_intent: null,
      })
      .where('portal_id', '=', portalId)
      .where('contact_id', '=', into)
      .execute();
    await keepAtHand(trx, portalId, [into]);
    await makeDue(trx, { portalId, contactIds: [into], now });
  });
}

/** JSON with the first value for each name; null: there is none. */
function firstOfEach(given: readonly (object | null)[]): string | null {
  const all = Object.assign({}, ...given.toReversed());
  return Object.keys(all).length > 0 ? jsonText(all) : null;
}

function bothApart(a: Apart, b: Apart): Apart {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(names.map((name) => [name, [...(a[name] ?? []), ...(b[name] ?? [])]]));
}

/** What is stored of the contacts: first the one that is left, then those with the newest facts. */
async function whatWeKnow(trx: Db, portalId: number, into: number, from: readonly number[]) {
  return trx
    .selectFrom('contact')
    .select(['contact_id', 'seq', 'memory', 'facts', 'facts_at', 'decisions', 'inputs', 'apart'])
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', anyOf([into, ...from]))
    .orderBy(sql`contact_id = ${into}`, 'desc')
    .orderBy('facts_at', (order) => order.desc().nullsLast())
    .execute();
}

/**
 * Carries the rows of one merged contact over. Activities get an id that tells whose they were,
 * since both contacts may have the same id. If both have a score at the same instant, or a task for
 * the same occasion, that of the contact that is left stays.
 */
async function carryOver(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  await sql`
    update activity set contact_id = ${into}, id = ${boundedKeySql(sql`(contact_id || '/' || id)`)}
    where portal_id = ${portalId} and contact_id = ${from}`.execute(trx);
  await carryPack(trx, portalId, { from, into, idOf: (id) => `${from}/${id}` });
  await carryPoints(trx, portalId, { from, into });
  await sql`
    update task t set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and not exists (
      select from task x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.key = t.key)`.execute(trx);
  await sql`
    update touch t set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and not exists (
      select from touch x where x.portal_id = ${portalId} and x.contact_id = ${into}
        and x.due_at = t.due_at and x.track = t.track and x.kind = t.kind)`.execute(trx);
  await sql`
    update assignment a set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and not exists (
      select from assignment x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.occasion = a.occasion)`.execute(
    trx,
  );
  await sql`
    update audit a set contact_id = ${into}, place = place + (
      select count(*) from audit x where x.portal_id = ${portalId} and x.contact_id = ${into} and x.at = a.at)
    where portal_id = ${portalId} and contact_id = ${from}`.execute(trx);
  await sql`
    insert into visit as v (portal_id, contact_id, user_id, at, before_at)
    select portal_id, ${into}, user_id, at, before_at from visit where portal_id = ${portalId} and contact_id = ${from}
    on conflict (portal_id, contact_id, user_id) do update set
      at = greatest(v.at, excluded.at), before_at = greatest(v.before_at, excluded.before_at)`.execute(trx);
  await sql`
    update landmark l set contact_id = ${into}
    where portal_id = ${portalId} and contact_id = ${from} and not exists (
      select from landmark x where x.portal_id = ${portalId} and x.contact_id = ${into})`.execute(trx);
  await sql`
    update landmark l set won_at = least(l.won_at, x.won_at) from landmark x
    where l.portal_id = ${portalId} and l.contact_id = ${into} and x.portal_id = ${portalId} and x.contact_id = ${from}`.execute(
    trx,
  );
  // After a merge HubSpot tells another history of the contact that is left.
  await sql`delete from contact_history where portal_id = ${portalId} and contact_id in (${from}, ${into})`.execute(
    trx,
  );
  await carrySends(trx, portalId, from, into);
  await carryPassage(trx, portalId, from, into);
  await carryAnswers(trx, portalId, from, into);
  await carryStays(trx, portalId, from, into);
  await carryDraws(trx, portalId, from, into);
  await carryEncounters(trx, portalId, from, into);
  await carryMailings(trx, portalId, from, into);
}

/** Lets workflows wait for the contact that is left: nobody has evaluated it as it is now. */
async function waitForAll(trx: Db, portalId: number, contactIds: readonly number[], into: number): Promise<void> {
  await sql`
    update callback set contact_id = ${into},
      state = case when state = 'ready' and outputs is null then 'waiting' else state end
    where portal_id = ${portalId} and contact_id = ${anyOf(contactIds)}`.execute(trx);
}
