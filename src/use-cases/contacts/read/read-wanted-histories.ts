import type { History } from '../../../domain/activity/history.ts';
import { own } from '../../../domain/own.ts';
import type { PayloadOf } from '../../../domain/sync/jobs.ts';
import type { RecordHistory } from '../../../hubspot/operations/property-history.ts';
import { ROWS_PER_CALL } from '../../../hubspot/operations/records.ts';
import { storeHistories, unreadHistories } from '../../../store/contacts/histories.ts';
import { inTransaction } from '../../../store/transaction.ts';
import { type ClaimedJob, completeJob, releaseJob, saveProgress } from '../../../store/work/jobs.ts';
import type { Session } from '../../session.ts';
import { COMPANY_LINK, type ContactPast, DEAL_HISTORY, RECORDED } from './past-facts.ts';

/*
 * When somebody looks back, a job reads the histories of contacts, fifty contacts a call, until it
 * has spent the calls that they allowed. It stores each page at once, so it goes on after a
 * restart.
 */

/** Reads the next contacts; gives the job back until all are read, or no call is left. */
export async function readWantedHistories(session: Session, job: ClaimedJob<'histories'>): Promise<void> {
  const { db, portalId, clock, log } = session;
  const next = await unreadHistories(db, portalId, ROWS_PER_CALL.recordsWithHistory);
  const { callsLeft } = job.payload;
  const before = session.calls();
  const pasts = next.length === 0 ? [] : await pastsOf(session, next, job.payload);
  const progress: PayloadOf<'histories'> = {
    ...job.payload,
    callsLeft: Math.max(0, callsLeft - (session.calls() - before)),
    read: job.payload.read + (pasts?.length ?? 0),
  };
  const stored = await inTransaction(db, async (trx) => {
    if (!(await saveProgress(trx, job, progress))) return false;
    await storeHistories(trx, portalId, pasts ?? [], clock.now());
    return true;
  });
  if (!stored || (pasts !== null && pasts.length > 0)) return void (await releaseJob(db, job, clock.now()));
  await completeJob(db, job);
  log.info(
    { portalId, contacts: progress.read, callsLeft: progress.callsLeft, calls: session.calls() },
    next.length === 0 ? 'The histories that were asked for are read' : 'The calls for histories are spent',
  );
}

type Asked = Awaited<ReturnType<typeof unreadHistories>>;

/** Null: the calls that are left do not suffice for these contacts. */
async function pastsOf(
  { hubspot }: Session,
  asked: Asked,
  { callsLeft, properties: wanted }: PayloadOf<'histories'>,
): Promise<readonly { readonly contactId: number; readonly histories: ContactPast | null }[] | null> {
  const dealIds = [...new Set(asked.flatMap(({ facts }) => facts.dealIds ?? []))];
  const callsFor = (records: readonly unknown[]) => Math.ceil(records.length / ROWS_PER_CALL.recordsWithHistory);
  if (callsLeft < 1 + callsFor(dealIds)) return null;
  const properties = [...new Set([...wanted.contact, COMPANY_LINK, ...RECORDED])];
  const contacts = byId(
    await hubspot.readContactHistory(asked.map(({ contactId }) => ({ id: `${contactId}`, properties }))),
  );
  const companiesOf = ({ contactId }: Asked[number]) => [
    ...new Set(
      (contacts.get(`${contactId}`)?.[COMPANY_LINK] ?? []).map(({ value }) => value).filter((id) => id !== ''),
    ),
  ];
  const companyIds = [...new Set(asked.flatMap(companiesOf))];
  if (callsLeft < 1 + callsFor(dealIds) + callsFor(companyIds)) return null;
  const companies = new Map(
    (await hubspot.readCompanyHistory(companyIds, wanted.company)).map(({ id, history }) => [
      id,
      ofEach(wanted.company, history),
    ]),
  );
  const deals = byId(await hubspot.readDealHistory(dealIds, DEAL_HISTORY));
  return asked.map((contact) => {
    const { contactId, facts } = contact;
    const history = contacts.get(`${contactId}`);
    if (history === undefined) return { contactId, histories: null };
    const histories = {
      contact: ofEach(properties, history),
      companies: someOf(companies, companiesOf(contact)),
      deals: someOf(deals, facts.dealIds ?? []),
    };
    return { contactId, histories };
  });
}

const byId = (records: readonly RecordHistory[]) => new Map(records.map(({ id, history }) => [id, history]));

/**
 * The history with every property that was asked for, also without a value. So a property that is
 * absent was not read.
 */
const ofEach = (names: readonly string[], history: History): History =>
  Object.fromEntries(names.map((name) => [name, own(history, name) ?? []]));

const someOf = <T>(all: ReadonlyMap<string, T>, ids: readonly string[]): Record<string, T> =>
  Object.fromEntries(ids.flatMap((id) => (all.has(id) ? [[id, all.get(id)!]] : [])));
