import type { PropertyDefinition, PropertyOption } from './definitions.ts';
import { standardDefinition } from './definitions.ts';

export type LifecycleStage = { readonly value: string; readonly label: string };

/**
 * HubSpot's own stages in their default order; an account may rename, reorder and add (custom
 * stages have numeric ids).
 */
const STANDARD_STAGES: readonly LifecycleStage[] = [
  { value: 'subscriber', label: 'Subscriber' },
  { value: 'lead', label: 'Lead' },
  { value: 'marketingqualifiedlead', label: 'Marketing Qualified Lead' },
  { value: 'salesqualifiedlead', label: 'Sales Qualified Lead' },
  { value: 'opportunity', label: 'Opportunity' },
  { value: 'customer', label: 'Customer' },
  { value: 'evangelist', label: 'Evangelist' },
  { value: 'other', label: 'Other' },
];

export type LifecycleSettings = {
  readonly stages: readonly LifecycleStage[];
  /**
   * A write to an earlier stage: `reject` answers 400, `ignore` answers 200 and leaves the stage.
   * Reports differ about HubSpot.
   */
  readonly backward: 'reject' | 'ignore';
  /**
   * A new deal makes its contacts opportunities, a won deal makes them customers (HubSpot's default
   * setting).
   */
  readonly dealsAdvance: boolean;
};

/** Like many accounts, the sandbox has a stage of its own. */
export const defaultLifecycle: LifecycleSettings = {
  stages: [...STANDARD_STAGES, { value: '8800417', label: 'Partner' }],
  backward: 'reject',
  dealsAdvance: true,
};

export type StageMove = 'forward' | 'same' | 'backward';

/**
 * Where a change of stage leads in the account's own order; clearing and a first stage are always
 * allowed.
 */
export function stageMove(stages: readonly LifecycleStage[], from: string, to: string): StageMove {
  if (from === to) return 'same';
  if (from === '' || to === '') return 'forward';
  const position = (value: string) => stages.findIndex((stage) => stage.value === value);
  return position(to) > position(from) ? 'forward' : 'backward';
}

/** The read-only dates that entering a stage stamps. */
export function stageDates(stage: string): string[] {
  const own = STANDARD_STAGES.some(({ value }) => value === stage) ? [`hs_lifecyclestage_${stage}_date`] : [];
  return [`hs_v2_date_entered_${stage}`, ...own];
}

/** The definitions of `lifecyclestage` and its dates for an account's stages. */
export function lifecycleDefinitions(stages: readonly LifecycleStage[], groupName: string): PropertyDefinition[] {
  const options: PropertyOption[] = stages.map(({ value, label }, displayOrder) => ({
    value,
    label,
    displayOrder,
    hidden: false,
  }));
  const stage = standardDefinition(
    { name: 'lifecyclestage', type: 'enumeration', fieldType: 'radio', label: 'Lifecycle Stage' },
    groupName,
  );
  const dates = stages.flatMap(({ value }) => stageDates(value));
  return [
    { ...stage, options },
    ...dates.map((name) => standardDefinition({ name, type: 'datetime', readOnly: true }, groupName)),
  ];
}
