import type { CostsBody, CostsDone } from '../../../cards/pages/contracts/figures-contract.ts';
import { costsIn } from '../../domain/figures/costs.ts';
import { knownSources, putCosts } from '../../store/figures/costs.ts';
import type { CardUser } from '../../store/ledgers/audit.ts';
import type { Db } from '../../store/transaction.ts';
import { whyOnlyReads } from '../models/may-edit.ts';

/** Keeps what sources cost, all of a text or nothing of it. */
export async function putSourceCosts(
  { db }: { readonly db: Db },
  portalId: number,
  user: CardUser | null,
  { text }: CostsBody,
): Promise<CostsDone> {
  const onlyReads = await whyOnlyReads(db, portalId, user);
  if (onlyReads !== null) return { outcome: 'refused', sentences: [onlyReads] };
  const { costs, bad } = costsIn(text, await knownSources(db, portalId));
  if (bad.length > 0) return { outcome: 'not_understood', lines: [...bad] };
  await putCosts(db, portalId, costs);
  return { outcome: 'done', costs: costs.length };
}
