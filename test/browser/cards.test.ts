import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { axeProblems, focused, hiddenAside, NARROW, NO_BROWSER, type Stage, setStage, tabTo } from './stage.ts';

let stage: Stage;

/** A new window with one card, ready to be used. */
async function openCard(contactId: string, card = 'score-tab'): Promise<Page> {
  const page = await stage.open(`/preview?card=${card}&contactId=${contactId}`);
  await page.getByRole('heading', { name: 'What to do next' }).waitFor();
  return page;
}

const said = (page: Page, text: string | RegExp) => page.locator('[aria-live]').getByText(text).waitFor();

describe.skipIf(NO_BROWSER !== undefined)('a rep with the score card', () => {
  beforeAll(async () => {
    stage = await setStage();
    return stage.close;
  });

  it('sees the score that is in the account, and what makes it up', async () => {
    const id = stage.contactWith({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });

    const page = await openCard(id);

    const { properties } = stage.world.sandbox.portal().records.contacts.get(id)!;
    await page.getByText(`${properties['ripen_score']} of 100, grade ${properties['ripen_grade']}`).waitFor();
    await page.getByText(`${properties['ripen_explicit_score']} of 100 points`).first().waitFor();
    await page.getByText(`${properties['ripen_implicit_score']} of 100 points`).first().waitFor();
  });

  it('adds BANT answers, which reach the account', async () => {
    const id = stage.contactWith({ ripen_qualification: 'mql', ripen_nurture_track: 'mql_nurture' });
    const page = await openCard(id);

    await page.getByRole('button', { name: 'Add BANT answers' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Budget').selectOption({ label: 'Yes' });
    await dialog.getByRole('button', { name: /save/i }).click();

    await said(page, /saved/i);
    await dialog.waitFor({ state: 'detached' });
    await until('the budget is known', () => stage.propertyOf(id, 'ripen_bant_budget') === 'yes');
  });

  it('hands a lead to sales, and the account says so', async () => {
    const id = stage.contactWith({ ripen_qualification: 'mql', ripen_nurture_track: 'mql_nurture' });
    const page = await openCard(id);

    await page.getByRole('button', { name: 'Hand to sales' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /hand to sales/i })
      .click();

    await said(page, /Handed to sales/);
    await until('the contact is an SQL', () => stage.propertyOf(id, 'ripen_qualification') === 'sql');
    await until('it is in the sales track', () => stage.propertyOf(id, 'ripen_nurture_track') === 'sales_ready');
  });

  it('hands a lead back with a reason', async () => {
    const id = stage.contactWith({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });
    const page = await openCard(id);

    await page.getByRole('button', { name: 'Hand back to marketing' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Why is it too early?').selectOption({ label: 'Not the right time' });
    await dialog.getByRole('textbox').fill('No project before next year');
    await dialog.getByRole('button', { name: /hand back/i }).click();

    await said(page, /Handed back/);
    await until('the contact is no SQL any more', () => stage.propertyOf(id, 'ripen_qualification') !== 'sql');
  });

  it('snoozes a lead, and the card says until when', async () => {
    const id = stage.contactWith({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });
    const page = await openCard(id);

    await page.getByRole('button', { name: 'Snooze' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /snooze/i })
      .click();

    await said(page, /Snoozed/);
    await page.getByText(/Snoozed by \S.* until .*: do not contact them before/).waitFor();
    await page.getByRole('button', { name: 'Wake up now' }).click();

    await said(page, /Awake again/);
    await page.getByRole('button', { name: 'Wake up now' }).waitFor({ state: 'detached' });
  });

  it('has the score recalculated, from what the account says now', async () => {
    const id = stage.contactWith({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });
    const page = await openCard(id, 'score-sidebar');
    const evaluations = () =>
      stage.world.sandbox.calls.summary().counts.find(({ route }) => route.endsWith('/batch/read'))?.count ?? 0;
    const before = evaluations();

    await page.getByRole('button', { name: 'Recalculate score' }).click();

    await said(page, /recalculated/);
    await until('the contact was read again', () => evaluations() > before);
  });

  it.each(['score-tab', 'score-sidebar'])('never scrolls %s sideways in a narrow window', async (card) => {
    const id = stage.contactWith({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });
    const page = await stage.open(`/preview?card=${card}&contactId=${id}`, NARROW);
    await page
      .getByText(/of 100, grade/)
      .first()
      .waitFor();

    expect(await hiddenAside(page)).toBe(0);
  });

  it('leaves a dialog with the keyboard, and gets the focus back', async () => {
    const page = await openCard(stage.contactWith({ ripen_qualification: 'mql', ripen_nurture_track: 'mql_nurture' }));

    await tabTo(page, 'Add BANT answers');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    expect(await focused(page), 'where the focus is when the dialog has closed').toBe('Add BANT answers');
  });

  it('does it all with the keyboard', async () => {
    const id = stage.contactWith({ ripen_qualification: 'mql', ripen_nurture_track: 'mql_nurture' });
    const page = await openCard(id);

    await tabTo(page, 'Add BANT answers');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await tabTo(page, 'Need');
    await page.keyboard.type('Partly');
    await tabTo(page, 'Save answers');
    await page.keyboard.press('Enter');

    await said(page, /saved/i);
    await until('the need is known', () => stage.propertyOf(id, 'ripen_bant_need') === 'partly');
  });

  it.each([
    ['tab', 'score-tab', ''],
    ['sidebar', 'score-sidebar', ''],
    ['loading', 'score-tab', 'never'],
    ['failed', 'score-tab', 'failed'],
    ['unreadable', 'score-tab', 'unreadable'],
    ['not set up', 'score-tab', 'not_set_up'],
    ['being scored', 'score-tab', 'scoring'],
    ['stuck', 'score-tab', 'stuck'],
    ['stale', 'score-tab', 'stale'],
  ])('is shown the state "%s" in words, and axe finds nothing', async (_, card, answer) => {
    const id = stage.contactWith({ ripen_qualification: 'sql', ripen_nurture_track: 'sales_ready' });

    const page = await stage.open(`/preview?card=${card}&contactId=${id}&answer=${answer}`);

    await page
      .getByText(WORDS[answer] ?? /of 100, grade/)
      .first()
      .waitFor();
    expect(await axeProblems(page)).toEqual([]);
    expect(await page.locator('[role=alert]').count(), 'failures in the preview').toBe(0);
  });

  it('is told when a contact must not be written to, and when it is unknown', async () => {
    const optedOut = stage.contactWith({ ripen_do_not_contact: 'true' });

    const page = await stage.open(`/preview?card=score-tab&contactId=${optedOut}`);
    await page.getByText('No correspondence').first().waitFor();
    expect(await axeProblems(page)).toEqual([]);

    await page.goto(`${stage.web.url}/preview?card=score-tab&contactId=999999999`);
    await page.getByText(/has not seen this contact/).waitFor();
  });
});

const WORDS: Readonly<Record<string, RegExp>> = {
  never: /Loading the lead score/,
  failed: /could not be loaded/,
  unreadable: /could not be loaded/,
  not_set_up: /not set up yet/,
  scoring: /is being scored/,
  stuck: /overdue since/,
  stale: /out of date/,
};
