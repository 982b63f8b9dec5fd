import { beforeAll, describe, expect, it } from 'vitest';
import { axeProblems, focused, NO_BROWSER, type Stage, setStage, tabTo } from './stage.ts';

let stage: Stage;

/** What stands on each work list, whatever the figures are. */
const WORK_LISTS = {
  'Sales work list': /for sales/,
  'Ready leads': /could be handed to sales/,
  'Nurture health': /Every e-mail that the account reports is checked/,
  'Data quality': /Nothing is deleted because of this/,
} as const;

describe.skipIf(NO_BROWSER !== undefined)('a marketer with the page of the app', () => {
  beforeAll(async () => {
    stage = await setStage();
  });

  it('reads the overview and every work list by keyboard, then the model, and axe finds nothing on any', async () => {
    const page = await stage.open('/app');
    await page.getByText('Waiting for sales').waitFor();
    expect(await axeProblems(page), 'Overview').toEqual([]);

    await tabTo(page, 'Overview');
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toBe('Work lists');
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

  it.each([
    ['never', /Loading Ripen/],
    ['failed', /could not be loaded/],
    ['unreadable', /could not be loaded/],
  ])('is shown the state "%s" in words, and axe finds nothing', async (answer, words) => {
    const page = await stage.open(`/preview?card=pages&answer=${answer}`);

    await page.getByText(words).first().waitFor();

    expect(await axeProblems(page)).toEqual([]);
  });
});
