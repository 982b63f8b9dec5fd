import type { SET_UP_EN } from './en.ts';

export const SET_UP_DE: Readonly<Record<keyof typeof SET_UP_EN, string>> = {
  su_starting:
    'Ein Startmodell weiß, was in einer Branche üblich ist: ihre Signale, Punkte, Schwellen, Rhythmen und Produkte.',
  su_own: 'Was Ihr Konto selbst eingestellt hat, bleibt.',
  su_no_owner: 'HubSpot hat noch keinen Zuständigen dieses Kontos genannt: niemand kann Kontakte bekommen.',
  su_owners: 'Zuständige des Kontos: {count}.',
  su_most: '{name} hat die meisten Kontakte: {count} von {all}, die einen Zuständigen haben.',
  su_few_owned: 'Zu wenige Kontakte haben einen Zuständigen, um jemanden vorzuschlagen ({count} von {all}).',
  su_no_territory:
    'Keine zwei Zuständigen haben eigene Länder: in Ländern mit mindestens {count} Kontakten hat niemand die meisten, oder alles gehört einer Person.',
  su_territory: 'Wo die meisten Kontakte eines Landes denselben Zuständigen haben, ist das schon ein Gebiet.',
  su_there: '{count} von {all} Kontakten dort',
  su_few_customers:
    'Kunden unter Ihren Kontakten: {count} von {all}. Weniger als {least} sagen nichts, darum wird nichts vorgeschlagen.',
  su_customers:
    'Kunden unter Ihren Kontakten: {count} von {all}. Vorgeschlagen wird, was Kunden öfter haben als alle anderen, mehr als durch Zufall; was weniger als {least} Kontakte haben, bleibt weg.',
  su_lift: '{count} von {all} sind Kunden, {times}-mal so oft wie alle anderen',
  su_no_lift: '{count} von {all} sind Kunden',
  su_no_form: 'Kein Kontakt hat ein Formular ausgefüllt, das Ripen mit Namen kennt.',
  su_all_forms: 'Das sind alle {count} Formulare, die Kontakte als erstes oder letztes ausfüllten.',
  su_most_forms:
    'Das sind die {count} meistgenutzten von {all} Formularen, die Kontakte als erstes oder letztes ausfüllten.',
  su_dropped: 'Es gibt mehr Namen, als Ripen durchsieht.',
  su_form: '{name} (Kontakte: {count})',
  su_form_says: '{name} (Kontakte: {count}; im Namen steht {word})',
  su_question_says: '{name} (in der Bezeichnung steht {word})',
  su_no_question:
    'Keine Eigenschaft des Kontos sieht so aus, als fragte sie nach Budget, Entscheidungsmacht, Bedarf oder Zeitplan.',
  su_questions:
    'Die Bezeichnungen dieser Eigenschaften fragen nach Budget, Entscheidungsmacht, Bedarf oder Zeitplan. Sagen Sie, was jede Antwort bedeutet.',
  su_no_product: 'Keine Seite, die wie ein Produkt aussieht, war die letzte Seite von mindestens {count} Kontakten.',
  su_products: 'Diese Seiten sehen wie Produkte aus, und so viele Kontakte sahen sie zuletzt an.',
  su_named: 'Das Modell nennt schon: {names}.',
  su_page: '{name}, Kontakte: {count}',
  su_zone: 'Das Konto rechnet in {name}.',
  su_week: 'Gearbeitet wird an diesen Wochentagen in: {countries}.',
  su_holidays: 'Nennen Sie die Tage, an denen niemand arbeitet, wie 2027-05-01, oder 05-01 für jedes Jahr.',
  su_form_like_any: 'ein Formular wie jedes andere',
  su_not_list: '{part}: eine Liste war erwartet.',
  su_not_one: '{part}: ein Wert war erwartet.',
  su_gone: '{part}: {value} kann nicht mehr gewählt werden. Laden Sie den Schritt neu.',
  su_choose: 'Wählen Sie eines der Startmodelle.',
  su_automatic:
    'Ripen kann neue SQLs nur dann von selbst jemandem geben, wenn es ein Gebiet oder einen Zuständigen für alle übrigen gibt.',
  su_want_zone: 'Geben Sie eine Zeitzone wie Europe/Berlin ein; {value} ist keine.',
  su_want_time: 'Geben Sie eine Uhrzeit wie 09:00 ein; {value} ist keine.',
  su_want_day: 'Geben Sie einen Tag wie 2027-05-01 oder 05-01 ein; {value} ist keiner.',
  su_no_day: 'Wählen Sie mindestens einen Arbeitstag.',
  su_backwards: 'Die Arbeit muss nach ihrem Beginn enden; eingegeben ist {value}.',
};

/** Areas of work and ranks, as Ripen calls them. */
export const WORK_DE: Readonly<Record<string, string>> = {
  'general management': 'Geschäftsführung',
  'customer service': 'Kundenservice',
  finance: 'Finanzen',
  purchasing: 'Einkauf',
  operations: 'Betrieb',
  it: 'IT',
  engineering: 'Technik',
  research: 'Forschung',
  hr: 'Personal',
  legal: 'Recht',
  healthcare: 'Gesundheit',
  education: 'Bildung',
  production: 'Produktion',
  administration: 'Verwaltung',
  design: 'Gestaltung',
  'public service': 'öffentlicher Dienst',
  services: 'Dienstleistungen',
  'c level': 'oberste Leitung',
  vp: 'Bereichsleitung',
  director: 'Direktion',
  head: 'Leitung',
  manager: 'Manager',
  senior: 'Senior',
  staff: 'Mitarbeitende',
  junior: 'Junior',
  student: 'Studierende',
  marketing: 'Marketing',
  sales: 'Vertrieb',
};
