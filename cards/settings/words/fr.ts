import { ACCOUNT_FR as ACCOUNT } from '../shared/account/fr.ts';
import { FR as SHARED } from '../shared/words/fr.ts';
import type { Words } from './en.ts';

export const FR: Words = {
  ...SHARED,
  ...ACCOUNT,

  loading: 'Chargement des paramètres de Ripen',
  failed: 'Les paramètres n’ont pas pu être chargés',
  agreement: 'Accord',
  agreement_what: 'Ce dont le marketing et la vente ont convenu. Ripen utilise exactement ces règles et ces chiffres.',
  retry: 'Tout réessayer maintenant',
  retried_one: '{count} fiche est réessayée maintenant. Actualisez les chiffres dans une minute.',
  retried_other: '{count} fiches sont réessayées maintenant. Actualisez les chiffres dans une minute.',
  account: 'Compte',
  synced:
    'Dernière recherche d’activité : {when}. Les changements de propriétés arrivent d’eux-mêmes en quelques secondes.',
  never_synced: 'L’activité n’a pas encore été recherchée.',
  disconnect: 'Déconnecter Ripen',
  disconnect_what:
    'Retire Ripen de ce compte et efface immédiatement chez Ripen : contacts, activités, scores, historique et votre modèle. Ce que Ripen a écrit dans HubSpot reste : propriétés, membres de listes, tâches, phases du cycle de vie. C’est irréversible.',
  disconnect_confirm: 'Pour confirmer, saisissez le numéro de ce compte : {portalId}',
  disconnect_number: 'Numéro du compte',
  disconnect_now: 'Déconnecter et effacer',
  disconnected: 'Ripen est déconnecté de ce compte',
  disconnected_what:
    'Ses données chez Ripen sont effacées. Pour réutiliser Ripen, installez-le depuis la place de marché.',
  disconnecting: 'Ripen est en cours de déconnexion. Effacer un grand compte prend quelques minutes.',
  not_confirmed: 'Ce n’est pas le numéro de ce compte. Rien ne s’est passé.',
  disconnect_failed:
    'HubSpot n’a pas pu être informé, rien n’a donc été effacé. Veuillez réessayer dans quelques minutes.',
};
