import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { NO_PEERS } from '../../src/domain/lead/validity/validity-peers.ts';
import type { Job } from '../../src/domain/sync/jobs.ts';
import * as activities from '../../src/store/contacts/activities.ts';
import * as claim from '../../src/store/contacts/claim-contacts.ts';
import * as complete from '../../src/store/contacts/complete-contacts.ts';
import * as contacts from '../../src/store/contacts/contacts.ts';
import * as erase from '../../src/store/contacts/erase-contacts.ts';
import { exportContact } from '../../src/store/contacts/export-contact.ts';
import { everyFacts } from '../../src/store/contacts/facts.ts';
import * as fail from '../../src/store/contacts/fail-contacts.ts';
import * as repairs from '../../src/store/contacts/forget-written.ts';
import * as histories from '../../src/store/contacts/histories.ts';
import * as packs from '../../src/store/contacts/keep-activities.ts';
import * as marks from '../../src/store/contacts/mark-stale.ts';
import * as merge from '../../src/store/contacts/merge-contacts.ts';
import * as needless from '../../src/store/contacts/needless-activities.ts';
import * as notes from '../../src/store/contacts/note-contacts.ts';
import * as missing from '../../src/store/contacts/note-missing.ts';
import * as pasts from '../../src/store/contacts/past.ts';
import * as peers from '../../src/store/contacts/peers.ts';
import { seenNames } from '../../src/store/contacts/seen-names.ts';
import * as readings from '../../src/store/contacts/store-read-contacts.ts';
import * as traits from '../../src/store/contacts/traits.ts';
import * as askedChoices from '../../src/store/figures/asked-choices.ts';
import * as cells from '../../src/store/figures/cells.ts';
import * as content from '../../src/store/figures/content.ts';
import * as costs from '../../src/store/figures/costs.ts';
import * as funnel from '../../src/store/figures/funnel.ts';
import * as keptMonths from '../../src/store/figures/kept-months.ts';
import * as pastRows from '../../src/store/figures/past-rows.ts';
import * as sources from '../../src/store/figures/sources.ts';
import * as speed from '../../src/store/figures/speed.ts';
import * as tracks from '../../src/store/figures/tracks.ts';
import * as week from '../../src/store/figures/week.ts';
import * as answers from '../../src/store/ledgers/answers.ts';
import * as assignments from '../../src/store/ledgers/assignments.ts';
import * as audit from '../../src/store/ledgers/audit.ts';
import * as correspondence from '../../src/store/ledgers/correspondence.ts';
import * as encounters from '../../src/store/ledgers/encounters.ts';
import * as history from '../../src/store/ledgers/history.ts';
import * as holdOuts from '../../src/store/ledgers/hold-outs.ts';
import * as landmarks from '../../src/store/ledgers/landmarks.ts';
import * as mailings from '../../src/store/ledgers/mailings.ts';
import * as passages from '../../src/store/ledgers/passages.ts';
import * as stays from '../../src/store/ledgers/stays.ts';
import * as touches from '../../src/store/ledgers/touches.ts';
import * as visits from '../../src/store/ledgers/visits.ts';
import * as base from '../../src/store/models/base.ts';
import * as drafts from '../../src/store/models/drafts.ts';
import * as learnings from '../../src/store/models/learnings.ts';
import * as lookBacks from '../../src/store/models/look-backs.ts';
import * as plans from '../../src/store/models/plans.ts';
import * as rollouts from '../../src/store/models/rollouts.ts';
import * as ruleUse from '../../src/store/models/rule-use.ts';
import * as versions from '../../src/store/models/versions.ts';
import * as accountProperties from '../../src/store/portals/account-properties.ts';
import * as editors from '../../src/store/portals/editors.ts';
import * as elsewhere from '../../src/store/portals/elsewhere.ts';
import * as feeds from '../../src/store/portals/feeds.ts';
import * as grants from '../../src/store/portals/grants.ts';
import * as models from '../../src/store/portals/models.ts';
import { presenceOf } from '../../src/store/portals/moving-portal.ts';
import * as people from '../../src/store/portals/people.ts';
import * as portals from '../../src/store/portals/portals.ts';
import * as scoreCards from '../../src/store/portals/score-cards.ts';
import * as segments from '../../src/store/portals/segments.ts';
import * as setUp from '../../src/store/portals/set-up.ts';
import * as settings from '../../src/store/portals/settings.ts';
import * as signatures from '../../src/store/portals/signatures.ts';
import * as writeRules from '../../src/store/portals/write-rules.ts';
import type { Schema } from '../../src/store/schema.ts';
import type { Db } from '../../src/store/transaction.ts';
import { keepAtHand } from '../../src/store/work/at-hand.ts';
import * as callbacks from '../../src/store/work/callbacks.ts';
import * as deadLetters from '../../src/store/work/dead-letters.ts';
import * as inbox from '../../src/store/work/inbox.ts';
import * as jobs from '../../src/store/work/jobs.ts';
import * as leases from '../../src/store/work/leases.ts';
import { listOptions } from '../../src/store/work/list-options.ts';
import * as lists from '../../src/store/work/lists.ts';
import * as news from '../../src/store/work/news.ts';
import * as requestsDone from '../../src/store/work/requests-done.ts';
import * as tasks from '../../src/store/work/tasks.ts';
import * as webhookDeadLetters from '../../src/store/work/webhook-dead-letters.ts';
import * as workLists from '../../src/store/work/work-list.ts';
import { newSweep } from '../../src/use-cases/portals/read/sweep-contacts.ts';
import { freshDatabase } from '../support/database/database.ts';
import { unfenced } from '../support/database/portal-fence.ts';
import { activePortal, activity, event, facts, lease, MEMORY, NOW, PASSAGE, result, TOKENS } from './fixtures.ts';

/*
 * One portal never sees, slows or stops another. Two portals have rows with the same ids and other
 * contents in every table. Each operation for one portal leaves the rows of the other unchanged,
 * and gives the same result as without the other portal.
 */

const { db, pool } = await freshDatabase();

/** The statements that each operation sent to the database. */
const sent = new Map<string, Map<string, readonly unknown[]>>();
let trying: string | null = null;
pool.on('connect', (client) => {
  const query = client.query;
  client.query = function record(this: typeof client, ...args: unknown[]) {
    const [text, values] = args;
    if (trying !== null && typeof text === 'string' && Array.isArray(values))
      sent.set(trying, (sent.get(trying) ?? new Map()).set(text, values));
    return Reflect.apply(query, this, args);
  } as typeof query;
});

/** Theirs come first wherever rows have an order. */
const THEIRS = 1;
const OURS = 2;
const HELD = lease();
const HOLDER = lease();
const p = { portalId: OURS };
const heldJob = { ...p, kind: 'backfill', key: '', lease: HELD, seq: 0 } as const;
const backfill = (read: number) => ({ after: null, read, total: null, startedAt: NOW, finishedAt: null });
const rollout = (total: number) => ({
  version: 1,
  planId: null,
  mover: null,
  movers: 0,
  after: null,
  done: 0,
  total,
  startedAt: NOW,
  paused: false,
});
const PUBLICATION = { fingerprint: 'done', by: { userId: null, name: 'Bob' }, note: '', tolerance: 0, refused: null };
const failure = { now: NOW, maxAttempts: 1, random: () => 0 };
const callback = (callbackId: string, contactId = 3) => ({
  callbackId,
  contactId,
  action: 'score_contact',
  input: {},
  state: 'waiting' as const,
  outputs: null,
  expiresAt: NOW + 1,
});
const task = (key: string) => ({ key, kind: 'manual', dueAt: NOW, body: {} });
const letter = (portalId: number, reason: string) =>
  ({ what: 'event', portalId, reason, key: reason, type: `of ${portalId}`, objectIds: [2], shape: '' }) as const;
const passage = (portalId: number) =>
  ({ ...PASSAGE, captured: NOW - portalId, mql: NOW, source: `of ${portalId}` }) as const;
const answer = (portalId: number) =>
  ({
    since: NOW - portalId,
    occasion: NOW - portalId,
    why: 'sql',
    due: NOW,
    escalate: NOW,
    answered: null,
    hours: null,
    dropped: null,
    ownerId: `${portalId}`,
  }) as const;
const encounter = (portalId: number) => ({ kind: 'form', what: `of ${portalId}`, at: NOW, signal: null }) as const;
const stay = (since: number) => ({ kind: 'segment', value: 'dormant_mql', since, until: null, next: null }) as const;
const COHORT = { ...p, bounds: [0, NOW + 1], only: {} };
const point = { at: NOW, explicit: 1, implicit: 1, score: 1, qualification: 'mql', segment: null, cause: 'x' } as const;

/** Owners in whose territory each takes a share of its own in every portal. */
const owning = (contactIds: readonly number[], weight: number) => ({
  inAccount: new Set(['5', '6']),
  asks: contactIds.map((contactId) => ({
    contactId,
    occasion: 'sql',
    existing: undefined,
    roundRobin: 'north',
    owners: [
      { id: '5', weight },
      { id: '6', weight: 1, capacity: 1 },
    ],
    fallback: undefined,
  })),
});

const touch = {
  track: 'dormant_mql',
  kind: 'email',
  dueAt: NOW,
  at: NOW,
  cause: null,
} as const;
const traitful = { traits: [{ kind: 'email', key: 'ada@engines.example' }] } as const;

/** In hand: contact 4 and job `held`. */
const inHand = { contactId: 4, seq: 1 };

const DEED = { by: { id: 7, email: 'ada@engines.example' }, action: 'snooze', detail: { days: 7 } } as const;

const BOB = { userId: 7, name: 'bob@engines.example' };
const PAST = { reads: 'all', since: NOW };
const pastOf = (contactId: number) => ({ contactId, history: {}, company: {}, deals: [] });
const LEARNING = { ...p, learningId: 'learning' };
const newLearning = (of: number) => ({ wishes: { of }, progress: { of }, by: BOB, now: NOW });
const PLAN = { ...p, planId: 'plan' };
const LOOKED = { progress: { done: 2, of: 2 }, result: { of: OURS } };
const newLookBack = (of: number) => ({
  ...{ runId: 'run', state: 'judging' as const, since: of, progress: { done: 0, of: 2 }, author: 'Bob', heardAt: NOW },
});
const DRAFT = { ...p, draftId: 'draft' };
const newPlan = (of: number) => ({
  version: 1,
  backTo: of,
  document: { of },
  ramp: null,
  at: NOW,
  progress: { judged: 0, total: of },
});
const mover = (contactId: number, of: number) => ({ contactId, rank: of, change: { of } });
const newEdit = (of: number) => ({ document: { of }, hash: `of ${of}`, by: BOB, note: '', at: NOW });

const RULE = { part: 'stage', value: 'mql', code: 'X', properties: ['phone'], since: NOW, tryAt: 0 } as const;

const OPERATIONS: Readonly<Record<string, (db: Db) => Promise<unknown>>> = {
  findElsewhere: (db) => elsewhere.findElsewhere(db, OURS),
  putElsewhere: (db) => elsewhere.putElsewhere(db, OURS, 'another'),
  placePortal: (db) => elsewhere.placePortal(db, OURS, 'another'),
  presenceOf: (db) => presenceOf(db, OURS),
  contactsAtHand: async (db) => [...(await callbacks.contactsAtHand(db, OURS, [1, 3]))],
  findCallbacks: async (db) => [...(await callbacks.findCallbacks(db, OURS, ['waiting', 'ready', 'new']))],
  putCallbacks: (db) => callbacks.putCallbacks(db, { ...p, callbacks: [callback('new'), callback('ready')], now: NOW }),
  readyCallbacksOf: (db) => callbacks.readyCallbacksOf(db, OURS, [1, 3]),
  readyCallbacks: (db) => callbacks.readyCallbacks(db, { ...p, now: NOW, limit: 100 }),
  storeAnswers: (db) => callbacks.storeAnswers(db, OURS, [{ callbackId: 'ready', outputs: { score: '5' } }]),
  finishCallbacks: (db) => callbacks.finishCallbacks(db, OURS, ['ready', 'waiting']),
  deferCallbacks: (db) => callbacks.deferCallbacks(db, OURS, { callbackIds: ['ready'], until: NOW + 5 }),
  countOpenCallbacks: (db) => callbacks.countOpenCallbacks(db, OURS, 100),
  assignOwners: (db) => assignments.assignOwners(db, OURS, { ...owning([1, 3], OURS), now: NOW + 1 }),
  holdTurns: async (db) => {
    const turns = await assignments.holdTurns(db, OURS);
    return [[...turns!.queues], [...turns!.open]];
  },
  keepTurns: (db) =>
    assignments.keepTurns(db, OURS, {
      turns: { queues: new Map([['north', []]]), open: new Map() },
      assignments: [{ contactId: 1, occasion: 'new', territory: 'north', ownerId: '8', by: 'turn' }],
      now: NOW,
    }),
  closeAssignments: (db) => assignments.closeAssignments(db, OURS, [1, 2]),
  reopenAssignments: (db) => assignments.reopenAssignments(db, OURS, [{ contactId: 2, occasion: 'sql' }]),
  claimContacts: (db) => claim.claimContacts(db, { ...p, lease: HOLDER, now: NOW, limit: 1 }),
  returnContacts: (db) => claim.returnContacts(db, { ...p, lease: HELD, contactIds: [4] }),
  claimThese: (db) => claim.claimThese(db, { ...p, lease: HOLDER, now: NOW, contactIds: [1, 2, 3] }),
  releaseContacts: (db) => claim.releaseContacts(db, { ...p, lease: HELD, contactIds: [4] }),
  setAlone: (db) => claim.setAlone(db, { ...p, lease: HELD, contactIds: [4] }),
  beginEvaluating: (db) => claim.beginEvaluating(db, { ...p, lease: HELD, contactId: 4 }),
  readActivities: (db) => activities.readActivities(db, { ...p, contactId: 1 }),
  completeContacts: (db) =>
    complete.completeContacts(db, {
      ...p,
      lease: HELD,
      now: NOW,
      rows: [
        {
          ...result({ ...inHand, track: 'customer' } as claim.ClaimedContact, { facts: facts() }),
          activities: [activity('new')],
          points: [point],
          tasks: [task('new')],
        },
      ],
    }),
  exportContact: (db) => exportContact(db, { ...p, contactId: 1 }),
  findContact: (db) => contacts.findContact(db, OURS, 1),
  countContacts: (db) => contacts.countContacts(db, OURS, NOW),
  countDue: (db) => contacts.countDue(db, OURS, NOW, 100),
  propertiesOfContacts: async (db) => [...(await contacts.propertiesOfContacts(db, OURS, [0, 1, 3]))],
  contactsLinkedTo: (db) => contacts.contactsLinkedTo(db, OURS, 'deal', ['d1'], NOW),
  nextRunAt: (db) => contacts.nextRunAt(db, OURS),
  makeDue: (db) => contacts.makeDue(db, { ...p, contactIds: 'all', now: NOW - 5 }),
  rememberLifecycleIntent: (db) =>
    contacts.rememberLifecycleIntent(db, { ...p, lease: HELD, rows: [{ contactId: 4, lifecycle: 'mql' }] }),
  eraseContacts: (db) => erase.eraseContacts(db, { ...p, contactIds: [1, 2, 3, 4, 5], now: NOW }),
  ensureContacts: (db) => erase.ensureContacts(db, OURS, [1, 88]),
  lockContacts: (db) => erase.lockContacts(db, OURS, [1, 2]),
  forgetDeadLettersOf: (db) => erase.forgetDeadLettersOf(db, OURS, [5]),
  failContacts: (db) =>
    fail.failContacts(db, { ...p, lease: HELD, ...failure, rows: [{ ...inHand, error: 'broken' }] }),
  pointsOf: (db) => history.pointsOf(db, { ...p, contactId: 1 }),
  recordPoints: (db) => history.recordPoints(db, OURS, [{ contactId: 1, points: [{ ...point, score: 99 }] }]),
  writeHistories: (db) => history.writeHistories(db, OURS, [{ contactId: 1, points: [{ ...point, score: 98 }] }]),
  carryPoints: (db) => history.carryPoints(db, OURS, { from: 1, into: 2 }),
  async markNews(db) {
    const ifNot = { property: 'lifecyclestage', value: `lead of ${THEIRS}`, at: NOW };
    const mark = event({ kind: 'mark_stale', contactId: 1, ifNot }, { eventId: 49 });
    await inbox.acceptDeliveries(db, { ...p, now: NOW, debounceMs: 0, deliveries: [[mark]] });
    const marked = await news.markNews(db, { portalId: OURS, now: NOW });
    // One that cannot be carried out.
    await sql`update contact set seq = ${sql.lit('9223372036854775807')} where portal_id = ${OURS}`.execute(db);
    const again = event({ kind: 'mark_stale', contactId: 1 }, { eventId: 50 });
    await inbox.acceptDeliveries(db, { ...p, now: NOW, debounceMs: 0, deliveries: [[again]] });
    return [marked, (await news.markNews(db, { portalId: OURS, now: NOW })).failed?.contactId];
  },
  async acceptDeliveries(db) {
    const mark = event({ kind: 'mark_stale', contactId: 2 }, { eventId: 49 });
    // In one statement, since the portal was heard just before.
    await db.updateTable('portal').set({ heard_at: NOW }).where('portal_id', '=', OURS).execute();
    await inbox.acceptDeliveries(db, { ...p, now: NOW, debounceMs: 0, deliveries: [[mark]] });
    return inbox.acceptDeliveries(db, {
      ...p,
      now: NOW,
      debounceMs: 0,
      deliveries: [
        [
          event({ kind: 'mark_stale', contactId: 1 }, { eventId: 50 }),
          event({ kind: 'gone', contactId: 3, by: 'told', afterMs: 9 }, { eventId: 52 }),
          event({ kind: 'job', job: { kind: 'reconcile', key: '', payload: { since: 9 } } }, { eventId: 53 }),
        ],
      ],
    });
  },
  putWebhookDeadLetters: (db) =>
    webhookDeadLetters.putWebhookDeadLetters(db, [letter(OURS, 'no_object'), letter(OURS, 'new')], NOW + 1),
  listWebhookDeadLetters: (db) => webhookDeadLetters.listWebhookDeadLetters(db, { ...p, limit: 100 }),
  forgetInWebhookDeadLetters: (db) => webhookDeadLetters.forgetInWebhookDeadLetters(db, OURS, [2]),
  addJobs: (db) =>
    jobs.addJobs(db, {
      ...p,
      jobs: [{ kind: 'reconcile', key: '', payload: { since: 2 }, runAt: NOW - 9 }],
      ifPresent: 'replace',
    }),
  findJob: (db) => jobs.findJob(db, OURS, 'reconcile', ''),
  dropJob: (db) => jobs.dropJob(db, OURS, 'reconcile', ''),
  claimJobs: (db) => jobs.claimJobs(db, { ...p, lease: HOLDER, now: NOW, limit: 1 }),
  saveProgress: (db) => jobs.saveProgress(db, heldJob, backfill(9)),
  completeJob: (db) => jobs.completeJob(db, heldJob),
  releaseJob: (db) => jobs.releaseJob(db, heldJob, NOW + 3),
  failJob: (db) => jobs.failJob(db, heldJob, { ...failure, error: 'broken' }),
  renewLease: (db) => leases.renewLease(db, { ...p, holder: HOLDER, leaseMs: 60_000 }),
  holdLease: (db) => leases.holdLease(db, { ...p, holder: HOLDER }),
  releaseLease: async (db) => {
    await leases.releaseLease(db, { ...p, holder: HOLDER });
    return { renewed: await leases.renewLease(db, { ...p, holder: HOLDER, leaseMs: 1 }) };
  },
  pendingListChanges: (db) => lists.pendingListChanges(db, { ...p, limit: 100, now: NOW }),
  doubtListed: (db) => lists.doubtListed(db, { ...p, lists: new Map([[1, ['customer']]]) }),
  confirmListed: (db) =>
    lists.confirmListed(db, {
      ...p,
      changes: [
        { contactId: 1, from: [], to: ['mql_nurture'] },
        { contactId: 5, from: ['customer'], to: ['mql_nurture'] },
      ],
    }),
  markContactsStale: (db) =>
    marks.markContactsStale(db, { ...p, marks: [{ contactId: 1 }, { contactId: 77 }], dueAt: NOW - 7 }),
  mergeContacts: (db) =>
    merge.mergeContacts(db, { ...p, from: [1], into: 3, now: NOW, mergeMemory: (a) => a, shownBy: () => ({}) }),
  noteMissing: (db) =>
    missing.noteMissing(db, { ...p, contacts: [{ contactId: 1, by: 'told', since: NOW, confirmAt: NOW + 9 }] }),
  putMissing: (db) =>
    missing.putMissing(db, {
      ...p,
      lease: HELD,
      contacts: [{ contactId: 4, by: 'read', since: NOW, confirmAt: NOW + 9 }],
    }),
  knownOf: (db) => missing.knownOf(db, OURS, [0, 1, 2, 3]),
  noteContacts: (db) =>
    notes.noteContacts(db, {
      ...p,
      notes: [{ contactId: 1, inputs: { a: 'b' }, activities: [activity('n')], deed: DEED }],
      now: NOW,
    }),
  recordDeeds: (db) => audit.recordDeeds(db, OURS, [{ contactId: 1, ...DEED, action: 'vouch' }], NOW + 1),
  latestDeeds: (db) => audit.latestDeeds(db, { ...p, limit: 100 }),
  noteVisit: (db) => visits.noteVisit(db, { ...p, contactId: 1, userId: 7, now: NOW + 3_600_000 }),
  addModel: (db) => models.addModel(db, { ...p, document: { name: 'second' }, now: NOW }),
  findModel: (db) => models.findModel(db, OURS, 1),
  listVersions: (db) => versions.listVersions(db, OURS),
  versionsTakenUp: (db) => versions.versionsTakenUp(db, OURS, 2),
  rampOf: (db) => versions.rampOf(db, OURS, 1),
  versionsLike: (db) => versions.versionsLike(db, OURS, 1),
  readBase: (db) => base.readBase(db, OURS, { after: 0, limit: 100 }),
  idsOfBase: (db) => base.idsOfBase(db, OURS, { after: 0, limit: 100 }),
  readStanding: (db) =>
    base.readStanding(db, OURS, {
      after: 0,
      limit: 100,
      facts: ['email'],
      readsPast: true,
      signals: ['page_view'],
      details: true,
    }),
  markOfBase: (db) => base.markOfBase(db, OURS),
  someOfBase: (db) => base.someOfBase(db, OURS, 2),
  putPlan: (db) => plans.putPlan(db, OURS, { ...newPlan(OURS), planId: 'new' }),
  addToPlan: (db) =>
    plans.addToPlan(db, PLAN, { movers: [mover(3, OURS)], progress: { judged: 2, total: 3 }, now: NOW }),
  endPlan: (db) => plans.endPlan(db, PLAN, { state: 'done', fingerprint: 'new', result: { of: OURS } }),
  putLookBack: (db) => lookBacks.putLookBack(db, { ...p, planId: 'done' }, newLookBack(OURS)),
  findLookBack: (db) => lookBacks.findLookBack(db, PLAN),
  moveLookBack: (db) =>
    lookBacks.moveLookBack(db, { ...PLAN, runId: 'run' }, { from: 'judging', to: 'done', ...LOOKED, now: NOW }),
  findPlan: (db) => plans.findPlan(db, OURS, 'plan'),
  findPlanByFingerprint: (db) => plans.findPlanByFingerprint(db, OURS, 'done'),
  moversOf: (db) => plans.moversOf(db, PLAN, { limit: 10 }),
  moversThatDiffer: (db) => plans.moversThatDiffer(db, { ...PLAN, otherId: 'done' }),
  notJudgedBy: (db) => rollouts.notJudgedBy(db, { ...p, version: 9, after: 0, limit: 2 }),
  readAgainAt: (db) => rollouts.readAgainAt(db, OURS, 1),
  takeOver: (db) => rollouts.takeOver(db, { ...p, version: 2, contacts: [{ contactId: 1, seq: 0 }] }),
  settle: (db) =>
    rollouts.settle(db, {
      ...p,
      version: 2,
      contacts: [
        {
          contactId: 1,
          seq: 0,
          evaluation: { at: NOW, memory: MEMORY, nextChangeAt: null },
          evaluated: 'x',
          gist: '[]',
        },
      ],
    }),
  countJudgedBy: (db) => rollouts.countJudgedBy(db, { ...p, version: 1 }),
  dropPublication: (db) => rollouts.dropPublication(db, OURS),
  pauseRollout: (db) => rollouts.pauseRollout(db, { ...p, paused: true, now: NOW }),
  putDraft: (db) => drafts.putDraft(db, { ...p, draftId: 'new' }, { ...newEdit(OURS), version: 1 }),
  addEdit: (db) => drafts.addEdit(db, DRAFT, { ...newEdit(9), after: 1 }),
  setDraftState: (db) => drafts.setDraftState(db, DRAFT, { edit: 1, state: 'discarded' }),
  wantHistories: (db) => histories.wantHistories(db, { portalId: OURS, contactIds: [2, 1], now: NOW, freshSince: NOW }),
  unreadHistories: (db) => histories.unreadHistories(db, OURS, 10),
  storeHistories: (db) => histories.storeHistories(db, OURS, [{ contactId: 1, histories: { of: OURS } }], NOW),
  storedHistories: (db) => histories.storedHistories(db, OURS, [1, 2]),
  setUpSteps: (db) => setUp.setUpSteps(db, OURS),
  putSetUpStep: (db) => setUp.putSetUpStep(db, OURS, { step: 'owners', state: 'skipped', by: BOB, at: NOW }),
  putSignature: (db) => drafts.putSignature(db, DRAFT, { side: 'sales', hash: `of ${OURS}`, by: BOB, at: NOW }),
  findDraft: (db) => drafts.findDraft(db, DRAFT),
  sidesSigned: (db) => drafts.sidesSigned(db, OURS, `of ${OURS}`),
  endDrafts: (db) => drafts.endDrafts(db, OURS, `of ${OURS}`),
  latestEdits: (db) => drafts.latestEdits(db, OURS, 5),
  openDrafts: (db) => drafts.openDrafts(db, OURS),
  putEditor: (db) => editors.putEditor(db, OURS, { userId: 8, name: 'new', at: NOW, by: 'Bob' }),
  takeEditor: (db) => editors.takeEditor(db, OURS, 7),
  listEditors: (db) => editors.listEditors(db, OURS),
  isEditor: (db) => editors.isEditor(db, OURS, 7),
  putProperties: (db) => accountProperties.putProperties(db, OURS, { properties: [], forms: ['Ours'], now: NOW }),
  findForms: (db) => accountProperties.findForms(db, OURS),
  findProperties: (db) => accountProperties.findProperties(db, OURS),
  findEdit: (db) => drafts.findEdit(db, DRAFT, 1),
  listDeadLetters: (db) => deadLetters.listDeadLetters(db, { ...p, limit: 100 }),
  retryDeadLetters: (db) => deadLetters.retryDeadLetters(db, { ...p, deadLetters: 'all', now: NOW }),
  retryDueDeadLetters: (db) => deadLetters.retryDueDeadLetters(db, { ...p, now: NOW, mended: 'consented' }),
  countDeadLetters: (db) => deadLetters.countDeadLetters(db, OURS),
  findWriteRules: (db) => writeRules.findWriteRules(db, OURS),
  rememberWriteRules: (db) =>
    writeRules.rememberWriteRules(db, {
      ...p,
      rules: [{ part: 'task', value: '', code: 'X', properties: [] }],
      now: NOW,
    }),
  takeProbe: (db) => writeRules.takeProbe(db, { ...p, rule: RULE, now: NOW }),
  forgetWriteRule: (db) => writeRules.forgetWriteRule(db, { ...p, rule: RULE }),
  countWaiting: (db) => writeRules.countWaiting(db, OURS),
  contactsWaiting: (db) => writeRules.contactsWaiting(db, { ...p, part: 'stage', value: 'mql', limit: 9 }),
  holdListed: (db) => lists.holdListed(db, { ...p, refused: new Map([[1, 'list_refused x']]), now: NOW }),
  forgetListed: (db) => repairs.forgetListed(db, { ...p, lists: ['customer', 'sales_ready'] }),
  forgetWritten: (db) => repairs.forgetWritten(db, { ...p, properties: ['ripen_score'], now: NOW - 3 }),
  storeInstalledPortal: (db) => portals.storeInstalledPortal(db, { ...p, tokens: TOKENS, scopes: ['more'], now: NOW }),
  findPortal: (db) => portals.findPortal(db, OURS),
  updatePortal: (db) => portals.updatePortal(db, OURS, { hubDomain: 'ours.example' }),
  erasePortal: (db) => portals.erasePortal(db, OURS, NOW),
  beginRefresh: (db) => grants.beginRefresh(db, { ...p, now: NOW, forMs: 1_000 }),
  endRefresh: async (db) => {
    await grants.beginRefresh(db, { ...p, now: NOW - 1, forMs: 1_000 });
    await grants.endRefresh(db, { ...p, begunAt: NOW, answered: true });
  },
  doubtGrant: (db) => grants.doubtGrant(db, { ...p, now: NOW, checkAt: NOW + 1 }),
  sealPortal: async (db) => {
    await grants.doubtGrant(db, { ...p, now: NOW, checkAt: NOW + 1 });
    return grants.sealPortal(db, { ...p, refusedAt: NOW, now: NOW, eraseAt: NOW + 1 });
  },
  resealTokens: (db) => grants.resealTokens(db, OURS, (sealed) => Buffer.from(sealed).reverse()),
  eraseSealed: async (db) => {
    await grants.doubtGrant(db, { ...p, now: NOW, checkAt: NOW + 1 });
    await grants.sealPortal(db, { ...p, refusedAt: NOW, now: NOW, eraseAt: NOW + 1 });
    return portals.eraseSealed(db, OURS, NOW + 1);
  },
  storeReadContacts: (db) =>
    readings.storeReadContacts(db, {
      ...p,
      contacts: [{ contactId: 1, facts: facts({ email: 'new' }), at: NOW + 1 }],
      now: NOW,
      progress: { job: heldJob, payload: backfill(2) },
      lease: HOLDER,
    }),
  storedBetween: async (db) =>
    [...(await readings.storedBetween(db, OURS, { after: 0, upTo: 4 }))].sort(([a], [b]) => a - b),
  findScore: (db) => scoreCards.findScore(db, OURS, 1),
  putTasks: (db) => tasks.putTasks(db, OURS, [{ contactId: 1, ...task('third') }], NOW),
  claimTasks: (db) => tasks.claimTasks(db, { ...p, limit: 1, now: NOW }),
  tasksInDoubt: (db) => tasks.tasksInDoubt(db, OURS),
  settleTasks: (db) =>
    tasks.settleTasks(db, { ...p, ...failure, tasks: [{ contactId: 1, key: 'a', outcome: 'created', hubspotId: 5 }] }),
  holdTasks: (db) => tasks.holdTasks(db, OURS, NOW + 9),
  deferClosing: (db) => tasks.deferClosing(db, { ...p, task: { contactId: 1, key: 'over' }, until: NOW + 9 }),
  closeTasks: (db) => tasks.closeTasks(db, OURS, [{ contactId: 1, key: 'open', as: 'DEFERRED' }]),
  tasksToClose: (db) => tasks.tasksToClose(db, { ...p, limit: 100, now: NOW }),
  settleClosed: (db) => tasks.settleClosed(db, { ...p, tasks: [{ contactId: 1, key: 'over', as: 'COMPLETED' }] }),
  openTasks: (db) => tasks.openTasks(db, { ...p, after: { contactId: 0, key: '' }, limit: 100 }),
  takeLandmarks: async (db) => {
    await db.deleteFrom('landmark').where('portal_id', '=', OURS).execute();
    return landmarks.takeLandmarks(db, { ...p, afterMs: 9, now: NOW + 99, limit: 100 });
  },
  noteWins: (db) => landmarks.noteWins(db, OURS, 1_000),
  countLandmarks: (db) =>
    landmarks.countLandmarks(db, OURS, {
      after: 0,
      until: NOW + 9,
      windowMs: 5_000,
      version: OURS,
      only: { persona: '' },
    }),
  listLandmarks: (db) => landmarks.listLandmarks(db, OURS, { after: 0, limit: 100 }),
  firstLandmark: (db) => landmarks.firstLandmark(db, OURS),
  findQuarterCheck: (db) => landmarks.findQuarterCheck(db, OURS),
  putChances: (db) => landmarks.putChances(db, OURS, { learnt: { of: 'new' }, now: NOW + 9 }),
  appendCorrespondence: (db) =>
    correspondence.appendCorrespondence(db, OURS, [{ contactId: 1, kind: 'admitted', at: NOW + 1 }]),
  carrySends: (db) => correspondence.carrySends(db, OURS, 1, 3),
  correspondenceOf: (db) => correspondence.correspondenceOf(db, { ...p, contactId: 1 }),
  watchedCorrespondence: (db) => correspondence.watchedCorrespondence(db, { ...p, since: 0 }, 9),
  correspondenceSummary: (db) => correspondence.correspondenceSummary(db, { ...p, since: 0 }),
  longPasts: (db) => needless.longPasts(db, OURS, { after: 0, until: NOW, limit: 10 }),
  documentsInUse: (db) => needless.documentsInUse(db, OURS),
  keepActivities: (db) => packs.keepActivities(db, OURS, [{ contactId: 1, activities: [activity('new')] }]),
  carryPack: (db) => packs.carryPack(db, OURS, { from: 1, into: 3, idOf: (id) => `1/${id}` }),
  dropActivities: (db) => packs.dropActivities(db, { ...p, contactId: 1, ids: ['a'] }),
  packRows: (db) => needless.packRows(db, OURS, 1),
  forgetActivities: (db) => needless.forgetActivities(db, OURS, { contactId: 1, activities: [activity('a')] }),
  seenNames: (db) => seenNames(db, OURS, ['num_conversion_events']),
  everyFacts: async (db) => {
    const found = [];
    for await (const facts of everyFacts(db, OURS)) found.push(facts);
    return found;
  },
  violations: async (db) => {
    const found = [];
    for await (const violation of correspondence.violations(db, { ...p, since: 0 })) found.push(violation);
    return found;
  },
  recordTouches: (db) => touches.recordTouches(db, OURS, [{ ...touch, event: 'done', contactId: 1 }]),
  missedTouches: (db) => touches.missedTouches(db, { ...p, since: 0 }, 100),
  countTouches: (db) => touches.countTouches(db, { ...p, since: 0 }),
  notePassages: (db) => passages.notePassages(db, OURS, [{ contactId: 1, ...passage(OURS), sql: NOW }]),
  carryPassage: (db) => passages.carryPassage(db, OURS, 1, 3),
  noteAnswers: (db) => answers.noteAnswers(db, OURS, [{ contactId: 1, ...answer(OURS), answered: NOW, hours: 1 }]),
  carryAnswers: (db) => answers.carryAnswers(db, OURS, 1, 3),
  noteEncounters: (db) => encounters.noteEncounters(db, OURS, [{ contactId: 1, ...encounter(OURS), at: NOW - 99 }]),
  carryEncounters: (db) => encounters.carryEncounters(db, OURS, 1, 3),
  noteMailings: async (db) => {
    const send = { kind: 'send', at: NOW - 4, campaign: 'x' } as const;
    await correspondence.appendCorrespondence(db, OURS, [{ contactId: 1, ...send }]);
    await mailings.noteMailings(db, OURS, [1]);
  },
  carryMailings: (db) => mailings.carryMailings(db, OURS, 1, 3),
  countContent: (db) => content.countContent(db, COHORT, 5),
  countCohort: (db) => content.countCohort(db, COHORT),
  countTrackMails: (db) => tracks.countTrackMails(db, COHORT),
  countMails: (db) => tracks.countMails(db, { ...p, since: 0, until: NOW, most: 5 }),
  noteStays: (db) => stays.noteStays(db, OURS, [{ contactId: 1, ...stay(NOW + 1), value: 'dormant_sql' }]),
  carryStays: (db) => stays.carryStays(db, OURS, 1, 3),
  listHoldOuts: (db) => holdOuts.listHoldOuts(db, OURS),
  changeHoldOut: (db) => holdOuts.changeHoldOut(db, OURS, { track: 'dormant_sql', share: 20, isBack: false, now: NOW }),
  endHoldOut: (db) => holdOuts.endHoldOut(db, OURS, { track: 'mql_nurture', ended: 'harm', now: NOW }),
  noteDraws: (db) =>
    holdOuts.noteDraws(db, OURS, [{ contactId: 3, track: 'mql_nurture', of: NOW - 20, at: NOW, out: true }]),
  carryDraws: (db) => holdOuts.carryDraws(db, OURS, 1, 3),
  countDraws: (db) => holdOuts.countDraws(db, OURS, 9),
  countEntries: (db) => holdOuts.countEntries(db, { ...p, from: 0, until: NOW + 9, after: 0, windowMs: 1 }),
  countLeftOut: (db) => holdOuts.countLeftOut(db, OURS),
  leftOutOf: (db) => holdOuts.leftOutOf(db, OURS, { track: 'mql_nurture', since: NOW - 20 }),
  sourceCells: (db) => sources.sourceCells(db, COHORT),
  winsOf: (db) => sources.winsOf(db, COHORT, NOW),
  listCosts: (db) => costs.listCosts(db, OURS, ['2026-11']),
  putCosts: (db) => costs.putCosts(db, OURS, [{ source: 'OFFLINE', month: '2026-11', amount: 99 }]),
  knownSources: (db) => costs.knownSources(db, OURS),
  findFeed: (db) => feeds.findFeed(db, OURS),
  putFeed: (db) => feeds.putFeed(db, OURS, { hash: Buffer.from('x'), madeAt: NOW, madeBy: 'x' }),
  dropFeed: (db) => feeds.dropFeed(db, OURS),
  noteFeedUse: (db) => feeds.noteFeedUse(db, OURS, NOW),
  entriesAfter: (db) => pastRows.entriesAfter(db, OURS, { after: 0, contacts: 9 }),
  scoresAfter: (db) => pastRows.scoresAfter(db, OURS, { after: 0, contacts: 9 }),
  countAnswers: (db) => speed.countAnswers(db, COHORT, NOW),
  countStays: (db) => tracks.countStays(db, COHORT),
  countTrackTouches: (db) => tracks.countTrackTouches(db, COHORT),
  funnelMonths: (db) => funnel.funnelMonths(db, COHORT),
  staysIn: (db) => funnel.staysIn(db, COHORT, NOW),
  cellsOf: async (db) =>
    cells.cellsOf(db, tracks.MAILS_COUNTER, {
      ...COHORT,
      ...(await keptMonths.usableMonths(db, { ...p, now: NOW, atOnce: 0, only: {} })),
    }),
  earliestCounted: (db) => keptMonths.earliestCounted(db, OURS, 1),
  usableMonths: async (db) => {
    const only = { persona: '' };
    const { kept, countedAt } = await keptMonths.usableMonths(db, { ...p, now: NOW, atOnce: 0, only });
    return [[...kept], countedAt(['choices']), await content.countContent(db, { ...COHORT, only, kept }, 9)];
  },
  noteAsked: (db) => askedChoices.noteAsked(db, { ...p, only: { source: '', owner_id: '' }, least: 0, now: NOW + 1 }),
  askedChoices: (db) => askedChoices.askedChoices(db, OURS, NOW),
  forgetAsked: (db) => askedChoices.forgetAsked(db, OURS, NOW + 9 * 86_400_000),
  markStaleMonths: (db) => keptMonths.markStaleMonths(db, { ...p, lease: HOLDER, bounds: [0, NOW + 1], now: NOW + 9 }),
  keepSomeMonths: (db) =>
    keptMonths.keepSomeMonths(db, { ...p, lease: HOLDER, bounds: [0, NOW - 1, NOW + 1], now: NOW, most: 2, least: 1 }),
  forgetMonths: (db) => keptMonths.forgetMonths(db, { ...p, lease: HOLDER }),
  isBehind: (db) => week.isBehind(db, OURS, NOW),
  stagesReached: (db) => week.stagesReached(db, { ...p, from: 0, until: NOW + 1, ownerId: null }),
  filterOptions: (db) => funnel.filterOptions(db, COHORT, 5),
  peersOf: async (db) => [...(await peers.peersOf(db, OURS, [{ ...traitful, contactId: 3, createdAt: NOW }]))],
  peersOfStored: async (db) => [
    ...(await peers.peersOfStored(db, OURS, [peers.asStored({ ...traitful, contactId: 3, createdAt: NOW })])),
  ],
  recordTraits: (db) =>
    traits.recordTraits(db, {
      ...p,
      lease: HELD,
      now: NOW,
      rows: [{ ...traitful, contactId: 4, createdAt: NOW, peers: NO_PEERS }],
    }),
  forgetTraits: (db) => traits.forgetTraits(db, { ...p, contactIds: [1], now: NOW }),
  sharersOf: (db) => traits.sharersOf(db, OURS, [1]),
  ruleUsePage: (db) => ruleUse.ruleUsePage(db, OURS, { version: 1, after: 0, limit: 10 }),
  missedCauses: (db) => settings.missedCauses(db, { ...p, since: 0 }),
  readyContacts: (db) => settings.readyContacts(db, OURS, { shown: 10 }),
  countValues: (db) => segments.countValues(db, OURS, ['country']),
  dataQuality: (db) => settings.dataQuality(db, OURS),
  peopleLike: (db) => people.peopleLike(db, OURS, { text: 'example', limit: 9 }),
  findPeople: (db) => people.findPeople(db, OURS, [1]),
  doubtfulContacts: (db) => people.doubtfulContacts(db, OURS, { validity: 'suspect', limit: 10 }),
  excludedContacts: (db) => people.excludedContacts(db, OURS, 10),
  countExcluded: (db) => settings.countExcluded(db, OURS),
  noteRequest: (db) => requestsDone.noteRequest(db, { ...p, signature: 'of another moment', now: NOW }),
  forgetRequest: (db) => requestsDone.forgetRequest(db, { ...p, signature: 'signed' }),
  noteV3: (db) => signatures.noteV3(db, { ...p, now: NOW, since: NOW }),
  sendsV3: (db) => signatures.sendsV3(db, { ...p, since: 0 }),
  waitWithPortal: (db) => leases.waitWithPortal(db, { ...p, holder: HOLDER, forMs: 1_000 }),
  countDecided: (db) => pasts.countDecided(db, OURS, { ...PAST, customerStages: ['customer'], lostStatuses: [] }),
  decidedUnread: (db) =>
    pasts.decidedUnread(db, OURS, {
      ...{ ...PAST, since: NOW + 1, customerStages: [`lead of ${OURS}`], lostStatuses: [] },
      ...{ below: 9, limit: 5 },
    }),
  putPasts: (db) => pasts.putPasts(db, OURS, { pasts: [pastOf(3)], reads: PAST.reads, now: NOW }),
  pastsAfter: (db) => pasts.pastsAfter(db, OURS, { ...PAST, after: 0, limit: 5, shown: [] }),
  forgetPastsOf: (db) => pasts.forgetPastsOf(db, OURS, [1]),
  putLearning: async (db) => {
    await learnings.endLearning(db, LEARNING, { state: 'cancelled', report: null, draftId: null, now: NOW });
    return learnings.putLearning(db, { ...LEARNING, learningId: 'next' }, newLearning(OURS));
  },
  lastLearning: (db) => learnings.lastLearning(db, OURS),
  noteLearning: (db) => learnings.noteLearning(db, LEARNING, { read: 5 }),
  endLearning: (db) =>
    learnings.endLearning(db, LEARNING, { state: 'done', report: { wins: 1 }, draftId: 'draft', now: NOW }),
  keepAtHand: async (db) => {
    await sql`update contact set track = 'sales_ready' where portal_id = ${OURS}`.execute(db);
    await keepAtHand(db, OURS, [1, 2, 3]);
  },
  listOptions: (db) => listOptions(db, { ...p, owners: ['5'], since: 0, list: 'nurture', only: {}, most: 9 }),
  workList: (db) => workLists.workList(db, { ...p, owners: ['5'], now: NOW, limit: 10 }),
};

/** Functions that work on all portals on purpose, or send no statement. */
const EXEMPT_FUNCTIONS = [
  'countSources',
  // Of no portal's rows, or each held against its counterpart in test/end-to-end/moves.test.ts.
  'sumOfHealth',
  'assertApart',
  'countConnected',
  'fencePortal',
  'unfencePortal',
  'copyPortal',
  'emptyPortal',
  'tablesOfPortals',
  'takePortals',
  'listPortals',
  'forgetOld',
  'unfenceGone',
  'storeHealth',
  'anyOf',
  'marking',
  'puttingNews',
  'portalsWithNews',
  'numberFor',
  'numberForSql',
  'heldOfT',
  'inCohort',
  'activitiesIn',
  'activityOf',
  'pointColumns',
  'pointOf',
  'pointsIn',
  'storedName',
  'storedNameSql',
  'storedFacts',
  'factsIn',
  'bothFactsIn',
  'claimedIn',
  'claimedOfK',
  'dueAndClaimed',
  'lastEvaluationIn',
  'storedStanding',
  'standingIn',
  'standingWithout',
  'ofBatch',
  'packOf',
  'ofChosen',
  'presentOnes',
  'readyOnes',
  'waitingItems',
  'mostFrequent',
  'bySets',
  'kindAndValue',
  'monthOf',
  'isChosen',
  'answersCounter',
  'asOneSpan',
  'byChoice',
  'onlyChoice',
  'askedKey',
  'isAsked',
  'ofAsked',
  'countCells',
  'splitBy',
  'goingOn',
  'spanOf',
  'withRoom',
  'addUp',
  'keptKey',
  'byName',
  'activitiesOfK',
  'countWebhookDeadLetters',
  'asStored',
  'evaluatedOf',
];
const EXEMPT_FILES =
  /(^|\/)(backoff|bounded-key|database|insert-dead-letters|make-due|pending-work|schema|store-by-halves|transaction|versions-beside)\.ts$|^migrations\//;

/** Makes rows of every kind, in every state that matters. */
async function furnish(portalId: number): Promise<void> {
  const due = portalId === THEIRS ? NOW - 1_000 : NOW;
  await activePortal(db, portalId);
  await models.addModel(db, {
    portalId,
    document: { name: `of ${portalId}` },
    now: NOW,
    by: BOB,
    note: `of ${portalId}`,
    backTo: portalId,
    ramp: { from: portalId, since: 0, share: 0, owners: [] },
  });
  for (const planId of ['plan', 'done']) {
    await plans.putPlan(db, portalId, { ...newPlan(portalId), planId });
    const movers = planId === 'plan' ? [mover(1, portalId), mover(2, portalId)] : [mover(2, 8 + portalId)];
    await plans.addToPlan(db, { portalId, planId }, { movers, progress: { judged: 1, total: 2 }, now: NOW });
  }
  const done = { state: 'done', fingerprint: 'done', result: { of: portalId } } as const;
  await plans.endPlan(db, { portalId, planId: 'done' }, done);
  await lookBacks.putLookBack(db, { portalId, planId: 'plan' }, newLookBack(portalId));
  await editors.putEditor(db, portalId, { userId: 7, name: `of ${portalId}`, at: NOW, by: null });
  const owned = { name: `of_${portalId}`, label: '', type: 'string', options: [] };
  await accountProperties.putProperties(db, portalId, { properties: [owned], forms: ['Theirs'], now: NOW });
  await holdOuts.changeHoldOut(db, portalId, { track: 'mql_nurture', share: portalId, isBack: false, now: NOW - 20 });
  const draft = { portalId, draftId: 'draft' };
  await drafts.putDraft(db, draft, { ...newEdit(portalId), version: portalId });
  await drafts.setDraftState(db, draft, { edit: 1, state: 'reviewed' });
  await setUp.putSetUpStep(db, portalId, { step: 'owners', state: 'done', by: BOB, at: NOW - portalId });
  await drafts.putSignature(db, draft, { side: 'marketing', hash: `of ${portalId}`, by: BOB, at: NOW - portalId });
  const read = (contactId: number, linked = {}) =>
    readings.storeReadContacts(db, {
      portalId,
      contacts: [{ contactId, facts: { ...facts({ lifecyclestage: `lead of ${portalId}` }), ...linked }, at: NOW }],
      now: due,
    });
  const take = (held: string) => claim.claimContacts(db, { portalId, lease: held, now: NOW, limit: 1 });

  await read(1, { dealIds: ['d1'] });
  const evaluated = result((await take(HELD))[0]!, {
    track: 'mql_nurture',
    activities: [{ ...activity('a'), quantity: portalId }],
    points: [{ ...point, score: portalId }],
    tasks: ['a', 'b'].map((key) => ({ ...task(key), body: { of: portalId } })),
    nextAt: NOW + 1_000 * portalId,
    extra: ['ready'],
    memory: { ...MEMORY, customerSince: NOW + 1_000 * portalId },
    evaluation: {
      modelVersion: 1,
      relation: 'prospect',
      written: { ripen_ready: `of ${portalId}`, ripen_lead_validity: 'suspect' },
    },
    touches: [
      { ...touch, event: 'due' },
      { ...touch, dueAt: NOW - 1, event: 'missed', cause: `of ${portalId}` },
    ],
    correspondence: [
      { kind: 'excluded', at: NOW - 10, rules: [`of ${portalId}`] },
      { kind: 'send', at: NOW - 5, campaign: `of ${portalId}` },
    ],
    excluded: [`of ${portalId}`],
    traits: { createdAt: NOW - portalId, ...traitful, peers: NO_PEERS },
    passage: passage(portalId),
    answers: [answer(portalId)],
    draws: [{ track: 'mql_nurture', of: NOW - 20, at: NOW - portalId, out: portalId === OURS }],
    encounters: [encounter(portalId)],
    stays: [stay(NOW - portalId), { ...stay(NOW - 9), kind: 'track', until: NOW - portalId }],
  });
  await complete.completeContacts(db, { portalId, lease: HELD, now: NOW, rows: [evaluated] });
  await history.writeHistories(db, portalId, [{ contactId: 2, points: [{ ...point, at: NOW - 1, score: portalId }] }]);
  await db
    .insertInto('activity')
    .values({ portal_id: portalId, contact_id: 1, ...activity('in a row'), detail: `of ${portalId}` })
    .execute();
  await tasks.claimTasks(db, { portalId, limit: 1, now: NOW });
  await db
    .updateTable('portal')
    .set({ lease_holder: HOLDER, lease_until: new Date(Date.now() + 3_600_000) })
    .where('portal_id', '=', portalId)
    .execute();
  const months = { portalId, lease: HOLDER, bounds: [0, NOW + 1], now: NOW };
  await askedChoices.noteAsked(db, { portalId, only: { persona: '', product: '' }, least: 0, now: NOW });
  await keptMonths.markStaleMonths(db, months);
  while (((await keptMonths.keepSomeMonths(db, { ...months, most: 1, least: 1 })) ?? 0) > 0);
  await db
    .insertInto('source_cost')
    .values({ portal_id: portalId, source: 'OFFLINE', month: '2026-11', amount: portalId })
    .execute();
  await feeds.putFeed(db, portalId, { hash: Buffer.from(`${portalId}`), madeAt: NOW, madeBy: `${portalId}` });
  await db.insertInto('stale_day').values({ portal_id: portalId, ledger: 'cohort', day: 1 }).execute();
  await db
    .insertInto('landmark')
    .values({
      portal_id: portalId,
      contact_id: 1,
      at: NOW - portalId,
      version: portalId,
      score: portalId,
      explicit: 1,
      implicit: 1,
      size: `of ${portalId}`,
    })
    .execute();
  await landmarks.putChances(db, portalId, { learnt: { quarter: { seen: portalId } }, now: NOW });
  await audit.recordDeeds(db, portalId, [{ contactId: 1, ...DEED, detail: { days: portalId } }], NOW - 5 * portalId);
  await visits.noteVisit(db, { portalId, contactId: 1, userId: 7, now: NOW - portalId });
  await histories.wantHistories(db, { portalId, contactIds: [1], now: NOW - portalId, freshSince: 0 });
  await histories.storeHistories(db, portalId, [{ contactId: 1, histories: { of: portalId } }], NOW - portalId);
  await db
    .insertInto('write_rule')
    .values({
      portal_id: portalId,
      part: 'stage',
      value: 'mql',
      code: 'X',
      properties: ['phone'],
      since: NOW,
      try_at: 0,
    })
    .execute();
  await db
    .updateTable('contact')
    .set({ waits: JSON.stringify({ stage: { value: 'mql', tryAt: portalId } }) })
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', 1)
    .execute();
  const inHubspot = { portal_id: portalId, contact_id: 1, kind: 'manual', due_at: NOW, body: '{}', created_at: NOW };
  await db
    .insertInto('task')
    .values([
      { ...inHubspot, key: 'open', state: 'created', hubspot_id: portalId },
      { ...inHubspot, key: 'over', state: 'created', hubspot_id: 10 + portalId, close_as: 'COMPLETED' },
    ])
    .execute();
  const past = { ...pastOf(1), deals: [{ outcome: 'won', at: portalId } as const] };
  await pasts.putPasts(db, portalId, { pasts: [past], reads: 'all', now: NOW });
  await learnings.putLearning(db, { portalId, learningId: 'learning' }, newLearning(portalId));
  await read(6);
  await erase.eraseContacts(db, { portalId, contactIds: [6], now: NOW - 1 });
  await read(5);
  const [broken] = await take(HELD);
  await fail.failContacts(db, {
    portalId,
    lease: HELD,
    ...failure,
    rows: [{ contactId: 5, seq: broken!.seq, error: `x${portalId}` }],
  });
  await read(4);
  await take(HELD);
  await read(3);
  await lists.confirmListed(db, { portalId, changes: [{ contactId: 3, from: [], to: ['sales_ready'] }] });
  const events = [
    event({ kind: 'mark_stale', contactId: 2 }),
    event({ kind: 'dead_letter', deadLetter: letter(portalId, 'no_object') }, { eventId: 2 }),
  ];
  await inbox.acceptDeliveries(db, { portalId, deliveries: [events], now: due, debounceMs: 0 });

  const waiting = [callback('waiting'), callback('ready', 1)].map((c) => ({ ...c, input: { of: portalId } }));
  await callbacks.putCallbacks(db, { portalId, callbacks: waiting, now: NOW });
  await callbacks.readyCallbacksOf(db, portalId, [1]);
  await assignments.assignOwners(db, portalId, { ...owning([1, 2], portalId), now: NOW });
  await assignments.closeAssignments(db, portalId, [2]);
  const add = (job: Job) => jobs.addJobs(db, { portalId, jobs: [{ ...job, runAt: due }], ifPresent: 'keep' });
  const hold = () => jobs.claimJobs(db, { portalId, lease: HELD, now: NOW, limit: 1 });
  await add({ kind: 'sweep', key: '', payload: newSweep(portalId) });
  await hold();
  await jobs.failJob(
    db,
    { portalId, kind: 'sweep', key: '', seq: 0, lease: HELD },
    { ...failure, error: `x${portalId}` },
  );
  await add({ kind: 'backfill', key: '', payload: backfill(portalId) });
  await hold();
  await add({ kind: 'rollout', key: '', payload: rollout(portalId) });
  await add({ kind: 'publish', key: '', payload: { ...PUBLICATION, at: portalId } });
  await add({ kind: 'reconcile', key: '', payload: { since: portalId } });
  await requestsDone.noteRequest(db, { portalId, signature: 'signed', now: NOW - portalId });
  await elsewhere.putElsewhere(db, portalId, `of ${portalId}`);
  await signatures.noteV3(db, { portalId, now: NOW - portalId, since: NOW - portalId });
}

/** What only they have, where a statement that marks over the fence would find it first. */
async function furnishOnlyTheirs(): Promise<void> {
  const contact = { portal_id: THEIRS, contact_id: 0 };
  const newer = { ...point, portal_id: THEIRS, contact_id: 1, at: NOW + 10_000 };
  await db
    .insertInto('audit')
    .values({ ...contact, at: NOW + 9, place: 0, user_id: 7, user_email: null, action: 'vouch', detail: '{}' })
    .execute();
  const open = { ...task('0'), portal_id: THEIRS, due_at: NOW, body: '{}', created_at: NOW };
  const { dueAt: _, ...openTask } = open;
  await db
    .insertInto('contact')
    .values({ ...contact, run_at: 0, facts: JSON.stringify(facts({ only: 'theirs' })) })
    .execute();
  await db
    .insertInto('score_point')
    .values([newer, { ...newer, contact_id: 3, at: NOW }])
    .execute();
  await db
    .insertInto('task')
    .values([
      { ...openTask, contact_id: 0 },
      { ...openTask, contact_id: 3, key: 'a' },
    ])
    .execute();
  await db.insertInto('job').values({ portal_id: THEIRS, kind: 'deal', key: '0', run_at: 0, payload: '{}' }).execute();
  await db
    .insertInto('dead_letter')
    .values({ portal_id: THEIRS, what: 'backfill', key: '', error: 'x', at: NOW })
    .execute();
  await db
    .updateTable('contact')
    .set({ listed: ['customer'] })
    .where('portal_id', '=', THEIRS)
    .where('contact_id', '=', 5)
    .execute();
}

const TABLES = [
  'asked_choice',
  'kept_month',
  'kept_choice',
  'stale_day',
  'source_cost',
  'feed',
  'portal',
  'elsewhere',
  'model',
  'model_plan',
  'mover',
  'draft',
  'draft_edit',
  'set_up',
  'signature',
  'editor',
  'account_property',
  'event',
  'news',
  'contact',
  'activity',
  'activity_pack',
  'score_point',
  'score_history',
  'task',
  'job',
  'dead_letter',
  'callback',
  'turn',
  'assignment',
  'touch',
  'correspondence',
  'trait',
  'webhook_dead_letter',
  'erased',
  'write_rule',
  'passage',
  'at_hand',
  'violation',
  'answer',
  'stay',
  'hold_out',
  'draw',
  'encounter',
  'mailing',
  'audit',
  'visit',
  'contact_history',
  'contact_name',
  'request_done',
  'landmark',
  'chance',
  'contact_past',
  'learning',
  'look_back',
] as const satisfies readonly (keyof Schema)[];

/** By table: its rows of one portal, as text. */
type Rows = Record<string, string[]>;

/** What every table has of a portal, in one question: each statement of the store asks it. */
async function rowsOf(db: Db, portalId: number): Promise<Rows> {
  const ofEach = TABLES.map(
    (table) =>
      sql`select ${sql.lit(table)} as name, to_jsonb(t) as row from ${sql.table(table)} t where portal_id = ${portalId}`,
  );
  const { rows } = await sql<{ name: string; row: object }>`${sql.join(ofEach, sql` union all `)}`.execute(db);
  const dump: Rows = Object.fromEntries(TABLES.map((table) => [table, []]));
  for (const { name, row } of rows) {
    // Leases that an operation takes and secrets are random, the database's clock runs, and so
    // does the count of entries in a ledger: they are compared as "there or not".
    const passing = new Set([
      'lease',
      'lease_until',
      'refreshing_until',
      'wait_until',
      ...(name === 'hold_out' ? ['secret'] : []),
      ...(name === 'correspondence' || name === 'stale_day' ? ['seq'] : []),
      ...(name === 'news' ? ['id'] : []),
    ]);
    dump[name]!.push(
      JSON.stringify(row, (key, value) => (passing.has(key) && portalId === OURS ? value !== null : value)),
    );
  }
  for (const rows of Object.values(dump)) rows.sort();
  return dump;
}

/**
 * What an operation answers and leaves behind, in a transaction that is undone; `alone`: without
 * the other portal.
 */
async function tryOut(operation: (db: Db) => Promise<unknown>, { alone }: { readonly alone: boolean }) {
  const undo = new Error('undo');
  let outcome: { answer: unknown; ours: Rows; theirs: Rows } | undefined;
  await db
    .transaction()
    .execute(async (trx) => {
      if (alone) await leaveOnlyOurs(trx);
      if (!alone) trying = operation.name;
      const answer = await operation(trx).finally(() => {
        trying = null;
      });
      outcome = { answer, ours: await rowsOf(trx, OURS), theirs: await rowsOf(trx, THEIRS) };
      throw undo;
    })
    .catch((error) => {
      if (error !== undo) throw error;
    });
  return outcome!;
}

async function leaveOnlyOurs(trx: Db): Promise<void> {
  const ofEach = TABLES.map(
    (table) => sql`${sql.ref(`of_${table}`)} as (delete from ${sql.table(table)} where portal_id = ${THEIRS})`,
  );
  await sql`with ${sql.join(ofEach)} select`.execute(trx);
}

describe('between two portals with the same ids', () => {
  let before: { readonly ours: Rows; readonly theirs: Rows };

  beforeAll(async () => {
    await furnish(THEIRS);
    await furnishOnlyTheirs();
    await furnish(OURS);
    before = { ours: await rowsOf(db, OURS), theirs: await rowsOf(db, THEIRS) };
  });

  it('knows every table with rows of a portal', async () => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'portal_id'`.execute(db);
    expect(rows.map(({ name }) => name).sort()).toEqual([...TABLES].sort());
  });

  it('every table has rows of both', async () => {
    for (const portalId of [OURS, THEIRS]) {
      for (const rows of Object.values(await rowsOf(db, portalId))) expect(rows).not.toEqual([]);
    }
  });

  it('no statement of the store is left out of this test', async () => {
    const folder = path.resolve(import.meta.dirname, '../../src/store');
    const files = (await readdir(folder, { recursive: true })).filter(
      (name) => /(?<!\.test)\.ts$/.test(name) && !EXEMPT_FILES.test(name),
    );
    const modules = await Promise.all(files.map((name) => import(path.join(folder, name)) as Promise<object>));
    const exported = modules.flatMap((module) =>
      Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : [])),
    );

    expect([...Object.keys(OPERATIONS), ...EXEMPT_FUNCTIONS].sort()).toEqual(exported.sort());
  });

  it.each(Object.entries(OPERATIONS))('%s neither touches the other nor notices it', async (_, operation) => {
    const together = await tryOut(operation, { alone: false });
    const alone = await tryOut(operation, { alone: true });

    expect(together.theirs).toEqual(before.theirs);
    expect(together.answer).toEqual(alone.answer);
    expect(together.ours).toEqual(alone.ours);
    const idle = JSON.stringify(together.ours) === JSON.stringify(before.ours);
    expect(idle && [undefined, null, false, 0].some((nothing) => together.answer === nothing)).toBe(false);
  });

  it('nothing of ours is left once the portal is erased, but that it was here', async () => {
    const { ours } = await tryOut((db) => portals.erasePortal(db, OURS, NOW), { alone: false });

    // `elsewhere` says which database a portal is in. `request_done` has signatures of requests,
    // which are forgotten within minutes.
    const left = Object.entries(ours).flatMap(([table, rows]) => (rows.length > 0 ? [table] : []));
    expect(left.sort()).toEqual(['elsewhere', 'portal', 'request_done']);
  });

  it('every statement restricts every table by the one portal, read by the parser of PostgreSQL', async () => {
    const { parse } = await import('libpg-query');
    const { rows } = await pool.query<{ name: string; columns: string[] }>(
      `select table_name as name, array_agg(column_name::text) as columns from information_schema.columns
       where table_schema = 'public' group by 1`,
    );
    const columnsOf = new Map(rows.map(({ name, columns }) => [name, columns]));
    /** Ours, and 0, which stands for the portal of what names none. */
    const ours = new Set<unknown>([OURS, 0]);
    const open: string[] = [];
    let statements = 0;
    for (const [operation, texts] of sent)
      for (const [text, values] of texts)
        for (const { stmt } of (await parse(text)).stmts ?? []) {
          statements++;
          for (const table of unfenced(stmt, columnsOf, (parameter) => ours.has(values[parameter - 1])))
            open.push(`${operation}: ${table} in ${text.replaceAll(/\s+/g, ' ')}`);
        }

    console.log(`${statements} statements of ${sent.size} operations are restricted to one portal`);
    expect(open).toEqual([]);
    expect(sent.size).toBeGreaterThan(100);
  });
});
