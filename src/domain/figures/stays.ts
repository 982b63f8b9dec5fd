import type { Step } from '../evaluation/advance.ts';

/** What a contact stays in: a nurture track, or a dormant segment. */
type StayKind = 'track' | 'segment';

/** A stay in a track or a segment. `until` null: it has not ended. `next`: what came after it. */
export type TrackStay = {
  readonly kind: StayKind;
  readonly value: string;
  readonly since: number;
  readonly until: number | null;
  readonly next: string | null;
};

/** In no track, or awake: no stay, but it ends one. */
export const NOWHERE = 'none';

type Before = { readonly track: string; readonly segment: string | null } | null;

/**
 * The stays that these evaluations tell of, in their order, of each kind; the first of a kind goes
 * on with what was there before if that is the same. `before` null: nothing is known, so the stay
 * begins with the last evaluation, or when the contact fell dormant (`segmentSince`). Empty:
 * nothing has changed.
 */
export function staysOf(
  before: Before,
  steps: readonly Pick<Step, 'at' | 'track' | 'segment'>[],
  segmentSince: number | null,
): readonly TrackStay[] {
  const seen = before === null ? steps.slice(-1) : steps;
  return (['track', 'segment'] as const).flatMap((kind): TrackStay[] => {
    const placeOf = (one: Pick<Step, 'track' | 'segment'> | NonNullable<Before>) => one[kind] ?? NOWHERE;
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
