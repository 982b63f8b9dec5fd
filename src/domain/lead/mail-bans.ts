import type { Properties } from '../contact.ts';

/** A property of HubSpot that forbids all correspondence, whatever the model says. */
export type MailBan = {
  readonly id: 'opted_out' | 'bounced' | 'bad_address' | 'quarantined';
  /** the name of the contact property */
  readonly property: string;
  /** a flag forbids when it is not `false`; a reason forbids when there is one */
  readonly kind: 'flag' | 'reason';
  /** as people read it beside the rules of the model */
  readonly label: string;
};

export const MAIL_BANS: readonly MailBan[] = [
  { id: 'opted_out', property: 'hs_email_optout', kind: 'flag', label: 'Opted out of e-mail' },
  {
    id: 'bounced',
    property: 'hs_email_hard_bounce_reason_enum',
    kind: 'reason',
    label: 'E-mail bounced for good',
  },
  { id: 'bad_address', property: 'hs_email_bad_address', kind: 'flag', label: 'HubSpot knows the address as bad' },
  { id: 'quarantined', property: 'hs_email_quarantined', kind: 'flag', label: 'HubSpot quarantined the address' },
];

export const MAIL_BAN_PROPERTIES: readonly string[] = MAIL_BANS.map(({ property }) => property);

/** The bans of a contact. A flag with a value that we do not know forbids: unknown means no. */
export const mailBansOf = (contact: Properties): readonly MailBan[] =>
  MAIL_BANS.filter(({ property, kind }) => {
    const value = contact[property];
    return value !== undefined && (kind === 'reason' || value.toLowerCase() !== 'false');
  });
