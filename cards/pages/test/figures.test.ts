import {
  Button,
  EmptyState,
  ErrorState,
  LineChart,
  LoadingButton,
  Select,
  Tab,
  TableRow,
  Tabs,
} from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import type { HoldOutsView, TrackHeld } from '../contracts/hold-out-contract.ts';
import { HEALTHY, NOW } from '../shared/test/views.ts';
import { type Answer, sayOfHoldOuts, show } from './harness.ts';
import { CONTENT, FUNNEL, SOURCES, SPEED, TRACKS } from './views.ts';

/** The figures, with answers of the server. */
async function open(...answers: readonly Answer[]) {
  const shown = show(HEALTHY, ...answers);
  const { renderer } = shown;
  await renderer.waitFor(() => renderer.find(Tabs));
  const { tabId } = renderer.find(Tab, { title: 'Analytics' }).props;
  renderer.find(Tabs).trigger('onSelectedChange', tabId as never);
  return shown;
}

/** One of the pages beside the funnel. */
async function openPage(title: string, answer: Answer) {
  const shown = await open(FUNNEL, answer);
  const { renderer } = shown;
  await renderer.waitFor(() => renderer.find(Tab, { title }));
  const { tabId } = renderer.find(Tab, { title }).props;
  renderer.findAll(Tabs)[1]!.trigger('onSelectedChange', tabId as never);
  await renderer.waitFor(() => expect(shown.calls().at(-1)).toContain(`/figures/${tabId}?`));
  await renderer.waitFor(() => renderer.find(TableRow));
  return shown;
}

describe('the figures beside the funnel', () => {
  it('tell how soon sales answers, for whom there are enough, and lead to who waits', async () => {
    const { renderer, text } = await openPage('Speed to lead', SPEED);

    expect(text()).toContain('18: 75 % of 24 (70 to 80 %)');
    expect(text()).toContain('3.5 working hours');
    expect(text()).toContain('half were not answered');
    expect(text()).toContain('fewer than 20');
    expect(text()).toContain('Raised a hand');
    expect(text()).toContain('In time is within 8 working hours');
    renderer.findByTestId(Button, 'to-work-list').trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('Sales work list'));
  });

  it('tell what tracks do, why touches did not happen, and who sleeps', async () => {
    const { text } = await openPage('Nurture tracks', TRACKS);

    expect(text()).toContain('With sales: 3, No track: 1');
    expect(text()).toContain('MQL, short-term nurture, E-mail');
    expect(text()).toContain('Nobody sent it: 4');
    expect(text()).toContain('40 contacts left the nurture of MQLs, 10 of them to sales: 25 % of 40 (20 to 30 %).');
    expect(text()).toContain('12 (2 woke up)');
    expect(text()).toContain('5: 10 % of 50 (5 to 15 %)');
    expect(text()).toContain('opens are an upper limit');
    expect(text()).toContain('=Nurture 1');
    expect(text(), 'HubSpot’s own numbers').toContain('12: 15 % (10 to 20 %)');
    expect(text()).not.toContain('does not let Ripen read');
  });

  it('say that they are of the choice before while the new one is counted, and when it cannot be', async () => {
    let answered: (view: object) => void = () => {};
    const slow = new Promise<object>((resolve) => {
      answered = resolve;
    });
    const { renderer, text } = await open(FUNNEL, slow, 503, FUNNEL);
    const choose = (months: string) => renderer.find(Select, { name: 'months' }).trigger('onChange', months as never);
    await renderer.waitFor(() => renderer.find(TableRow));
    expect(text()).not.toContain('Counting');

    choose('60');
    await renderer.waitFor(() => expect(text()).toContain('Counting'));
    answered(FUNNEL);
    await renderer.waitFor(() => expect(text()).not.toContain('Counting'));

    choose('24');
    await renderer.waitFor(() => expect(text()).toContain('The figures below are of the choice before'));
    expect(text()).toContain('choose a shorter period');

    renderer.findByTestId(LoadingButton, 'count-again').trigger('onClick');
    await renderer.waitFor(() => expect(text()).not.toContain('of the choice before'));
  });

  it('keep what is chosen from one page to the next', async () => {
    const { renderer, calls } = await open(FUNNEL, FUNNEL, SPEED);
    await renderer.waitFor(() => renderer.find(TableRow));
    renderer.find(Select, { name: 'months' }).trigger('onChange', '24' as never);
    await renderer.waitFor(() => expect(calls().at(-1)).toContain('/figures/funnel?months=24'));

    renderer.findAll(Tabs)[1]!.trigger('onSelectedChange', 'speed' as never);

    await renderer.waitFor(() => expect(calls().at(-1)).toContain('/figures/speed?months=24'));
  });

  it('say what to do where HubSpot keeps its statistics of e-mails', async () => {
    const { text } = await openPage('Nurture tracks', {
      ...TRACKS,
      statistics: { ...TRACKS.statistics!, allowed: false },
    });

    expect(text()).toContain('agrees to the scope “content”');
    expect(text()).not.toContain('HubSpot: clicked');
  });

  it('tell what people had met before they ripened, beside everybody, for whom there are enough', async () => {
    const { text } = await openPage('What content converts', CONTENT);

    expect(text()).toContain('of 80 captured contacts 20 became MQL (25 % of 80 (20 to 30 %))');
    expect(text()).toContain('=Demo');
    expect(text()).toContain('20: 50 % of 40 (45 to 55 %)');
    expect(text()).toContain('1: fewer than 20');
    expect(text()).toContain('Decision');
    expect(text()).not.toContain('E-mails');
  });

  it('tell what a hold-out shows of a track, why one has ended, and how long one would last', async () => {
    const counts = (seen: number, sql: number, customer: number) => ({ seen, sql, customer });
    const track: TrackHeld = {
      track: 'mql_nurture',
      outcome: 'sql',
      share: 20,
      aMonth: 140,
      base: { seen: 900, won: 90 },
      plan: [{ share: 20, lifts: [0.25, 1].map((lift) => ({ lift, months: lift === 1 ? 11 : null })) }],
      holdOut: {
        since: NOW - 90 * 86_400_000,
        until: null,
        ended: null,
        share: 20,
        treated: counts(400, 60, 12),
        leftOut: counts(100, 11, 1),
        verdict: 'open',
        difference: { is: 0.04, low: -0.06, high: 0.14 },
        wins: null,
        isOff: true,
      },
    };
    const ended = { ...track.holdOut!, until: NOW, ended: 'harm', verdict: 'helps', isOff: false } as const;
    const held: HoldOutsView = {
      state: 'ok',
      now: NOW,
      windowDays: 90,
      tracks: [
        track,
        { ...track, track: 'dormant_mql', holdOut: ended },
        { ...track, track: 'dormant_sql', outcome: 'customer', share: 0, aMonth: null, holdOut: null },
      ],
    };
    sayOfHoldOuts(held);
    const { renderer, text } = await openPage('Nurture tracks', TRACKS);
    await renderer.waitFor(() => expect(text()).toContain('Does nurture do anything?'));

    expect(text()).toContain('20 % of those who enter are left out.');
    expect(text()).toContain('100 of 500 were left out, and it should be 20 %.');
    expect(text()).toContain('No effect can be seen so far');
    expect(text()).toContain('60 (15 %)');
    expect(text()).toContain('Of 100 in the track 4 more become SQLs');
    expect(text()).toContain('(between −6 and 14)');
    expect(text()).toContain('This hold-out has ended by itself');
    expect(text()).toContain('In a month 140 contacts enter this track. Of 900');
    expect(text()).toContain('11 months');
    expect(text()).toContain('more than 5 years');
    expect(text()).toContain('Nobody is left out of this track.');
    expect(text()).toContain('Too few contacts have entered this track');
  });

  it('tell where leads come from, the unknown and the others too, as CSV for a spreadsheet', async () => {
    const { renderer, text } = await openPage('Where leads come from', SOURCES);
    expect(text()).toContain('All others');
    expect(text()).toContain('30: 75 % (70 to 80 %)');

    expect(text()).toContain('These bring people who ripen: Referrals: 30 % of 60');
    expect(text()).toContain('after 70 days');
    expect(text()).toContain('not yet half: 2.2 % (0.6 to 7.7 %) after 300 days');
    expect(text()).toContain('45 (n = 20)');
    expect(text()).toContain('fewer than 20 (n = 4)');

    renderer
      .findAll(Button)
      .find((button) => button.text === 'Copy as CSV')!
      .trigger('onClick');

    await renderer.waitFor(() =>
      expect(renderer.mocks.actions.copyTextToClipboard.calls).toEqual([
        [
          'Source,Captured,Valid data,MQL,SQL,Customers\r\n' +
            "'=cmd,40,30: 75 % (70 to 80 %),8: 20 % (15 to 25 %),4,1\r\nUnknown,5,5,0,0,0\r\nAll others,7,7,1,0,0",
        ],
      ]),
    );
  });
});

describe('the funnel on the page of the app', () => {
  it('tells how many reached each stage, and shares with n and range only where there are enough', async () => {
    const { renderer, text, calls } = await open(FUNNEL);
    await renderer.waitFor(() => renderer.find(TableRow));

    expect(calls().at(-1)).toBe('https://ripen.example/cards/pages/figures/funnel?');
    expect(text()).toContain('37.5 % of 80 (32.5 to 42.5 %)');
    expect(text()).toContain('fewer than 20');
    expect(text()).toContain('Nov 2026');
    expect(text()).toContain('Half of them had moved on after 41 days.');
    expect(text()).toContain('76 entered: 30 moved on, 1 lost a deal, 20 fell silent, 25 are still there.');
    expect(text()).toContain('by the clocks of the account (Europe/Berlin)');
    expect(renderer.find(LineChart).props.data).toEqual([
      { days: 3, next: 10 },
      { days: 41, next: 50 },
    ]);
  });

  it('asks again for another period, for one source, and for the unknown ones', async () => {
    const { renderer, calls } = await open(FUNNEL);
    await renderer.waitFor(() => renderer.find(Select, { name: 'months' }));
    const asked = () => new URL(calls().at(-1)!).searchParams.toString();

    renderer.find(Select, { name: 'months' }).trigger('onChange', '24' as never);
    await renderer.waitFor(() => expect(asked()).toBe('months=24'));
    renderer.find(Select, { name: 'source' }).trigger('onChange', 'PAID_SEARCH' as never);
    await renderer.waitFor(() => expect(asked()).toBe('months=24&source=PAID_SEARCH'));
    renderer.find(Select, { name: 'source' }).trigger('onChange', ' unknown' as never);
    await renderer.waitFor(() => expect(asked()).toBe('months=24&source='));
    renderer.find(Select, { name: 'source' }).trigger('onChange', ' all' as never);
    await renderer.waitFor(() => expect(asked()).toBe('months=24'));
    expect(renderer.maybeFind(Select, { name: 'persona' }), 'all have the same').toBeNull();
  });

  it('says that there is nobody, and what to do; and that the server cannot be reached', async () => {
    const nobody = { captured: 0, mql: 0, sql: 0, opportunity: 0, customer: 0 };
    const empty = await open({ ...FUNNEL, total: { ...FUNNEL.total, reached: nobody } });
    await empty.renderer.waitFor(() => empty.renderer.find(EmptyState));

    const failing = await open(502);
    await failing.renderer.waitFor(() => failing.renderer.find(ErrorState));
  });
});
