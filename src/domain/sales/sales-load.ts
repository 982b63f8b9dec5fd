import { DAY } from '../time/time.ts';

/* What a draft would ask of sales, against what sales has shown that it can answer. */

/** Responses by the owner who owed them; `owner` empty: nobody owned the contact. */
type Answers = readonly {
  readonly owner: string;
  /** whose deadline has passed, or that were answered */
  readonly due: number;
  /** answered by the deadline */
  readonly kept: number;
}[];

/** New SQLs by owner; `owner` empty: nobody owns them. */
type Sqls = readonly { readonly owner: string; readonly sqls: number }[];

export type LoadRow = {
  /** ids of the owners: one, or all of a team */
  readonly owners: readonly string[];
  /** the name of the team; null: the row is of one owner */
  readonly team: string | null;
  /** new SQLs on the day of publishing */
  readonly atOnce: number;
  /** new SQLs a week, by the model in force and by the draft */
  readonly before: number;
  readonly after: number;
  /** responses a week within the deadline; null: too few were owed to tell */
  readonly answered: number | null;
};

/** Of fewer responses Ripen does not tell how many somebody can give. */
const ENOUGH = 5;
/** From a shorter time Ripen does not conclude on a week. */
const LEAST_DAYS = 14;

export function salesLoad({
  weeks,
  current,
  draft,
  atOnce,
  answers,
  teams,
}: {
  /** how long was looked back, for the SQLs and for the answers */
  readonly weeks: { readonly sqls: number; readonly answers: number };
  readonly current: Sqls;
  readonly draft: Sqls;
  readonly atOnce: Sqls;
  readonly answers: Answers;
  readonly teams: readonly { readonly name: string; readonly owners: readonly string[] }[];
}): readonly LoadRow[] {
  const isKnown = weeks.answers * 7 >= LEAST_DAYS;
  const sum = (owners: readonly string[], counts: Sqls) =>
    counts.reduce((all, { owner, sqls }) => all + (owners.includes(owner) ? sqls : 0), 0);
  const rowOf = (owners: readonly string[], team: string | null): LoadRow => {
    const theirs = answers.filter(({ owner }) => owners.includes(owner));
    const due = theirs.reduce((all, answers) => all + answers.due, 0);
    const kept = theirs.reduce((all, answers) => all + answers.kept, 0);
    return {
      owners,
      team,
      atOnce: sum(owners, atOnce),
      before: aWeek(sum(owners, current), weeks.sqls),
      after: aWeek(sum(owners, draft), weeks.sqls),
      answered: isKnown && due >= ENOUGH ? aWeek(kept, weeks.answers) : null,
    };
  };
  const all = [...new Set([...current, ...draft, ...atOnce].map(({ owner }) => owner))];
  const rows = [
    ...all.map((owner) => rowOf([owner], null)),
    ...teams
      .filter(({ owners }) => owners.some((id) => all.includes(id)))
      .map(({ name, owners }) => rowOf(owners, name)),
  ];
  // Whoever would get most beyond what they answer comes first.
  return rows
    .filter(({ before, after, atOnce: now }) => before + after + now > 0)
    .sort((a, b) => over(b) - over(a) || b.after - a.after || `${a.owners}`.localeCompare(`${b.owners}`));
}

const over = ({ after, answered }: LoadRow): number => (answered === null ? 0 : Math.max(0, after - answered));

/** A count a week, with one digit after the point. */
const aWeek = (count: number, weeks: number): number => (weeks <= 0 ? 0 : Math.round((count * 10) / weeks) / 10);

/** How far back Ripen looks, in ms: a quarter would hide changes, a month rare cases. */
export const LOOKED_BACK = 8 * 7 * DAY;
