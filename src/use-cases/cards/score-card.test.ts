import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scoreView } from '../../../cards/score/contract.ts';
import { law } from '../../../test/support/law.ts';
import { learnChances } from '../../domain/chance/chances.ts';
import { type Activity, NO_FACTS, type Owed, type Properties } from '../../domain/contact.ts';
import { type Evaluation, evaluate } from '../../domain/evaluation/evaluate.ts';
import { DEFAULT_MODEL } from '../../domain/model/default-model.ts';
import { type Model, parseModel } from '../../domain/model/model.ts';
import { compileModel } from '../../domain/rules/compile.ts';
import { DAY } from '../../domain/time/time.ts';
import { peopleOf } from './people.ts';
import { type ShownContact, scoreCardOf } from './score-card.ts';

const NOW = Date.UTC(2026, 10, 16, 9);
const parsed = parseModel(DEFAULT_MODEL);
if (parsed.outcome === 'invalid') throw new Error(parsed.problems.join());
const { model } = parsed;
const compiled = compileModel(model);

const account = { owners: [{ id: '7', name: 'Ada Sellers', userId: 901 }], leavers: [] };
const people = peopleOf(account, { id: 902, email: 'bob@vendor.example' });

const ADA = { id: 901, email: 'ada@vendor.example' };
const STRANGER = { id: 903, email: 'cleo@vendor.example' };

function contactOf(properties: Properties = {}, changes: Partial<ShownContact> = {}): ShownContact {
  const facts = { ...NO_FACTS, contact: { email: 'ada@acme.example', jobtitle: 'Chief Executive', ...properties } };
  const activities: Activity[] = [
    { id: 'a', signal: 'contact_request', at: NOW - 3 * DAY, quantity: 1, source: 'test' },
    { id: 'b', signal: 'page_view', at: NOW - 5 * DAY, quantity: 4, source: 'test' },
  ];
  const known = { ...facts, lead: { mail_kind: 'company', validity: 'valid', seniority: 'c_level' }, memory: null };
  return {
    evaluation: evaluate(compiled, known, activities, NOW),
    facts,
    decisions: null,
    inputs: null,
    waits: null,
    runAt: NOW + DAY,
    inHand: false,
    deadLetterAt: null,
    points: [],
    activities: [],
    chances: null,
    deeds: [],
    visits: [],
    ...changes,
  };
}

/** `last`, `before`: days ago */
const visit = (userId: number, last: number, before?: number) => ({
  userId,
  at: NOW - last * DAY,
  beforeAt: before === undefined ? null : NOW - before * DAY,
});

const shown = (contact: ShownContact, used: Model = model) => {
  const view = scoreCardOf(used, contact, people, NOW);
  expect(scoreView.parse(view)).toEqual(view);
  if (!('score' in view)) throw new Error(`Not scored: ${view.state}`);
  return view;
};

describe('what a card shows of a contact', () => {
  it('adds up, whatever the contributions are', () => {
    const contribution = fc.record({
      id: fc.constant('rule'),
      label: fc.string(),
      kind: fc.constantFrom('rule' as const, 'cap' as const),
      milli: fc.integer({ min: -60_000, max: 60_000 }),
    });
    const base = contactOf();

    fc.assert(
      fc.property(
        fc.array(contribution, { maxLength: 30 }),
        fc.integer({ min: 0, max: 100 }),
        (contributions, points) => {
          const explicit = { points, contributions };
          const scores = { ...(base.evaluation as Evaluation).scores, explicit };
          const { reasons, more, limits, rounding } = shown({
            ...base,
            evaluation: { ...(base.evaluation as Evaluation), scores },
          }).explicit;
          expect(reasons.length).toBeLessThanOrEqual(5);
          expect(reasons.length + more.count + limits.length).toBe(contributions.length);
          expect([...reasons, ...limits].reduce((sum, line) => sum + line.points, more.points + rounding)).toBe(points);
        },
      ),
      law(300),
    );
  });

  it('begins with what weighs most', () => {
    const { implicit } = shown(contactOf());

    expect(implicit.reasons[0]).toMatchObject({ label: 'Asked to be contacted' });
    const weights = implicit.reasons.map(({ points }) => Math.abs(points));
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
  });

  it.each<[string, Partial<ShownContact>, object]>([
    ['all is done', {}, { state: 'ok', updating: false }],
    ['it is due', { runAt: NOW }, { state: 'ok', updating: true }],
    ['it is being worked on', { inHand: true }, { state: 'ok', updating: true }],
    ['it is long overdue', { runAt: NOW - DAY }, { state: 'stale', staleSince: NOW - DAY }],
    ['it is a dead letter', { runAt: null, deadLetterAt: NOW - 5 }, { state: 'stale', staleSince: NOW - 5 }],
    ['nothing will change by itself', { runAt: null }, { state: 'ok', updating: false }],
    ['it was never evaluated', { evaluation: null }, { state: 'scoring', stuckSince: null }],
    ['that failed for good', { evaluation: null, deadLetterAt: NOW - 5 }, { state: 'scoring', stuckSince: NOW - 5 }],
  ])('says how fresh it is when %s', (_when, changes, expected) => {
    expect(scoreCardOf(model, contactOf({}, changes), people, NOW)).toMatchObject(expected);
  });

  it.each<[string, object]>([
    ['PT', { from: 'country', timeZone: 'Atlantic/Azores', hoursAhead: 1 }],
    ['AT', { from: 'country', timeZone: 'Europe/Vienna' }],
  ])('tells the clocks of a whole country: %s', (country, clock) => {
    expect(shown(contactOf({ hs_country_region_code: country })).clock).toEqual(clock);
  });

  it('shows an answer that HubSpot does not have yet', () => {
    const { bant } = shown(contactOf({ ripen_bant_need: 'no' }, { inputs: { ripen_bant_budget: 'yes' } }));

    expect(bant).toMatchObject({ budget: { answer: 'yes' }, need: { answer: 'no' }, timeline: { answer: 'unknown' } });
  });

  it('offers no answer that the account keeps in a property of its own', () => {
    const own = { ...model, bant: { ...model.bant, budget: 'company.has_budget' } };

    expect(shown(contactOf(), own).bant).toMatchObject({ budget: { editable: false }, need: { editable: true } });
  });

  it.each<[string, Properties, object]>([
    ['a prospect', {}, { relation: 'prospect', may: { handToSales: false, handBack: true } }],
    [
      'a customer',
      { lifecyclestage: 'customer' },
      { relation: 'customer', may: { handToSales: false, handBack: false } },
    ],
  ])('says what may be done with %s', (_who, properties, expected) => {
    expect(shown(contactOf(properties))).toMatchObject(expected);
  });

  it('says who owns it, who answers by when, and what each judgement rests on', () => {
    const view = shown(contactOf({ hubspot_owner_id: '7' }));

    expect(view.next.owner).toBe('Ada Sellers');
    expect(view.journey).toMatchObject({
      stage: 'decision',
      evidence: [{ what: 'Asked to be contacted', at: NOW - 3 * DAY }],
    });
    expect(view.persona?.attributes.some(({ holds }) => holds)).toBe(true);
    expect(shown(contactOf()).next.owner).toBeNull();
  });

  it('says where an answer comes from, how old it is, and when to ask again', () => {
    const given = { source: 'rep', at: NOW - DAY } as const;
    const base = contactOf().evaluation as Evaluation;
    const bantDetails = {
      ...base.bantDetails,
      need: { answer: 'yes', source: 'form', at: 5, askAgain: true },
    } as const;

    const { bant } = shown(
      contactOf(
        {},
        {
          evaluation: { ...base, bantDetails },
          inputs: { ripen_bant_budget: 'yes' },
          decisions: { bant: { budget: given } },
          deeds: [{ at: given.at, by: ADA, action: 'bant', detail: { budget: 'yes' } }],
        },
      ),
    );

    expect(bant.budget).toEqual({ answer: 'yes', ...given, by: 'Ada Sellers', askAgain: false, editable: true });
    expect(bant.need).toEqual({ answer: 'yes', source: 'form', at: 5, by: null, askAgain: true, editable: true });
    expect(bant.timeline).toMatchObject({ answer: 'unknown', source: null });
  });

  it('says how many leads like it buy, but not of a customer', () => {
    const evaluation = contactOf().evaluation as Evaluation;
    const { points: score } = evaluation.scores.combined;
    const chances = learnChances([
      { score, size: null, isOwn: true, seen: 320, won: 64 },
      { score: 100, size: null, isOwn: true, seen: 100, won: 50 },
    ]);

    expect(shown(contactOf({}, { evaluation, chances })).chance).toMatchObject({ seen: 320, won: 64, size: null });
    expect(shown(contactOf({}, { evaluation: { ...evaluation, relation: 'customer' }, chances })).chance).toBeNull();
    expect(shown(contactOf({}, { evaluation })).chance).toBe('little');
  });

  it('shows why data are doubted, and that somebody vouched for them', () => {
    const base = contactOf().evaluation as Evaluation;
    const validity = { is: 'suspect', reasons: ['There is no e-mail address.'] } as const;

    expect(shown(contactOf({}, { evaluation: { ...base, validity } })).validity).toEqual({
      ...validity,
      vouched: false,
      vouchedBy: null,
    });
    const deeds = [{ at: 5, by: STRANGER, action: 'vouch', detail: { right: true } }];
    expect(shown(contactOf({}, { decisions: { validity: 'valid' }, deeds })).validity).toMatchObject({
      vouched: true,
      vouchedBy: 'cleo@vendor.example',
    });
  });

  it.each<[string, Partial<ShownContact>, object]>([
    [
      'hands a lead over',
      { decisions: { qualification: { qualification: 'sql', at: NOW } } },
      { is: 'sql', back: false },
    ],
    ['gives it back', { decisions: { handedBackAt: NOW, handBackKind: 'not_interested' } }, { is: 'mql', back: true }],
  ])('shows at once what a rep does who %s', (_what, { decisions }, { is, back }: { is?: string; back?: boolean }) => {
    const base = contactOf().evaluation as Evaluation;
    const before = is === 'sql' ? ('mql' as const) : ('sql' as const);
    const evaluation = { ...base, qualification: before };

    const view = shown(contactOf({}, { evaluation, decisions: decisions ?? null }));

    expect(view.qualification).toEqual({ is, since: NOW });
    expect(view.may).toEqual({ handToSales: back, handBack: !back });
    expect([view.handedBack?.at, view.handedOver?.at]).toEqual(back ? [NOW, undefined] : [undefined, NOW]);
  });

  it.each<[string, Partial<ShownContact>, string, readonly unknown[] | null]>([
    ['nobody has looked', {}, '7', null],
    ['the owner has', { visits: [visit(901, 2), visit(902, 1)] }, '7', ['owner', 2]],
    ['only the reader has, who is not the owner', { visits: [visit(902, 4)] }, '7', ['you', 4]],
    ['the owner is nobody whom we know', { visits: [visit(902, 4), visit(901, 1)] }, '8', ['you', 4]],
    ['the reader is still looking', { visits: [visit(902, 0.01, 9)] }, '', ['you', 9]],
    ['the reader looks for the first time', { visits: [visit(902, 0.01)] }, '', null],
  ])('says what is new when %s', (_when, changes, hubspot_owner_id, expected) => {
    const point = { explicit: 0, implicit: 0, qualification: 'unqualified' as const };
    const points = [
      { ...point, at: NOW - DAY, score: 90 },
      { ...point, at: NOW - 30 * DAY, score: 1 },
    ];
    const activities = [
      { signal: 'page_view', at: NOW - DAY / 2, quantity: 2 },
      { signal: 'contact_request', at: NOW - 0.6 * DAY, quantity: 1 },
      { signal: 'page_view', at: NOW - 0.7 * DAY, quantity: 3 },
      { signal: 'page_view', at: NOW - 20 * DAY, quantity: 50 },
    ];

    const { news, score } = shown(contactOf({ hubspot_owner_id }, { ...changes, points, activities }));

    expect(news && [news.who, (NOW - news.since) / DAY]).toEqual(expected);
    if (news === null) return;
    expect(news.score).toEqual({ from: 1, to: score });
    expect(news.qualification).toEqual({ from: 'unqualified', to: 'sql' });
    expect(news.happened).toEqual([
      { label: 'Viewed a page', times: 5, last: NOW - DAY / 2 },
      { label: 'Asked to be contacted', times: 1, last: NOW - 0.6 * DAY },
    ]);
  });

  it('tells who did what, the newest first, and nothing that it does not know', () => {
    const deeds = [
      { at: 9, by: { id: 902, email: null }, action: 'snooze', detail: { days: null } },
      { at: 8, by: ADA, action: 'snooze', detail: { days: 7 } },
      { at: 7, by: ADA, action: 'of_a_later_version', detail: {} },
      { at: 6, by: null, action: 'hand-back', detail: { kind: 'other', reason: 'Too early', more: 1 } },
    ];
    const empty = { kind: null, reason: null, until: null, answers: [] };

    expect(shown(contactOf({}, { deeds })).deeds).toEqual([
      { ...empty, at: 9, by: 'user 902', own: true, what: 'wake' },
      { ...empty, at: 8, by: 'Ada Sellers', own: false, what: 'snooze', until: 8 + 7 * DAY },
      { ...empty, at: 6, by: null, own: false, what: 'hand-back', kind: 'other', reason: 'Too early' },
    ]);
  });

  it('knows a snooze only until it ends', () => {
    const snoozed = (pausedUntil: number) => shown(contactOf({}, { decisions: { pausedUntil } })).next.snoozedUntil;

    expect(snoozed(NOW + 1)).toBe(NOW + 1);
    expect(snoozed(NOW)).toBeNull();
  });
});

describe('why an answer is owed', () => {
  const owing = (owed: Partial<Owed>, activities: ShownContact['activities'] = []) => {
    const { evaluation } = contactOf();
    const memory = { ...evaluation!.memory, owed: { since: NOW - DAY / 24, isOver: false, ...owed } };
    const response = { since: NOW - DAY / 24, dueAt: NOW, escalateAt: NOW + DAY / 24, answeredAt: null };
    return shown(contactOf({}, { evaluation: { ...evaluation!, memory, response }, activities })).response?.why;
  };
  const did = (...signals: readonly string[]) => signals.map((signal) => ({ signal, at: NOW - DAY, quantity: 1 }));

  it.for<[string, Partial<Owed>, ShownContact['activities'], object]>([
    ['a score', {}, did('page_view'), { is: 'became_sql', label: null, at: NOW - DAY / 24 }],
    [
      'a hand-raise that Ripen heard of late, among other things',
      { why: 'hand_raise', occasion: NOW - DAY },
      did('page_view', 'contact_request'),
      { is: 'hand_raise', label: 'Asked to be contacted', at: NOW - DAY },
    ],
    [
      'a waking',
      { why: 'sql_woke', occasion: NOW - DAY },
      did('page_view'),
      { is: 'sql_woke', label: 'Viewed a page', at: NOW - DAY },
    ],
    [
      'what is not stored any more',
      { why: 'lost_deal_woke', occasion: NOW - DAY },
      [],
      { is: 'lost_deal_woke', label: null, at: NOW - DAY },
    ],
  ])('%s', ([, owed, activities, why]) => {
    expect(owing(owed, activities)).toEqual(why);
  });
});
