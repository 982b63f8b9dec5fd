import { type RawBuilder, sql } from 'kysely';

/** By what contacts can be told apart. */
export const FUNNEL_FILTERS = [
  'source',
  'persona',
  'country',
  'industry',
  'company_size',
  'product',
  'track',
  'segment',
  'territory',
  'owner_id',
] as const;
export type FunnelFilter = (typeof FUNNEL_FILTERS)[number];

/** Only contacts with these values; the empty one: unknown. */
export type ChosenTraits = Readonly<Partial<Record<FunnelFilter, string>>>;

export const isChosen = (only: ChosenTraits): boolean => FUNNEL_FILTERS.some((name) => only[name] !== undefined);

/** One that is hidden, since HubSpot does not seem to have it any more, is not counted. */
export const PRESENT = sql`not exists (select from contact k where k.portal_id = p.portal_id
  and k.contact_id = p.contact_id and k.missing_since is not null)`;

const wantedOf = (only: ChosenTraits, of: string): RawBuilder<unknown>[] =>
  FUNNEL_FILTERS.flatMap((name) => {
    const value = only[name];
    return value === undefined
      ? []
      : [sql`${sql.ref(`${of}.${name}`)} is not distinct from ${value === '' ? null : value}`];
  });

/** Contacts that were captured within these bounds, with these values, as `p`. */
export const inCohort = ({
  portalId,
  bounds,
  only,
}: {
  readonly portalId: number;
  readonly bounds: readonly number[];
  readonly only: ChosenTraits;
}): RawBuilder<unknown> =>
  sql.join(
    [
      sql`p.portal_id = ${portalId} and p.captured >= ${bounds[0]!} and p.captured < ${bounds.at(-1)!}`,
      ...wantedOf(only, 'p'),
      PRESENT,
    ],
    sql` and `,
  );

/** All evaluated contacts with these values, as `p`. */
export const presentOnes = (portalId: number, only: ChosenTraits): RawBuilder<unknown> =>
  sql.join([sql`p.portal_id = ${portalId}`, ...wantedOf(only, 'p'), PRESENT], sql` and `);

/** Beside a condition on rows of contacts: only those with these values; nothing is chosen: all. */
export function ofChosen(portalId: number, only: ChosenTraits, of: 'p' | 'k' = 'p'): RawBuilder<unknown> {
  if (!isChosen(only)) return sql``;
  return sql`and exists (select from passage q where q.portal_id = ${portalId} and q.contact_id = ${sql.ref(of)}.contact_id
    and ${sql.join(wantedOf(only, 'q'), sql` and `)})`;
}

/** What a statement on `p` also tells apart: nothing, or each value of some traits. */
export type Split = {
  readonly columns: RawBuilder<unknown>;
  readonly join: RawBuilder<unknown>;
  readonly groups: RawBuilder<unknown>;
};

export const WHOLE: Split = { columns: sql``, join: sql``, groups: sql`` };

export const splitBy = (portalId: number, filters: readonly FunnelFilter[]): Split => {
  const traits = filters.map((name) => ({ name: sql.lit(name), trait: sql`q.${sql.ref(name)}` }));
  const each = (of: (one: (typeof traits)[number]) => RawBuilder<unknown>) =>
    sql.join(
      traits.map((one) => sql`when grouping(${one.trait}) = 0 then ${of(one)}`),
      sql` `,
    );
  return {
    columns: sql`, case ${each(({ name }) => name)} end as filter, coalesce(case ${each(({ trait }) => trait)} end, '') as chosen`,
    join: sql`join passage q on q.portal_id = ${portalId} and q.contact_id = p.contact_id`,
    groups: sql`, grouping sets (${sql.join(traits.map(({ trait }) => sql`(${trait})`))})`,
  };
};

/** The place among the spans between bounds that an instant of `p` lies in; −1: before them. */
export const spanOf = (instant: string, bounds: readonly number[]): RawBuilder<unknown> =>
  sql`width_bucket(p.${sql.ref(instant)}, ${[...bounds]}::bigint[]) - 1`;

/** The same of an instant that lies in one of them. */
export const monthOf = (instant: string, bounds: readonly number[]): RawBuilder<unknown> =>
  bounds.length === 2 ? sql`0` : spanOf(instant, bounds);

/**
 * Counts by each of these columns of `p`, and beside it by the others, in one scan: hashing each
 * column takes a fraction of what a row for each column would.
 */
export const bySets = (columns: readonly string[], ...beside: readonly string[]): RawBuilder<unknown> =>
  sql`group by grouping sets (${sql.join(
    columns.map((name) => sql`(${sql.join([...beside, name].map((one) => sql.ref(one)))})`),
  )})`;

/** By which of the columns a row of `bySets` counts, and its value. */
export function kindAndValue(columns: readonly string[], kind: string): RawBuilder<unknown> {
  const each = (of: (name: string) => RawBuilder<unknown>) =>
    sql.join(
      columns.map((name) => sql`when grouping(${sql.ref(name)}) = 0 then ${of(name)}`),
      sql` `,
    );
  return sql`case ${each((name) => sql.lit(name))} end as ${sql.ref(kind)}, case ${each((name) => sql.ref(name))} end as value`;
}
