import { beforeAll, describe, expect, it } from 'vitest';
import { modelView } from '../../cards/pages/contracts/contract.ts';
import { waitWithPortal } from '../../src/store/work/leases.ts';
import { callAsCard } from '../support/card-client.ts';
import { furnishLandmarks } from '../support/landmarks.ts';
import { letEdit } from '../support/let-edit.ts';
import { until } from '../support/until.ts';
import { START } from '../support/world.ts';
import {
  axeProblems,
  focused,
  hiddenAside,
  NARROW,
  NO_BROWSER,
  pressButton,
  type Stage,
  setStage,
  tabTo,
} from './stage.ts';

let stage: Stage;

/** A text of each work list that does not depend on figures. */
const WORK_LISTS = {
  'Sales work list': /for sales/,
  'Ready leads': /could be handed to sales/,
  'Nurture health': /Every e-mail that the account reports is checked/,
  'Data quality': /Nothing is deleted because of this/,
} as const;

/** A text of each page of figures that does not depend on figures. */
const FIGURES = {
  Funnel: 'Time in stage',
  'Speed to lead': 'How this is counted',
  'Nurture tracks': 'Dormant contacts',
  'Where leads come from': 'First form',
  'What content converts': 'Journey stage',
} as const;

describe.skipIf(NO_BROWSER !== undefined)('a marketer with the page of the app', () => {
  beforeAll(async () => {
    stage = await setStage();
    return stage.close;
  });

  it('reads the overview and every work list by keyboard, then the model, and axe finds nothing on any', async () => {
    const page = await stage.open('/app');
    await page.getByText('Waiting for sales').waitFor();
    expect(await axeProblems(page), 'Overview').toEqual([]);

    await tabTo(page, 'Overview');
    for (const tab of ['Set-up', 'Work lists']) {
      await page.keyboard.press('ArrowRight');
      expect(await focused(page)).toBe(tab);
    }
    await tabTo(page, 'Sales work list');
    for (const [tab, text] of Object.entries(WORK_LISTS)) {
      if (tab !== 'Sales work list') await page.keyboard.press('ArrowRight');
      expect(await focused(page)).toBe(tab);
      await page.getByText(text).first().waitFor();
      expect(await axeProblems(page), tab).toEqual([]);
    }
    await page.getByRole('tab', { name: 'Model' }).click();
    await page.getByText(/Counted over \d+ contacts/).waitFor();
    expect(await axeProblems(page), 'Model').toEqual([]);
    expect(await page.locator('[role=alert].rp-danger').count(), 'failures in the preview').toBe(0);
  });

  it('sees whether the score is right, in words and figures, and axe finds nothing', async () => {
    await furnishLandmarks(stage.world.app.database.db, stage.world.sandbox.portal().settings.id, START);
    const page = await stage.open('/app', NARROW);
    await page.getByRole('tab', { name: 'Is the score right?' }).click();
    await page.getByText(/Leads with fit A buy [\d.]+ times as often/).waitFor();
    await page.getByRole('button', { name: 'Forecast and result' }).click();
    await page.getByText(/off by [\d.]+ percentage points/).waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await hiddenAside(page)).toBe(0);
    const counts = page.getByText(/^Of [\d,]+ leads of the last year/);
    const ofAll = await counts.textContent();
    const source = page.getByLabel('Source');
    await source.selectOption('ORGANIC_SEARCH');
    await expect.poll(() => counts.textContent(), { timeout: 20_000 }).not.toBe(ofAll);
    expect(await axeProblems(page), 'of chosen leads').toEqual([]);
    const chosen = await source.inputValue();
    await page.getByRole('tab', { name: 'Analytics' }).click();
    await page.getByText('Time in stage').first().waitFor();
    expect(await source.inputValue(), 'what is chosen holds').toBe(chosen);
  });

  it('reads each page of figures by keyboard in a narrow window, and axe finds nothing', async () => {
    const page = await stage.open('/app', NARROW);
    await page.getByRole('tab', { name: 'Analytics' }).click();
    await page.getByText('Time in stage').first().waitFor();
    await tabTo(page, 'Funnel');
    for (const [tab, text] of Object.entries(FIGURES)) {
      if (tab !== 'Funnel') await page.keyboard.press('ArrowRight');
      expect(await focused(page)).toBe(tab);
      await page.getByText(text).first().waitFor();
      expect(await axeProblems(page), tab).toEqual([]);
      expect(await hiddenAside(page), tab).toBe(0);
    }
  });

  it('comes from a score card to a list, goes on by tab and back in the browser, and keeps a reloaded place', async () => {
    const page = await stage.open(`/contacts/${stage.contactWith({})}`);
    await page.getByRole('button', { name: 'All that waits for sales' }).first().press('Enter');
    const selected = (name: string) => page.getByRole('tab', { name, selected: true }).waitFor();
    await page.waitForURL(/at=%2Fwork%2Fsales$/);
    await selected('Sales work list');

    await page.getByRole('tab', { name: 'Data quality' }).click();
    await page.waitForURL(/at=%2Fwork%2Fquality$/);
    await page.reload();
    await selected('Data quality');
    await page.goBack();
    await selected('Sales work list');
    await page.goForward();
    await selected('Data quality');
  });

  it('never scrolls sideways in a narrow window', async () => {
    const page = await stage.open('/app', NARROW);
    await page.getByText('Waiting for sales').waitFor();
    expect(await hiddenAside(page), 'Overview').toBe(0);
    await page.getByRole('tab', { name: 'Work lists' }).click();
    for (const [tab, text] of Object.entries(WORK_LISTS)) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByText(text).first().waitFor();
      expect(await hiddenAside(page), tab).toBe(0);
    }
  });

  it.each([
    ['never', /Loading Ripen/],
    ['failed', /could not be loaded/],
    ['unreadable', /could not be loaded/],
  ])('is shown the state "%s" in words, and axe finds nothing', async (answer, words) => {
    const page = await stage.open(`/preview?card=pages&answer=${answer}`);

    await page.getByText(words).first().waitFor();

    expect(await axeProblems(page)).toEqual([]);
  });

  it('builds a rule by keyboard, reads who moves and why, publishes what two others signed, and goes back', async () => {
    const page = await stage.open('/app');
    const press = (name: string | RegExp) => pressButton(page, name);
    const toTab = (name: string) => page.getByRole('tab', { name, exact: true }).press('Enter');
    const act = (action: string, body: unknown, userId: number) =>
      callAsCard(stage.world, { method: 'POST', path: `/cards/pages/model/${action}`, body, userId });
    await toTab('Model');
    await page.getByText(/Counted over/).waitFor();

    // A rule is switched off, and on again.
    await page.locator('summary', { hasText: 'More' }).first().press('Enter');
    await press('Switch off');
    await page.getByText(/is switched off\./).waitFor();
    await page.locator('summary', { hasText: 'More' }).first().press('Enter');
    await press('Switch on');
    await page.getByText(/is switched off\./).waitFor({ state: 'detached' });
    await press('Discard the draft');
    await page.getByText(/A draft by/).waitFor({ state: 'detached' });

    // Another part of the model, with a mistake that is shown at its field.
    await press(/^▸? ?Working hours and holidays/);
    await page.getByLabel('From (required)').fill('9 o’clock');
    await press('Save in the draft');
    await page.getByText('Expected a time of day such as 09:00.').waitFor();
    expect(await axeProblems(page), 'a mistake at its field').toEqual([]);
    await press('Undo what I entered');
    await press(/^▾? ?Working hours and holidays/);

    await press('Add a rule for who they are');
    const panel = page.getByRole('dialog');
    await panel.getByLabel('Kind').selectOption('The size of a number');
    await panel.getByLabel('With the number').selectOption('numemployees');
    for (const end of ['No points at', 'All points at']) await panel.getByLabel(`${end} (required)`).fill('50');
    await press('Save in the draft');
    await panel.getByText('Expected two different numbers: the points grow from one to the other.').waitFor();
    expect(await axeProblems(page), 'points that grow').toEqual([]);
    await panel.getByLabel('Kind').selectOption('A condition');
    await panel.getByLabel('Property').selectOption('lead.country');
    await panel.getByLabel('Value', { exact: true }).fill('XX');
    await panel.getByText('A rule that holds for nobody is useless.').waitFor();
    await panel.getByLabel('Value', { exact: true }).fill('DE');
    await panel.getByText(/Holds for [1-9]\d* of/).waitFor();
    const written = panel.getByLabel('Name that people read');
    await until('the name is written from the condition', async () => /Germany/.test(await written.inputValue()));
    await written.fill('Lives in Germany');
    await panel.getByLabel('Group').selectOption('responsibility');
    await panel.getByLabel('Points (required)').fill('2500');
    await press('Save in the draft');
    await panel.getByText('Enter at most 1000.').waitFor();
    await panel.getByLabel('Points (required)').fill('25');
    expect(await axeProblems(page), 'a rule that is built').toEqual([]);
    await press('Save in the draft');
    await page.getByText(/A draft by .* with 1 change/).waitFor();
    expect(await axeProblems(page), 'a draft').toEqual([]);

    await toTab('What-if');
    await press('Compare with everybody');
    await page.getByText('Who moves').waitFor();
    await page.getByRole('button', { name: 'Publish exactly this' }).waitFor();
    expect(await axeProblems(page), 'what-if').toEqual([]);
    await press(/^Why: /);
    await page.getByRole('dialog').getByText('Lives in Germany').waitFor();
    await page
      .getByRole('dialog')
      .getByText(/^In the draft: changes /)
      .waitFor();
    expect(await axeProblems(page), 'both explanations').toEqual([]);
    await page.keyboard.press('Escape');

    // The load of sales; and a look back, with histories from HubSpot.
    await press('What sales would get, against what sales can answer');
    await page.getByText(/^(Computed over the last 8 weeks|Nobody would get new SQLs)/).waitFor();
    await press(/^Look back: /);
    await page.getByLabel('Since').fill(new Date(START - 30 * 86_400_000).toISOString().slice(0, 10));
    await press('Look back from this day');
    await page.getByText(/by HubSpot’s history: 0\./).waitFor();
    await press('Read their past, and look back again');
    await page.getByText(/by HubSpot’s history: [1-9]\d*\./).waitFor();
    expect(await axeProblems(page), 'looking back').toEqual([]);

    // A contact by name.
    await page.getByLabel('Name or e-mail address').fill('weber');
    await press('Find');
    await page.getByRole('link', { name: /Weber/ }).first().waitFor();

    await press('Ready to be signed');
    await page.getByText('so colleagues must sign it').waitFor();
    const seen = modelView.parse((await callAsCard(stage.world, { path: '/cards/pages/model' })).body);
    if (seen.state !== 'ok' || seen.draft === null) throw new Error('There is no draft.');
    const { draftId, hash } = seen.draft;
    // Whoever may change the model may sign.
    await letEdit(stage.world, 8, 9);
    for (const [side, userId] of [
      ['marketing', 8],
      ['sales', 9],
    ] as const)
      expect((await act('sign', { draftId, hash, side }, userId)).body).toEqual({ outcome: 'done' });
    await toTab('Model');
    await toTab('What-if');
    await page.getByText(/Signed for sales by/).waitFor();
    // Scheduled for an instant, and then called off.
    const note = () => page.getByLabel(/Why does the model change/);
    await note().fill('Germany buys');
    await page.getByLabel('When', { exact: true }).selectOption('On a later day');
    await page.getByLabel('Day (required)').fill('2020-01-31');
    await press('Publish exactly this then');
    await page.getByText('This instant is over').waitFor();
    await page.getByLabel('Day (required)').fill('2027-01-31');
    await page.getByLabel(/^Time /).fill('07:30');
    expect(await axeProblems(page), 'publishing at an instant').toEqual([]);
    await press('Publish exactly this then');
    await page.getByText(/It is to be published on 31 Jan 2027, 07:30/).waitFor();
    expect(await axeProblems(page), 'what is to be published').toEqual([]);
    await toTab('Overview');
    await page.getByText(/It is to be published on/).waitFor();
    expect(await axeProblems(page), 'the overview with it').toEqual([]);
    await press('Open: Versions');
    await press('Do not publish');
    await page.getByRole('dialog').getByRole('button', { name: 'Do not publish' }).press('Enter');
    await page.getByText(/It is to be published on/).waitFor({ state: 'detached' });

    // First on trial with a team, then for all.
    await toTab('What-if');
    await page.getByLabel('For whom').selectOption('For a part of the contacts, on trial');
    await page.getByLabel('All contacts of these teams').selectOption('North');
    expect(await axeProblems(page), 'a trial').toEqual([]);
    await press('Compare with everybody');
    await page.getByText('This tries the draft with a part of the contacts.').waitFor();
    await note().fill('Germany buys, says the North');
    await press('Publish exactly this');
    await page.getByText(/Version 2 is on trial since/).waitFor();
    await stage.world.settled();
    await press('Let it hold for all');
    await page.getByText('This lets version 2 hold for all contacts.').waitFor();
    await note().fill('Germany buys everywhere');
    const { app, sandbox } = stage.world;
    const rest = (forMs: number) =>
      waitWithPortal(app.database.db, { portalId: sandbox.portal().settings.id, holder: app.worker.holder, forMs });
    await rest(3_600_000);
    await press('Publish exactly this');
    await page.getByText('Germany buys everywhere').waitFor();

    // It is brought to nobody while somebody has paused it.
    const reached = () => page.getByText(/^0 of \d+$/).count();
    await press('Pause');
    await page.getByText(/paused it on/).waitFor();
    expect(await axeProblems(page), 'a roll-out that is paused').toEqual([]);
    const before = await reached();
    expect(before).toBeGreaterThan(0);
    await rest(0);
    await stage.world.settled();
    await toTab('Model');
    await toTab('Versions');
    await page.getByText(/paused it on/).waitFor();
    expect(await reached()).toBe(before);
    await press('Go on');
    await page.getByText(/paused it on/).waitFor({ state: 'detached' });
    await stage.world.settled();
    await page.getByText('Version 3 is being brought').waitFor({ state: 'detached' });
    expect(await axeProblems(page), 'versions').toEqual([]);

    await press(/^▸? ?Version 1/);
    await press('Go back to version 1');
    await page.getByText('This goes back to version 1.').waitFor();
    await page.getByLabel(/Why does the model change/).fill('It was a try');
    await press('Publish exactly this');
    await page.getByText('It was a try').waitFor();
    await page.getByText(/Version 4.*in force/).waitFor();
    await stage.world.settled();
  });

  it('walks the set-up by keyboard, accepts and skips, finds it where it was left, and comes to one draft', async () => {
    const page = await stage.open('/app');
    const press = (name: string | RegExp) => pressButton(page, name);
    const open = async (name: string) => {
      await page.getByRole('heading', { name, exact: true }).waitFor();
      expect(await axeProblems(page), name).toEqual([]);
    };
    await press('Go to the set-up');
    await page.getByText('Ripen has looked at all').waitFor();
    await open('Starting model');
    await page.getByLabel('Starting model').selectOption('manufacturing');
    await page.getByText(/Makers of machines/).waitFor();
    await press('Accept and go on');
    await open('Owners');
    await press('Skip');
    await open('Territories');
    await press('Accept and go on');
    await open('Who buys');
    await press('Accept and go on');
    await open('Forms');

    const again = await stage.open('/app');
    await again.getByRole('tab', { name: 'Set-up', exact: true }).press('Enter');
    await again.getByRole('heading', { name: 'Forms', exact: true }).waitFor();
    await again.close();

    for (const [step, next] of [
      ['Forms', 'Questions'],
      ['Questions', 'Products'],
      ['Products', 'Working hours'],
    ] as const) {
      await press('Accept and go on');
      await page.getByRole('heading', { name: step, exact: true }).waitFor({ state: 'detached' });
      await open(next);
    }
    await page.getByLabel('Time zone').fill('Mars/Olympus');
    await press('Accept and go on');
    await page.getByText(/A time zone such as Europe\/Berlin was expected/).waitFor();
    await page.getByLabel('Time zone').fill('Europe/Vienna');
    await press('Accept and go on');
    await page.getByText('8 of 8 steps are accepted or skipped.').waitFor();
    expect(await axeProblems(page), 'the end').toEqual([]);
    await press('Owners (skipped)');
    await page.getByText(/^Skipped by/).waitFor();
    await page.getByRole('button', { name: 'Skip', exact: true }).press('Enter');
    await open('Territories');
    await page.getByRole('tab', { name: 'Model', exact: true }).press('Enter');
    await page.getByText(/A draft by .* with \d+ changes/).waitFor();
    await page.getByText('Asked for a quotation').first().waitFor();
  });

  it('learns from the past by keyboard, and says why it proposes nothing', async () => {
    const page = await stage.open('/app');
    await page.getByRole('tab', { name: 'Learn', exact: true }).press('Enter');
    await page.getByRole('button', { name: 'Learn from the past' }).press('Enter');
    await page.getByText('Keep your points').first().waitFor();
    expect(await axeProblems(page)).toEqual([]);
  });
});
