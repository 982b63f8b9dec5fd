import { sql } from 'kysely';
import { withRoom } from '../figures/cells.ts';
import { bySets, kindAndValue, presentOnes } from '../figures/present.ts';
import type { Db } from '../transaction.ts';

/** By what contacts are counted. */
export type CountedTrait = 'country' | 'industry' | 'company_size' | 'product' | 'validity';
export type CountedValue = { readonly trait: CountedTrait; readonly value: string; readonly count: number };

/** How many contacts have each value of these traits, the most frequent first. */
export async function countValues(db: Db, portalId: number, traits: readonly CountedTrait[]): Promise<CountedValue[]> {
  if (traits.length === 0) return [];
  const columns = sql.join(traits.map((name) => sql.ref(name)));
  const { rows } = await withRoom(db, 'reads_all', (trx) =>
    sql<CountedValue>`
    -- Several processes count the combinations, which are few; the sets of groups only one can count.
    with p as materialized (
      select ${columns}, count(*) as n from passage p where ${presentOnes(portalId, {})} group by ${columns}
    )
    select * from (select ${kindAndValue(traits, 'trait')}, sum(n)::bigint as count from p ${bySets(traits)}) v where value is not null order by count desc, trait, value`.execute(
      trx,
    ),
  );
  return rows;
}
