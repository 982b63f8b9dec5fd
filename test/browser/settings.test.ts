import { beforeAll, describe, expect, it } from 'vitest';
import { axeProblems, focused, NO_BROWSER, type Stage, setStage, tabTo } from './stage.ts';

let stage: Stage;

/** What stands on each tab, whatever the figures are. */
const TABS = {
  Agreement: /Ripen uses exactly these rules/,
  'Nurture health': /Every e-mail that the account reports is checked/,
  'Sales work list': /for sales/,
  'Ready leads': /could be handed to sales/,
  'Data quality': /Nothing is deleted because of this/,
} as const;

describe.skipIf(NO_BROWSER !== undefined)('an administrator with the settings page', () => {
  beforeAll(async () => {
    stage = await setStage();
    return stage.close;
  });

  it('reads every tab by keyboard, and axe finds nothing on any', async () => {
    const page = await stage.open('/settings');
    await page.getByText(TABS.Agreement).waitFor();

    await tabTo(page, 'Agreement');
    for (const [tab, text] of Object.entries(TABS)) {
      if (tab !== 'Agreement') await page.keyboard.press('ArrowRight');
      expect(await focused(page)).toBe(tab);
      await page.getByText(text).first().waitFor();
      expect(await axeProblems(page), tab).toEqual([]);
    }
    expect(await page.locator('[role=alert].rp-danger').count(), 'failures in the preview').toBe(0);
  });

  it.each([
    ['never', /Loading the settings of Ripen/],
    ['failed', /could not be loaded/],
    ['unreadable', /could not be loaded/],
  ])('is shown the state "%s" in words, and axe finds nothing', async (answer, words) => {
    const page = await stage.open(`/preview?card=settings&answer=${answer}`);

    await page.getByText(words).first().waitFor();

    expect(await axeProblems(page)).toEqual([]);
  });

  it('is told the count of all contacts', async () => {
    const page = await stage.open('/settings');

    await page.getByRole('tab', { name: 'Data quality' }).click();

    await page.getByText('Valid', { exact: true }).waitFor();
    expect(await page.getByText('will be judged with the first score').count()).toBe(0);
  });
});
