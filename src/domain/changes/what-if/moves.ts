import type { Properties } from '../../contact.ts';

/* What changes for one contact when another model judges it, as people would see it in HubSpot. */

export const MOVE_KINDS = ['qualification', 'track', 'segment', 'ready', 'owner', 'grade', 'touch'] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

/** How HubSpot shows a contact when a model judges it. */
export type Appearance = Readonly<Record<MoveKind, string>> & {
  readonly score: number;
  /** since when sales owes an answer; null: it owes none */
  readonly owed: number | null;
  readonly written: Properties;
};

/** Who would get the contact; null: nobody should get it, or nobody is there to take it. */
export type Giving = { readonly to: string } | null;

export function appearanceOf(
  written: Properties,
  {
    owed,
    owner,
    giving,
  }: { readonly owed: number | null; readonly owner: string | undefined; readonly giving: Giving },
): Appearance {
  const shown = (name: string) => written[name] ?? '';
  return {
    qualification: shown('ripen_qualification'),
    track: shown('ripen_nurture_track'),
    segment: shown('ripen_dormant_segment'),
    ready: shown('ripen_ready'),
    owner: owner !== undefined && owner !== '' ? owner : giving === null ? '' : giving.to,
    grade: shown('ripen_grade'),
    touch:
      shown('ripen_next_touch_at') === '' ? '' : `${shown('ripen_next_touch_kind')} ${shown('ripen_next_touch_at')}`,
    score: Number(shown('ripen_score')),
    owed,
    written,
  };
}

/** What people would call a change, each with its value before and after. */
export type Change = Partial<Readonly<Record<MoveKind, { readonly from: string; readonly to: string }>>> & {
  readonly score: { readonly from: number; readonly to: number };
};

/** Properties that only tell of the writing itself: a change of these alone is none. */
const STAMPS = ['ripen_model_version', 'ripen_scored_at'] as const;

/**
 * Compares two appearances of a contact. `nothing`: HubSpot would show the same; `points`: it would
 * show other points or reasons only; `move`: something changes that people act on.
 */
export function moveOf(
  a: Appearance,
  b: Appearance,
): { readonly is: 'nothing' | 'points' } | { readonly is: 'move'; readonly change: Change } {
  const kinds = MOVE_KINDS.filter((kind) => a[kind] !== b[kind]);
  if (kinds.length > 0)
    return {
      is: 'move',
      change: {
        score: { from: a.score, to: b.score },
        ...Object.fromEntries(kinds.map((kind) => [kind, { from: a[kind], to: b[kind] }])),
      },
    };
  const names = new Set([...Object.keys(a.written), ...Object.keys(b.written)]);
  for (const stamp of STAMPS) names.delete(stamp);
  const isSame = [...names].every((name) => (a.written[name] ?? '') === (b.written[name] ?? ''));
  return { is: isSame ? 'nothing' : 'points' };
}

/**
 * The order in which movers are shown and rolled out. 0: somebody must call; 1: sales must hear of
 * it; 2: another qualification, track or segment; 3: the rest.
 */
export function rankOf({ qualification, ready, track, segment, owner }: Change): number {
  if (qualification?.to === 'sql') return 0;
  if (qualification?.from === 'sql' || ready !== undefined || owner !== undefined) return 1;
  return qualification !== undefined || track !== undefined || segment !== undefined ? 2 : 3;
}
