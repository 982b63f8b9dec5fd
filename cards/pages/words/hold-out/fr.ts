import type { HoldOutWords } from './en.ts';

/** What the page says of hold-outs, in French. */
export const HOLD_OUT_FR: HoldOutWords = {
  hold_title: 'Le nurturing a-t-il un effet ?',
  hold_what:
    'Une partie de ceux qui entrent dans un programme peut être écartée au hasard, pour voir l’effet du programme. Ils n’en reçoivent aucun e-mail ; les ventes les reçoivent quand même, et les prises de contact à la main ont lieu. Les parts se trouvent dans le modèle, sous « Programmes et cadences ».',
  hold_loading: 'Comparaison des contacts écartés et des autres',
  hold_failed: 'La comparaison n’a pas pu être chargée',
  hold_none: 'Personne n’est écarté de ce programme.',
  hold_lasts: 'Depuis le {since}, {share} % de ceux qui entrent sont écartés.',
  hold_changed: 'Du {since} au {until}, {share} % de ceux qui entraient ont été écartés.',
  hold_harm: 'Cette mise à l’écart a pris fin d’elle-même',
  hold_harm_what:
    'Le {until}, il était certain que les contacts écartés s’en sortaient moins bien. Ils sont maintenant dans le programme. Une version du modèle avec une autre part en commence une nouvelle.',
  hold_too_few_sql: 'On ne peut encore rien dire : dix contacts de chaque groupe doivent d’abord être devenus SQL.',
  hold_too_few_customer:
    'On ne peut encore rien dire : dix contacts de chaque groupe doivent d’abord être devenus clients.',
  hold_open: 'Aucun effet n’est visible pour l’instant : le hasard seul explique l’écart.',
  hold_helps: 'Le programme aide : ceux qui sont écartés s’en sortent moins bien.',
  hold_hurts: 'Le programme nuit : ceux qui sont écartés s’en sortent mieux.',
  hold_by_sql:
    'Sur 100 contacts du programme, {is} de plus deviennent SQL que sur 100 écartés (entre {low} et {high}).',
  hold_by_customer:
    'Sur 100 contacts du programme, {is} de plus deviennent clients que sur 100 écartés (entre {low} et {high}).',
  hold_valid:
    'On compte ceux qui le sont devenus dans les {days} jours après leur entrée dans le programme. L’intervalle contient le vrai écart 95 fois sur 100, même si vous regardez souvent. Les clics dans les e-mails donnent des points, donc le programme fait plus facilement des SQL : les clients sont la meilleure preuve.',
  hold_skewed: 'Les groupes n’ont pas la taille prévue',
  hold_skewed_what:
    '{left} sur {all} ont été écartés, alors qu’il en faudrait {share} %. Le tirage a un problème : ne vous fiez pas à ces chiffres, et prévenez ceux qui exploitent Ripen.',
  hold_group: 'Groupe',
  hold_in: 'Dans le programme',
  hold_out: 'Écartés',
  hold_people: 'Contacts',
  hold_sqls: 'Devenus SQL',
  hold_customers: 'Devenus clients',
  hold_plan_sql:
    'En un mois, {month} contacts entrent dans ce programme. Sur {seen} entrés il y a plus de {days} jours, {won} sont devenus SQL en {days} jours. Voici le temps qu’il faut pour voir une hausse, dans quatre cas sur cinq :',
  hold_plan_customer:
    'En un mois, {month} contacts entrent dans ce programme. Sur {seen} entrés il y a plus de {days} jours, {won} sont devenus clients en {days} jours. Voici le temps qu’il faut pour voir une hausse, dans quatre cas sur cinq :',
  hold_plan_unknown: 'Trop peu de contacts sont entrés dans ce programme pour dire combien de temps il faudrait.',
  hold_plan_share: 'Part écartée',
  hold_plan_lift: '{lift} % de plus',
  hold_months_one: '{count} mois',
  hold_months_other: '{count} mois',
  hold_too_long: 'plus de 5 ans',
};
