import fc, { type Arbitrary } from 'fast-check';
import { type Model, parseModel } from '../../src/domain/model/model.ts';

/*
 * Edits as people make them: some points, a threshold, a cap, a span, a rule that comes or goes.
 * Only those that can be published.
 */

type Edit = (model: Model) => void;

const pick = <T>(items: readonly T[], at: number): T => items[at % items.length]!;
const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, Math.round(value)));

const edit: Arbitrary<Edit> = fc
  .record({ kind: fc.nat(12), at: fc.nat(), size: fc.double({ min: 0, max: 3, noNaN: true }), level: fc.boolean() })
  .map(({ kind, at, size, level }) => (model: Model) => {
    const gate = model.qualification[level ? 'mql' : 'sql'];
    switch (kind) {
      case 0: {
        const rule = pick(model.explicit, at);
        if ('points' in rule) rule.points = within(rule.points * size, -60, 60);
        return;
      }
      case 1: {
        const rule = pick(model.implicit, at);
        if ('points' in rule) rule.points = within(rule.points * size, -60, 60);
        return;
      }
      case 2:
        return void (model.explicit = model.explicit.filter((_, i) => i !== at % model.explicit.length));
      case 3:
        return void (model.implicit = model.implicit.filter((_, i) => i !== at % model.implicit.length));
      case 4: {
        const group = pick(model.groups, at);
        group.cap = within(group.cap * size, group.floor, 100);
        return;
      }
      case 5: {
        const { enter, leave } = gate;
        for (const score of ['combined', 'explicit', 'implicit'] as const) {
          if (enter[score] !== undefined) enter[score] = within(enter[score] * size, 1, 100);
          if (leave[score] !== undefined) leave[score] = Math.min(leave[score], enter[score] ?? 0);
        }
        return;
      }
      case 6:
        return void (model.explicitShare = within(size * 33, 0, 100));
      case 7: {
        const signal = pick(model.signals, at);
        signal.qualifies = level ? 'mql' : 'sql';
        return;
      }
      case 8:
        return void (model.dormancy.mqlSilentDays = within(size * 30, 1, 90));
      case 9:
        return void (model.dormancy.unqualifiedSilentDays = within(size * 60, 1, 180));
      case 10: {
        const rhythm = pick(model.cadence.mql_nurture ?? [], at);
        rhythm.everyDays = within(size * 5, 1, 15);
        return;
      }
      case 11:
        return void model.explicit.push({
          id: `added_${at % 1000}`,
          label: 'Comes from a country',
          group: 'geography',
          points: within(size * 10, 1, 30),
          when: { field: 'lead.country', known: level },
        });
      default:
        return void (model.grade.fit = [90, within(size * 20, 20, 80), 10]);
    }
  });

/** Models that came from one by one to four edits. */
export const editsOf = (model: Model): Arbitrary<Model> =>
  fc
    .array(edit, { minLength: 1, maxLength: 4 })
    .map((edits) => {
      const copy = structuredClone(model);
      for (const change of edits) change(copy);
      return copy;
    })
    .filter((edited) => parseModel(edited).outcome === 'valid');
