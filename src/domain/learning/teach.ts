import { type Model, parseModel } from '../model/model.ts';
import { fieldsInCondition, growingFields } from '../model/reads.ts';
import { DERIVED_FIELDS, derivedFrom } from './collect.ts';
import { draftOf, labelOf, silentRules } from './draft.ts';
import { scaled } from './in-force.ts';
import { type FieldSight, xRay } from './leaks/x-ray.ts';
import { type Held, type LearnOptions, type Learnt, learn } from './learn.ts';
import {
  driftSentences,
  foundSentences,
  heldSentences,
  thresholdSentence,
  wouldReachSentence,
} from './learnt-sentences.ts';
import type { Past } from './past/past-table.ts';
import { scoresOfCard } from './score-by-card.ts';

/* Makes a report and a draft of a table of the past. It runs in a thread of its own. */

export type LearntRule = {
  readonly label: string;
  readonly old: number;
  readonly points: number;
  /** half of the 95 % interval, in points; null: the rule was in force already */
  readonly plusMinus: number | null;
  readonly leads: number | null;
  readonly wins: number | null;
  readonly sentence: string;
};

export type TaughtReport = {
  readonly leads: number;
  readonly wins: number;
  readonly fields: readonly FieldSight[];
  /** what was found and what was left out, in sentences */
  readonly found: readonly string[];
  /** how well it does on leads that it was not learnt from */
  readonly held: readonly string[];
  /** the same in numbers; null: too few leads to judge */
  readonly judged: Pick<Held, 'by' | 'leads' | 'wins' | 'learnt' | 'inForce' | 'better'> | null;
  /** why nothing is proposed; null: there is a draft */
  readonly why: string | null;
  readonly rules: readonly LearntRule[];
  /** what else the draft changes */
  readonly changes: readonly string[];
};

export type Taught = { readonly report: TaughtReport; readonly draft: Model | null };
export type TeachStep = 'looking_for_leaks' | 'learning' | 'writing';

export type TeachWishes = Pick<LearnOptions, 'rules' | 'step'> & {
  readonly without: readonly string[];
  readonly keep: readonly string[];
  readonly rising: readonly string[];
  readonly falling: readonly string[];
};

/** People do not read more. */
const MOST_RULES = 40;

export function teach(
  past: Past,
  model: Model,
  wishes: TeachWishes,
  onStep: (step: TeachStep) => void = () => {},
): Taught {
  onStep('looking_for_leaks');
  const fields = past.table.leads === 0 ? [] : xRay(past);
  const keep = withDerived(wishes.keep);
  const out = withDerived([
    ...wishes.without,
    ...fields.flatMap(({ field, leak }) => (leak !== null && !keep.has(field) ? [field] : [])),
  ]);
  const table = { ...past.table, fields: past.table.fields.filter(({ name }) => !out.has(name)) };
  onStep('learning');
  const learnt = learn(table, model, {
    rules: wishes.rules,
    compareRules: MOST_RULES,
    step: wishes.step,
    mayBeFine: true,
    keep,
    wishes: new Map([
      ...wishes.rising.map((name) => [name, 'rises'] as const),
      ...wishes.falling.map((name) => [name, 'falls'] as const),
    ]),
    fieldsInForce: fieldsDeciding(model),
  });
  onStep('writing');
  const report = {
    leads: learnt.leads,
    wins: learnt.wins,
    fields,
    found: foundSentences(learnt, {
      keep: (label) => `keep "${label}"`,
      leaveOut: (label) => `learn without "${label}"`,
    }),
    held: learnt.held === null ? [] : heldSentences(learnt.held),
    judged: judgedOf(learnt.held),
  };
  if (learnt.outcome === 'nothing')
    return {
      report: {
        ...report,
        held: [...report.held, ...(learnt.held?.drift ? driftSentences(learnt.held.drift) : [])],
        why: `Nothing is proposed, because ${learnt.why}. Keep your points.`,
        rules: [],
        changes: [],
      },
      draft: null,
    };
  const silent = silentRules(past.patterns, model);
  const scores = { learnt: scoresOfCard(learnt.card, table, model), inForce: table.inForce?.combined ?? null };
  const draft = draftOf(model, learnt.card, scores, silent);
  const checked = parseModel(draft);
  if (checked.outcome === 'invalid') throw new Error(`What was learnt is no model:\n${checked.problems.join('\n')}`);
  const { start, explicitShare } = learnt.card;
  return {
    report: {
      ...report,
      why: null,
      held: [...report.held, ...(learnt.wouldReach === null ? [] : [wouldReachSentence(learnt.wouldReach)])],
      rules: rulesOf(learnt, model, silent),
      changes: [
        `The score starts at ${start}.`,
        `The explicit score is ${explicitShare} % of the combined one.`,
        thresholdSentence(draft),
      ],
    },
    draft: checked.model,
  };
}

const withDerived = (names: readonly string[]): ReadonlySet<string> =>
  new Set([...names, ...derivedFrom(new Set(names))]);

function judgedOf(held: Held | null): TaughtReport['judged'] {
  if (held === null) return null;
  const { by, leads, wins, learnt, inForce, better } = held;
  return { by, leads, wins, learnt, inForce, better };
}

function rulesOf(
  { card, leads, wins }: Extract<Learnt, { outcome: 'card' }>,
  model: Model,
  silent: ReadonlySet<number>,
): readonly LearntRule[] {
  const average = wins / leads;
  const learnt = card.rules
    .toSorted((a, b) => b.points - a.points)
    .map((rule): LearntRule => {
      const rate = percentOf(rule.wins / rule.leads);
      return {
        label: labelOf(rule),
        old: 0,
        points: rule.points,
        plusMinus: rule.plusMinus,
        leads: rule.leads,
        wins: rule.wins,
        sentence:
          'from' in rule.gets
            ? `Up to ${rule.points} points, none at ${rule.gets.from} and all at ${rule.gets.to}: ${rule.wins} of ${rule.leads} leads that get half of them or more were won (${rate}), and ${percentOf(average)} of all.`
            : `${rule.wins} of ${rule.leads} such leads were won (${rate}), and ${percentOf(average)} of all.`,
      };
    });
  const kept = model.explicit.map((rule, place): LearntRule => {
    const old = 'points' in rule ? rule.points : rule.pointsAtFullMatch;
    const points = silent.has(place) ? old : card.factor === 0 ? 0 : scaled(old, card.factor);
    const sentence = silent.has(place)
      ? 'It held for none of these leads, so it stays as it is.'
      : points === old
        ? 'It stays as it is.'
        : points === 0
          ? 'It adds nothing to what was learnt.'
          : 'It stays, and weighs as much as your won leads say.';
    return { label: rule.label, old, points, plusMinus: null, leads: null, wins: null, sentence };
  });
  return [...learnt, ...kept];
}

const percentOf = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** Fields that the explicit rules in force read, and properties from which such fields derive. */
function fieldsDeciding(model: Model): ReadonlySet<string> {
  const read = [
    ...model.explicit.flatMap((rule) => ('when' in rule ? [rule.when] : [])),
    ...model.personas.flatMap(({ attributes }) => attributes.map(({ when }) => when)),
  ]
    .flatMap(fieldsInCondition)
    .concat(growingFields(model));
  const from = DERIVED_FIELDS.flatMap((derived) => (read.includes(`lead.${derived.name}`) ? derived.from : []));
  return new Set([...read, ...from]);
}
