import type { LinkedFacts } from '../../domain/contact.ts';
import type { Db } from '../transaction.ts';
import { factsIn } from './stored-facts.ts';

const PAGE = 1_000;

/** The stored facts of all contacts of a portal, one after another, read page by page. */
export async function* everyFacts(db: Db, portalId: number): AsyncGenerator<LinkedFacts> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('contact')
      .select(['contact_id', 'facts'])
      .where('portal_id', '=', portalId)
      .where('facts', 'is not', null)
      .where('contact_id', '>', after)
      .orderBy('contact_id')
      .limit(PAGE)
      .execute();
    for (const { facts } of rows) if (facts !== null) yield factsIn(facts);
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.contact_id;
  }
}
