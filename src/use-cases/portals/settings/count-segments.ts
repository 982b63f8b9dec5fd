import type { Settings } from '../../../../cards/settings/contract.ts';
import type { Model } from '../../../domain/model/model.ts';
import { once } from '../../../domain/sales/routing.ts';
import type { PayloadOf } from '../../../domain/sync/jobs.ts';
import { SEGMENT_KINDS, SEGMENT_PROPERTY, type SegmentKind, segmentLabel } from '../../../domain/sync/segment-lists.ts';
import { filterOptions, OPTIONS_COUNTER } from '../../../store/figures/funnel.ts';
import { usableMonths } from '../../../store/figures/kept-months.ts';
import type { Portal } from '../../../store/portals/portals.ts';
import { countValues } from '../../../store/portals/segments.ts';
import type { Db } from '../../../store/transaction.ts';
import { findJob } from '../../../store/work/jobs.ts';
import { ownerNames } from '../../contacts/read/owner-names.ts';
import { COUNTED_AT_ONCE } from '../../figures/prepare-figures.ts';

type Segments = NonNullable<Settings['segments']>;

/** The labels are English, with numbers in those of sizes. */
const byName = new Intl.Collator('en', { numeric: true });

const EVER = [0, Number.MAX_SAFE_INTEGER];

/**
 * Counts contacts by segment and by product of interest, of a large account from what is kept of
 * its months; the lists by segment; the territories.
 */
export async function countSegments(
  db: Db,
  { portal, model, now }: { readonly portal: Portal; readonly model: Model; readonly now: number },
): Promise<Segments> {
  const { portalId, account } = portal;
  const { kept, countedAt } = await usableMonths(db, { portalId, now, atOnce: COUNTED_AT_ONCE, only: {} });
  const counted =
    kept.size === 0
      ? await countValues(db, portalId, [...SEGMENT_KINDS, 'product'])
      : (await filterOptions(db, { portalId, bounds: EVER, only: {}, kept }, Number.POSITIVE_INFINITY)).flatMap(
          ({ filter: trait, value, contacts: count }) => (value === null ? [] : [{ trait, value, count }]),
        );
  const oldest = countedAt([OPTIONS_COUNTER.what]);
  const asked = (await findJob(db, portalId, 'segment_lists', ''))?.payload;
  const valuesOf = (kind: SegmentKind | 'product', labelOf: (value: string) => string) =>
    counted
      .flatMap(({ trait, value, count }) => (trait === kind ? [{ what: labelOf(value), count }] : []))
      .sort((a, b) => b.count - a.count || byName.compare(a.what, b.what));
  return {
    ...(oldest !== null && { countedAt: oldest }),
    kinds: SEGMENT_KINDS.map((kind) => ({
      kind,
      values: valuesOf(kind, (value) => segmentLabel(kind, value)),
      lists: account.lacking.includes(SEGMENT_PROPERTY[kind]) ? { state: 'no_property' } : listsOf(kind, asked),
    })),
    hasProducts: model.products.length > 0,
    products: valuesOf('product', (label) => label),
    territories: territoriesOf(model, ownerNames(account)),
  };
}

function listsOf(kind: SegmentKind, asked: PayloadOf<'segment_lists'> | undefined): Segments['kinds'][number]['lists'] {
  const made = asked?.kinds[kind];
  if (asked === undefined || made === undefined) return { state: 'not_asked' };
  if (asked.problems === null) return { state: 'making' };
  return { state: 'made', count: Object.keys(made).length, problems: [...asked.problems] };
}

function territoriesOf({ routing }: Model, nameOf: (id: string) => string): Segments['territories'] {
  return routing.territories.map(({ label, owners: named }) => {
    const owners = once(named);
    const all = owners.reduce((sum, { weight }) => sum + weight, 0);
    return {
      label,
      owners: owners.map(({ id, weight, capacity }) => ({
        name: nameOf(id),
        share: Math.round((100 * weight) / all),
        capacity: capacity ?? null,
      })),
    };
  });
}
