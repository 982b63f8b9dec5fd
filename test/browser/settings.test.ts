import { beforeAll, describe, expect, it } from 'vitest';
import { axeProblems, focused, hiddenAside, NARROW, NO_BROWSER, type Stage, setStage, tabTo } from './stage.ts';

let stage: Stage;

/** A text of each tab that does not depend on figures. */
const TABS = {
  Agreement: /Ripen uses exactly these rules/,
  Segments: /Who your contacts are/,
  'Needs attention': /tries again by itself/,
  Editors: /may change the model/,
  Account: /Changed properties arrive by themselves/,
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

  it('never scrolls sideways in a narrow window', async () => {
    const page = await stage.open('/settings', NARROW);
    for (const [tab, text] of Object.entries(TABS)) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByText(text).first().waitFor();
      expect(await hiddenAside(page), tab).toBe(0);
    }
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

  it('installs, sees how far it is and what to do next, and takes Ripen out again', async () => {
    const { world } = stage;
    const portalId = world.sandbox.portal().settings.id;
    const page = await stage.open(`${world.config.publicUrl}/oauth/install`);
    await page.getByRole('link', { name: 'Connect app' }).click();
    await page.getByText('Next step: put the score card on the contact record.').waitFor();
    expect(await axeProblems(page)).toEqual([]);
    await world.settled();
    await page.getByText(`All contacts are read and scored: ${world.sandbox.state().contacts.length}.`).waitFor();

    await page.goto(`${stage.web.url}/settings`);
    await page.getByRole('tab', { name: 'Account' }).click();
    await page.getByRole('button', { name: 'Disconnect Ripen' }).click();
    await page.getByLabel('Number of the account').fill(`${portalId}`);
    await page.getByRole('button', { name: 'Disconnect and erase' }).click();
    await page.getByText('Ripen is disconnected from this account').waitFor();
    expect(world.sandbox.grants.installed(portalId)).toBeUndefined();
  });
});
