import type { LEARNT_EN } from './en.ts';

export const LEARNT_DE: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} gewonnene und {losses} verlorene Leads, jeder so, wie er {landmark} nach seinem Kommen stand, also vor seinem Ausgang. Sie kamen vom {from} bis {to}.',
  learnt_past:
    '{wins} gewonnene und {losses} verlorene Leads, jeder so, wie er {landmark} nach seinem Kommen stand, also vor seinem Ausgang.',
  learnt_early: '{count} waren schon vorher entschieden und lehren deshalb nichts.',
  learnt_undated: '{count} sagen nicht, wann sie kamen oder wann sie gewonnen oder verloren wurden.',
  learnt_open: '{count} sind wieder offen.',
  learnt_unread: '{count} wurden nicht gelesen: Die Aufrufe reichten nicht, oder HubSpot gab sie nicht her.',
  learnt_unlooked: '{count} Eigenschaften wurden nicht angesehen, weil das Konto zu viele hat.',
  learnt_known: '„{label}“ war damals von {then} der Leads bekannt und ist es jetzt von {now}.',
  learnt_calls: 'HubSpot wurde {count}-mal aufgerufen.',
  learnt_judged_newest:
    'Beurteilt an den neuesten {leads} Leads, aus denen die Punkte nicht gelernt wurden; {wins} davon wurden gewonnen.',
  learnt_judged: 'Beurteilt an {leads} Leads, aus denen die Punkte nicht gelernt wurden; {wins} davon wurden gewonnen.',
  learnt_first_coin:
    'Von zweien, einem gewonnenen und einem verlorenen, setzen die neuen Punkte den gewonnenen {learnt}-mal von 100 nach vorn; die Punkte in Kraft sagen von beiden dasselbe und haben so 50-mal recht. Eine Münze hat 50-mal recht.',
  learnt_first:
    'Von zweien, einem gewonnenen und einem verlorenen, setzen die neuen Punkte den gewonnenen {learnt}-mal von 100 nach vorn, die Punkte in Kraft {count}-mal. Eine Münze hat 50-mal recht.',
  learnt_difference: 'Der Unterschied ist {by} von 100, mit 95 % Sicherheit zwischen {low} und {high}.',
  learnt_keep: 'Nichts wird vorgeschlagen, denn {part}. Behalten Sie Ihre Punkte.',
  learnt_too_few:
    'es gibt {wins} gewonnene und {losses} verlorene Leads, und aus weniger als {count} von jeder Art lässt sich nichts lernen',
  learnt_no_field: 'kein Feld ist übrig, aus dem sich lernen ließe',
  learnt_start: 'Der Score beginnt bei {count}.',
  learnt_share: 'Wer jemand ist, macht {count} % des gesamten Scores aus.',
  learnt_thresholds:
    'Schwellen neu gesetzt, weil die Punkte jetzt etwas anderes bedeuten: MQL ab {mql}, SQL ab {sql}, Note A ab {a}, B ab {b}, C ab {c}.',
};
