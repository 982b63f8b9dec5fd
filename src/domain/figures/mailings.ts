import type { Activity } from '../contact.ts';
import type { CorrespondenceEntry } from '../nurture/correspondence.ts';

/** HubSpot's counters of marketing mail: what was seen by them is an open, or a click. */
export const MAIL_OPENED = 'hs_email_open';
export const MAIL_CLICKED = 'hs_email_click';

/** Whether there is news of mails that a contact got, or of what it did with them. */
export const tellsOfMail = ({
  activities,
  correspondence,
}: {
  readonly activities: readonly Activity[];
  readonly correspondence: readonly CorrespondenceEntry[];
}): boolean =>
  activities.some(({ source }) => source === MAIL_OPENED || source === MAIL_CLICKED) ||
  correspondence.some(({ kind }) => kind === 'send');
