import type { DealFacts, Decisions, Memory } from '../contact.ts';
import type { Model } from '../model/model.ts';
import type { Dormancy } from '../qualification/dormancy.ts';
import { span } from '../time/time.ts';
import {
  type DormantSegment,
  type Qualification,
  type Relation,
  SENDING_TRACKS,
  TOUCH_TRACKS,
  type TouchTrack,
  type Track,
} from '../words.ts';

/**
 * Whether anybody may write to the contact. `reasons`: why not, in sentences. A contact without an
 * address gets nothing sent, but is not excluded from correspondence.
 */
export type Permission = {
  readonly forbidden: boolean;
  readonly reasons: readonly string[];
  readonly hasAddress: boolean;
};

export type TrackInput = {
  readonly relation: Relation;
  readonly qualification: Qualification;
  readonly dormancy: Dormancy;
  readonly permission: Permission;
  /** the track that a decision puts the contact into, if the decision still holds */
  readonly decided: Track | null;
  readonly paused: boolean;
  /** a hold-out leaves the contact out of the track where it belongs */
  readonly leftOut: boolean;
};

/**
 * The one track of a contact. A ban on correspondence wins over every rule and decision. A contact
 * without an address, in a pause or left out by a hold-out is in no track that sends.
 */
export function trackOf(input: TrackInput): Track {
  if (input.permission.forbidden) return 'no_correspondence';
  const track = wantedTrack(input);
  return sends(track) && (input.paused || input.leftOut || !input.permission.hasAddress) ? 'none' : track;
}

const sends = (track: Track): boolean => (SENDING_TRACKS as readonly Track[]).includes(track);
const hasTouches = (track: Track): track is TouchTrack => (TOUCH_TRACKS as readonly Track[]).includes(track);

/**
 * People may take any contact out of its track, and put a prospect into any track. But they may put
 * no contact with a lost deal, and none that never qualified, into a track that sends.
 */
function mayDecide(relation: Relation, dormancy: Dormancy, decided: Track): boolean {
  if (decided === 'none') return true;
  const leftAlone = dormancy?.segment === 'closed_lost' || dormancy?.segment === 'dormant_unqualified';
  return relation === 'prospect' && !(leftAlone && sends(decided));
}

/** The track where the contact belongs, whether or not anybody may write to it. */
export function wantedTrack({
  relation,
  qualification,
  dormancy,
  decided,
}: Pick<TrackInput, 'relation' | 'qualification' | 'dormancy' | 'decided'>): Track {
  if (decided !== null && mayDecide(relation, dormancy, decided)) return decided;
  if (relation === 'customer') return 'customer';
  if (relation !== 'prospect') return 'none';
  if (dormancy !== null) return TRACK_OF_SEGMENT[dormancy.segment];
  return qualification === 'sql' ? 'sales_ready' : qualification === 'mql' ? 'mql_nurture' : 'none';
}

const TRACK_OF_SEGMENT: Readonly<Record<DormantSegment, Track>> = {
  closed_lost: 'closed_lost_review',
  dormant_sql: 'dormant_sql',
  dormant_mql: 'dormant_mql',
  dormant_unqualified: 'no_correspondence',
};

/**
 * How long a contact gets the touches of a track, in ms since 1970; `until` null: as long as it is
 * in the track.
 */
export type TouchSpan = { readonly track: TouchTrack; readonly since: number; readonly until: number | null };

/** The track of the contact's touches, and when it began; null: the contact gets no touches. */
export function touchSpanOf(
  model: Model,
  input: TrackInput,
  {
    memory,
    deals,
    decisions,
  }: { readonly memory: Memory; readonly deals: DealFacts; readonly decisions?: Decisions | undefined },
): TouchSpan | null {
  const { dormancy } = input;
  const track = wantedTrack(input);
  if (!hasTouches(track)) return null;
  if (dormancy !== null && track === TRACK_OF_SEGMENT[dormancy.segment])
    return { track, since: dormancy.since, until: null };
  if (track === 'customer')
    return { track, since: deals.lastWonAt ?? memory.customerSince ?? memory.firstSeenAt, until: null };
  const since = track === input.decided && decisions?.track ? decisions.track.since : memory.qualifiedSince;
  return {
    track,
    since,
    until: track === 'mql_nurture' ? since + span(model.dormancy.mqlProgrammeDays) : null,
  };
}
