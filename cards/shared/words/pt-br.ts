import type { Words } from './en.ts';

export const PT_BR: Words = {
  // What cannot be shown
  problem_unreachable: 'Não é possível acessar o Ripen no momento. Tente novamente em um minuto.',
  problem_refused: 'O Ripen não pôde aceitar isso. Verifique o que você informou e tente novamente.',
  refresh: 'Atualizar',
  try_again: 'Tentar novamente',
  not_set_up: 'O Ripen ainda não está configurado',
  cancel: 'Cancelar',

  // Names
  no_correspondence: 'Sem correspondência',
  owner: 'Proprietário',
  track: 'Programa',
  score: 'Pontuação',

  // Who did what
  deeds: 'Quem fez o quê',
  somebody: 'Alguém',

  // Why sales gives a contact back
  hand_back_no_budget: 'Sem orçamento',
  hand_back_no_authority: 'Não pode decidir',
  hand_back_no_need: 'Sem necessidade',
  hand_back_bad_timing: 'Não é o momento',
  hand_back_wrong_fit: 'Não combina conosco',
  hand_back_not_interested: 'Sem interesse',
  hand_back_not_reached: 'Não foi possível contatar',
  hand_back_other: 'Outro motivo',

  // BANT
  budget: 'Orçamento',
  authority: 'Autoridade',
  need: 'Necessidade',
  timeline: 'Prazo',
  unknown: 'Desconhecido',
  no: 'Não',
  partly: 'Em parte',
  yes: 'Sim',
  bant_answer: '{question}: {answer}',
};
