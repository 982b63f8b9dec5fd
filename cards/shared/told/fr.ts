import type { ToldWords } from './en.ts';

export const TOLD_FR: ToldWords = {
  opted_out: 'S’est désabonné des e-mails',
  bounced: 'L’e-mail est définitivement rejeté',
  bad_address: 'HubSpot sait que l’adresse est mauvaise',
  quarantined: 'HubSpot a mis l’adresse en quarantaine',
  silent: 'Jamais qualifié, et silencieux',
  mail_invalid: 'L’adresse e-mail n’est pas écrite comme telle.',
  mail_bounced: 'L’adresse e-mail est définitivement rejetée.',
  mail_bad: 'HubSpot sait que l’adresse e-mail est mauvaise.',
  mail_none: 'Il n’y a pas d’adresse e-mail.',
  mail_disposable: 'L’adresse e-mail est jetable.',
  mail_test: 'L’adresse e-mail est de celles que l’on utilise pour des tests.',
  mail_quarantined: 'HubSpot a l’adresse e-mail en quarantaine.',
  name_test: 'Le nom est de ceux que l’on utilise pour des tests.',
  odd_mash: 'Semble tapé au hasard : {field}.',
  odd_test: 'Comme pour un test : {field}.',
  odd_digits: 'Composé de chiffres : {field}.',
  odd_advertising: 'Se lit comme une publicité : {field}.',
  no_digits: 'Sans chiffres : {field}.',
  too_short: 'Trop court : {field}.',
  too_long: 'Trop long : {field}.',
  no_country: 'N’appartient à aucun pays : {field}.',
  wrong_count: 'Nombre de chiffres incorrect pour le pays : {field}.',
  made_up: 'Inventé (un chiffre répété ou des chiffres qui se suivent) : {field}.',
  first_name: 'prénom',
  last_name: 'nom',
  company: 'entreprise',
  phone_number: 'numéro de téléphone',
  mobile_number: 'numéro de mobile',
  duplicate: 'Un contact plus ancien ({id}) a la même adresse e-mail, ou le même nom et le même numéro de téléphone.',
  burst: 'C’est l’un des contacts, {count} ou plus, arrivés par un même formulaire dans la même seconde.',
  wait_stage_empty:
    'Une règle du compte n’accepte pas la phase de cycle de vie {value} tant que {names} est vide. Remplissez-le ; Ripen l’écrira ensuite de lui-même.',
  wait_owner_empty:
    'Une règle du compte n’accepte pas le propriétaire tant que {names} est vide. Remplissez-le ; Ripen l’écrira ensuite de lui-même.',
  wait_stage:
    'Une règle du compte n’accepte pas la phase de cycle de vie {value} ({code}). Ripen réessaie de lui-même.',
  wait_owner: 'Une règle du compte n’accepte pas le propriétaire ({code}). Ripen réessaie de lui-même.',
  disconnected:
    'Ripen est déconnecté de ce compte : réinstallez-le. Ses données sont ensuite scellées pendant {days} jours, puis effacées.',
  grant_lost:
    'HubSpot refuse de renouveler l’accès de Ripen à ce compte. Ripen vérifie de nouveau de lui-même ; une réinstallation règle le problème aussitôt.',
  superseded: 'Il n’a pas été fait avant le suivant',
  hold_out_ended:
    'La mise à l’écart dans un programme a pris fin d’elle-même : les contacts écartés s’en sortaient moins bien',
  hold_out_ended_to_do:
    'Tous sont maintenant dans le programme. Voir sous Analyse, « Le nurturing a-t-il un effet ? ».',
  left_out: 'Le contact est écarté exprès de ce programme, pour voir l’effet du programme',
  left_track: 'Le contact n’est plus dans ce programme',
  left_alone: 'Il faut laisser le contact tranquille : {why}',
  paused: 'Le contact est en pause',
  no_address: 'Le contact n’a pas d’adresse e-mail',
  not_marketing: 'Le contact n’est pas un contact marketing, HubSpot n’envoie donc pas d’e-mail marketing',
  ineligible: 'HubSpot considère le contact comme inéligible aux e-mails marketing',
  no_workflow: 'Aucun workflow du compte n’a envoyé d’e-mail aux contacts de la liste « Ripen: due »',
  rule_empty: 'Une règle du compte refuse tant que {names} est vide : {what} ({code}).',
  rule: 'Une règle du compte refuse : {what} ({code}).',
  a_stage: 'la phase de cycle de vie {value}',
  the_stage: 'la phase de cycle de vie',
  the_owner: 'le propriétaire d’un contact',
  new_tasks: 'les nouvelles tâches',
  fill_in:
    'Remplissez {names} pour ces contacts, ou modifiez la règle dans les paramètres de cette propriété. Les scores sont écrits quand même ; Ripen réessaie de lui-même.',
  change_rule:
    'Modifiez la règle dans les paramètres du compte pour qu’une application puisse écrire : {what}. Les scores sont écrits quand même ; Ripen réessaie une fois par jour.',
  tasks: 'tâches',
  contacts: 'contacts',
  nobodys: 'Des leads ou des tâches qui attendent les ventes n’appartiennent à personne.',
  nobodys_not_set:
    'Donnez à chacun un propriétaire dans HubSpot, et choisissez un propriétaire de secours sur la page de Ripen, sous « Mise en place ».',
  nobodys_gone:
    'Donnez à chacun un propriétaire dans HubSpot. Le propriétaire de secours de votre modèle n’est pas dans ce compte : indiquez-en un autre.',
  nobodys_set: 'Le propriétaire de secours de votre modèle reçoit chacun d’eux à l’échéance de la réponse.',
  dead_letter_hubspot: '{what} : HubSpot n’a pas donné ce que Ripen demandait ({code}).',
  dead_letter_writing: '{what} : HubSpot a refusé ce que Ripen a envoyé ({code}).',
  dead_letter_evaluation: '{what} : le modèle n’a pas pu les évaluer ({code}).',
  dead_letter_program: '{what} : Ripen y a échoué ({code}).',
  dead_letter: '{what} ({code}).',
  job_provision: 'Le compte n’a pas pu être préparé',
  job_backfill: 'Les contacts du compte n’ont pas pu être lus',
  job_sweep: 'Impossible de vérifier si des changements de contacts ont été manqués',
  job_reconcile: 'Le comportement des contacts n’a pas pu être recherché',
  job_merge: 'Une fusion de contacts n’a pas pu être suivie',
  job_deal: 'Une transaction modifiée n’a pas pu être suivie',
  job_company: 'Une entreprise modifiée n’a pas pu être suivie',
  job_tasks: 'Impossible de voir quelles tâches sont faites',
  job_histories: 'Le passé des contacts n’a pas pu être lu pour un retour en arrière',
  job_segment_lists: 'Les listes par segment n’ont pas pu être créées',
  job_chances: 'Ripen n’a pas pu apprendre combien de leads achètent',
  job_learn: 'Aucun brouillon n’a pu être appris du passé',
  job_rollout: 'La nouvelle version du modèle n’a pas atteint tous les contacts',
  job_publish: 'Un changement du modèle n’a pas pu être publié à l’heure prévue',
  job_summary: 'Un résumé de la semaine n’a pas pu être écrit',
  job_figures: 'Les chiffres de l’analyse n’ont pas pu être comptés à l’avance',
  job_mail_statistics: 'Les statistiques d’e-mails de HubSpot n’ont pas pu être lues',
  job_forget_activities: 'D’anciennes activités dont aucun score n’a besoin n’ont pas pu être supprimées',
  job_task: 'Des tâches n’ont pas pu être créées',
  job_list: 'Des contacts n’ont pas pu être mis sur leurs listes',
  job_contact: 'Des contacts n’ont pas pu être mis à jour',
  job_other: 'Un travail d’une autre version de Ripen n’a pas pu être fait',
  do_hubspot:
    'Rien : Ripen redemande de lui-même. Si cela persiste, interrogez l’assistance HubSpot, et donnez-lui ce qui est entre parenthèses.',
  do_writing:
    'Regardez la propriété nommée dans les paramètres du compte : ses options, ses règles, et si l’application peut l’écrire. Ripen réessaie de lui-même.',
  do_account:
    'Vérifiez que le compte a de la place pour les propriétés et les listes de Ripen, et que personne d’autre n’utilise leurs noms. Ripen réessaie de lui-même.',
  do_access:
    'Vérifiez que l’application a encore toutes ses autorisations dans le compte ; une nouvelle installation les lui rend. Ripen réessaie de lui-même.',
  do_evaluation:
    'Prévenez le fournisseur. Ripen réessaie de lui-même, et aussitôt après un changement du modèle ou une mise à jour.',
  do_publish:
    'Publiez-le à la main sur la page de Ripen. Si cela échoue aussi, prévenez le fournisseur. Ripen réessaie de lui-même, et aussitôt après un changement du modèle ou une mise à jour.',
  work_sql: 'Lead qualifié pour la vente',
  work_touch: 'Prendre contact',
  work_answer: 'Répondre : {signal}',
  work_lost_deal: 'De nouveau actif après une transaction perdue : {signal}',
  work_awake: 'De nouveau actif : {signal}',
  track_mql_nurture: 'MQL, programme à court terme',
  track_dormant_mql: 'MQL devenu silencieux',
  track_dormant_sql: 'SQL devenu silencieux',
  track_closed_lost_review: 'Transaction perdue',
  track_customer: 'Client',
  no_time_zone:
    'HubSpot n’indique pas le fuseau horaire du compte : Ripen compte en UTC jusqu’à ce que le compte ou le modèle en nomme un autre.',
  odd_time_zone:
    'Le fuseau horaire du compte est « {zone} », que Ripen ne connaît pas : Ripen compte en UTC jusqu’à ce que le compte ou le modèle en nomme un autre.',
  property_type:
    'La propriété de contact {name} existe avec le type {is}, et Ripen a besoin de {type} : supprimez-la ou renommez-la. Ripen réessaie de lui-même.',
  property_refused: 'HubSpot ne crée pas la propriété de contact {name} ({codes}). Ripen réessaie de lui-même.',
  list_fills_itself:
    'La liste « {name} » existe et se remplit d’elle-même ; Ripen a besoin d’une liste statique : renommez-la. Ripen réessaie de lui-même.',
  no_room_properties:
    'Le compte a atteint sa limite de propriétés de contact personnalisées : il en faut {needed} à Ripen, et il n’y a pas de place pour {count} d’entre elles ({names}). Supprimez des propriétés que personne n’utilise, ou choisissez une offre qui en permet plus. Ripen réessaie de lui-même.',
  no_room_lists:
    'Le compte a atteint sa limite de listes : il en faut {needed} à Ripen, et il n’y a pas de place pour {count} d’entre elles ({names}). Supprimez des listes que personne n’utilise, ou choisissez une offre qui en permet plus. Ripen réessaie de lui-même.',
  holidays_end:
    'Le calendrier ne connaît aucun jour férié après le {day} : ensuite, les délais comptent chaque jour férié comme un jour ouvré. Ajoutez les suivants sur la page de Ripen, sous « Modèle », « Heures de travail et jours fériés ».',
  no_scopes:
    'HubSpot ne laisse pas Ripen faire ce qu’il doit ({what_not}) : réinstallez Ripen et acceptez ce qu’il demande.',
  owner_number_left: 'propriétaire {id} (n’est plus dans le compte)',
  owner_left: '{name} (n’est plus dans le compte)',
};
