import type { Dormancy } from './dormancy.ts';
import type { Relation } from './lifecycle.ts';
import type { Model } from './model.ts';
import { span } from './time.ts';
import { type Qualification, SENDING_TRACKS, type TouchKind, type Track } from './words.ts';

/** Whether the contact may be written to. `reasons` are sentences; without an address nothing can be sent, but nobody is excluded. */
export type Permission = {
  readonly forbidden: boolean;
  readonly reasons: readonly string[];
  readonly hasAddress: boolean;
};

/** One due contact with the person. `at` is ms since 1970 UTC; `task` what the owner is asked to do. */
export type Touch = { readonly kind: TouchKind; readonly at: number; readonly task: string | null };

export type TrackInput = {
  readonly relation: Relation;
  readonly qualification: Qualification;
  readonly dormancy: Dormancy;
  readonly permission: Permission;
  /** what was decided for the contact, where it still holds */
  readonly decided: Track | null;
  readonly paused: boolean;
};

/** Exactly one track. Being forbidden wins over every rule and decision; without an address, or in a pause, no track that sends. */
export function trackOf(input: TrackInput): Track {
  if (input.permission.forbidden) return 'no_correspondence';
  const track = wantedTrack(input);
  return sends(track) && (input.paused || !input.permission.hasAddress) ? 'none' : track;
}

const sends = (track: Track): boolean => (SENDING_TRACKS as readonly Track[]).includes(track);

/** People may take anybody out, and put prospects where they like, but nobody into automated mail who must be left to people or alone. */
function mayDecide(relation: Relation, dormancy: Dormancy, decided: Track): boolean {
  if (decided === 'none') return true;
  const leftAlone = dormancy?.segment === 'closed_lost' || dormancy?.segment === 'dormant_unqualified';
  return relation === 'prospect' && !(leftAlone && sends(decided));
}

function wantedTrack({ relation, qualification, dormancy, decided }: TrackInput): Track {
  if (decided !== null && mayDecide(relation, dormancy, decided)) return decided;
  if (relation === 'customer') return 'customer';
  if (relation !== 'prospect') return 'none';
  switch (dormancy?.segment) {
    case 'closed_lost':
      return 'closed_lost_review';
    case 'dormant_sql':
    case 'dormant_mql':
      return dormancy.segment;
    case 'dormant_unqualified':
      return 'no_correspondence';
    case undefined:
      return qualification === 'sql' ? 'sales_ready' : qualification === 'mql' ? 'mql_nurture' : 'none';
  }
}

type Rhythm = {
  readonly kind: TouchKind;
  readonly task: string | null;
  readonly first: number;
  readonly every: number;
};

function rhythms(model: Model, dormancy: Dormancy, permission: Permission): readonly Rhythm[] {
  if (dormancy === null || permission.forbidden) return [];
  const { segment, since } = dormancy;
  const cadence = segment === 'dormant_unqualified' ? undefined : model.cadence[segment];
  return (cadence ?? [])
    .filter((c) => c.kind === 'manual' || permission.hasAddress)
    .map((c) => ({
      kind: c.kind,
      task: c.task ?? null,
      first: since + span(c.firstAfterDays ?? c.everyDays),
      every: span(c.everyDays),
    }));
}

/** The first touch after the instant and not before `pausedUntil`; of two at once the one by hand. */
export function nextTouch(
  model: Model,
  dormancy: Dormancy,
  permission: Permission,
  instant: number,
  pausedUntil?: number,
): Touch | null {
  const now = Math.max(instant, (pausedUntil ?? -Infinity) - 1);
  const next = rhythms(model, dormancy, permission).map(({ kind, task, first, every }) => ({
    kind,
    task,
    at: now < first ? first : first + (Math.floor((now - first) / every) + 1) * every,
  }));
  next.sort((a, b) => a.at - b.at || (a.kind === 'manual' ? -1 : 1));
  return next[0] ?? null;
}

/** Touches that fell due after one instant and up to another, none of them before `pausedUntil`. */
export function touchesDue(
  model: Model,
  dormancy: Dormancy,
  permission: Permission,
  since: number,
  until: number,
  pausedUntil?: number,
): readonly Touch[] {
  const after = Math.max(since, (pausedUntil ?? -Infinity) - 1);
  return rhythms(model, dormancy, permission)
    .flatMap(({ kind, task, first, every }) => {
      const due: Touch[] = [];
      for (let at = first + Math.max(0, Math.floor((after - first) / every) + 1) * every; at <= until; at += every)
        due.push({ kind, task, at });
      return due;
    })
    .sort((a, b) => a.at - b.at);
}
