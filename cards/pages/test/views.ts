import type { ModelSeen, RuleSeen } from '../contract.ts';
import type { PartSeen } from '../part-contract.ts';
import { NOW } from '../shared/test/views.ts';

const rule = (id: string, more: Partial<RuleSeen>): RuleSeen => ({
  id,
  at: 0,
  kind: 'explicit',
  label: `Rule ${id}`,
  asks: null,
  points: 10,
  gives: 'points',
  isOff: false,
  changed: null,
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
    rule('student', { at: 1, label: 'Is a student', points: -30, holds: { contacts: 12, average: -29.5 } }),
    rule('visits', { kind: 'implicit', label: 'Comes back', points: 8, gives: 'upTo', halfLifeDays: 21, group: 'Web' }),
  ],
  parts: [{ id: 'calendar', title: 'Working hours and holidays' }],
  draft: null,
  bothSign: false,
  mayEdit: false,
  use: { at: NOW, isDone: true, contacts: 41_188, waiting: 0 },
};

/** A part of it, with an owner who has left. */
export const PART: PartSeen = {
  state: 'ok',
  id: 'routing',
  title: 'Territories',
  seen: { version: 3, draft: { draftId: 'd', edit: 4 } },
  mayEdit: true,
  fields: [
    {
      name: 'routing',
      label: 'Routing',
      help: null,
      empty: 'refused',
      shape: {
        kind: 'object',
        fields: [
          { name: 'automatic', label: 'By itself', help: null, empty: 'refused', shape: { kind: 'yes' } },
          {
            name: 'territories',
            label: 'Territories',
            help: 'The first one that fits decides.',
            empty: 'refused',
            shape: {
              kind: 'list',
              one: 'territory',
              item: {
                kind: 'object',
                fields: [
                  { name: 'label', label: 'Name', help: null, empty: 'refused', shape: { kind: 'text' } },
                  {
                    name: 'owners',
                    label: 'Owners',
                    help: null,
                    empty: 'refused',
                    shape: {
                      kind: 'list',
                      one: 'owner',
                      item: {
                        kind: 'object',
                        fields: [
                          {
                            name: 'id',
                            label: 'Owner',
                            help: null,
                            empty: 'refused',
                            shape: { kind: 'choice', options: [], from: 'owners' },
                          },
                        ],
                      },
                    },
                  },
                ],
              },
            },
          },
          {
            name: 'fallbackOwner',
            label: 'Fallback owner',
            help: null,
            empty: 'absent',
            shape: { kind: 'choice', options: [], from: 'owners' },
          },
        ],
      },
    },
  ],
  value: { routing: { automatic: true, territories: [], fallbackOwner: '9' } },
  choices: { owners: [{ label: 'Ada Sellers', value: '7' }] },
};

/** Holidays that were typed, as a part of their own. */
export const CALENDAR: PartSeen = {
  ...PART,
  id: 'calendar',
  title: 'Working hours and holidays',
  fields: [{ name: 'holidays', label: 'Holidays', help: null, empty: 'refused', shape: { kind: 'days' } }],
  value: { holidays: ['2027-05-01', '12-25'] },
  choices: {},
};
