/** The cause of a failure. It tells which events may end the failure. */
export type FailureCause =
  /** HubSpot does not give or accept the record */
  | 'hubspot'
  /** the account refuses a write: a property, an option, a list, a rule, a permission */
  | 'writing'
  /** Ripen cannot provision the account */
  | 'account'
  /** the model or this program fails on the record */
  | 'evaluation'
  /** the database refuses the record */
  | 'storing'
  | 'unknown';

const BY_CODE: readonly (readonly [RegExp, FailureCause])[] = [
  [/^(read_refused|links_unreadable|unaccounted|unavailable|contract)\b/, 'hubspot'],
  [/^(write_refused|task_refused|list_refused|missing_properties|missing_scopes|invalid|not_found)\b/, 'writing'],
  [/^(evaluation_failed|process_ended|TypeError|RangeError|ZodError)\b/, 'evaluation'],
  [/^store_refused\b/, 'storing'],
];

/**
 * The cause of a failure. `what`: `contact`, `task`, or the kind of a job; `code`: why it failed.
 */
export function causeOf(what: string, code: string): FailureCause {
  if (what === 'provision') return 'account';
  return BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'unknown';
}

/** Events that may end failures. */
export type Mending = 'provisioned_anew' | 'account_changed' | 'consented';

export const MENDED_BY: Readonly<Record<Mending, readonly FailureCause[]>> = {
  provisioned_anew: ['writing', 'account'],
  account_changed: ['evaluation', 'account', 'unknown'],
  consented: ['hubspot', 'writing', 'account', 'unknown'],
};

/** The causes that another model may end. Another version of the program may end all of them. */
export const MENDED_BY_MODEL: readonly FailureCause[] = ['evaluation', 'storing', 'unknown'];
