import type { ModelSeen, RuleSeen } from '../contract.ts';
import { NOW } from '../shared/test/views.ts';

const rule = (id: string, more: Partial<RuleSeen>): RuleSeen => ({
  id,
  kind: 'explicit',
  label: `Rule ${id}`,
  asks: null,
  points: 10,
  gives: 'points',
  group: 'Geography',
  cap: 15,
  halfLifeDays: null,
  holds: { contacts: 1204, average: 10 },
  ...more,
});

/** A model of three rules, counted over 41,188 contacts. */
export const MODEL: ModelSeen = {
  state: 'ok',
  now: NOW,
  name: 'Lead management',
  version: 3,
  rules: [
    rule('country', { label: 'Lives where you sell' }),
    rule('student', { label: 'Is a student', points: -30, holds: { contacts: 12, average: -29.5 } }),
    rule('visits', { kind: 'implicit', label: 'Comes back', points: 8, gives: 'upTo', halfLifeDays: 21, group: 'Web' }),
  ],
  gates: {
    mql: { enter: { combined: 30, implicit: 15 }, leave: { combined: 20 } },
    sql: { enter: { combined: 60 }, leave: { combined: 45 } },
  },
  grade: { fit: [60, 40, 20], interest: [60, 35, 15] },
  groups: [
    { id: 'geography', label: 'Geography', kind: 'explicit', cap: 15 },
    { id: 'web', label: 'Web', kind: 'implicit', cap: 15 },
  ],
  fields: [{ field: 'industry', label: 'industry' }],
  draft: null,
  bothSign: false,
  mayEdit: false,
  use: { at: NOW, isDone: true, contacts: 41_188, waiting: 0 },
};
