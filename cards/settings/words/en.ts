/**
 * What the settings page says about people, progress and the account, in English. Of a sentence
 * that counts there are two, `…_one` and `…_other`; {places} are filled in.
 */
export const EN = {
  // Lists of contacts
  contact: 'Contact',
  nameless: 'Contact {id}',
  score: 'Score',
  score_and_grade: '{score} ({grade})',
  not_scored: 'Not scored yet',
  owner: 'Owner',
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
  cancel: 'Cancel',
  disconnected: 'Ripen is disconnected from this account',
  disconnected_what: 'Its data at Ripen are erased. To use Ripen again, install it from the marketplace.',
  disconnecting: 'Ripen is being disconnected. Erasing a large account takes some minutes.',
  not_confirmed: 'The number is not that of this account. Nothing has happened.',
  disconnect_failed: 'HubSpot could not be told, so nothing was erased. Please try again in some minutes.',
} as const;

export type Word = keyof typeof EN;
