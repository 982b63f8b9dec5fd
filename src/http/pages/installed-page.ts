import type { PortalProgress } from '../../use-cases/portals/settings/portal-progress.ts';
import { ROUTES } from '../paths.ts';
import { page } from './page.ts';

/** HubSpot's page of all contacts; HubSpot sends the browser on to the region of the account. */
const contactsOf = (portalId: number): string =>
  `https://app.hubspot.com/contacts/${portalId}/objects/0-1/views/all/list`;

const AGAIN_AFTER_S = 5;

/**
 * The page after installing: how far the first reading is, and the step that HubSpot leaves to
 * people. It reloads itself until everybody is scored. `progress` is null before anything is known.
 */
export function installedPage(portalId: number, ticket: string, progress: PortalProgress | null): string {
  const done = progress?.backfill === 'finished' && progress.contacts.due === 0;
  const again = `<meta http-equiv="refresh" content="${AGAIN_AFTER_S};url=${ROUTES.progress}?ticket=${ticket}">`;
  return page(
    'Ripen is installed',
    `${sentenceOf(progress, done)}${done ? '' : ` You may close this page: the work goes on.${again}`}`,
    `<strong>Next step: put the score card on the contact record.</strong> HubSpot never does this by itself. <a href="${contactsOf(portalId)}">Open your contacts</a>, open any of them, choose <em>Customize record</em>, then the tab or the sidebar of your reps, then <em>+</em>, <em>Card library</em>, <em>App</em>, and add <em>Lead score</em>. Save.`,
    '<strong>Then say who gets a lead that nobody owns.</strong> Until one is set, the settings page asks for this person and names the owners of your account.',
    'What Ripen found is on its own page, which HubSpot shows in its navigation. What you set is under <em>Settings → Integrations → Connected apps → Ripen → Settings</em>.',
  );
}

function sentenceOf(progress: PortalProgress | null, done: boolean): string {
  const number = (count: number) => count.toLocaleString('en');
  if (progress === null || (progress.contacts.total === null && progress.contacts.scored === 0))
    return 'Ripen is making its properties and lists in your account.';
  const { total, scored } = progress.contacts;
  if (done) return `All contacts are read and scored: ${number(scored)}.`;
  const minutes = progress.secondsLeft === null ? 0 : Math.ceil(progress.secondsLeft / 60);
  const left = minutes === 0 ? '' : ` About ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left.`;
  const of = total === null ? '' : ` of ${number(Math.max(total, scored))}`;
  return `${number(scored)}${of} contacts are read and scored.${left}`;
}
