import type { LEARNT_EN } from './en.ts';

export const LEARNT_FR: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} leads gagnés et {losses} perdus, chacun tel qu’il était {landmark} après son arrivée, donc avant son issue. Ils sont venus du {from} au {to}.',
  learnt_past:
    '{wins} leads gagnés et {losses} perdus, chacun tel qu’il était {landmark} après son arrivée, donc avant son issue.',
  learnt_status: '{count} des leads perdus ont un statut de lead qui signifie « perdu » : {labels}.',
  learnt_status_open: 'Statuts de lead qui laissent un lead ouvert : {labels}.',
  learnt_early: '{count} étaient décidés avant, et n’apprennent donc rien.',
  learnt_undated: '{count} ne disent pas quand ils sont venus, ni quand ils ont été gagnés ou perdus.',
  learnt_open: '{count} sont de nouveau ouverts.',
  learnt_unread: '{count} n’ont pas été lus : les appels n’ont pas suffi, ou HubSpot ne les a pas donnés.',
  learnt_unlooked: '{count} propriétés n’ont pas été examinées, car le compte en a trop.',
  learnt_known: '« {label} » était connu de {then} des leads alors, et l’est de {now} maintenant.',
  learnt_calls: 'HubSpot a été appelé {count} fois.',
  learnt_judged_newest:
    'Jugé sur les {leads} leads les plus récents, dont les points n’ont pas été appris ; {wins} d’entre eux ont été gagnés.',
  learnt_judged: 'Jugé sur {leads} leads, dont les points n’ont pas été appris ; {wins} d’entre eux ont été gagnés.',
  learnt_first_coin:
    'De deux leads, un gagné et un perdu, les nouveaux points placent le gagné en tête {learnt} fois sur 100 ; les points en vigueur disent la même chose des deux et ont donc raison 50 fois. Une pièce a raison 50 fois.',
  learnt_first:
    'De deux leads, un gagné et un perdu, les nouveaux points placent le gagné en tête {learnt} fois sur 100 ; les points en vigueur {count} fois. Une pièce a raison 50 fois.',
  learnt_difference: 'L’écart est de {by} fois sur 100, et avec 95 % de certitude entre {low} et {high}.',
  learnt_keep: 'Rien n’est proposé, car {part}. Gardez vos points.',
  learnt_too_few: 'il y a {wins} leads gagnés et {losses} perdus, et avec moins de {count} de chaque rien ne s’apprend',
  learnt_no_field: 'il ne reste aucun champ dont apprendre',
  learnt_start: 'Le score commence à {count}.',
  learnt_share: 'Ce que la personne est compte pour {count} % du score combiné.',
  learnt_thresholds:
    'Seuils fixés à nouveau, car les points veulent dire autre chose : MQL à partir de {mql}, SQL à partir de {sql}, note A à partir de {a}, B à partir de {b}, C à partir de {c}.',
  learnt_leak_by_part:
    '« {label} » connaît l’issue : {count} % de ces valeurs ont été {verb} après que la transaction a été gagnée, surtout {by}. {part}',
  learnt_leak_by:
    '« {label} » connaît l’issue : {count} % de ces valeurs ont été {verb} après que la transaction a été gagnée, surtout {by}.',
  learnt_leak_part:
    '« {label} » connaît l’issue : {count} % de ces valeurs ont été {verb} après que la transaction a été gagnée. {part}',
  learnt_leak:
    '« {label} » connaît l’issue : {count} % de ces valeurs ont été {verb} après que la transaction a été gagnée.',
  learnt_alone_new:
    'Seul, ce champ distingue les gagnés des perdus avec une AUC de {now} tel qu’il est maintenant ; avant l’issue, il ne disait rien.',
  learnt_alone:
    'Seul, ce champ distingue les gagnés des perdus avec une AUC de {now} tel qu’il est maintenant, et de {then} tel qu’il était avant l’issue.',
  learnt_grows:
    'Jusqu’à {points} points, aucun à {from} et tous à {to} : {wins} des {leads} leads qui en reçoivent au moins la moitié ont été gagnés ({share}), et {average} de tous.',
  learnt_rule: '{wins} de ces {leads} leads ont été gagnés ({share}), et {average} de tous.',
  learnt_silent: 'Elle ne valait pour aucun de ces leads et reste donc telle quelle.',
  learnt_stays: 'Elle reste telle quelle.',
  learnt_gone: 'Elle n’ajoute rien à ce qui a été appris.',
  learnt_weighs: 'Elle reste, et pèse autant que le disent vos leads gagnés.',
  learnt_correct:
    '{wins} leads gagnés et {losses} perdus pourraient corriger les points en vigueur, mais ceux-ci disent la même chose de tous ces leads ; des points propres en demandent {count} de chaque',
  learnt_coin_chance:
    'sur {place}, ce qui a été appris a une AUC de {learnt} contre une pièce (0.5) : {how} de {by}, à {open} près, ce qui peut être un hasard',
  learnt_chance:
    'sur {place}, ce qui a été appris a une AUC de {learnt} contre les points en vigueur ({count}) : {how} de {by}, à {open} près, ce qui peut être un hasard',
  learnt_coin:
    'sur {place}, ce qui a été appris a une AUC de {learnt} contre une pièce (0.5) : moins bonne de {by}, à {open} près',
  learnt_worse:
    'sur {place}, ce qui a été appris a une AUC de {learnt} contre les points en vigueur ({count}) : moins bonne de {by}, à {open} près',
};

/** What stands in these sentences. */
export const LEARNT_NAMES_FR: Readonly<Record<string, string>> = {
  typed: 'saisies',
  imported: 'importées',
  given: 'données',
  written: 'écrites',
  'by people in HubSpot': 'par des personnes dans HubSpot',
  'by people in HubSpot, for many records at once': 'par des personnes dans HubSpot, pour beaucoup de fiches à la fois',
  'by people in the mobile app': 'par des personnes dans l’application mobile',
  'by an import': 'par une importation',
  'in forms': 'dans des formulaires',
  'by another program': 'par un autre programme',
  'by workflows': 'par des workflows',
  "by HubSpot's analytics": 'par l’analyse de HubSpot',
  'by HubSpot itself': 'par HubSpot lui-même',
  'the newest leads': 'les leads les plus récents',
  'leads held back': 'des leads mis de côté',
  better: 'meilleure',
  worse: 'moins bonne',
};
