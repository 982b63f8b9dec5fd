import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  Form,
  List,
  LoadingButton,
  LoadingSpinner,
  ProgressBar,
  ScoreCircle,
  StatusTag,
  Text,
} from '@hubspot/ui-extensions';
import { CrmActionButton } from '@hubspot/ui-extensions/crm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CardAnswer, ScoredView } from '../contract.ts';
import { patiently, show } from './harness.tsx';
import { NOW, warm } from './views.ts';

const URL = 'https://ripen.example/cards/score';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

beforeEach(() => {
  // What a card logs is for its developer; the tests look at what it shows.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.useFakeTimers({ shouldAdvanceTime: true, toFake: ['setTimeout', 'clearTimeout', 'Date'] });
});
afterEach(async () => {
  // A card cannot be unmounted here: what it still waits for must not reach the next test.
  for (let turn = 0; turn < 3; turn++) await vi.advanceTimersByTimeAsync(0);
  vi.clearAllTimers();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe.each(['wide', 'narrow'] as const)('the %s card', (layout) => {
  it('says that it is loading until the first answer comes', async () => {
    const { renderer, calls } = show([new Promise<CardAnswer>(() => {})], layout);

    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading the lead score');
    await patiently(() => expect(calls()).toEqual([{ url: `${URL}?contactId=501`, method: 'GET' }]));
  });

  it('shows score, grade, reasons that add up, next step and what is unknown, in words', async () => {
    const { renderer, text } = show([warm()], layout);

    await renderer.waitFor(() => renderer.find(ScoreCircle));

    expect(renderer.find(ScoreCircle).props.score).toBe(47);
    expect(text()).toContain('47 of 100, grade B2');
    expect(text()).toContain('Good fit, active');
    expect(renderer.findByTestId(Text, 'last-activity').text).toBe(
      'Last activity: Viewed pages, 2 hours ago (Mon, Nov 16, 08:00 AM)',
    );
    expect(renderer.findByTestId(ProgressBar, 'bar-explicit').props).toMatchObject({ value: 52, maxValue: 100 });
    const lines = renderer
      .findByTestId(List, 'reasons-explicit')
      .findAll(Text)
      .map((line) => line.text);
    expect(lines).toEqual(
      layout === 'wide'
        ? [
            '+30 Decides about budgets',
            '+20 Right industry',
            '−10 Free mail address',
            '+6 Has a budget: 5 days ago (Nov 11, 2026)',
            'and 4 more: +46',
          ]
        : ['+30 Decides about budgets', '+20 Right industry', '−10 Free mail address', 'and 5 more: +52'],
    );
    const linesOf = (list: string) =>
      renderer
        .findByTestId(List, list)
        .findAll(Text)
        .map((line) => line.text);
    expect(linesOf('reasons-implicit')).toEqual([
      '+30 Asked to be contacted: 3 weeks ago (Oct 22, 2026)',
      '+10 Viewed pages: 14 times, Oct 3, 2026 to Nov 16, 2026',
    ]);
    expect(linesOf('sums-implicit')).toEqual(['all reasons: +40', 'rounded to whole points: +1']);
    expect(linesOf('sums-explicit')).toEqual(['all reasons: +92', 'Area of responsibility: at most 40 points: −40']);
    expect(renderer.findByTestId(Text, 'bant-unknown').text).toBe(
      'Still unknown: Authority, Timeline. Ask again, the answer is old: Need.',
    );
    expect(text()).toContain('Marketing qualified (MQL)');
    expect(text()).toContain('since Nov 6, 2026');
    expect(renderer.findByTestId(Text, 'trend').text).toBe('Up 35 since Oct 27, 2026.');
    expect(text()).toContain('Nov 6, 2026: +38 Asked to be contacted');
  });

  it.each([
    ['not set up', { state: 'not_set_up' }, 'Ripen is not set up yet'],
    ['unknown to us', { state: 'not_found' }, 'No score yet'],
    ['being scored', { state: 'scoring', stuckSince: NOW }, 'This contact is being scored'],
  ] as const)('is not empty when the contact is %s', async (_state, view, title) => {
    const { renderer } = show([view], layout);

    await renderer.waitFor(() => renderer.find(EmptyState));

    expect(renderer.find(EmptyState).props.title).toBe(title);
  });

  it('says what an administrator must mend while Ripen is not set up', async () => {
    const problem = 'Ripen is disconnected from this account: install it again.';
    const { renderer } = show([{ state: 'not_set_up', problems: [problem] }], layout);

    await renderer.waitFor(() => renderer.find(EmptyState));

    expect(renderer.findAll(Text).map(({ text }) => text)).toContain(problem);
  });

  it('can have a first score that got stuck tried again', async () => {
    const { renderer, calls } = show([{ state: 'scoring', stuckSince: NOW }], layout);
    await renderer.waitFor(() => renderer.find(EmptyState));

    renderer.findByTestId(LoadingButton, 'score-now').trigger('onClick');

    await patiently(() => expect(calls()[1]).toMatchObject({ url: `${URL}/recalculate?contactId=501` }));
  });

  it('keeps an old score, and says since when it is old', async () => {
    const { renderer } = show([{ ...warm(), state: 'stale', staleSince: NOW - DAY }], layout);

    await renderer.waitFor(() => renderer.find(ScoreCircle));

    expect(renderer.find(Alert).props.title).toBe('This score is out of date');
    expect(renderer.find(Alert).text).toContain('Sun, Nov 15, 10:00 AM');
  });

  it('says that a track leaves somebody out on purpose, and what goes on', async () => {
    const { renderer, text } = show([warm({ track: 'none', leftOut: 'mql_nurture' })], layout);

    await renderer.waitFor(() => renderer.find(ScoreCircle));

    expect(text()).toContain('Left out of “Short-term nurture” on purpose, to measure what the track achieves');
  });

  it('says in words that somebody must not be written to', async () => {
    const { renderer, text } = show(
      [warm({ doNotContact: ['Opted out of e-mail'], track: 'no_correspondence' })],
      layout,
    );

    await renderer.waitFor(() => renderer.find(ScoreCircle));

    expect(renderer.find(Alert).text).toBe('Opted out of e-mail.');
    expect(text()).toContain('Do not write. Call only if they have asked you to.');
  });
});

describe('what the card advises', () => {
  it.each([
    ['an SQL', warm({ qualification: { is: 'sql', since: NOW } }), 'Ready for sales: get in touch now.'],
    ['a customer', warm({ relation: 'customer' }), 'Already a customer: take care of them.'],
    [
      'a task that falls due',
      warm({
        next: {
          touch: { kind: 'manual', at: NOW, task: 'Call again' },
          owner: null,
          snoozedUntil: null,
          snoozedBy: null,
        },
      }),
      'Call again (due Mon, Nov 16, 10:00 AM).',
    ],
    [
      'a snoozed lead',
      warm({ next: { touch: null, owner: 'Ada Sellers', snoozedUntil: NOW + DAY, snoozedBy: 'Bob Sellers' } }),
      'Snoozed by Bob Sellers until Tue, Nov 17, 10:00 AM: do not contact them before.',
    ],
    [
      'a lost deal',
      warm({ segment: { is: 'closed_lost', since: NOW } }),
      'The deal was lost: do not contact them until the next review.',
    ],
  ])('fits %s', async (_whom, view, advice) => {
    const { renderer } = show([view]);

    await renderer.waitFor(() => renderer.findByTestId(Text, 'advice'));

    expect(renderer.findByTestId(Text, 'advice').text).toBe(advice);
  });
});

/** What the primary buttons say, HubSpot's own among them. */
const primaries = (renderer: ReturnType<typeof show>['renderer']) =>
  [Button, LoadingButton, CrmActionButton].flatMap((kind) =>
    renderer
      .findAll(kind as typeof Button, { variant: 'primary' })
      .flatMap(({ text, props }) => (props.type === 'submit' ? [] : [text])),
  );

describe('the primary button is the next step', () => {
  const sql = { qualification: { is: 'sql', since: NOW }, may: { handToSales: false, handBack: true } } as const;
  const why = { is: 'hand_raise', label: 'Asked to be contacted', at: NOW - HOUR } as const;
  const owed = { dueAt: NOW + DAY, escalateAt: NOW + 2 * DAY, answeredAt: null, why };

  it.each<[string, ScoredView, readonly string[], string]>([
    [
      'somebody who waits for an answer',
      warm({ ...sql, response: owed }),
      ['Write an e-mail'],
      'Answer them now: sales',
    ],
    [
      'somebody who waits too long',
      warm({ ...sql, response: { ...owed, dueAt: NOW } }),
      ['Write an e-mail'],
      'Answer them now: the answer is overdue.',
    ],
    [
      'a customer who raised a hand',
      warm({ relation: 'customer', response: owed }),
      ['Write an e-mail'],
      'Answer them now: sales',
    ],
    [
      'somebody who woke up',
      warm({ response: { ...owed, why: { ...why, is: 'mql_woke' } } }),
      ['Write an e-mail'],
      'Get in touch by Tue, Nov 17, 10:00 AM: they are active again.',
    ],
    ['an SQL', warm(sql), ['Write an e-mail'], 'Ready for sales: get in touch now.'],
    [
      'an SQL by a rep',
      warm({ ...sql, handedOver: { at: NOW - 60_000, by: 'Bob Sellers', reason: null } }),
      ['Write an e-mail'],
      'Handed to sales by Bob Sellers 1 minute ago',
    ],
    [
      'an SQL who must not be written to',
      warm({ ...sql, doNotContact: ['Opted out'] }),
      ['Plan a call'],
      'Do not write.',
    ],
    ['an MQL', warm(), ['Hand to sales'], 'Marketing nurtures them.'],
    [
      'somebody whom sales gave back: no rep does anything, and nobody calls them interested',
      warm({ handedBack: { at: NOW - 120_000, by: null, kind: 'not_interested', reason: null } }),
      [],
      'Handed back 2 minutes ago (Mon, Nov 16, 09:58 AM): Not interested. Marketing takes over until something new happens.',
    ],
    ['somebody who is not ripe', warm({ qualification: { is: 'unqualified', since: NOW } }), [], 'Nothing to do yet'],
    [
      'a customer',
      warm({ relation: 'customer', may: { handToSales: false, handBack: false } }),
      [],
      'Already a customer',
    ],
  ])('for %s', async (_whom, view, buttons, advice) => {
    const { renderer } = show([view]);

    await renderer.waitFor(() => renderer.findByTestId(Text, 'advice'));

    expect(renderer.findByTestId(Text, 'advice').text).toContain(advice);
    expect(primaries(renderer)).toEqual(buttons);
  });

  it("is HubSpot's own, for this record, and says why HubSpot refuses", async () => {
    const { renderer } = show([warm(sql)]);
    await renderer.waitFor(() => renderer.findByTestId(Text, 'advice'));

    const button = renderer.findByTestId(CrmActionButton, 'do-SEND_EMAIL');
    expect(button.props.actionContext).toEqual({ objectTypeId: '0-1', objectId: 501 });
    button.props.onError?.(['No e-mail address']);

    expect(renderer.mocks.actions.addAlert.calls).toEqual([
      [{ type: 'danger', message: 'HubSpot could not do this: No e-mail address' }],
    ]);
  });
});

/** On a busy machine React sets the timer of the next request a little later. */
async function untilAsked(calls: () => readonly unknown[], many: number) {
  for (let second = 0; second < 120 && calls().length < many; second++) await vi.advanceTimersByTimeAsync(1_000);
  expect(calls()).toHaveLength(many);
}

describe('cards of one contact follow each other', () => {
  const SOON = { outcome: 'seen', view: warm({ updating: true }) } as const;
  const LATER = { outcome: 'seen', view: warm({ score: 55 }) } as const;

  it('by asking, ever more rarely while nothing happens', async () => {
    const { renderer, calls } = show([warm(), warm(), SOON, LATER]);
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(calls()).toHaveLength(1);

    await untilAsked(calls, 4);

    expect(calls()[1]).toMatchObject({ url: `${URL}?contactId=501&follows=1` });
    await patiently(() => expect(renderer.find(ScoreCircle).props.score).toBe(55));
  });

  it('at once, where the browser lets them talk', async () => {
    const channels: { name: string; said: unknown[]; onmessage?: () => void }[] = [];
    class Channel {
      readonly said: unknown[] = [];
      constructor(readonly name: string) {
        channels.push(this);
      }
      postMessage = (message: unknown) => void this.said.push(message);
      close = () => {};
    }
    const { renderer, calls } = show([warm(), LATER], 'narrow', { channel: Channel });
    await vi.advanceTimersByTimeAsync(0);
    expect(channels.map(({ name, said }) => [name, said])).toEqual([['ripen score 501', []]]);

    channels[0]?.onmessage?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(renderer.find(ScoreCircle).props.score).toBe(55);
    renderer.findByTestId(LoadingButton, 'recalculate').trigger('onClick');
    await vi.advanceTimersByTimeAsync(0);

    expect(calls()).toHaveLength(3);
    expect(channels[0]?.said.length).toBeGreaterThan(0);
  });

  it('and a request that nobody asked for fails in silence', async () => {
    const { renderer, calls } = show([warm(), 502]);

    await untilAsked(calls, 2);
    await vi.advanceTimersByTimeAsync(0);

    expect(renderer.maybeFind(Alert)).toBeNull();
  });
});

describe('what is new', () => {
  it.each<[string, ScoredView['news'], string, readonly string[]]>([
    [
      'since the owner looked',
      {
        since: NOW - 3 * DAY,
        who: 'owner',
        score: { from: 30, to: 47 },
        qualification: { from: 'unqualified', to: 'mql' },
        happened: [
          { label: 'Asked to be contacted', times: 1, last: NOW - DAY },
          { label: 'Viewed pages', times: 4, last: NOW - 2 * DAY },
        ],
      },
      'New since Ada Sellers last looked, 3 days ago (Nov 13, 2026)',
      [
        'Score: 30 → 47',
        'Not qualified yet → Marketing qualified (MQL)',
        'Asked to be contacted: 1 day ago (Sun, Nov 15, 10:00 AM)',
        'Viewed pages: 4 times, last 2 days ago (Nov 14, 2026)',
        'Bob Sellers: handed back (Another reason: Too early), 1 hour ago (Mon, Nov 16, 09:00 AM)',
      ],
    ],
    [
      'since the reader looked',
      { since: NOW - 3 * DAY, who: 'you', score: null, qualification: null, happened: [] },
      'New since you last looked, 3 days ago (Nov 13, 2026)',
      ['Bob Sellers: handed back (Another reason: Too early), 1 hour ago (Mon, Nov 16, 09:00 AM)'],
    ],
  ])('%s stands on top, and who did it', async (_since, news, title, lines) => {
    const deed = { by: 'Bob Sellers', own: false, kind: null, reason: null, until: null, answers: [] };
    const deeds: ScoredView['deeds'] = [
      { ...deed, at: NOW - HOUR, what: 'hand-back', kind: 'other', reason: 'Too early' },
      { ...deed, at: NOW - 2 * HOUR, what: 'snooze', own: true, until: NOW + DAY },
      { ...deed, at: NOW - 9 * DAY, by: null, what: 'bant', answers: [{ question: 'budget', answer: 'yes' }] },
    ];
    const { renderer } = show([warm({ news, deeds })]);

    await renderer.waitFor(() => renderer.findByTestId(List, 'news'));

    const linesOf = (id: string) =>
      renderer
        .findByTestId(List, id)
        .findAll(Text)
        .map(({ text }) => text);
    expect(renderer.findByTestId(Text, 'news-since').text).toBe(title);
    expect(linesOf('news')).toEqual(lines);
    expect(linesOf('deeds')).toEqual([
      'Bob Sellers: handed back (Another reason: Too early), 1 hour ago (Mon, Nov 16, 09:00 AM)',
      'Bob Sellers: snoozed until Tue, Nov 17, 10:00 AM, 2 hours ago (Mon, Nov 16, 08:00 AM)',
      'Somebody: BANT answers (Budget: Yes), 9 days ago (Nov 7, 2026)',
    ]);
  });

  it('is told of each of two people who did the same at the same instant', async () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const deed: ScoredView['deeds'][number] = {
      at: NOW - HOUR,
      by: null,
      own: false,
      what: 'wake',
      kind: null,
      reason: null,
      until: null,
      answers: [],
    };
    const news = { since: NOW - DAY, who: 'you', score: null, qualification: null, happened: [] } as const;
    const { renderer } = show([warm({ news: { ...news, happened: [] }, deeds: [deed, deed] })]);

    await renderer.waitFor(() => renderer.findByTestId(List, 'news'));

    for (const list of ['news', 'deeds']) expect(renderer.findByTestId(List, list).findAll(Text)).toHaveLength(2);
    expect(complaints.mock.calls).toEqual([]);
  });

  it('is said to be nothing', async () => {
    const news = { since: NOW - DAY, who: 'you', score: null, qualification: null, happened: [] } as const;
    const { renderer } = show([warm({ news: { ...news, happened: [] } })]);

    await renderer.waitFor(() => renderer.findByTestId(Text, 'news-since'));

    expect(renderer.findByTestId(Text, 'news-since').text).toMatch(/^Nothing new since you last looked, 1 day ago/);
  });
});

describe('what sales owes', () => {
  const why = { is: 'hand_raise', label: 'Asked to be contacted', at: NOW - 2 * HOUR } as const;
  const owed = { dueAt: NOW + 6 * HOUR, escalateAt: NOW + 30 * HOUR, answeredAt: null, why };

  it.each([
    ['in time', owed, 'Ada Sellers answers by Mon, Nov 16, 04:00 PM'],
    ['late', { ...owed, dueAt: NOW - HOUR }, 'Overdue: Ada Sellers should have answered by Mon, Nov 16, 09:00 AM'],
    [
      'escalated',
      { ...owed, dueAt: NOW - 3 * HOUR, escalateAt: NOW - HOUR },
      'Overdue: Ada Sellers should have answered by Mon, Nov 16, 07:00 AM; escalated Mon, Nov 16, 09:00 AM',
    ],
    ['answered', { ...owed, answeredAt: NOW }, 'Answered just now (Mon, Nov 16, 10:00 AM)'],
    [
      'answered late',
      { ...owed, dueAt: NOW - HOUR, answeredAt: NOW },
      'Answered just now (Mon, Nov 16, 10:00 AM), due Mon, Nov 16, 09:00 AM',
    ],
  ])('is said in words when it is %s', async (_when, response, words) => {
    const { renderer } = show([warm({ response })]);

    await renderer.waitFor(() => renderer.findByTestId(StatusTag, 'response'));

    expect(renderer.findByTestId(StatusTag, 'response').text).toBe(words);
  });
});

describe('why sales owes an answer', () => {
  type Why = NonNullable<ScoredView['response']>['why'];
  it.each<[string, Why['is'], string | null, string]>([
    ['a hand-raise', 'hand_raise', 'Asked to be contacted', 'Why: Asked to be contacted, 2 hours ago (Mon, Nov 16, '],
    ['one that is not stored any more', 'hand_raise', null, 'Why: asked for sales, 2 hours ago'],
    ['an SQL by a hand-raise', 'became_sql', 'Asked to be contacted', 'Why: Asked to be contacted, 2 hours ago'],
    ['an SQL by the score', 'became_sql', null, 'Why: became sales qualified 2 hours ago'],
    ['a lost deal', 'lost_deal_woke', 'Viewed pages', 'Why: active again after a lost deal: Viewed pages, 2 hours ago'],
    ['a dormant MQL', 'mql_woke', null, 'Why: a marketing-qualified lead is active again: did something, 2 hours ago'],
  ])('is said of %s', async (_what, is, label, words) => {
    const why = { is, label, at: NOW - 2 * HOUR };
    const { renderer } = show([
      warm({ response: { dueAt: NOW + HOUR, escalateAt: NOW + DAY, answeredAt: null, why } }),
    ]);

    await renderer.waitFor(() => renderer.findByTestId(Text, 'owed-for'));

    expect(renderer.findByTestId(Text, 'owed-for').text?.startsWith(words)).toBe(true);
  });
});

describe('what a judgement rests on', () => {
  it('is shown on demand, attribute by attribute', async () => {
    const { renderer, text } = show([
      warm({ product: { label: 'Widgets', evidence: [{ what: 'Viewed /widgets', at: NOW - DAY }] } }),
    ]);

    await renderer.waitFor(() => renderer.find(ScoreCircle));

    const titles = renderer.findAll(Accordion).map(({ props }) => props.title);
    expect(titles).toEqual(
      expect.arrayContaining(['Why “Department head, 70 % match”', 'Why “Comparing”', 'Why “Widgets”']),
    );
    for (const line of [
      'Yes: Heads a department or manages (weight 4)',
      'No: Company of 50 people or more (weight 3)',
      'Viewed /widgets, 1 day ago (Sun, Nov 15, 10:00 AM)',
    ])
      expect(text()).toContain(line);
    expect(renderer.findByTestId(Text, 'chance').text).toBe(
      'About 1 in 7 leads like this buy within 90 days (38 of 260 in the last year).',
    );
    expect(renderer.findByTestId(Text, 'like-this').text).toBe(
      'Leads like this: 40 to 49 points a week after Ripen first saw them, in companies of 50–249 people.',
    );
    expect(text()).toContain('Bob Sellers, Nov 11, 2026');
    expect(text()).toContain('Partly: ask again');
  });

  it('says so of a persona that few attributes speak for', async () => {
    const attributes = [{ label: 'Company of 50 people or more', weight: 3, holds: true }];
    const { renderer, text } = show([warm({ persona: { label: 'Economic buyer', match: 30, attributes } })]);

    await renderer.waitFor(() => renderer.find(ScoreCircle));

    expect(text()).toContain('Not clear yet, most like Economic buyer: 30 % match');
    expect(text()).not.toContain('Economic buyer, 30 % match');
  });

  it('names no single time zone where the country has several', async () => {
    const { renderer, text } = show([warm({ clock: { from: 'country', timeZone: 'Atlantic/Azores', hoursAhead: 1 } })]);

    await renderer.waitFor(() => renderer.find(ScoreCircle));

    expect(text()).toContain('Several in this country: Atlantic/Azores to 1 h ahead');
  });

  it('says why somebody is ready though the score does not say so, and makes handing over the next step', async () => {
    const ready = 'Fits well and is deciding now';
    const { renderer } = show([warm({ ready, qualification: { is: 'unqualified', since: NOW } })]);

    await renderer.waitFor(() => renderer.findByTestId(Text, 'advice'));

    expect(renderer.findByTestId(Text, 'advice').text).toBe(`Have a look: ${ready}. Hand them to sales if you agree.`);
    expect(renderer.findByTestId(Button, 'open-hand-to-sales').props.variant).toBe('primary');
  });

  it('says what is wrong with the data, and takes a person at their word, both ways', async () => {
    const reasons = ['The e-mail address is a throw-away one.'];
    const suspect = warm({ validity: { is: 'suspect', reasons, vouched: false, vouchedBy: null } });
    const vouched = warm({ validity: { is: 'valid', reasons: [], vouched: true, vouchedBy: 'Bob Sellers' } });
    const { renderer, calls } = show([suspect, { outcome: 'noted', view: vouched }]);
    await renderer.waitFor(() => renderer.find(Alert));
    expect(renderer.find(Alert).props.title).toBe('Data look suspect');
    expect(renderer.find(Alert).text).toBe(reasons[0]);

    renderer.findByTestId(LoadingButton, 'vouch').trigger('onClick');
    await renderer.waitFor(() => renderer.findByTestId(Text, 'vouched'));
    expect(renderer.findByTestId(Text, 'vouched').text).toBe('Bob Sellers has confirmed that these data are right.');
    renderer.findByTestId(LoadingButton, 'vouch').trigger('onClick');

    await patiently(() => expect(calls()).toHaveLength(3));
    expect(
      calls()
        .slice(1)
        .map(({ body }) => body),
    ).toEqual([{ right: true }, { right: false }]);
  });
});

describe('when something goes wrong', () => {
  it.each([
    ['the server fails', 502, 'Ripen cannot be reached at the moment. Please try again in a minute.'],
    [
      'the answer is not as agreed',
      { outcome: 'seen', view: { ...warm(), score: '47' } } as never,
      'Ripen answered in a way that this card does not understand. Please reload the page.',
    ],
  ])('%s, the card says so in words and can try again', async (_what, answer, sentence) => {
    const { renderer, text } = show([answer, warm()]);

    await renderer.waitFor(() => renderer.find(ErrorState));
    expect(text()).toContain(sentence);
    renderer.findByTestId(Button, 'load-again').trigger('onClick');

    await renderer.waitFor(() => renderer.find(ScoreCircle));
    expect(renderer.maybeFind(ErrorState)).toBeNull();
  });

  it('the score that was there stays, with a word beside it', async () => {
    const { renderer } = show([warm(), 500]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));

    renderer.findByTestId(LoadingButton, 'recalculate').trigger('onClick');

    await renderer.waitFor(() => renderer.find(Alert));
    expect(renderer.find(ScoreCircle).props.score).toBe(47);
    expect(renderer.find(Alert).props.title).toBe('The latest score could not be loaded');
    expect(renderer.mocks.actions.addAlert.calls).toEqual([[expect.objectContaining({ type: 'danger' })]]);
  });

  it('a late answer does not replace a newer one', async () => {
    let answerLate: (answer: CardAnswer) => void = () => {};
    const late = new Promise<CardAnswer>((resolve) => {
      answerLate = resolve;
    });
    const { renderer, calls } = show([warm(), late, { outcome: 'noted', view: warm({ score: 60 }) }]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));

    renderer.findByTestId(LoadingButton, 'recalculate').trigger('onClick');
    renderer.findByTestId(LoadingButton, 'recalculate').trigger('onClick');
    await renderer.waitFor(() => renderer.find(ScoreCircle, { score: 60 }));
    answerLate({ outcome: 'noted', view: warm({ score: 12 }) });

    await patiently(() => expect(renderer.mocks.actions.addAlert.callCount).toBe(2));
    expect(calls()).toHaveLength(3);
    expect(renderer.find(ScoreCircle).props.score).toBe(60);
  });
});

describe('an action', () => {
  const NOTED: CardAnswer = { outcome: 'noted', view: warm({ updating: true }) };

  it.each([
    ['hand-to-sales', { reason: 'Called us' }, { reason: 'Called us' }],
    ['bant', { budget: '', authority: 'no' }, { authority: 'no' }],
    ['hand-back', { kind: 'no_budget', reason: '' }, { kind: 'no_budget' }],
    ['hand-back', { kind: 'other', reason: 'Too early' }, { kind: 'other', reason: 'Too early' }],
    ['snooze', { for: '14' }, { days: 14 }],
    ['snooze', { for: '' }, { days: 7 }],
  ])('%s sends its form, closes it and says what happens next', async (name, entered, body) => {
    const { renderer, calls } = show([warm({ may: { handToSales: true, handBack: true } }), NOTED]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));

    renderer.findByTestId(Form, `form-${name}`).trigger('onSubmit', { targetValue: entered } as never);

    await patiently(() => expect(renderer.mocks.actions.addAlert.callCount).toBe(1));
    expect(calls()[1]).toEqual({ url: `${URL}/${name}?contactId=501`, method: 'POST', body });
    expect(renderer.mocks.actions.closeOverlay.calls).toEqual([[`ripen-${name}`]]);
    expect(renderer.mocks.actions.addAlert.calls).toEqual([[expect.objectContaining({ type: 'success' })]]);
  });

  it('ends a snooze', async () => {
    const next = { touch: null, owner: 'Ada Sellers', snoozedUntil: NOW + DAY, snoozedBy: 'Bob Sellers' };
    const { renderer, calls } = show([warm({ next }), NOTED]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));
    expect(primaries(renderer)).toEqual(['Wake up now']);

    renderer.findByTestId(LoadingButton, 'wake-up').trigger('onClick');

    await patiently(() => expect(calls()[1]).toMatchObject({ body: { days: null } }));
  });

  it('that failed keeps its form for another try', async () => {
    const { renderer } = show([warm(), 502]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));

    renderer.findByTestId(Form, 'form-hand-to-sales').trigger('onSubmit', { targetValue: {} } as never);

    await patiently(() => expect(renderer.mocks.actions.addAlert.callCount).toBe(1));
    expect(renderer.mocks.actions.closeOverlay.callCount).toBe(0);
  });

  it.each([
    ['a reason', { kind: '', reason: 'Too early' }, 'Please choose a reason'],
    ['words for another reason', { kind: 'other', reason: ' ' }, 'Please say why'],
  ])('hand-back is not sent without %s', async (_what, targetValue, said) => {
    const { renderer, calls } = show([warm({ may: { handToSales: false, handBack: true } })]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));

    renderer.findByTestId(Form, 'form-hand-back').trigger('onSubmit', { targetValue } as never);

    await patiently(() => expect(renderer.getRootNode().toString()).toContain(said));
    expect(calls()).toHaveLength(1);
  });

  it('is only offered where it is possible', async () => {
    const { renderer } = show([warm({ may: { handToSales: false, handBack: true } })]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));

    expect(renderer.maybeFindByTestId(Button, 'open-hand-to-sales')).toBeNull();
    expect(renderer.maybeFindByTestId(Button, 'open-hand-back')).not.toBeNull();
  });

  it('that came too late is told as such', async () => {
    const { renderer } = show([warm(), { outcome: 'not_possible', view: warm({ relation: 'customer' }) }]);
    await renderer.waitFor(() => renderer.find(ScoreCircle));

    renderer.findByTestId(LoadingButton, 'recalculate').trigger('onClick');

    await patiently(() =>
      expect(renderer.mocks.actions.addAlert.calls).toEqual([[expect.objectContaining({ type: 'warning' })]]),
    );
  });

  it('makes the card load again, gently, until its effect is there; then the record is refreshed, once', async () => {
    const done = warm({ score: 55 });
    const { renderer, calls } = show([warm(), NOTED, NOTED, { outcome: 'seen', view: done }]);
    await vi.advanceTimersByTimeAsync(0);

    renderer.findByTestId(LoadingButton, 'recalculate').trigger('onClick');
    await vi.advanceTimersByTimeAsync(0);
    expect(renderer.mocks.actions.refreshObjectProperties.callCount).toBe(0);
    await untilAsked(calls, 5);

    expect(calls().map(({ method }) => method)).toEqual(['GET', 'POST', 'GET', 'GET', 'GET']);
    await patiently(() => expect(renderer.find(ScoreCircle).props.score).toBe(55));
    expect(renderer.mocks.actions.refreshObjectProperties.callCount).toBe(1);
  });

  it('does not make the card load often for long', async () => {
    const { renderer, calls } = show([warm(), NOTED]);
    await vi.advanceTimersByTimeAsync(0);

    renderer.findByTestId(LoadingButton, 'recalculate').trigger('onClick');
    for (let seconds = 0; seconds < 3_600; seconds += 5) await vi.advanceTimersByTimeAsync(5_000);

    expect(calls().length).toBe(2 + 8 + 10);
    expect(renderer.mocks.actions.refreshObjectProperties.callCount).toBe(0);
  });
});
