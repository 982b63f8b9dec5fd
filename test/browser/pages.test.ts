import { beforeAll, describe, expect, it } from 'vitest';
import { until } from '../support/until.ts';
import { DAY } from '../support/world.ts';
import { axeProblems, hiddenAside, NARROW, NO_BROWSER, type Stage, setStage, tabTo } from './stage.ts';

let stage: Stage;

describe.skipIf(NO_BROWSER !== undefined)('the sandbox portal in a browser', () => {
  beforeAll(async () => {
    stage = await setStage();
    return stage.close;
  });

  it('shows exactly the contacts of a segment', async () => {
    const page = await stage.open('/');

    await page.getByLabel('Segment').selectOption({ label: 'Closed lost' });
    await page.getByRole('button', { name: 'Show' }).click();

    const { contacts } = stage.world.sandbox.state();
    const expected = contacts.filter(({ properties }) => properties['ripen_dormant_segment'] === 'closed_lost').length;
    await page.getByText(`${expected} of ${contacts.length} contacts`).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(Math.min(expected, 50));
  });

  it('finds a contact by words, and opens the record with both cards', async () => {
    const { properties } = stage.world.sandbox.portal().records.contacts.get('150')!;
    const page = await stage.open('/');

    await page.getByRole('searchbox').fill(properties['email']!);
    await page.keyboard.press('Enter');
    await page.locator('tbody a').first().click();

    await page.getByRole('heading', { level: 1, name: properties['lastname']! }).waitFor();
    await page.getByRole('heading', { name: 'What to do next' }).nth(1).waitFor();
    expect(await page.getByText('not HubSpot’s drawing').count()).toBe(2);
  });

  it('lets a contact ask for a demo, and shows what the app made of it', async () => {
    const id = stage.contactWith({ ripen_dormant_segment: 'dormant_mql' });
    const page = await stage.open(`/contacts/${id}`);

    await page.getByRole('button', { name: 'Asks for a demo' }).click();

    await page.getByRole('status').getByText('asks for a demo').waitFor();
    expect(stage.propertyOf(id, 'ripen_qualification')).toBe('sql');
    await page.locator('#properties').getByText('Sales ready').first().waitFor();
  });

  it('enrols contacts in an action and shows what was answered', async () => {
    const [one, other] = ['110', '111'];
    const page = await stage.open(`/workflows?action=record_bant&contacts=${one},${other}`);

    await page.getByLabel('Budget').selectOption('yes');
    await page.getByRole('button', { name: 'Enrol' }).click();

    await page.getByText('Enrolled 2 contacts.').waitFor();
    await page.getByRole('cell', { name: 'Succeeded' }).nth(1).waitFor();
    await until('both answers are in the account', () =>
      [one, other].every((id) => stage.propertyOf(id, 'ripen_bant_budget') === 'yes'),
    );
  });

  it('shows the outputs of an action that the app completes later', async () => {
    const page = await stage.open('/workflows?action=score_contact&contacts=120');

    await page.getByRole('button', { name: 'Enrol' }).click();
    await page.getByText('Enrolled 1 contact.').waitFor();

    await page.getByRole('cell', { name: 'Completed by the app' }).waitFor();
    const score = stage.propertyOf('120', 'ripen_score');
    await page
      .getByText(/\d+ outputs/)
      .first()
      .click();
    await page.locator('ul.outputs').getByText(score!, { exact: true }).first().waitFor();
  });

  it('goes 30 days forward by keyboard, and contacts move on', async () => {
    const page = await stage.open('/lists');
    const before = stage.world.sandbox.clock.now();

    await tabTo(page, 'Advance 30 days');
    await page.keyboard.press('Enter');

    // On a slow machine the page answers before all days have passed, and says so.
    const said = /It is 30 days later\.|30 days are passing; the clock above shows how far they are/;
    await page.getByRole('status').getByText(said).waitFor();
    await until('30 days have passed', () => stage.world.sandbox.clock.now() - before === 30 * DAY);
    expect(new URL(page.url()).pathname, 'one stays on the page').toBe('/lists');
  });

  it.each([
    '/',
    '/?segment=dormant_sql',
    '/contacts/101',
    '/lists',
    '/lists/11',
    '/workflows?action=record_engagement&contacts=101',
    '/calls',
    '/preview',
  ])('is accessible at %s', async (path) => {
    const page = await stage.open(path);
    await page.locator('main h1').waitFor();
    if (path.startsWith('/contacts/')) await page.getByRole('heading', { name: 'What to do next' }).nth(1).waitFor();

    expect(await axeProblems(page)).toEqual([]);
  });

  it('never sideways scrolls on a telephone', async () => {
    for (const path of ['/', '/contacts/101', '/lists', '/lists/11', '/workflows', '/calls']) {
      const page = await stage.open(path, NARROW);
      await page.locator('main h1').waitFor();
      if (path.startsWith('/contacts/')) await page.getByRole('heading', { name: 'What to do next' }).nth(1).waitFor();
      expect(await hiddenAside(page), path).toBe(0);
    }
  });
});
