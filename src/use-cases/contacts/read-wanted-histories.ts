import type { History } from '../../domain/activity/observe.ts';
import type { PayloadOf } from '../../domain/sync/jobs.ts';
import type { RecordHistory } from '../../hubspot/operations/property-history.ts';
import { ROWS_PER_CALL } from '../../hubspot/operations/records.ts';
import { storeHistories, unreadHistories } from '../../store/contacts/histories.ts';
import { inTransaction } from '../../store/transaction.ts';
import { type ClaimedJob, completeJob, releaseJob, saveProgress } from '../../store/work/jobs.ts';
import type { Session } from '../session.ts';
import { COMPANY_LINK, type ContactPast, DEAL_HISTORY, RECORDED } from './past-facts.ts';

/*
 * Histories of contacts are read when somebody looks back, fifty contacts a call, until the calls
 * that they allowed are spent. What was read is stored at once, so a restart goes on.
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
  return asked.map((one) => {
    const history = contacts.get(`${one.contactId}`);
    if (history === undefined) return { contactId: one.contactId, histories: null };
    const histories = {
      contact: ofEach(properties, history),
      companies: someOf(companies, companiesOf(one)),
      deals: someOf(deals, one.facts.dealIds ?? []),
    };
    return { contactId: one.contactId, histories };
  });
}

const byId = (records: readonly RecordHistory[]) => new Map(records.map(({ id, history }) => [id, history]));

/** With properties without a value: what nobody asked for must not be taken for empty. */
const ofEach = (names: readonly string[], history: History): History =>
  Object.fromEntries(names.map((name) => [name, history[name] ?? []]));

const someOf = <T>(all: ReadonlyMap<string, T>, ids: readonly string[]): Record<string, T> =>
  Object.fromEntries(ids.flatMap((id) => (all.has(id) ? [[id, all.get(id)!]] : [])));
