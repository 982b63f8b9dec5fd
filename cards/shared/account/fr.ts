import type { AccountWords } from './en.ts';

export const ACCOUNT_FR: AccountWords = {
  set_up_left: 'Adapter Ripen à votre entreprise',
  set_up_left_what:
    'Propriétaires, territoires, acheteurs, formulaires, produits et horaires sont proposés à partir de votre compte en dix minutes environ.',
  set_up_where: "Ouvrez Ripen dans la navigation de HubSpot et choisissez l'onglet Mise en place.",
  not_set_up_why: 'L’accord et les chiffres apparaîtront ici dès que l’installation sera terminée.',
  latest_failed: 'Les derniers chiffres n’ont pas pu être chargés',
  to_fix: 'Quelque chose doit être corrigé dans ce compte',
  figures_of: '{model}, version {version}. Chiffres : {when}.',
  refresh_figures: 'Actualiser les chiffres',
  attention: 'À traiter',
  attention_what: 'Ripen n’a pas pu faire ce qui suit dans ce compte et continue d’essayer. Tout le reste est à jour.',
  affected: '{count} concernés, depuis : {when}.',
  setting_up: 'Ripen lit vos contacts et calcule leurs scores',
  setting_up_of: '{scored} contacts sur {total} ont un score',
  setting_up_read: '{read} contacts lus jusqu’à présent',
  minutes_left_one: 'Encore environ {count} minute.',
  minutes_left_other: 'Encore environ {count} minutes.',
  next_step:
    'En attendant, placez la carte sur la fiche de contact : ouvrez un contact, choisissez "Personnaliser la fiche", puis le signe plus, Bibliothèque de cartes, Application, et ajoutez "Lead score". HubSpot ne le fait jamais de lui-même.',
  nobodys_lead: 'Un lead peut n’appartenir à personne',
  fallback_not_set:
    'Personne ne reçoit un lead ou une tâche sans propriétaire : choisissez un propriétaire de secours sur la page de Ripen, sous « Mise en place ».',
  fallback_gone:
    'Le propriétaire de secours indiqué par votre modèle n’est plus dans ce compte : indiquez-en un autre.',
  fallback_choose: 'Choisissez parmi les propriétaires de ce compte : {owners}.',
  problem_unreadable: 'Cette page ne comprend pas la réponse de Ripen. Veuillez recharger la page.',
};
