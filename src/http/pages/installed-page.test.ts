import { expect, test } from 'vitest';
import type { PortalProgress } from '../../use-cases/portals/settings/portal-progress.ts';
import { installedPage } from './installed-page.ts';

const READING: PortalProgress = {
  portalId: 1,
  status: 'active',
  contacts: { total: 2000, read: 1500, scored: 1200, due: 300, deadLetters: 0 },
  calls: 0,
  backfill: 'running',
  secondsLeft: 90,
};
const DONE: PortalProgress = {
  ...READING,
  contacts: { total: 2000, read: 2000, scored: 2001, due: 0, deadLetters: 0 },
  backfill: 'finished',
  secondsLeft: 0,
};

test.each([
  ['nothing is known yet', null, /is making its properties and lists.*http-equiv="refresh"/s],
  [
    'contacts are read',
    READING,
    /1,200 of 2,000 contacts are read and scored\. About 2 minutes left\..*http-equiv="refresh"/s,
  ],
  ['everybody is scored', DONE, /All contacts are read and scored: 2,001\./],
])('the page after installing says how far it is, and the next step: %s', (_when, progress, expected) => {
  const html = installedPage(1, 'ticket', progress);

  expect(html).toMatch(expected);
  expect(html).toContain('Next step: put the score card on the contact record.');
  expect(html).toContain('Then say who gets a lead that nobody owns.');
});

test('it looks again by itself only until everybody is scored', () => {
  expect(installedPage(1, 'ticket', DONE)).not.toContain('refresh');
});
