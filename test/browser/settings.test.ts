import { beforeAll, describe, expect, it } from 'vitest';
import { axeProblems, focused, NO_BROWSER, type Stage, setStage, tabTo } from './stage.ts';

let stage: Stage;

/** What stands on each tab, whatever the figures are. */
const TABS = {
  Agreement: /Ripen uses exactly these rules/,
  Segments: /Who your contacts are/,
  'Needs attention': /goes on trying/,
  Account: /Changes of properties arrive by themselves/,
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
});
