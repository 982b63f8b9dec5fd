import { stageDates, stageMove } from '../lifecycle.ts';
import type { ObjectType } from '../object-types.ts';
import { stageProperties } from '../pipelines.ts';
import type { Portal, Values } from '../portal.ts';
import type { CrmRecord, Source } from '../records.ts';
import { type ChangeManner, changeValues } from './change-values.ts';
import { rollUpDeal } from './roll-up.ts';
import { storeInstant } from './values.ts';

/**
 * Applies checked values to a record: history, stage dates, roll-ups, webhooks. Values that do not
 * differ leave no trace.
 */
export function applyWrite(
  portal: Portal,
  record: CrmRecord,
  values: Values,
  source: Source,
  manner: ChangeManner = {},
): void {
  const { type } = record;
  const derived = withDerived(values, { portal, type, record, at: portal.clock.now() });
  const changed = changeValues(portal, record, derived, source, manner);
  announce(portal, record, changed, source);
  if (type === 'deals' && changed.length > 0) rollUpDeal(portal, record, source);
}

/** Makes a record from checked values. */
export function createRecord(
  portal: Portal,
  type: ObjectType,
  values: Values,
  source: Source,
  createdAt: number = portal.clock.now(),
): CrmRecord {
  const now = portal.clock.now();
  const given = type === 'tasks' ? { hs_task_status: 'NOT_STARTED', ...values } : values;
  const derived = withDerived(given, { portal, type, at: createdAt });
  const record = portal.records[type].insert(derived, source, createdAt, now);
  portal.emit({ kind: 'creation', type, id: record.id, source, occurredAt: now });
  announce(portal, record, Object.entries(values), source);
  return record;
}

/** HubSpot excludes two properties from webhooks; `lastmodifieddate` is treated alike. */
const UNANNOUNCED = new Set(['num_unique_conversion_events', 'hs_lastmodifieddate', 'lastmodifieddate']);

function announce(
  portal: Portal,
  record: CrmRecord,
  values: readonly (readonly [name: string, value: string])[],
  source: Source,
): void {
  const { type, id } = record;
  for (const [name, value] of values)
    if (!portal.definitions[type].byName.get(name)?.calculated && !UNANNOUNCED.has(name))
      portal.emit({ kind: 'propertyChange', type, id, name, value, source, occurredAt: portal.clock.now() });
}

type Written = {
  readonly portal: Portal;
  readonly type: ObjectType;
  /** absent: it is made just then */
  readonly record?: CrmRecord;
  readonly at: number;
};

/** The written values, with those that HubSpot sets along with them. */
function withDerived(values: Values, { portal, type, record, at }: Written): Values {
  const derived: Record<string, string> = { ...values };
  const stage = values.lifecyclestage;
  if (stage && stage !== record?.properties.lifecyclestage) {
    for (const name of stageDates(stage)) derived[name] ??= storeInstant(at);
  }
  if (type === 'contacts' && values.email !== undefined) derived.hs_email_domain = values.email.split('@')[1] ?? '';
  if (type === 'deals' && values.dealstage) {
    Object.assign(derived, stageProperties(portal.settings.pipelines, values.dealstage));
  }
  if (type === 'deals' && !record) derived.hs_createdate ??= storeInstant(at);
  if (type === 'tasks' && values.hs_task_status) {
    const completed = values.hs_task_status === 'COMPLETED';
    const already = record?.properties.hs_task_status === 'COMPLETED';
    derived.hs_task_is_completed = completed ? '1' : '0';
    if (completed !== already) derived.hs_task_completion_date = completed ? storeInstant(at) : '';
  }
  return derived;
}

/**
 * Moves the contacts of a deal forward, as HubSpot's default setting does: a deal makes
 * opportunities, a won one customers.
 */
export function advanceByDeal(portal: Portal, deal: CrmRecord): void {
  const { stages, dealsAdvance } = portal.settings.lifecycle;
  const stage = deal.properties.hs_is_closed_won === 'true' ? 'customer' : 'opportunity';
  if (!dealsAdvance || !stages.some(({ value }) => value === stage)) return;
  for (const { toId } of portal.associations.of('deals', deal.id, 'contacts')) {
    const contact = portal.records.contacts.get(toId);
    if (!contact || stageMove(stages, contact.properties.lifecyclestage ?? '', stage) !== 'forward') continue;
    applyWrite(portal, contact, { lifecyclestage: stage }, { type: 'DEALS', id: 'deal-sync' });
  }
}
