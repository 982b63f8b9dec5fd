import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { law } from '../../../test/support/law.ts';
import { compileModel } from '../rules/compile.ts';
import document from './default-model.json' with { type: 'json' };
import { parseModel, readModel } from './model.ts';

// biome-ignore lint/suspicious/noExplicitAny: that a wrong value is refused is what is tested
type Edited = { -readonly [K in keyof typeof document]: any };

const edited = (edit: (model: Edited) => void): Edited => {
  const model = structuredClone(document) as Edited;
  edit(model);
  return model;
};
const problemsOf = (model: unknown): readonly string[] => {
  const result = parseModel(model);
  return result.outcome === 'invalid' ? result.problems : [];
};

const many = (count: number, one: (n: number) => unknown) => Array.from({ length: count }, (_, n) => one(n));
const rule = (n: number) => ({ ...document.explicit[0], id: `r${n}` });
const territory = (id: string, owners: readonly object[]) => ({ id, label: 'North', owners });
const nested = (depth: number): unknown => {
  let condition: unknown = { field: 'jobtitle', known: true };
  for (let n = 0; n < depth; n++) condition = { not: condition };
  return condition;
};

describe('a model that asks for more than can be borne is refused in a sentence', () => {
  test.for<[string, (model: Edited) => void, string]>([
    ['rules', (m) => (m.explicit = many(1_001, rule)), 'explicit: expected at most 1,000, and 1,001 came'],
    [
      'tens of thousands of rules',
      (m) => (m.explicit = many(50_000, rule)),
      'model: expected at most 100,000 values in all, and more came',
    ],
    [
      'conditions within conditions',
      (m) => (m.explicit[0].when = nested(20_000)),
      'explicit.0.when: expected at most 60 levels within each other, and more came',
    ],
    [
      'properties that are read',
      (m) => (m.explicit[0].when = { any: many(1_100, (n) => ({ field: `p${n}`, known: true })) }),
      'properties of a contact to be read, and 1,',
    ],
    [
      'a name that no property has',
      (m) => (m.explicit[0].when = { field: 'p'.repeat(101), known: true }),
      'explicit.0.when.field: expected a property name (at most 100 letters)',
    ],
    [
      'owner-twice: an owner twice in a territory',
      (m) =>
        (m.routing = { automatic: true, territories: [territory('north', [{ id: '1' }, { id: '2' }, { id: '1' }])] }),
      'routing.territories.0.owners.2: expected every owner once in a territory (a weight gives more turns), and 1 came twice',
    ],
    [
      'a territory twice',
      (m) =>
        (m.routing = { automatic: true, territories: [territory('n', [{ id: '1' }]), territory('n', [{ id: '2' }])] }),
      'routing.territories.1.id: expected every territory once, and n came twice',
    ],
    [
      'a territory with nobody',
      (m) => (m.routing = { automatic: true, territories: [territory('n', [])] }),
      'routing.territories.0.owners: expected at least 1 in the list',
    ],
    [
      'a weight beyond sense',
      (m) => (m.routing = { automatic: true, territories: [territory('n', [{ id: '1', weight: 1e6 }])] }),
      'routing.territories.0.owners.0.weight: expected at most',
    ],
    [
      'points that are no number',
      (m) => (m.explicit[0].points = Number.NaN),
      'explicit.0.points: expected a number of at most',
    ],
    ['points beyond sense', (m) => (m.explicit[0].points = 1e308), 'explicit.0.points: expected a number of at most'],
    ['points of a million', (m) => (m.explicit[0].points = 1_000_000), 'explicit.0.points: expected at most 1000'],
    [
      'a half-life of nothing',
      (m) => (m.groups[0].halfLifeDays = 0),
      'groups.0.halfLifeDays: expected a number above 0',
    ],
    [
      'a half-life of next to nothing',
      (m) => (m.groups[0].halfLifeDays = 1e-12),
      'groups.0.halfLifeDays: expected at least 0.001 days, and 1e-12 came',
    ],
    [
      'a duration of millennia',
      (m) => (m.dormancy.sqlSilentDays = 1e6),
      'dormancy.sqlSilentDays: expected at most 3650',
    ],
    [
      'a label that nobody sees',
      (m) => (m.explicit[0].label = 'Own\u0007er'),
      'explicit.0.label: expected text that can be seen, and a control character came',
    ],
    [
      'a text of a book',
      (m) => (m.explicit[0].when = { field: 'x', oneOf: ['x'.repeat(2_001)] }),
      'expected at most 2,000 characters, and 2,001 came',
    ],
    [
      'a range that holds nothing',
      (m) => (m.explicit[0].when = { not: { field: 'x', atLeast: 5, below: 5 } }),
      'explicit.0.when.not: expected atLeast under below, and 5 and 5 came',
    ],
    [
      'a time zone that is none',
      (m) => (m.calendar.timeZone = 'Europe/Atlantis'),
      'calendar.timeZone: expected a time zone',
    ],
    [
      'a day that never is',
      (m) => (m.calendar.holidays = ['02-30']),
      'calendar.holidays.0: expected a day that there is',
    ],
    ['a rule twice', (m) => (m.explicit[1].id = m.explicit[0].id), 'expected every id once'],
  ])('%s', ([, edit, sentence]) => {
    expect(problemsOf(edited(edit)).join('\n')).toContain(sentence);
  });

  test('with no more sentences than somebody reads', () => {
    expect(problemsOf(edited((m) => (m.explicit = many(900, () => ({ id: '?' })))))).toHaveLength(51);
  });

  test('29 February is a day', () => {
    expect(problemsOf(edited((m) => (m.calendar.holidays = ['02-29', '2028-02-29'])))).toEqual([]);
  });
});

test('whatever comes as a model is read or refused, and nothing is thrown', () => {
  fc.assert(
    fc.property(fc.anything({ withNullPrototype: true, withDate: true, withSparseArray: true }), (value) => {
      expect(parseModel(value).outcome).toBe('invalid');
      expect(parseModel({ ...document, explicit: value }).outcome).toBeDefined();
    }),
    law(200),
  );
});

test('a model that was published before a limit came, or with a zone that is unknown by now, still holds', () => {
  const model = edited((m) => {
    m.explicit = many(1_001, rule);
    m.calendar.timeZone = 'Europe/Atlantis';
  });

  const read = readModel(model);

  expect(read.outcome).toBe('valid');
  if (read.outcome === 'valid') {
    expect(compileModel(read.model, 'Europe/Berlin').work.timeZone).toBe('Europe/Berlin');
    expect(compileModel(read.model, 'America/Newland').mail.timeZone).toBe('UTC');
  }
});
