import type { ScoredRecord } from '../score-record.ts';

/* Counts that are taken while a file is scored. */

export type Tally = {
  scored: number;
  empty: number;
  /** cells of the file that a spreadsheet would take for formulas */
  live: number;
  readonly bad: Map<string, number[]>;
  readonly scores: Map<number, number>;
  readonly qualification: Map<string, number>;
  readonly segment: Map<string, number>;
  /** e-mail addresses of the rows so far */
  readonly addresses: Set<string>;
  /** how many rows have each address that several have */
  readonly shared: Map<string, number>;
  /** cells that cannot be read, by cause */
  readonly unreadable: Map<string, { count: number; readonly example: string }>;
};

export const newTally = (): Tally => ({
  scored: 0,
  empty: 0,
  live: 0,
  bad: new Map(),
  scores: new Map(),
  qualification: new Map(),
  segment: new Map(),
  addresses: new Set(),
  shared: new Map(),
  unreadable: new Map(),
});

export const countOne = <K>(tally: Map<K, number>, key: K): void => void tally.set(key, (tally.get(key) ?? 0) + 1);

export function countScored(tally: Tally, { score, qualification, segment }: ScoredRecord): void {
  tally.scored++;
  countOne(tally.scores, score);
  countOne(tally.qualification, qualification);
  countOne(tally.segment, segment);
}

export function countAddress({ addresses, shared }: Tally, email: string): void {
  const address = email.toLowerCase();
  if (address === '') return;
  if (addresses.has(address)) shared.set(address, (shared.get(address) ?? 1) + 1);
  else addresses.add(address);
}

export function countBad(tally: Tally, cause: string, line: number): void {
  const lines = tally.bad.get(cause);
  if (lines === undefined) tally.bad.set(cause, [line]);
  else lines.push(line);
}

export function countUnreadable({ unreadable }: Tally, cause: string, example: string): void {
  const known = unreadable.get(cause);
  if (known === undefined) unreadable.set(cause, { count: 1, example });
  else known.count++;
}

const MOST_LINES = 5;

/** A sentence for each cause, with the first lines. */
export const badSentences = ({ bad }: Tally): readonly string[] =>
  [...bad]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([cause, lines]) => {
      const shown = lines.slice(0, MOST_LINES).join(', ');
      const more = lines.length > MOST_LINES ? ', …' : '';
      return `Left out ${plural(lines.length, 'row')} (line ${shown}${more}): ${cause}`;
    });

export const unreadableSentences = ({ unreadable }: Tally): readonly string[] =>
  [...unreadable]
    .sort(([, a], [, b]) => b.count - a.count)
    .map(
      ([cause, { count, example }]) =>
        `Unknown, since it cannot be read: ${cause}: ${plural(count, 'value')}, such as ${quoted(example)}`,
    );

const LONGEST_SHOWN = 40;

/** A cell in quotes, cut where it is long. */
export const quoted = (cell: string): string =>
  `"${[...cell].length > LONGEST_SHOWN ? `${[...cell].slice(0, LONGEST_SHOWN).join('')}…` : cell}"`;

/** A sentence on cells that look like formulas; undefined: there are none. */
export const liveSentence = ({ live }: Tally): string | undefined =>
  live === 0
    ? undefined
    : `An apostrophe stands before ${plural(live, 'cell')} of the scored file that a spreadsheet would compute (those that begin with = + - @).`;

/** A sentence on addresses that several rows have; undefined: none has. */
export function sharedSentence({ shared }: Tally): string | undefined {
  const [[example] = []] = shared;
  if (example === undefined) return undefined;
  const rows = [...shared.values()].reduce((sum, count) => sum + count, 0);
  return (
    `${plural(rows, 'row')} share ${plural(shared.size, 'e-mail address', 'e-mail addresses')}, such as ${quoted(example)}: ` +
    'each row is scored by what it says alone. HubSpot would make one contact of them.'
  );
}

const FEW = 20;
const NEARLY_ALL = 0.9;

/** A warning that nearly all scores are equal; undefined: they differ, or are too few. */
export function alikeSentence({ scores, scored }: Tally): string | undefined {
  const [score, times] = [...scores].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0]);
  if (scored < FEW || times < scored * NEARLY_ALL) return undefined;
  const share = Math.floor((times / scored) * 100);
  return `Nearly all scores are alike: ${share} % of the contacts have ${score}. The file shows too little of what the model reads to tell them apart.`;
}

export const plural = (count: number, what: string, many = `${what}s`): string =>
  `${count.toLocaleString('en-US')} ${count === 1 ? what : many}`;

export const told = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([key, n]) => `${key} ${n}`)
    .join(', ') || 'none';
