import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { law } from '../../../../test/support/law.ts';
import { chance } from '../../../../test/support/past/generated-leads.ts';
import { referenceData } from '../../../reference-data/reference-data.ts';
import { DEFAULT_MODEL } from '../../model/default-model.ts';
import { DAY } from '../../time/time.ts';
import { watchPoints } from '../collect.ts';
import { draftOf, silentRules } from '../draft.ts';
import { xRay } from '../leaks/x-ray.ts';
import { learn } from '../learn.ts';
import { formsOf } from '../ranges/field-form.ts';
import { scoresOfCard } from '../score-by-card.ts';
import { teach } from '../teach.ts';
import { chooseLandmark, isUndecided } from './landmark.ts';
import { saysLost } from './lost-words.ts';
import { outcomeOfLead, sinceWhenOneOf } from './outcomes.ts';
import { pastReads } from './past-fields.ts';
import { knownAt, newPastTable, type PastLead } from './past-table.ts';

const NOTHING = { deals: [], isCustomer: false, customerAt: null, disqualified: [] } as const;

describe('what became of a lead', () => {
  it.each([
    ['open', NOTHING, { is: 'open' }],
    ['lost', { deals: [{ outcome: 'lost', at: 5 }] }, { is: 'lost', at: 5 }],
    ['lost twice: since the last time', { deals: [lost(5), lost(9)] }, { is: 'lost', at: 9 }],
    ['lost, and tried again', { deals: [lost(5), { outcome: 'open', at: null }] }, { is: 'open' }],
    ['won twice: the first win counts', { deals: [won(9), won(5)] }, { is: 'won', at: 5 }],
    ['won after a loss', { deals: [lost(5), won(9)] }, { is: 'won', at: 9 }],
    ['a customer before the deal', { deals: [won(9)], isCustomer: true, customerAt: 7 }, { is: 'won', at: 7 }],
    ['a customer, nobody knows since when', { isCustomer: true }, { is: 'undated' }],
    ['given up by sales', { disqualified: [4] }, { is: 'lost', at: 4 }],
    ['given up, nobody knows when', { disqualified: [null] }, { is: 'undated' }],
    ['given up, and lost before that', { disqualified: [null, 9], deals: [lost(5)] }, { is: 'lost', at: 9 }],
    ['given up, and tried again', { disqualified: [4], deals: [{ outcome: 'open', at: null }] }, { is: 'open' }],
    ['given up, and bought all the same', { disqualified: [4], deals: [won(9)] }, { is: 'won', at: 9 }],
  ] as const)('%s', (_, said, outcome) => {
    expect(outcomeOfLead({ ...NOTHING, ...said })).toEqual(outcome);
  });
});

it.each([
  ['Unqualified', true],
  ['UNQUALIFIED', true],
  ['Unqualified - no budget', true],
  ['Not a fit', true],
  ['Nicht qualifiziert', true],
  ['Non qualifié', true],
  ['No calificado', true],
  ['Não qualificado', true],
  ['対象外', true],
  ['Bad timing', false],
  ['Open deal', false],
  ['Attempted to contact', false],
  ['No response', false],
  ['Qualified', false],
  ['New', false],
])('a lead status "%s" says that a lead is lost: %s', (label, is) => {
  expect(saysLost(label)).toBe(is);
});

it.each([
  ['the last time of several', [lostAt(5), openAt(6), lostAt(7), lostAt(9)], 7],
  ['from the beginning', [lostAt(5), lostAt(9)], 5],
  ['not any more', [lostAt(5), openAt(6)], null],
  ['nobody knows', [], null],
])('since when a lead has been given up: %s', (_, past, since) => {
  expect(sinceWhenOneOf(past, new Set(['UNQUALIFIED', 'JUNK']))).toBe(since);
  expect(sinceWhenOneOf(past.toReversed(), new Set(['UNQUALIFIED', 'JUNK']))).toBe(since);
});

function lostAt(at: number) {
  return { value: at === 9 ? 'JUNK' : 'UNQUALIFIED', at };
}
function openAt(at: number) {
  return { value: 'OPEN', at };
}

function won(at: number) {
  return { outcome: 'won', at } as const;
}
function lost(at: number) {
  return { outcome: 'lost', at } as const;
}

describe('the landmark', () => {
  const decided = (days: number, count = 100) =>
    Array.from({ length: count }, (_, at) => ({ won: at % 2 === 0, bornAt: 0, outcomeAt: days * DAY }));

  it.each([
    ['7 days', decided(20)],
    ['1 day', decided(3)],
    ['1 hour', decided(0.5)],
    ['7 days', [...decided(20), ...decided(3, 10)]],
    ['1 day', [...decided(20), ...decided(3, 50)]],
    ['7 days', [...decided(20), ...decided(-1, 80)]],
  ])('is %s', (text, leads) => {
    expect(chooseLandmark(leads).text).toBe(text);
  });

  it('comes before every outcome that it compares', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ won: fc.boolean(), bornAt: fc.nat(9), outcomeAt: fc.nat(1e9) })), (leads) => {
        const landmark = chooseLandmark(leads);
        for (const lead of leads)
          if (isUndecided(landmark, lead)) expect(lead.bornAt + landmark.after).toBeLessThan(lead.outcomeAt);
      }),
      law(),
    );
  });
});

const ACCOUNT = [
  { name: 'plan', label: 'Plan', type: 'enumeration' },
  { name: 'seats', label: 'Seats', type: 'number' },
  { name: 'contract', label: 'Contract', type: 'string' },
  { name: 'jobtitle', label: 'Job title', type: 'string' },
  { name: 'renewal', label: 'Renewal', type: 'date' },
  { name: 'trial', label: 'Trial signed', type: 'datetime' },
  { name: 'lastmodifieddate', label: 'Last modified', type: 'datetime' },
  { name: 'hs_lead_status', label: 'Lead status', type: 'enumeration' },
  { name: 'hs_calculated_merged_vids', label: 'Merged', type: 'string' },
  { name: 'notes_last_updated', label: 'Last note', type: 'number' },
  { name: 'ripen_score', label: 'Ripen score', type: 'number' },
];
const READS = pastReads(DEFAULT_MODEL, ACCOUNT);

it('learns from what says who a lead is, and not from the outcome, the seller or Ripen itself', () => {
  expect(READS.fields.map(({ name }) => name).filter((name) => !name.startsWith('company.'))).toEqual([
    'plan',
    'seats',
    'contract',
    'jobtitle',
    'renewal',
    'trial',
  ]);
  expect(READS.contact).toEqual(expect.arrayContaining(['plan', 'email', 'lifecyclestage']));
});

const TITLES = ['CEO', 'Head of Marketing', 'Software engineer', 'Student', 'Purchasing manager'];

/** Who wants many seats buys; who won gets a contract a day later, and some get it before. */
function leads(count: number, late: number): readonly PastLead[] {
  const draw = chance(3);
  return Array.from({ length: count }, (_, at) => {
    const bornAt = Date.UTC(2025, 0, 1) + at * (DAY / 4);
    const outcomeAt = bornAt + 20 * DAY;
    const seats = 1 + Math.floor(draw() * 50);
    const isWon = draw() < (seats > 30 ? 0.75 : 0.15);
    const one = (value: string, when: number) => [{ value, at: when, source: 'CRM_UI' }];
    return {
      contact: {
        seats: one(`${seats}`, bornAt),
        plan: one(draw() < 0.5 ? 'monthly' : 'yearly', bornAt),
        jobtitle: one(TITLES[Math.floor(draw() * TITLES.length)]!, bornAt),
        email: one(`lead${at}@acme.example`, bornAt),
        country: one(draw() < 0.5 ? 'Germany' : 'Brazil', bornAt),
        ...(isWon && { contract: one('signed', draw() < late ? outcomeAt + DAY : bornAt + 10 * DAY) }),
      },
      company: {
        industry: one('BANKING', bornAt),
        numberofemployees: one(`${10 ** (1 + Math.floor(draw() * 4))}`, bornAt),
      },
      deals: [isWon ? won(outcomeAt) : lost(outcomeAt)],
      activities: [],
      bornAt,
      landmark: bornAt + 7 * DAY,
      won: isWon,
      outcomeAt,
    };
  });
}

function tableOf(some: readonly PastLead[]) {
  const table = newPastTable({ model: DEFAULT_MODEL, fields: READS.fields, referenceData });
  for (const lead of some) table.add(lead);
  return table.past();
}

const WISHES = { rules: 15, step: 1, without: [], keep: [], rising: [], falling: [] };

describe('fields that know the outcome', () => {
  it('are named with how many values came after the win and who wrote them, and no other field is', () => {
    const [sight, ...others] = xRay(tableOf(leads(300, 0.72))).filter(({ leak }) => leak !== null);

    expect(others).toEqual([]);
    expect(sight).toMatchObject({ field: 'contract', knownThen: 0 });
    expect(sight?.leak).toMatch(
      /^7\d % of these values were typed after the deal was won, mostly by people in HubSpot\. Alone .* AUC of [01]\.\d+ as it stands now, and before the outcome it said nothing\.$/,
    );
  });

  it('are no leak for a slip, nor are fields that were set before', () => {
    expect(xRay(tableOf(leads(300, 0.03))).filter(({ leak }) => leak !== null)).toEqual([]);
  });

  it('get no points, and are used as they stood before where somebody keeps them', () => {
    const past = tableOf(leads(300, 0.72));

    const kept = teach(past, DEFAULT_MODEL, { ...WISHES, keep: ['contract'] });

    const { report, draft } = teach(past, DEFAULT_MODEL, WISHES);
    for (const one of [draft, kept.draft]) expect(JSON.stringify(one)).not.toContain('"field":"contract"');
    expect(JSON.stringify(draft)).toContain('"field":"seats"');
    expect(report.rules.find(({ label }) => label.startsWith('Seats'))).toMatchObject({
      old: 0,
      leads: expect.any(Number),
    });
  });
});

it('leaves a rule alone that held for none of the leads, such as one that shuts competitors out', () => {
  const model = structuredClone(DEFAULT_MODEL);
  const shutOut = {
    id: 'rival',
    label: 'Works for our rival',
    group: model.groups.find(({ kind }) => kind === 'explicit')!.id,
    points: -60,
    when: { field: 'company.name', oneOf: ['Rival'] },
  };
  model.explicit = [...model.explicit, shutOut];
  const past = leads(400, 0.72);
  const table = newPastTable({ model, fields: READS.fields, referenceData });
  for (const lead of past) table.add(lead);

  const { report, draft } = teach(table.past(), model, WISHES);

  expect(report.rules.find(({ label }) => label === shutOut.label)).toMatchObject({ old: -60, points: -60 });
  const points = watchPoints(draft!);
  const [lead] = past as readonly [PastLead];
  const rival = {
    ...lead,
    company: { ...lead.company, name: [{ value: 'Rival', at: lead.bornAt, source: 'CRM_UI' }] },
  };
  for (const one of [lead, rival]) points.see(...knownAt(draft!, one, one.landmark, referenceData));
  const [usual, shut] = points.pointsOf(Int32Array.from([0, 1]))!.combined;
  expect(shut).toBeLessThan(usual!);
});

it('says the same of a lead whatever came after its landmark', () => {
  const past = leads(60, 0.5);
  const now = past.map((lead) => ({
    ...lead,
    contact: {
      ...lead.contact,
      seats: [{ value: '999', at: lead.outcomeAt + DAY, source: 'API' }, ...lead.contact['seats']!],
      jobtitle: [{ value: 'CEO', at: lead.landmark + 1, source: 'API' }, ...lead.contact['jobtitle']!],
      hs_email_open: [{ value: '9', at: lead.outcomeAt, source: 'ANALYTICS' }],
    },
    activities: [{ id: 'x', signal: 'free_trial', at: lead.landmark + 1, quantity: 1, source: 'workflow' }],
  }));

  expect(tableOf(now).table.inForce).toEqual(tableOf(past).table.inForce);
  expect(tableOf(now).table.fields).toEqual(tableOf(past).table.fields);
});

/** Whoever began a trial lately buys; who won gets a date of renewal, which lies a year ahead. */
function datedLeads(count: number): readonly PastLead[] {
  const draw = chance(8);
  return leads(count, 0.72).map((lead) => {
    const days = draw() < (lead.won ? 0.7 : 0.2) ? 3 * draw() : 5 + 90 * draw();
    const at = (when: number, text: string) => [{ value: text, at: when, source: 'CRM_UI' }];
    const day = (instant: number) => new Date(instant).toISOString();
    return {
      ...lead,
      contact: {
        ...lead.contact,
        trial: at(lead.landmark - days * DAY, day(lead.landmark - days * DAY)),
        ...(lead.won && { renewal: at(lead.outcomeAt + DAY, day(lead.outcomeAt + 365 * DAY).slice(0, 10)) }),
      },
    };
  });
}

it('learns from how long ago a date was before the outcome, and not from one that was written after', () => {
  const past = datedLeads(400);

  const { report, draft } = teach(tableOf(past), DEFAULT_MODEL, WISHES);

  const ofTrial = report.rules.filter(({ label }) => label.startsWith('Trial signed'));
  expect(ofTrial.map(({ label }) => label)).toContainEqual(expect.stringMatching(/less than \d days ago$/));
  expect(ofTrial[0]!.points).toBeGreaterThan(20);
  expect(report.fields.flatMap(({ field, leak }) => (leak === null ? [] : [field]))).toEqual(['contract', 'renewal']);
  expect(JSON.stringify(draft)).not.toContain('"field":"renewal"');
  // In a file, which does not tell when dates were written, they are left out by their name.
  const [file] = tableOf(past).table.fields.filter(({ name }) => name === 'trial');
  expect(formsOf({ ...file!, isFromHistory: undefined }, 20)).toMatchObject({ outcome: 'left_out' });
});

it('scores every lead as the published model does, personas and dates included', () => {
  const past = datedLeads(400);
  const { table, patterns } = tableOf(past);
  const learnt = learn(table, DEFAULT_MODEL, { ...WISHES, keep: new Set(), fieldsInForce: new Set() });
  if (learnt.outcome !== 'card') throw new Error(learnt.why);
  const own = scoresOfCard(learnt.card, table, DEFAULT_MODEL);
  const silent = silentRules(patterns, DEFAULT_MODEL);
  const scores = { learnt: own, inForce: table.inForce?.combined ?? null };
  const draft = draftOf(DEFAULT_MODEL, learnt.card, scores, silent);

  const published = watchPoints(draft);
  for (const lead of past) published.see(...knownAt(draft, lead, lead.landmark, referenceData));

  expect(table.inForce!.patterns.flat().some(({ share }) => share > 0 && share < 1)).toBe(true);
  expect(silent.size).toBeGreaterThan(0);
  const all = Int32Array.from(past.keys());
  expect([...published.pointsOf(all)!.combined]).toEqual([...own]);
  expect(JSON.stringify(draft.explicit)).toContain('"field":"trial","withinDays"');
});
