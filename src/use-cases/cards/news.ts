import type { ScoredView } from '../../../cards/score/contract.ts';
import type { Model } from '../../domain/model/model.ts';
import type { Qualification } from '../../domain/words.ts';
import { VISIT_MS, type Visit } from '../../store/ledgers/visits.ts';
import type { CardPeople } from './people.ts';
import type { Happening, Point } from './score-history.ts';

type News = NonNullable<ScoredView['news']>;

/** The news name at most so many signals. */
const TOLD = 5;

/**
 * What has changed since the owner of the contact last looked at the card. Where there is no owner,
 * or the owner never looked: since the reader last looked. Null: neither ever looked.
 */
export function newsOf(
  model: Model,
  {
    visits,
    points,
    activities,
  }: {
    readonly visits: readonly Visit[];
    readonly points: readonly Point[];
    readonly activities: readonly Happening[];
  },
  {
    ownerId,
    people,
    now: { at: now, score, qualification },
  }: {
    readonly ownerId: string;
    readonly people: CardPeople;
    readonly now: { readonly at: number; readonly score: number; readonly qualification: Qualification };
  },
): News | null {
  const ownerUser = ownerId === '' ? null : people.userOfOwner(ownerId);
  const readerUser = people.reader?.id ?? null;
  const owners = ownerUser === readerUser ? undefined : visits.find(({ userId }) => userId === ownerUser);
  const readers = visits.find(({ userId }) => userId === readerUser);
  const since = owners?.at ?? (readers === undefined ? null : endOfVisitBefore(readers, now));
  if (since === null) return null;
  const before = points.find(({ at }) => at <= since);
  return {
    since,
    who: owners === undefined ? 'you' : 'owner',
    score: before === undefined || before.score === score ? null : { from: before.score, to: score },
    qualification:
      before === undefined || before.qualification === qualification
        ? null
        : { from: before.qualification, to: qualification },
    happened: happenedSince(model, activities, since, now),
  };
}

/**
 * When the reader's visit before the present one was; null: this is the first. So the news stays
 * while the reader looks at it.
 */
const endOfVisitBefore = ({ at, beforeAt }: Visit, now: number): number | null => (now - at > VISIT_MS ? at : beforeAt);

/** What happened in between, by signal, the newest first; `activities` come newest first. */
function happenedSince(
  { signals }: Model,
  activities: readonly Happening[],
  since: number,
  now: number,
): News['happened'] {
  const happened = new Map<string, { label: string; times: number; last: number }>();
  for (const { signal, at, quantity } of activities) {
    if (at <= since || at > now) continue;
    const known = happened.get(signal);
    if (known !== undefined) known.times += quantity;
    else {
      const label = signals.find(({ id }) => id === signal)?.label ?? signal;
      happened.set(signal, { label, times: quantity, last: at });
    }
  }
  return [...happened.values()].slice(0, TOLD);
}
