import type { Model } from '../model/model.ts';
import type { Teachable } from './card.ts';
import { derivedFrom } from './collect.ts';
import { foldsOf } from './folds.ts';
import { type Doubt, isOverBar, type Leak, sightOf } from './leaks/leaks.ts';
import { leaksAmong, type Strong } from './leaks/strong-fields.ts';
import { fewestOf } from './ranges/fewest.ts';
import { formsOf } from './ranges/field-form.ts';
import type { LearningField, LearningTable } from './table.ts';

/* Tells fields that can teach from those that know the outcome or say too little. */

export type LeftOut = { readonly field: string; readonly label: string; readonly why: string };

type SortedFields = {
  readonly teachables: readonly Teachable[];
  readonly leaks: Leak[];
  readonly doubts: readonly Doubt[];
  readonly leftOut: readonly LeftOut[];
};

/** `keep`: the names of fields that somebody wants to use though they look like leaks. */
export function sortFields(table: LearningTable, model: Model, keep: ReadonlySet<string>): SortedFields {
  const foldOf = foldsOf(table);
  const strong = new Map<Strong, readonly Teachable[]>();
  const [teachables, leaks, doubts, leftOut]: [Teachable[], Leak[], Doubt[], LeftOut[]] = [[], [], [], []];
  for (const date of table.dates) {
    const leak = keep.has(date.name) ? null : leakAlone({ field: date, form: { is: 'levels' } }, table, foldOf);
    if (leak !== null) leaks.push(leak);
  }
  const leaky = new Set(leaks.map(({ field }) => field));
  for (const field of table.fields.filter(({ name }) => !leaky.has(name))) {
    const sorted = sortField(field, table, foldOf, keep.has(field.name));
    if (sorted.is === 'leak') leaks.push(sorted.leak);
    else if (sorted.is === 'left_out') leftOut.push(sorted.leftOut);
    else if (sorted.is === 'strong') strong.set(sorted.alone, sorted.teachables);
    else {
      teachables.push(...sorted.teachables);
      if (sorted.doubt !== null) doubts.push(sorted.doubt);
    }
  }
  const found = leaksAmong(strong, teachables, table, model);
  const places = new Map([...table.dates, ...table.fields].map(({ name }, place) => [name, place]));
  leaks.push(...found.leaks);
  leaks.sort((a, b) => places.get(a.field)! - places.get(b.field)!);
  const leaking = new Set(leaks.map(({ field }) => field));
  const left = new Set([...leaking, ...derivedFrom(leaking)].filter((name) => !keep.has(name)));
  const used = [...teachables, ...[...strong.values()].flat()].filter(({ field }) => !left.has(field.name));
  return { teachables: used, leaks, doubts: [...doubts, ...found.doubts], leftOut };
}

type SortedField =
  | { readonly is: 'leak'; readonly leak: Leak }
  | { readonly is: 'left_out'; readonly leftOut: LeftOut }
  /** whether it leaks is seen only beside the other fields */
  | { readonly is: 'strong'; readonly alone: Strong; readonly teachables: readonly Teachable[] }
  | { readonly is: 'used'; readonly teachables: readonly Teachable[]; readonly doubt: Doubt | null };

function sortField(field: LearningField, table: LearningTable, foldOf: Uint8Array, isKept: boolean): SortedField {
  const read = formsOf(field, fewestOf(table.leads), isKept);
  if (read.outcome === 'left_out') {
    // Whether the field is filled in may know the outcome, whatever its value.
    const isFilled = { ...field, texts: ['filled in'], of: field.of.map((place) => Math.min(place, 0)) };
    const leak = isKept ? null : leakAlone({ field: isFilled, form: { is: 'levels' } }, table, foldOf);
    return leak === null
      ? { is: 'left_out', leftOut: { field: field.name, label: field.label, why: read.why } }
      : { is: 'leak', leak };
  }
  const teachables = read.forms.map((form): Teachable => ({ field, form }));
  const sights = isKept ? [] : teachables.map((teachable) => sightOf(teachable, table, foldOf));
  const leak = sights.find((sight) => sight.is === 'leak');
  if (leak !== undefined) return { is: 'leak', leak: leak.leak };
  const alone = sights.find((sight) => sight.is === 'strong');
  if (alone !== undefined) return { is: 'strong', alone, teachables };
  const doubtful = sights.find((sight) => sight.is === 'doubtful');
  return { is: 'used', teachables, doubt: doubtful?.doubt ?? null };
}

/** The leak that a field is by itself; null: it is none. */
function leakAlone(teachable: Teachable, table: LearningTable, foldOf: Uint8Array): Leak | null {
  const sight = sightOf(teachable, table, foldOf);
  if (sight.is === 'strong' && isOverBar(sight.alone))
    return { ...sight, why: `alone it tells winners from losers with an AUC of ${sight.alone.toFixed(2)}` };
  return sight.is === 'leak' ? sight.leak : null;
}
