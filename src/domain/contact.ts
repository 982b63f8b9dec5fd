/*
 * The words of Ripen, each with what others in the field call it. One word has one meaning, in
 * code, tables, screens and documents. The closed lists are in `words.ts`.
 *
 * portal             one HubSpot account that installed Ripen (tenant, hub)
 * contact            a person as HubSpot keeps it (lead, person, record)
 * facts              property values of a contact, its company, its deals (attributes, fields)
 * signal             a kind of behaviour: page view, form, trial (event type, intent signal)
 * passive signal     a signal in which the person did nothing: it wakes nobody (system event)
 * activity           one timed occurrence of a signal (event, engagement, touchpoint)
 * model              one version of a portal's scoring rules (scoring profile, scorecard)
 * rule, group        one line of a model; lines that share a cap (criterion, category)
 * explicit score     who the contact is (fit, demographic score)
 * implicit score     what the contact does (engagement, behavioural score)
 * contribution       what a rule, cap, floor or rounding adds to a score (reason code)
 * grade              fit letter and interest number, A1 to D4 (rank, rating)
 * evaluation         the result for one contact at one instant (scoring run)
 * memory             what the next evaluation must know of the last one (state)
 * standing           the evaluation last written to HubSpot (synced state, snapshot)
 * plan               the writes that turn the standing into the evaluation (diff, change set)
 * qualification      unqualified, MQL or SQL (lead status, funnel stage)
 * passage            when a contact first was in each stage of the funnel (stage dates)
 * hysteresis         enter and leave thresholds differ, so that nobody flaps (dead band)
 * decision           what a person or a workflow decided for a contact (override, manual score)
 * hand back          sales returns a contact to marketing (recycle, reject, disqualify)
 * hand-raise         the person asks for sales: contact request, trial, meeting (inbound request)
 * response           the answer that sales owes a new SQL or a hand-raise (SLA, speed to lead)
 * routing, territory who gets a lead, and where (lead assignment, round robin)
 * ready              worth a look by sales before the score says so (hot lead, alert)
 * journey stage      awareness, consideration, decision (buyer's journey, funnel)
 * dormant, segment   gone quiet, and in which of the four ways (cold, inactive, sleeping)
 * wake               activity ends a dormant segment (re-engagement, reactivation)
 * track              the one nurture programme of a contact (programme, campaign, sequence)
 * hold-out           a part of those who enter a track is left out at random (control group)
 * draw               in a track or left out of it, once at entry (assignment, randomisation)
 * touch              one due contact with the person, by e-mail or by hand (step, touchpoint)
 * rhythm             how often touches of a kind come (cadence; the model's field is `cadence`)
 * outreach           somebody wrote to the person or talked to them (contact attempt)
 * permission, ban    may we write to the person; what forbids it (consent, opt-out, suppression)
 * exclusion          no correspondence since an instant, by named rules (suppression list)
 * validity           can the data be right: valid, suspect, invalid (data quality, spam check)
 * dead letter        what failed too often and is set aside, tried again with long pauses; also a
 *                    webhook that could not be read (poison message, quarantine)
 * sweep, reconcile   search for what no webhook told (full sync, delta sync)
 * sandbox portal     a local program that behaves like HubSpot (mock, emulator)
 */

import type {
  BantAnswer,
  BantQuestion,
  BantSource,
  DormantSegment,
  ExtraList,
  HandBackKind,
  HoldOutTrack,
  MissingBy,
  Qualification,
  Relation,
  TouchKind,
  TouchTrack,
  Track,
} from './words.ts';

/**
 * Property values as HubSpot gives them: always text. Absent means unknown; empty text is never
 * stored.
 */
export type Properties = Readonly<Record<string, string>>;

/** How many deals a contact has, by outcome. Instants are ms since 1970 UTC. */
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
 * entering and leaving a qualification (hysteresis, ends of tracks), and when the contact was first
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
  /** the last touch that fell due: the next ones follow it */
  readonly lastTouch: PastTouch | null;
  /** the last response that sales owed; null: none yet */
  readonly owed: Owed | null;
  /**
   * when the last occasion for a response happened that Ripen has judged; null: none. Absent in the
   * memory of an earlier version of Ripen: then everything until `asOf` has been judged.
   */
  readonly lookedAt?: number | null;
  /** the last activity that was the person's own, as far as known; null: none */
  readonly lastActivityAt: number | null;
  /**
   * since when Ripen has seen that the contact is a customer; null: it is not a customer. Absent:
   * it was a customer before Ripen watched it, as far as Ripen knows.
   */
  readonly customerSince?: number | null;
  /** what was drawn for the contact in hold-outs; absent: nothing */
  readonly drawn?: Draws;
  /** a version is taken back: answers known before it, whose age may hold again */
  readonly bantBefore?: Memory['bant'];
};

/**
 * Whether a contact is left out (`out`) of a track, as drawn at the instant `at`. `of`: when the
 * hold-out began.
 */
export type Draw = { readonly of: number; readonly at: number; readonly out: boolean };
export type Draws = Readonly<Partial<Record<HoldOutTrack, Draw>>>;

/** A hold-out of a track, and the lot that a contact has in it. */
export type HoldOut = {
  readonly track: HoldOutTrack;
  /** how many of those who enter the track are left out, in per cent */
  readonly share: number;
  readonly since: number;
  /** null: the hold-out goes on */
  readonly until: number | null;
  /** at least 0, less than 1; one contact always has the same lot in one hold-out */
  readonly lot: number;
};

/** Sales hears who wakes up: a lost deal, a dormant SQL, a dormant MQL with an owner. */
export type Waking = 'lost_deal_woke' | 'sql_woke' | 'mql_woke';

/**
 * The memory of a contact from before a new version of the model first judged it. It holds what
 * Ripen needs to take back that version, or a later one.
 */
export type Former = {
  readonly version: number;
  /** the first of the versions in a row that all left the same; absent: only this one did */
  readonly since?: number;
  readonly memory: FormerMemory;
};
export type FormerMemory = Pick<Memory, (typeof KEPT_EVER)[number]> &
  Partial<Pick<Memory, (typeof KEPT_LATELY)[number]>>;

const KEPT_EVER = [
  'qualification',
  'qualifiedSince',
  'mqlAt',
  'sqlAt',
  'segment',
  'nextTouch',
  'lastTouch',
  'open',
] as const satisfies readonly (keyof Memory)[];

/** Not in what an earlier version of Ripen kept; `bant` is in all that this one keeps. */
const KEPT_LATELY = ['owed', 'lookedAt', 'bant', 'customerSince', 'drawn'] as const satisfies readonly (keyof Memory)[];

export const KEPT_OF_MEMORY = [...KEPT_EVER, ...KEPT_LATELY] as const;

/**
 * A response that sales owes or owed. Optional fields are absent in what an earlier version of
 * Ripen stored.
 */
export type Owed = {
  /** the instant from which the deadlines count; it names the response */
  readonly since: number;
  /** when the contact did, or became, what sales is to answer; absent: at `since` */
  readonly occasion?: number;
  /** absent: the contact became an SQL */
  readonly why?: 'hand_raise' | Waking;
  /** a contact that becomes more than this is with sales already; absent: it was a prospect */
  readonly relation?: Relation;
  /** sales has answered, or nobody wants an answer any more */
  readonly isOver: boolean;
  /** absent: nobody answered */
  readonly answeredAt?: number;
  /** other open responses, of merged contacts: the next evaluation closes them */
  readonly alsoOpen?: readonly number[];
  /**
   * a version is taken back: the next evaluation asks whether this is a hand-raise without it, and
   * what is overdue without it (`doubted`); or that version had ended it, and its tasks are asked
   * for again
   */
  readonly after?: 'doubted' | 'ended';
};

/**
 * A touch that Ripen has announced. `wanted`: the instant at which the rhythm of its track asks for
 * the touch; it names the touch. `at`: the instant at which it falls due, on a working day.
 */
export type PlannedTouch = {
  readonly track: TouchTrack;
  readonly kind: TouchKind;
  readonly wanted: number;
  readonly at: number;
};

/** A touch that fell due at the instant `at`. */
export type PastTouch = {
  readonly kind: TouchKind;
  readonly wanted: number;
  readonly at: number;
  /** of a touch by hand: when the last e-mail before it in its track fell due; absent: none did */
  readonly mailAt?: number | undefined;
};

/** A touch that is due and not known to be done. */
export type OpenTouch = {
  readonly track: TouchTrack;
  readonly kind: TouchKind;
  readonly dueAt: number;
  /** the touch is overdue, and Ripen has told somebody */
  readonly late: boolean;
  /** what the owner is asked to do; absent: what the track asks for first */
  readonly task?: string;
  /** a version that ended it, or found it late, is taken back: it is due again */
  readonly isAgain?: true;
};

export type BantRecord = {
  readonly answer: Exclude<BantAnswer, 'unknown'>;
  readonly source: BantSource;
  /** when it was given, or first seen */
  readonly at: number;
};

/** A decision that a contact is qualified: somebody set a stage by hand or with another tool. */
export type Decision = { readonly qualification: 'mql' | 'sql'; readonly at: number };

/**
 * The evaluation last written to HubSpot for a contact: property values as written, and the track
 * whose list it was put on.
 */
export type Standing = {
  /**
   * absent: after a merge nobody knows what HubSpot shows; then Ripen writes every property, empty
   * ones too
   */
  readonly properties?: Properties;
  /**
   * HubSpot may have got a write that is not recorded here, because a process ended or an answer
   * was lost: then Ripen writes every property again
   */
  readonly inDoubt?: boolean;
  readonly track: Track;
  /** the lists beside that of the track */
  readonly extra?: readonly ExtraList[];
  /**
   * the lifecycle stage of the present qualification, once the contact has had it: if somebody
   * moves the stage back by hand, Ripen does not write it again
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
   * `since`: when it was decided, and its touches begin; `until` null: until decided otherwise
   */
  readonly track?: { readonly value: Track; readonly since: number; readonly until: number | null };
  readonly segment?: { readonly value: DormantSegment | 'none'; readonly since: number; readonly until: number };
  /** no touch, and no track that sends, before this instant */
  readonly pausedUntil?: number;
  /** somebody said that the touch by hand is done */
  readonly touchedAt?: number;
  /** the source of the latest answer to each question of BANT, and when it was given */
  readonly bant?: Readonly<Partial<Record<BantQuestion, { readonly source: BantSource; readonly at: number }>>>;
  /** a person vouches for the contact's data, whatever they look like */
  readonly validity?: 'valid';
};

/** Signs that HubSpot does not have a contact any more. `since`: the first sign, ms since 1970. */
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
  /** absent: there are none */
  readonly holdOuts?: readonly HoldOut[];
};

export const NO_DEALS: DealFacts = { open: 0, won: 0, lost: 0, lastLostAt: null, lastWonAt: null };
export const NO_FACTS: LinkedFacts = { contact: {}, company: {}, deals: NO_DEALS, companyId: null, dealIds: [] };
export const NO_STANDING: Standing = { properties: {}, track: 'none' };
