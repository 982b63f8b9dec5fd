import type { Words } from './en.ts';

export const DE: Words = {
  // What cannot be shown
  problem_unreachable: 'Ripen ist im Moment nicht erreichbar. Bitte versuchen Sie es in einer Minute noch einmal.',
  problem_refused: 'Ripen konnte das nicht annehmen. Bitte prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.',
  refresh: 'Aktualisieren',
  try_again: 'Noch einmal versuchen',
  not_set_up: 'Ripen ist noch nicht eingerichtet',
  cancel: 'Abbrechen',

  // Names
  no_correspondence: 'Keine Korrespondenz',
  owner: 'Zuständig',
  track: 'Programm',
  score: 'Bewertung',

  // Who did what
  deeds: 'Wer was getan hat',
  somebody: 'Jemand',

  // Why sales gives a contact back
  hand_back_no_budget: 'Kein Budget',
  hand_back_no_authority: 'Kann nicht entscheiden',
  hand_back_no_need: 'Kein Bedarf',
  hand_back_bad_timing: 'Nicht der richtige Zeitpunkt',
  hand_back_wrong_fit: 'Passt nicht zu uns',
  hand_back_not_interested: 'Kein Interesse',
  hand_back_not_reached: 'Nicht erreicht',
  hand_back_other: 'Anderer Grund',

  // BANT
  budget: 'Budget',
  authority: 'Entscheidungsbefugnis',
  need: 'Bedarf',
  timeline: 'Zeitrahmen',
  unknown: 'Unbekannt',
  no: 'Nein',
  partly: 'Teilweise',
  yes: 'Ja',
  bant_answer: '{question}: {answer}',
};
