import { z } from 'zod';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { LIST_NAMES } from '../../src/domain/sync/ripen-properties.ts';
import type { ListName } from '../../src/domain/words.ts';
import { addModel } from '../../src/store/portals/models.ts';
import { updatePortal } from '../../src/store/portals/portals.ts';
import { webhookSubscriptions } from '../../src/use-cases/webhooks/webhook-subscriptions.ts';
import { callAsCard } from './card-client.ts';
import { someone } from './someone.ts';
import { testWorld } from './world.ts';

const IMPORT = { type: 'IMPORT', id: 'import' };

/**
 * Somebody who can be written to, whose data are plausible, and who has an owner; each one another
 * person.
 */
const person = (number: number) => ({
  email: `ada.lovelace.${number}@engines.example`,
  firstname: 'Ada',
  lastname: 'Lovelace',
  hubspot_owner_id: '70001',
  lifecyclestage: 'lead',
  hs_marketable_status: 'true',
});

export type Account = Awaited<ReturnType<typeof startAccount>>;

/**
 * An installed account with nobody in it yet, under its own model; what people do in it, and what
 * they then see. `unheard`: properties of which HubSpot sends no webhook.
 */
export async function startAccount(model: Partial<Model> = {}, { unheard = [] }: { unheard?: readonly string[] } = {}) {
  const subscriptions = webhookSubscriptions(DEFAULT_MODEL).filter((s) => !unheard.includes(s.propertyName ?? ''));
  const world = await testWorld({ sandbox: { webhooks: { subscriptions } } });
  const { sandbox, app } = world;
  const { clock } = sandbox;
  const portal = sandbox.portal();
  const portalId = portal.settings.id;
  await world.install();
  await world.settled();
  const { db } = app.database;
  const document = { ...DEFAULT_MODEL, ...model };
  const modelVersion = (await addModel(db, { portalId, document, now: clock.now() })) as number;
  await updatePortal(db, portalId, { modelVersion });
  const user = someone(sandbox.url, portalId);
  let persons = 0;

  /** Lets time pass until the instant. */
  const reach = async (instant: number | string): Promise<void> => {
    clock.set(typeof instant === 'number' ? instant : Date.parse(instant));
    await world.settled();
  };
  const pass = (ms: number) => reach(clock.now() + ms);
  const recordOf = (id: string) => portal.records.contacts.resolve(id)!;

  return {
    world,
    portalId,
    user,
    reach,
    pass,
    now: clock.now,
    /** Behaviour is found by the timed search, once the search index has caught up. */
    notice: () => pass(6 * 60_000),
    /** A person comes in; `values` as HubSpot would hold them, `undefined` for none. */
    arrives: async (values: Readonly<Record<string, string | undefined>> = {}): Promise<string> => {
      const known = Object.entries({ ...person(++persons), ...values }).filter(([, value]) => value !== undefined);
      const { id } = createRecord(portal, 'contacts', Object.fromEntries(known) as Record<string, string>, IMPORT);
      await world.settled();
      return id;
    },
    properties: (id: string): Readonly<Record<string, string>> => recordOf(id).properties,
    /** the lists that the contact is on */
    lists: (id: string): ListName[] =>
      (Object.keys(LIST_NAMES) as ListName[]).filter((list) =>
        portal.lists.all().some(({ name, members }) => name === LIST_NAMES[list] && members.has(id)),
      ),
    /** its tasks that nobody has deleted, in the order in which they were made */
    tasks: (id: string) =>
      portal.associations.of('contacts', id, 'tasks').flatMap(({ toId }) => {
        const { properties } = portal.records.tasks.get(toId) ?? {};
        if (properties === undefined) return [];
        return {
          id: toId,
          subject: properties['hs_task_subject'],
          status: properties['hs_task_status'],
          owner: properties['hubspot_owner_id'] ?? null,
          queue: properties['hs_queue_membership_ids'] ?? null,
          due: new Date(properties['hs_timestamp']!).toISOString(),
        };
      }),
    /** what the ledger says of its touches, the first due first */
    touches: (id: string) =>
      db
        .selectFrom('touch')
        .select(['track', 'kind', 'state', 'cause', 'due_at as dueAt'])
        .where('portal_id', '=', portalId)
        .where('contact_id', '=', Number(id))
        .orderBy('due_at')
        .execute(),
    /** A rep presses a button of the card. */
    card: async (id: string, action: string, body: object): Promise<void> => {
      const reply = await callAsCard(world, { method: 'POST', path: `/cards/score/${action}?contactId=${id}`, body });
      const { outcome } = z.object({ outcome: z.string() }).loose().parse(reply.body);
      if (outcome !== 'noted') throw new Error(`The card answered ${outcome} to ${action}`);
      await world.settled();
    },
  };
}
