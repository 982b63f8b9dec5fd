import { type RawBuilder, sql } from 'kysely';
import type { Background, Passage } from '../../domain/figures/passage.ts';
import { type Db, json } from '../transaction.ts';

export type NotedPassage = Passage & Background & { readonly contactId: number; readonly ownerId: string | null };

const INSTANTS = [
  'captured',
  'mql',
  'sql',
  'opportunity',
  'customer',
  'lost',
  'silent_lead',
  'silent_mql',
  'silent_sql',
] as const;
const TRAITS = [
  'source',
  'campaign',
  'first_form',
  'first_page',
  'validity',
  'persona',
  'country',
  'industry',
  'company_size',
  'product',
  'track',
  'segment',
  'owner_id',
] as const;

const names = (columns: readonly string[], prefix = ''): RawBuilder<unknown> =>
  sql.raw(columns.map((column) => `${prefix}${column}`).join(', '));

/** SQL: of two instants of a stage the earlier one stays; `k` is the present row. */
const EARLIEST = sql.raw(INSTANTS.map((column) => `${column} = least(k.${column}, excluded.${column})`).join(', '));
const IS_NEWS = sql.raw(
  [
    ...INSTANTS.map((column) => `least(k.${column}, excluded.${column}) is distinct from k.${column}`),
    ...[...TRAITS, 'territory'].map((column) => `excluded.${column} is distinct from k.${column}`),
  ].join(' or '),
);

/** The longest text of a background, in characters: people choose among these texts. */
const LONGEST = 200;

/**
 * Notes the stages that contacts have reached, and their backgrounds. Order and repetition do not
 * matter for the stages. The territory is that of the last owner whom Ripen gave the contact.
 */
export async function notePassages(trx: Db, portalId: number, passages: readonly NotedPassage[]): Promise<void> {
  if (passages.length === 0) return;
  const rows = passages.map(
    ({ contactId, ownerId, firstForm, firstPage, companySize, silentLead, silentMql, silentSql, ...rest }) => ({
      ...rest,
      contact_id: contactId,
      owner_id: ownerId,
      first_form: firstForm,
      first_page: firstPage,
      company_size: companySize,
      silent_lead: silentLead,
      silent_mql: silentMql,
      silent_sql: silentSql,
    }),
  );
  await sql`
    insert into passage as k (portal_id, contact_id, ${names(INSTANTS)}, ${names(TRAITS)}, territory)
    select ${portalId}, t.contact_id, ${names(INSTANTS, 't.')},
      ${sql.raw(TRAITS.map((column) => `left(t.${column}, ${LONGEST})`).join(', '))},
      (select nullif(a.territory, '') from assignment a where a.portal_id = ${portalId} and a.contact_id = t.contact_id
        order by a.at desc, a.occasion limit 1)
    from jsonb_to_recordset(${json(rows)}) as t(contact_id bigint,
      ${sql.raw(INSTANTS.map((column) => `${column} bigint`).join(', '))},
      ${sql.raw(TRAITS.map((column) => `${column} text`).join(', '))})
    order by t.contact_id
    on conflict (portal_id, contact_id) do update set ${EARLIEST},
      ${sql.raw([...TRAITS, 'territory'].map((column) => `${column} = excluded.${column}`).join(', '))}
    where ${IS_NEWS}`.execute(trx);
}

/** Carries the passage of a merged contact over; its own row is erased with the contact. */
export async function carryPassage(trx: Db, portalId: number, from: number, into: number): Promise<void> {
  await sql`
    insert into passage as k (portal_id, contact_id, ${names(INSTANTS)}, ${names(TRAITS)}, territory)
    select portal_id, ${into}::bigint, ${names(INSTANTS)}, ${names(TRAITS)}, territory
    from passage where portal_id = ${portalId} and contact_id = ${from}
    on conflict (portal_id, contact_id) do update set ${EARLIEST}`.execute(trx);
}
