import type { Draw, Draws, HoldOut } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { HOLD_OUT_TRACKS, type HoldOutTrack, type Track } from '../words.ts';

/*
 * A part of those who enter a nurture track is left out of it at random, so that one sees what the
 * track does. The lots are drawn outside, of a secret of the hold-out and the contact's number:
 * whoever draws again draws the same. What was drawn is remembered.
 */

const isHoldOutTrack = (track: Track): track is HoldOutTrack => (HOLD_OUT_TRACKS as readonly Track[]).includes(track);

/** The share that a model leaves out of a track, in per cent. */
export const shareLeftOut = (model: Pick<Model, 'holdOut'>, track: HoldOutTrack): number => model.holdOut?.[track] ?? 0;

type Entering = {
  /** where the contact belongs, whether or not it may be written to */
  readonly track: Track;
  /** when it came there */
  readonly since: number;
  /** it would get the e-mails of this track now */
  readonly isServed: boolean;
  readonly holdOuts: readonly HoldOut[];
  /** what was drawn before */
  readonly drawn: Draws | undefined;
  readonly now: number;
};

/**
 * What is drawn to a contact, and whether it is left out of its track now. A hold-out draws for
 * whoever comes into the track after its beginning, once; when it ends, everybody is in.
 */
export function drawFor(
  model: Pick<Model, 'holdOut'>,
  { track, since, isServed, holdOuts, drawn, now }: Entering,
): { readonly drawn: Draws | undefined; readonly leftOut: HoldOutTrack | null } {
  const nothing = { drawn, leftOut: null };
  if (!isHoldOutTrack(track)) return nothing;
  const share = shareLeftOut(model, track);
  const holdOut = holdOuts.find((one) => one.track === track && one.since <= now && now < (one.until ?? Infinity));
  if (share === 0 || holdOut === undefined || holdOut.share !== share) return nothing;
  const known = drawn?.[track];
  if (known?.of === holdOut.since) return { drawn, leftOut: known.out ? track : null };
  if (!isServed || since <= holdOut.since) return nothing;
  const draw: Draw = { of: holdOut.since, at: since, out: holdOut.lot < share / 100 };
  return { drawn: { ...drawn, [track]: draw }, leftOut: draw.out ? track : null };
}

/** What is new in what was drawn. */
export const newDraws = (before: Draws | undefined, after: Draws | undefined): readonly NewDraw[] =>
  HOLD_OUT_TRACKS.flatMap((track) => {
    const draw = after?.[track];
    return draw === undefined || draw.of === before?.[track]?.of ? [] : [{ track, ...draw }];
  });

export type NewDraw = Draw & { readonly track: HoldOutTrack };

/** Of two contacts that became one: of what was drawn to both, what was drawn first. */
export function bothDrawn(a: Draws | undefined, b: Draws | undefined): Draws | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const first = HOLD_OUT_TRACKS.flatMap((track) => {
    const [one, other] = [a[track], b[track]];
    const draw = one === undefined || other === undefined ? (one ?? other) : earlier(one, other);
    return draw === undefined ? [] : [[track, draw] as const];
  });
  return Object.fromEntries(first);
}

/** Of the same hold-out the earlier one; else that of the later hold-out, which may still last. */
const earlier = (a: Draw, b: Draw): Draw => (a.of === b.of ? (b.at < a.at ? b : a) : a.of > b.of ? a : b);
