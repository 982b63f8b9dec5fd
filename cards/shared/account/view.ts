import * as z from 'zod/mini';
import { DEED } from '../deeds.ts';

/*
 * What the server says of the whole account to the settings page and to the app's page. Views are
 * read tolerantly (a field that a page does not know is left out), since HubSpot may still serve an
 * older page to a newer server. Instants are ms since 1970 UTC.
 */

const instant = z.int();
const count = z.int().check(z.gte(0));
const sentences = z.array(z.string());
/** values and how many have each, the most frequent first */
const counted = z.array(z.object({ what: z.string(), count }));
/** a contact in a list; `url` opens the record */
const contact = z.object({
  id: z.int(),
  url: z.string(),
  /** name or address; null: HubSpot shows neither */
  name: z.nullable(z.string()),
  /** where they work; absent: not known, or an older server */
  company: z.optional(z.string()),
  /** null: not scored yet */
  score: z.nullable(z.int()),
  grade: z.nullable(z.string()),
  /** null: nobody's lead */
  owner: z.nullable(z.string()),
});
/** contacts with the reasons why they are in the list, and since when */
const listed = z.array(z.object({ contact, why: sentences, since: z.nullable(instant) }));

export const touches = z.object({
  /** the counts are of touches that fell due since this instant */
  since: instant,
  /** due, and not yet done, missed or cancelled */
  open: count,
  done: count,
  /** by hand, and overdue: still to be done */
  late: count,
  missed: count,
  /** no longer wanted: the contact woke up, was snoozed, or may not be written to any more */
  cancelled: count,
  /** left out of a track on purpose; absent: nobody is */
  leftOut: z.optional(count),
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

export const correspondence = z.object({
  /** how many must not be written to now */
  excluded: count,
  /** some of them, those excluded last first */
  excludedContacts: listed,
  /** how many were excluded at some time within the last `days` */
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

export const ready = z.object({
  count,
  reasons: counted,
  /** some of them, those with the highest score first */
  contacts: listed,
});

/** what waits for people in sales */
export const workList = z.object({
  count,
  late: count,
  withoutOwner: count,
  /** the fallback owner: in the account, not named by the model, or no longer in the account */
  fallback: z.enum(['set', 'not_set', 'gone']),
  /** who could be the fallback; absent: it is set, or an older server */
  owners: z.optional(z.array(z.object({ id: z.string(), name: z.string() }))),
  /** some of them, in the order that was asked for: without owner first, then what is due first */
  items: z.array(
    z.object({
      contact,
      /** null: nobody */
      owner: z.nullable(z.string()),
      what: z.string(),
      dueAt: z.nullable(instant),
      since: instant,
      /** why it waits: keys of `waiting`; absent: an older server */
      waits: z.optional(z.array(z.string())),
    }),
  ),
  /** how many wait for which reason; absent: an older server */
  waiting: z.optional(z.object({ unanswered: count, woke: count, by_hand: count, without_owner: count })),
});

export const quality = z.object({
  valid: count,
  suspect: count,
  invalid: count,
  /** seen, not scored yet */
  unjudged: count,
  /** why data are suspect or invalid */
  reasons: counted,
  /** some of them */
  suspectContacts: listed,
  invalidContacts: listed,
});

/** how many contacts have each value of a property, and HubSpot's lists by the property */
const segment = z.object({
  kind: z.enum(['industry', 'country', 'company_size']),
  values: counted,
  /**
   * `no_property`: the account had no room for the property; `making`: asked for, not made yet;
   * `problems`: why other lists could not be made
   */
  lists: z.discriminatedUnion('state', [
    z.object({ state: z.enum(['no_property', 'not_asked', 'making']) }),
    z.object({ state: z.literal('made'), count, problems: sentences }),
  ]),
});
/** who gets the leads of a territory: percent of the turns */
const territory = z.object({
  label: z.string(),
  owners: z.array(z.object({ name: z.string(), share: z.number(), capacity: z.nullable(count) })),
});
const segments = z.object({
  /** what has happened since then follows; absent: nothing has */
  countedAt: z.optional(z.int()),
  kinds: z.array(segment),
  /** the model names products; false: it names none yet */
  hasProducts: z.boolean(),
  products: counted,
  territories: z.array(territory),
});

/** how far the first reading of all contacts is */
const progress = z.object({
  /** contacts in the account; null before that is known */
  total: z.nullable(count),
  read: count,
  scored: count,
  secondsLeft: z.nullable(count),
});

/** what Ripen could not do in the account, and tries again */
const attention = z.array(
  z.object({
    sentence: z.string(),
    toDo: z.string(),
    /** contacts, tasks or jobs */
    count,
    since: instant,
  }),
);

/** what somebody did with a contact on its score card; the newest first */
export const deeds = z.array(z.object({ ...DEED, contact }));

/** what the newest quarter of outcomes says of the model in force */
const stillRight = z.object({
  /** `2026-Q3` */
  quarter: z.string(),
  verdict: z.enum(['right', 'coin', 'worse', 'off']),
  seen: count,
  won: count,
  /** how many buyers the model foretold; null: it knew too little */
  foretold: z.nullable(count),
});

/** How far the lists are that somebody asks for. */
const savedState = z.enum(['not_asked', 'making', 'made']);
/** The lists in HubSpot that hold the contacts of work lists. */
const savedLists = z.object({
  /** `of`: whom it holds */
  lists: z.array(z.object({ of: z.string(), name: z.string(), url: z.string() })),
  /** the lists of contacts whose data are doubted: made when somebody asks */
  quality: savedState,
  /** the lists of contacts that wait for sales: made when somebody asks; absent: an older server */
  sales: z.optional(savedState),
  /** what hindered Ripen in making lists */
  problems: sentences,
});

/** The fields of an account that is set up. */
export const ACCOUNT = {
  state: z.literal('ok'),
  now: instant,
  /** sentences: what an administrator must mend; absent: nothing */
  problems: z.optional(sentences),
  model: z.object({ name: z.string(), version: z.int() }),
  agreement: z.array(z.object({ title: z.string(), sentences })),
  touches,
  correspondence,
  ready,
  quality,
  /** absent: an older server */
  workList: z.optional(workList),
  /** absent: an older server */
  savedLists: z.optional(savedLists),
  /** absent: an older server */
  segments: z.optional(segments),
  /** absent: nothing */
  attention: z.optional(attention),
  /** absent: an older server */
  deeds: z.optional(deeds),
  /** absent: every contact was read and scored */
  progress: z.optional(progress),
  /** steps of the set-up that nobody has answered; absent: none, or an older server */
  setUpLeft: z.optional(count),
  /** absent: no quarter of outcomes is over, or an older server */
  stillRight: z.optional(stillRight),
  /** up to when Ripen has searched for behaviour; null: not yet */
  syncedAt: z.nullable(instant),
} as const;

/** The fields of an account that is not set up. */
export const NOT_SET_UP = {
  state: z.literal('not_set_up'),
  problems: z.optional(sentences),
  progress: z.optional(progress),
} as const;

const account = z.object(ACCOUNT);
export type AccountView = z.infer<typeof account>;
const notSetUp = z.object(NOT_SET_UP);
export type NotSetUpView = z.infer<typeof notSetUp>;
