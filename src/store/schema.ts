import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Apart } from '../domain/activity/counters.ts';
import type { Decisions, Former, LinkedFacts, Memory, Properties } from '../domain/contact.ts';
import type { BackfillProgress } from '../domain/sync/jobs.ts';
import type { Waits, WritePart } from '../domain/sync/write-rules.ts';
import type {
  DormantSegment,
  HoldOutTrack,
  ListName,
  MissingBy,
  Qualification,
  TouchKind,
  Track,
} from '../domain/words.ts';
import type { StoredFacts } from './contacts/stored-facts.ts';
import type { StoredStanding } from './contacts/stored-standing.ts';

/** Any value that survives JSON, written as text and read parsed. */
type Json = ColumnType<unknown, string, string>;
type Defaulted<T> = Generated<T>;

const PORTAL_STATUSES = ['installing', 'active', 'disconnected'] as const;
export type PortalStatus = (typeof PORTAL_STATUSES)[number];

const TASK_STATES = ['pending', 'sending', 'created', 'closed', 'failed'] as const;
type TaskState = (typeof TASK_STATES)[number];

const TOUCH_STATES = ['open', 'late', 'done', 'missed', 'cancelled'] as const;
export type TouchState = (typeof TOUCH_STATES)[number];

const CALLBACK_STATES = ['waiting', 'ready', 'done'] as const;
export type CallbackState = (typeof CALLBACK_STATES)[number];

type PortalTable = {
  portal_id: number;
  status: PortalStatus;
  hub_domain: string | null;
  ui_domain: string | null;
  time_zone: string | null;
  scopes: Defaulted<string[]>;
  installed_at: number;
  disconnected_at: number | null;
  access_token: Buffer | null;
  refresh_token: Buffer | null;
  token_expires_at: number | null;
  account: ColumnType<unknown, string | undefined, string>;
  backfill: JSONColumnType<BackfillProgress> | null;
  lists: ColumnType<Partial<Record<ListName, string>>, string | undefined, string>;
  model_version: number | null;
  lease_holder: string | null;
  lease_until: Date | null;
  wait_until: Date | null;
  signed_v3_at: number | null;
  moving_to: string | null;
  last_served_at: Date | null;
  refresh_before: Buffer | null;
  refresh_asked_at: number | null;
  refreshing_until: Date | null;
  grant_refused_at: number | null;
  grant_looks: Defaulted<number>;
  grant_look_at: number | null;
  erase_at: number | null;
  heard_at: number | null;
};

type ModelTable = {
  portal_id: number;
  version: number;
  document: Json;
  created_at: number;
  user_id: number | null;
  author: string | null;
  note: Defaulted<string>;
  back_to: number | null;
  plan_id: string | null;
  ramp: Json | null;
};

const PLAN_STATES = ['running', 'done', 'cancelled', 'failed'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

type ModelPlanTable = {
  portal_id: number;
  plan_id: string;
  state: PlanState;
  version: number;
  back_to: number | null;
  document: Json;
  fingerprint: string | null;
  at: number;
  progress: Json;
  result: Json | null;
  ramp: Json | null;
  heard_at: Defaulted<number>;
};

type MoverTable = { portal_id: number; contact_id: number; plan_id: string; rank: number; change: Json };

const DRAFT_STATES = ['draft', 'reviewed', 'published', 'discarded'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

type DraftTable = { portal_id: number; draft_id: string; version: number; edit: number; state: DraftState };

type DraftEditTable = {
  portal_id: number;
  draft_id: string;
  edit: number;
  document: Json;
  hash: string;
  user_id: number | null;
  author: string;
  note: string;
  at: number;
};

type EditorTable = { portal_id: number; user_id: number; name: string; at: number; given_by: string | null };

type AccountPropertyTable = { portal_id: number; definitions: Json; forms: Json | null; at: number };

type SignatureTable = {
  portal_id: number;
  draft_id: string;
  side: 'marketing' | 'sales';
  hash: string;
  user_id: number | null;
  author: string;
  at: number;
  voided_by: number | null;
};

const SET_UP_STATES = ['done', 'skipped'] as const;
export type SetUpState = (typeof SET_UP_STATES)[number];

type SetUpTable = {
  portal_id: number;
  step: string;
  state: SetUpState;
  user_id: number | null;
  author: string;
  at: number;
};

type EventTable = {
  portal_id: number;
  type: string;
  object_id: number;
  property: string;
  occurred_at: number;
  event_id: number;
  received_at: number;
};

type NewsTable = {
  portal_id: number;
  id: GeneratedAlways<number>;
  due_at: number;
  contact_ids: number[];
  relinks: boolean[];
  properties: (string | null)[];
  value_numbers: (number | null)[];
  set_at: (number | null)[];
  tries: Defaulted<number>;
  try_at: Defaulted<number>;
};

type ContactTable = {
  portal_id: number;
  contact_id: number;
  seq: Defaulted<number>;
  run_at: number | null;
  next_at: number | null;
  lease: string | null;
  attempts: Defaulted<number>;
  last_error: string | null;
  stale: Defaulted<boolean>;
  relink: Defaulted<boolean>;
  facts: JSONColumnType<StoredFacts> | null;
  facts_at: number | null;
  pending_facts: JSONColumnType<StoredFacts<Partial<LinkedFacts>>> | null;
  pending_facts_at: number | null;
  decisions: JSONColumnType<Decisions> | null;
  inputs: JSONColumnType<Properties> | null;
  memory: JSONColumnType<Memory> | null;
  standing: JSONColumnType<StoredStanding> | null;
  track: Defaulted<Track>;
  lists: Defaulted<ListName[]>;
  listed: Defaulted<ListName[] | null>;
  lists_in_doubt: Defaulted<ListName[] | null>;
  unlisted: GeneratedAlways<boolean>;
  company_id: GeneratedAlways<string | null>;
  deal_ids: GeneratedAlways<readonly string[] | null>;
  lifecycle: string | null;
  lifecycle_intent: string | null;
  evaluation: Json | null;
  evaluated: string | null;
  gist: string | null;
  scored_at: number | null;
  created_at: number | null;
  peers: Json | null;
  excluded: JSONColumnType<readonly string[]> | null;
  apart: JSONColumnType<Apart> | null;
  merged: Defaulted<boolean>;
  missing_since: number | null;
  missing_by: MissingBy | null;
  alone: Defaulted<boolean>;
  evaluating: Defaulted<boolean>;
  claimed_by: string | null;
  claimed_seq: number | null;
  crashes: Defaulted<number>;
  waits: JSONColumnType<Waits> | null;
  list_tries: Defaulted<number>;
  list_try_at: Defaulted<number>;
  model_version: number | null;
  former: JSONColumnType<readonly Former[]> | null;
};

type ActivityTable = {
  portal_id: number;
  contact_id: number;
  id: string;
  signal: string;
  at: number;
  quantity: number;
  source: string;
  detail: string | null;
};

type ActivityPackTable = {
  portal_id: number;
  contact_id: number;
  since: number;
  kinds: Json;
};

type ScorePointTable = {
  portal_id: number;
  contact_id: number;
  at: number;
  explicit: number;
  implicit: number;
  score: number;
  qualification: Qualification;
  segment: DormantSegment | null;
  cause: string;
};

type ScoreHistoryTable = {
  portal_id: number;
  contact_id: number;
  at: readonly number[];
  what: readonly number[];
  kinds: readonly (readonly [Qualification, DormantSegment | null, string])[];
};

type TaskTable = {
  portal_id: number;
  contact_id: number;
  key: string;
  kind: string;
  due_at: number;
  body: Json;
  state: Defaulted<TaskState>;
  hubspot_id: number | null;
  error: string | null;
  created_at: number;
  close_as: string | null;
  attempts: Defaulted<number>;
  try_at: Defaulted<number>;
};

type JobTable = {
  portal_id: number;
  kind: string;
  key: string;
  seq: Defaulted<number>;
  run_at: number | null;
  lease: string | null;
  attempts: Defaulted<number>;
  last_error: string | null;
  payload: Json;
};

type CallbackTable = {
  portal_id: number;
  callback_id: string;
  contact_id: number | null;
  action: string;
  input: Json;
  state: CallbackState;
  outputs: JSONColumnType<Readonly<Record<string, string>>> | null;
  try_at: Defaulted<number>;
  created_at: number;
  expires_at: number;
};

type TurnTable = { portal_id: number; key: string; state: Json };

type TouchTable = {
  portal_id: number;
  contact_id: number;
  track: string;
  kind: TouchKind;
  due_at: number;
  state: TouchState;
  closed_at: number | null;
  cause: string | null;
};

type CorrespondenceTable = {
  portal_id: number;
  contact_id: number;
  at: number;
  kind: 'excluded' | 'admitted' | 'send';
  detail: Json | null;
  seq: Generated<number>;
};

type ContactNameTable = { portal_id: number; contact_id: number; words: string };

type TraitTable = { portal_id: number; contact_id: number; kind: 'email' | 'phone' | 'form'; digest: string };

type AssignmentTable = {
  portal_id: number;
  contact_id: number;
  occasion: string;
  territory: string;
  owner_id: string | null;
  by: string;
  at: number;
  open: Defaulted<boolean>;
};

type AnswerTable = {
  portal_id: number;
  contact_id: number;
  since: number;
  occasion: number;
  why: string;
  due: number;
  escalate: number;
  answered: number | null;
  hours: number | null;
  dropped: number | null;
  owner_id: string | null;
  territory: string | null;
};

type StayTable = {
  portal_id: number;
  contact_id: number;
  kind: 'track' | 'segment';
  since: number;
  value: string;
  until: number | null;
  next: string | null;
};

type HoldOutTable = {
  portal_id: number;
  track: HoldOutTrack;
  since: number;
  share: number;
  secret: Defaulted<string>;
  until: number | null;
  ended: 'changed' | 'harm' | null;
};

type DrawTable = {
  portal_id: number;
  contact_id: number;
  track: HoldOutTrack;
  since: number;
  at: number;
  is_out: boolean;
};

type EncounterTable = {
  portal_id: number;
  contact_id: number;
  kind: 'page' | 'form' | 'other';
  what: string;
  at: number;
  signal: string | null;
};

type MailingTable = {
  portal_id: number;
  contact_id: number;
  at: number;
  campaign: string | null;
  track: string | null;
  opened: number | null;
  clicked: number | null;
};

type KeptMonthTable = {
  portal_id: number;
  what: string;
  since: number;
  until: number;
  at: number;
  changes_at: number | null;
  weight: number;
  stale: Defaulted<boolean>;
  cells: Json;
};

type KeptChoiceTable = {
  portal_id: number;
  what: string;
  since: number;
  filter: string;
  value: string;
  cells: Json;
};

type AskedChoiceTable = { portal_id: number; key: string; traits: Json; at: number };

type StaleDayTable = { portal_id: number; seq: Generated<number>; ledger: string; day: number };

type AtHandTable = {
  portal_id: number;
  contact_id: number;
  with_sales: boolean;
  owner_id: string | null;
  points: number | null;
  answer_by: number | null;
  owed_since: number | null;
  woke: boolean | null;
  qualified_since: number | null;
  ready: string | null;
  doubted: string | null;
  doubts: unknown;
  read_at: number | null;
};

type ViolationTable = {
  portal_id: number;
  contact_id: number;
  at: number;
  campaign: string | null;
  since: number;
  rules: unknown;
};

type PassageTable = {
  portal_id: number;
  contact_id: number;
  captured: number;
  mql: number | null;
  sql: number | null;
  opportunity: number | null;
  customer: number | null;
  lost: number | null;
  silent_lead: number | null;
  silent_mql: number | null;
  silent_sql: number | null;
  source: string | null;
  campaign: string | null;
  first_form: string | null;
  first_page: string | null;
  validity: string | null;
  persona: string | null;
  country: string | null;
  industry: string | null;
  company_size: string | null;
  product: string | null;
  track: string | null;
  segment: string | null;
  territory: string | null;
  owner_id: string | null;
};

type FeedTable = {
  portal_id: number;
  hash: Buffer;
  made_at: number;
  made_by: string;
  used_at: number | null;
};

type SourceCostTable = { portal_id: number; source: string; month: string; amount: number };

type AuditTable = {
  portal_id: number;
  contact_id: number;
  at: number;
  place: number;
  user_id: number | null;
  user_email: string | null;
  action: string;
  detail: Json;
};

type VisitTable = { portal_id: number; contact_id: number; user_id: number; at: number; before_at: number | null };

type LandmarkTable = {
  portal_id: number;
  contact_id: number;
  at: number;
  version: number;
  score: number | null;
  explicit: number | null;
  implicit: number | null;
  size: string | null;
  won_at: number | null;
};

type ChanceTable = { portal_id: number; at: number; learnt: Json };

type ContactHistoryTable = {
  portal_id: number;
  contact_id: number;
  place: number;
  asked_at: number;
  read_at: number | null;
  histories: unknown;
};

type RequestDoneTable = { portal_id: number; signature: string; at: number };

type ErasedTable = { portal_id: number; contact_id: number; at: number };

type DeadLetterTable = {
  portal_id: number;
  what: string;
  key: string;
  error: string;
  at: number;
  cause: Defaulted<string>;
  retries: Defaulted<number>;
  retry_at: number | null;
  app_version: string | null;
  model_version: number | null;
};

type WriteRuleTable = {
  portal_id: number;
  part: WritePart;
  value: string;
  code: string;
  properties: string[];
  since: number;
  try_at: number;
};

type WebhookDeadLetterTable = {
  portal_id: number;
  key: string;
  what: 'event' | 'delivery';
  reason: string;
  type: string;
  object_ids: number[];
  shape: string;
  times: number;
  first_at: number;
  last_at: number;
};

type ContactPastTable = {
  portal_id: number;
  contact_id: number;
  history: Json;
  company: Json;
  deals: Json;
  reads: string;
  read_at: number;
};

const LEARNING_STATES = ['running', 'done', 'failed', 'cancelled'] as const;
export type LearningState = (typeof LEARNING_STATES)[number];

type LearningRow = {
  portal_id: number;
  learning_id: string;
  state: LearningState;
  wishes: Json;
  progress: Json;
  report: Json | null;
  draft_id: string | null;
  user_id: number | null;
  author: string;
  begun_at: number;
  ended_at: number | null;
};

const LOOK_BACK_STATES = ['choosing', 'reading', 'judging', 'done', 'failed', 'cancelled'] as const;
export type LookBackState = (typeof LOOK_BACK_STATES)[number];

type LookBackTable = {
  portal_id: number;
  plan_id: string;
  run_id: string;
  state: LookBackState;
  since: number;
  progress: Json;
  result: Json | null;
  author: string;
  heard_at: number;
};

type ElsewhereTable = {
  portal_id: number;
  place: string;
};

export type Schema = {
  portal: PortalTable;
  elsewhere: ElsewhereTable;
  model: ModelTable;
  model_plan: ModelPlanTable;
  mover: MoverTable;
  draft: DraftTable;
  draft_edit: DraftEditTable;
  editor: EditorTable;
  account_property: AccountPropertyTable;
  signature: SignatureTable;
  set_up: SetUpTable;
  event: EventTable;
  news: NewsTable;
  contact: ContactTable;
  activity: ActivityTable;
  activity_pack: ActivityPackTable;
  score_point: ScorePointTable;
  score_history: ScoreHistoryTable;
  task: TaskTable;
  job: JobTable;
  dead_letter: DeadLetterTable;
  callback: CallbackTable;
  turn: TurnTable;
  touch: TouchTable;
  correspondence: CorrespondenceTable;
  trait: TraitTable;
  contact_name: ContactNameTable;
  assignment: AssignmentTable;
  webhook_dead_letter: WebhookDeadLetterTable;
  erased: ErasedTable;
  write_rule: WriteRuleTable;
  passage: PassageTable;
  at_hand: AtHandTable;
  violation: ViolationTable;
  source_cost: SourceCostTable;
  feed: FeedTable;
  answer: AnswerTable;
  stay: StayTable;
  hold_out: HoldOutTable;
  draw: DrawTable;
  encounter: EncounterTable;
  mailing: MailingTable;
  kept_month: KeptMonthTable;
  kept_choice: KeptChoiceTable;
  asked_choice: AskedChoiceTable;
  stale_day: StaleDayTable;
  audit: AuditTable;
  visit: VisitTable;
  contact_history: ContactHistoryTable;
  request_done: RequestDoneTable;
  landmark: LandmarkTable;
  chance: ChanceTable;
  contact_past: ContactPastTable;
  learning: LearningRow;
  look_back: LookBackTable;
};
