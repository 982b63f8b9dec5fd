import type { World, WorldOptions } from '../../demo/world.ts';
import { createRecord } from '../../sandbox/portal/write/write.ts';
import { readActivities } from '../../src/store/contacts/activities.ts';
import { testWorld } from '../support/world.ts';

const USER = { type: 'CRM_UI', id: 'userId:1' };

/** A world where Ripen is at work, with contacts of the test's own. */
export async function worldWith(
  contacts: readonly Record<string, string>[],
  app: NonNullable<WorldOptions['app']> = {},
) {
  const world = await testWorld({ app });
  const portal = world.sandbox.portal();
  const ids = contacts.map((values) => createRecord(portal, 'contacts', values, USER).id);
  await world.install();
  await world.settled();
  const portalId = portal.settings.id;
  const { db } = world.app.database;
  return {
    world,
    ids,
    portalId,
    propertiesOf: (id: string) => propertiesOf(world, id),
    activitiesOf: (id: string) => readActivities(db, { portalId, contactId: Number(id) }),
  };
}

export const propertiesOf = (world: World, id: string): Readonly<Record<string, string>> =>
  world.sandbox.state().contacts.find((contact) => contact.id === id)?.properties ?? {};

export const LEAD = {
  email: 'ann@company.example',
  firstname: 'Ann',
  jobtitle: 'Head of Marketing',
  lifecyclestage: 'lead',
};
