import type { Step } from '../evaluation/advance.ts';

/** What a contact stays in: a nurture track, or a dormant segment. */
type StayKind = 'track' | 'segment';

/** A stay in a track or segment. `until` null: it goes on. `next`: the value after it. */
export type TrackStay = {
  readonly kind: StayKind;
  readonly value: string;
  readonly since: number;
  readonly until: number | null;
  readonly next: string | null;
};

/** The value for no track, and for no segment: it is no stay, but it ends one. */
export const NOWHERE = 'none';

type Before = { readonly track: string; readonly segment: string | null } | null;

/**
 * The stays in the evaluations `steps`, of each kind in order; empty: nothing has changed.
 * `before`: the track and segment until then. `before` null: nothing is known, so the stays begin
 * with the last evaluation, or when the contact fell dormant (`segmentSince`).
 */
export function staysOf(
  before: Before,
  steps: readonly Pick<Step, 'at' | 'track' | 'segment'>[],
  segmentSince: number | null,
): readonly TrackStay[] {
  const seen = before === null ? steps.slice(-1) : steps;
  return (['track', 'segment'] as const).flatMap((kind): TrackStay[] => {
    const placeOf = (step: Pick<Step, 'track' | 'segment'> | NonNullable<Before>) => step[kind] ?? NOWHERE;
    const changes = seen.filter((step, place) => place === 0 || placeOf(step) !== placeOf(seen[place - 1]!));
    const isSame = changes.length === 1 && before !== null && placeOf(before) === placeOf(changes[0]!);
    if (isSame) return [];
    return changes.map((step, place) => {
      const after = changes[place + 1];
      return {
        kind,
        value: placeOf(step),
        since: before === null && kind === 'segment' ? (segmentSince ?? step.at) : step.at,
        until: after?.at ?? null,
        next: after === undefined ? null : placeOf(after),
      };
    });
  });
}
