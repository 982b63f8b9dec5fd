import type { ToldWords } from './en.ts';

export const TOLD_DE: ToldWords = {
  opted_out: 'Hat E-Mails abbestellt',
  bounced: 'E-Mail ist endgültig unzustellbar',
  bad_address: 'HubSpot kennt die Adresse als ungültig',
  quarantined: 'HubSpot hat die Adresse in Quarantäne gestellt',
  silent: 'Nie qualifiziert und still',
  mail_invalid: 'Die E-Mail-Adresse ist nicht wie eine geschrieben.',
  mail_bounced: 'Die E-Mail-Adresse ist endgültig unzustellbar.',
  mail_bad: 'HubSpot kennt die E-Mail-Adresse als ungültig.',
  mail_none: 'Es gibt keine E-Mail-Adresse.',
  mail_disposable: 'Die E-Mail-Adresse ist eine Wegwerfadresse.',
  mail_test: 'Die E-Mail-Adresse ist eine, die man für Tests verwendet.',
  mail_quarantined: 'HubSpot hat die E-Mail-Adresse in Quarantäne.',
  name_test: 'Der Name ist einer, den man für Tests verwendet.',
  odd_mash: 'Zufällig getippt sieht aus: {field}.',
  odd_test: 'Wie für einen Test: {field}.',
  odd_digits: 'Besteht aus Ziffern: {field}.',
  odd_advertising: 'Liest sich wie Werbung: {field}.',
  no_digits: 'Ohne Ziffern: {field}.',
  too_short: 'Zu kurz: {field}.',
  too_long: 'Zu lang: {field}.',
  no_country: 'Gehört zu keinem Land: {field}.',
  wrong_count: 'Falsche Zahl von Ziffern für das Land: {field}.',
  made_up: 'Erfunden (eine Ziffer wiederholt, oder Ziffern der Reihe nach): {field}.',
  first_name: 'Vorname',
  last_name: 'Nachname',
  company: 'Unternehmen',
  phone_number: 'Telefonnummer',
  mobile_number: 'Mobilnummer',
  duplicate: 'Ein älterer Kontakt ({id}) hat dieselbe E-Mail-Adresse, oder denselben Namen und dieselbe Telefonnummer.',
  burst: 'Er ist einer von {count} oder mehr Kontakten, die in derselben Sekunde durch ein Formular kamen.',
  wait_stage_empty:
    'Eine Regel des Kontos nimmt die Lifecycle-Phase {value} nicht an, solange {names} leer ist. Füllen Sie es aus; Ripen schreibt sie dann von selbst.',
  wait_owner_empty:
    'Eine Regel des Kontos nimmt den Zuständigen nicht an, solange {names} leer ist. Füllen Sie es aus; Ripen schreibt ihn dann von selbst.',
  wait_stage:
    'Eine Regel des Kontos nimmt die Lifecycle-Phase {value} nicht an ({code}). Ripen versucht es von selbst wieder.',
  wait_owner: 'Eine Regel des Kontos nimmt den Zuständigen nicht an ({code}). Ripen versucht es von selbst wieder.',
  disconnected:
    'Ripen ist von diesem Konto getrennt: installieren Sie es wieder. Seine Daten sind danach {days} Tage versiegelt und werden dann gelöscht.',
  grant_lost:
    'HubSpot verlängert den Zugang von Ripen zu diesem Konto nicht. Ripen sieht von selbst wieder nach; eine neue Installation behebt es sofort.',
  superseded: 'Bis zum nächsten wurde er nicht erledigt',
  hold_out_ended: 'Das Auslassen in einem Programm hat von selbst geendet: Die Ausgelassenen schnitten schlechter ab',
  hold_out_ended_to_do: 'Jetzt sind alle im Programm. Siehe unter Auswertung, „Bewirkt Nurturing etwas?“.',
  left_out: 'Der Kontakt wird in diesem Programm absichtlich ausgelassen, um zu sehen, was es bewirkt',
  left_track: 'Der Kontakt ist nicht mehr in diesem Programm',
  left_alone: 'Der Kontakt muss in Ruhe gelassen werden: {why}',
  paused: 'Der Kontakt pausiert',
  no_address: 'Der Kontakt hat keine E-Mail-Adresse',
  not_marketing: 'Der Kontakt ist kein Marketingkontakt, darum sendet HubSpot keine Marketing-E-Mail',
  ineligible: 'HubSpot lässt für diesen Kontakt keine Marketing-E-Mails zu',
  no_workflow: 'Kein Workflow des Kontos hat den Kontakten auf der Liste „Ripen: due“ eine E-Mail gesendet',
  rule_empty: 'Eine Regel des Kontos lehnt ab, solange {names} leer ist: {what} ({code}).',
  rule: 'Eine Regel des Kontos lehnt ab: {what} ({code}).',
  a_stage: 'die Lifecycle-Phase {value}',
  the_stage: 'die Lifecycle-Phase',
  the_owner: 'der Zuständige eines Kontakts',
  new_tasks: 'neue Aufgaben',
  fill_in:
    'Füllen Sie {names} bei diesen Kontakten aus, oder ändern Sie die Regel in den Einstellungen dieser Eigenschaft. Scores werden trotzdem geschrieben; Ripen versucht es von selbst wieder.',
  change_rule:
    'Ändern Sie in den Einstellungen des Kontos die Regel so, dass eine App schreiben darf: {what}. Scores werden trotzdem geschrieben; Ripen versucht es einmal am Tag von selbst.',
  tasks: 'Aufgaben',
  contacts: 'Kontakte',
  nobodys: 'Leads oder Aufgaben, die auf den Vertrieb warten, gehören niemandem.',
  nobodys_not_set:
    'Geben Sie jedem davon in HubSpot einen Zuständigen, und legen Sie auf der Seite von Ripen unter „Einrichtung“ jemanden für diesen Fall fest.',
  nobodys_gone:
    'Geben Sie jedem davon in HubSpot einen Zuständigen. Wen Ihr Modell für diesen Fall nennt, den gibt es in diesem Konto nicht: nennen Sie jemand anderen.',
  nobodys_set: 'Wen Ihr Modell für diesen Fall nennt, bekommt jeden davon, wenn die Antwort fällig ist.',
  dead_letter_hubspot: '{what}: HubSpot hat nicht herausgegeben, worum Ripen bat ({code}).',
  dead_letter_writing: '{what}: HubSpot hat abgelehnt, was Ripen sandte ({code}).',
  dead_letter_evaluation: '{what}: das Modell konnte sie nicht bewerten ({code}).',
  dead_letter_program: '{what}: Ripen ist daran gescheitert ({code}).',
  dead_letter: '{what} ({code}).',
  job_provision: 'Das Konto ließ sich nicht vorbereiten',
  job_backfill: 'Die Kontakte des Kontos ließen sich nicht lesen',
  job_sweep: 'Es ließ sich nicht prüfen, ob Ripen Änderungen von Kontakten verpasst hat',
  job_reconcile: 'Das Verhalten von Kontakten ließ sich nicht abfragen',
  job_merge: 'Eine Zusammenführung von Kontakten ließ sich nicht nachvollziehen',
  job_deal: 'Ein geänderter Deal ließ sich nicht nachvollziehen',
  job_company: 'Ein geändertes Unternehmen ließ sich nicht nachvollziehen',
  job_tasks: 'Es ließ sich nicht feststellen, welche Aufgaben erledigt sind',
  job_histories: 'Die Vergangenheit von Kontakten ließ sich nicht für einen Rückblick lesen',
  job_segment_lists: 'Die Listen nach Segment ließen sich nicht anlegen',
  job_chances: 'Es konnte nicht gelernt werden, wie viele Leads kaufen',
  job_learn: 'Aus der Vergangenheit ließ sich kein Entwurf lernen',
  job_rollout: 'Die neue Version des Modells hat nicht alle Kontakte erreicht',
  job_publish: 'Eine Änderung des Modells ließ sich nicht zu ihrer Zeit veröffentlichen',
  job_summary: 'Eine Wochenübersicht ließ sich nicht schreiben',
  job_figures: 'Die Zahlen der Auswertung ließen sich nicht im Voraus zählen',
  job_mail_statistics: 'HubSpots Statistiken von E-Mails ließen sich nicht lesen',
  job_forget_activities: 'Alte Aktivitäten, die keine Punktzahl mehr braucht, ließen sich nicht löschen',
  job_task: 'Aufgaben ließen sich nicht anlegen',
  job_list: 'Kontakte ließen sich nicht auf ihre Listen setzen',
  job_contact: 'Kontakte ließen sich nicht aktualisieren',
  job_other: 'Arbeit einer anderen Version von Ripen ließ sich nicht erledigen',
  do_hubspot:
    'Nichts: Ripen fragt von selbst wieder nach. Bleibt es so, fragen Sie den HubSpot-Support, und nennen Sie ihm, was in Klammern steht.',
  do_writing:
    'Sehen Sie sich die genannte Eigenschaft in den Einstellungen des Kontos an: ihre Optionen, ihre Regeln, und ob die App sie schreiben darf. Ripen versucht es von selbst wieder.',
  do_account:
    'Sehen Sie nach, ob das Konto Platz für die Eigenschaften und Listen von Ripen hat, und ob andere ihre Namen verwenden. Ripen versucht es von selbst wieder.',
  do_access:
    'Sehen Sie nach, ob die App im Konto noch alle Berechtigungen hat; eine neue Installation gibt sie ihr zurück. Ripen versucht es von selbst wieder.',
  do_evaluation:
    'Sagen Sie es dem Anbieter. Ripen versucht es von selbst wieder, und sofort nach einer Änderung des Modells oder einem Update.',
  do_publish:
    'Veröffentlichen Sie sie von Hand auf der Seite von Ripen. Gelingt auch das nicht, sagen Sie es dem Anbieter. Ripen versucht es von selbst wieder, und sofort nach einer Änderung des Modells oder einem Update.',
  work_sql: 'Für den Vertrieb qualifizierter Lead',
  work_touch: 'Kontakt aufnehmen',
  work_answer: 'Antworten: {signal}',
  work_lost_deal: 'Wieder aktiv nach einem verlorenen Deal: {signal}',
  work_awake: 'Wieder aktiv: {signal}',
  track_mql_nurture: 'MQL, kurzfristiges Programm',
  track_dormant_mql: 'Stiller MQL',
  track_dormant_sql: 'Stiller SQL',
  track_closed_lost_review: 'Verlorener Deal',
  track_customer: 'Kunde',
  no_time_zone:
    'HubSpot nennt die Zeitzone des Kontos nicht: Ripen rechnet in UTC, bis das Konto oder das Modell eine andere nennt.',
  odd_time_zone:
    'Die Zeitzone des Kontos ist „{zone}“, die Ripen nicht kennt: Ripen rechnet in UTC, bis das Konto oder das Modell eine andere nennt.',
  property_type:
    'Die Kontakteigenschaft {name} gibt es mit dem Typ {is}, und Ripen braucht {type}: löschen Sie sie, oder geben Sie ihr einen anderen Namen. Ripen versucht es von selbst wieder.',
  property_refused:
    'HubSpot legt die Kontakteigenschaft {name} nicht an ({codes}). Ripen versucht es von selbst wieder.',
  list_fills_itself:
    'Die Liste „{name}“ gibt es, und sie füllt sich selbst; Ripen braucht eine statische: geben Sie ihr einen anderen Namen. Ripen versucht es von selbst wieder.',
  no_room_properties:
    'Das Konto hat die Höchstzahl eigener Kontakteigenschaften erreicht: Ripen braucht {needed}, und für {count} davon ist kein Platz ({names}). Löschen Sie Kontakteigenschaften, die niemand nutzt, oder wählen Sie einen Tarif mit mehr. Ripen versucht es von selbst wieder.',
  no_room_lists:
    'Das Konto hat die Höchstzahl von Listen erreicht: Ripen braucht {needed}, und für {count} davon ist kein Platz ({names}). Löschen Sie Listen, die niemand nutzt, oder wählen Sie einen Tarif mit mehr. Ripen versucht es von selbst wieder.',
  holidays_end:
    'Der Kalender kennt nach dem {day} keinen Feiertag: danach zählen Fristen jeden Feiertag als Arbeitstag. Übernehmen Sie die nächsten auf der Seite von Ripen unter „Modell“, „Arbeitszeiten und Feiertage“.',
  no_scopes:
    'HubSpot lässt Ripen nicht tun, was es muss ({what_not}): installieren Sie Ripen wieder, und stimmen Sie dem zu, worum es bittet.',
  owner_number_left: 'Zuständige Person {id} (nicht mehr im Konto)',
  owner_left: '{name} (nicht mehr im Konto)',
};
