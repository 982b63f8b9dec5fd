import { EN as SHARED } from '../shared/words/en.ts';

/**
 * What the settings page says, in English: the other languages have exactly these keys, with the
 * same {places}. Of a sentence that counts there are two, `…_one` and `…_other`. What the model
 * says (the agreement, reasons, causes) stays in the language of the model.
 */
export const EN = {
  ...SHARED,

  // The page
  loading: 'Loading the settings of Ripen',
  failed: 'The settings could not be loaded',
  problem_unreadable: 'Ripen answered in a way that this page does not understand. Please reload the page.',
  not_set_up_why: 'The agreement and the figures appear here as soon as the installation is finished.',
  latest_failed: 'The latest figures could not be loaded',
  to_fix: 'Something in this account needs to be fixed',
  figures_of: '{model}, version {version}. Figures of {when}.',
  refresh_figures: 'Refresh figures',
  agreement: 'Agreement',
  agreement_what: 'What marketing and sales have agreed on. Ripen uses exactly these rules and numbers.',
  nurture_health: 'Nurture health',
  work_list: 'Sales work list',
  ready_leads: 'Ready leads',
  data_quality: 'Data quality',
  attention: 'Needs attention',
  how_many: 'How many',
  contacts_one: '{count} contact',
  contacts_other: '{count} contacts',
  days_one: '{count} day',
  days_other: '{count} days',
  sends_one: '{count} send',
  sends_other: '{count} sends',

  // Touches and correspondence
  touches: 'Touches',
  touches_since: 'E-mails and touches by hand that were due since {when}.',
  done: 'Done',
  due_now: 'Due now',
  late_by_hand: 'Late (by hand)',
  missed: 'Missed',
  late: 'Late: still to be done',
  cancelled_one: '{count} more was cancelled.',
  cancelled_other: '{count} more were cancelled.',
  none_missed: 'No touch was missed.',
  not_happened_one: '{count} touch did not happen. The causes:',
  not_happened_other: '{count} touches did not happen. The causes:',
  why_not: 'Why it did not happen',
  latest_missed: 'The latest missed and late touches',
  kind: 'Kind',
  was_due: 'Was due',
  email: 'E-mail',
  by_hand: 'By hand',
  excluded_now_one:
    '{count} contact must not be written to at the moment. Every e-mail that the account reports is checked against the time in which its contact was excluded.',
  excluded_now_other:
    '{count} contacts must not be written to at the moment. Every e-mail that the account reports is checked against the time in which its contact was excluded.',
  nobody_written: 'Nobody was written to while excluded.',
  somebody_written: 'Somebody was written to while excluded. Please stop the campaigns named below for these contacts.',
  sent: 'Sent',
  campaign: 'Campaign',
  excluded_since: 'Excluded since',
  because: 'Because',

  // Sales
  nobodys_lead: 'A lead may belong to nobody',
  fallback_not_set:
    'Nobody gets a lead or a task that has no owner: set a fallback owner (routing.fallbackOwner) in your model.',
  fallback_gone: 'The fallback owner that your model names is not in this account any more: name another one.',
  nothing_waits: 'Nothing waits for sales',
  nothing_waits_what: 'Answers that are owed and tasks that are open will be listed here.',
  waiting_one: '{count} contact waits for sales: {late} overdue, {withoutOwner} without owner.',
  waiting_other: '{count} contacts wait for sales: {late} overdue, {withoutOwner} without owner.',
  what_to_do: 'What to do',
  due: 'Due',
  no_deadline: 'No deadline',
  none_ready: 'No lead is ready',
  none_ready_what: 'Contacts that sales could take before their score says so will be listed here.',
  ready_one:
    '{count} contact could be handed to sales though the score does not say so yet. It is on the list "Ripen: ready".',
  ready_other:
    '{count} contacts could be handed to sales though the score does not say so yet. They are on the list "Ripen: ready".',
  why_ready: 'Why they are ready',

  // Who did what
  deeds_what: 'What people did on score cards, the newest first.',
  no_deeds: 'Nobody has done anything yet',
  no_deeds_what: 'Hand-overs, hand-backs, snoozes, BANT answers and confirmed data will be listed here.',
  who: 'Who',
  what: 'What',
  when: 'When',
  deed_bant: 'BANT answers ({answers})',
  'deed_hand-to-sales': 'Handed to sales',
  'deed_hand-back': 'Handed back to marketing',
  deed_vouch: 'Confirmed the data',
  deed_doubt: 'Wants the data checked again',
  deed_snooze: 'Snoozed until {until}',
  deed_wake: 'Woke up',
  deed_why: '{what}: {why}',

  // Data quality
  data_right: 'Are the data right?',
  valid: 'Valid',
  suspect: 'Suspect',
  invalid: 'Invalid',
  unjudged_one: '{count} contact will be judged with the first score.',
  unjudged_other: '{count} contacts will be judged with the first score.',
  what_is_wrong: 'What is wrong',
  nothing_deleted:
    'Nothing is deleted because of this. If the data of a contact are right after all, say so on its score card: These data are right.',

  // Lists of contacts
  contact: 'Contact',
  nameless: 'Contact {id}',
  score_and_grade: '{score} ({grade})',
  not_scored: 'Not scored yet',
  nobody: 'Without owner',
  why: 'Why',
  since: 'Since',
  last_change: 'Score since',
  data_of: 'Data of',
  excluded_who_one: 'Who, and why ({count} contact)',
  excluded_who_other: 'Who, and why ({count} contacts)',
  suspect_who_one: 'Which is suspect? ({count} contact)',
  suspect_who_other: 'Which are suspect? ({count} contacts)',
  invalid_who_one: 'Which is invalid? ({count} contact)',
  invalid_who_other: 'Which are invalid? ({count} contacts)',
  first_of: 'The first {shown} of {count} are listed. All of them are in HubSpot: {where}.',
  where_excluded: 'the list "Ripen: no correspondence"',
  where_ready: 'the list "Ripen: ready"',
  where_validity: 'filter contacts by the property "Ripen lead validity"',

  // Set-up
  setting_up: 'Ripen is reading and scoring your contacts',
  setting_up_of: '{scored} of {total} contacts scored',
  setting_up_read: '{read} contacts read so far',
  minutes_left_one: 'About {count} minute left.',
  minutes_left_other: 'About {count} minutes left.',
  next_step:
    'Meanwhile, put the score card on the contact record: open a contact, choose Customize record, then the plus sign, Card library, App, and add "Lead score". HubSpot never does this by itself.',

  // What could not be done
  attention_what:
    'Ripen could not do the following in this account, and goes on trying. Everything else is up to date.',
  affected: '{count} affected, since {when}.',
  retry: 'Try all of it again now',
  retried_one: '{count} record is tried again now. Refresh the figures in a minute.',
  retried_other: '{count} records are tried again now. Refresh the figures in a minute.',

  // The account
  account: 'Account',
  synced: 'Behaviour was last looked for at {when}. Changes of properties arrive by themselves within seconds.',
  never_synced: 'Behaviour was not looked for yet.',
  disconnect: 'Disconnect Ripen',
  disconnect_what:
    'Removes Ripen from this account, and erases at Ripen at once: contacts, activities, scores, history and your model. What Ripen wrote into HubSpot stays: properties, list members, tasks, lifecycle stages. This cannot be undone.',
  disconnect_confirm: 'To confirm, type the number of this account: {portalId}',
  disconnect_number: 'Number of the account',
  disconnect_now: 'Disconnect and erase',
  disconnected: 'Ripen is disconnected from this account',
  disconnected_what: 'Its data at Ripen are erased. To use Ripen again, install it from the marketplace.',
  disconnecting: 'Ripen is being disconnected. Erasing a large account takes some minutes.',
  not_confirmed: 'The number is not that of this account. Nothing has happened.',
  disconnect_failed: 'HubSpot could not be told, so nothing was erased. Please try again in some minutes.',
} as const;

export type Word = keyof typeof EN;
export type Words = Readonly<Record<Word, string>>;
