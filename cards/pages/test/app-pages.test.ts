import {
  Accordion,
  Alert,
  Button,
  EmptyState,
  ErrorState,
  hubspot,
  Input,
  Link,
  LoadingButton,
  LoadingSpinner,
  Select,
  StatisticsItem,
  Tab,
  Table,
  TableCell,
  TableRow,
  Tabs,
  Text,
  TextArea,
} from '@hubspot/ui-extensions';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { PageRouter } from '../components/PageRouter.tsx';
import meta from '../pages-hsmeta.json' with { type: 'json' };
import { HEALTHY, NOW, people, TROUBLED } from '../shared/test/views.ts';
import { EN, type Word } from '../words/en.ts';
import { SPEECHES } from '../words/speeches.ts';
import {
  type Answer,
  LATELY,
  sayOfSpeech,
  sayOfSummary,
  sayOfVersions,
  sayOfWork,
  show as showPage,
  showTab,
  showTo,
  untilItAsksAgain,
} from './harness.ts';
import { CALENDAR, MODEL, PART } from './views.ts';

/** The page with one of its tabs open. */
function show(tab: string, ...answers: readonly Answer[]) {
  const shown = showPage(...answers);
  void shown.renderer
    .waitFor(() => shown.renderer.find(Tabs))
    .then(() => {
      const { tabId } = shown.renderer.find(Tab, { title: tab }).props;
      shown.renderer.find(Tabs).trigger('onSelectedChange', tabId as never);
    });
  return shown;
}

const openList = (renderer: ReturnType<typeof show>['renderer'], list: string) =>
  renderer.findAll(Tabs)[1]!.trigger('onSelectedChange', list as never);

describe('the page of the app', () => {
  it('is registered once, as a page', async () => {
    const extend = vi.spyOn(hubspot, 'extend').mockReset();

    await import('../Pages.tsx');

    expect(extend).toHaveBeenCalledTimes(1);
    expect(extend.mock.calls[0]?.[0]?.({} as never)).toMatchObject({ type: PageRouter });
    expect(meta).toMatchObject({ type: 'page', config: { entrypoint: '/app/pages/Pages.tsx' } });
  });

  it('says that it is loading until the answer comes', async () => {
    const { renderer, calls } = showPage(new Promise(() => {}));

    expect(renderer.find(LoadingSpinner).props.label).toBe('Loading Ripen');
    await vi.waitFor(() => expect(calls()).toEqual(['https://ripen.example/cards/pages']), 120_000);
  });

  it('switches the weekly summary on for its reader alone, in their language, and off again', async () => {
    const { renderer, bodies, calls, text } = showTo({ language: 'fr' }, HEALTHY, { outcome: 'done' });
    const button = (testId: string) => renderer.findAll(LoadingButton).find(({ props }) => props.testId === testId);
    await renderer.waitFor(() => expect(button('weekly-send')).toBeDefined());
    const weekday = renderer.findAll(Select).find(({ props }) => props.name === 'weekday')!;
    expect(weekday.props.options?.map(({ label }) => label).slice(0, 2)).toEqual(['lundi', 'mardi']);
    weekday.trigger('onChange', 5 as never);
    sayOfSummary({
      state: 'ok',
      timeZone: 'Europe/Berlin',
      isOwner: true,
      on: { weekday: 5, hour: 8, whose: 'all', next: NOW },
    });
    button('weekly-send')!.trigger('onClick');
    await renderer.waitFor(() => expect(button('weekly-off')).toBeDefined());
    expect(calls().at(-1)).toBe('https://ripen.example/cards/pages/summary/on');
    expect(bodies().at(-1)).toEqual({ weekday: 5, hour: 8, whose: 'all', language: 'fr' });
    expect(text()).toContain('Activé, sur tous les contacts.');

    sayOfSummary({ state: 'ok', timeZone: 'Europe/Berlin', isOwner: false, on: null });
    button('weekly-off')!.trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('HubSpot ne donne de tâches qu’aux propriétaires'));
    expect(calls().at(-1)).toBe('https://ripen.example/cards/pages/summary/off');
  });

  it('shows what needs a person, and what waits today', async () => {
    const { renderer, text } = showPage(TROUBLED);
    await renderer.waitFor(() => renderer.find(Tab));

    expect(text()).toContain('A rule of the account refuses the lifecycle stage marketingqualifiedlead');
    expect(text()).toContain('1,234 affected, since Nov 13, 2026. Fill in phone on these contacts.');
    expect(renderer.findAll(StatisticsItem).map(({ props }) => `${props.label}: ${props.number}`)).toEqual([
      'Waiting for sales: 2',
      'Overdue: 1',
      'Ready leads: 1',
      'Due now: 3',
      'Contacts with doubtful data: 100',
    ]);
  });

  it('says that nothing needs a person where nothing does, what changed lately, and opens a list', async () => {
    const { renderer, text } = showPage(HEALTHY);

    await renderer.waitFor(() => renderer.findByTestId(Text, 'all-well'));
    await renderer.waitFor(() =>
      expect(text()).toContain('Version 3, Nov 15, 2026, 10:00 AM, by Ada Sellers: Germany buys'),
    );

    renderer.findByTestId(Button, 'open-ready').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.findAll(Tabs)[1]?.props.selected).toBe('ready'));
  });

  it.each([
    ['the server fails', 502, 'Ripen cannot be reached at the moment'],
    ['the answer is not as agreed', { ...HEALTHY, quality: null }, 'in a way that this page does not understand'],
  ])('%s: it says so in words and can try again', async (_what, answer, sentence) => {
    const { renderer, text } = showPage(answer, HEALTHY);
    await renderer.waitFor(() => renderer.find(ErrorState));
    expect(text()).toContain(sentence);

    renderer.findByTestId(Button, 'load-again').trigger('onClick');

    await renderer.waitFor(() => renderer.find(Tab));
  });

  it('is not empty before the installation is finished, and can load again', async () => {
    const { renderer } = showPage({ state: 'not_set_up' }, HEALTHY);
    await renderer.waitFor(() => renderer.find(EmptyState));

    renderer.findByTestId(LoadingButton, 'load-again').trigger('onClick');

    await renderer.waitFor(() => renderer.find(Tab));
  });

  it('names what went wrong, with the cause and the record', async () => {
    const { renderer, text } = show('Work lists', TROUBLED);

    await renderer.waitFor(() => renderer.find(Tab, { tabId: 'sales' }));

    for (const said of [
      'Without owner',
      'Choose a fallback owner on the page of Ripen, under “Set-up”',
      'Choose among the owners of this account: Ada Sellers, Bob Sellers.',
      'Nov 15, 2026, 10:00 AM',
    ])
      expect(text()).toContain(said);
    expect(renderer.findByTestId(Text, 'work-count').text).toBe(
      '2 contacts wait for sales: 1 overdue, 1 without owner.',
    );
    const waits = () => renderer.find(Select, { name: 'waits' });
    expect(waits().props.options.map(({ label }) => label)).toEqual([
      'Everything (2)',
      'SQLs and hand-raises unanswered (3)',
      'Without owner (1)',
    ]);
    expect(text()).not.toContain('The first 1 of 3 are listed.');
    waits().trigger('onChange', 'unanswered' as never);
    await renderer.waitFor(() => expect(text()).toContain('The first 1 of 3 are listed.'));
    expect(text()).not.toContain('Sales-qualified lead');
    waits().trigger('onChange', 'any' as never);
    await renderer.waitFor(() => expect(text()).toContain('Sales-qualified lead'));
    const records = (...ids: readonly number[]) =>
      expect(renderer.findAll(Link).map(({ props }) => props.href)).toEqual(
        ids.map((id) => `https://app.hubspot.com/contacts/1/record/0-1/${id}`),
      );
    records(505, 506);
    openList(renderer, 'ready');
    await renderer.waitFor(() => renderer.findByTestId(Text, 'ready-count'));
    expect(renderer.findByTestId(Text, 'ready-count').text).toContain('1 contact could be handed to sales');
    records(504);
    openList(renderer, 'nurture');
    await renderer.waitFor(() => renderer.findByTestId(Text, 'missed'));
    expect(renderer.findByTestId(Text, 'missed').text).toBe('2 touches did not happen. The causes:');
    expect(renderer.find(Alert, { variant: 'danger' }).props).toMatchObject({
      title: '1 contact, 30 days, 1 send',
      variant: 'danger',
    });
    for (const said of [
      'Autumn sale',
      'Opted out of e-mail',
      'Nov 15, 2026',
      'Late: still to be done',
      'MQL gone quiet',
    ])
      expect(text()).toContain(said);
    records(501, 502, 503);
    openList(renderer, 'quality');
    await renderer.waitFor(() => expect(text()).toContain('7 contacts will be judged'));
    expect(text()).toContain('The e-mail address is a throw-away one.');
    records();
  });

  it('names who is suspect, invalid, excluded or ready: score, owner, why, since when, ten at a time', async () => {
    const { renderer, text } = show('Work lists', {
      ...HEALTHY,
      quality: { ...HEALTHY.quality, suspect: 17, suspectContacts: people(17, 'The address is a throw-away one.') },
      correspondence: { ...HEALTHY.correspondence, excluded: 412, excludedContacts: people(12, 'Opted out of e-mail') },
    });
    await renderer.waitFor(() => renderer.find(Tab, { tabId: 'sales' }));
    const titles = () => renderer.findAll(Accordion).map(({ props }) => props.title);
    const cells = () => renderer.findAll(TableCell).map(({ text: cell }) => cell);
    openList(renderer, 'nurture');
    await renderer.waitFor(() => expect(titles()).toEqual(['Who, and why (412 contacts)']));
    expect(cells().join(' | ')).toContain('61 (A2) | Ada Sellers | Opted out of e-mail | Nov 15, 2026');
    expect(text()).toContain('The first 12 of 412 are listed. All of them are in HubSpot: the list');
    openList(renderer, 'quality');
    await renderer.waitFor(() =>
      expect(titles()).toEqual(['Which are suspect? (17 contacts)', 'Which are invalid? (40 contacts)']),
    );
    expect(text()).toContain('Firm 602');
    expect(cells().join(' | ')).toContain(
      'Not scored yet | Without owner | The address is a throw-away one. | Nov 15, 2026',
    );
    const names = () => renderer.findAll(Link).map(({ text: name }) => name);
    expect(names()).toEqual(expect.arrayContaining(['Contact 601', 'Person 602']));
    expect(names()).not.toContain('Person 617');
    expect(renderer.findAll(Table, { paginated: true })).toHaveLength(1);

    for (const table of renderer.findAll(Table, { paginated: true }))
      table.trigger('onPageChange' as never, 2 as never);

    await renderer.waitFor(() => expect(names()).toContain('Person 617'));
  });

  it('shows whom of a list the reader chooses, in the order that the reader wants', async () => {
    const { workList } = TROUBLED;
    const asked: string[] = [];
    const filters = [
      {
        id: 'owner_id',
        chosen: null,
        options: [
          { value: '7', label: 'Ada Sellers', contacts: 1 },
          { value: null, label: null, contacts: 1 },
        ],
      },
      {
        id: 'country',
        chosen: null,
        options: [
          { value: 'AT', label: 'Austria', contacts: 1 },
          { value: 'CH', label: 'Switzerland', contacts: 1 },
          { value: 'FR', label: 'France', contacts: 2 },
          { value: 'ES', label: 'Spain', contacts: 1 },
        ],
      },
      {
        id: 'company_size',
        chosen: null,
        options: ['1-9', '10-49', '1000+', '250-999', '50-249'].map((value) => ({ value, label: value, contacts: 1 })),
      },
    ];
    sayOfWork((query) => {
      asked.push(`${query}`);
      const count = query.get('owner_id') === '' ? 0 : 1;
      const touches = { ...HEALTHY.touches, open: 0, done: count };
      const correspondence = { ...HEALTHY.correspondence, contacts: 0 };
      const lists = { workList: { ...workList, count }, touches, correspondence, quality: HEALTHY.quality, deeds: [] };
      return { state: 'ok', now: NOW, filters, list: query.get('list'), ...lists };
    });
    const { renderer, text } = show('Work lists', TROUBLED);
    await renderer.waitFor(() => renderer.find(Select, { name: 'owner_id' }));
    const owner = () => renderer.find(Select, { name: 'owner_id' });
    const offered = (name: string) =>
      renderer.find(Select, { name }).props.options.map(({ label }) => label.replace(/ \(.*/, ''));
    expect(owner().props.options.map(({ label }) => label)).toEqual(['All', 'Ada Sellers (1)', 'Unknown (1)']);
    expect(offered('country'), 'by how many, then by name').toEqual([
      'All',
      'France',
      'Austria',
      'Spain',
      'Switzerland',
    ]);
    expect(offered('company_size'), 'numbers by their size').toEqual([
      'All',
      '1-9',
      '10-49',
      '50-249',
      '250-999',
      '1000+',
    ]);

    renderer.find(Select, { name: 'order' }).trigger('onChange', 'score' as never);
    await renderer.waitFor(() => expect(asked.at(-1)).toBe('order=score&list=sales'));
    owner().trigger('onChange', '7' as never);
    await renderer.waitFor(() => expect(asked.at(-1)).toBe('owner_id=7&order=score&list=sales'));
    expect(renderer.findByTestId(Text, 'work-count').text).toContain('1 contact waits for sales');
    owner().trigger('onChange', ' unknown' as never);
    await renderer.waitFor(() => expect(text()).toContain('No contact of this choice is on this list.'));
    openList(renderer, 'quality');
    await renderer.waitFor(() => expect(asked.at(-1), 'a choice holds').toBe('owner_id=&order=due&list=quality'));
    openList(renderer, 'nurture');
    await renderer.waitFor(() => expect(asked.at(-1)).toBe('owner_id=&order=due&list=nurture'));
    await renderer.waitFor(() => expect(text()).toContain('No contact of this choice is on this list.'));
    owner().trigger('onChange', '7' as never);
    await renderer.waitFor(() => expect(renderer.findByTestId(Text, 'missed').text).toBe('No touch was missed.'));
  });

  it('says who did what on the score cards', async () => {
    const complaints = vi.spyOn(console, 'error').mockReturnValue();
    const deed = { at: NOW - 60_000, by: 'Bob Sellers', kind: null, reason: null, until: null, answers: [] };
    const { contact } = TROUBLED.ready.contacts[0]!;
    const { renderer, text } = show('Work lists', {
      ...HEALTHY,
      deeds: [
        { ...deed, contact, what: 'hand-back', kind: 'no_budget', reason: 'Next year' },
        { ...deed, contact, what: 'snooze', until: NOW + 86_400_000 },
        { ...deed, contact, by: null, what: 'bant', answers: [{ question: 'need', answer: 'yes' }] },
        { ...deed, contact, by: null, what: 'bant', answers: [{ question: 'need', answer: 'yes' }] },
      ],
    });

    await renderer.waitFor(() => renderer.find(Tab, { tabId: 'sales' }));

    openList(renderer, 'deeds');
    await renderer.waitFor(() => expect(text()).toContain('Somebody'));
    expect(complaints.mock.calls, 'two rows may say the same').toEqual([]);

    expect(renderer.findAll(Tab).map(({ props }) => props.title)).toContain('Who did what');
    for (const said of [
      'Handed back to marketing: No budget, Next year',
      'Snoozed until Nov 17, 2026',
      'BANT answers (Need: Yes)',
      'Somebody',
      'Nov 16, 2026, 9:59 AM',
    ])
      expect(text()).toContain(said);
  });

  it('shows every rule with what it gives and for how many it holds', async () => {
    const { renderer, calls } = show('Model', HEALTHY, MODEL);
    await renderer.waitFor(() => renderer.findByTestId(Text, 'use'));

    expect(calls().at(-1)).toBe('https://ripen.example/cards/pages/model');
    expect(renderer.findByTestId(Text, 'use').text).toBe('Counted over 41,188 contacts, as of Nov 16, 2026, 10:00 AM.');
    const rows = renderer.findAll(TableRow).map((row) =>
      row
        .findAll(TableCell)
        .map((cell) => cell.text)
        .join(' | '),
    );
    expect(rows.filter((row) => row !== '')).toEqual([
      'Lives where you sell | +10 | Geography (at most 15) | – | 1,204 of 41,188 | +10',
      'Is a student | −30 | Geography (at most 15) | – | 12 of 41,188 | −29.5',
      'Comes back | up to +8 | Web (at most 15) | 21 days | 1,204 of 41,188 | +10',
    ]);
  });

  it('finds a rule of many by words of its name, its group or what it asks for', async () => {
    const rules = Array.from({ length: 400 }, (_, at) => ({
      ...MODEL.rules[0]!,
      id: `r${at}`,
      at,
      label: `Buys from shelf ${at + 1}`,
      group: at === 398 ? 'Web shop' : 'Geography',
    }));
    const { renderer, text } = show('Model', HEALTHY, { ...MODEL, rules });
    await renderer.waitFor(() => renderer.find(Input, { name: 'find-explicit' }));
    expect(renderer.maybeFind(Input, { name: 'find-implicit' }), 'there are few').toBeNull();
    expect(text()).not.toContain('Buys from shelf 399');

    const find = renderer.find(Input, { name: 'find-explicit' });
    find.trigger('onInput', 'web SHELF' as never);
    await renderer.waitFor(() => expect(text()).toContain('Buys from shelf 399'));
    expect(renderer.findAll(Table)[0]!.findAll(TableRow)).toHaveLength(2);
    find.trigger('onInput', 'web shelf moon' as never);
    await renderer.waitFor(() => expect(text()).toContain('No rule has these words.'));
  });

  it('says at a field each sentence once, and calls items of a list by what stands in them', async () => {
    const days = { kind: 'number', min: 1, max: 999, whole: true, unit: 'days' };
    const touch = (name: string, label: string, shape: object) => ({ name, label, help: null, empty: 'absent', shape });
    const item = {
      kind: 'object',
      fields: [
        touch('kind', 'Kind', { kind: 'choice', options: [{ value: 'email', label: 'E-mail' }], from: null }),
        touch('everyDays', 'Every', days),
        touch('firstAfterDays', 'First days after', days),
      ],
    };
    const part = {
      ...CALENDAR,
      fields: [touch('cadence', 'Cadence', { kind: 'list', one: 'rhythm', item })],
      value: { cadence: [{ kind: 'email', everyDays: 7, firstAfterDays: 1 }] },
    };
    const sentence = 'Choose another one.';
    const places = ['kind', 'everyDays'].map((name) => ({ path: ['cadence', '0', name, 'x'], sentence }));
    const refusal = { outcome: 'refused', sentences: [sentence], places: [...places, places[0]] };
    const { renderer, text } = show('Model', HEALTHY, { ...MODEL, mayEdit: true }, part, refusal);
    await renderer.waitFor(() => renderer.find(Accordion, { title: 'Working hours and holidays' }));
    renderer.find(Accordion, { title: 'Working hours and holidays' }).trigger('onClick');
    const title = 'E-mail · Every 7 days · First days after 1 day';
    await renderer.waitFor(() => renderer.find(Accordion, { title }));
    renderer.find(Accordion, { title }).trigger('onClick');
    await renderer.waitFor(() => renderer.find(Input, { label: 'Every (days)' }));
    renderer.find(Input, { label: 'First days after' }).trigger('onInput', '2' as never);
    await renderer.waitFor(() =>
      renderer.find(Accordion, { title: 'E-mail · Every 7 days · First days after 2 days' }),
    );
    renderer.findByTestId(LoadingButton, 'save-calendar').trigger('onClick');

    await renderer.waitFor(() => expect(text()).toContain(sentence));
    expect(renderer.find(Select, { name: 'cadence.0.kind' }).props.validationMessage).toBe(sentence);
  });

  it('opens at the place that an address names, and the address follows', async () => {
    const { renderer, calls } = show('Model', HEALTHY, MODEL);
    const selected = () => renderer.findAll(Tabs).map(({ props }) => props.selected);
    await renderer.waitFor(() => renderer.findByTestId(Text, 'use'));
    const went = renderer.mocks.actions.navigateToPage.calls;
    expect(went).toEqual([[{ to: '/model', params: {} }]]);

    renderer.mocks.setPageLocation({ path: '/work/quality', params: { draft: 'mine' } });
    await renderer.waitFor(() => expect(selected()).toEqual(['work', 'quality']));
    renderer.findAll(Tabs)[1]!.trigger('onSelectedChange', 'ready' as never);
    await renderer.waitFor(() => expect(selected()).toEqual(['work', 'ready']));
    expect(went.at(-1)).toEqual([{ to: '/work/ready', params: { draft: 'mine' } }]);

    renderer.mocks.setPageLocation({ path: '/model', params: { draft: 'mine' } });
    await renderer.waitFor(() => expect(calls().at(-1)).toMatch(/model\?draft=mine$/));
    renderer.mocks.setPageLocation({ path: '/moon/2', params: {} });
    await renderer.waitFor(() => expect(selected()).toEqual(['overview']));
  });

  it('says that the first version is the first, and leads from a what-if without a draft to the model', async () => {
    sayOfVersions({ ...LATELY, versions: [{ ...LATELY.versions[0]!, version: 1, by: null, note: '' }] });
    onTestFinished(() => sayOfVersions(LATELY));
    const { renderer, text } = await showTab('versions', MODEL);
    await renderer.waitFor(() => expect(text()).toContain('This is the first version'));

    renderer.find(Tabs).trigger('onSelectedChange', 'what-if' as never);
    await renderer.waitFor(() => renderer.findByTestId(Button, 'to-model'));
    renderer.findByTestId(Button, 'to-model').trigger('onClick');
    await renderer.waitFor(() => renderer.findByTestId(Text, 'use'));
  });

  it('says what a draft changes, and what in it is most likely not meant', async () => {
    const draft = {
      draftId: 'd',
      edit: 4,
      hash: 'h',
      isReviewed: false,
      authors: ['Ada Sellers'],
      isMine: true,
      differences: ['“Is a student” gives −20 points, and gave −30.'],
      warnings: [{ rule: 'student', sentence: '“Is a student” can hold for nobody.' }],
      signatures: [],
    };
    const { renderer, text } = show('Model', HEALTHY, { ...MODEL, mayEdit: true, draft });
    await renderer.waitFor(() => renderer.findByTestId(Text, 'use'));

    expect(text()).toContain('A draft by Ada Sellers with 1 change.');
    expect(text()).toContain('“Is a student” can hold for nobody.');
    expect(renderer.findAll(Button).map((button) => button.text)).toContain('Add a rule for who they are');
  });

  it('changes a part in the draft, from what the person saw, and says at the field what is wrong', async () => {
    const model = { ...MODEL, mayEdit: true, parts: [{ id: 'routing', title: 'Territories' }] };
    const refusal = {
      outcome: 'refused',
      sentences: ['routing.territories.0.owners: expected at least 1 in the list, and an empty list came'],
      places: [{ path: ['routing', 'territories', '0', 'owners'], sentence: 'Choose or add at least one.' }],
    };
    const clash = { outcome: 'conflict', by: 'Ada', edit: 5, conflicts: [{ mine: 'It is 1.', theirs: 'It is 2.' }] };
    const done = { outcome: 'done' };
    const { renderer, text, bodies, calls } = show('Model', HEALTHY, model, PART, refusal, clash, done, PART);
    await renderer.waitFor(() => renderer.find(Accordion, { title: 'Territories' }));
    renderer.find(Accordion, { title: 'Territories' }).trigger('onClick');
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'save-routing'));
    expect(calls().at(-1)).toBe('https://ripen.example/cards/pages/model-part?part=routing');
    expect(renderer.find(Select, { name: 'routing.fallbackOwner' }).props.options).toEqual([
      { label: '–', value: '' },
      { label: '9 – not in this account', value: '9' },
      { label: 'Ada Sellers', value: '7' },
    ]);

    renderer.find(Select, { name: 'routing.fallbackOwner' }).trigger('onChange', '' as never);
    renderer.findByTestId(Button, 'add-routing.territories').trigger('onClick');
    await renderer.waitFor(() => renderer.find(Input, { name: 'routing.territories.0.label' }));
    renderer.find(Input, { name: 'routing.territories.0.label' }).trigger('onInput', ' North ' as never);
    await renderer.waitFor(() => renderer.find(Accordion, { title: ' North ' }));
    renderer.findByTestId(LoadingButton, 'save-routing').trigger('onClick');

    await renderer.waitFor(() => expect(text()).toContain('Choose or add at least one.'));
    const changes = [
      {
        what: 'set',
        path: ['routing'],
        value: { automatic: true, territories: [{ label: 'North', owners: [{ id: null }] }] },
      },
    ];
    expect(bodies().at(-1)).toEqual({ seen: PART.seen, changes });
    expect(text(), 'nothing that was entered is lost').toContain(' North ');

    renderer.findByTestId(LoadingButton, 'save-routing').trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('You: It is 1. Ada: It is 2.'));
    renderer.findByTestId(Button, 'take-mine').trigger('onClick');
    await renderer.waitFor(() =>
      expect(bodies()).toContainEqual({ seen: PART.seen, changes, settled: { edit: 5, holds: 'mine' } }),
    );
  });

  it('takes the public holidays of a place beside those that were typed', async () => {
    const told = {
      outcome: 'holidays',
      country: 'DE',
      region: null,
      countries: [{ value: 'DE', label: 'Germany' }],
      regions: [{ value: 'BY', label: 'Bayern' }],
      days: ['2027-01-01', '2027-05-01', '2027-12-25'].map((day) => ({ day, name: 'Free' })),
    };
    const { renderer, bodies, text } = show('Model', HEALTHY, MODEL, CALENDAR, told);
    await renderer.waitFor(() => renderer.find(Accordion, { title: 'Working hours and holidays' }));
    renderer.find(Accordion, { title: 'Working hours and holidays' }).trigger('onClick');
    await renderer.waitFor(() => renderer.find(Accordion, { title: 'Public holidays by country' }));
    expect(renderer.findByTestId(Text, 'known-until').text).toBe(
      'The calendar knows holidays up to Saturday, May 1, 2027.',
    );

    renderer.find(Accordion, { title: 'Public holidays by country' }).trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('Friday, January 1, 2027: Free'));
    expect(bodies().at(-1)).toEqual({ country: null, region: null, language: 'en' });
    expect(renderer.findByTestId(Button, 'take-holidays').text, 'one was typed, one comes every year').toBe(
      'Take 1 day into the calendar',
    );
    renderer.findByTestId(Button, 'take-holidays').trigger('onClick');

    await renderer.waitFor(() => expect(renderer.find(TextArea).props.value).toBe('2027-05-01\n12-25\n2027-01-01'));
    expect(renderer.findByTestId(Button, 'take-holidays').props.disabled).toBe(true);
    renderer.find(Select, { name: 'holidays.region' }).trigger('onChange', 'BY' as never);
    await renderer.waitFor(() => expect(bodies().at(-1)).toEqual({ country: 'DE', region: 'BY', language: 'en' }));
  });

  it('names the forms of the account, those that each text fits, and takes one', async () => {
    const part = {
      ...CALENDAR,
      fields: [{ ...CALENDAR.fields[0], name: 'words', shape: { kind: 'texts', seen: ['forms'] } }],
      value: { words: ['DEMO', 'fax'] },
    };
    const forms = ['Ask for a demo', 'Demo', 'A demo, please', 'Demo day', 'Contact us'];
    const seen = {
      outcome: 'names',
      isDone: true,
      forms: forms.map((name, at) => ({ name, contacts: 1204 - at })),
      pages: [{ name: 'https://acme.example/demo', contacts: 9000 }],
      formsAreRead: false,
    };
    const { renderer, text } = show('Model', HEALTHY, MODEL, part, { ...seen, isDone: false, forms: [] }, seen);
    await renderer.waitFor(() => renderer.find(Accordion, { title: 'Working hours and holidays' }));
    renderer.find(Accordion, { title: 'Working hours and holidays' }).trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('“DEMO” fits'));
    await untilItAsksAgain();

    await renderer.waitFor(() =>
      expect(text()).toContain('“DEMO” fits Ask for a demo (1,204), Demo (1,203), A demo, please (1,202) and 1 more'),
    );
    expect(text()).toContain('“fax” fits nothing that your contacts have used');
    expect(text()).not.toContain('acme.example');
    expect(text()).toContain('To choose among all forms of the account, install Ripen once more');
    renderer.find(Select, { name: 'words.seen' }).trigger('onChange', 'Contact us' as never);
    await renderer.waitFor(() => expect(renderer.find(TextArea).props.value).toBe('DEMO\nfax\nContact us'));
    expect(text()).toContain('“Contact us” fits Contact us (1,200)');
  });

  it('looks again until every contact is counted', async () => {
    const partly = { ...MODEL, use: { ...MODEL.use, isDone: false, contacts: 12_000 } };
    const { renderer, text } = show('Model', HEALTHY, partly, MODEL);
    await renderer.waitFor(() => expect(text()).toContain('12,000 so far'));
    await untilItAsksAgain();

    await renderer.waitFor(() => expect(text()).toContain('Counted over 41,188 contacts'));
  });

  it.each(['de', 'fr', 'es', 'pt-br', 'ja'])('speaks %s, and English only where the model does', async (language) => {
    const { renderer, text } = showTo({ language }, { ...HEALTHY, deeds: [] });

    await renderer.waitFor(() => renderer.find(Tab));

    const left = Object.values(EN).filter(
      (sentence) => !sentence.includes('{') && sentence.split(' ').length > 2 && text().includes(sentence),
    );
    expect(left).toEqual([]);
  });
});

it('speaks English where the language does not come, and what it lacks', async () => {
  sayOfSpeech(500);
  const { renderer, text } = showTo({ language: 'fr' }, HEALTHY);
  expect(renderer.find(LoadingSpinner).props.label).toBe('Chargement de Ripen');
  await renderer.waitFor(() => renderer.find(Tab));
  expect(text()).toContain(EN.refresh_figures);

  const { refresh_figures, ...words } = SPEECHES.es.words;
  sayOfSpeech({ ...SPEECHES.es, words });
  const other = showTo({ language: 'es' }, HEALTHY);
  await other.renderer.waitFor(() => other.renderer.find(Tab));
  expect(other.text()).toContain(EN.refresh_figures);
  expect(other.text()).not.toContain(refresh_figures);
  expect(other.text()).toContain(SPEECHES.es.words.work_lists);
});

describe('the words of the page', () => {
  const placesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([place]) => place).sort();

  it.each(Object.entries(SPEECHES))('%s lacks no sentence, and no place in one', (_language, { words }) => {
    expect(Object.keys(words)).toEqual(Object.keys(EN));
    for (const [word, text] of Object.entries(words)) {
      expect(text.trim(), word).not.toBe('');
      expect(placesIn(text), word).toEqual(placesIn(EN[word as Word]));
    }
  });

  it.each(Object.entries(SPEECHES))('%s has translated every sentence', (_language, { words }) => {
    const untranslated = Object.entries(words).filter(
      ([word, text]) => text === EN[word as Word] && (text.replace(/\{\w+\}/g, '').match(/\p{L}+/gu) ?? []).length > 2,
    );
    expect(untranslated).toEqual([]);
  });
});
