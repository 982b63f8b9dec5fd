import type { LEARNT_EN } from './en.ts';

export const LEARNT_FR: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} leads gagnés et {losses} perdus, chacun tel qu’il était {landmark} après son arrivée, donc avant son issue. Ils sont venus du {from} au {to}.',
  learnt_past:
    '{wins} leads gagnés et {losses} perdus, chacun tel qu’il était {landmark} après son arrivée, donc avant son issue.',
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
};
