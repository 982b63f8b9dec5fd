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
  how_many: 'Combien',
  segments: 'Segments',
  counted_at: 'Compté le {when}. Ce qui s’est passé depuis suit en quelques minutes.',
  segments_what:
    'Qui sont vos contacts et ce qu’ils regardent. Avec des listes, vous l’utilisez dans les e-mails, les workflows et les rapports : HubSpot les remplit lui-même à partir des propriétés que Ripen tient à jour.',
  by_industry: 'Par secteur',
  by_country: 'Par pays',
  by_company_size: 'Par taille d’entreprise',
  industry: 'Secteur',
  country: 'Pays',
  company_size: 'Personnes dans l’entreprise',
  product_interest: 'Intérêt pour les produits',
  product: 'Produit',
  no_products:
    'Votre modèle ne nomme encore aucun produit : ajoutez vos produits, avec des mots de leurs adresses de page, pour voir qui regarde lequel.',
  territories: 'Territoires',
  no_territories:
    'Votre modèle ne nomme encore aucun territoire : ajoutez-les sur la page de Ripen, sous « Mise en place », avec propriétaires et poids, pour que les nouveaux leads aillent aux bonnes personnes.',
  owner_share: '{name} : {share} % des leads',
  owner_share_at_most: '{name} : {share} % des leads, {capacity} ouverts au plus',
  none_known: 'On n’en sait encore rien pour aucun contact.',
  more_values_one: '{count} autre valeur est dans HubSpot.',
  more_values_other: '{count} autres valeurs sont dans HubSpot.',
  lists_made_one: '{count} liste a été créée. HubSpot la remplit lui-même.',
  lists_made_other: '{count} listes ont été créées. HubSpot les remplit lui-même.',
  make_lists: 'Créer une liste pour chaque valeur',
  make_lists_again: 'Créer les listes manquantes',
  no_property: 'Le compte n’avait pas de place pour la propriété qui l’indique.',
  lists_asked: 'Les listes sont en cours de création. Actualisez les chiffres dans une minute.',
  retry: 'Tout réessayer maintenant',
  retried_one: '{count} fiche est réessayée maintenant. Actualisez les chiffres dans une minute.',
  retried_other: '{count} fiches sont réessayées maintenant. Actualisez les chiffres dans une minute.',
  account: 'Compte',
  synced:
    'Dernière recherche d’activité : {when}. Les changements de propriétés arrivent d’eux-mêmes en quelques secondes.',
  never_synced: 'L’activité n’a pas encore été recherchée.',
  feed: 'Historique pour vos propres rapports',
  feed_what:
    'Deux liens secrets donnent l’historique de Ripen en CSV au Data Studio de HubSpot, à un tableur ou à un autre logiciel de rapports : quand chaque contact est entré dans une étape, un programme ou un segment dormant, et comment ses scores ont changé. Ils nomment les contacts par leur identifiant HubSpot, sans noms ni adresses. Qui a un lien peut le lire. Le guide des administrateurs décrit les colonnes.',
  make_feed: 'Créer les liens',
  make_feed_anew: 'Créer de nouveaux liens et mettre fin à ceux-ci',
  revoke_feed: 'Mettre fin aux liens',
  feed_made: 'Copiez ces liens maintenant : personne ne peut les revoir.',
  feed_revoked: 'Les liens ne valent plus.',
  feed_again: 'Cela a déjà été demandé : actualisez les chiffres pour voir ce qu’il en est.',
  feed_unused: 'Liens créés par {name} le {made}. Personne n’a encore rien lu.',
  feed_used: 'Liens créés par {name} le {made}, utilisés pour la dernière fois le {used}.',
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
  editors: 'Éditeurs',
  editors_what:
    'Ces personnes peuvent changer le modèle et les paramètres ici. Toutes les autres peuvent lire les deux.',
  super_admins: 'Les super administrateurs le peuvent aussi : {names}.',
  super_admins_unknown:
    'Les super administrateurs le peuvent aussi, dès que le compte laisse Ripen voir qui ils sont (scope settings.users.read).',
  editor_by: '{name}, ajouté par {by}',
  not_allowed:
    'Vous pouvez lire ceci, mais pas le modifier. Demandez à une personne de la liste des éditeurs, ou à un super administrateur.',
  last_editor: 'Quelqu’un doit pouvoir changer le modèle : ajoutez d’abord un collègue à la liste.',
  take_editor: 'Retirer de la liste : {name}',
  new_editor: 'Qui peut aussi changer le modèle ?',
  add_editor: 'Ajouter à la liste',
  editors_changed: 'La liste des éditeurs est modifiée.',
};
