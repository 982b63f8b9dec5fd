import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { scoreCsv } from '../support/programs/score-csv.ts';

/** A labelled file, and how points are learnt from it. */
export type Lesson = {
  readonly file: string;
  readonly outcome: string;
  readonly options: readonly string[];
};

type Learnt = {
  /** what the command says of learning, and of the rows that judge */
  readonly learnt: string;
  readonly judged: string;
  /** the rows that did not teach, and the same with their scores: files */
  readonly rest: string;
  readonly scored: string;
};

/**
 * Points learnt from 70 % of the rows of a file by the command that strangers use, and the others
 * scored with them. Each lesson is learnt once, whoever asks. `folder`: of the labelled files;
 * `place`: where the files are written.
 */
export function learner(folder: string, place: string): (lesson: Lesson) => Promise<Learnt> {
  const known = new Map<string, Promise<Learnt>>();
  return (lesson) => {
    const key = JSON.stringify(lesson);
    const learnt = known.get(key) ?? learnFromMost(path.join(folder, lesson.file), lesson, `${place}/${known.size}`);
    known.set(key, learnt);
    return learnt;
  };
}

async function learnFromMost(file: string, { outcome, options }: Lesson, beginning: string): Promise<Learnt> {
  const { learn, rest } = await parted(file, beginning);
  const [model, scored] = [`${beginning}.json`, `${beginning}.csv`];
  const learnt = await scoreCsv(learn, '--outcome', outcome, '--learn', model, ...options);
  const judged = await scoreCsv(rest, '--model', model, '--outcome', outcome, '--out', scored);
  return { learnt, judged, rest, scored };
}

/** The rows by a hash of their place: the first 70 % teach, the rest judge. */
async function parted(file: string, beginning: string): Promise<{ readonly learn: string; readonly rest: string }> {
  const [head, ...rows] = (await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line !== '');
  const keyOf = (row: number) => createHash('sha256').update(`leadscore-2026:${row}`).digest('hex');
  const order = rows.map((row, at) => ({ row, key: keyOf(at) })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const cut = Math.floor(order.length * 0.7);
  const write = async (part: string, some: typeof order) => {
    const to = `${beginning}.${part}.csv`;
    await writeFile(to, `${[head, ...some.map(({ row }) => row)].join('\n')}\n`);
    return to;
  };
  return { learn: await write('learn', order.slice(0, cut)), rest: await write('rest', order.slice(cut)) };
}
