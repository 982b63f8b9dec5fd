import { type RawBuilder, sql } from 'kysely';
import type { DormantSegment, Qualification } from '../../domain/words.ts';

/*
 * The points of a contact in one row, which takes a sixth of a row and a key for each. Statements
 * read it with `unnest`.
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

/**
 * Columns of points that come in order. `what`: a byte each for the place in `kinds`, from 1, and
 * for `explicit`, `implicit` and `score`, from −128 to 127.
 */
export type PointColumns = {
  readonly at: readonly number[];
  readonly what: readonly number[];
  readonly kinds: readonly Kind[];
};

/** The history of points that come in order; there must be one, and fewer than 256. */
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
    what: points.map(
      (point) =>
        (placeOf(point) << 24) | ((point.explicit & 255) << 16) | ((point.implicit & 255) << 8) | (point.score & 255),
    ),
    kinds: [...kinds.values()].map(({ kind }) => kind),
  };
}

/** In order. */
export const pointsIn = ({ at, what, kinds }: PointColumns): ScorePoint[] =>
  at.map((instant, i) => {
    const bytes = what[i]!;
    const [qualification, segment, cause] = kinds[(bytes >>> 24) - 1]!;
    return {
      at: instant,
      explicit: (bytes << 8) >> 24,
      implicit: (bytes << 16) >> 24,
      score: (bytes << 24) >> 24,
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
  select p.at, (p.what << 8) >> 24, (p.what << 16) >> 24, (p.what << 24) >> 24, kinds[its.place][1], kinds[its.place][2], kinds[its.place][3]
  from score_history h, unnest(h.at, h.what) as p(at, what), lateral (select (p.what >> 24) & 255 as place) as its
  where h.portal_id = ${portalId} and h.contact_id = ${contactId} and p.at <> all(array(
    select at from score_point where portal_id = ${portalId} and contact_id = ${contactId})))`;
