import { z } from 'zod';
import { activitySchema } from '../behaviour/activity.ts';
import { problems, readBody } from '../http/problem.ts';
import { noContent, ok } from '../http/reply.ts';
import { type ObjectType, parseObjectType } from '../portal/object-types.ts';
import type { Portal, Values } from '../portal/portal.ts';
import type { CrmRecord, Source } from '../portal/records.ts';
import { checkWrite } from '../portal/write/check-write.ts';
import { archiveRecord, eraseContact, mergeRecords, restoreRecord } from '../portal/write/removal.ts';
import { advanceByDeal, applyWrite, createRecord } from '../portal/write/write.ts';
import { type ControlCall, type ControlRoute, PORTAL, portalOf, route } from './control-route.ts';

const RECORD = `${PORTAL}/{objectType}/{id}`;

/** A person at the screen, as history and webhooks name them. */
const USER: Source = { type: 'CRM_UI', id: 'userId:901' };

/** What people do: contacts that become active, and users who work in the account. */
export const userRoutes: readonly ControlRoute[] = [
  route(
    'POST',
    `${PORTAL}/contacts/{id}/activities`,
    'an activity: page_view, form_submission, email_click …',
    (call) => {
      const activity = readBody(activitySchema, call.body);
      call.sandbox.deliver(call.params.id!, activity, portalOf(call).settings.id);
      return noContent;
    },
  ),
  route('POST', `${PORTAL}/{objectType}`, 'a user makes a record: properties', (call) => {
    const portal = portalOf(call);
    const type = typeOf(call);
    return ok({ id: createRecord(portal, type, readProperties(call, portal, type), USER).id });
  }),
  route('PATCH', RECORD, 'a user changes properties', (call) => {
    const { portal, record } = recordOf(call);
    applyWrite(portal, record, readProperties(call, portal, record.type), USER);
    if (record.type === 'deals') advanceByDeal(portal, record);
    return noContent;
  }),
  route('DELETE', RECORD, 'a user deletes a record', (call) => {
    const { portal, record } = recordOf(call);
    archiveRecord(portal, record, USER);
    return noContent;
  }),
  route('POST', `${RECORD}/restore`, 'a user restores a deleted record', (call) => {
    const portal = portalOf(call);
    const type = typeOf(call);
    const record = portal.records[type].archived(call.params.id!);
    if (!record) throw problems.notFound(`No deleted ${type} ${call.params.id}.`);
    restoreRecord(portal, record, USER);
    return noContent;
  }),
  route('POST', `${RECORD}/erase`, 'a user deletes a contact for good (GDPR)', (call) => {
    const { portal, record } = recordOf(call);
    if (record.type !== 'contacts') throw problems.invalid('Only contacts can be erased.');
    eraseContact(portal, record, USER);
    return noContent;
  }),
  route('POST', `${RECORD}/merge`, 'a user merges the record `other` into this one', (call) => {
    const { portal, record } = recordOf(call);
    const { type } = record;
    const { other } = readBody(z.strictObject({ other: z.string() }), call.body);
    const merged = portal.records[type].get(other);
    if (!merged || merged === record) throw problems.notFound(`No other ${type} ${other}.`);
    return ok({ id: mergeRecords(portal, record, merged, USER).id });
  }),
];

function typeOf({ params }: ControlCall): ObjectType {
  const type = parseObjectType(params.objectType ?? 'contacts');
  if (!type) throw problems.invalid(`Unknown object type ${params.objectType}`);
  return type;
}

function recordOf(call: ControlCall): { portal: Portal; record: CrmRecord } {
  const portal = portalOf(call);
  const type = typeOf(call);
  const record = portal.records[type].resolve(call.params.id!);
  if (!record) throw problems.notFound(`Portal ${portal.settings.id} has no ${type} ${call.params.id}.`);
  return { portal, record };
}

/** People may move a lifecycle stage back, so the rule that holds for apps is left out. */
function readProperties(call: ControlCall, portal: Portal, type: ObjectType): Values {
  const { properties } = readBody(z.strictObject({ properties: z.record(z.string(), z.string()) }), call.body);
  const checked = checkWrite(portal, type, properties);
  if (checked.ok) return checked.values;
  throw problems.invalid(checked.problems.map(({ message }) => message).join(' '));
}
