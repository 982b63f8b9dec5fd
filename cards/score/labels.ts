import type { BantAnswer, BantQuestion, HandBackKind, ScoredView } from './contract.ts';

/* What the values of the closed lists are called on the card, in words of a rep. */

const FIT: Readonly<Record<string, string>> = { A: 'Excellent fit', B: 'Good fit', C: 'Some fit', D: 'Poor fit' };
const INTEREST: Readonly<Record<string, string>> = {
  1: 'very interested',
  2: 'interested',
  3: 'a little interested',
  4: 'hardly interested',
};

/** `Good fit, very interested` for B1. */
export const gradeInWords = (grade: string): string => `${FIT[grade[0] ?? '']}, ${INTEREST[grade[1] ?? '']}`;

export const RELATIONS: Readonly<Record<ScoredView['relation'], string>> = {
  prospect: 'Prospect',
  opportunity: 'Open deal',
  customer: 'Customer',
  other: 'Outside the sales process',
};

export const QUALIFICATIONS: Readonly<Record<ScoredView['qualification']['is'], string>> = {
  unqualified: 'Not qualified yet',
  mql: 'Marketing qualified (MQL)',
  sql: 'Sales qualified (SQL)',
};

export const SEGMENTS: Readonly<Record<NonNullable<ScoredView['segment']>['is'], string>> = {
  closed_lost: 'Deal lost',
  dormant_sql: 'Sales-qualified lead gone quiet',
  dormant_mql: 'Marketing-qualified lead gone quiet',
  dormant_unqualified: 'Never qualified, gone quiet',
};

export const TRACKS: Readonly<Record<ScoredView['track'], string>> = {
  none: 'No nurture programme',
  mql_nurture: 'Short-term nurture',
  sales_ready: 'Sales ready',
  dormant_sql: 'Monthly content and a quarterly call',
  dormant_mql: 'Content every two months',
  closed_lost_review: 'Lost deals to look at again',
  no_correspondence: 'No correspondence',
  customer: 'Customer programme',
};

export const JOURNEY_STAGES: Readonly<Record<NonNullable<ScoredView['journey']>['stage'], string>> = {
  awareness: 'Becoming aware',
  consideration: 'Comparing',
  decision: 'Deciding',
};

export const BANT_QUESTIONS_IN_WORDS: Readonly<Record<BantQuestion, { readonly name: string; readonly asks: string }>> =
  {
    budget: { name: 'Budget', asks: 'Is there a budget?' },
    authority: { name: 'Authority', asks: 'May they decide?' },
    need: { name: 'Need', asks: 'Do they need what you sell?' },
    timeline: { name: 'Timeline', asks: 'Do they want to buy soon?' },
  };

export const BANT_ANSWERS_IN_WORDS: Readonly<Record<BantAnswer, string>> = {
  unknown: 'Unknown',
  no: 'No',
  partly: 'Partly',
  yes: 'Yes',
};

export const BANT_SOURCES: Readonly<Record<NonNullable<ScoredView['bant']['budget']['source']>, string>> = {
  form: 'from a form',
  survey: 'from a survey',
  rep: 'from a colleague',
  workflow: 'from a workflow',
  crm: 'from the record',
};

export const HAND_BACK_REASONS: Readonly<Record<HandBackKind, string>> = {
  no_budget: 'No budget',
  no_authority: 'Cannot decide',
  no_need: 'No need',
  bad_timing: 'Not the right time',
  wrong_fit: 'Does not fit us',
  not_interested: 'Not interested',
  not_reached: 'Could not be reached',
  other: 'Another reason',
};

export const VALIDITIES: Readonly<Record<ScoredView['validity']['is'], string>> = {
  valid: 'Data look right',
  suspect: 'Data look suspect',
  invalid: 'Data are wrong',
};

/** `+5`, `−5`, `0`: a real minus sign, as people read it. */
export const signed = (points: number): string => (points < 0 ? `−${-points}` : points > 0 ? `+${points}` : '0');
