import { type Appearance, appearanceOf, moveOf } from '../../src/domain/changes/what-if/moves.ts';
import { NO_WORK } from '../../src/domain/changes/what-if/tally.ts';
import type { Facts } from '../../src/domain/contact.ts';
import type { Evaluation } from '../../src/domain/evaluation/evaluate.ts';
import type { CompiledModel } from '../../src/domain/rules/compile.ts';
import { openResponse } from '../../src/domain/sales/response.ts';
import { evaluateRecord, scoredOf } from '../score-record.ts';
import { neutral, SCORED_COLUMNS } from './scored-file.ts';

/*
 * Compares a row of a file by two models. Nothing is known of its past: both see it for the first
 * time.
 */

const appearanceIn = ({ written, memory }: Evaluation, facts: Facts): Appearance =>
  appearanceOf(written, {
    owed: openResponse(memory.owed)?.since ?? null,
    owner: facts.contact['hubspot_owner_id'],
    giving: null,
  });

export function compareRow(models: readonly [CompiledModel, CompiledModel], facts: Facts, now: number) {
  const [a, b] = models.map((model) => evaluateRecord(model, facts, now)) as [Evaluation, Evaluation];
  const [before, after] = [appearanceIn(a, facts), appearanceIn(b, facts)];
  return { before, after, move: moveOf(before, after), work: NO_WORK, a, b };
}

/** Values of a mover that are shown by both models. */
const SHOWN = ['score', 'grade', 'qualification', 'segment', 'track', 'nextTouch', 'reasons'] as const;

export const comparedHeadings = (columns: readonly string[]): readonly string[] => [
  ...columns.map(neutral),
  ...SHOWN.flatMap((value) => [`${SCORED_COLUMNS[value]} (before)`, `${SCORED_COLUMNS[value]} (after)`]),
];

export function comparedCells(cells: readonly string[], { a, b }: { a: Evaluation; b: Evaluation }): readonly string[] {
  const [before, after] = [scoredOf(a), scoredOf(b)];
  const pairs = SHOWN.flatMap((value) => [before[value], after[value]]);
  return [...cells, ...pairs].map((cell) => neutral(`${cell}`));
}
