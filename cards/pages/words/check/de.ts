import type { CheckWords } from './en.ts';

export const CHECK_DE: CheckWords = {
  check_tab: 'Stimmt der Score?',
  check_loading: 'Ripen zählt, was aus Ihren Leads wurde',
  check_failed: 'Die Zahlen konnten nicht geladen werden',
  check_nothing: 'Noch ist nichts bekannt',
  check_lead:
    'Ein Lead zählt einmal, mit seinem Score eine Woche, nachdem Ripen ihn zum ersten Mal gesehen hat, und erst, wenn die {days} Tage danach vorbei sind. Er hat gekauft, wenn er in diesen Tagen Kunde wurde.',
  check_first: 'Die ersten Leads zählen ab dem {when}.',
  check_counts: 'Von {seen} Leads des letzten Jahres kauften {won} innerhalb von {days} Tagen.',
  check_of_all:
    'Darunter sind Leads, die frühere Versionen des Modells bewertet haben, weil von dieser Version zu wenige bekannt sind.',
  check_is_better: 'Leads mit Eignung {good} kaufen {times}-mal so oft wie Leads mit Eignung {poor}.',
  check_is_only: 'Leads mit Eignung {good} kaufen; von denen mit Eignung {poor} kaufte keiner.',
  check_is_alike: 'Leads mit Eignung {good} und {poor} kaufen etwa gleich oft: Der Unterschied kann Zufall sein.',
  check_is_reversed:
    'Leads mit Eignung {poor} kaufen öfter als Leads mit Eignung {good}: Die Punkte für Eignung weisen in die falsche Richtung.',
  check_is_unknown: 'Von jeder Note sind zu wenige Leads bekannt, um sie zu vergleichen',
  check_no_area: 'Zu wenige Leads kauften, um zu sagen, wie gut der Score Käufer von anderen unterscheidet.',
  check_area:
    'Von zwei Leads, von denen einer kaufte, stellt der Score den Käufer {times}-mal von 100 nach vorn (zwischen {low} und {high}); eine Münze täte es 50-mal.',
  check_inflation: 'Mehr SQLs, aber nicht mehr Abschlüsse',
  check_inflation_what:
    'In den letzten drei Monaten erreichten {sqls} Leads die SQL-Schwelle, {won} davon kauften; in den drei Monaten davor {won_before} von {sqls_before}. Prüfen Sie, welche Punkte erhöht wurden.',
  check_letter: 'Eignung',
  check_by_letter: 'Wie viele Leads kaufen, nach Eignung',
  check_share_axis: 'Gekauft, in Prozent',
  check_leads: 'Leads',
  check_bought: 'Gekauft',
  check_share: 'Anteil',
  check_too_few: 'zu wenige',
  check_meaning: 'Was bedeuten diese Zahlen?',
  check_share_what:
    'Der Anteil ist Gekauft geteilt durch Leads. Bei anderen Leads derselben Art läge er in 95 von 100 Fällen im Bereich daneben (Intervall nach Wilson). Von weniger als 20 Leads wird kein Anteil genannt.',
  check_points: 'Score',
  check_by_band: 'Nach Score',
  check_by_grade: 'Nach Note',
  check_grade: 'Note',
  check_tenths: 'Das beste Zehntel zuerst (Lift)',
  check_tenth: 'Zehntel',
  check_times: 'Mal der Durchschnitt',
  check_tenths_what:
    'Alle Leads in der Reihenfolge ihrer Scores, in zehn gleichen Teilen. Ein Zehntel mit dem Dreifachen des Durchschnitts hat dreimal so viele Käufer wie ein zufälliges Zehntel. Leads mit gleichem Score werden gleichmäßig verteilt.',
  check_too_few_tenths: 'Zehn Teile mit je mindestens 20 Leads brauchen 200 Leads, von denen einige kauften.',
  check_by_month: 'Nach Monat',
  check_month: 'Monat',
  check_area_what:
    'Ein Lead gehört zu dem Monat, in dem sein Score genommen wurde. AUC: wie oft der Score von zwei Leads, von denen einer kaufte, den Käufer nach vorn stellt; 0,5 ist eine Münze, 1 ist immer. Sie wird ab 10 Käufern und 10 anderen genannt, mit ihrem 95-%-Intervall (DeLong).',
  check_reliability: 'Was vorhergesagt war, und was kam',
  check_reliability_is:
    'Bei den {leads} neuesten Leads lag das, was die älteren vorhersagten, im Mittel um {points} Prozentpunkte daneben.',
  check_no_reliability: 'Es sind zu wenige Leads bekannt, um Vorhersage und Ergebnis zu vergleichen.',
  check_reliability_what:
    'Die ältere Hälfte der Leads lehrt, wie viele von jedem Score und jeder Unternehmensgröße kaufen; die neuere zeigt, ob es eintraf. Auf der Linie „wie vorhergesagt“ ist beides gleich. Jeder Punkt ist etwa ein Zehntel der neueren Leads.',
  check_came: 'Was kam',
  check_ideal: 'Wie vorhergesagt',
  check_foretold_axis: 'Vorhergesagt, in Prozent',
  check_table: 'Alle Leads als Tabelle (CSV)',
  dial_title: 'Wie viele Leads kann der Vertrieb anrufen?',
  dial_calls: 'Anrufe pro Woche',
  dial_whole: 'Eine ganze Zahl von 1 bis 10.000',
  dial_show: 'Schwelle zeigen',
  dial_from: 'Für {calls} Anrufe pro Woche: jeden Lead ab {score} Punkten anrufen.',
  dial_in_force: 'In Kraft: ab {score} Punkten.',
  dial_wins:
    'Erwarten Sie in einem Quartal {wins} Abschlüsse ({low} bis {high}) aus diesen Anrufen. Die Leads unter der Schwelle brächten {lost} ({lost_low} bis {lost_high}): Auf diese verzichten Sie.',
  dial_unknown: 'Wie viele davon kaufen, ist noch nicht bekannt.',
  dial_drift: 'Die Schwelle passt nicht mehr zu den Anrufen',
  dial_drift_what:
    'In den letzten {weeks} Wochen erreichten sie {sqls} Leads, und der Vertrieb kann in dieser Zeit {planned} anrufen. Für {calls} Anrufe in der Woche liegt sie jetzt bei {score} Punkten: Legen Sie einen Entwurf damit an.',
  dial_lately: 'In den letzten {weeks} Wochen hätte diese Einstellung {called} von {calls} Anrufen gemacht.',
  dial_draft: 'Entwurf anlegen: SQL ab {score} Punkten',
  dial_drafted: 'Die Schwelle steht in einem Entwurf: Nichts gilt, bevor er veröffentlicht ist.',
  dial_what:
    'Die Schwelle ist der kleinste Score, ab dem nicht mehr der 1.000 neuesten Leads liegen, als der Vertrieb anrufen kann. Sie folgt den neuesten Leads. Bleiben in einer Woche Anrufe übrig, füllen sie Leads mit einem Punkt weniger, die neuesten zuerst; nicht gemachte Anrufe gehen in die nächste Woche. Abschlüsse sind das, was die Leads des letzten Jahres auf jeder Seite der Schwelle taten, für so viele Leads, wie jetzt kommen. Wer selbst nach dem Vertrieb fragt, kommt hinzu. Mit der Veröffentlichung des Entwurfs steht die Schwelle fest, denn keine Version ändert sich von selbst: Ergibt sie mehr oder weniger SQLs, als der Vertrieb anrufen kann, sagt Ripen es hier und schlägt die neue vor.',
  still_right: 'Das Modell in Kraft stimmt noch für die Leads aus {quarter}.',
  still_coin:
    'Bei den Leads aus {quarter} unterschied der Score Käufer nicht besser als eine Münze: Siehe „Stimmt der Score?“.',
  still_worse:
    'Bei den Leads aus {quarter} unterschied der Score Käufer schlechter als zuvor: Siehe „Stimmt der Score?“.',
  still_off:
    'Bei den Leads aus {quarter} stimmt die Reihenfolge der Scores noch, aber es kaufen mehr oder weniger als vorhergesagt: Siehe „Stimmt der Score?“.',
  still_bought: '{won} von {seen} kauften.',
  still_bought_foretold: '{won} von {seen} kauften; {foretold} waren vorhergesagt.',
};
