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

/** Each value of a document, and of each list the first one. */
function* placesIn(value: object): Generator<{ readonly holder: Record<string, unknown>; readonly key: string }> {
  for (const [key, inner] of Object.entries(value).slice(0, Array.isArray(value) ? 1 : undefined)) {
    yield { holder: value as Record<string, unknown>, key };
    if (typeof inner === 'object' && inner !== null) yield* placesIn(inner);
  }
}

test('whatever is wrong, and wherever, is said in sentences and not in the words of a program', () => {
  const model = structuredClone(document);
  const wrong = ['ten', '5', '', null, [], {}, true, -5, 1e7, 1.5, undefined];
  const said = new Set<string>();
  for (const [at, { holder, key }] of [...placesIn(model)].entries()) {
    const before = holder[key];
    for (const step of [0, 4, 8]) {
      holder[key] = wrong[(at + step) % wrong.length];
      const read = parseModel(JSON.parse(JSON.stringify(model)));
      if (read.outcome === 'invalid') for (const problem of read.problems) said.add(problem);
    }
    holder[key] = before;
  }

  expect(said.size).toBeGreaterThan(200);
  const program = /Invalid|Too (?:small|big)|received|Unrecognized|undefined|\[object/;
  expect([...said].filter((problem) => program.test(problem))).toEqual([]);
});

test.each<[string, (model: Edited) => void, string]>([
  ['a field', (m) => (m.touch.weekend = m.touch.weekends), 'touch: … “weekend”: is “weekends” meant?'],
  ['a section', (m) => Object.assign(m, { dormany: m.dormancy }), 'model: … “dormany”: is “dormancy” meant?'],
  ['a question', (m) => (m.bant.tmieline = 'x'), 'bant: … “tmieline”: is “timeline” meant?'],
  ['a field of a rule', (m) => (m.explicit[0].lable = 'x'), 'explicit.0: … “lable”: is “label” meant?'],
  ['a word', (m) => (m.groups[0].kind = 'explict'), 'groups.0.kind: … the text “explict” came: is “explicit” meant?'],
  ['a number', (m) => (m.explicit[0].points = '5'), 'explicit.0.points: … “5” came: write it without quotation marks'],
])('a slip in %s is told with what was meant', (_what, edit, sentence) => {
  const [place, told] = sentence.split(' … ') as [string, string];
  const found = problemsOf(edit).find((problem) => problem.startsWith(place));

  expect(found).toContain(told);
});

describe('problems of a model name the place and say what was expected', () => {
  test.for<[string, (model: Edited) => void, readonly string[]]>([
    ['none', () => {}, []],
    [
      'an unknown condition',
      (m) => (m.explicit[0].when = { field: 'x', equal: 'y' }),
      [`explicit.0.when: ${CONDITION}, and “equal” came: is “equals” meant?`],
    ],
    [
      'an unknown condition inside others',
      (m) => (m.explicit[0].when = { not: { any: [{ field: 'x' }] } }),
      [`explicit.0.when.not.any.0: ${CONDITION}`],
    ],
    [
      'an empty list in a condition',
      (m) => (m.explicit[0].when = { field: 'x', oneOf: [] }),
      ['explicit.0.when.oneOf: expected at least 1 in the list, and an empty list came'],
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
      ['explicit.0.points: expected a number, and the text “ten” came'],
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
        'behaviours.0: expected signal and one of counter, date, flag, or conversions with first, firstName, recent, recentName, and “count” came',
      ],
    ],
    ['a missing answer of BANT', (m) => delete m.bant.need, ['bant.need: expected a text, and it is missing']],
    [
      'a lost deal in automated nurture',
      (m) => (m.cadence.closed_lost_review[0].kind = 'email'),
      ['cadence.closed_lost_review.0.kind: expected “manual”, and the text “email” came'],
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
      'version: expected a number above 0, and 0 came',
      'name: expected at least 1 character, and an empty text came',
      'journey: expected a list, in [ ], and it is missing',
    ]);
  });

  test.for([null, 'model', [], 7])('a document that is none: %o', (value) => {
    const result = parseModel(value);

    expect(result.outcome).toBe('invalid');
    expect(result.outcome === 'invalid' && result.problems).toEqual([
      expect.stringMatching(/^model: expected fields, in \{ \}, and .+ (?:came|is missing)$/),
    ]);
  });
});
