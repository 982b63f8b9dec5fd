import { type RawBuilder, sql } from 'kysely';
import type { Standing } from '../../domain/contact.ts';

/*
 * A standing as it is stored: values by their place, in a text, since the names of properties,
 * alike in every contact, would be more than half of it.
 */

/** Places never change: a name that comes later is added at the end. */
// biome-ignore format: a list of names
const NAMES = ['ripen_score', 'ripen_explicit_score', 'ripen_implicit_score', 'ripen_grade', 'ripen_qualification',
  'ripen_journey_stage', 'ripen_persona', 'ripen_persona_match', 'ripen_product_interest', 'ripen_brand_awareness',
  'ripen_dormant_segment', 'ripen_nurture_track', 'ripen_next_touch_at', 'ripen_next_touch_kind',
  'ripen_next_content_stage', 'ripen_next_content_product', 'ripen_last_content', 'ripen_do_not_contact',
  'ripen_lead_validity', 'ripen_validity_reasons', 'ripen_country', 'ripen_industry', 'ripen_company_size',
  'ripen_job_area', 'ripen_seniority', 'ripen_ready', 'ripen_waits_for_sales', 'ripen_reasons', 'ripen_model_version',
  'ripen_scored_at'] as const;

/** `properties`: those without a place, or all, if an earlier program has stored them. */
export type StoredStanding = Standing & {
  /** a JSON list, null where there is no value; absent: all are in `properties` */
  readonly values?: string;
  /** properties that HubSpot does not have any more */
  readonly forgotten?: readonly string[];
};

export function storedStanding({ properties, ...standing }: Standing): StoredStanding {
  if (properties === undefined) return standing;
  const others = Object.entries(properties).filter(([name]) => !(NAMES as readonly string[]).includes(name));
  return {
    ...standing,
    values: JSON.stringify(NAMES.map((name) => properties[name] ?? null)),
    ...(others.length > 0 && { properties: Object.fromEntries(others) }),
  };
}

export function standingIn(stored: StoredStanding | null): Standing | null {
  if (stored === null) return null;
  const { values, forgotten = [], properties, ...standing } = stored;
  if (values === undefined && properties === undefined) return standing;
  const placed = (values === undefined ? [] : (JSON.parse(values) as readonly (string | null)[])).flatMap(
    (value, place) => (value === null ? [] : [[NAMES[place]!, value] as const]),
  );
  const all = [...placed, ...Object.entries(properties ?? {})];
  return { ...standing, properties: Object.fromEntries(all.filter(([name]) => !forgotten.includes(name))) };
}

/** SQL: the standing of `k` has properties. */
export const HAS_PROPERTIES = sql`(k.standing ? 'values' or k.standing ? 'properties')`;

/** SQL: the standing of `k` without these properties. */
export const standingWithout = (properties: readonly string[]): RawBuilder<unknown> =>
  sql`k.standing || jsonb_build_object('forgotten', coalesce(k.standing -> 'forgotten', '[]') || to_jsonb(${[...properties]}::text[]))`;
