import { DAY } from '../time/time.ts';
import { type Appearance, MOVE_KINDS, type MoveKind, type moveOf } from './moves.ts';

/* Counts what a draft does to all contacts, one contact after another, in constant memory. */

/** One contact, judged by the model in force (`before`) and by the draft (`after`). */
export type Compared = {
  readonly before: Appearance;
  readonly after: Appearance;
  readonly move: ReturnType<typeof moveOf>;
  /** the work to carry the change out */
  readonly work: ContactWork;
};

export type ContactWork = {
  /** Ripen reads the contact again just before it writes */
  readonly read: boolean;
  readonly written: boolean;
  /** its lifecycle stage moves forward, and nothing takes that back */
  readonly stage: boolean;
  readonly listChanges: number;
  readonly tasksOpened: number;
  readonly tasksClosed: number;
  /** the deadline of a new response; null: sales owes none */
  readonly answerBy: number | null;
};

/** No work at all. */
export const NO_WORK: ContactWork = {
  read: false,
  written: false,
  stage: false,
  listChanges: 0,
  tasksOpened: 0,
  tasksClosed: 0,
  answerBy: null,
};

type Matrix = readonly { readonly from: string; readonly to: string; readonly contacts: number }[];

export type WhatIfCounts = {
  /** contacts that were compared */
  readonly contacts: number;
  /** contacts for which something changes that people act on */
  readonly movers: number;
  /** contacts whose points or reasons alone change */
  readonly pointsOnly: number;
  readonly kinds: Readonly<Record<MoveKind, number>>;
  /** values of movers before and after, the most frequent pair first */
  readonly matrix: Readonly<Record<'qualification' | 'grade' | 'track' | 'segment', Matrix>>;
  readonly owners: readonly {
    /** empty: nobody owns the contacts */
    readonly owner: string;
    readonly movers: number;
    readonly newSqls: number;
    readonly lostSqls: number;
  }[];
  readonly tracks: readonly { readonly track: string; readonly join: number; readonly leave: number }[];
  readonly newSqls: number;
  readonly lostSqls: number;
  /** responses that sales owes by the draft only, and how many are due within a day */
  readonly answers: { readonly owed: number; readonly withinADay: number };
  /** e-mails that fall due within the next seven days, by either model */
  readonly emails: { readonly before: number; readonly after: number };
  readonly tasks: { readonly opened: number; readonly closed: number };
  readonly lists: number;
  readonly stages: number;
  readonly cost: Cost;
};

/** The cost of rolling the draft out, at the pace that HubSpot allows. */
type Cost = { readonly written: number; readonly calls: number; readonly seconds: number };

/** Contacts in a call that reads or writes. */
const IN_A_CALL = 100;
const IN_A_LIST_CALL = 500;
/** A reading of contacts takes a call for these, one for companies and one for deals. */
const CALLS_TO_READ = 3;
const CALLS_PER_SECOND = 11;

export type WhatIfTally = { readonly add: (contact: Compared) => void; readonly counts: () => WhatIfCounts };

export function newWhatIfTally(now: number): WhatIfTally {
  let [contacts, movers, pointsOnly, newSqls, lostSqls, stages, lists, read, written] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  const answers = { owed: 0, withinADay: 0 };
  const emails = { before: 0, after: 0 };
  const tasks = { opened: 0, closed: 0 };
  const kinds = Object.fromEntries(MOVE_KINDS.map((kind) => [kind, 0])) as Record<MoveKind, number>;
  const matrix = { qualification: counter(), grade: counter(), track: counter(), segment: counter() };
  const owners = new Map<string, { movers: number; newSqls: number; lostSqls: number }>();
  const tracks = new Map<string, { join: number; leave: number }>();
  const isSoon = ({ touch }: Appearance): boolean =>
    touch.startsWith('email ') && Date.parse(touch.slice('email '.length)) < now + 7 * DAY;

  return {
    add({ before, after, move, work }) {
      contacts++;
      if (isSoon(before)) emails.before++;
      if (isSoon(after)) emails.after++;
      if (work.written) written++;
      if (work.read) read++;
      if (work.stage) stages++;
      lists += work.listChanges;
      tasks.opened += work.tasksOpened;
      tasks.closed += work.tasksClosed;
      if (work.answerBy !== null) {
        answers.owed++;
        if (work.answerBy < now + DAY) answers.withinADay++;
      }
      if (move.is === 'points') pointsOnly++;
      if (move.is !== 'move') return;
      movers++;
      const owner = owners.get(before.owner) ?? { movers: 0, newSqls: 0, lostSqls: 0 };
      owners.set(before.owner, owner);
      owner.movers++;
      for (const kind of MOVE_KINDS) if (move.change[kind] !== undefined) kinds[kind]++;
      for (const name of ['qualification', 'grade', 'track', 'segment'] as const) {
        const step = move.change[name];
        if (step !== undefined) matrix[name].add(`${step.from}>${step.to}`);
      }
      const { qualification, track } = move.change;
      if (qualification?.to === 'sql') {
        newSqls++;
        owner.newSqls++;
      }
      if (qualification?.from === 'sql') {
        lostSqls++;
        owner.lostSqls++;
      }
      if (track !== undefined) {
        for (const [name, way] of [
          [track.to, 'join'],
          [track.from, 'leave'],
        ] as const) {
          const counts = tracks.get(name) ?? { join: 0, leave: 0 };
          tracks.set(name, counts);
          counts[way]++;
        }
      }
    },
    counts: () => ({
      contacts,
      movers,
      pointsOnly,
      kinds: { ...kinds },
      matrix: {
        qualification: matrix.qualification.rows(),
        grade: matrix.grade.rows(),
        track: matrix.track.rows(),
        segment: matrix.segment.rows(),
      },
      owners: [...owners]
        .map(([owner, counts]) => ({ owner, ...counts }))
        .sort((a, b) => b.movers - a.movers || (a.owner < b.owner ? -1 : 1)),
      tracks: [...tracks]
        .map(([track, counts]) => ({ track, ...counts }))
        .sort((a, b) => b.join + b.leave - a.join - a.leave || (a.track < b.track ? -1 : 1)),
      newSqls,
      lostSqls,
      answers: { ...answers },
      emails: { ...emails },
      tasks: { ...tasks },
      lists,
      stages,
      cost: costOf({ read, written, lists, tasks: tasks.opened + tasks.closed }),
    }),
  };
}

function costOf({
  read,
  written,
  lists,
  tasks,
}: Readonly<Record<'read' | 'written' | 'lists' | 'tasks', number>>): Cost {
  const calls =
    Math.ceil(read / IN_A_CALL) * CALLS_TO_READ +
    Math.ceil(written / IN_A_CALL) +
    Math.ceil(lists / IN_A_LIST_CALL) +
    Math.ceil(tasks / IN_A_CALL);
  return { written, calls, seconds: Math.ceil(calls / CALLS_PER_SECOND) };
}

function counter() {
  const counts = new Map<string, number>();
  return {
    add: (key: string) => void counts.set(key, (counts.get(key) ?? 0) + 1),
    rows: (): Matrix =>
      [...counts]
        .map(([key, contacts]) => {
          const [from = '', to = ''] = key.split('>');
          return { from, to, contacts };
        })
        .sort((a, b) => b.contacts - a.contacts || (a.from + a.to < b.from + b.to ? -1 : 1)),
  };
}

/** An estimate of a count in all contacts from a random sample; `low` to `high` is 95 % sure. */
type Estimate = { readonly low: number; readonly likely: number; readonly high: number };

export type WhatIfEstimate = {
  /** how many contacts were compared, and (`of`) how many there are */
  readonly sample: number;
  readonly of: number;
  readonly movers: Estimate;
  readonly newSqls: Estimate;
  readonly lostSqls: Estimate;
  readonly kinds: Readonly<Record<MoveKind, Estimate>>;
};

/**
 * Estimates the counts of all contacts from those of a random sample. `all` may be wrong by a share
 * (`doubt`).
 */
export function estimateOf(counts: WhatIfCounts, all: number, doubt: number): WhatIfEstimate {
  const estimate = (count: number): Estimate => {
    const { low, likely, high } = shareOf(count, counts.contacts, all);
    return { low: Math.max(count, Math.floor(low * (1 - doubt))), likely, high: Math.ceil(high * (1 + doubt)) };
  };
  return {
    sample: counts.contacts,
    of: all,
    movers: estimate(counts.movers),
    newSqls: estimate(counts.newSqls),
    lostSqls: estimate(counts.lostSqls),
    kinds: Object.fromEntries(MOVE_KINDS.map((kind) => [kind, estimate(counts.kinds[kind])])) as Record<
      MoveKind,
      Estimate
    >,
  };
}

/**
 * Estimates how many of `all` contacts move, if `count` of a random `sample` do: Wilson's interval,
 * with the correction for a finite population (a sample of nearly all leaves little doubt).
 */
export function shareOf(count: number, sample: number, all: number): Estimate {
  if (sample >= all) return { low: count, likely: count, high: count };
  if (sample === 0) return { low: 0, likely: 0, high: all };
  const z = 1.96 * Math.sqrt((all - sample) / Math.max(1, all - 1));
  const p = count / sample;
  const middle = (p + (z * z) / (2 * sample)) / (1 + (z * z) / sample);
  const half = (z / (1 + (z * z) / sample)) * Math.sqrt((p * (1 - p)) / sample + (z * z) / (4 * sample * sample));
  // The contacts of the sample are known: `count` of them move, the others do not.
  return {
    low: Math.max(count, Math.floor((middle - half) * all)),
    likely: Math.round(p * all),
    high: Math.min(all - (sample - count), Math.ceil((middle + half) * all)),
  };
}
