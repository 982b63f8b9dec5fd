/** What the page says of hold-outs, in English. */
export const HOLD_OUT_EN = {
  hold_title: 'Does nurture do anything?',
  hold_what:
    'A part of those who enter a track can be left out at random, to see what the track does. They get no e-mail of the track; sales still gets them, and touches by hand go on. The shares are in the model, under “Tracks and cadences”.',
  hold_loading: 'Comparing who was left out with who was not',
  hold_failed: 'The hold-outs could not be loaded',
  hold_none: 'Nobody is left out of this track.',
  hold_lasts: 'Since {since}, {share} % of those who enter are left out.',
  hold_changed: 'From {since} to {until}, {share} % of those who entered were left out.',
  hold_harm: 'This hold-out has ended by itself',
  hold_harm_what:
    'On {until} it was certain that those who were left out did worse. They are in the track now. To begin a new hold-out, publish a model with another share.',
  hold_too_few_sql: 'Nothing can be said yet: ten of each group must have become SQLs first.',
  hold_too_few_customer: 'Nothing can be said yet: ten of each group must have become customers first.',
  hold_open: 'No effect can be seen so far: chance alone explains the difference.',
  hold_helps: 'The track helps: those who are left out do worse.',
  hold_hurts: 'The track does harm: those who are left out do better.',
  hold_by_sql: 'Of 100 in the track {is} more become SQLs than of 100 who are left out (between {low} and {high}).',
  hold_by_customer:
    'Of 100 in the track {is} more become customers than of 100 who are left out (between {low} and {high}).',
  hold_valid:
    'A contact counts if it became one within {days} days after it entered the track. The range holds the true difference 95 times in 100, however often you look. Clicks in e-mails earn points, so the track makes SQLs more easily: customers are the better proof.',
  hold_skewed: 'The groups are not as large as they should be',
  hold_skewed_what:
    '{left} of {all} were left out, and it should be {share} %. Something is wrong with the random choice: do not trust these figures, and tell whoever runs Ripen.',
  hold_group: 'Group',
  hold_in: 'In the track',
  hold_out: 'Left out',
  hold_people: 'Contacts',
  hold_sqls: 'Became SQLs',
  hold_customers: 'Became customers',
  hold_plan_sql:
    'In a month {month} contacts enter this track. Of {seen} who entered more than {days} days ago, {won} became SQLs within {days} days. This is how long a hold-out takes to show a lift, in four cases of five:',
  hold_plan_customer:
    'In a month {month} contacts enter this track. Of {seen} who entered more than {days} days ago, {won} became customers within {days} days. This is how long a hold-out takes to show a lift, in four cases of five:',
  hold_plan_unknown: 'Too few contacts have entered this track so far to say how long it would take.',
  hold_plan_share: 'Share left out',
  hold_plan_lift: '{lift} % more',
  hold_months_one: '{count} month',
  hold_months_other: '{count} months',
  hold_too_long: 'more than 5 years',
};

export type HoldOutWords = Readonly<Record<keyof typeof HOLD_OUT_EN, string>>;
