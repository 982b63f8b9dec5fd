import { sql } from 'kysely';
import type { Chances } from '../../domain/chance/chances.ts';
import type { Activity, Decisions, LinkedFacts, Properties } from '../../domain/contact.ts';
import { type Account, accountCodec } from '../../domain/sync/account.ts';
import type { Waits } from '../../domain/sync/write-rules.ts';
import { activityOf } from '../contacts/activity-pack.ts';
import {
  type LastEvaluation,
  lastEvaluationIn,
  lastEvaluationOfK,
  type StoredEvaluation,
} from '../contacts/contacts.ts';
import { factsIn, type StoredFacts } from '../contacts/stored-facts.ts';
import type { AuditEntry } from '../ledgers/audit.ts';
import { pointOf, type ScorePoint } from '../ledgers/score-history.ts';
import type { Visit } from '../ledgers/visits.ts';
import type { PortalStatus } from '../schema.ts';
import type { Db } from '../transaction.ts';

/** What a score card needs of a stored contact. Instants are ms since 1970. */
type StoredScore = {
  /** null: never evaluated */
  readonly lastEvaluation: LastEvaluation | null;
  readonly facts: LinkedFacts | null;
  readonly decisions: Decisions | null;
  /** property values that people gave and that HubSpot does not have yet */
  readonly inputs: Properties | null;
  /** when it is due; null: never, or a dead letter */
  readonly runAt: number | null;
  /** a worker holds the contact */
  readonly inHand: boolean;
  /** since when the contact waits for a person, after too many failures; null: it does not wait */
  readonly deadLetterAt: number | null;
  /** the parts that rules of the account refused; null: none */
  readonly waits: Waits | null;
  /** the newest first */
  readonly points: readonly Omit<ScorePoint, 'cause' | 'segment'>[];
  /** the newest first; of one instant in the order of a timeline, turned round */
  readonly activities: readonly Pick<Activity, 'signal' | 'at' | 'quantity'>[];
  /** what people did on the card, the newest first */
  readonly deeds: readonly Omit<AuditEntry, 'contactId'>[];
  readonly visits: readonly Visit[];
  /** how often leads of each score buy; null: not learnt yet */
  readonly chances: Chances | null;
};

type StoredContact = Omit<StoredScore, 'lastEvaluation' | 'facts'> & {
  readonly lastEvaluation: StoredEvaluation | null;
  readonly facts: StoredFacts | null;
};

export type PortalScore = {
  readonly status: PortalStatus;
  readonly modelVersion: number | null;
  /** the account's, by IANA name; null: unknown */
  readonly timeZone: string | null;
  readonly account: Pick<Account, 'owners' | 'leavers' | 'problems'>;
  /** null: the portal has no such contact, as far as we know */
  readonly contact: StoredScore | null;
};

/** So many activities are read, the newest: nobody looks through more. */
const ACTIVITIES = 500;
const DEEDS = 50;

/** A contact's score and what led to it, in one round trip. Null: the portal is unknown. */
export async function findScore(db: Db, portalId: number, contactId: number): Promise<PortalScore | null> {
  const { rows } = await sql<Omit<PortalScore, 'contact'> & { found: boolean } & StoredContact>`
    select p.status, p.model_version as "modelVersion", p.time_zone as "timeZone", jsonb_build_object('owners', p.account -> 'owners', 'leavers', p.account -> 'leavers', 'problems', p.account -> 'problems') as account, k.contact_id is not null as found,
      ${lastEvaluationOfK} as "lastEvaluation", k.facts, k.decisions, k.inputs, k.waits, k.run_at as "runAt", k.lease is not null as "inHand",
      case when k.run_at is null then (
        select d.at from dead_letter d where d.portal_id = k.portal_id and d.what = 'contact' and d.key = k.contact_id::text
      ) end as "deadLetterAt",
      (select coalesce(jsonb_agg(jsonb_build_object('at', s.at, 'explicit', s.explicit, 'implicit', s.implicit,
          'score', s.score, 'qualification', s.qualification) order by s.at desc), '[]')
        from ${pointOf(sql`k.portal_id`, sql`k.contact_id`)} s) as points,
      (select coalesce(jsonb_agg(jsonb_build_object('signal', a.signal, 'at', a.at, 'quantity', a.quantity) order by a.at desc, a.id collate "C"), '[]')
        from (select id, signal, at, quantity from ${activityOf(sql`k.portal_id`, sql`k.contact_id`)} a
          order by at desc, id collate "C" limit ${ACTIVITIES}) a) as activities,
      (select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'action', a.action, 'detail', a.detail, 'by',
          case when a.user_id is null then null else jsonb_build_object('id', a.user_id, 'email', a.user_email) end)
          order by a.at desc, a.place desc), '[]')
        from (select * from audit where portal_id = k.portal_id and contact_id = k.contact_id
          order by at desc, place desc limit ${DEEDS}) a) as deeds,
      (select coalesce(jsonb_agg(jsonb_build_object('userId', v.user_id, 'at', v.at, 'beforeAt', v.before_at)), '[]')
        from visit v where v.portal_id = k.portal_id and v.contact_id = k.contact_id) as visits,
      (select c.learnt from chance c where c.portal_id = k.portal_id) as chances
    from portal p left join contact k on k.portal_id = p.portal_id and k.contact_id = ${contactId} and k.missing_since is null
      and p.status <> 'disconnected'
    where p.portal_id = ${portalId}`.execute(db);
  const row = rows[0];
  if (row === undefined) return null;
  const { status, modelVersion, timeZone, account, found, facts, lastEvaluation, ...rest } = row;
  const contact = { ...rest, facts: facts && factsIn(facts), lastEvaluation: lastEvaluationIn(lastEvaluation) };
  return { status, modelVersion, timeZone, account: accountCodec.parse(account), contact: found ? contact : null };
}
