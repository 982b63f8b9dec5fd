import { ACCOUNT_EN as ACCOUNT } from '../shared/account/en.ts';
import { EN as SHARED } from '../shared/words/en.ts';

/**
 * What the settings page says, in English. The other languages have the same keys with the same
 * {places}; a sentence that counts has two keys, `…_one` and `…_other`. What the model says
 * (reasons, causes) stays in the language of the model.
 */
export const EN = {
  ...SHARED,
  ...ACCOUNT,

  // The page
  loading: 'Loading the settings of Ripen',
  failed: 'The settings could not be loaded',
  agreement: 'Agreement',
  agreement_what: 'What marketing and sales have agreed on. Ripen uses exactly these rules and numbers.',

  // Segments
  how_many: 'How many',
  segments: 'Segments',
  counted_at: 'Counted at {when}. What has happened since follows within minutes.',
  segments_what:
    'Who your contacts are and what they look at. With lists you can use this in e-mails, workflows and reports. HubSpot fills the lists by itself, from properties that Ripen writes.',
  by_industry: 'By industry',
  by_country: 'By country',
  by_company_size: 'By company size',
  industry: 'Industry',
  country: 'Country',
  company_size: 'People in the company',
  product_interest: 'Product interest',
  product: 'Product',
  no_products:
    'Your model names no products yet. Add the products that you sell, with words from the addresses of their pages, and you see here who looks at which.',
  territories: 'Territories',
  no_territories:
    'Your model names no territories yet. Add them with owners and weights on the page of Ripen, under “Set-up”, and new leads go to the right people.',
  owner_share: '{name}: {share} % of the leads',
  owner_share_at_most: '{name}: {share} % of the leads, at most {capacity} open',
  none_known: 'Nothing is known of any contact yet.',
  more_values_one: '{count} more is in HubSpot.',
  more_values_other: '{count} more are in HubSpot.',
  lists_made_one: '{count} list was made. HubSpot fills it by itself.',
  lists_made_other: '{count} lists were made. HubSpot fills them by itself.',
  make_lists: 'Make a list for each',
  make_lists_again: 'Make missing lists',
  no_property: 'The account had no room for the property that says this.',
  lists_asked: 'The lists are being made. Refresh the figures in a minute.',

  // What could not be done
  retry: 'Try all of it again now',
  retried_one: '{count} record is tried again now. Refresh the figures in a minute.',
  retried_other: '{count} records are tried again now. Refresh the figures in a minute.',

  // The account
  account: 'Account',
  synced: 'Ripen last searched for behaviour on {when}. Changed properties arrive by themselves within seconds.',
  never_synced: 'Ripen has not searched for behaviour yet.',
  feed: 'History for your own reports',
  feed_what:
    'Two secret links give Ripen’s history as CSV to HubSpot’s Data Studio, a spreadsheet or another program for reports: when each contact came into a stage, a nurture track or a dormant segment, and how its scores changed. They name contacts by their HubSpot id, without names and addresses. Whoever has a link can read it. The admin guide describes the columns.',
  make_feed: 'Make the links',
  make_feed_anew: 'Make new links, and end these',
  revoke_feed: 'End the links',
  feed_made: 'Copy these links now: nobody can see them again.',
  feed_revoked: 'The links have ended.',
  feed_again: 'This was asked for before: refresh the figures to see what became of it.',
  feed_unused: 'Links made by {name} on {made}. Nobody has fetched anything yet.',
  feed_used: 'Links made by {name} on {made}, last used on {used}.',
  disconnect: 'Disconnect Ripen',
  disconnect_what:
    'Removes Ripen from this account and erases at once what Ripen has stored: contacts, activities, scores, history and your model. What Ripen wrote into HubSpot stays: properties, list members, tasks, lifecycle stages. This cannot be undone.',
  disconnect_confirm: 'To confirm, type the number of this account: {portalId}',
  disconnect_number: 'Number of the account',
  disconnect_now: 'Disconnect and erase',
  disconnected: 'Ripen is disconnected from this account',
  disconnected_what: 'Ripen has erased the data of this account. To use Ripen again, install it from the marketplace.',
  disconnecting: 'Ripen is being disconnected. Erasing a large account takes some minutes.',
  not_confirmed: 'This is not the number of this account. Nothing has changed.',
  disconnect_failed: 'Ripen could not reach HubSpot, so nothing was erased. Please try again in some minutes.',
  editors: 'Editors',
  editors_what: 'These people may change the model and the settings here. Everybody else can read both.',
  super_admins: 'Super admins may too: {names}.',
  super_admins_unknown:
    'Super admins may too, once the account lets Ripen see who they are (scope settings.users.read).',
  editor_by: '{name}, put here by {by}',
  not_allowed: 'You can read this, and not change it. Ask one of the people on the list of editors, or a super admin.',
  last_editor: 'Somebody must be able to change the model: put a colleague on the list first.',
  take_editor: 'Take off the list: {name}',
  new_editor: 'Who may change the model too?',
  add_editor: 'Put on the list',
  editors_changed: 'The list of editors is changed.',
} as const;

export type Word = keyof typeof EN;
export type Words = Readonly<Record<Word, string>>;
