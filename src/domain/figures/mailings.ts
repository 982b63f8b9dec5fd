import type { Activity } from '../contact.ts';
import type { CorrespondenceEntry } from '../nurture/correspondence.ts';

/** HubSpot's counters of opens and clicks of marketing e-mail. */
export const MAIL_OPENED = 'hs_email_open';
export const MAIL_CLICKED = 'hs_email_click';

/** Whether a reading tells of e-mails that a contact got, opened or clicked. */
export const tellsOfMail = ({
  activities,
  correspondence,
}: {
  readonly activities: readonly Activity[];
  readonly correspondence: readonly CorrespondenceEntry[];
}): boolean =>
  activities.some(({ source }) => source === MAIL_OPENED || source === MAIL_CLICKED) ||
  correspondence.some(({ kind }) => kind === 'send');
