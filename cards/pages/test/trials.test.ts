import {
  Alert,
  Button,
  Input,
  LoadingButton,
  LoadingSpinner,
  MultiSelect,
  NumberInput,
  Select,
  TableCell,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { afterEach, describe, expect, it } from 'vitest';
import type { ModelSeen } from '../contracts/contract.ts';
import type { PlanSeen, VersionsView } from '../contracts/model-contract.ts';
import { NOW } from '../shared/test/views.ts';
import { LATELY, sayOfVersions, showTab, untilItAsksAgain } from './harness.ts';
import { MODEL } from './views.ts';

afterEach(() => sayOfVersions(LATELY));

const DRAFT: NonNullable<ModelSeen['draft']> = {
  ...{ draftId: 'd', edit: 4, hash: 'h', isReviewed: false, isMine: true },
  ...{ authors: ['Ada Sellers'], differences: ['It gives +9 points.'], warnings: [], signatures: [] },
};
const PLAN: PlanSeen = {
  ...{ state: 'done', planId: 'p', backTo: null, judged: 10, total: 10, fingerprint: 'f', timeZone: 'Europe/Berlin' },
  ...{ differences: [], movers: [] },
};
const PEOPLE: VersionsView = {
  ...LATELY,
  mayEdit: true,
  owners: ['Ada', 'Ben', 'Cleo'].map((name, at) => ({ id: `7${at}`, name })),
  teams: [{ name: 'North', owners: ['70', '71'] }],
};
const RAMP = { from: 3, share: 20, owners: ['Ada', 'Ben'] };
const TRIAL: VersionsView = {
  ...PEOPLE,
  trial: { version: 4, since: NOW, ramp: RAMP, owners: ['70', '71'], contacts: { done: 310, of: 41_188 } },
};

describe('a trial', () => {
  it('is compared for a share of new contacts, a team, and one owner more', async () => {
    sayOfVersions(PEOPLE);
    const begun = { outcome: 'begun', planId: 'p' };
    const { renderer, bodies, text } = await showTab('what-if', { ...MODEL, draft: DRAFT }, begun, {
      ...PLAN,
      ramp: { ...RAMP, owners: ['Ada', 'Ben', 'Cleo'] },
    });
    await renderer.waitFor(() => renderer.find(Select, { name: 'for-whom' }));
    renderer.find(Select, { name: 'for-whom' }).trigger('onChange', 'part' as never);
    await renderer.waitFor(() => renderer.find(NumberInput, { name: 'share' }));
    renderer.find(NumberInput, { name: 'share' }).trigger('onChange', 20 as never);
    await renderer.waitFor(() => expect(renderer.find(NumberInput).props.value).toBe(20));
    renderer.find(MultiSelect, { name: 'teams' }).trigger('onChange', ['North'] as never);
    await renderer.waitFor(() =>
      expect(renderer.find(MultiSelect, { name: 'owners' }).props.value).toEqual(['70', '71']),
    );
    renderer.find(MultiSelect, { name: 'owners' }).trigger('onChange', ['70', '71', '72'] as never);
    await renderer.waitFor(() => expect(renderer.find(MultiSelect, { name: 'teams' }).props.value).toEqual(['North']));
    renderer.find(MultiSelect, { name: 'owners' }).trigger('onChange', ['71', '72'] as never);
    await renderer.waitFor(() => expect(renderer.find(MultiSelect, { name: 'teams' }).props.value).toEqual([]));
    renderer.findByTestId(LoadingButton, 'compare').trigger('onClick');

    await renderer.waitFor(() =>
      expect(bodies()).toContainEqual({ draftId: 'd', ramp: { share: 20, owners: ['71', '72'] } }),
    );
    await renderer.waitFor(() => expect(text()).toContain('This tries the draft with a part of the contacts.'));
    expect(text()).toContain(
      'It holds for 20 % of the contacts that come from then on + all contacts of Ada, Ben, Cleo. Version 3 judges all others.',
    );
  });

  it.each([
    ['trial-finish', { trial: 4, ramp: null }, { ofVersion: 4 }, 'This lets version 4 hold for all contacts.'],
    ['trial-back', { backTo: 3 }, { backTo: 3 }, 'This goes back to version 3.'],
  ])('says where it stands; %s shows its plan first', async (button, body, plan, said) => {
    sayOfVersions(TRIAL);
    const begun = { outcome: 'begun', planId: 'p' };
    const { renderer, bodies, text } = await showTab('versions', begun, MODEL, { ...PLAN, ...plan });
    await renderer.waitFor(() => renderer.findByTestId(Text, 'trial-contacts'));

    expect(renderer.findByTestId(Text, 'trial-contacts').text).toBe('It judges 310 of 41,188 contacts so far.');
    expect(text()).toContain('Version 4 is on trial since Nov 16, 2026, 10:00 AM');
    renderer.findByTestId(LoadingButton, button).trigger('onClick');
    await renderer.waitFor(() => expect(bodies()).toContainEqual(body));
    await renderer.waitFor(() => expect(text()).toContain(said));
  });

  it('is widened from what it is now', async () => {
    sayOfVersions(TRIAL);
    const { renderer, bodies } = await showTab('versions', { outcome: 'begun', planId: 'p' }, MODEL, PLAN);
    await renderer.waitFor(() => renderer.findByTestId(Button, 'trial-widen'));
    renderer.findByTestId(Button, 'trial-widen').trigger('onClick');
    await renderer.waitFor(() => renderer.find(NumberInput));
    renderer.find(NumberInput).trigger('onChange', 50 as never);
    await renderer.waitFor(() => expect(renderer.find(NumberInput).props.value).toBe(50));
    renderer.findByTestId(LoadingButton, 'trial-compare').trigger('onClick');

    await renderer.waitFor(() =>
      expect(bodies()).toContainEqual({ trial: 4, ramp: { share: 50, owners: ['70', '71'] } }),
    );
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'publish'));
  });
});

describe('before a draft is published', () => {
  it('it says which version came meanwhile, what it would undo, who signed in vain, and takes it in', async () => {
    const behind = { version: 5, by: 'Ben', at: NOW, undoes: ['“Web” holds at most 9 points.'] };
    const draft = { ...DRAFT, behind, voided: [{ side: 'sales', by: 'Cleo', editor: 'Ada', at: NOW }] };
    const clash = { outcome: 'conflict', by: 'Ben', edit: 4, conflicts: [{ mine: 'It is 1.', theirs: 'It is 2.' }] };
    const { renderer, bodies, text } = await showTab(
      'what-if',
      { ...MODEL, mayEdit: true, draft },
      clash,
      { outcome: 'done' },
      MODEL,
    );
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'rebase'));

    for (const said of [
      'Version 5 by Ben came on Nov 16, 2026, 10:00 AM, after this draft was begun',
      '“Web” holds at most 9 points.',
      'Cleo signed for sales. Then Ada changed the draft on Nov 16, 2026, 10:00 AM: it must be signed again.',
    ])
      expect(text()).toContain(said);
    renderer.findByTestId(LoadingButton, 'rebase').trigger('onClick');
    await renderer.waitFor(() => expect(text()).toContain('You: It is 1. Ben: It is 2.'));
    renderer.findByTestId(Button, 'keep-theirs').trigger('onClick');
    await renderer.waitFor(() =>
      expect(bodies()).toContainEqual({ draftId: 'd', settled: { edit: 4, holds: 'theirs' } }),
    );
    await renderer.waitFor(() => expect(renderer.findAll(Alert)).toEqual([]));
  });

  it('a comparison that a later edit overtook says what it leaves out', async () => {
    const edited = { by: 'Ben', at: NOW, differences: ['“Is a student” is switched off.'] };
    const begun = { outcome: 'begun', planId: 'p' };
    const { renderer, text } = await showTab('what-if', { ...MODEL, draft: DRAFT }, begun, { ...PLAN, edited });
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'compare'));
    renderer.findByTestId(LoadingButton, 'compare').trigger('onClick');

    await renderer.waitFor(() => expect(renderer.findAll(Alert)).toHaveLength(1));
    expect(renderer.find(Alert).props.title).toBe(
      'Ben changed the draft on Nov 16, 2026, 10:00 AM, after this comparison. Publishing leaves out:',
    );
    expect(text()).toContain('“Is a student” is switched off.');
  });

  it('it says what sales would get a week against what it answered, and where too little is known', async () => {
    const none = { isTeam: false, atOnce: 0, before: 0 };
    const rows = [
      { ...none, who: 'Anna', atOnce: 3, before: 6, after: 14, answered: 9 },
      { ...none, who: 'North', isTeam: true, before: 6, after: 9.5, answered: 12.5 },
      { ...none, who: 'Ben', after: 1, answered: null },
      { ...none, who: null, after: 0.5, answered: null },
    ];
    const { renderer, text } = await showTab(
      'what-if',
      { ...MODEL, draft: DRAFT },
      { outcome: 'begun', planId: 'p' },
      PLAN,
      { state: 'running' },
      { state: 'done', weeks: 8, watchedDays: 56, rows },
    );
    await renderer.waitFor(() => renderer.findByTestId(LoadingButton, 'compare'));
    renderer.findByTestId(LoadingButton, 'compare').trigger('onClick');
    await renderer.waitFor(() => renderer.findByTestId(Button, 'ask-load'));
    renderer.findByTestId(Button, 'ask-load').trigger('onClick');
    await renderer.waitFor(() => renderer.find(LoadingSpinner));
    await untilItAsksAgain();
    await renderer.waitFor(() => expect(text()).toContain('Anna would get'));

    for (const said of [
      'Anna would get 14 new SQLs a week; by the model in force it is 6. 3 more come at once on the day of publishing. In the last 8 weeks, 9 a week were answered in time. That is 5 a week more than were answered in time.',
      'The team North would get 9.5 new SQLs a week; by the model in force it is 6. In the last 8 weeks, 12.5 a week were answered in time."',
      'Ben would get 1 new SQLs a week; by the model in force it is 0. Too few answers were owed in the 56 days',
      'Without owner would get 0.5 new SQLs a week; by the model in force it is 0."',
    ])
      expect(text()).toContain(said);
  });

  it('it is tested on a contact that somebody names, with the dates on which either changes by itself', async () => {
    const contacts = [{ id: 9, url: 'https://x.example/9', name: 'Eve Engines', company: 'Engines' }];
    const score = { score: 12, grade: 'B2', track: 'mql_nurture', doNotContact: [] };
    const out = { ...score, track: 'none', leftOut: 'mql_nurture', doNotContact: ['Opted out of e-mail'] };
    const lines = [{ label: 'Germany', before: null, after: 9 }];
    const { renderer, bodies, text } = await showTab(
      'what-if',
      { ...MODEL, draft: DRAFT },
      { outcome: 'found', contacts },
      { outcome: 'explained', before: score, after: out, lines, changesAt: { before: null, after: NOW } },
    );
    await renderer.waitFor(() => renderer.find(Input, { name: 'find' }));
    expect(renderer.findByTestId(LoadingButton, 'find').props.disabled).toBe(true);
    renderer.find(Input, { name: 'find' }).trigger('onChange', ' eve ' as never);
    await renderer.waitFor(() => expect(renderer.findByTestId(LoadingButton, 'find').props.disabled).toBe(false));
    renderer.findByTestId(LoadingButton, 'find').trigger('onClick');
    await renderer.waitFor(() => renderer.findByTestId(Button, 'test-9'));
    expect(bodies()).toContainEqual({ text: 'eve' });

    renderer.findByTestId(Button, 'test-9').trigger('onClick');
    await renderer.waitFor(() => renderer.findByTestId(Text, 'changes-after'));
    expect(bodies()).toContainEqual({ draftId: 'd', contactId: 9 });
    expect(renderer.findByTestId(Text, 'changes-before').text).toBe('In force: changes only if something happens.');
    expect(renderer.findByTestId(Text, 'changes-after').text).toBe(
      'In the draft: changes by itself on Nov 16, 2026, 10:00 AM, if nothing happens.',
    );
    expect(text()).toContain('Germany');
    const rows = renderer.findAll(TableRow).map((row) => row.findAll(TableCell).map((cell) => cell.text));
    expect(rows).toContainEqual([
      'Nurture track',
      'MQL, short-term nurture',
      'Left out of “MQL, short-term nurture” on purpose',
    ]);
    expect(rows).toContainEqual(['No correspondence', '–', 'Opted out of e-mail']);
  });
});

describe('drafts beside each other', () => {
  it('are told, and each can be looked at', async () => {
    const other = { draftId: 'mine', authors: ['Ada'], at: NOW, changes: 2 };
    const first = { ...MODEL, draft: DRAFT, others: [other] };
    const second = { ...MODEL, draft: { ...DRAFT, draftId: 'mine' } };
    const { renderer, calls, text } = await showTab('model', first, second);
    await renderer.waitFor(() => renderer.findByTestId(Button, 'look-at-mine'));
    expect(text()).toContain('There are other open drafts.');
    expect(text()).toContain('A draft by Ada with 2 changes.');

    renderer.findByTestId(Button, 'look-at-mine').trigger('onClick');
    await renderer.waitFor(() => expect(renderer.maybeFindByTestId(Button, 'look-at-mine')).toBeNull());
    expect(calls()).toContainEqual(expect.stringMatching(/\/cards\/pages\/model\?draft=mine$/));
  });
});
