import type { Draw, Draws, HoldOut } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { HOLD_OUT_TRACKS, type HoldOutTrack, type Track } from '../words.ts';

/*
 * Ripen leaves a part of those who enter a nurture track out of it at random, to see what the track
 * does. The caller makes the lots from a secret of the hold-out and the contact's id, so drawing
 * again gives the same lot. The contact's memory keeps what was drawn.
 */

const isHoldOutTrack = (track: Track): track is HoldOutTrack => (HOLD_OUT_TRACKS as readonly Track[]).includes(track);

/** How many of those who enter a track the model leaves out, in per cent. */
export const shareLeftOut = (model: Pick<Model, 'holdOut'>, track: HoldOutTrack): number => model.holdOut?.[track] ?? 0;

type Entering = {
  /** where the contact belongs, whether or not it may be written to */
  readonly track: Track;
  /** when it entered the track */
  readonly since: number;
  /** the contact would get the e-mails of this track now */
  readonly isServed: boolean;
  readonly holdOuts: readonly HoldOut[];
  /** what was drawn before */
  readonly drawn: Draws | undefined;
  readonly now: number;
};

/**
 * All draws of a contact, and the track that it is left out of now. A hold-out draws once, for each
 * contact that enters the track after the hold-out began; when it ends, it leaves out nobody.
 */
export function drawFor(
  model: Pick<Model, 'holdOut'>,
  { track, since, isServed, holdOuts, drawn, now }: Entering,
): { readonly drawn: Draws | undefined; readonly leftOut: HoldOutTrack | null } {
  const nothing = { drawn, leftOut: null };
  if (!isHoldOutTrack(track)) return nothing;
  const share = shareLeftOut(model, track);
  const holdOut = holdOuts.find(
    (candidate) =>
      candidate.track === track &&
      candidate.share === share &&
      candidate.since <= now &&
      now < (candidate.until ?? Infinity),
  );
  if (share === 0 || holdOut === undefined) return nothing;
  const known = drawn?.[track];
  if (known?.of === holdOut.since) return { drawn, leftOut: known.out ? track : null };
  if (!isServed || since <= holdOut.since) return nothing;
  const draw: Draw = { of: holdOut.since, at: since, out: holdOut.lot < share / 100 };
  return { drawn: { ...drawn, [track]: draw }, leftOut: draw.out ? track : null };
}

/** The draws of `after` that `before` did not have. */
export const newDraws = (before: Draws | undefined, after: Draws | undefined): readonly NewDraw[] =>
  HOLD_OUT_TRACKS.flatMap((track) => {
    const draw = after?.[track];
    return draw === undefined || draw.of === before?.[track]?.of ? [] : [{ track, ...draw }];
  });

export type NewDraw = Draw & { readonly track: HoldOutTrack };

/** The draws of a merged contact: where both contacts have one, the earlier draw holds. */
export function bothDrawn(a: Draws | undefined, b: Draws | undefined): Draws | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const first = HOLD_OUT_TRACKS.flatMap((track) => {
    const [one, other] = [a[track], b[track]];
    const draw = one === undefined || other === undefined ? (one ?? other) : earlier(one, other);
    return draw === undefined ? [] : [[track, draw] as const];
  });
  return Object.fromEntries(first);
}

/** Of one hold-out the earlier draw; else the draw of the later hold-out, which may still last. */
const earlier = (a: Draw, b: Draw): Draw => (a.of === b.of ? (b.at < a.at ? b : a) : a.of > b.of ? a : b);
