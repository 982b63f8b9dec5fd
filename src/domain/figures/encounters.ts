import type { Activity } from '../contact.ts';
import type { Model } from '../model/model.ts';
import { formCounters } from '../model/reads.ts';
import { shorten } from '../text/text.ts';
import { JOURNEY_STAGES, type JourneyStage } from '../words.ts';

/** The kind of content: a page, a form, or something else with a name, such as a webinar. */
type EncounterKind = 'page' | 'form' | 'other';

/** A piece of content that a contact met. `at`: ms since 1970 UTC. */
export type Encounter = {
  readonly kind: EncounterKind;
  readonly what: string;
  readonly at: number;
  /** the signal of `other` content; null for pages and forms, since the model tells theirs */
  readonly signal: string | null;
};

/**
 * The content in the new activities of one reading, each piece once, at its first encounter.
 * HubSpot names the last page only, so only the last view is surely of that page. `isOld`: Ripen
 * sees the contact for the first time, long after it was created; then pages are left out, since
 * which page was the last depends on what became of the contact.
 */
export function encountersOf(model: Model, activities: readonly Activity[], isOld: boolean): readonly Encounter[] {
  const forms = formCounters(model);
  const pages = pageCounters(model);
  const lastView = (source: string) =>
    Math.max(...activities.filter((activity) => activity.source === source).map(({ at }) => at));
  const first = new Map<string, Encounter>();
  for (const { source, detail, at, signal } of activities) {
    if (detail === undefined) continue;
    const kind = pages.has(source) ? 'page' : forms.includes(source) ? 'form' : 'other';
    if (kind === 'page' && (isOld || at < lastView(source))) continue;
    const what = shorten(kind === 'page' ? pageName(detail) : detail.trim(), LONGEST_NAME);
    if (what === '') continue;
    const key = `${kind} ${what}`;
    const known = first.get(key);
    if (known === undefined || at < known.at)
      first.set(key, { kind, what, at, signal: kind === 'other' ? signal : null });
  }
  return [...first.values()];
}

/** The longest name of content, in UTF-16 units: people choose among the names. */
const LONGEST_NAME = 200;

const pageCounters = ({ behaviours }: Model): ReadonlyMap<string, string> =>
  new Map(
    behaviours.flatMap((behaviour) =>
      'counter' in behaviour && behaviour.detail !== undefined ? [[behaviour.counter, behaviour.signal]] : [],
    ),
  );

/** A page address without the parts that differ from visit to visit and may be personal. */
export function pageName(address: string): string {
  const plain = address
    .trim()
    .replace(/[?#].*$/s, '')
    .replace(/^https?:\/\//i, '')
    .replace(/(?<!\/)\/+$/, '');
  const path = plain.indexOf('/');
  return path < 0 ? plain.toLowerCase() : plain.slice(0, path).toLowerCase() + plain.slice(path);
}

/** The stage of the journey of a piece of content, by the model; the furthest of several. */
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
    form: () => [named(model.forms) ?? model.behaviours.find((behaviour) => 'conversions' in behaviour)?.signal],
    mail: () => [],
    other: () => [signal ?? undefined],
  }[kind]();
  const stages = model.journey
    .filter((line) => fits(line.contains) || signals.some((id) => id !== undefined && line.signals.includes(id)))
    .map(({ stage }) => stage);
  return JOURNEY_STAGES.findLast((stage) => stages.includes(stage)) ?? null;
}
