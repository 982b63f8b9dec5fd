import { type RawBuilder, sql } from 'kysely';
import type { DormantSegment, Qualification } from '../../domain/words.ts';

/*
 * The points of a contact in one row, which takes a quarter of a row and a key for each: an array a
 * column, so that a point is a number in each of them, and statements read it with `unnest`.
 */

/** One change in the history of a contact's scores. */
export type ScorePoint = {
  /** ms since 1970 */
  readonly at: number;
  readonly explicit: number;
  readonly implicit: number;
  readonly score: number;
  readonly qualification: Qualification;
  readonly segment: DormantSegment | null;
  /** why the contact was evaluated, in a word for people */
  readonly cause: string;
};

/** What is alike among points. */
type Kind = readonly [qualification: Qualification, segment: DormantSegment | null, cause: string];

/** Columns of points that come in order. `kind`: the place in `kinds`, from 1. */
export type PointColumns = {
  readonly at: readonly number[];
  readonly explicit: readonly number[];
  readonly implicit: readonly number[];
  readonly score: readonly number[];
  readonly kind: readonly number[];
  readonly kinds: readonly Kind[];
};

/** The history of points that come in order; there must be one. */
export function pointColumns(points: readonly ScorePoint[]): PointColumns {
  const kinds = new Map<string, { readonly place: number; readonly kind: Kind }>();
  const placeOf = ({ qualification, segment, cause }: ScorePoint): number => {
    const kind: Kind = [qualification, segment, cause];
    const key = JSON.stringify(kind);
    const { place } = kinds.get(key) ?? { place: kinds.size + 1 };
    kinds.set(key, { place, kind });
    return place;
  };
  return {
    at: points.map(({ at }) => at),
    explicit: points.map(({ explicit }) => explicit),
    implicit: points.map(({ implicit }) => implicit),
    score: points.map(({ score }) => score),
    kind: points.map(placeOf),
    kinds: [...kinds.values()].map(({ kind }) => kind),
  };
}

/** In order. */
export const pointsIn = ({ at, explicit, implicit, score, kind, kinds }: PointColumns): ScorePoint[] =>
  at.map((instant, i) => {
    const [qualification, segment, cause] = kinds[kind[i]! - 1]!;
    return {
      at: instant,
      explicit: explicit[i]!,
      implicit: implicit[i]!,
      score: score[i]!,
      qualification,
      segment,
      cause,
    };
  });

/** SQL, in `from`: the points of one contact, in its history or not, as rows; rows are newer. */
export const pointOf = (portalId: RawBuilder<unknown>, contactId: RawBuilder<unknown>) => sql`(
  select at, explicit, implicit, score, qualification, segment, cause from score_point
  where portal_id = ${portalId} and contact_id = ${contactId}
  union all
  select p.at, p.explicit, p.implicit, p.score, h.kinds[p.kind][1], h.kinds[p.kind][2], h.kinds[p.kind][3]
  from score_history h, unnest(h.at, h.explicit, h.implicit, h.score, h.kind) as p(at, explicit, implicit, score, kind)
  where h.portal_id = ${portalId} and h.contact_id = ${contactId} and p.at <> all(array(
    select at from score_point where portal_id = ${portalId} and contact_id = ${contactId})))`;
