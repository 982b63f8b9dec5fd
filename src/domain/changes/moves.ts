import type { Properties } from '../contact.ts';

/* What changes for one contact when another model judges it, as people would see it in HubSpot. */

export const MOVE_KINDS = ['qualification', 'track', 'segment', 'ready', 'owner', 'grade', 'touch'] as const;
export type MoveKind = (typeof MOVE_KINDS)[number];

/** What a model makes of a contact, in the words in which HubSpot shows it. */
export type Appearance = Readonly<Record<MoveKind, string>> & {
  readonly score: number;
  /** since when sales owes an answer; null: it owes none */
  readonly owed: number | null;
  readonly written: Properties;
};

/** Who would get the contact; null: nobody is to get it, or nobody is there to take it. */
export type Giving = { readonly to: string } | null;

export function appearanceOf(
  written: Properties,
  {
    owed,
    owner,
    giving,
  }: { readonly owed: number | null; readonly owner: string | undefined; readonly giving: Giving },
): Appearance {
  const of = (name: string) => written[name] ?? '';
  return {
    qualification: of('ripen_qualification'),
    track: of('ripen_nurture_track'),
    segment: of('ripen_dormant_segment'),
    ready: of('ripen_ready'),
    owner: owner !== undefined && owner !== '' ? owner : giving === null ? '' : giving.to,
    grade: of('ripen_grade'),
    touch: of('ripen_next_touch_at') === '' ? '' : `${of('ripen_next_touch_kind')} ${of('ripen_next_touch_at')}`,
    score: Number(of('ripen_score')),
    owed,
    written,
  };
}

/** From what to what, of that which people would call a change. */
export type Change = Partial<Readonly<Record<MoveKind, { readonly from: string; readonly to: string }>>> & {
  readonly score: { readonly from: number; readonly to: number };
};

/** Stamps of the writing itself: they change nothing by themselves. */
const STAMPS = ['ripen_model_version', 'ripen_scored_at'] as const;

/**
 * What moves; `nothing`: HubSpot would show the same; `points`: it would show other points or
 * reasons, and nothing else that people act on.
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
 * Which movers are rolled out, and shown, first: 0 a call is to be made, 1 sales must hear of it, 2
 * another programme, 3 the rest.
 */
export function rankOf({ qualification, ready, track, segment, owner }: Change): number {
  if (qualification?.to === 'sql') return 0;
  if (qualification?.from === 'sql' || ready !== undefined || owner !== undefined) return 1;
  return qualification !== undefined || track !== undefined || segment !== undefined ? 2 : 3;
}
