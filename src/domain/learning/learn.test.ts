import { describe, expect, test } from 'vitest';
import { chance, fieldOf, generatedLeads, level, noise, number } from '../../../test/support/generated-leads.ts';
import { NO_DEALS } from '../contact.ts';
import { evaluate } from '../evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../model/default-model.ts';
import { type Model, parseModel } from '../model/model.ts';
import { compileModel } from '../rules/compile.ts';
import { areaOf } from './auc.ts';
import { scoresOfCard } from './card.ts';
import { draftOf, labelOf } from './draft.ts';
import { type Learnt, learn } from './learn.ts';
import type { LearningTable, PointsInForce } from './table.ts';

const OPTIONS = { rules: 15, step: 1, keep: new Set<string>(), fieldsInForce: new Set<string>() };
const NOW = Date.UTC(2026, 0, 1);

const JOBS = { boss: 1.2, clerk: -0.8, other: 0 };
const planted = [
  level('job', ['boss', 'clerk', 'other', 'other'], JOBS),
  number('visits', 30, (visits) => (visits >= 20 ? 1.5 : 0), 0.1),
  ...noise(12),
];

function cardOf(learnt: Learnt) {
  if (learnt.outcome === 'nothing') throw new Error(`Nothing was learnt: ${learnt.why}`);
  return learnt.card;
}
const pointsOf = (learnt: Learnt) =>
  cardOf(learnt)
    .rules.map((rule) => [labelOf(rule), rule.points] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));

describe('what is planted', () => {
  const table = generatedLeads(6_000, planted, -1.5);
  const learnt = learn(table, DEFAULT_MODEL, OPTIONS);

  test('is found: the sign, the size and the edge of each effect', () => {
    const points = new Map(pointsOf(learnt));
    const visits = [...points].find(([label]) => /^visits: (19|20) or more$/.test(label));

    expect(points.get('job: boss')).toBeGreaterThan(0);
    expect(points.get('job: clerk')).toBeLessThan(0);
    expect(visits![1] / points.get('job: boss')!).toBeCloseTo(1.5 / 1.2, 0);
  });

  test('noise gets few points', () => {
    const ofNoise = pointsOf(learnt).filter(([label]) => label.startsWith('noise'));

    const strongest = Math.max(...pointsOf(learnt).map(([, points]) => Math.abs(points)));
    expect(ofNoise.filter(([, points]) => Math.abs(points) > strongest / 5)).toEqual([]);
  });

  test('is shown as it proves on leads that nobody learnt from', () => {
    const others = generatedLeads(6_000, planted, -1.5, 2);
    const model = draftOf(DEFAULT_MODEL, cardOf(learnt), {
      learnt: scoresOfCard(cardOf(learnt), table, DEFAULT_MODEL),
      inForce: null,
    });

    expect(Math.abs(areaOf(scoresByEngine(model, others), others.won).auc - learnt.held!.learnt.auc)).toBeLessThan(
      0.02,
    );
    expect(learnt.held!.calibration.error).toBeLessThan(0.03);
  });

  test('is the same whatever the order of leads and fields, and whatever levels are called', () => {
    const order = Int32Array.from({ length: table.leads }, (_, at) => (at * 1_009) % table.leads);
    const renamed = new Map([
      ['boss', 'Zeus'],
      ['clerk', 'Adam'],
      ['other', 'Mora'],
    ]);
    const shuffled: LearningTable = {
      ...table,
      won: Uint8Array.from(order, (lead) => table.won[lead]!),
      fields: table.fields.toReversed().map((field) => ({
        ...field,
        texts: field.texts.map((text) => renamed.get(text) ?? text),
        of: order.map((lead) => field.of[lead]!),
      })),
    };

    const again = pointsOf(learn(shuffled, DEFAULT_MODEL, OPTIONS));

    const before = pointsOf(learnt).map(([label, points]) => [
      label.replace(/boss|clerk|other/, (text) => renamed.get(text)!),
      points,
    ]);
    expect(again).toEqual(before.toSorted(([a], [b]) => (a! < b! ? -1 : 1)));
  });
});

describe('what is not there', () => {
  test.each([3, 4, 5])('is not found in outcomes dealt anew (%i)', (seed) => {
    const table = generatedLeads(2_000, planted, -1.5);
    const draw = chance(seed);
    const dealt = { ...table, won: table.won.toSorted(() => draw() - 0.5) };

    const learnt = learn(dealt, DEFAULT_MODEL, OPTIONS);

    expect(learnt.outcome).toBe('nothing');
    expect(Math.abs(learnt.held!.learnt.auc - 0.5)).toBeLessThan(0.05);
  });
});

describe('a leak', () => {
  test.each([
    ['strong alone', (won: number, draw: () => number) => `${Math.floor(50 * draw() + 45 * won)}`],
    ['known for winners', (won: number, draw: () => number) => (draw() < 0.05 + 0.6 * won ? 'signed' : undefined)],
    ['sure of a few', (won: number, draw: () => number) => (won === 1 && draw() < 0.15 ? 'invoice' : 'none')],
  ])('%s is named, and nothing else', (_, textFor) => {
    const table = generatedLeads(3_000, planted, -1);
    const draw = chance(9);
    const leak = fieldOf(
      'leak',
      [...table.won].map((won) => textFor(won, draw)),
    );

    const learnt = learn({ ...table, fields: [leak, ...table.fields] }, DEFAULT_MODEL, OPTIONS);

    expect(learnt.leaks.map(({ field }) => field)).toEqual(['leak']);
    expect(cardOf(learnt).rules.map(({ field }) => field.field.name)).not.toContain('leak');
    expect(learn({ ...table, fields: [leak] }, DEFAULT_MODEL, { ...OPTIONS, keep: new Set(['leak']) }).leaks).toEqual(
      [],
    );
  });
});

describe('too little', () => {
  const few = (wins: number, leads = 600): LearningTable => {
    const table = generatedLeads(leads, planted, -1);
    let left = wins;
    return { ...table, won: table.won.map((won) => (won === 1 && left-- > 0 ? 1 : 0)) };
  };

  test.each([
    [few(19), /19 wins and 581 losses, and from fewer than 20/],
    [few(49), /say the same of all of these leads; a card of its own needs 50/],
    [{ ...few(60), won: few(60).won.map((won) => 1 - won) }, /nothing|better|chance|AUC/],
  ])('is said in a sentence', (table, sentence) => {
    const learnt = learn(table, DEFAULT_MODEL, OPTIONS);

    if (learnt.outcome === 'nothing') expect(learnt.why).toMatch(sentence);
    else expect(learnt.wins).toBeGreaterThanOrEqual(50);
  });
});

/** Points in force that know a little: the job, and something that no field shows. */
function inForceOf(table: LearningTable, model: Model): PointsInForce {
  const draw = chance(7);
  const job = table.fields[0]!;
  const patterns = [
    [],
    [{ rule: 0, share: 1 }],
    [{ rule: 1, share: 1 }],
    [
      { rule: 0, share: 1 },
      { rule: 1, share: 1 },
    ],
  ];
  const patternOf = Int32Array.from(job.of, (place) => Number(job.texts[place] === 'boss') + 2 * Number(draw() < 0.4));
  const implicit = Float64Array.from(patternOf, () => Math.floor(draw() * 60));
  const share = model.explicitShare / 100;
  const combined = implicit.map((value, lead) => {
    const points = patterns[patternOf[lead]!]!.reduce((sum, { rule }) => sum + (rule === 0 ? 30 : 12.5), 0);
    return Math.round(share * Math.round(points) + (1 - share) * value);
  });
  return { combined, implicit, patternOf, patterns };
}

const MODEL: Model = {
  ...DEFAULT_MODEL,
  groups: [
    { id: 'who', label: 'Who', kind: 'explicit', cap: 40, floor: 0, halfLifeDays: null },
    { id: 'does', label: 'Does', kind: 'implicit', cap: 1000, floor: 0, halfLifeDays: null },
  ],
  explicit: [
    { id: 'is_boss', label: 'Boss', group: 'who', points: 30, when: { field: 'job', equals: 'boss' } },
    { id: 'is_fan', label: 'Fan', group: 'who', points: 12.5, when: { field: 'fan', equals: 'yes' } },
  ],
  implicit: [{ id: 'did', label: 'Did', group: 'does', signals: ['page_view'], points: 1 }],
};

const contactOf = ({ fields }: LearningTable, lead: number): Record<string, string> =>
  Object.fromEntries(fields.flatMap(({ name, texts, of }) => (of[lead]! < 0 ? [] : [[name, texts[of[lead]!]!]])));

function scoresByEngine(model: Model, table: LearningTable, inForce: PointsInForce | null = null): Float64Array {
  const compiled = compileModel(model);
  return Float64Array.from({ length: table.leads }, (_, lead) => {
    const fan = inForce !== null && inForce.patternOf[lead]! >= 2 ? { fan: 'yes' } : {};
    const facts = {
      contact: { ...contactOf(table, lead), ...fan },
      company: {},
      lead: {},
      deals: NO_DEALS,
      memory: null,
    };
    const times = inForce?.implicit[lead] ?? 0;
    const did = { id: 'a', signal: 'page_view', at: NOW, quantity: times, source: 'test' };
    return evaluate(compiled, facts, times > 0 ? [did] : [], NOW).scores.combined.points;
  });
}

test.each([1, 5])('the model that is published scores every lead as the card does (steps of %i)', (step) => {
  const draw = chance(11);
  const odd = [
    level('Mixed', ['Yes', 'YES', 'no', 'a;b', 'b; c', '']),
    number('amount', 1_000, (value) => value / 800),
    { name: 'text_number', draw: () => ['12', '1.234', 'many', '50-100', '€ 7', undefined][Math.floor(draw() * 6)] },
  ];
  const table = generatedLeads(
    1_500,
    [...planted, ...odd.map((one) => ({ ...one, name: one.name.toLowerCase() }))],
    -1,
  );
  const full = { ...table, inForce: inForceOf(table, MODEL) };

  const card = cardOf(learn(full, MODEL, { ...OPTIONS, rules: 40, step }));
  const learnt = scoresOfCard(card, full, MODEL);
  const draft = draftOf(MODEL, card, { learnt, inForce: full.inForce.combined });

  expect(parseModel(draft)).toMatchObject({ outcome: 'valid' });
  expect(card.rules.every(({ points }) => points % step === 0)).toBe(true);
  expect([...scoresByEngine(draft, full, full.inForce)]).toEqual([...learnt]);
});
