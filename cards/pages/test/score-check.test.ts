import {
  BarChart,
  Heading,
  LineChart,
  LoadingButton,
  NumberInput,
  Select,
  Tab,
  TableCell,
  Tabs,
  Text,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import type { CheckSeen, GroupSeen } from '../contracts/check-contract.ts';
import { HEALTHY, NOW } from '../shared/test/views.ts';
import { type Answer, show as showPage } from './harness.ts';

const group = (name: string, seen: number, won: number): GroupSeen => ({
  name,
  seen,
  won,
  share: seen < 20 ? null : { is: won / seen, low: (won / seen) * 0.8, high: (won / seen) * 1.2 },
});
const letters = [group('A', 400, 96), group('B', 900, 90), group('C', 700, 28), group('D', 12, 1)];
const quarter = { calls: 325, wins: { is: 52, low: 41, high: 66 }, givenUp: { is: 18, low: 12, high: 27 } };

const CHECK: CheckSeen = {
  state: 'ok',
  now: NOW,
  windowDays: 90,
  filters: [
    {
      id: 'persona',
      chosen: null,
      options: [
        { value: 'CEO', label: 'CEO', contacts: 300 },
        { value: null, label: null, contacts: 1712 },
      ],
    },
  ],
  countedAt: null,
  seen: 2012,
  won: 215,
  firstAt: NOW - 1,
  of: 'own',
  headline: { is: 'better', good: 'A', poor: 'C', times: 6 },
  letters,
  grades: letters.map((one) => ({ ...one, name: `${one.name}1` })),
  bands: letters,
  tenths: letters.map((one) => ({ ...one, times: 2.13 })),
  area: { auc: 0.713, low: 0.68, high: 0.745 },
  months: letters.map((one) => ({ ...one, area: null })),
  reliability: {
    leads: 1006,
    error: 0.0123,
    points: [0.02, 0.1].map((foretold) => ({ foretold, share: { is: foretold, low: 0, high: 1 }, seen: 100 })),
  },
  dial: {
    calls: 25,
    cutOff: 58,
    quarter,
    inForce: { cutOff: 60, quarter: { ...quarter, wins: null, givenUp: null } },
    lately: { weeks: 13, called: 321 },
    drift: { weeks: 13, sqls: 420, calls: 25, score: 63 },
    mayEdit: true,
  },
  inflation: { before: { sqls: 100, won: 30 }, now: { sqls: 200, won: 31 } },
  table: 'https://ripen.example/cards/score-check.csv?ticket=1',
};

/** The page with the tab open. */
function show(...answers: readonly Answer[]) {
  const shown = showPage(HEALTHY, ...answers);
  void shown.renderer
    .waitFor(() => shown.renderer.find(Tabs))
    .then(() => {
      const { tabId } = shown.renderer.find(Tab, { title: 'Is the score right?' }).props;
      shown.renderer.find(Tabs).trigger('onSelectedChange', tabId as never);
    });
  return shown;
}

describe('whether the score is right', () => {
  it('is told in a sentence first, then in figures, none of them of fewer than 20 leads', async () => {
    const { renderer, text } = show(CHECK);
    await renderer.waitFor(() => renderer.findByTestId(Text, 'check-counts'));

    expect(renderer.findAll(Heading)[0]!.text).toBe('Leads with fit A buy 6 times as often as leads with fit C.');
    expect(renderer.findByTestId(Text, 'check-counts').text).toBe(
      'Of 2,012 leads of the last year, 215 bought within 90 days.',
    );
    expect(text()).toContain('the buyer first 71 times in 100 (between 68 and 75)');
    expect(text()).toContain('In the last three months 200 leads reached the SQL threshold and 31 of them bought');
    expect(renderer.find(BarChart).props.data).toEqual([
      { grade: 'A', share: 24 },
      { grade: 'B', share: 10 },
      { grade: 'C', share: 4 },
    ]);
    const cells = renderer.findAll(TableCell).map((cell) => cell.text ?? '');
    expect(cells.slice(8, 16)).toEqual(['C', '700', '28', '4 % (3.2 – 4.8 %)', 'D', '12', '1', 'too few']);
    expect(renderer.findByTestId(Text, 'reliability').text).toContain('off by 1.2 percentage points');
    expect((renderer.find(LineChart).props.data as readonly unknown[]).length).toBe(4);
  });

  it('turns calls into a cut-off and a draft', async () => {
    const { renderer, text, calls, bodies } = show(
      CHECK,
      { ...CHECK, dial: { ...CHECK.dial, calls: 40 } },
      { outcome: 'done' },
    );
    await renderer.waitFor(() => renderer.findByTestId(Text, 'cut-off'));

    expect(renderer.findByTestId(Text, 'cut-off').text).toBe('For 25 calls a week, call every lead from 58 points on.');
    expect(text()).toContain(
      'In a quarter expect 52 wins (41 to 66) from these calls. The leads below the cut-off would bring 18 (12 to 27)',
    );
    expect(text()).toContain('this dial would have led to 321 of 325 calls');
    expect(text()).toContain('In the last 13 weeks 420 leads reached it, and sales can call 325 in that time.');
    renderer.find(NumberInput).trigger('onChange', 40 as never);
    renderer.findByTestId(LoadingButton, 'dial').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.findByTestId(Text, 'cut-off').text).toContain('For 40 calls'));
    renderer.findByTestId(LoadingButton, 'draft-cut-off').trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('The threshold is in a draft'));

    expect(calls().slice(1)).toEqual([
      'https://ripen.example/cards/pages/score-check',
      'https://ripen.example/cards/pages/score-check?calls=40',
      'https://ripen.example/cards/pages/score-check/draft',
    ]);
    expect(bodies().at(-1)).toEqual({ calls: 40 });
  });

  it('is told of chosen leads alone, too, and what is chosen holds for the figures', async () => {
    const { renderer, calls } = show(CHECK, { ...CHECK, seen: 300, won: 40, dial: null }, { state: 'not_set_up' });
    await renderer.waitFor(() => renderer.findByTestId(Text, 'check-counts'));
    expect(renderer.findAll(Select).map(({ props }) => props.name)).toEqual(['persona']);
    renderer.find(Select).trigger('onChange', 'CEO' as never);
    await renderer.waitFor(() => expect(renderer.findByTestId(Text, 'check-counts').text).toContain('Of 300 leads'));
    const { tabId } = renderer.find(Tab, { title: 'Analytics' }).props;
    renderer.find(Tabs).trigger('onSelectedChange', tabId as never);
    await renderer.waitFor(() => expect(calls()).toHaveLength(4));

    expect(calls().slice(2)).toEqual([
      'https://ripen.example/cards/pages/score-check?persona=CEO',
      'https://ripen.example/cards/pages/figures/funnel?persona=CEO',
    ]);
  });

  it('says when the first leads will count, where none does yet', async () => {
    const { renderer, text } = show({ ...CHECK, seen: 0, won: 0, dial: null, inflation: null, firstAt: NOW });

    await renderer.waitFor(() => expect(text()).toContain('Nothing is known yet'));

    expect(text()).toContain('The first leads count from');
    expect(text()).not.toContain('times in 100');
  });
});

describe('the overview', () => {
  it.each([
    ['right', 'The model in force is still right for the leads of Q3 2026. 30 of 400 bought; the forecast was 31.'],
    ['coin', 'no better than a coin'],
    ['worse', 'worse than before'],
    ['off', 'more or fewer of them buy than forecast'],
  ] as const)(
    'says after a quarter of outcomes whether the model in force is still right: %s',
    async (verdict, said) => {
      const stillRight = { quarter: '2026-Q3', verdict, seen: 400, won: 30, foretold: 31 };
      const { renderer } = showPage({ ...HEALTHY, stillRight });
      await renderer.waitFor(() => renderer.findByTestId(Text, 'still-right'));

      expect(renderer.findByTestId(Text, 'still-right').text).toContain(said);
    },
  );

  it('says how many bought where too little was known to foretell it, and nothing before a quarter is over', async () => {
    const stillRight = { quarter: '2026-Q3', verdict: 'right', seen: 400, won: 30, foretold: null };
    const { renderer } = showPage({ ...HEALTHY, stillRight });
    await renderer.waitFor(() => renderer.findByTestId(Text, 'still-right'));
    expect(renderer.findByTestId(Text, 'still-right').text).toContain('30 of 400 bought.');

    const none = showPage(HEALTHY).renderer;
    await none.waitFor(() => none.find(Tabs));
    expect(none.maybeFindByTestId(Text, 'still-right')).toBeNull();
  });
});
