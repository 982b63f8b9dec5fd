import { describe, expect, test } from 'vitest';
import document from './default-model.json' with { type: 'json' };
import { parseModel } from './model.ts';

type Document = typeof document;
/** A document as somebody edits it: any value anywhere. */
// biome-ignore lint/suspicious/noExplicitAny: that a wrong value is refused is what is tested
type Edited = { -readonly [K in keyof Document]: any };

const problemsOf = (edit: (model: Edited) => void): readonly string[] => {
  const model = structuredClone(document) as Edited;
  edit(model);
  const result = parseModel(model);
  return result.outcome === 'invalid' ? result.problems : [];
};

const CONDITION =
  'expected {all|any: […]}, {not: …}, or a field with one of equals, oneOf, contains, hasWord, startsWith, endsWith, atLeast/below, known, withinDays, withinNextDays';

describe('problems of a model name the place and say what was expected', () => {
  test.for<[string, (model: Edited) => void, readonly string[]]>([
    ['none', () => {}, []],
    [
      'an unknown condition',
      (m) => (m.explicit[0].when = { field: 'x', equal: 'y' }),
      [`explicit.0.when: ${CONDITION}`],
    ],
    [
      'an unknown condition inside others',
      (m) => (m.explicit[0].when = { not: { any: [{ field: 'x' }] } }),
      [`explicit.0.when.not.any.0: ${CONDITION}`],
    ],
    [
      'an empty list in a condition',
      (m) => (m.explicit[0].when = { field: 'x', oneOf: [] }),
      ['explicit.0.when.oneOf: Too small: expected array to have >=1 items'],
    ],
    [
      'a field of something that is not read',
      (m) => (m.explicit[0].when = { field: 'deal.amount', known: true }),
      [
        'explicit.0.when.field: expected a property name (at most 100 letters), or company.…, lead.…, deals.… or score.…',
      ],
    ],
    [
      'points in words',
      (m) => (m.explicit[0].points = 'ten'),
      ['explicit.0.points: Invalid input: expected number, received string'],
    ],
    [
      'points with too many decimals',
      (m) => (m.explicit[0].points = 1.2345),
      ['explicit.0.points: expected at most three decimals'],
    ],
    [
      'a rule of two kinds at once',
      (m) => (m.explicit[0].pointsAtFullMatch = 5),
      ['explicit.0: expected id, label, group and either points and when, points and growing, or pointsAtFullMatch'],
    ],
    [
      'a key that does not exist',
      (m) => (m.implicit[0].weight = 1),
      ['implicit.0: this version of Ripen does not know “weight”: it is a slip, or a newer version wrote the document'],
    ],
    [
      'a signal that does not exist',
      (m) => (m.implicit[0].signals = ['web_visit', 'nope']),
      ['implicit.0.signals.1: expected a signal of this model, and it has no signal nope'],
    ],
    [
      'a form of a signal that does not exist',
      (m) => (m.forms[0].signal = 'nope'),
      ['forms.0.signal: expected a signal of this model, and it has no signal nope'],
    ],
    [
      'a group of the other kind',
      (m) => (m.implicit[0].group = 'geography'),
      ['implicit.0.group: expected an implicit group, and this model has no implicit group geography'],
    ],
    [
      'an id that came before, across the two kinds of rules',
      (m) => (m.implicit[2].id = 'country_target'),
      ['implicit.2.id: expected every id once, and country_target came twice'],
    ],
    [
      'an id with capitals',
      (m) => (m.personas[0].id = 'Geo'),
      ['personas.0.id: expected lower-case letters, digits and _ (at most 64)'],
    ],
    [
      'tiers that fall',
      (m) => (m.implicit[1].tiers[1].atLeast = 1),
      ['implicit.1.tiers: expected tiers that rise: each asks for more occurrences than the one before'],
    ],
    ['a floor above its cap', (m) => (m.groups[0].floor = 50), ['groups.0: expected a floor at or below the cap']],
    [
      'a leave threshold above the enter threshold',
      (m) => (m.qualification.mql.leave.combined = 31),
      [
        'qualification.mql: expected leave thresholds at or below the enter thresholds, and none that enter does not have',
      ],
    ],
    ['grades that rise', (m) => (m.grade.fit = [20, 40, 60]), ['grade.fit: expected three falling thresholds above 0']],
    [
      'an unknown behaviour',
      (m) => (m.behaviours[0] = { count: 'x', signal: 'web_visit' }),
      [
        'behaviours.0: expected signal and one of counter, date, flag, or conversions with first, firstName, recent, recentName',
      ],
    ],
    [
      'a missing answer of BANT',
      (m) => delete m.bant.need,
      ['bant.need: Invalid input: expected string, received undefined'],
    ],
    [
      'a lost deal in automated nurture',
      (m) => (m.cadence.closed_lost_review[0].kind = 'email'),
      ['cadence.closed_lost_review.0.kind: Invalid input: expected "manual"'],
    ],
    [
      'touches for who never qualified',
      (m) => (m.cadence.dormant_unqualified = []),
      [
        'cadence: this version of Ripen does not know “dormant_unqualified”: it is a slip, or a newer version wrote the document',
      ],
    ],
    [
      'a time zone that does not exist',
      (m) => (m.calendar.timeZone = 'Europe/Atlantis'),
      ['calendar.timeZone: expected a time zone such as Europe/Berlin, and Europe/Atlantis came'],
    ],
    ['hours that end before they begin', (m) => (m.touch.to = '07:00'), ['touch: expected from before to']],
    [
      'an escalation before the answer is due',
      (m) => (m.response.escalateAfterWorkingHours = 4),
      ['response: expected the escalation after the response is due'],
    ],
    [
      'owners given by nobody',
      (m) => (m.routing = { automatic: true, territories: [] }),
      ['routing: expected a territory or a fallback owner, since routing is automatic'],
    ],
    [
      'a stage that means two things',
      (m) => m.lifecycle.customer.push('lead'),
      ['lifecycle.customer.2: expected every stage once, and lead is in prospect too'],
    ],
    [
      'a stage to write that would lose the contact',
      (m) => (m.qualification.stages.sql = 'opportunity'),
      [
        'qualification.stages.sql: expected a stage of lifecycle.prospect (Ripen leaves a contact in any other stage alone), and opportunity is not among them',
      ],
    ],
  ])('%s', ([, edit, expected]) => {
    expect(problemsOf(edit)).toEqual(expected);
  });

  test('all of them at once', () => {
    const problems = problemsOf((m) => {
      m.version = 0;
      m.name = '';
      delete m.journey;
    });

    expect(problems).toEqual([
      'version: Too small: expected number to be >0',
      'name: Too small: expected string to have >=1 characters',
      'journey: Invalid input: expected array, received undefined',
    ]);
  });

  test.for([null, 'model', [], 7])('a document that is none: %o', (value) => {
    const result = parseModel(value);

    expect(result.outcome).toBe('invalid');
    expect(result.outcome === 'invalid' && result.problems).toEqual([
      expect.stringMatching(/^model: Invalid input: expected object, received \w+$/),
    ]);
  });
});
