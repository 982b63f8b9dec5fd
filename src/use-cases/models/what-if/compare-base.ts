import { idsOfBase, readBase, readStanding, type Which } from '../../../store/models/base.ts';
import { takeTurns } from '../../contacts/judge/take-turns.ts';
import type { ModelContext } from '../model-context.ts';
import { type ComparedContact, compareStanding, type Sides, standingWish } from './compare-contact.ts';
import { comparePage } from './compare-page.ts';

/** So many contacts are read in full and judged at once. */
const PAGE = 500;

/** Gets each contact of a part; null: it could not be compared. */
type Take = (contactId: number, one: ComparedContact | null) => void;

export type ComparisonOfBase = {
  /**
   * Compares a part of the base. Returns the id of its last contact; null: the next part would have
   * none.
   */
  readonly part: (which: Which, take: Take) => Promise<number | null>;
  /** from this instant on, time alone may change what it has compared so far; null: never */
  readonly holdsUntil: () => number | null;
};

/**
 * Compares contacts of the base by both models. Of those whose gist tells what the draft shows, it
 * reads no more. What the signal says ends it.
 */
export function comparisonOfBase(
  context: ModelContext,
  portalId: number,
  sides: Sides & { readonly now: number },
  signal: AbortSignal | undefined,
): ComparisonOfBase {
  const { db } = context;
  const { untouched, now } = sides;
  let holdsUntil = Infinity;
  const holdUntil = (at: number | null | undefined) => {
    if (typeof at === 'number' && at > now && at < holdsUntil) holdsUntil = at;
  };

  /** Takes whom the gist suffices for. Returns the ids of the others. */
  async function takeByGist(
    which: Which,
    take: Take,
  ): Promise<readonly [ids: readonly number[], touched: readonly number[]]> {
    if (untouched === null) {
      const ids = await idsOfBase(db, portalId, which);
      return [ids, ids];
    }
    const standing = await readStanding(db, portalId, { ...which, ...standingWish(untouched, sides.draft) });
    const touched: number[] = [];
    const sort = function* (): Generator<undefined, void> {
      for (const base of standing) {
        const one = compareStanding(sides, base, now);
        if (one === null) touched.push(base.contactId);
        else {
          holdUntil(one.holdsUntil);
          take(base.contactId, one);
        }
        yield;
      }
    };
    await takeTurns(sort(), () => signal?.throwIfAborted());
    return [standing.map(({ contactId }) => contactId), touched];
  }

  async function takeInFull(contactIds: readonly number[], take: Take): Promise<void> {
    const contacts = await readBase(db, portalId, { contactIds });
    // Only the earliest change by time matters, so contacts need not look for later ones.
    const compared = comparePage(context, portalId, sides, contacts, {
      now,
      signal,
      horizon: () => holdsUntil,
    });
    for await (const { contactId, one, nextAt } of compared) {
      if (one !== null)
        for (const at of [nextAt, one.draft?.evaluation.nextChangeAt, one.current?.evaluation.nextChangeAt])
          holdUntil(at);
      take(contactId, one);
    }
  }

  return {
    async part(which, take) {
      const [ids, touched] = await takeByGist(which, take);
      for (let from = 0; from < touched.length; from += PAGE) await takeInFull(touched.slice(from, from + PAGE), take);
      return 'limit' in which && ids.length === which.limit ? (ids.at(-1) ?? null) : null;
    },
    holdsUntil: () => (holdsUntil === Infinity ? null : holdsUntil),
  };
}
