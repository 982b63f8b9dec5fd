import type { LEARNT_EN } from './en.ts';

export const LEARNT_PT_BR: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} leads ganhos e {losses} perdidos, cada um como estava {landmark} depois de chegar, ou seja, antes do seu desfecho. Eles chegaram de {from} a {to}.',
  learnt_past:
    '{wins} leads ganhos e {losses} perdidos, cada um como estava {landmark} depois de chegar, ou seja, antes do seu desfecho.',
  learnt_early: '{count} foram decididos antes disso, então não ensinam nada.',
  learnt_undated: '{count} não dizem quando chegaram, nem quando foram ganhos ou perdidos.',
  learnt_open: '{count} estão abertos de novo.',
  learnt_unread: '{count} não foram lidos: as chamadas não bastaram, ou o HubSpot não os entregou.',
  learnt_unlooked: '{count} propriedades não foram examinadas, pois a conta tem demais.',
  learnt_known: '“{label}” era conhecido de {then} dos leads na época, e é de {now} agora.',
  learnt_calls: 'O HubSpot foi chamado {count} vezes.',
  learnt_judged_newest:
    'Avaliado com os {leads} leads mais novos, dos quais os pontos não foram aprendidos; {wins} deles foram ganhos.',
  learnt_judged: 'Avaliado com {leads} leads, dos quais os pontos não foram aprendidos; {wins} deles foram ganhos.',
  learnt_first_coin:
    'De dois leads, um ganho e um perdido, os pontos novos põem o ganho na frente {learnt} vezes em 100; os pontos em vigor dizem o mesmo dos dois e acertam 50 vezes. Uma moeda acerta 50 vezes.',
  learnt_first:
    'De dois leads, um ganho e um perdido, os pontos novos põem o ganho na frente {learnt} vezes em 100; os pontos em vigor, {count} vezes. Uma moeda acerta 50 vezes.',
  learnt_difference: 'A diferença é de {by} vezes em 100, e com 95 % de certeza entre {low} e {high}.',
  learnt_keep: 'Nada é proposto, porque {part}. Mantenha seus pontos.',
  learnt_too_few: 'há {wins} leads ganhos e {losses} perdidos, e com menos de {count} de cada nada se aprende',
  learnt_no_field: 'não sobra nenhum campo de que aprender',
  learnt_start: 'O score começa em {count}.',
  learnt_share: 'Quem a pessoa é conta {count} % do score combinado.',
  learnt_thresholds:
    'Limites definidos de novo, pois os pontos agora significam outra coisa: MQL a partir de {mql}, SQL a partir de {sql}, nota A a partir de {a}, B a partir de {b}, C a partir de {c}.',
};
