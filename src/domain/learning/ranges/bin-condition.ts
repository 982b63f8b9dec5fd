import type { Condition } from '../../model/model.ts';
import { agesOf } from './ages.ts';
import type { Bin, BinnedField } from './bins.ts';

/** The condition that holds for exactly the leads in these bins of a field. */
export function conditionOf(binned: BinnedField, chosen: ReadonlySet<number>): Condition {
  const { bins, form } = binned;
  const { name: field, isAge } = binned.field;
  const known: Condition = { field, known: true };
  const takes = (bin: Bin['is']) => bins.some((one, at) => one.is === bin && chosen.has(at));
  const parts: Condition[] = [];
  if (form.is === 'number') {
    const within = isAge === true ? agesOf : rangeOf;
    const spans = isAge === true ? ageSpansOf(binned, chosen) : spansOf(bins, chosen);
    for (const { from, below } of spans) parts.push(within(field, from, below));
    const anyNumber = within(field, -Infinity, Infinity);
    if (takes('no_number')) parts.push({ all: [known, { not: anyNumber }] });
  } else {
    const texts = (isIn: boolean) =>
      bins.flatMap((bin, at) => (bin.is === 'level' && chosen.has(at) === isIn ? [bin.text] : []));
    const are = (some: string[]): Condition =>
      form.is === 'beginning' ? { field, startsWith: some } : { field, oneOf: some };
    if (takes('other')) {
      const without = texts(false);
      const isRest: Condition | null = without.length === 0 ? null : { not: are(without) };
      if (isRest !== null && takes('unknown')) return isRest;
      parts.push(isRest === null ? known : { all: [known, isRest] });
    } else if (texts(true).length > 0) parts.push(are(texts(true)));
  }
  if (takes('unknown')) parts.push({ field, known: false });
  return parts.length === 1 ? parts[0]! : { any: parts };
}

const rangeOf = (field: string, from: number, below: number): Condition => {
  if (from === -Infinity && below === Infinity) return { field, atLeast: -Number.MAX_SAFE_INTEGER };
  if (from === -Infinity) return { field, below };
  return below === Infinity ? { field, atLeast: from } : { field, atLeast: from, below };
};

/** The chosen ranges of a date: where none lies ahead, they tell of the past only. */
export function ageSpansOf({ bins, form }: Pick<BinnedField, 'bins' | 'form'>, chosen: ReadonlySet<number>) {
  const isAnyAhead = form.is === 'number' && form.numbers.some((days) => days < 0);
  return spansOf(bins, chosen).map((span) => (isAnyAhead ? span : { ...span, from: Math.max(0, span.from) }));
}

/** The chosen ranges; those that touch are joined. */
export function spansOf(bins: readonly Bin[], chosen: ReadonlySet<number>): { from: number; below: number }[] {
  const spans: { from: number; below: number }[] = [];
  bins.forEach((bin, at) => {
    if (bin.is !== 'range' || !chosen.has(at)) return;
    const last = spans.at(-1);
    if (last !== undefined && last.below === bin.from) last.below = bin.below;
    else spans.push({ from: bin.from, below: bin.below });
  });
  return spans;
}
