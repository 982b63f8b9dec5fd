import type { Logger } from 'pino';
import type { ModelAction, ModelBody, ModelDone } from '../../../cards/pages/model-contract.ts';
import { type AccountWords, conditionSentence } from '../../domain/changes/condition-sentence.ts';
import { differencesOf } from '../../domain/changes/differences.ts';
import { editModel } from '../../domain/changes/edits.ts';
import { problemsIn, whatIsWrong } from '../../domain/changes/problems.ts';
import type { KnownFacts } from '../../domain/contact.ts';
import { knownFacts } from '../../domain/lead/known-facts.ts';
import { NO_PEERS } from '../../domain/lead/validity-peers.ts';
import { type Condition, type Model, type ModelOutcome, parseModel, readModel } from '../../domain/model/model.ts';
import { numberFieldsOf } from '../../domain/model/number-fields.ts';
import { formCounters, propertiesRead } from '../../domain/model/reads.ts';
import { compileCondition, fieldReader } from '../../domain/rules/condition.ts';
import { unusedForms } from '../../domain/set-up/forms.ts';
import type { HolidayBook } from '../../domain/time/holidays.ts';
import { DAY } from '../../domain/time/time.ts';
import { instantOf } from '../../domain/time/time-zone.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import { markOfBase, readBase, someOfBase } from '../../store/models/base.ts';
import { findDraft, findEdit, openDrafts } from '../../store/models/drafts.ts';
import { dropPublication, pauseRollout } from '../../store/models/rollouts.ts';
import { type Author, listVersions, rampOf } from '../../store/models/versions.ts';
import { findForms, findProperties } from '../../store/portals/account-properties.ts';
import { findModel } from '../../store/portals/models.ts';
import { findPortal, type Portal } from '../../store/portals/portals.ts';
import type { Db } from '../../store/transaction.ts';
import { latestFacts } from '../contacts/contact-in-hand.ts';
import { userNames } from '../contacts/owner-names.ts';
import { moveDraft, rebaseDraft, type SaveOutcome, saveDraft, signDraft } from './edit-draft.ts';
import { explainOnPage } from './explain-on-page.ts';
import { findContacts } from './find-contacts.ts';
import { holidaysOf } from './holidays-of.ts';
import type { LookBacks } from './look-backs.ts';
import { whyOnlyReads } from './may-edit.ts';
import { publishPlan } from './publish-plan.ts';
import { type ScheduleOutcome, schedulePlan } from './schedule-plan.ts';
import type { NamesSeen } from './surveys.ts';
import type { ModelContext, Wanted } from './what-if.ts';
import type { WhatIfRuns } from './what-if-runs.ts';
import { wordsFor } from './words-for.ts';

export type ModelDeskContext = ModelContext & {
  readonly log: Pick<Logger, 'error'>;
  readonly runs: WhatIfRuns;
  readonly lookBacks: LookBacks;
  readonly holidays: HolidayBook;
  readonly names: NamesSeen;
  /** tells the worker that there is work */
  readonly wake: () => void;
};

export type ModelWish = { [A in ModelAction]: { readonly name: A; readonly body: ModelBody<A> } }[ModelAction];

type Refused = Extract<ModelDone, { readonly outcome: 'refused' }>;
const refused = (...sentences: string[]): Refused => ({ outcome: 'refused', sentences });

/** Carries out what somebody does with the model on the app's page. Every change has an author. */
export async function actOnModel(
  context: ModelDeskContext,
  portalId: number,
  user: CardUser | null,
  wish: ModelWish,
): Promise<ModelDone> {
  const portal = await findPortal(context.db, portalId);
  if (portal === null || portal.status !== 'active' || portal.modelVersion === null)
    return refused('Ripen is not set up in this account: its settings in HubSpot say what is missing.');
  if (wish.name === 'count') return countFor(context, portal, wish.body);
  if (wish.name === 'values') return valuesOf(context, portal, wish.body);
  if (wish.name === 'names') return namesOf(context, portal);
  if (wish.name === 'holidays') return holidaysOf(context, portal, wish.body);
  if (wish.name === 'explain') return (await explainOnPage(context, portalId, wish.body)) ?? refused(NOT_JUDGED);
  if (wish.name === 'find') return findContacts(context, portal, wish.body);
  const onlyReads = await whyOnlyReads(context.db, portalId, user);
  if (user === null || onlyReads !== null) return refused(onlyReads ?? '');
  const by = authorOf(portal, user);
  switch (wish.name) {
    case 'change':
      return change(context, portal, by, wish.body);
    case 'discard':
    case 'review': {
      const to = wish.name === 'review' ? 'reviewed' : 'discarded';
      const { outcome } = await moveDraft(context, portalId, { ...wish.body, to });
      return outcome === 'done' ? { outcome } : refused(CHANGED);
    }
    case 'rebase':
      return rebase(context, portal, by, wish.body);
    case 'sign': {
      const { outcome } = await signDraft(context, portalId, { ...wish.body, by });
      if (outcome === 'own_change') return refused('Nobody signs a change of their own: ask a colleague.');
      if (outcome === 'signed_other_side')
        return refused('You have signed for the other side already: ask a colleague to sign for this one.');
      return outcome === 'done' ? { outcome } : refused(CHANGED);
    }
    case 'compare': {
      const wanted = await wantedOf(context, portal, wish.body);
      if (typeof wanted === 'string') return refused(wanted);
      const begun = await context.runs.begin(portalId, wanted, `user ${user.id}`);
      if (begun.outcome === 'begun') return begun;
      if (begun.outcome !== 'invalid') return refused(CHANGED);
      return refused(...('document' in wanted ? whatIsWrong(wanted.document, begun.problems) : begun.problems));
    }
    case 'look_back': {
      const { day, ...body } = wish.body;
      const since = instantIn(portal.account.timeZone, { day, time: '00:00' });
      const now = context.clock.now();
      if (since === null || since >= now || since < now - LONGEST_BACK) return refused(NOT_BACK);
      const begun = await context.lookBacks.begin(portalId, { ...body, since, author: by.name });
      return begun === 'begun' ? { outcome: 'done' } : refused(CHANGED);
    }
    case 'stop_looking_back': {
      const isStopped = await context.lookBacks.cancel(portalId, wish.body.planId);
      return isStopped
        ? { outcome: 'done' }
        : refused('It had ended before you stopped it: load the page again to see how.');
    }
    case 'drop': {
      const isDropped = await dropPublication(context.db, portalId, wish.body.fingerprint);
      return isDropped ? { outcome: 'done' } : refused('It does not wait any more: look at the versions again.');
    }
    case 'pause': {
      const isFound = await pauseRollout(context.db, {
        ...{ portalId, ...wish.body },
        ...{ now: context.clock.now(), by: by.name },
      });
      if (isFound && !wish.body.paused) context.wake();
      return isFound ? { outcome: 'done' } : refused('This roll-out is over: look at the versions again.');
    }
    default:
      return publish(context, portal, by, wish.body);
  }
}

/** Further back than this, HubSpot keeps few of the values that were true then. */
const LONGEST_BACK = 731 * DAY;
const NOT_BACK = 'Choose a day that is over, of the last two years.';
const NOT_JUDGED = 'This contact cannot be judged at the moment: load the page again.';
const CHANGED = 'Somebody else has changed this meanwhile: look at it again.';

const authorOf = ({ account }: Portal, user: CardUser): Author => ({
  userId: user.id,
  name: userNames(account)(user),
});

/** Saves changes to what the person sees; what others saved in the meantime is kept, too. */
async function change(
  context: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  by: Author,
  { seen, changes, settled }: ModelBody<'change'>,
): Promise<ModelDone> {
  const { db } = context;
  if (seen.version !== modelVersion) return refused(CHANGED);
  // When the person began with the version itself, and a colleague has begun a draft of it since,
  // the change goes into that draft.
  const of = seen.draft ?? (await newestDraft(db, portalId, modelVersion));
  const edit = of === null || of.edit === 0 ? null : await findEdit(db, { portalId, draftId: of.draftId }, of.edit);
  if (of !== null && of.edit > 0 && edit === null) return refused(CHANGED);
  const base = edit?.document ?? (await findModel(db, portalId, modelVersion));
  const read = readModel(base);
  if (read.outcome === 'invalid') return refused(...read.problems);
  const done = editModel(read.model, changes);
  if (done.outcome === 'refused') return refused(done.sentence);
  const { document } = done;
  const saved = await saveDraft(context, portalId, {
    document,
    by,
    ...(of !== null && { of }),
    settled,
  });
  switch (saved.outcome) {
    case 'saved':
      return { outcome: 'done' };
    case 'invalid': {
      // With what a colleague saved: places in it are not those that this person sees.
      if (saved.document !== document) return refused(...whatIsWrong(saved.document, saved.problems, read.model));
      const places = problemsIn(document, read.model).map(({ path, sentence }) => ({ path: [...path], sentence }));
      return { ...refused(...whatIsWrong(document, saved.problems, read.model)), places };
    }
    case 'conflict':
      return conflicting(context, portalId, saved, { base: read.model, document });
    default:
      return refused(CHANGED);
  }
}

/** Brings the changes of the version in force into a draft that was begun before it. */
async function rebase(
  context: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  by: Author,
  { draftId, settled }: ModelBody<'rebase'>,
): Promise<ModelDone> {
  const { db } = context;
  const draft = await findDraft(db, { portalId, draftId });
  if (draft === null) return refused(CHANGED);
  const saved = await rebaseDraft(context, portalId, { draftId, by, settled });
  if (saved.outcome === 'saved') return { outcome: 'done' };
  const base = readModel(await findModel(db, portalId, draft.version));
  if (saved.outcome === 'invalid')
    return refused(...whatIsWrong(saved.document, saved.problems, base.outcome === 'valid' ? base.model : undefined));
  if (saved.outcome !== 'conflict') return refused(CHANGED);
  if (base.outcome === 'invalid') return refused(...base.problems);
  const theirs = await findModel(db, portalId, modelVersion!);
  const of = (await listVersions(db, portalId)).find(({ version }) => version === modelVersion);
  const words = await wordsFor(db, portalId);
  return told(saved, { words, base: base.model, mine: draft.last.document, theirs, by: of?.by?.name ?? 'Ripen' });
}

async function newestDraft(db: Db, portalId: number, version: number) {
  const [draft] = await openDrafts(db, portalId);
  return draft?.version === version ? { draftId: draft.draftId, edit: 0 } : null;
}

/** Tells a conflict: what each of two people says where both changed the same. */
async function conflicting(
  { db }: ModelDeskContext,
  portalId: number,
  saved: Conflicting,
  { base, document }: { readonly base: Model; readonly document: unknown },
): Promise<ModelDone> {
  const draft = await findDraft(db, { portalId, draftId: saved.draftId });
  const words = await wordsFor(db, portalId);
  return told(saved, { words, base, mine: document, theirs: draft?.last.document, by: draft?.last.by.name ?? '' });
}

type Conflicting = Extract<SaveOutcome, { readonly outcome: 'conflict' }>;

function told(
  { edit, conflicts }: Conflicting,
  {
    base,
    by,
    words,
    ...both
  }: {
    readonly base: Model;
    readonly mine: unknown;
    readonly theirs: unknown;
    readonly by: string;
    readonly words: AccountWords;
  },
): ModelDone {
  const [mine, theirs] = [both.mine, both.theirs].map(readModel);
  const said = (model: ModelOutcome | undefined, path: readonly string[]): string =>
    differencesOf(base, model?.outcome === 'valid' ? model.model : base, words)
      .filter(({ path: other }) => path.every((name, at) => other[at] === undefined || other[at] === name))
      .map(({ sentence }) => sentence)
      .join(' ');
  return {
    outcome: 'conflict',
    by,
    edit,
    conflicts: conflicts.map(({ path }) => ({ mine: said(mine, path), theirs: said(theirs, path) })),
  };
}

/** A count looks at so many contacts; of a larger base it is an estimate. */
const COUNTED = 2_000;

async function countFor(
  { db, clock, referenceData }: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  { when }: ModelBody<'count'>,
): Promise<ModelDone> {
  const read = readModel(await findModel(db, portalId, modelVersion!));
  if (read.outcome === 'invalid') return refused(...read.problems);
  const condition = conditionIn(read.model, when);
  if (typeof condition === 'string') return refused(condition);
  const test = compileCondition(condition, numberFieldsOf(read.model));
  const now = clock.now();
  const { facts, of } = await someFacts({ db, referenceData }, portalId);
  const holds = facts.filter((contact) => test.holds(contact, now)).length;
  return {
    outcome: 'counted',
    contacts: facts.length < of ? Math.round((holds * of) / Math.max(1, facts.length)) : holds,
    of,
    sentence: conditionSentence(condition, await wordsFor(db, portalId)),
    isEstimate: facts.length < of,
  };
}

/** The facts of a random sample of the contacts, and how many contacts there are (`of`). */
async function someFacts(
  { db, referenceData }: Pick<ModelDeskContext, 'db' | 'referenceData'>,
  portalId: number,
): Promise<{ readonly facts: readonly KnownFacts[]; readonly of: number }> {
  const { contacts: of } = await markOfBase(db, portalId);
  const contactIds = await someOfBase(db, portalId, COUNTED);
  const base = await readBase(db, portalId, { contactIds });
  const facts = base.map((contact) => {
    const { memory, decisions, peers } = contact;
    const latest = latestFacts({ ...contact, activities: null })!;
    return knownFacts(latest, referenceData, { memory, decisions, peers: peers ?? NO_PEERS });
  });
  return { facts, of };
}

/** The most frequent values of a property that are shown; rarer ones do not help. */
const VALUES_TOLD = 30;

/** The options of a property, and the values that contacts have, with how many have each. */
async function valuesOf(
  { db, clock, referenceData }: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  { field }: ModelBody<'values'>,
): Promise<ModelDone> {
  const read = readModel(await findModel(db, portalId, modelVersion!));
  if (read.outcome === 'invalid') return refused(...read.problems);
  const definition = (await findProperties(db, portalId)).find(({ name }) => name === field);
  const labels = new Map(definition?.options.map(({ value, label }) => [value, label]));
  const { contact, company } = propertiesRead(read.model);
  const [prefix, name] = field.split('.');
  const isRead = name === undefined ? contact.includes(field) : prefix !== 'company' || company.includes(name);
  const { facts, of } = await someFacts({ db, referenceData }, portalId);
  const valueIn = fieldReader(field);
  const seen = new Map<string, number>();
  for (const contact of facts)
    for (const value of choicesIn(valueIn(contact, clock.now()), definition?.type))
      seen.set(value, (seen.get(value) ?? 0) + 1);
  const most = [...seen].sort(([, a], [, b]) => b - a).slice(0, VALUES_TOLD);
  const scale = facts.length < of ? of / Math.max(1, facts.length) : 1;
  return {
    outcome: 'values',
    type: definition?.type ?? null,
    options: [...labels].map(([value, label]) => ({ value, label })),
    seen: most.map(([value, contacts]) => ({
      value,
      label: labels.get(value) ?? value,
      contacts: Math.round(contacts * scale),
    })),
    isRead,
  };
}

/** So many forms and so many pages are named: more than people choose from. */
const NAMES_TOLD = 1_000;

/** Forms and pages that contacts of the account used, and forms that nobody used yet. */
async function namesOf({ db, names }: ModelDeskContext, { portalId, modelVersion }: Portal): Promise<ModelDone> {
  const read = readModel(await findModel(db, portalId, modelVersion!));
  if (read.outcome === 'invalid') return refused(...read.problems);
  const { figures, isDone } = names(portalId, formCounters(read.model));
  const known = await findForms(db, portalId);
  const used = figures.forms.map(({ name }) => name);
  // While they are counted, nobody can say which of them nobody used.
  const unused = isDone ? unusedForms(known ?? [], used).map((name) => ({ name, contacts: 0 })) : [];
  return {
    outcome: 'names',
    forms: [...figures.forms, ...unused].slice(0, NAMES_TOLD),
    formsAreRead: known !== null,
    pages: figures.pages.slice(0, NAMES_TOLD),
    isDone,
  };
}

/** Characters. A longer text belongs to one person: nobody chooses it as a value. */
const LONGEST_VALUE = 80;

/** The values to choose from that a contact has; of several chosen options, each. */
const choicesIn = (value: string | undefined, type: string | undefined): readonly string[] =>
  value === undefined || value.length > LONGEST_VALUE ? [] : type === 'enumeration' ? value.split(';') : [value];

/** The condition, if this model can hold it; otherwise a text that says why not. */
function conditionIn(model: Model, when: unknown): Condition | string {
  const group = model.groups.find(({ kind }) => kind === 'explicit');
  if (group === undefined) return 'The model has no explicit group, for who people are: add one to the draft first.';
  const rule = { id: 'a_rule_that_is_tried', label: 'Tried', group: group.id, points: 1, when };
  const document = { ...model, explicit: [rule] };
  const parsed = parseModel(document);
  if (parsed.outcome === 'invalid') return problemsIn(document)[0]?.sentence ?? parsed.problems[0]!;
  const [tried] = parsed.model.explicit;
  return tried !== undefined && 'when' in tried
    ? tried.when
    : 'Expected a condition, and none came: choose a property and what it is to hold.';
}

/** What is to be compared with the version in force; a text says why it cannot be. */
async function wantedOf(
  { db }: ModelDeskContext,
  { portalId, modelVersion }: Portal,
  body: ModelBody<'compare'>,
): Promise<Wanted | string> {
  if ('backTo' in body) return { backTo: body.backTo };
  if (body.ramp?.share === 0 && body.ramp.owners.length === 0) return NOBODY;
  const ramp = body.ramp ?? undefined;
  if ('trial' in body) {
    const isOnTrial = body.trial === modelVersion && (await rampOf(db, portalId, modelVersion)) !== null;
    return isOnTrial ? { document: await findModel(db, portalId, modelVersion), ramp } : CHANGED;
  }
  const draft = await findDraft(db, { portalId, draftId: body.draftId });
  return draft === null ? CHANGED : { document: draft.last.document, ramp };
}

const NOBODY = 'Choose a share of the contacts that come from now on, or whose contacts it is tried with.';

async function publish(
  context: ModelDeskContext,
  { portalId, account }: Portal,
  by: Author,
  { fingerprint, note, at }: ModelBody<'publish'>,
): Promise<ModelDone> {
  if (at !== undefined) {
    const instant = instantIn(account.timeZone, at);
    if (instant === null) return refused('This day or time does not exist: choose another one.');
    const { outcome } = await schedulePlan(context, portalId, { fingerprint, by, note, at: instant });
    return outcome === 'scheduled' ? { outcome, at: instant } : refused(NOT_SCHEDULED[outcome]);
  }
  const done = await publishPlan(context, portalId, { fingerprint, by, note });
  context.wake();
  switch (done.outcome) {
    case 'published':
      return { outcome: 'published', version: done.version, movers: done.movers };
    case 'moved':
      return { outcome: 'refused', sentences: [...done.sentences], planId: done.planId };
    case 'no_note':
      return refused(NOT_SCHEDULED.no_note);
    case 'done_before':
      return refused(`This is published already, as version ${done.version}: look at the versions.`);
    case 'not_signed':
      return refused(`Not signed yet by: ${done.missing.join(', ')}. Ask somebody of each side to sign.`);
    case 'invalid':
      return refused(...done.problems);
    default:
      return refused(CHANGED);
  }
}

const NOT_SCHEDULED = {
  past: 'This instant is over: choose one that is to come.',
  no_note: 'Say in a note why the model changes.',
  no_plan: CHANGED,
  not_installed: CHANGED,
  done_before: 'This is published already: look at the versions.',
} as const satisfies Record<Exclude<ScheduleOutcome['outcome'], 'scheduled'>, string>;

/** The instant at which clocks in the account show this day and time; null: they never do. */
function instantIn(timeZone: string, { day, time }: NonNullable<ModelBody<'publish'>['at']>): number | null {
  const text = `${day}T${time}:00.000Z`;
  const wall = Date.parse(text);
  // `Date.parse` may read 30 February as 2 March.
  if (Number.isNaN(wall) || new Date(wall).toISOString() !== text) return null;
  return instantOf(timeZone, wall);
}
