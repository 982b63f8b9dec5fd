import * as z from 'zod/mini';

/*
 * What the server says to the settings page, read by both sides from here. Views are read
 * tolerantly (a field that the page does not know is left out), since HubSpot may still serve an
 * older page to a newer server. Instants are ms since 1970 UTC.
 */

const instant = z.int();
const count = z.int().check(z.gte(0));
const sentences = z.array(z.string());
/** how often each of them was found, the most frequent first */
const counted = z.array(z.object({ what: z.string(), count }));
/** a contact without a name: `url` opens the record, for those who may see it */
const contact = z.object({ id: z.int(), url: z.string() });

const touches = z.object({
  /** what is counted fell due since then */
  since: instant,
  /** due, and neither done nor given up yet */
  open: count,
  done: count,
  /** by hand, and overdue: still to be done */
  late: count,
  missed: count,
  /**
   * no longer wanted before it was done: the contact woke up, was snoozed, must not be written to
   * any more
   */
  cancelled: count,
  /** of the missed ones */
  causes: counted,
  /** missed or late, the newest first */
  latest: z.array(
    z.object({
      contact,
      track: z.string(),
      kind: z.enum(['email', 'manual']),
      state: z.enum(['missed', 'late']),
      dueAt: instant,
      cause: z.nullable(z.string()),
    }),
  ),
});

const correspondence = z.object({
  /** how many must not be written to now */
  excluded: count,
  /** how many are watched: excluded at some time within the days */
  contacts: count,
  days: count,
  /** sends to a contact while it was excluded */
  sends: count,
  violations: z.array(
    z.object({
      contact,
      at: instant,
      campaign: z.nullable(z.string()),
      excludedSince: instant,
      rules: sentences,
    }),
  ),
});

const ready = z.object({
  count,
  reasons: counted,
  contacts: z.array(z.object({ contact, why: z.string() })),
});

/** what waits for people in sales */
const workList = z.object({
  count,
  late: count,
  withoutOwner: count,
  /** who gets what is nobody's: the owner that the model names; nobody; somebody who has left */
  fallback: z.enum(['set', 'not_set', 'gone']),
  /** some of them: those without owner first, then what is due first */
  items: z.array(
    z.object({
      contact,
      /** null: nobody */
      owner: z.nullable(z.string()),
      what: z.string(),
      dueAt: z.nullable(instant),
      since: instant,
    }),
  ),
});

const quality = z.object({
  valid: count,
  suspect: count,
  invalid: count,
  /** seen, not scored yet */
  unjudged: count,
  /** why data are suspect or invalid */
  reasons: counted,
});

/** what Ripen could not do in the account, and goes on trying */
const attention = z.array(
  z.object({
    sentence: z.string(),
    toDo: z.string(),
    /** contacts, tasks or jobs */
    count,
    since: instant,
  }),
);

export const settingsView = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('ok'),
    now: instant,
    /** what somebody must mend between the account and Ripen; absent: nothing */
    problems: z.optional(sentences),
    model: z.object({ name: z.string(), version: z.int() }),
    agreement: z.array(z.object({ title: z.string(), sentences })),
    touches,
    correspondence,
    ready,
    quality,
    /** absent: an older server */
    workList: z.optional(workList),
    /** absent: nothing */
    attention: z.optional(attention),
  }),
  z.object({ state: z.literal('not_set_up'), problems: z.optional(sentences) }),
]);

export type SettingsView = z.infer<typeof settingsView>;
export type Settings = Extract<SettingsView, { readonly state: 'ok' }>;
