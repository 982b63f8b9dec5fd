/**
 * The closed lists of the design, in the order in which people meet them. Unions are derived, so a
 * new word is added in one place.
 */

export const QUALIFICATIONS = ['unqualified', 'mql', 'sql'] as const;
export type Qualification = (typeof QUALIFICATIONS)[number];

/**
 * What a contact is to Ripen. Ripen scores, qualifies and nurtures a prospect. An opportunity is
 * with sales. A customer has bought. `other` has a stage that the model does not know, and Ripen
 * leaves it alone.
 */
export const RELATIONS = ['prospect', 'opportunity', 'customer', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

export const DORMANT_SEGMENTS = ['closed_lost', 'dormant_sql', 'dormant_mql', 'dormant_unqualified'] as const;
export type DormantSegment = (typeof DORMANT_SEGMENTS)[number];

export const TRACKS = [
  'none',
  'mql_nurture',
  'sales_ready',
  'dormant_sql',
  'dormant_mql',
  'closed_lost_review',
  'no_correspondence',
  'customer',
] as const;
export type Track = (typeof TRACKS)[number];

/** The lists that Ripen keeps in HubSpot beside those of the tracks. */
export const EXTRA_LISTS = ['due', 'ready'] as const;
export type ExtraList = (typeof EXTRA_LISTS)[number];
export type ListName = Exclude<Track, 'none'> | ExtraList;

/** The tracks in which somebody reaches out to the person: each touch belongs to one of them. */
export const TOUCH_TRACKS = [
  'mql_nurture',
  'dormant_mql',
  'dormant_sql',
  'closed_lost_review',
  'customer',
] as const satisfies readonly Track[];
export type TouchTrack = (typeof TOUCH_TRACKS)[number];

/** Why sales gives a contact back. The first four say no to a question of BANT. */
export const HAND_BACK_KINDS = [
  'no_budget',
  'no_authority',
  'no_need',
  'bad_timing',
  'wrong_fit',
  'not_interested',
  'not_reached',
  'other',
] as const;
export type HandBackKind = (typeof HAND_BACK_KINDS)[number];

export const BANT_SOURCES = ['form', 'survey', 'rep', 'workflow', 'crm'] as const;
export type BantSource = (typeof BANT_SOURCES)[number];

/**
 * Tracks whose list may start automated e-mail. A contact without permission is never in one of
 * them.
 */
export const SENDING_TRACKS = [
  'mql_nurture',
  'dormant_sql',
  'dormant_mql',
  'customer',
] as const satisfies readonly Track[];

/** The tracks that may have a hold-out. `customer` may not: every customer is looked after. */
export const HOLD_OUT_TRACKS = ['mql_nurture', 'dormant_mql', 'dormant_sql'] as const satisfies readonly Track[];
export type HoldOutTrack = (typeof HOLD_OUT_TRACKS)[number];

/** Why a contact waits for sales: an SQL or a hand-raise is unanswered, or a contact woke up. */
export const WAITS_FOR_SALES = ['unanswered', 'woke', 'by_hand'] as const;
export type WaitForSales = (typeof WAITS_FOR_SALES)[number];

export const TOUCH_KINDS = ['email', 'manual'] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

export const AWARENESS_DEGREES = ['none', 'low', 'medium', 'high'] as const;
export type AwarenessDegree = (typeof AWARENESS_DEGREES)[number];

export const JOURNEY_STAGES = ['awareness', 'consideration', 'decision'] as const;
export type JourneyStage = (typeof JOURNEY_STAGES)[number];

export const LEAD_VALIDITIES = ['valid', 'suspect', 'invalid'] as const;
export type LeadValidity = (typeof LEAD_VALIDITIES)[number];

export const BANT_ANSWERS = ['unknown', 'no', 'partly', 'yes'] as const;
export type BantAnswer = (typeof BANT_ANSWERS)[number];
export const BANT_QUESTIONS = ['budget', 'authority', 'need', 'timeline'] as const;
export type BantQuestion = (typeof BANT_QUESTIONS)[number];

/**
 * How Ripen learned that HubSpot may not have a contact any more. `told`: an event; `privacy`: an
 * event of a privacy deletion; `read`: a read; `write`: a refused write; `sweep`: a list of all
 * contacts.
 */
const MISSING_BY = ['told', 'privacy', 'read', 'write', 'sweep'] as const;
export type MissingBy = (typeof MISSING_BY)[number];

/** How a deal stands, by the stage of its pipeline. */
export const DEAL_OUTCOMES = ['open', 'won', 'lost'] as const;
export type DealOutcome = (typeof DEAL_OUTCOMES)[number];
