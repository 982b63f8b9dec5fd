/**
 * Sentences on the account that the settings page and the app's page share, in English. The other
 * languages have the same keys.
 */
export const ACCOUNT_EN = {
  set_up_left: 'Fit Ripen to your company',
  set_up_left_what:
    'Owners, territories, buyers, forms, products and working hours are proposed from your account in about ten minutes.',
  set_up_where: "Open Ripen in HubSpot's navigation and choose the tab Set-up.",
  not_set_up_why: 'The agreement and the figures appear here as soon as the installation is finished.',
  latest_failed: 'The latest figures could not be loaded',
  to_fix: 'Something in this account needs to be fixed',
  figures_of: '{model}, version {version}. Figures of {when}.',
  refresh_figures: 'Refresh figures',
  attention: 'Needs attention',
  attention_what:
    'Ripen could not do the following in this account, and tries again by itself. All the rest is up to date.',
  affected: '{count} affected, since {when}.',
  setting_up: 'Ripen is reading and scoring your contacts',
  setting_up_of: '{scored} of {total} contacts scored',
  setting_up_read: '{read} contacts read so far',
  minutes_left_one: 'About {count} minute left.',
  minutes_left_other: 'About {count} minutes left.',
  next_step:
    'Meanwhile, put the score card on the contact record: open a contact, choose Customize record, then the plus sign, Card library, App, and add "Lead score". HubSpot never does this by itself.',
  nobodys_lead: 'A lead may have no owner',
  fallback_not_set:
    'Nobody takes care of a lead or a task without an owner. Choose a fallback owner on the page of Ripen, under “Set-up”.',
  fallback_gone: 'The fallback owner of your model is not in this account any more. Choose another one.',
  fallback_choose: 'Choose among the owners of this account: {owners}.',
  problem_unreadable: 'Ripen answered in a way that this page does not understand. Please reload the page.',
} as const;

export type AccountWords = Readonly<Record<keyof typeof ACCOUNT_EN, string>>;
