import { readOutcomes } from './outcome-words.ts';
import { type Auc, rocAuc, type Scored } from './roc-auc.ts';
import { plural } from './tally.ts';

/* How well scores foretell a known outcome. */

/** The scores of one contact, and its outcome. */
export type Judged = {
  readonly outcome: string;
  readonly score: number;
  readonly explicit: number;
  readonly implicit: number;
};

/** A range of scores, and how often its contacts had the outcome. */
export type Band = {
  readonly from: number;
  readonly to: number;
  readonly contacts: number;
  readonly positives: number;
  readonly rate: number;
  /** 95 %, Wilson */
  readonly low: number;
  readonly high: number;
};

export type OutcomeReport =
  | {
      readonly outcome: 'judged';
      /** as it is said in a sentence */
      readonly positive: string;
      readonly contacts: number;
      readonly positives: number;
      /** empty cells: unknown, so they count only for a declared value, or if no other is lost */
      readonly empty: number;
      readonly emptyCounts: boolean;
      /** contacts whose cell says that it is open */
      readonly open: number;
      readonly auc: Readonly<Record<'score' | 'explicit' | 'implicit', Auc>>;
      readonly bands: readonly Band[];
      /** how far the rates of one half of the contacts are off in the other half */
      readonly calibrationError: number;
      readonly brier: number;
      /** the Brier score of a forecast that is always the share of all */
      readonly brierOfAverage: number;
    }
  | { readonly outcome: 'unclear'; readonly why: string };

const MOST_SHOWN = 12;

type Unclear = Extract<OutcomeReport, { outcome: 'unclear' }>;

type Found = {
  readonly outcome: 'found';
  readonly positive: string;
  readonly won: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
  readonly emptyCounts: boolean;
};

/**
 * Finds the cells that stand for the outcome, from all cells of the column, before anything is
 * scored. `value`: the declared cell; null: to be found out, as for learning.
 */
export function positiveIn(cells: Iterable<string>, column: string, value: string | null): Found | Unclear {
  const all = new Set([...cells].map(spelt));
  const values = [...all].filter((v) => v !== '');
  const shown = values.slice(0, MOST_SHOWN).map((v) => `"${v}"`);
  const more = values.length > MOST_SHOWN ? ` and ${values.length - MOST_SHOWN} more` : '';
  const seen = `it has ${shown.join(', ')}${more}`;
  if (values.length === 0)
    return { outcome: 'unclear', why: `Column "${column}" is empty, so nothing can be compared.` };
  const found = value === null ? foundOut(values, all.has('')) : declared(value.trim());
  if (found === null)
    return {
      outcome: 'unclear',
      why: `Which value of "${column}" is the outcome? ${seen.replace('it', 'It')}: say it as --outcome "${column}=VALUE".`,
    };
  const { won, open, positive, emptyCounts } = found;
  const counted = emptyCounts ? [...all] : values.filter((v) => !open.has(v));
  const isAnybodys = counted.some((v) => won.has(v));
  if (isAnybodys && counted.some((v) => !won.has(v))) return found;
  const why = `${isAnybodys ? 'Everybody has' : 'Nobody has'} ${positive} in "${column}" (${seen}), so nothing can be compared.`;
  return { outcome: 'unclear', why };
}

const declared = (value: string): Found => ({
  outcome: 'found',
  positive: `"${value}"`,
  won: new Set([spelt(value)]),
  open: new Set(),
  emptyCounts: true,
});

function foundOut(values: readonly string[], hasEmpty: boolean): Found | null {
  const read = readOutcomes(values, null, hasEmpty);
  if (read.outcome === 'unclear') return null;
  const { won, open, by, isEmptyLost } = read;
  const positive = { words: won.map((v) => `"${v}"`).join(' or '), days: 'a day', amounts: 'an amount' }[by];
  return { outcome: 'found', positive, won: new Set(won), open: new Set(open), emptyCounts: isEmptyLost };
}

const spelt = (cell: string): string => cell.trim().toLowerCase();

/** Judges how well scores foretell the outcome. */
export function judgeOutcome(all: readonly Judged[], column: string, value: string | null): OutcomeReport {
  const found = positiveIn(
    all.map(({ outcome }) => outcome),
    column,
    value,
  );
  if (found.outcome === 'unclear') return found;
  const { positive, won, open, emptyCounts } = found;
  const isEmpty = ({ outcome }: Judged) => spelt(outcome) === '';
  const isOpen = ({ outcome }: Judged) => open.has(spelt(outcome));
  const known = all.filter((one) => (isEmpty(one) ? emptyCounts : !isOpen(one)));
  const isPositive = ({ outcome }: Judged) => won.has(spelt(outcome));
  const positives = known.filter(isPositive).length;
  const scoredBy = (which: 'score' | 'explicit' | 'implicit'): Scored[] =>
    known.map((judged) => ({ score: judged[which], positive: isPositive(judged) }));
  const scored = scoredBy('score');
  const rate = positives / known.length;
  return {
    outcome: 'judged',
    positive,
    contacts: known.length,
    positives,
    empty: all.filter(isEmpty).length,
    emptyCounts,
    open: all.filter(isOpen).length,
    auc: { score: rocAuc(scored), explicit: rocAuc(scoredBy('explicit')), implicit: rocAuc(scoredBy('implicit')) },
    bands: bandsOf(scored),
    ...calibrationOf(scored),
    brierOfAverage: rate * (1 - rate),
  };
}

const MOST_BANDS = 10;

/** Bands with about equally many contacts. Contacts with the same score share a band. */
export function bandsOf(scored: readonly Scored[]): readonly Band[] {
  const byScore = [...Map.groupBy(scored, ({ score }) => score)].toSorted(([a], [b]) => a - b);
  const size = scored.length / MOST_BANDS;
  const bands: { from: number; to: number; of: Scored[] }[] = [];
  for (const [score, of] of byScore) {
    const last = bands.at(-1);
    if (last === undefined || last.of.length >= size) bands.push({ from: score, to: score, of });
    else Object.assign(last, { to: score, of: [...last.of, ...of] });
  }
  return bands.map(({ from, to, of }) => {
    const positives = of.filter(({ positive }) => positive).length;
    return { from, to, contacts: of.length, positives, rate: positives / of.length, ...wilson(positives, of.length) };
  });
}

const Z = 1.96;

function wilson(positives: number, of: number): { readonly low: number; readonly high: number } {
  const rate = positives / of;
  const middle = (rate + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((rate * (1 - rate)) / of + (Z * Z) / (4 * of * of));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * A score is no probability, but the rate of its band can serve as one. Every other contact gives
 * the rates, which are tried on the rest, and then the other way round.
 */
function calibrationOf(scored: readonly Scored[]): { readonly calibrationError: number; readonly brier: number } {
  const halves = [0, 1].map((rest) => scored.filter((_, at) => at % 2 === rest));
  const tried = [...foretold(halves[0]!, halves[1]!), ...foretold(halves[1]!, halves[0]!)];
  const groups = [...Map.groupBy(tried, ({ half, foretold }) => `${half} ${foretold}`).values()];
  const miss = groups.map((group) =>
    Math.abs(group.filter(({ positive }) => positive).length - group.length * group[0]!.foretold),
  );
  return {
    calibrationError: sum(miss) / tried.length,
    brier: sum(tried.map(({ foretold, positive }) => (foretold - Number(positive)) ** 2)) / tried.length,
  };
}

type Foretold = { readonly half: number; readonly foretold: number; readonly positive: boolean };

function foretold(teachers: readonly Scored[], others: readonly Scored[]): readonly Foretold[] {
  const bands = bandsOf(teachers);
  return others.map(({ score, positive }) => {
    const band = bands.findLast(({ from }) => from <= score) ?? bands[0]!;
    return { half: teachers.length, foretold: band.rate, positive };
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const better = (share: number): string => `${percent(Math.abs(share))} ${share < 0 ? 'worse' : 'better'}`;
const interval = ({ auc, low, high }: Auc): string =>
  `${auc.toFixed(3)} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`;

/** The report as text. */
export function outcomeSentences(report: Extract<OutcomeReport, { outcome: 'judged' }>, column: string): string {
  const { positive, contacts, positives, empty, emptyCounts, open } = report;
  const { auc, bands, calibrationError, brier, brierOfAverage } = report;
  const average = positives / contacts;
  const ofEmpty = emptyCounts ? 'counted as without it' : 'not counted';
  const rows = [
    ['score', 'contacts', 'with it', 'rate', '95 %', '× average'],
    ...bands.map((band) => [
      band.from === band.to ? `${band.from}` : `${band.from} to ${band.to}`,
      `${band.contacts}`,
      `${band.positives}`,
      percent(band.rate),
      `${percent(band.low)} to ${percent(band.high)}`,
      (band.rate / average).toFixed(2),
    ]),
  ];
  const widths = rows[0]!.map((_, at) => Math.max(...rows.map((row) => row[at]!.length)));
  const table = rows.map((row) => `  ${row.map((text, at) => text.padStart(widths[at]!)).join('  ')}`);
  return [
    `Outcome: ${positives} of ${contacts} contacts (${percent(average)}) have ${positive} in "${column}"${empty > 0 ? `; empty for ${plural(empty, 'contact')}, ${ofEmpty}` : ''}${open > 0 ? `; open for ${plural(open, 'contact')}, not counted` : ''}.`,
    'ROC AUC, the chance that one with the outcome scores above one without (0.5 is a coin, 1 an oracle):',
    `  score    ${interval(auc.score)}`,
    `  explicit ${interval(auc.explicit)}`,
    `  implicit ${interval(auc.implicit)}`,
    ...table,
    `Calibration: the rates of bands that one half of the contacts teaches are off by ${(calibrationError * 100).toFixed(1)} percentage points on average in the other half.`,
    `Foretold by these rates, the Brier score is ${brier.toFixed(4)}; by the average for everybody, ${brierOfAverage.toFixed(4)} (${better(1 - brier / brierOfAverage)}).`,
  ].join('\n');
}
