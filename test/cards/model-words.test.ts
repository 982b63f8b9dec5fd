import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { MODEL_EN } from '../../cards/pages/told/en.ts';
import { modelToldIn } from '../../cards/pages/told/told-model.ts';
import { SPEECHES } from '../../cards/pages/words/speeches.ts';
import { conditionSentence, PLAIN_WORDS, plainName } from '../../src/domain/changes/condition-sentence.ts';
import { differencesOf } from '../../src/domain/changes/document/differences.ts';
import { problemsIn } from '../../src/domain/changes/document/problems.ts';
import { type FieldShape, PARTS, partShape, ruleShape, type Shape } from '../../src/domain/changes/document/shapes.ts';
import { accountWarnings } from '../../src/domain/changes/warnings/account-warnings.ts';
import { warningsOf } from '../../src/domain/changes/warnings/warnings.ts';
import { DEFAULT_MODEL } from '../../src/domain/model/default-model.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { conditionsOf } from '../../src/domain/model/reads.ts';
import { UNKNOWN_ACCOUNT } from '../../src/domain/sync/account.ts';
import { ONLY_READS, onlyReadsSentence } from '../../src/use-cases/models/may-edit.ts';
import { law } from '../support/law.ts';
import { models } from '../support/scenes/arbitrary-models.ts';
import { editsOfEverySection } from '../support/scenes/random-edits.ts';

/** As no reader writes a day. */
const sayDay = (day: string): string => `the day ${day}`;

const german = modelToldIn(SPEECHES.de, sayDay);
const unsaid = (sentences: readonly string[]) => sentences.filter((one) => german.sentence(one) === one);

/** Every text of a shape that people see. */
function saidBy(shape: Shape): readonly string[] {
  switch (shape.kind) {
    case 'object':
      return shape.fields.flatMap(saidByField);
    case 'list':
      return [shape.one, ...saidBy(shape.item)];
    case 'ways':
      return shape.ways.flatMap((way) => [way.label, ...saidBy(way.shape)]);
    case 'choice':
    case 'choices':
      return shape.options.map(({ label }) => label);
    default:
      return [];
  }
}
const saidByField = ({ label, help, shape }: FieldShape): readonly string[] => [label, help ?? label, ...saidBy(shape)];

test.for(Object.entries(SPEECHES))(
  '%s has words for every field of a model',
  ([
    ,
    {
      model: { names },
    },
  ]) => {
    const said = [
      ...PARTS.flatMap(({ id, title }) => [title, ...partShape(id)!.fields.flatMap(saidByField)]),
      ...(['explicit', 'implicit'] as const).flatMap((kind) => saidBy(ruleShape(kind))),
    ];

    expect([...new Set(said)].filter((text) => !Object.hasOwn(names, text))).toEqual([]);
  },
);

const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

test.for(Object.entries(SPEECHES))('%s fills the same places', ([, { model: told }]) => {
  for (const table of ['sentences', 'conditions'] as const)
    for (const [key, sentence] of Object.entries(MODEL_EN[table]))
      expect(placesIn((told[table] as Readonly<Record<string, string>>)[key]!), key).toEqual(placesIn(sentence));
});

describe('what the server says of a model is said in the language of the reader', () => {
  it('conditions of any model, and what differs between two', () => {
    fc.assert(
      fc.property(models(), models(), (one, other) => {
        expect(unsaid(conditionsOf(one).map((when) => conditionSentence(when)))).toEqual([]);
        expect(unsaid(differencesOf(one, other).map(({ sentence }) => sentence))).toEqual([]);
      }),
      law(20),
    );
  });

  it('fields and choices as the page calls them in that language', () => {
    const known = new Set(Object.values(SPEECHES.de.model.names));
    for (const document of editsOfEverySection(DEFAULT_MODEL, 80, 7))
      for (const { sentence } of differencesOf(DEFAULT_MODEL, document)) {
        for (const [, word] of german.sentence(sentence).matchAll(/‘([^‘]+?)’/g))
          expect(known, sentence).toContain(word);
      }
    const ready = { label: 'From Chile', when: { field: 'lead.country', equals: 'CL' } };
    const said = [
      changed(({ ready: rules }) => void rules.push(ready)),
      changed(({ qualification }) => void qualification.never.splice(0, 1)),
    ].map((model) => german.sentence(differencesOf(DEFAULT_MODEL, model)[0]!.sentence));
    expect(said).toEqual([
      'Neu: Regel, wer bereit für den Vertrieb ist “From Chile”: gilt, wenn Land, wie Ripen es ermittelt, ist “CL”.',
      'Entfernt: Regel, wer sich nie qualifiziert “Uses a throw-away mail address”.',
    ]);
    const weekend = changed(({ calendar }) => void (calendar.workingDays = [6, 7]));
    expect(german.sentence(differencesOf(DEFAULT_MODEL, weekend)[0]!.sentence)).toMatch(
      /‘Arbeitstage’ ist Samstag, Sonntag, vorher Montag/,
    );
  });

  const changed = (change: (model: Model) => void): Model => {
    const model = structuredClone(DEFAULT_MODEL);
    change(model);
    return model;
  };

  it('warnings', () => {
    const model = changed(({ explicit, implicit, groups, qualification, grade, routing, ready, forms, pages }) => {
      const group = groups[0]!;
      const { group: other } = implicit[0]!;
      const rule = (id: string, points: number) => ({ id, label: id, group: group.id, points });
      explicit.splice(0, explicit.length);
      explicit.push({ ...rule('none', 0), when: { field: 'a', known: true } });
      explicit.push({ ...rule('many', 90), when: { field: 'a', known: true } });
      explicit.push({
        ...rule('never', 1),
        when: {
          all: [
            { field: 'b', known: false },
            { field: 'b', known: true },
          ],
        },
      });
      implicit.splice(0, implicit.length);
      implicit.push({
        id: 'unfed',
        label: 'Unfed',
        group: other,
        points: 1,
        signals: ['chat'],
        limit: { times: 1, days: 1 },
      });
      qualification.sql.enter = { combined: 100, explicit: 100, implicit: 100 };
      grade.fit = [99, 98, 97];
      routing.fallbackOwner = '8';
      for (const id of ['all', 'late']) routing.territories.push({ id, label: id, owners: [{ id: '8', weight: 1 }] });
      qualification.stages.mql = 'hot';
      ready.push({ label: 'x', when: { field: 'gone', known: true } });
      forms.push({ contains: ['one', 'two'], signal: 'chat' });
      pages.push({ contains: ['three'], signal: 'chat' });
    });
    const account = {
      ...UNKNOWN_ACCOUNT,
      contactProperties: ['a'],
      owners: [{ id: '7', name: 'Ada', userId: null, teams: [] }],
      stageOrder: ['lead'],
    };
    const known = {
      account,
      inForce: DEFAULT_MODEL,
      now: 0,
      words: PLAIN_WORDS,
      seen: { forms: [], pages: [] },
      properties: [{ name: 'choice', options: [{ value: 'one' }] }],
    };
    const easier = changed(({ qualification, ready: more }) => {
      qualification.mql.enter = { combined: 70 };
      qualification.sql.enter = { combined: 40 };
      more.push({ label: 'x', when: { field: 'choice', equals: 'two' } });
      more.push({ label: 'y', when: { field: 'ripen_score', atLeast: 1 } });
    });
    const told = (of: Model) => [...warningsOf(of), ...accountWarnings(of, known)];
    const sentences = [...told(model), ...told(easier)].map(({ sentence }) => sentence);

    expect(new Set(sentences).size).toBeGreaterThan(15);
    expect(unsaid(sentences)).toEqual([]);
  });

  it('refusals, and what is wrong at a field', () => {
    const wrong = changed((model) => {
      model.calendar.holidays = ['tomorrow'];
      Object.assign(model.dormancy, { sqlSilentDays: 'x', mqlSilentDays: -1, mqlProgrammeDays: 1e9 });
      Object.assign(model.groups[0]!, { label: '', cap: null });
    });
    const impossible = changed(({ calendar }) => void (calendar.holidays = ['2027-02-30']));
    const problems = [...problemsIn(wrong), ...problemsIn(impossible)].map(({ sentence }) => sentence);

    expect(new Set(problems).size).toBeGreaterThan(5);
    expect(unsaid([ONLY_READS, onlyReadsSentence(['Ada', 'Bob']), ...problems])).toEqual([]);
  });

  it('lines within lines, and what people wrote stays as they wrote it', () => {
    const when = {
      all: [
        { any: [{ field: 'a', oneOf: ['x and y', 'z or (w'] }, { not: { field: 'lead.country', equals: 'DE' } }] },
        { field: 'company.size', atLeast: 10, below: 50 },
      ],
    };

    expect(german.sentence(conditionSentence(when))).toBe(
      '(“a” ist eines von “x and y” oder “z or (w” oder nicht zutrifft: Land, wie Ripen es ermittelt, ist “DE”) und “size” des Unternehmens ist mindestens 10 und unter 50',
    );
    for (const text of ['Budget owner', 'Our own sentence (2026).', '“Quoted” words', ''])
      expect(german.sentence(text)).toBe(text);
  });

  it('a property as the account calls it stays, and what Ripen finds out itself is said', () => {
    expect(german.property('Budget')).toBe('Budget');
    expect(german.property('Need')).toBe('Need');
    expect(german.property(plainName('lead.country'))).toBe('Land, wie Ripen es ermittelt,');
    expect(modelToldIn(null, sayDay).property('Need')).toBe('Need');
  });
});
