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
  retry: 'Jetzt alles noch einmal versuchen',
  retried_one: '{count} Datensatz wird jetzt noch einmal versucht. Aktualisieren Sie die Zahlen in einer Minute.',
  retried_other: '{count} Datensätze werden jetzt noch einmal versucht. Aktualisieren Sie die Zahlen in einer Minute.',
  account: 'Konto',
  synced:
    'Verhalten wurde zuletzt gesucht: {when}. Änderungen von Eigenschaften kommen von selbst innerhalb von Sekunden.',
  never_synced: 'Verhalten wurde noch nicht gesucht.',
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
};
