/** What lies behind a failure, by what may mend it. */
export type FailureCause =
  /** HubSpot itself does not read or take it */
  | 'hubspot'
  /**
   * the account does not take what is written: a property, an option, a list, a rule, a permission
   */
  | 'writing'
  /** the account cannot be made ready */
  | 'account'
  /** the model or this program cannot work it out */
  | 'evaluation'
  /** the database does not take it */
  | 'storing'
  | 'unknown';

const BY_CODE: readonly (readonly [RegExp, FailureCause])[] = [
  [/^(read_refused|links_unreadable|unaccounted|unavailable|contract)\b/, 'hubspot'],
  [/^(write_refused|task_refused|list_refused|missing_properties|missing_scopes|invalid|not_found)\b/, 'writing'],
  [/^(evaluation_failed|process_ended|TypeError|RangeError|ZodError)\b/, 'evaluation'],
  [/^store_refused\b/, 'storing'],
];

/**
 * `what`: `contact`, `task`, or the kind of a job; `code`: why it failed, a code and nothing
 * personal.
 */
export function causeOf(what: string, code: string): FailureCause {
  if (what === 'provision') return 'account';
  return BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'unknown';
}

/** Something that happened, after which failures of some causes may be over. */
export type Mending = 'provisioned_anew' | 'account_changed' | 'consented';

export const MENDED_BY: Readonly<Record<Mending, readonly FailureCause[]>> = {
  provisioned_anew: ['writing', 'account'],
  account_changed: ['evaluation', 'account', 'unknown'],
  consented: ['hubspot', 'writing', 'account', 'unknown'],
};

/** What another model may mend. Another version of the program may mend everything. */
export const MENDED_BY_MODEL: readonly FailureCause[] = ['evaluation', 'storing', 'unknown'];
