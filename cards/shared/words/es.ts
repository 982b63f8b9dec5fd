import type { Words } from './en.ts';

export const ES: Words = {
  // What cannot be shown
  problem_unreachable: 'No se puede contactar con Ripen en este momento. Vuelva a intentarlo en un minuto.',
  problem_refused: 'Ripen no ha podido aceptarlo. Compruebe lo que ha introducido e inténtelo de nuevo.',
  refresh: 'Actualizar',
  try_again: 'Intentar de nuevo',
  not_set_up: 'Ripen aún no está configurado',
  cancel: 'Cancelar',

  // Names
  no_correspondence: 'Sin correspondencia',
  owner: 'Propietario',
  track: 'Programa',
  score: 'Puntuación',

  // Who did what
  deeds: 'Quién hizo qué',
  somebody: 'Alguien',

  // Why sales gives a contact back
  hand_back_no_budget: 'Sin presupuesto',
  hand_back_no_authority: 'No puede decidir',
  hand_back_no_need: 'Sin necesidad',
  hand_back_bad_timing: 'No es el momento',
  hand_back_wrong_fit: 'No encaja con nosotros',
  hand_back_not_interested: 'Sin interés',
  hand_back_not_reached: 'No se pudo contactar',
  hand_back_other: 'Otro motivo',

  // BANT
  budget: 'Presupuesto',
  authority: 'Autoridad',
  need: 'Necesidad',
  timeline: 'Plazo',
  unknown: 'Desconocido',
  no: 'No',
  partly: 'En parte',
  yes: 'Sí',
  bant_answer: '{question}: {answer}',
};
