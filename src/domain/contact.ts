import type {
  BantAnswer,
  BantQuestion,
  BantSource,
  DormantSegment,
  ExtraList,
  HandBackKind,
  MissingBy,
  Programme,
  Qualification,
  TouchKind,
  Track,
} from './words.ts';

/**
 * Property values as HubSpot gives them: always text. Absent means unknown; empty text is never
 * stored.
 */
export type Properties = Readonly<Record<string, string>>;

/** What the deals of a contact say. Instants are ms since 1970 UTC. */
export type DealFacts = {
  readonly open: number;
  readonly won: number;
  readonly lost: number;
  readonly lastLostAt: number | null;
  readonly lastWonAt: number | null;
};

/**
 * The current property values that the model reads: of the contact, of its primary company, of its
 * deals.
 */
export type Facts = {
  readonly contact: Properties;
  readonly company: Properties;
  readonly deals: DealFacts;
};

/**
 * Facts with the records they were read from, so that these need not be looked up for every change
 * of the contact itself.
 */
export type LinkedFacts = Facts & { readonly companyId: string | null; readonly dealIds: readonly string[] };

/** One timed occurrence of a signal. Two activities with the same id are the same activity. */
export type Activity = {
  readonly id: string;
  readonly signal: string;
  /** ms since 1970 UTC */
  readonly at: number;
  /** whole, at least 1: three page views seen at once are one activity with quantity 3 */
  readonly quantity: number;
  /** where it was seen: a HubSpot property, `workflow`, `import` … */
  readonly source: string;
  /** what it was about: a form name, a page address */
  readonly detail?: string;
};

/**
 * What an evaluation must remember of earlier ones, since it cannot be seen in facts or activities:
 * entering and leaving a qualification (hysteresis, programme ends), and when the contact was first
 * seen. Instants are ms since 1970 UTC.
 */
export type Memory = {
  readonly firstSeenAt: number;
  /** the instant of the evaluation that made this memory */
  readonly asOf: number;
  readonly qualification: Qualification;
  /** when the present qualification began */
  readonly qualifiedSince: number;
  /** the latest entry into mql or sql, kept after leaving it: "was ever qualified" */
  readonly mqlAt: number | null;
  readonly sqlAt: number | null;
  /** the lifecycle stage last seen, to notice when somebody else moves it */
  readonly stage: string | null;
  readonly decision: Decision | null;
  /**
   * since when Ripen has watched the contact; `firstSeenAt` may lie in the past that was walked
   * through at first sight
   */
  readonly watchedSince: number;
  /** to notice a contact that wakes up */
  readonly segment: DormantSegment | null;
  /** touches that are due and not known to be done: one of a kind, unless contacts were merged */
  readonly open: readonly OpenTouch[];
  /** the answers as last seen, and how they came to be known */
  readonly bant: Readonly<Partial<Record<BantQuestion, BantRecord>>>;
  /** the touch that is to come next: nothing falls due that was not announced */
  readonly nextTouch: PlannedTouch | null;
  /** the last one that fell due: the next ones follow it */
  readonly lastTouch: PastTouch | null;
  /**
   * the last SQL that sales owed an answer, by when it became one, and whether that is over; null:
   * none yet
   */
  readonly owed: { readonly since: number; readonly isOver: boolean } | null;
  /** the last activity that was the person's own, as far as known; null: none */
  readonly lastActivityAt: number | null;
};

/** A touch by its place in the rhythms of its programme: `wanted` is when its rhythm wants it. */
/** `at`: when it was announced to fall due. */
export type PlannedTouch = {
  readonly programme: Programme;
  readonly kind: TouchKind;
  readonly wanted: number;
  readonly at: number;
};

/** `at`: when it fell due. */
export type PastTouch = { readonly kind: TouchKind; readonly wanted: number; readonly at: number };

export type OpenTouch = {
  readonly programme: Programme;
  readonly kind: TouchKind;
  readonly dueAt: number;
  /** it was overdue, and somebody was told */
  readonly late: boolean;
};

export type BantRecord = {
  readonly answer: Exclude<BantAnswer, 'unknown'>;
  readonly source: BantSource;
  /** when it was given, or first seen */
  readonly at: number;
};

/** Somebody else's word that a contact is qualified: a stage set by hand or by another tool. */
export type Decision = { readonly qualification: 'mql' | 'sql'; readonly at: number };

/**
 * The evaluation last written to HubSpot for a contact: property values as written, and the track
 * whose list it was put on.
 */
export type Standing = {
  /**
   * absent: unknown what HubSpot shows, since two contacts became one; then everything is written,
   * what is empty too
   */
  readonly properties?: Properties;
  readonly track: Track;
  /** the lists beside that of the track */
  readonly extra?: readonly ExtraList[];
  /**
   * the lifecycle stage of the present qualification, once the contact has been there; who moves it
   * back by hand means it
   */
  readonly stage?: string;
};

/**
 * What people and workflows decided for a contact, beyond what the model finds. A decision may be
 * set aside by what weighs more: permission always wins, and activity ends a dormant segment.
 */
export type Decisions = {
  readonly qualification?: Decision;
  readonly qualificationReason?: string;
  /** sales returned the contact to marketing */
  readonly handedBackAt?: number;
  readonly handBackReason?: string;
  readonly handBackKind?: HandBackKind;
  /**
   * `since`: when it was decided, and its programme begins; `until` null: until decided otherwise
   */
  readonly track?: { readonly value: Track; readonly since: number; readonly until: number | null };
  readonly segment?: { readonly value: DormantSegment | 'none'; readonly since: number; readonly until: number };
  /** no touch, and no track that sends, before this instant */
  readonly pausedUntil?: number;
  /** somebody said that the touch by hand is done */
  readonly touchedAt?: number;
  /** who told the latest answer to a question of BANT, and when */
  readonly bant?: Readonly<Partial<Record<BantQuestion, { readonly source: BantSource; readonly at: number }>>>;
  /** a person vouches for the contact's data, whatever they look like */
  readonly validity?: 'valid';
};

/** HubSpot seems to have a contact no more. `since`: when it first seemed so, ms since 1970. */
export type Missing = { readonly since: number; readonly by: MissingBy };

/**
 * Facts with what Ripen itself knows: `lead`, derived from them, the memory of earlier evaluations,
 * and decisions.
 */
export type KnownFacts = Facts & {
  readonly lead: Properties;
  /** why the data are not valid, as sentences */
  readonly validityReasons?: readonly string[];
  readonly memory: Memory | null;
  readonly decisions?: Decisions;
};

export const NO_DEALS: DealFacts = { open: 0, won: 0, lost: 0, lastLostAt: null, lastWonAt: null };
export const NO_FACTS: LinkedFacts = { contact: {}, company: {}, deals: NO_DEALS, companyId: null, dealIds: [] };
export const NO_STANDING: Standing = { properties: {}, track: 'none' };
