import {
  Alert,
  Button,
  DateInput,
  Input,
  LoadingButton,
  ProgressBar,
  Select,
  Tabs,
  Text,
  TimeInput,
} from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it } from 'vitest';
import type { PlanSeen, PublicationSeen, RolloutSeen } from '../contracts/model-contract.ts';
import { HEALTHY, NOW } from '../shared/test/views.ts';
import { LATELY, sayOfVersions, show, showTab } from './harness.ts';
import { MODEL } from './views.ts';

afterEach(() => sayOfVersions(LATELY));

/** What the page asks for at the end, so that it takes no answer of the next test. */
const OVERVIEW = /\/cards\/pages$/;

const DRAFT = {
  ...{ draftId: 'd', edit: 4, hash: 'h', isReviewed: false, isMine: true },
  ...{ authors: ['Ada Sellers'], differences: ['It gives +9 points.'], warnings: [], signatures: [] },
};
const PLAN: PlanSeen = {
  ...{ state: 'done', planId: 'p', backTo: null, judged: 10, total: 10, fingerprint: 'f', timeZone: 'Europe/Berlin' },
  ...{ differences: [], movers: [] },
};
const PUBLICATION: PublicationSeen = {
  ...{ fingerprint: 'f', at: Date.UTC(2026, 11, 1, 7), by: 'Ada Sellers', note: 'Germany buys' },
  ...{ differences: ['It gives +9 points.'], movers: 12, refused: null },
};
const ROLLOUT: RolloutSeen = {
  ...{ version: 4, startedAt: NOW, paused: null, doneAt: NOW + 600_000 },
  movers: { done: 50, of: 200 },
  contacts: { done: 50, of: 41_188 },
  calls: { done: 3, of: 12 },
};

describe('publishing', () => {
  const comparing = async (done: object) => {
    const answers = [{ ...MODEL, draft: DRAFT }, { outcome: 'begun', planId: 'p' }, PLAN, done, HEALTHY];
    const shown = await showTab('what-if', ...answers);
    const { renderer } = shown;
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'compare'));
    renderer.findByTestId(LoadingButton, 'compare').trigger('onClick');
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'publish'));
    return shown;
  };

  it('is done now, exactly as was shown', async () => {
    const { renderer, bodies, calls } = await comparing({ outcome: 'published', version: 4, movers: 12 });
    renderer.find(Input, { name: 'note' }).trigger('onChange', 'Germany buys' as never);
    await renderer.waitFor(() => expect(renderer.find(Input, { name: 'note' }).props.value).toBe('Germany buys'));
    renderer.findByTestId(LoadingButton, 'publish').trigger('onClick');

    await renderer.waitFor(() => expect(bodies()).toContainEqual({ fingerprint: 'f', note: 'Germany buys' }));
    await renderer.waitFor(() => expect(renderer.find(Tabs).props.selected).toBe('versions'));
    await renderer.waitFor(() => expect(calls().at(-1)).toMatch(OVERVIEW));
  });

  it('is done at an instant that clocks in the account show', async () => {
    const { renderer, bodies, calls, text } = await comparing({ outcome: 'scheduled', at: PUBLICATION.at });
    renderer.find(Select, { name: 'when' }).trigger('onChange', 'then' as never);
    await renderer.waitFor(() => renderer.find(DateInput));
    expect(renderer.find(TimeInput).props.label).toBe('Time (Europe/Berlin)');
    expect(renderer.findByTestId(LoadingButton, 'publish').props.disabled).toBe(true);
    expect(text()).toContain('The comparison is made again then.');

    renderer.find(DateInput).trigger('onChange', { year: 2026, month: 11, date: 1 } as never);
    renderer.find(TimeInput).trigger('onChange', { hours: 7, minutes: 5 } as never);
    await renderer.waitFor(() => expect(renderer.findByTestId(LoadingButton, 'publish').props.disabled).toBe(false));
    renderer.findByTestId(LoadingButton, 'publish').trigger('onClick');

    await renderer.waitFor(() =>
      expect(bodies()).toContainEqual({ fingerprint: 'f', note: '', at: { day: '2026-12-01', time: '07:05' } }),
    );
    await renderer.waitFor(() => expect(calls().at(-1)).toMatch(OVERVIEW));
  });

  it('that waits is told with who, when and why, and dropped after a question', async () => {
    sayOfVersions({ ...LATELY, mayEdit: true, timeZone: 'Europe/Berlin', publication: PUBLICATION });
    const { renderer, bodies, text } = await showTab('versions', { outcome: 'done' });
    await renderer.waitFor(() => renderer.find(Alert));

    expect(renderer.find(Alert).props.title).toBe('It is to be published on Dec 1, 2026, 8:00 AM (Europe/Berlin)');
    for (const said of ['Ada Sellers: Germany buys', 'It gives +9 points.', '12 contacts would move.'])
      expect(text()).toContain(said);
    expect(renderer.findByTestId(Button, 'ask-drop').text).toBe('Do not publish');

    renderer.findByTestId(LoadingButton, 'drop').trigger('onClick');
    await renderer.waitFor(() => expect(bodies()).toContainEqual({ fingerprint: 'f' }));
  });

  it('that was refused says why, and shows the comparison that was made then; who reads only cannot drop it', async () => {
    const refused = { sentences: ['4 contacts were to move, and 6 would move now.'], planId: 'new' };
    sayOfVersions({ ...LATELY, publication: { ...PUBLICATION, refused } });
    const { renderer, calls, text } = await showTab('versions', MODEL, PLAN);
    await renderer.waitFor(() => renderer.find(Alert, { variant: 'warning' }));

    expect(text()).toContain('4 contacts were to move, and 6 would move now.');
    expect(renderer.maybeFindByTestId(Button, 'ask-drop')).toBeNull();
    renderer.findByTestId(Button, 'look-at-new').trigger('onClick');
    await renderer.waitFor(() => expect(calls().at(-1)).toContain('/cards/pages/plan?planId=new'));
  });
});

describe('a roll-out', () => {
  it('says how far it is, what comes first and when it is done, and is paused', async () => {
    sayOfVersions({ ...LATELY, mayEdit: true, rollout: ROLLOUT });
    const { renderer, bodies, text } = await showTab('versions', { outcome: 'done' });
    await renderer.waitFor(() => renderer.find(ProgressBar));

    const bars = renderer.findAll(ProgressBar).map(({ props }) => `${props.title}: ${props.valueDescription}`);
    expect(bars).toEqual(['Contacts that move: 50 of 200', 'All contacts: 50 of 41,188']);
    expect(renderer.findByTestId(Text, 'rollout-calls').text).toContain('about 3 are made, and about 9 are to come');
    expect(renderer.findByTestId(Text, 'rollout-when').text).toContain('on Nov 16, 2026, 10:10 AM');
    expect(text()).toContain('First come contacts that become SQL');

    renderer.findByTestId(LoadingButton, 'pause').trigger('onClick');
    await renderer.waitFor(() => expect(bodies()).toContainEqual({ version: 4, paused: true }));
  });

  it('that is paused says by whom, and goes on', async () => {
    const paused = { by: 'Ada Sellers', at: NOW };
    sayOfVersions({ ...LATELY, mayEdit: true, rollout: { ...ROLLOUT, paused, doneAt: null } });
    const { renderer, bodies } = await showTab('versions', { outcome: 'done' });
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'pause'));

    expect(renderer.findByTestId(Text, 'rollout-when').text).toBe('Ada Sellers paused it on Nov 16, 2026, 10:00 AM.');
    renderer.findByTestId(LoadingButton, 'pause').trigger('onClick');
    await renderer.waitFor(() => expect(bodies()).toContainEqual({ version: 4, paused: false }));
  });
});

describe('the overview', () => {
  it('says what is to be published, what is under way and what changed, and leads there', async () => {
    const edit = { by: 'Ben Buyers', at: Date.UTC(2026, 10, 15, 10), differences: ['It gives +9 points.'] };
    sayOfVersions({ ...LATELY, timeZone: 'Europe/Berlin', publication: PUBLICATION, rollout: ROLLOUT, edits: [edit] });
    const { renderer, text } = show(HEALTHY);
    await renderer.waitFor(() => renderer.find(ProgressBar));

    expect(renderer.find(Alert).props.title).toContain('It is to be published on Dec 1, 2026, 8:00 AM');
    expect(renderer.find(ProgressBar).props.valueDescription).toBe('50 of 41,188');
    const [first, second] = [
      text().indexOf('Edit of a draft, Nov 15, 2026, 11:00 AM, by Ben Buyers: It gives +9 points.'),
      text().indexOf('Version 3, Nov 15, 2026, 10:00 AM, by Ada Sellers: Germany buys'),
    ];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);

    renderer.findByTestId(Button, 'to-versions').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.find(Tabs).props.selected).toBe('versions'));
  });
});
