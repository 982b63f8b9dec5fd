import { stageMove } from '../lifecycle.ts';
import type { ObjectType } from '../object-types.ts';
import type { Portal, Values } from '../portal.ts';
import type { CrmRecord } from '../records.ts';
import { checkValue } from './values.ts';

export type ValueProblem = { readonly name: string; readonly code: string; readonly message: string };
export type CheckedWrite =
  | { readonly ok: true; readonly values: Values }
  | { readonly ok: false; readonly problems: readonly ValueProblem[] };

/**
 * Judges an app's write to a record (undefined: a new one) by all rules and brings its values to
 * stored form.
 */
export function checkWrite(portal: Portal, type: ObjectType, changes: Values, record?: CrmRecord): CheckedWrite {
  const values: Record<string, string> = {};
  const problems: ValueProblem[] = [];
  for (const [name, raw] of Object.entries(changes)) {
    const checked = checkProperty(portal, type, name, raw, record);
    if (checked.kind === 'problem') problems.push({ name, code: checked.code, message: checked.message });
    if (checked.kind === 'value') values[name] = checked.value;
  }
  return problems.length === 0 ? { ok: true, values } : { ok: false, problems };
}

type CheckedProperty =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'ignored' }
  | { readonly kind: 'problem'; readonly code: string; readonly message: string };

function checkProperty(
  portal: Portal,
  type: ObjectType,
  name: string,
  raw: string,
  record: CrmRecord | undefined,
): CheckedProperty {
  const definition = portal.definitions[type].byName.get(name);
  if (!definition || definition.archived) {
    return problem('PROPERTY_DOESNT_EXIST', `Property "${name}" does not exist`);
  }
  if (definition.readOnly)
    return problem('READ_ONLY_VALUE', `"${name}" is a read only property; its value cannot be set.`);
  if (name === 'hubspot_owner_id') return checkOwner(portal, raw);

  const current = record?.properties[name] ?? '';
  const appended = definition.fieldType === 'checkbox' && raw.startsWith(';') ? appendOptions(current, raw) : raw;
  const checked = checkValue(definition, appended);
  if (!checked.ok) return problem(checked.code, checked.message);
  if (name === 'lifecyclestage') return checkStage(portal, current, checked.value);
  return { kind: 'value', value: checked.value };
}

function checkOwner(portal: Portal, raw: string): CheckedProperty {
  const owner = portal.owners.get(raw);
  return raw === '' || (owner && !owner.archived)
    ? { kind: 'value', value: raw }
    : problem('INVALID_OWNER_ID', `${raw} is not the id of an active owner.`);
}

function checkStage(portal: Portal, current: string, wanted: string): CheckedProperty {
  const { stages, backward } = portal.settings.lifecycle;
  if (stageMove(stages, current, wanted) !== 'backward') return { kind: 'value', value: wanted };
  return backward === 'ignore'
    ? { kind: 'ignored' }
    : problem(
        'INVALID_LIFECYCLE_STAGE',
        `Lifecycle stage cannot move backward from ${current} to ${wanted}; clear it first.`,
      );
}

function appendOptions(current: string, raw: string): string {
  const all = [...current.split(';'), ...raw.split(';')].filter((option) => option !== '');
  return [...new Set(all)].join(';');
}

const problem = (code: string, message: string): CheckedProperty => ({ kind: 'problem', code, message });
