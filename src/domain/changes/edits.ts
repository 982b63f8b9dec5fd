import type { Condition, Model } from '../model/model.ts';

/*
 * One choice of a person, written into a model. Pure; whether the result may be published is asked
 * of `parseModel`.
 */

/** A condition as it is built by choosing. */
export type ChosenCondition = {
  readonly join: 'all' | 'any';
  readonly parts: readonly {
    readonly field: string;
    readonly operator: 'is' | 'contains' | 'at_least' | 'below' | 'known' | 'unknown' | 'within_days';
    readonly value: string;
    readonly not: boolean;
  }[];
};

export type ModelEdit =
  | {
      readonly what: 'rule';
      readonly id: string;
      readonly points?: number | undefined;
      readonly halfLifeDays?: number | null | undefined;
    }
  | { readonly what: 'delete'; readonly id: string }
  | { readonly what: 'move'; readonly id: string; readonly by: -1 | 1 }
  | { readonly what: 'group'; readonly id: string; readonly cap: number }
  | {
      readonly what: 'gate';
      readonly level: 'mql' | 'sql';
      readonly way: 'enter' | 'leave';
      readonly score: 'combined' | 'explicit' | 'implicit';
      readonly points: number;
    }
  | { readonly what: 'grade'; readonly of: 'fit' | 'interest'; readonly at: number; readonly from: number }
  | {
      readonly what: 'add';
      readonly label: string;
      readonly group: string;
      readonly points: number;
      readonly when: ChosenCondition;
    };

export type EditOutcome =
  | { readonly outcome: 'edited'; readonly model: Model }
  /** in a sentence: what was expected, and what came */
  | { readonly outcome: 'refused'; readonly sentence: string };

type Rule = Model['explicit'][number] | Model['implicit'][number];

/** The model with this change; everything else in it stays as it is. */
export function editModel(model: Model, edit: ModelEdit): EditOutcome {
  switch (edit.what) {
    case 'add':
      return addRule(model, edit);
    case 'group':
      return model.groups.some(({ id }) => id === edit.id)
        ? edited({
            ...model,
            groups: model.groups.map((group) => (group.id === edit.id ? { ...group, cap: edit.cap } : group)),
          })
        : refused('This group is not in the draft any more.');
    case 'gate': {
      const { [edit.level]: gate } = model.qualification;
      const thresholds = { ...gate[edit.way], [edit.score]: edit.points };
      return edited({
        ...model,
        qualification: { ...model.qualification, [edit.level]: { ...gate, [edit.way]: thresholds } },
      });
    }
    case 'grade': {
      if (!(edit.at in model.grade[edit.of])) return refused('There is no such grade.');
      return edited({ ...model, grade: { ...model.grade, [edit.of]: model.grade[edit.of].with(edit.at, edit.from) } });
    }
    default:
      return editRule(model, edit);
  }
}

const edited = (model: Model): EditOutcome => ({ outcome: 'edited', model });
const refused = (sentence: string): EditOutcome => ({ outcome: 'refused', sentence });

function editRule(model: Model, edit: Extract<ModelEdit, { readonly what: 'rule' | 'delete' | 'move' }>): EditOutcome {
  const kind = (['explicit', 'implicit'] as const).find((name) => model[name].some(({ id }) => id === edit.id));
  if (kind === undefined) return refused('This rule is not in the draft any more.');
  const rules: readonly Rule[] = model[kind];
  const at = rules.findIndex(({ id }) => id === edit.id);
  if (edit.what === 'delete') return edited({ ...model, [kind]: rules.toSpliced(at, 1) });
  if (edit.what === 'move') {
    const to = at + edit.by;
    if (to < 0 || to >= rules.length) return refused('The rule is the first or the last one already.');
    return edited({ ...model, [kind]: rules.with(at, rules[to]!).with(to, rules[at]!) });
  }
  const rule = withChanges(rules[at]!, edit);
  return rule === null
    ? refused('The points of this rule have several steps: an operator changes them with npm run -s model.')
    : edited({ ...model, [kind]: rules.with(at, rule) });
}

/** Null: the rule has no such number. */
function withChanges(rule: Rule, { points, halfLifeDays }: Extract<ModelEdit, { readonly what: 'rule' }>): Rule | null {
  if ('tiers' in rule) return points === undefined && halfLifeDays === undefined ? rule : null;
  const given = points === undefined ? {} : 'pointsAtFullMatch' in rule ? { pointsAtFullMatch: points } : { points };
  const fades = halfLifeDays !== undefined && 'signals' in rule ? { halfLifeDays } : {};
  return { ...rule, ...given, ...fades } as Rule;
}

function addRule(
  model: Model,
  { label, group, points, when }: Extract<ModelEdit, { readonly what: 'add' }>,
): EditOutcome {
  const condition = conditionChosen(when);
  if (typeof condition === 'string') return refused(condition);
  const taken = new Set([...model.explicit, ...model.implicit].map(({ id }) => id));
  return edited({
    ...model,
    explicit: [...model.explicit, { id: freeId(label, taken), label, group, points, when: condition }],
  });
}

/** An id from the words of a label, that no other rule has. */
function freeId(label: string, taken: ReadonlySet<string>): string {
  const plain = label
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  const base = plain.slice(0, 50) || 'rule';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}_${n}`;
    if (!taken.has(id)) return id;
  }
}

/** The condition that was built; a text says what is missing in it. */
export function conditionChosen({ join, parts }: ChosenCondition): Condition | string {
  const conditions: Condition[] = [];
  for (const part of parts) {
    const one = partOf(part);
    if (typeof one === 'string') return one;
    conditions.push(part.not ? { not: one } : one);
  }
  return conditions.length === 1 ? conditions[0]! : join === 'all' ? { all: conditions } : { any: conditions };
}

function partOf({ field, operator, value }: ChosenCondition['parts'][number]): Condition | string {
  if (field === '') return 'Choose a property in every line of the condition.';
  if (operator === 'known' || operator === 'unknown') return { field, known: operator === 'known' };
  const values = value
    .split(/[,;\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (values.length === 0) return 'Enter at least one value in every line of the condition.';
  if (operator === 'is') return values.length === 1 ? { field, equals: values[0]! } : { field, oneOf: values };
  if (operator === 'contains') return { field, contains: values };
  const number = Number(value.trim());
  if (!Number.isFinite(number))
    return `A number was expected in the condition, and “${value.trim().slice(0, 60)}” came.`;
  if (operator === 'within_days') return { field, withinDays: number };
  return operator === 'at_least' ? { field, atLeast: number } : { field, below: number };
}
