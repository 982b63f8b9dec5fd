import { type RawBuilder, sql } from 'kysely';
import { causeOf } from '../../domain/sync/failure-cause.ts';
import { DAY } from '../../domain/time/time.ts';
import { APP_VERSION } from '../../operation/version.ts';
import { jitter } from './backoff.ts';

const HOUR = 3_600_000;
const LONGEST = 7 * DAY;

/**
 * The columns `cause text, rest_ms bigint` of a dead letter: its cause, and the pause before a try.
 */
export function deadLetterOf(what: string, error: string, random: () => number) {
  const cause = causeOf(what, error);
  return { cause, rest_ms: Math.round((cause === 'hubspot' ? HOUR : DAY) * jitter(random)) };
}

/**
 * Writes dead letters for the rows of `source f` (columns what, key, error, cause, rest_ms; for
 * several portals `portalId` is a column too). A dead letter is tried again by itself: after half
 * an hour to an hour if HubSpot itself failed, else after half a day to a day; twice as long each
 * time that it fails again, at most a week. `at` stays when it became one.
 */
export function insertDeadLetters(
  source: RawBuilder<unknown>,
  portalId: number | RawBuilder<number>,
  now: number,
): RawBuilder<unknown> {
  return sql`
    insert into dead_letter as d (portal_id, what, key, error, cause, at, retry_at, app_version, model_version)
    select ${portalId}::bigint, what, key, error, cause, ${now}::bigint, ${now}::bigint + rest_ms, ${APP_VERSION}::text,
      (select p.model_version from portal p where p.portal_id = ${portalId})
    from ${source} order by what, key
    on conflict (portal_id, what, key) do update set
      error = excluded.error,
      cause = excluded.cause,
      retries = d.retries + 1,
      retry_at = ${now}::bigint
        + least(${LONGEST}::bigint, ((excluded.retry_at - ${now}::bigint) * power(2, least(d.retries + 1, 12)))::bigint),
      app_version = excluded.app_version,
      model_version = excluded.model_version`;
}
