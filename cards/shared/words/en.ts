/** Sentences that all cards and pages share, in English. The other languages have the same keys. */
export const EN = {
  // What cannot be shown
  problem_unreachable: 'Ripen cannot be reached at the moment. Please try again in a minute.',
  problem_refused: 'Ripen could not accept this. Please check what you entered and try again.',
  refresh: 'Refresh',
  try_again: 'Try again',
  not_set_up: 'Ripen is not set up yet',
  cancel: 'Cancel',

  // Names
  no_correspondence: 'No correspondence',
  owner: 'Owner',
  track: 'Nurture track',
  score: 'Score',

  // Who did what
  deeds: 'Who did what',
  somebody: 'Somebody',

  // Why sales gives a contact back
  hand_back_no_budget: 'No budget',
  hand_back_no_authority: 'Cannot decide',
  hand_back_no_need: 'No need',
  hand_back_bad_timing: 'Not the right time',
  hand_back_wrong_fit: 'Does not fit us',
  hand_back_not_interested: 'Not interested',
  hand_back_not_reached: 'Could not be reached',
  hand_back_other: 'Another reason',

  // BANT
  budget: 'Budget',
  authority: 'Authority',
  need: 'Need',
  timeline: 'Timeline',
  unknown: 'Unknown',
  no: 'No',
  partly: 'Partly',
  yes: 'Yes',
  bant_answer: '{question}: {answer}',
} as const;

export type Words = Readonly<Record<keyof typeof EN, string>>;
