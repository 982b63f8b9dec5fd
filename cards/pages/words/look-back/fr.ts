import type { LookBackWords } from './en.ts';

export const LOOK_BACK_FR: LookBackWords = {
  look_back_title: 'Revenir en arrière : si cela avait été en vigueur depuis un jour passé',
  look_back_what:
    'Tous les contacts revivent le temps écoulé selon les deux modèles, à partir de ce que Ripen a enregistré, sans un seul appel à HubSpot.',
  look_back_day: 'Depuis le',
  look_back_begin: 'Revenir à ce jour',
  look_back_choosing: 'Recherche des contacts dont le passé compte',
  look_back_reading: 'Lecture dans HubSpot de ce qui était vrai alors',
  look_back_judging: 'Évaluation de tous les contacts depuis lors',
  look_back_stop: 'Arrêter le retour en arrière',
  look_back_cancelled: 'Le retour en arrière a été arrêté.',
  look_back_failed: 'Le retour en arrière n’est pas allé à son terme : recommencez.',
  look_back_done: 'Du {from} au {until}, demandé par {by}',
  look_back_figure: 'Depuis lors',
  look_back_before: 'Version en vigueur',
  look_back_after: 'Brouillon',
  look_back_mqls: 'Nouveaux MQL',
  look_back_sqls: 'Nouveaux SQL',
  look_back_sqls_a_week: 'Nouveaux SQL par semaine',
  look_back_caught: 'Sur {wins} gagnés : SQL avant',
  look_back_days_before: 'Jours de SQL à gagné (médiane)',
  look_back_earlier:
    'Les gagnés que les deux ont trouvés étaient SQL {days} jours plus tôt selon le brouillon (médiane).',
  look_back_later:
    'Les gagnés que les deux ont trouvés étaient SQL {days} jours plus tard selon le brouillon (médiane).',
  look_back_same: 'Les gagnés que les deux ont trouvés étaient SQL le même jour selon les deux (médiane).',
  look_back_owner: 'Appels à de nouveaux SQL par semaine',
  look_back_week: 'Semaine du',
  look_back_mqls_before: 'MQL, version en vigueur',
  look_back_mqls_after: 'MQL, brouillon',
  look_back_sqls_before: 'SQL, version en vigueur',
  look_back_sqls_after: 'SQL, brouillon',
  look_back_limits: 'Sur quoi reposent ces chiffres',
  look_back_behaviour:
    'Ce que les contacts ont fait compte comme cela s’est passé. Ce que des collègues ont décidé à la main est laissé de côté.',
  look_back_used:
    'Contacts dont les propriétés comptent telles qu’elles étaient alors, d’après l’historique de HubSpot : {count}.',
  look_back_missing:
    'Contacts dont dépendent les chiffres et dont le passé n’est pas lu : {count}. Ils comptent tels qu’ils sont aujourd’hui. Le lire demande au plus {calls} appels à HubSpot.',
  look_back_others:
    'Contacts qui, d’après ce que l’on sait aujourd’hui, ne seraient ni MQL ni SQL et dont le passé n’est pas lu : {count}.',
  look_back_unknown: 'Ce que personne ne peut plus savoir, et pour combien de contacts : {list}.',
  look_back_deals: 'leurs transactions',
  look_back_company: 'leur entreprise',
  look_back_merged: 'ce qu’a apporté un contact fusionné avec eux',
  look_back_not_judged: 'Contacts qui n’ont pas pu être évalués : {count}.',
  look_back_calls: 'Appels à HubSpot au plus',
  look_back_read: 'Lire leur passé et revenir de nouveau en arrière',
  look_back_budget:
    'Ripen fait au plus ce nombre d’appels, à côté de son autre travail, et garde une semaine ce qu’il a lu.',
};
