import type { LEARNT_EN } from './en.ts';

export const LEARNT_PT_BR: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} leads ganhos e {losses} perdidos, cada um como estava {landmark} depois de chegar, ou seja, antes do seu desfecho. Eles chegaram de {from} a {to}.',
  learnt_past:
    '{wins} leads ganhos e {losses} perdidos, cada um como estava {landmark} depois de chegar, ou seja, antes do seu desfecho.',
  learnt_status: '{count} dos leads perdidos têm um status de lead que significa “perdido”: {labels}.',
  learnt_status_open: 'Status de lead que deixam um lead em aberto: {labels}.',
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
  learnt_leak_by_part:
    '“{label}” conhece o resultado: {count} % destes valores foram {verb} depois que o negócio foi ganho, na maioria {by}. {part}',
  learnt_leak_by:
    '“{label}” conhece o resultado: {count} % destes valores foram {verb} depois que o negócio foi ganho, na maioria {by}.',
  learnt_leak_part:
    '“{label}” conhece o resultado: {count} % destes valores foram {verb} depois que o negócio foi ganho. {part}',
  learnt_leak: '“{label}” conhece o resultado: {count} % destes valores foram {verb} depois que o negócio foi ganho.',
  learnt_alone_new:
    'Sozinho, ele separa ganhos de perdidos com uma AUC de {now} como está agora; antes do resultado não dizia nada.',
  learnt_alone:
    'Sozinho, ele separa ganhos de perdidos com uma AUC de {now} como está agora, e de {then} como estava antes do resultado.',
  learnt_grows:
    'Até {points} pontos, nenhum em {from} e todos em {to}: {wins} de {leads} leads que recebem pelo menos a metade foram ganhos ({share}), e {average} de todos.',
  learnt_rule: '{wins} de {leads} leads assim foram ganhos ({share}), e {average} de todos.',
  learnt_silent: 'Ela não valeu para nenhum destes leads, por isso fica como está.',
  learnt_stays: 'Ela fica como está.',
  learnt_gone: 'Ela não acrescenta nada ao que foi aprendido.',
  learnt_weighs: 'Ela fica, e pesa tanto quanto dizem os seus leads ganhos.',
  learnt_correct:
    '{wins} leads ganhos e {losses} perdidos poderiam corrigir os pontos em vigor, mas estes dizem o mesmo de todos esses leads; pontos próprios precisam de {count} de cada',
  learnt_coin_chance:
    'em {place} o que foi aprendido tem uma AUC de {learnt} contra uma moeda (0.5): {how} por {by}, com margem de {open}, o que pode ser acaso',
  learnt_chance:
    'em {place} o que foi aprendido tem uma AUC de {learnt} contra os pontos em vigor ({count}): {how} por {by}, com margem de {open}, o que pode ser acaso',
  learnt_coin:
    'em {place} o que foi aprendido tem uma AUC de {learnt} contra uma moeda (0.5): pior por {by}, com margem de {open}',
  learnt_worse:
    'em {place} o que foi aprendido tem uma AUC de {learnt} contra os pontos em vigor ({count}): pior por {by}, com margem de {open}',
};

/** What stands in these sentences. */
export const LEARNT_NAMES_PT_BR: Readonly<Record<string, string>> = {
  typed: 'digitados',
  imported: 'importados',
  given: 'informados',
  written: 'escritos',
  'by people in HubSpot': 'por pessoas no HubSpot',
  'by people in HubSpot, for many records at once': 'por pessoas no HubSpot, para muitos registros de uma vez',
  'by people in the mobile app': 'por pessoas no aplicativo móvel',
  'by an import': 'por uma importação',
  'in forms': 'em formulários',
  'by another program': 'por outro programa',
  'by workflows': 'por workflows',
  "by HubSpot's analytics": 'pela análise do HubSpot',
  'by HubSpot itself': 'pelo próprio HubSpot',
  'the newest leads': 'leads mais novos',
  'leads held back': 'leads reservados',
  better: 'melhor',
  worse: 'pior',
};
