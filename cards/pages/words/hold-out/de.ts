import type { HoldOutWords } from './en.ts';

/** What the page says of hold-outs, in German. */
export const HOLD_OUT_DE: HoldOutWords = {
  hold_title: 'Bewirkt Nurturing etwas?',
  hold_what:
    'Ein Teil derer, die in ein Programm kommen, kann zufällig ausgelassen werden, um zu sehen, was das Programm bewirkt. Sie bekommen keine E-Mail davon; der Vertrieb bekommt sie trotzdem, und Kontaktaufnahmen von Hand bleiben. Die Anteile stehen im Modell unter „Programme und Rhythmen“.',
  hold_loading: 'Wer ausgelassen wurde, wird mit den anderen verglichen',
  hold_failed: 'Der Vergleich konnte nicht geladen werden',
  hold_none: 'In diesem Programm wird niemand ausgelassen.',
  hold_lasts: 'Seit {since} werden {share} % derer ausgelassen, die hineinkommen.',
  hold_changed: 'Vom {since} bis {until} wurden {share} % derer ausgelassen, die hineinkamen.',
  hold_harm: 'Dieses Auslassen hat von selbst geendet',
  hold_harm_what:
    'Am {until} war sicher, dass die Ausgelassenen schlechter abschnitten. Sie sind jetzt im Programm. Eine Version des Modells mit einem anderen Anteil beginnt neu.',
  hold_too_few_sql: 'Noch lässt sich nichts sagen: Zuerst müssen in jeder Gruppe zehn zu SQLs geworden sein.',
  hold_too_few_customer: 'Noch lässt sich nichts sagen: Zuerst müssen in jeder Gruppe zehn zu Kunden geworden sein.',
  hold_open: 'Bisher ist keine Wirkung zu sehen: Zufall allein erklärt den Unterschied.',
  hold_helps: 'Das Programm hilft: Wer ausgelassen wird, schneidet schlechter ab.',
  hold_hurts: 'Das Programm schadet: Wer ausgelassen wird, schneidet besser ab.',
  hold_by_sql: 'Von 100 im Programm werden {is} mehr zu SQLs als von 100 Ausgelassenen (zwischen {low} und {high}).',
  hold_by_customer:
    'Von 100 im Programm werden {is} mehr zu Kunden als von 100 Ausgelassenen (zwischen {low} und {high}).',
  hold_valid:
    'Gezählt wird, wer es innerhalb von {days} Tagen nach dem Eintritt ins Programm wurde. Der Bereich enthält den wahren Unterschied in 95 von 100 Fällen, so oft Sie auch nachsehen. Klicks in E-Mails bringen Punkte, deshalb macht das Programm leichter SQLs: Kunden sind der bessere Beweis.',
  hold_skewed: 'Die Gruppen sind nicht so groß, wie sie sein müssten',
  hold_skewed_what:
    '{left} von {all} wurden ausgelassen; es müssten {share} % sein. Mit der Auslosung stimmt etwas nicht: Trauen Sie diesen Zahlen nicht, und sagen Sie es denen, die Ripen betreiben.',
  hold_group: 'Gruppe',
  hold_in: 'Im Programm',
  hold_out: 'Ausgelassen',
  hold_people: 'Kontakte',
  hold_sqls: 'Wurden SQLs',
  hold_customers: 'Wurden Kunden',
  hold_plan_sql:
    'In einem Monat kommen {month} Kontakte in dieses Programm. Von {seen}, die vor mehr als {days} Tagen kamen, wurden {won} innerhalb von {days} Tagen zu SQLs. So lange braucht es, bis eine Steigerung zu sehen ist, in vier von fünf Fällen:',
  hold_plan_customer:
    'In einem Monat kommen {month} Kontakte in dieses Programm. Von {seen}, die vor mehr als {days} Tagen kamen, wurden {won} innerhalb von {days} Tagen zu Kunden. So lange braucht es, bis eine Steigerung zu sehen ist, in vier von fünf Fällen:',
  hold_plan_unknown: 'Bisher kamen zu wenige Kontakte in dieses Programm, um zu sagen, wie lange es dauern würde.',
  hold_plan_share: 'Ausgelassener Anteil',
  hold_plan_lift: '{lift} % mehr',
  hold_months_one: '{count} Monat',
  hold_months_other: '{count} Monate',
  hold_too_long: 'mehr als 5 Jahre',
};
