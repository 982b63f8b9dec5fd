import type { Activity } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { formCounters } from '../model/reads.ts';
import { JOURNEY_STAGES, type JourneyStage } from '../words.ts';

/** A page, a form, or what else somebody told Ripen by name, such as a webinar. */
type EncounterKind = 'page' | 'form' | 'other';

/** A piece of content that a contact met. `at`: ms since 1970 UTC. */
export type Encounter = {
  readonly kind: EncounterKind;
  readonly what: string;
  readonly at: number;
  /** of what is neither page nor form: the signal; theirs follows from the model */
  readonly signal: string | null;
};

/**
 * The content that the new activities of one reading tell of, each piece once, when it was first
 * met. HubSpot's counters name the last page alone, so that only the last view is known to be of
 * it. `isOld`: the contact was there long before Ripen first sees it, now. Which page was its last
 * one depends on what has become of it, so that page tells nothing of what pages do.
 */
export function encountersOf(model: Model, activities: readonly Activity[], isOld: boolean): readonly Encounter[] {
  const forms = formCounters(model);
  const pages = pageCounters(model);
  const lastView = (source: string) =>
    Math.max(...activities.filter((one) => one.source === source).map(({ at }) => at));
  const first = new Map<string, Encounter>();
  for (const { source, detail, at, signal } of activities) {
    if (detail === undefined) continue;
    const kind = pages.has(source) ? 'page' : forms.includes(source) ? 'form' : 'other';
    if (kind === 'page' && (isOld || at < lastView(source))) continue;
    const what = (kind === 'page' ? pageName(detail) : detail.trim()).slice(0, LONGEST_NAME);
    if (what === '') continue;
    const key = `${kind} ${what}`;
    const known = first.get(key);
    if (known === undefined || at < known.at)
      first.set(key, { kind, what, at, signal: kind === 'other' ? signal : null });
  }
  return [...first.values()];
}

/** Names of content are cut, in UTF-16 units: people choose among them. */
const LONGEST_NAME = 200;

const pageCounters = ({ behaviours }: Model): ReadonlyMap<string, string> =>
  new Map(
    behaviours.flatMap((one) => ('counter' in one && one.detail !== undefined ? [[one.counter, one.signal]] : [])),
  );

/** Without what differs from visit to visit, and may be personal. */
export function pageName(address: string): string {
  const plain = address
    .trim()
    .replace(/[?#].*$/s, '')
    .replace(/^https?:\/\//i, '')
    .replace(/\/+$/, '');
  const path = plain.indexOf('/');
  return path < 0 ? plain.toLowerCase() : plain.slice(0, path).toLowerCase() + plain.slice(path);
}

/** The stage of the journey that content is of, by the model; the furthest of several. */
export function stageOfContent(
  model: Model,
  {
    kind,
    what,
    signal,
  }: { readonly kind: EncounterKind | 'mail'; readonly what: string; readonly signal: string | null },
): JourneyStage | null {
  const lower = what.toLowerCase();
  const fits = (texts: readonly string[]) => texts.some((text) => lower.includes(text.toLowerCase()));
  const named = (patterns: Model['pages']) => patterns.find(({ contains }) => fits(contains))?.signal;
  const signals = {
    page: () => [...pageCounters(model).values(), named(model.pages)],
    form: () => [named(model.forms) ?? model.behaviours.find((one) => 'conversions' in one)?.signal],
    mail: () => [],
    other: () => [signal ?? undefined],
  }[kind]();
  const stages = model.journey
    .filter((one) => fits(one.contains) || signals.some((id) => id !== undefined && one.signals.includes(id)))
    .map(({ stage }) => stage);
  return JOURNEY_STAGES.findLast((stage) => stages.includes(stage)) ?? null;
}
