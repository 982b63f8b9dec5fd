/**
 * Sentences that the server says in English, with the {places} that it fills. A page translates a
 * sentence that it finds here. The server fills {what} and {field} with another of these sentences.
 */
export const TOLD_EN = {
  opted_out: 'Opted out of e-mail',
  bounced: 'E-mail bounced for good',
  bad_address: 'HubSpot knows the address as bad',
  quarantined: 'HubSpot quarantined the address',
  silent: 'Never qualified, and silent',
  mail_invalid: 'The e-mail address is not written like one.',
  mail_bounced: 'The e-mail address bounced for good.',
  mail_bad: 'HubSpot knows the e-mail address as a bad one.',
  mail_none: 'There is no e-mail address.',
  mail_disposable: 'The e-mail address is a throw-away one.',
  mail_test: 'The e-mail address is one that people use for tests.',
  mail_quarantined: 'HubSpot has the e-mail address in quarantine.',
  name_test: 'The name is one that people use for tests.',
  odd_mash: 'The {field} looks typed at random.',
  odd_test: 'The {field} is one that people use for tests.',
  odd_digits: 'The {field} is made of digits.',
  odd_advertising: 'The {field} reads like advertising.',
  no_digits: 'The {field} has no digits.',
  too_short: 'The {field} is too short.',
  too_long: 'The {field} is too long.',
  no_country: 'The {field} belongs to no country.',
  wrong_count: 'The {field} has a wrong number of digits for its country.',
  made_up: 'The {field} is made up (one digit repeated, or digits in a row).',
  first_name: 'first name',
  last_name: 'last name',
  company: 'company',
  phone_number: 'phone number',
  mobile_number: 'mobile number',
  duplicate: 'An older contact ({id}) has the same e-mail address, or the same name and phone number.',
  burst: 'It is one of {count} or more contacts that came through one form in the same second.',
  wait_stage_empty:
    'A rule of the account does not take the lifecycle stage {value} as long as {names} is empty. Fill it in; Ripen then writes it by itself.',
  wait_owner_empty:
    'A rule of the account does not take the owner as long as {names} is empty. Fill it in; Ripen then writes it by itself.',
  wait_stage: 'A rule of the account does not take the lifecycle stage {value} ({code}). Ripen tries again by itself.',
  wait_owner: 'A rule of the account does not take the owner ({code}). Ripen tries again by itself.',
  disconnected:
    'Ripen is disconnected from this account: install it again. Its data are sealed for {days} days after that, and then erased.',
  grant_lost:
    'HubSpot refuses to renew the access of Ripen to this account. Ripen looks again by itself; installing it again mends it at once.',
  superseded: 'It was not done before the next one',
  hold_out_ended: 'A hold-out of a nurture track has ended by itself: those who were left out did worse',
  hold_out_ended_to_do: 'Everybody is in the track now. See under Analytics, “Does nurture do anything?”.',
  left_out: 'The contact is left out of this track on purpose, to see what the track does',
  left_track: 'The contact is not in this programme any more',
  left_alone: 'The contact must be left alone: {why}',
  paused: 'The contact is paused',
  no_address: 'The contact has no e-mail address',
  not_marketing: 'The contact is no marketing contact, so HubSpot sends no marketing e-mail',
  ineligible: 'HubSpot counts the contact as ineligible for marketing e-mail',
  no_workflow: 'No workflow of the account sent an e-mail to the contacts on the list "Ripen: due"',
  rule_empty: 'A rule of the account refuses {what} as long as {names} is empty ({code}).',
  rule: 'A rule of the account refuses {what} ({code}).',
  a_stage: 'the lifecycle stage {value}',
  the_stage: 'the lifecycle stage',
  the_owner: 'the owner of a contact',
  new_tasks: 'new tasks',
  fill_in:
    'Fill in {names} on these contacts, or change the rule in the settings of this property. Scores are written all the same; Ripen tries again by itself.',
  change_rule:
    "Change the rule for {what} in the account's settings so that an app may write them. Scores are written all the same; Ripen tries once a day by itself.",
  tasks: 'tasks',
  contacts: 'contacts',
  nobodys: 'Leads or tasks that wait for sales belong to nobody.',
  nobodys_not_set:
    'Give each of them an owner in HubSpot, and choose a fallback owner on the page of Ripen, under “Set-up”.',
  nobodys_gone:
    'Give each of them an owner in HubSpot. The fallback owner of your model is not in this account: name another one.',
  nobodys_set: 'The fallback owner of your model gets each of them when its answer is due.',
  dead_letter_hubspot: '{what}: HubSpot did not give what Ripen asked for ({code}).',
  dead_letter_writing: '{what}: HubSpot refused what Ripen sent ({code}).',
  dead_letter_evaluation: '{what}: the model could not score them ({code}).',
  dead_letter_program: '{what}: Ripen failed at it ({code}).',
  dead_letter: '{what} ({code}).',
  job_provision: 'The account could not be made ready',
  job_backfill: 'The contacts of the account could not be read',
  job_sweep: 'It could not be looked whether changes of contacts were missed',
  job_reconcile: 'Behaviour of contacts could not be looked for',
  job_merge: 'A merge of contacts could not be followed',
  job_deal: 'A changed deal could not be followed',
  job_company: 'A changed company could not be followed',
  job_tasks: 'It could not be seen which tasks are done',
  job_histories: 'The past of contacts could not be read for a look back',
  job_segment_lists: 'The lists by segment could not be made',
  job_chances: 'It could not be learnt how many leads buy',
  job_learn: 'No draft could be learnt from the past',
  job_rollout: 'The new version of the model has not reached all contacts',
  job_publish: 'A change of the model could not be published at its time',
  job_summary: 'A weekly summary could not be written',
  job_figures: 'The figures of Analytics could not be counted ahead',
  job_mail_statistics: 'HubSpot’s statistics of e-mails could not be read',
  job_forget_activities: 'Old activities that no score needs could not be deleted',
  job_task: 'Tasks could not be created',
  job_list: 'Contacts could not be put on their lists',
  job_contact: 'Contacts could not be brought up to date',
  job_other: 'Work of another version of Ripen could not be done',
  do_hubspot:
    'Nothing: Ripen asks again by itself. If it stays so, ask HubSpot support, and tell them what stands in brackets.',
  do_writing:
    'Look at the named property in the settings of the account: its options, its rules, and whether the app may write it. Ripen tries again by itself.',
  do_account:
    "Look whether the account has room for Ripen's properties and lists, and whether others use their names. Ripen tries again by itself.",
  do_access:
    'Look whether the app still has all its permissions in the account; installing it again gives them back. Ripen tries again by itself.',
  do_evaluation: 'Tell the vendor. Ripen tries again by itself, and at once after a change of the model or an update.',
  do_publish:
    'Publish it by hand on the page of Ripen. If that fails too, tell the vendor. Ripen tries again by itself, and at once after a change of the model or an update.',
  work_sql: 'Sales-qualified lead',
  work_touch: 'Get in touch',
  work_answer: 'Answer: {signal}',
  work_lost_deal: 'Awake again after a lost deal: {signal}',
  work_awake: 'Awake again: {signal}',
  track_mql_nurture: 'MQL, short-term programme',
  track_dormant_mql: 'MQL gone quiet',
  track_dormant_sql: 'SQL gone quiet',
  track_closed_lost_review: 'Lost deal',
  track_customer: 'Customer',
  no_time_zone:
    'The time zone of the account is not told by HubSpot: Ripen counts in UTC until the account, or the model, names another.',
  odd_time_zone:
    'The time zone of the account is "{zone}", which Ripen does not know: Ripen counts in UTC until the account, or the model, names another.',
  property_type:
    'The contact property {name} exists with type {is}, and Ripen needs {type}: delete it, or give it another name. Ripen tries again by itself.',
  property_refused: 'HubSpot does not make the contact property {name} ({codes}). Ripen tries again by itself.',
  list_fills_itself:
    'The list "{name}" exists, and fills itself; Ripen needs a static one: give it another name. Ripen tries again by itself.',
  no_room_properties:
    'The account has reached its limit of custom contact properties: Ripen needs {needed}, and there is no room for {count} of them ({names}). Delete contact properties that nobody uses, or choose a plan with more. Ripen tries again by itself.',
  no_room_lists:
    'The account has reached its limit of lists: Ripen needs {needed}, and there is no room for {count} of them ({names}). Delete lists that nobody uses, or choose a plan with more. Ripen tries again by itself.',
  holidays_end:
    'The calendar knows no holiday after {day}: from then on deadlines count every holiday as a working day. Take the next ones on the page of Ripen, under Model, Working hours and holidays.',
  no_scopes:
    'HubSpot does not let Ripen do what it must ({what_not}): install Ripen again, and agree to what it asks for.',
  owner_number_left: 'owner {id} (left)',
  owner_left: '{name} (left)',
} as const;

export type ToldWords = Readonly<Record<keyof typeof TOLD_EN, string>>;
