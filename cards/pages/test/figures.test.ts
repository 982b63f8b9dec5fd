import { EmptyState, ErrorState, LineChart, Select, Tab, TableRow, Tabs } from '@hubspot/ui-extensions';
import { describe, expect, it } from 'vitest';
import { HEALTHY } from '../shared/test/views.ts';
import { type Answer, show } from './harness.ts';
import { FUNNEL } from './views.ts';

/** The figures, with answers of the server. */
async function open(...answers: readonly Answer[]) {
  const shown = show(HEALTHY, ...answers);
  const { renderer } = shown;
  await renderer.waitFor(() => renderer.find(Tabs));
  const { tabId } = renderer.find(Tab, { title: 'Analytics' }).props;
  renderer.find(Tabs).trigger('onSelectedChange', tabId as never);
  return shown;
}

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

    renderer.find(Select, { name: 'months' }).trigger('onChange', '24');
    await renderer.waitFor(() => expect(asked()).toBe('months=24'));
    renderer.find(Select, { name: 'source' }).trigger('onChange', 'PAID_SEARCH');
    await renderer.waitFor(() => expect(asked()).toBe('months=24&source=PAID_SEARCH'));
    renderer.find(Select, { name: 'source' }).trigger('onChange', ' unknown');
    await renderer.waitFor(() => expect(asked()).toBe('months=24&source='));
    renderer.find(Select, { name: 'source' }).trigger('onChange', ' all');
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
