import { DAY } from '../../time/time.ts';
import { type Appearance, type Change, MOVE_KINDS, type MoveKind, type moveOf } from './moves.ts';

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
  let [contacts, pointsOnly] = [0, 0];
  const emails = { before: 0, after: 0 };
  const [moves, work] = [moveTally(), workTally(now)];
  const isSoon = ({ touch }: Appearance): boolean =>
    touch.startsWith('email ') && Date.parse(touch.slice('email '.length)) < now + 7 * DAY;
  return {
    add(one) {
      contacts++;
      if (isSoon(one.before)) emails.before++;
      if (isSoon(one.after)) emails.after++;
      work.add(one.work);
      if (one.move.is === 'points') pointsOnly++;
      if (one.move.is === 'move') moves.add(one.before.owner, one.move.change);
    },
    counts: () => ({ contacts, pointsOnly, emails: { ...emails }, ...moves.counts(), ...work.counts() }),
  };
}

function moveTally() {
  let [movers, newSqls, lostSqls] = [0, 0, 0];
  const kinds = Object.fromEntries(MOVE_KINDS.map((kind) => [kind, 0])) as Record<MoveKind, number>;
  const matrix = { qualification: counter(), grade: counter(), track: counter(), segment: counter() };
  const owners = countsBy(() => ({ movers: 0, newSqls: 0, lostSqls: 0 }));
  const tracks = countsBy(() => ({ join: 0, leave: 0 }));
  return {
    add(owner: string, change: Change): void {
      const { qualification, track } = change;
      const becomesSql = Number(qualification?.to === 'sql');
      const losesSql = Number(qualification?.from === 'sql');
      movers++;
      newSqls += becomesSql;
      lostSqls += losesSql;
      const ofOwner = owners.of(owner);
      ofOwner.movers++;
      ofOwner.newSqls += becomesSql;
      ofOwner.lostSqls += losesSql;
      for (const kind of MOVE_KINDS) if (change[kind] !== undefined) kinds[kind]++;
      for (const name of ['qualification', 'grade', 'track', 'segment'] as const) matrix[name].add(change[name]);
      if (track === undefined) return;
      tracks.of(track.to).join++;
      tracks.of(track.from).leave++;
    },
    counts: () => ({
      movers,
      newSqls,
      lostSqls,
      kinds: { ...kinds },
      matrix: {
        qualification: matrix.qualification.rows(),
        grade: matrix.grade.rows(),
        track: matrix.track.rows(),
        segment: matrix.segment.rows(),
      },
      owners: owners
        .all()
        .map(([owner, counts]) => ({ owner, ...counts }))
        .sort((a, b) => b.movers - a.movers || (a.owner < b.owner ? -1 : 1)),
      tracks: tracks
        .all()
        .map(([track, counts]) => ({ track, ...counts }))
        .sort((a, b) => b.join + b.leave - a.join - a.leave || (a.track < b.track ? -1 : 1)),
    }),
  };
}

function workTally(now: number) {
  let [stages, lists, read, written] = [0, 0, 0, 0];
  const answers = { owed: 0, withinADay: 0 };
  const tasks = { opened: 0, closed: 0 };
  return {
    add(work: ContactWork): void {
      read += Number(work.read);
      written += Number(work.written);
      stages += Number(work.stage);
      lists += work.listChanges;
      tasks.opened += work.tasksOpened;
      tasks.closed += work.tasksClosed;
      if (work.answerBy === null) return;
      answers.owed++;
      if (work.answerBy < now + DAY) answers.withinADay++;
    },
    counts: () => ({
      answers: { ...answers },
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

function countsBy<Counts>(none: () => Counts) {
  const counts = new Map<string, Counts>();
  return {
    of(name: string): Counts {
      const known = counts.get(name) ?? none();
      counts.set(name, known);
      return known;
    },
    all: () => [...counts],
  };
}

type Step = { readonly from: string; readonly to: string };

function counter() {
  const steps = countsBy(() => ({ contacts: 0 }));
  return {
    add(step: Step | undefined): void {
      if (step !== undefined) steps.of(`${step.from}>${step.to}`).contacts++;
    },
    rows: (): Matrix =>
      steps
        .all()
        .map(([key, { contacts }]) => {
          const [from = '', to = ''] = key.split('>');
          return { from, to, contacts };
        })
        .sort((a, b) => b.contacts - a.contacts || (a.from + a.to < b.from + b.to ? -1 : 1)),
  };
}
