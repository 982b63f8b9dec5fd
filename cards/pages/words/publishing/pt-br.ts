import type { PublishingWords } from './en.ts';

export const PUBLISHING_PT_BR: PublishingWords = {
  publish_when: 'Quando',
  publish_now: 'Agora',
  publish_then: 'Em um dia futuro',
  publish_day: 'Dia',
  publish_time: 'Hora ({zone})',
  publish_at: 'Publicar exatamente isto nesse dia',
  publish_at_what:
    'A comparação é feita de novo nesse momento. Se mais de um em cada dez contatos mudasse de outra forma, nada é publicado e você é consultado de novo.',
  publication_waits: 'Será publicado em {when}',
  publication_refused: 'Não foi publicado em {when}',
  publication_by: '{by}: {note}',
  publication_movers_one: '{count} contato mudaria.',
  publication_movers_other: '{count} contatos mudariam.',
  look_at_new: 'Ver a nova comparação',
  do_not_publish: 'Não publicar',
  do_not_publish_what: 'Nada é publicado então. O rascunho ou a versão anterior fica como está.',
  edit_of: 'Alteração em um rascunho, {when}, por {by}',
  rolling_out: 'A versão {version} está chegando aos contatos',
  rollout_order:
    'Primeiro, os que se tornam SQL; depois, os que deixam de ser ou mudam de proprietário; depois, outros programas; depois, todos os demais.',
  rollout_movers: 'Contatos que mudam',
  rollout_contacts: 'Todos os contatos',
  rollout_calls: 'Chamadas ao HubSpot: cerca de {done} feitas e cerca de {left} por fazer.',
  rollout_done_at: 'Nesse ritmo termina em {when}.',
  rollout_no_pace: 'Ainda não se sabe quando termina.',
  rollout_paused: '{by} pausou em {when}.',
  rollout_stopped: 'Está pausado.',
  rollout_paused_what:
    'Os contatos que ainda não foram alcançados mantêm o que o HubSpot mostra deles, até que algo aconteça com eles ou isso continue.',
  pause: 'Pausar',
  go_on: 'Continuar',
};
