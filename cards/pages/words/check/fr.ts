import type { CheckWords } from './en.ts';

export const CHECK_FR: CheckWords = {
  check_tab: 'Le score est-il juste ?',
  check_loading: 'Ripen compte ce que vos leads sont devenus',
  check_failed: 'Les chiffres n’ont pas pu être chargés',
  check_nothing: 'On ne sait encore rien',
  check_lead:
    'Un lead est compté une fois, avec son score une semaine après que Ripen l’a vu pour la première fois, et seulement quand les {days} jours suivants sont passés. Il a acheté s’il est devenu client pendant ces jours.',
  check_first: 'Les premiers leads comptent à partir du {when}.',
  check_counts: 'Sur {seen} leads de la dernière année, {won} ont acheté dans les {days} jours.',
  check_of_all:
    'Des leads notés par des versions antérieures du modèle en font partie, car on en connaît trop peu de cette version.',
  check_is_better: 'Les leads d’adéquation {good} achètent {times} fois plus souvent que ceux d’adéquation {poor}.',
  check_is_only: 'Les leads d’adéquation {good} achètent ; aucun de ceux d’adéquation {poor}.',
  check_is_alike:
    'Les leads d’adéquation {good} et {poor} achètent à peu près aussi souvent : la différence peut être due au hasard.',
  check_is_reversed:
    'Les leads d’adéquation {poor} achètent plus souvent que ceux d’adéquation {good} : les points d’adéquation vont dans le mauvais sens.',
  check_is_unknown: 'On connaît trop peu de leads de chaque niveau pour les comparer',
  check_no_area: 'Trop peu de leads ont acheté pour dire si le score distingue les acheteurs.',
  check_area:
    'De deux leads dont l’un a acheté, le score place l’acheteur devant {times} fois sur 100 (entre {low} et {high}) ; une pièce le ferait 50 fois.',
  check_inflation: 'Plus de SQL, mais pas plus de ventes',
  check_inflation_what:
    'Au cours des trois derniers mois, {sqls} leads ont atteint le seuil SQL et {won} ont acheté ; les trois mois d’avant, {won_before} sur {sqls_before}. Regardez quels points ont été relevés.',
  check_letter: 'Adéquation',
  check_by_letter: 'Combien de leads achètent, par adéquation',
  check_share_axis: 'Ont acheté, en pour cent',
  check_leads: 'Leads',
  check_bought: 'Ont acheté',
  check_share: 'Part',
  check_too_few: 'trop peu',
  check_meaning: 'Que signifient ces chiffres ?',
  check_share_what:
    'La part est le nombre d’acheteurs divisé par celui des leads. Avec d’autres leads du même genre, elle serait dans la plage indiquée 95 fois sur 100 (intervalle de Wilson). Pour moins de 20 leads, aucune part n’est donnée.',
  check_points: 'Score',
  check_by_band: 'Par score',
  check_by_grade: 'Par niveau',
  check_grade: 'Niveau',
  check_tenths: 'Le meilleur dixième d’abord (lift)',
  check_tenth: 'Dixième',
  check_times: 'Fois la moyenne',
  check_tenths_what:
    'Tous les leads dans l’ordre de leur score, en dix parts égales. Un dixième à 3 fois la moyenne contient trois fois plus d’acheteurs qu’un dixième pris au hasard. Les leads de même score sont répartis également.',
  check_too_few_tenths: 'Dix parts d’au moins 20 leads demandent 200 leads, dont certains ont acheté.',
  check_by_month: 'Par mois',
  check_month: 'Mois',
  check_area_what:
    'Un lead appartient au mois où son score a été relevé. AUC : de deux leads dont l’un a acheté, la fréquence à laquelle le score place l’acheteur devant ; 0,5 est une pièce, 1 est toujours. Elle est donnée à partir de 10 acheteurs et 10 autres, avec son intervalle à 95 % (DeLong).',
  check_reliability: 'Ce qui était prévu, et ce qui est arrivé',
  check_reliability_is:
    'Sur les {leads} leads les plus récents, ce que prévoyaient les plus anciens s’écartait en moyenne de {points} points de pourcentage.',
  check_no_reliability: 'On connaît trop peu de leads pour comparer prévision et résultat.',
  check_reliability_what:
    'La moitié la plus ancienne des leads apprend combien achètent pour chaque score et taille d’entreprise ; la plus récente montre si cela s’est vérifié. Sur la ligne « comme prévu », les deux sont égaux. Chaque point est environ un dixième des leads récents.',
  check_came: 'Ce qui est arrivé',
  check_ideal: 'Comme prévu',
  check_foretold_axis: 'Prévu, en pour cent',
  check_table: 'Tous les leads sous forme de tableau (CSV)',
  dial_title: 'Combien de leads les commerciaux peuvent-ils appeler ?',
  dial_calls: 'Appels par semaine',
  dial_whole: 'Un nombre entier de 1 à 10 000',
  dial_show: 'Afficher le seuil',
  dial_from: 'Pour {calls} appels par semaine, appelez chaque lead à partir de {score} points.',
  dial_in_force: 'En vigueur : à partir de {score} points.',
  dial_wins:
    'En un trimestre, attendez {wins} ventes ({low} à {high}) de ces appels. Les leads sous le seuil en apporteraient {lost} ({lost_low} à {lost_high}) : vous y renoncez.',
  dial_unknown: 'On ne sait pas encore combien d’entre eux achètent.',
  dial_drift: 'Le seuil ne correspond plus aux appels',
  dial_drift_what:
    'Au cours des {weeks} dernières semaines, {sqls} leads l’ont atteint, et les ventes peuvent en appeler {planned} dans ce temps. Pour {calls} appels par semaine, il est maintenant à {score} points : créez un brouillon avec cette valeur.',
  dial_lately: 'Au cours des {weeks} dernières semaines, ce réglage aurait fait {called} appels sur {calls}.',
  dial_draft: 'Créer un brouillon : SQL à partir de {score} points',
  dial_drafted: 'Le seuil est dans un brouillon : rien ne compte avant sa publication.',
  dial_what:
    'Le seuil est le plus petit score à partir duquel il n’y a pas plus, parmi les 1 000 leads les plus récents, que ce que les commerciaux peuvent appeler. Il suit les leads les plus récents. S’il reste des appels dans la semaine, des leads à un point de moins les remplissent, les plus récents d’abord ; les appels non faits passent à la semaine suivante. Les ventes sont ce qu’ont fait les leads de la dernière année de chaque côté du seuil, pour autant de leads qu’il en vient maintenant. Qui demande à parler aux commerciaux s’y ajoute. Publier le brouillon fixe le seuil, car aucune version ne change d’elle-même : quand il donne plus ou moins de SQL que les ventes ne peuvent appeler, Ripen le dit ici et propose le nouveau.',
  still_right: 'Le modèle en vigueur reste juste pour les leads de {quarter}.',
  still_coin:
    'Pour les leads de {quarter}, le score n’a pas mieux distingué les acheteurs qu’une pièce : voir « Le score est-il juste ? ».',
  still_worse:
    'Pour les leads de {quarter}, le score a moins bien distingué les acheteurs qu’avant : voir « Le score est-il juste ? ».',
  still_off:
    'Pour les leads de {quarter}, l’ordre des scores reste juste, mais il y a plus ou moins d’acheteurs que prévu : voir « Le score est-il juste ? ».',
  still_bought: '{won} sur {seen} ont acheté.',
  still_bought_foretold: '{won} sur {seen} ont acheté ; {foretold} étaient prévus.',
};
