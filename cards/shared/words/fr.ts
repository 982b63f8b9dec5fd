import type { Words } from './en.ts';

export const FR: Words = {
  // What cannot be shown
  problem_unreachable: 'Ripen est injoignable pour le moment. Veuillez réessayer dans une minute.',
  problem_refused: 'Ripen n’a pas pu accepter cette demande. Veuillez vérifier votre saisie et réessayer.',
  refresh: 'Actualiser',
  try_again: 'Réessayer',
  not_set_up: 'Ripen n’est pas encore configuré',
  cancel: 'Annuler',

  // Names
  no_correspondence: 'Aucune correspondance',
  owner: 'Propriétaire',
  track: 'Programme',
  score: 'Score',

  // Who did what
  deeds: 'Qui a fait quoi',
  somebody: 'Quelqu’un',

  // Why sales gives a contact back
  hand_back_no_budget: 'Pas de budget',
  hand_back_no_authority: 'Ne peut pas décider',
  hand_back_no_need: 'Pas de besoin',
  hand_back_bad_timing: 'Pas le bon moment',
  hand_back_wrong_fit: 'Ne nous correspond pas',
  hand_back_not_interested: 'Pas intéressé',
  hand_back_not_reached: 'Impossible à joindre',
  hand_back_other: 'Autre raison',

  // BANT
  budget: 'Budget',
  authority: 'Pouvoir de décision',
  need: 'Besoin',
  timeline: 'Calendrier',
  unknown: 'Inconnu',
  no: 'Non',
  partly: 'En partie',
  yes: 'Oui',
  bant_answer: '{question} : {answer}',
};
