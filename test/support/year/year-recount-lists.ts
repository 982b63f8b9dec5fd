import { workView } from '../../../cards/pages/contracts/work-contract.ts';
import { settingsView } from '../../../cards/settings/contract.ts';
import { lastEvaluation } from '../../../demo/last-evaluation.ts';
import type { World } from '../../../demo/world.ts';
import type { EvaluatedAgain } from '../../../src/use-cases/contacts/judge/evaluated-again.ts';
import { callAsCard } from '../card-client.ts';
import { differs } from './year-recount-ledgers.ts';

/*
 * Counts the work lists again from what is stored of each contact in full, one by one. Each law
 * returns a sentence for each difference.
 */

/** A list shows at most so many contacts. */
const LISTED = 200;

type Stored = {
  readonly id: number;
  readonly track: string;
  readonly lists: readonly string[];
  readonly facts: { readonly contact: Readonly<Record<string, string>> } | null;
  readonly memory: { readonly owed: { readonly why?: string } | null } | null;
  readonly excluded: readonly string[] | null;
};

/** Everybody on each list, why, and how many. */
export async function wrongLists(world: World): Promise<readonly string[]> {
  const { pool } = world.app.database;
  const stored = await pool.query<Stored>('select contact_id as id, * from contact where missing_since is null');
  const rows: (Stored & { readonly evaluation: EvaluatedAgain | null })[] = [];
  for (const row of stored.rows) rows.push({ ...row, evaluation: await lastEvaluation(world, row.id) });
  const { rows: tasks } = await pool.query<{ id: number; kind: string }>(
    `select contact_id as id, kind from task where close_as is null and state in ('pending', 'sending', 'created') and kind <> 'summary'`,
  );
  const { owners } = world.sandbox.portal();
  const waits = new Map<number, readonly string[]>();
  for (const { id, track, facts, memory, evaluation } of rows) {
    const ofContact = tasks.filter((task) => task.id === id);
    const response = evaluation?.response;
    const owes = response != null && response.answeredAt === null;
    const isNobodys = owners.get(facts?.contact['hubspot_owner_id'] ?? '')?.archived !== false;
    if (ofContact.length === 0 && !(track === 'sales_ready' && (owes || isNobodys))) continue;
    waits.set(id, [
      ...(owes ? [memory?.owed?.why?.endsWith('woke') ? 'woke' : 'unanswered'] : []),
      ...(ofContact.some(({ kind }) => kind === 'manual' || kind === 'late') ? ['by_hand'] : []),
      ...(isNobodys ? ['without_owner'] : []),
    ]);
  }

  const sales = await shown(world, 'sales');
  const ready = await shown(world, 'ready');
  const quality = await shown(world, 'quality');
  const settings = settingsView.parse((await callAsCard(world, { path: '/cards/settings' })).body);
  if (sales.list !== 'sales' || ready.list !== 'ready' || quality.list !== 'quality' || settings.state !== 'ok')
    throw new Error('a list is missing');
  const { workList } = sales;
  const countOf = (wait: string) => [...waits.values()].filter((of) => of.includes(wait)).length;
  return [
    ...differs('waiting', workList.count, waits.size),
    ...Object.entries(workList.waiting ?? {}).flatMap(([wait, told]) =>
      differs(`waiting: ${wait}`, told, countOf(wait)),
    ),
    ...workList.items.flatMap((item) => differs(`${item.contact.id} waits`, item.waits, waits.get(item.contact.id))),
    ...whoDiffers(
      'ready',
      ready.ready,
      rows.flatMap(({ id, lists, evaluation }) =>
        lists.includes('ready') && evaluation?.ready != null ? [`${id} ${evaluation.ready}`] : [],
      ),
    ),
    ...(['valid', 'suspect', 'invalid'] as const).flatMap((validity) => {
      const counted = rows.filter(({ evaluation }) => evaluation?.written['ripen_lead_validity'] === validity);
      if (validity === 'valid') return differs(validity, quality.quality.valid, counted.length);
      const told = { count: quality.quality[validity], contacts: quality.quality[`${validity}Contacts`] };
      return whoDiffers(
        validity,
        told,
        counted.map(({ id, evaluation }) => `${id} ${evaluation!.validity.reasons}`),
      );
    }),
    ...differs(
      'excluded at some time',
      settings.correspondence.contacts,
      await excludedSince(world, settings.now - 365 * 86_400_000),
    ),
    ...whoDiffers(
      'excluded',
      { count: settings.correspondence.excluded, contacts: settings.correspondence.excludedContacts },
      rows.flatMap(({ id, excluded }) => (excluded === null ? [] : [`${id} ${excluded}`])),
    ),
    ...(await wrongChoices(world, rows)),
  ];
}

/** Touches, exclusions and deeds of each owner's contacts, by the owner in HubSpot. */
async function wrongChoices(world: World, rows: readonly Stored[]): Promise<readonly string[]> {
  const { pool } = world.app.database;
  const { rows: touches } = await pool.query<{ id: number; due_at: number; state: string }>(
    'select contact_id as id, due_at, state from touch',
  );
  const { rows: deeds } = await pool.query<{ id: number }>('select contact_id as id from audit');
  const records = world.sandbox.portal().records.contacts;
  const found: string[] = [];
  for (const owner of ['', ...world.sandbox.portal().owners.keys()]) {
    const isOwned = ({ id }: { readonly id: number }) =>
      records.get(`${id}`) !== undefined && (records.get(`${id}`)?.properties['hubspot_owner_id'] ?? '') === owner;
    const choice = `owner_id=${owner}`;
    const nurture = await shown(world, `nurture&${choice}`);
    const done = await shown(world, `deeds&${choice}`);
    if (nurture.list !== 'nurture' || done.list !== 'deeds') throw new Error('a list is missing');
    const lately = touches.filter(isOwned).filter(({ due_at }) => due_at >= nurture.touches.since);
    for (const state of ['open', 'late', 'done', 'missed', 'cancelled'] as const)
      found.push(
        ...differs(
          `touches ${state}, ${choice}`,
          nurture.touches[state],
          lately.filter((touch) => touch.state === state).length,
        ),
      );
    found.push(
      ...whoDiffers(
        `excluded, ${choice}`,
        { count: nurture.correspondence.excluded, contacts: nurture.correspondence.excludedContacts },
        rows.filter(isOwned).flatMap(({ id, excluded }) => (excluded === null ? [] : [`${id} ${excluded}`])),
      ),
      ...differs(`deeds, ${choice}`, done.deeds.length, Math.min(LISTED, deeds.filter(isOwned).length)),
    );
  }
  return found;
}

/** Who was excluded at some time since an instant, by the ledger alone. */
async function excludedSince(world: World, since: number): Promise<number> {
  const { rows } = await world.app.database.pool.query<{ id: number; at: number; kind: string }>(
    `select contact_id as id, at, kind from correspondence where kind <> 'send' order by at, seq`,
  );
  const found = rows.flatMap(({ id, kind }, place) => {
    const until = rows.find((later, after) => after > place && later.id === id)?.at ?? null;
    return kind === 'excluded' && (until === null || until > since) ? [id] : [];
  });
  return new Set(found).size;
}

async function shown(world: World, list: string) {
  const view = workView.parse((await callAsCard(world, { path: `/cards/pages/work?list=${list}` })).body);
  if (view.state !== 'ok') throw new Error(`${list}: ${view.state}`);
  return view;
}

/** All of them are counted, and as many as fit shown. */
function whoDiffers(
  what: string,
  told: {
    readonly count: number;
    readonly contacts: readonly { readonly contact: { readonly id: number }; readonly why: readonly string[] }[];
  },
  counted: readonly string[],
): readonly string[] {
  const strangers = told.contacts
    .map(({ contact, why }) => `${contact.id} ${why}`)
    .filter((one) => !counted.includes(one));
  return [
    ...differs(what, told.count, counted.length),
    ...differs(`${what}, shown`, told.contacts.length, Math.min(LISTED, counted.length)),
    ...strangers.map((one) => `${what}: ${one}`),
  ];
}
