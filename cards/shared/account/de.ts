import type { AccountWords } from './en.ts';

export const ACCOUNT_DE: AccountWords = {
  set_up_left: 'Ripen an Ihre Firma anpassen',
  set_up_left_what:
    'Zuständige, Gebiete, Käufer, Formulare, Produkte und Arbeitszeiten werden in etwa zehn Minuten aus Ihrem Konto vorgeschlagen.',
  set_up_where: 'Öffnen Sie Ripen in der Navigation von HubSpot und wählen Sie den Reiter Einrichtung.',
  not_set_up_why: 'Die Vereinbarung und die Zahlen erscheinen hier, sobald die Installation abgeschlossen ist.',
  latest_failed: 'Die neuesten Zahlen konnten nicht geladen werden',
  to_fix: 'In diesem Konto muss etwas in Ordnung gebracht werden',
  figures_of: '{model}, Version {version}. Zahlen vom {when}.',
  refresh_figures: 'Zahlen aktualisieren',
  attention: 'Braucht Aufmerksamkeit',
  attention_what:
    'Ripen konnte Folgendes in diesem Konto nicht tun und versucht es weiter. Alles andere ist auf dem neuesten Stand.',
  affected: '{count} betroffen, seit {when}.',
  setting_up: 'Ripen liest und bewertet Ihre Kontakte',
  setting_up_of: '{scored} von {total} Kontakten bewertet',
  setting_up_read: '{read} Kontakte bisher gelesen',
  minutes_left_one: 'Noch etwa {count} Minute.',
  minutes_left_other: 'Noch etwa {count} Minuten.',
  next_step:
    'Setzen Sie inzwischen die Karte auf den Kontaktdatensatz: öffnen Sie einen Kontakt, wählen Sie "Datensatz anpassen", dann das Pluszeichen, Kartenbibliothek, App, und fügen Sie "Lead score" hinzu. HubSpot macht das nie von selbst.',
  nobodys_lead: 'Ein Lead kann niemandem gehören',
  fallback_not_set:
    'Einen Lead oder eine Aufgabe ohne Zuständigen bekommt niemand: legen Sie auf der Seite von Ripen unter „Einrichtung“ jemanden für diesen Fall fest.',
  fallback_gone:
    'Wen Ihr Modell für diesen Fall nennt, den gibt es in diesem Konto nicht mehr: nennen Sie jemand anderen.',
  fallback_choose: 'Wählen Sie unter den Zuständigen dieses Kontos: {owners}.',
  problem_unreadable: 'Diese Seite versteht die Antwort von Ripen nicht. Bitte laden Sie die Seite neu.',
};
