import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Condition, Model } from '../../src/domain/model/model.ts';

/** What somebody holds of leads, as a model: points where conditions hold, from `start` on. */
export function opinionAsModel(opinion: readonly (readonly [Condition, number])[], start: number): Model {
  return {
    ...DEFAULT_MODEL,
    groups: [{ id: 'who', label: 'Who', kind: 'explicit', cap: 100, floor: -100, halfLifeDays: null }],
    explicit: opinion.map(([when, points], at) => ({
      id: `rule_${at}`,
      label: `Rule ${at}`,
      group: 'who',
      points,
      when,
    })),
    implicit: [],
    start: { explicit: start, implicit: 0 },
    explicitShare: 100,
  };
}
