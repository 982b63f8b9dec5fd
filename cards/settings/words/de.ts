import { ACCOUNT_DE as ACCOUNT } from '../shared/account/de.ts';
import { DE as SHARED } from '../shared/words/de.ts';
import type { Words } from './en.ts';

export const DE: Words = {
  ...SHARED,
  ...ACCOUNT,

  loading: 'Die Einstellungen von Ripen werden geladen',
  failed: 'Die Einstellungen konnten nicht geladen werden',
  agreement: 'Vereinbarung',
  agreement_what: 'Was Marketing und Vertrieb vereinbart haben. Ripen verwendet genau diese Regeln und Zahlen.',
  how_many: 'Wie viele',
  segments: 'Segmente',
  counted_at: 'Gezählt am {when}. Was seither geschah, folgt in wenigen Minuten.',
  segments_what:
    'Wer Ihre Kontakte sind und was sie sich ansehen. Mit Listen nutzen Sie es in E-Mails, Workflows und Berichten: HubSpot füllt sie von selbst aus den Eigenschaften, die Ripen pflegt.',
  by_industry: 'Nach Branche',
  by_country: 'Nach Land',
  by_company_size: 'Nach Unternehmensgröße',
  industry: 'Branche',
  country: 'Land',
  company_size: 'Personen im Unternehmen',
  product_interest: 'Produktinteresse',
  product: 'Produkt',
  no_products:
    'Ihr Modell nennt noch keine Produkte: tragen Sie Ihre Produkte ein, mit Wörtern aus ihren Seitenadressen, um zu sehen, wer sich welches ansieht.',
  territories: 'Gebiete',
  no_territories:
    'Ihr Modell nennt noch keine Gebiete: tragen Sie sie auf der Seite von Ripen unter „Einrichtung“ ein, mit Zuständigen und Gewichten, damit neue Leads zu den Richtigen kommen.',
  owner_share: '{name}: {share} % der Leads',
  owner_share_at_most: '{name}: {share} % der Leads, höchstens {capacity} offen',
  none_known: 'Dazu ist noch von keinem Kontakt etwas bekannt.',
  more_values_one: '{count} weiterer Wert steht in HubSpot.',
  more_values_other: '{count} weitere Werte stehen in HubSpot.',
  lists_made_one: '{count} Liste wurde angelegt. HubSpot füllt sie von selbst.',
  lists_made_other: '{count} Listen wurden angelegt. HubSpot füllt sie von selbst.',
  make_lists: 'Für jeden Wert eine Liste anlegen',
  make_lists_again: 'Fehlende Listen anlegen',
  no_property: 'Für die Eigenschaft, die das sagt, war im Konto kein Platz.',
  lists_asked: 'Die Listen werden angelegt. Aktualisieren Sie die Zahlen in einer Minute.',
  retry: 'Jetzt alles noch einmal versuchen',
  retried_one: '{count} Datensatz wird jetzt noch einmal versucht. Aktualisieren Sie die Zahlen in einer Minute.',
  retried_other: '{count} Datensätze werden jetzt noch einmal versucht. Aktualisieren Sie die Zahlen in einer Minute.',
  account: 'Konto',
  synced:
    'Verhalten wurde zuletzt gesucht: {when}. Änderungen von Eigenschaften kommen von selbst innerhalb von Sekunden.',
  never_synced: 'Verhalten wurde noch nicht gesucht.',
  feed: 'Verlauf für eigene Berichte',
  feed_what:
    'Zwei geheime Links geben Ripens Verlauf als CSV an HubSpots Data Studio, eine Tabellenkalkulation oder ein anderes Berichtsprogramm: wann jeder Kontakt in eine Stufe, ein Programm oder ein ruhendes Segment kam, und wie sich seine Punkte änderten. Sie nennen Kontakte mit ihrer HubSpot-ID, ohne Namen und Adressen. Wer einen Link hat, kann ihn lesen. Der Leitfaden für Admins beschreibt die Spalten.',
  make_feed: 'Links anlegen',
  make_feed_anew: 'Neue Links anlegen und diese beenden',
  revoke_feed: 'Links beenden',
  feed_made: 'Kopieren Sie diese Links jetzt: Niemand kann sie noch einmal sehen.',
  feed_revoked: 'Die Links gelten nicht mehr.',
  feed_again: 'Das wurde schon einmal verlangt: Aktualisieren Sie die Zahlen, um zu sehen, was daraus wurde.',
  feed_unused: 'Links von {name}, angelegt am {made}. Noch niemand hat etwas abgeholt.',
  feed_used: 'Links von {name}, angelegt am {made}, zuletzt benutzt am {used}.',
  disconnect: 'Ripen trennen',
  disconnect_what:
    'Entfernt Ripen aus diesem Konto und löscht bei Ripen sofort: Kontakte, Aktivitäten, Bewertungen, Verlauf und Ihr Modell. Was Ripen in HubSpot geschrieben hat, bleibt: Eigenschaften, Listenmitglieder, Aufgaben, Lifecycle-Phasen. Das kann nicht rückgängig gemacht werden.',
  disconnect_confirm: 'Zur Bestätigung geben Sie die Nummer dieses Kontos ein: {portalId}',
  disconnect_number: 'Nummer des Kontos',
  disconnect_now: 'Trennen und löschen',
  disconnected: 'Ripen ist von diesem Konto getrennt',
  disconnected_what:
    'Die Daten bei Ripen sind gelöscht. Um Ripen wieder zu nutzen, installieren Sie es vom Marketplace.',
  disconnecting: 'Ripen wird getrennt. Ein großes Konto zu löschen dauert einige Minuten.',
  not_confirmed: 'Das ist nicht die Nummer dieses Kontos. Es ist nichts geschehen.',
  disconnect_failed:
    'HubSpot war nicht zu erreichen, deshalb wurde nichts gelöscht. Bitte versuchen Sie es in einigen Minuten noch einmal.',
  editors: 'Bearbeiter',
  editors_what: 'Diese Personen dürfen das Modell und die Einstellungen hier ändern. Alle anderen können beides lesen.',
  super_admins: 'Super-Admins dürfen es auch: {names}.',
  super_admins_unknown:
    'Super-Admins dürfen es auch, sobald das Konto Ripen sehen lässt, wer sie sind (Scope settings.users.read).',
  editor_by: '{name}, eingetragen von {by}',
  not_allowed:
    'Sie können dies lesen und nicht ändern. Fragen Sie jemanden von der Liste der Bearbeiter oder einen Super-Admin.',
  last_editor: 'Jemand muss das Modell ändern können: setzen Sie zuerst jemand anderen auf die Liste.',
  take_editor: 'Von der Liste nehmen: {name}',
  new_editor: 'Wer darf das Modell auch ändern?',
  add_editor: 'Auf die Liste setzen',
  editors_changed: 'Die Liste der Bearbeiter ist geändert.',
};
