import type { Model } from '../../model/model.ts';
import { areaOf, differenceOf } from '../auc.ts';
import type { Teachable } from '../card.ts';
import { foldsOf } from '../folds.ts';
import { learnCard } from '../learn-card.ts';
import { scoresOfCard } from '../score-by-card.ts';
import type { LearningTable } from '../table.ts';
import { type Doubt, isOverBar, type Leak, type Sight, strengthAlone } from './leaks.ts';

/*
 * Which strong fields are leaks. Strength alone does not show that: a leak tells much more than all
 * other fields leave open, and an honest fact has others beside it that tell a part of the same.
 * What lies between, or may with so few leads, is used and named: only people can tell.
 */

export type Strong = Extract<Sight, { readonly is: 'strong' }>;

/** Where more fields are strong than not, and at least so many, these leads are easy to tell. */
const MANY = 3;
/** No honest fact adds so much to the AUC of all others, and so much of what it lacks. */
const MUCH = { adds: 0.1, ofLack: 0.5 };

const tooMuch = (without: number): number => Math.max(MUCH.adds, MUCH.ofLack * (1 - without));

/**
 * The leaks among strong fields, and those that may be leaks. `others`: all other fields that can
 * teach.
 */
export function leaksAmong(
  strong: ReadonlyMap<Strong, readonly Teachable[]>,
  others: readonly Teachable[],
  table: LearningTable,
  model: Model,
): { readonly leaks: readonly Leak[]; readonly doubts: readonly Doubt[] } {
  const [leaks, doubts]: [Leak[], Doubt[]] = [[], []];
  const over = [...strong].filter(([{ alone }]) => isOverBar(alone));
  const below = [...strong].filter(([{ alone }]) => !isOverBar(alone));
  const rest = [...others, ...below.flatMap(([, own]) => own)];
  if (strong.size === 0) return { leaks, doubts };
  if (over.length >= MANY && over.length > new Set(rest.map(({ field }) => field.name)).size) return { leaks, doubts };
  const together = judgesOf(table, model);
  const judgedRest = together.judge(rest);
  const look = ({ field, label, alone }: Strong, withIt: Float64Array, without: Float64Array) => {
    const [all, lack] = [together.aucOf(withIt), together.aucOf(without)];
    const besides = over.length > Number(isOverBar(alone)) ? 'the weaker columns' : 'all columns';
    const why = `alone it tells winners from losers with an AUC of ${alone.toFixed(2)}, and ${besides} together have one of ${all.toFixed(2)} with it and of ${lack.toFixed(2)} without it`;
    const { low, high } = together.differenceOf(withIt, without);
    if (isOverBar(alone) && all - lack >= tooMuch(lack)) leaks.push({ field, label, why });
    else if (low > 0 && (isOverBar(alone) || high >= tooMuch(lack))) doubts.push({ label, why });
  };
  for (const [one, own] of over) look(one, together.judge([...rest, ...own]), judgedRest);
  for (const [one] of below)
    look(one, judgedRest, together.judge(rest.filter(({ field }) => field.name !== one.field)));
  return { leaks, doubts };
}

/** What tells less alone makes no points that anybody would miss. */
const TELLING = 0.6;

/** The fields that tell the most alone: whoever knows when they are filled in sees a leak. */
export function strongestAlone(
  teachables: readonly Teachable[],
  table: LearningTable,
): readonly { readonly label: string; readonly alone: number }[] {
  const foldOf = foldsOf(table);
  const byLabel = new Map<string, number>();
  for (const teachable of teachables) {
    const { name, label, isFromHistory } = teachable.field;
    // What Ripen derives is as early as the columns that it is derived from.
    if (isFromHistory === true || name.startsWith('lead.')) continue;
    byLabel.set(label, Math.max(byLabel.get(label) ?? 0, strengthAlone(teachable, table, foldOf)));
  }
  return [...byLabel]
    .filter(([, alone]) => alone >= TELLING)
    .sort(([, a], [, b]) => b - a)
    .slice(0, LOOKED_AT)
    .map(([label, alone]) => ({ label, alone }));
}

const LOOKED_AT = 3;
/** A field that hardly tells anything alone is no leak, whatever it adds to others. */
const WEAK = 0.7;

/**
 * Of fields that tell too much together, the one without which they tell far less; null: many of
 * them tell a part of it, as no leak does. `keep`: fields that somebody says are honest.
 */
export function leakTogether(
  teachables: readonly Teachable[],
  table: LearningTable,
  model: Model,
  keep: ReadonlySet<string>,
): Leak | null {
  const foldOf = foldsOf(table);
  const together = judgesOf(table, model);
  const aucOf = (of: readonly Teachable[]) => together.aucOf(together.judge(of));
  const strongest = teachables
    .filter(({ field }) => field.isFromHistory !== true)
    .map((teachable) => ({ field: teachable.field, alone: strengthAlone(teachable, table, foldOf) }))
    .filter(({ alone }) => alone >= WEAK)
    .sort((a, b) => b.alone - a.alone);
  const [most] = [...new Set(strongest.map(({ field }) => field))]
    .slice(0, LOOKED_AT)
    .map((field) => ({ field, without: aucOf(teachables.filter((one) => one.field.name !== field.name)) }))
    .sort((a, b) => a.without - b.without);
  // Whoever keeps it has said that it is honest.
  if (most === undefined || keep.has(most.field.name)) return null;
  const all = aucOf(teachables);
  if (all - most.without < tooMuch(most.without)) return null;
  const { name, label } = most.field;
  const why = `all columns together have an AUC of ${all.toFixed(2)}, and of ${most.without.toFixed(2)} without it`;
  return { field: name, label, why };
}

/** With more leads one part of them judges as well as all parts in turn. */
const FEW = 5_000;

/**
 * How good fields are together, on leads that they were not learnt from. Without a history the
 * points in force may read a leak themselves, and would hide what it adds.
 */
function judgesOf(of: LearningTable, model: Model) {
  const table = of.fields.every(({ isFromHistory }) => isFromHistory === true) ? of : { ...of, inForce: null };
  const foldOf = foldsOf(table);
  const all = Int32Array.from(table.won.keys());
  const folds = table.leads > FEW ? [0] : [...new Set(foldOf)];
  const judged = all.filter((lead) => folds.includes(foldOf[lead]!));
  const won = Uint8Array.from(judged, (lead) => table.won[lead]!);
  const strata = Uint8Array.from(judged, (lead) => foldOf[lead]!);
  return {
    judge(teachables: readonly Teachable[]): Float64Array {
      const said = new Float64Array(table.leads);
      for (const fold of folds) {
        const teach = all.filter((lead) => foldOf[lead] !== fold);
        const scores = scoresOfCard(
          learnCard({ table, model, teachables, leads: teach }, { rules: 15, step: 1 }),
          table,
          model,
        );
        for (const lead of judged) if (foldOf[lead] === fold) said[lead] = scores[lead]!;
      }
      return Float64Array.from(judged, (lead) => said[lead]!);
    },
    aucOf: (scores: Float64Array) => areaOf(scores, won, strata).auc,
    differenceOf: (one: Float64Array, other: Float64Array) => differenceOf(one, other, won, strata),
  };
}
