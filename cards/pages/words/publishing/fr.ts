import type { PublishingWords } from './en.ts';

export const PUBLISHING_FR: PublishingWords = {
  publish_when: 'Quand',
  publish_now: 'Maintenant',
  publish_then: 'Un jour à venir',
  publish_day: 'Jour',
  publish_time: 'Heure ({zone})',
  publish_at: 'Publier exactement cela ce jour-là',
  publish_at_what:
    'La comparaison sera refaite à ce moment. Si plus d’un contact sur dix changeait autrement, rien ne serait publié et Ripen vous demanderait de nouveau.',
  publication_waits: 'Sera publié le {when}',
  publication_refused: 'N’a pas été publié le {when}',
  publication_by: '{by} : {note}',
  publication_movers_one: '{count} contact changerait.',
  publication_movers_other: '{count} contacts changeraient.',
  look_at_new: 'Voir la nouvelle comparaison',
  do_not_publish: 'Ne pas publier',
  do_not_publish_what: 'Rien ne sera publié. Le brouillon ou la version antérieure reste tel quel.',
  edit_of: 'Modification d’un brouillon, {when}, par {by}',
  rolling_out: 'La version {version} arrive chez les contacts',
  rollout_order:
    'D’abord ceux qui deviennent SQL ; puis ceux qui ne le sont plus ou changent de propriétaire ; puis les autres programmes ; puis tous les autres.',
  rollout_movers: 'Contacts qui changent',
  rollout_contacts: 'Tous les contacts',
  rollout_calls: 'Appels à HubSpot : environ {done} sont faits, il en reste environ {left}.',
  rollout_done_at: 'À ce rythme, ce sera terminé le {when}.',
  rollout_no_pace: 'On ne sait pas encore quand ce sera terminé.',
  rollout_paused: '{by} l’a mis en pause le {when}.',
  rollout_stopped: 'C’est en pause.',
  rollout_paused_what:
    'Les contacts pas encore atteints gardent ce que HubSpot montre d’eux, jusqu’à ce qu’il leur arrive quelque chose ou que cela reprenne.',
  pause: 'Mettre en pause',
  go_on: 'Reprendre',
};
