import type {
  Option,
  PartSeen,
  PartView,
  FieldShape as SeenField,
} from '../../../cards/pages/contracts/part-contract.ts';
import { plainName } from '../../domain/changes/condition-sentence.ts';
import type { Source } from '../../domain/changes/document/shape-hints.ts';
import {
  type FieldShape,
  type PartShape,
  partShape,
  ruleShape,
  type Shape,
} from '../../domain/changes/document/shapes.ts';
import { ownersNamed } from '../../domain/changes/warnings/account-warnings.ts';
import { FIELDS_FOUND, FIELDS_OF_SCORES } from '../../domain/changes/warnings/fields-found.ts';
import { type Model, readModel } from '../../domain/model/model.ts';
import { fieldsAsked, propertiesRead } from '../../domain/model/reads.ts';
import { OUTPUT_PROPERTIES } from '../../domain/sync/ripen-properties.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { type AccountProperty, findProperties } from '../../store/portals/account-properties.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import { leftName } from '../contacts/read/owner-names.ts';
import type { SettingsContext } from '../portals/settings/read-settings.ts';
import { readChosenDraft } from './draft/edit-draft.ts';
import { whyOnlyReads } from './may-edit.ts';

/**
 * A part of the model to be edited; of the draft that `readModelPage` shows, or the version in
 * force.
 */
export async function readModelPart(
  { db, model: findModel }: Pick<SettingsContext, 'db' | 'model'>,
  portalId: number,
  user: CardUser | null,
  partId: string,
  draftId: string | null,
): Promise<PartView> {
  const part = partShape(partId) ?? rulesPart(partId);
  const portal = await findPortal(db, portalId);
  if (part === null || portal === null || portal.status !== 'active' || portal.modelVersion === null)
    return { state: 'none' };
  const inForce = await findModel(portalId, portal.modelVersion);
  const { draft } = await readChosenDraft({ db }, portalId, draftId);
  const drawn = draft === null ? null : readModel(draft.last.document);
  const model = drawn?.outcome === 'valid' ? drawn.model : inForce;
  const known = await findProperties(db, portalId);
  const names = part.fields.map(({ name }) => name as keyof Model);
  return {
    state: 'ok',
    id: part.id,
    title: part.title,
    seen: { version: portal.modelVersion, draft: draft && { draftId: draft.draftId, edit: draft.last.edit } },
    mayEdit: (await whyOnlyReads(db, portalId, user)) === null,
    fields: part.fields as SeenField[],
    value: Object.fromEntries(
      names.flatMap((name) => (model[name] === undefined ? [] : [[name, model[name]]])),
    ) as PartSeen['value'],
    choices: Object.fromEntries(
      [...sourcesOf(part.fields)].map((source) => [
        source,
        choicesOf(source, portal, { model, inForce, partId, known }),
      ]),
    ),
  };
}

/** The explicit or implicit rules as a part: one list. Null: `partId` is neither. */
function rulesPart(partId: string): PartShape | null {
  if (partId !== 'explicit' && partId !== 'implicit') return null;
  const shape: Shape = { kind: 'list', one: 'rule', item: ruleShape(partId) };
  return { id: partId, title: partId, fields: [{ name: partId, label: 'Rules', help: null, empty: 'refused', shape }] };
}

/** The sources of the choices of these fields; a condition chooses among properties. */
function sourcesOf(fields: readonly FieldShape[], found = new Set<Source>()): ReadonlySet<Source> {
  const look = (shape: Shape): void => {
    if (shape.kind === 'condition') found.add('properties');
    if ((shape.kind === 'choice' || shape.kind === 'choices') && shape.from !== null) found.add(shape.from);
    if (shape.kind === 'list') look(shape.item);
    if (shape.kind === 'ways') for (const way of shape.ways) look(way.shape);
    if (shape.kind === 'object') sourcesOf(shape.fields, found);
  };
  for (const { shape } of fields) look(shape);
  return found;
}

/** What choices depend on, beside the account. */
type Choosing = {
  readonly model: Model;
  readonly inForce: Model;
  readonly partId: string;
  readonly known: readonly AccountProperty[];
};

function choicesOf(source: Source, { account }: Portal, { model, inForce, partId, known }: Choosing): Option[] {
  switch (source) {
    case 'owners':
      return [
        ...account.owners.map(({ id, name }) => ({ value: id, label: name })),
        ...leaversIn(model, account).map(({ id, name }) => ({ value: id, label: leftName(name) })),
      ];
    case 'stages':
      return account.stageOrder.map((stage) => ({ value: stage, label: stageName(known, stage) }));
    case 'signals':
      return model.signals.map(({ id, label }) => ({ value: id, label }));
    case 'groups.explicit':
    case 'groups.implicit':
      return model.groups.flatMap(({ id, label, kind }) => (source.endsWith(kind) ? [{ value: id, label }] : []));
    case 'timeZones':
      return Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone }));
    case 'properties':
      return propertiesOf(account, { model, inForce, partId, known });
  }
}

/** Whom the model still names: only they can still be seen among the choices. */
function leaversIn(model: Model, account: Portal['account']): Portal['account']['leavers'] {
  const named = new Set(ownersNamed(model).map(({ owner }) => owner));
  return account.leavers.filter(({ id }) => named.has(id));
}

const stageName = (known: readonly AccountProperty[], stage: string): string =>
  known.find(({ name }) => name === 'lifecyclestage')?.options.find(({ value }) => value === stage)?.label ?? stage;

/** A condition on one of these would follow its own result. */
const WRITTEN: ReadonlySet<string> = new Set(OUTPUT_PROPERTIES.map(({ name }) => name));

/**
 * Fields for conditions: the account's properties, Ripen's own facts and, for `response`, scores.
 * What Ripen writes is offered only where the model names it already.
 */
function propertiesOf({ contactProperties }: Portal['account'], { model, inForce, partId, known }: Choosing): Option[] {
  // Ripen read the account's properties before it made its own.
  const definitions = new Map([...OUTPUT_PROPERTIES, ...known].map((property) => [property.name, property]));
  const named = new Set(fieldsAsked(model));
  const { contact, company } = propertiesRead(inForce);
  const fields = new Set([
    ...contactProperties.filter((name) => !WRITTEN.has(name) || named.has(name)),
    ...contact,
    ...company.map((name) => `company.${name}`),
    ...known.flatMap(({ name }) => (name.includes('.') ? [name] : [])),
    ...FIELDS_FOUND,
    ...(partId === 'response' ? FIELDS_OF_SCORES : []),
  ]);
  return [...fields]
    .map((field) => {
      const definition = definitions.get(field);
      return definition === undefined
        ? { value: field, label: plainName(field) }
        : { value: field, label: `${definition.label}${ofCompany(field)}`, type: definition.type };
    })
    .sort((a, b) => a.label.localeCompare(b.label, 'en'));
}

const ofCompany = (field: string): string => (field.startsWith('company.') ? ' of the company' : '');
