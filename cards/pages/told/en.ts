import { DESK_EN } from './desk/en.ts';
import { LEARNT_EN } from './learn/en.ts';
import { SET_UP_EN } from './set-up/en.ts';

/*
 * What the server says of a model, in English: sentences with the places that it fills, and how it
 * says a condition. The other languages have the same keys, with the same {places}.
 */
export const MODEL_EN = {
  sentences: {
    ...DESK_EN,
    ...LEARNT_EN,
    ...SET_UP_EN,
    warn_no_points: '{rule} gives no points.',
    warn_nobody: '{rule} can hold for nobody: its conditions exclude each other.',
    warn_unfed: '{rule} waits for what no property, form or page shows: only a workflow or an import can bring it.',
    warn_territory: 'The territory {rule} gets nobody: one before it takes everybody.',
    warn_twins: '{rule} and {other} ask for the same: a contact gets the points of both.',
    warn_cap: '{rule} gives {points} points, and its group {group} counts at most {most}.',
    warn_floor: '{rule} takes {points} points, and its group {group} takes at most {most}.',
    warn_gate:
      'Nobody can become an {level} by score: it takes {points} points for {soft}, and the rules give at most {most}.',
    warn_grade: 'Nobody can get the grade {level}: it takes {points} points, and the rules give at most {most}.',
    warn_overtaken: 'Nobody becomes an MQL by score: whoever has the points for it has those for an SQL.',
    warn_following:
      'Ripen itself writes {name}, and a condition asks for it: the result follows the one before it, and may go to and fro.',
    acc_company: 'This account has no company property {name}, or has archived it: what asks for it holds for nobody.',
    acc_source: 'This account has no property {name}, or has archived it: the model learns nothing from it.',
    acc_meaning: 'This account has no lifecycle stage {name}, or has deleted it: no contact is in it.',
    acc_used:
      'No contact of this account has used a form or page whose name or address contains {values}: it may be archived, or called otherwise.',
    warn_unheard: 'Ripen finds nothing that is called {name}: what asks for it holds for nobody.',
    warn_early:
      'Ripen knows {name} only once it has scored a contact: only conditions of who is ready for sales can ask for it.',
    warn_never: 'No contact has {name} as {field}: choose one of the values that Ripen finds.',
    warn_takes: 'The group {group} takes at least {points} points of everybody, since it counts at most {most}.',
    warn_gives: 'The group {group} gives everybody at least {points} points, since it counts no fewer.',
    acc_option: '{field} has no option {name} in this account, or has archived it: nobody new gets it.',
    acc_property: 'This account has no contact property {name}, or has archived it: what asks for it holds for nobody.',
    acc_not_read:
      'Ripen does not read {field} yet: once this is published it reads it for every contact, a hundred in a call. Until then it counts as unknown, in the what-if too.',
    acc_owner: '{part} names the owner {owner}, whom this account does not have any more.',
    acc_territory: 'The territory {rule}',
    acc_fallback: 'The fallback',
    acc_escalation: 'The escalation',
    acc_stage: 'This account has no lifecycle stage {name}: Ripen cannot write it for an {level}.',
    acc_form:
      'No contact of this account has used a form whose name contains {values}: it may be archived, or called otherwise.',
    acc_page:
      'No contact of this account has used a page whose address contains {values}: it may be archived, or called otherwise.',
    wrong_condition: 'Choose a property in every line of the condition, and enter what it is compared with.',
    wrong_empty: 'Fill this in.',
    wrong_whole: 'Enter a whole number.',
    wrong_number: 'Enter a number.',
    wrong_none: 'Choose or add at least one.',
    wrong_least: 'Enter at least {count}.',
    wrong_more: 'Enter more than {count}.',
    wrong_long: 'Enter at most {count} characters.',
    wrong_most: 'Enter at most {count}.',
    wrong_many: 'There may be at most {count}.',
    wrong_choice: 'Choose one of {count}.',
    wrong_fields: 'Fill in every field that is needed here.',
    wrong_day: 'Expected a day that there is, and {count} came.',
    wrong_day_form: 'Expected a day such as 2027-05-01, or 05-01 of every year.',
    wrong_growing: 'Expected two different numbers: the points grow from one to the other.',
    wrong_opening: 'Expected from before to.',
    no_set_up: 'Ripen is not set up in this account: its settings in HubSpot say what is missing.',
    no_user: 'HubSpot did not say who you are, so nothing was changed. Reload the page.',
    only_reads:
      'You can read the model, and not change it. Ask a super admin of your account to put you on the list of editors in Ripen’s settings.',
    only_reads_ask:
      'You can read the model, and not change it. Ask to be put on the list of editors in Ripen’s settings: {names}.',
    own_change: 'Nobody signs a change of their own: ask a colleague.',
    signed_other: 'You have signed for the other side already: ask a colleague to sign for this one.',
    changed_meanwhile: 'Somebody else has changed this meanwhile: look at it again.',
    step_changed: 'Somebody else has changed the draft meanwhile: look at the step again.',
    gone: 'This is not in the draft any more: look at the draft again.',
    at_end: 'It is the first or the last one already: it can only be moved the other way.',
    asked_before: 'This was asked for before: load the page again to see what became of it.',
    not_judged: 'This contact cannot be judged at the moment: load the page again.',
    no_instant: 'This day or time does not exist: choose another one.',
    instant_over: 'This instant is over: choose one that is to come.',
    no_note: 'Say in a note why the model changes.',
    published: 'This is published already: look at the versions.',
    waits_not: 'It does not wait any more: look at the versions again.',
    rollout_over: 'This roll-out is over: look at the versions again.',
    ramp_nobody: 'Choose a share of the contacts that come from now on, or whose contacts it is tried with.',
    dif_off: '{soft} is switched off.',
    dif_on: '{soft} is switched on again.',
    dif_points: '{soft} gives {is} points, and gave {was}.',
    dif_out: 'The {one} {name} is taken out.',
    dif_new_when: 'New {one} {name}: holds if {condition}.',
    dif_new_if: 'New {one} {name}: {full}, holds if {condition}.',
    dif_new_grows: 'New {one} {name}: {full}, as {condition}.',
    dif_new: 'New {one} {name}: {full}.',
    dif_new_only: 'New {one} {name}.',
    dif_order: 'The order of each {one} is now: {names}.',
    dif_grows: '{soft} now gives its points as {condition}; it gave them as {before}.',
    dif_grows_if: '{soft} now gives its points as {condition}; it held if {before}.',
    dif_grows_now: '{soft} now gives its points as {condition}.',
    dif_holds_grew: '{soft} now holds if {condition}; it gave its points as {before}.',
    dif_grew: '{soft} does not give its points as {before} any more.',
    dif_holds: '{soft} now holds if {condition}; it held if {before}.',
    dif_always: '{soft} now holds always; it held if {before}.',
    dif_not_always: '{soft} now holds if {condition}; it held always.',
    dif_unset: '{soft}: {word} is not set any more; it was {was}.',
    dif_set: '{soft}: {word} is {is}; it was not set.',
    dif_changed: '{soft}: {word} is {is}, and was {was}.',
    dif_part_unset: '{soft} is not set any more.',
    dif_part_set: '{soft} is set now.',
  },
  conditions: {
    one_of: '{field} is one of {values}',
    contains: '{field} contains {values}',
    has_word: '{field} has the word {values}',
    starts_with: '{field} starts with {values}',
    ends_with: '{field} ends with {values}',
    unknown: '{field} is not known',
    known: '{field} is known',
    within: '{field} lies within the last {count} days',
    within_next: '{field} lies within the next {count} days',
    below: '{field} is below {count}',
    between: '{field} is at least {count} and below {most}',
    at_least: '{field} is at least {count}',
    growing: '{field} grows from {count} to {most}',
    falling: '{field} falls from {count} to {most}',
    equals: '{field} is {values}',
    field_company: '{name} of the company',
    field_date: 'the date of {name} of the deals',
    field_count: 'the number of {name} deals',
    field_score: 'the {name} that Ripen has just found',
    field_ripen: 'the {name} as Ripen finds it',
  },
} as const;

type Table<Key extends string> = Readonly<Record<Key, string>>;
export type ModelTold = {
  readonly sentences: Table<keyof typeof MODEL_EN.sentences>;
  readonly conditions: Table<keyof typeof MODEL_EN.conditions>;
  readonly joins: Table<'and' | 'or' | 'not'>;
  readonly sides: Table<'marketing' | 'sales'>;
  /** areas of work, ranks and industries, as Ripen calls them */
  readonly work: Readonly<Record<string, string>>;
  /** fields of the model and what they hold, by what the server calls them */
  readonly names: Readonly<Record<string, string>>;
};
