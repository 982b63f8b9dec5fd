/** What the server says of what was learnt, with its {places}. */
export const LEARNT_EN = {
  learnt_past_dated:
    '{wins} won and {losses} lost leads, each as it stood {landmark} after it came, and so before its outcome. They came from {from} to {to}.',
  learnt_past:
    '{wins} won and {losses} lost leads, each as it stood {landmark} after it came, and so before its outcome.',
  learnt_status: '{count} of the lost leads have a lead status that means lost: {labels}.',
  learnt_status_open: 'Lead statuses that leave a lead open: {labels}.',
  learnt_early: '{count} were decided before that, so they do not teach.',
  learnt_undated: '{count} do not say when they came, or when they were won or lost.',
  learnt_open: '{count} are open again.',
  learnt_unread: '{count} were not read: the calls did not suffice, or HubSpot did not give them.',
  learnt_unlooked: '{count} properties were not looked at, since the account has too many.',
  learnt_known: '"{label}" was known of {then} of the leads then, and of {now} now.',
  learnt_calls: 'HubSpot was called {count} times.',
  learnt_judged_newest:
    'Judged on the newest {leads} leads, which the points were not learnt from; {wins} of them were won.',
  learnt_judged: 'Judged on {leads} leads, which the points were not learnt from; {wins} of them were won.',
  learnt_first_coin:
    'Of two of them, one won and one lost, the new points put the won one first {learnt} times in 100; the points in force say the same of both, so that they are right 50 times. A coin is right 50 times.',
  learnt_first:
    'Of two of them, one won and one lost, the new points put the won one first {learnt} times in 100; the points in force {count} times. A coin is right 50 times.',
  learnt_difference: 'The difference is {by} times in 100, and with 95 % certainty between {low} and {high}.',
  learnt_keep: 'Nothing is proposed, because {part}. Keep your points.',
  learnt_too_few:
    'there are {wins} wins and {losses} losses, and from fewer than {count} of each nothing can be learnt',
  learnt_no_field: 'no field is left to learn from',
  learnt_start: 'The score starts at {count}.',
  learnt_share: 'The explicit score is {count} % of the combined one.',
  learnt_thresholds:
    'Thresholds set anew, since the points mean something else now: MQL from {mql}, SQL from {sql}, fit A from {a}, B from {b}, C from {c}.',
  learnt_leak_by_part:
    '"{label}" knows the outcome: {count} % of these values were {verb} after the deal was won, mostly {by}. {part}',
  learnt_leak_by:
    '"{label}" knows the outcome: {count} % of these values were {verb} after the deal was won, mostly {by}.',
  learnt_leak_part: '"{label}" knows the outcome: {count} % of these values were {verb} after the deal was won. {part}',
  learnt_leak: '"{label}" knows the outcome: {count} % of these values were {verb} after the deal was won.',
  learnt_alone_new:
    'Alone it tells winners from losers with an AUC of {now} as it stands now, and before the outcome it said nothing.',
  learnt_alone:
    'Alone it tells winners from losers with an AUC of {now} as it stands now, and of {then} as it stood before the outcome.',
  learnt_grows:
    'Up to {points} points, none at {from} and all at {to}: {wins} of {leads} leads that get half of them or more were won ({share}), and {average} of all.',
  learnt_rule: '{wins} of {leads} such leads were won ({share}), and {average} of all.',
  learnt_silent: 'It held for none of these leads, so it stays as it is.',
  learnt_stays: 'It stays as it is.',
  learnt_gone: 'It adds nothing to what was learnt.',
  learnt_weighs: 'It stays, and weighs as much as your won leads say.',
  learnt_correct:
    '{wins} wins and {losses} losses could correct the points in force, and these say the same of all of these leads; a card of its own needs {count} of each',
  learnt_coin_chance:
    'on {place} what was learnt has an AUC of {learnt} against a coin (0.5): {how} by {by}, give or take {open}, which may be chance',
  learnt_chance:
    'on {place} what was learnt has an AUC of {learnt} against the points in force ({count}): {how} by {by}, give or take {open}, which may be chance',
  learnt_coin:
    'on {place} what was learnt has an AUC of {learnt} against a coin (0.5): worse by {by}, give or take {open}',
  learnt_worse:
    'on {place} what was learnt has an AUC of {learnt} against the points in force ({count}): worse by {by}, give or take {open}',
} as const;
