import type { LEARNT_EN } from './en.ts';

export const LEARNT_DE: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '{wins} gewonnene und {losses} verlorene Leads, jeder so, wie er {landmark} nach seinem Kommen stand, also vor seinem Ausgang. Sie kamen vom {from} bis {to}.',
  learnt_past:
    '{wins} gewonnene und {losses} verlorene Leads, jeder so, wie er {landmark} nach seinem Kommen stand, also vor seinem Ausgang.',
  learnt_status: '{count} der verlorenen Leads haben einen Lead-Status, der „verloren“ bedeutet: {labels}.',
  learnt_status_open: 'Lead-Status, mit denen ein Lead offen bleibt: {labels}.',
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
  learnt_leak_by_part:
    '„{label}“ kennt den Ausgang: {count} % dieser Werte wurden {verb}, nachdem der Deal gewonnen war, meist {by}. {part}',
  learnt_leak_by:
    '„{label}“ kennt den Ausgang: {count} % dieser Werte wurden {verb}, nachdem der Deal gewonnen war, meist {by}.',
  learnt_leak_part:
    '„{label}“ kennt den Ausgang: {count} % dieser Werte wurden {verb}, nachdem der Deal gewonnen war. {part}',
  learnt_leak: '„{label}“ kennt den Ausgang: {count} % dieser Werte wurden {verb}, nachdem der Deal gewonnen war.',
  learnt_alone_new:
    'Allein unterscheidet es Gewonnene von Verlorenen mit einer AUC von {now}, so wie es jetzt steht; vor dem Ausgang sagte es nichts.',
  learnt_alone:
    'Allein unterscheidet es Gewonnene von Verlorenen mit einer AUC von {now}, so wie es jetzt steht, und von {then}, so wie es vor dem Ausgang stand.',
  learnt_grows:
    'Bis zu {points} Punkte, keine bei {from} und alle bei {to}: {wins} von {leads} Leads, die mindestens die Hälfte bekommen, wurden gewonnen ({share}), und {average} von allen.',
  learnt_rule: '{wins} von {leads} solchen Leads wurden gewonnen ({share}), und {average} von allen.',
  learnt_silent: 'Sie traf auf keinen dieser Leads zu und bleibt deshalb, wie sie ist.',
  learnt_stays: 'Sie bleibt, wie sie ist.',
  learnt_gone: 'Sie fügt dem Gelernten nichts hinzu.',
  learnt_weighs: 'Sie bleibt und wiegt so viel, wie Ihre gewonnenen Leads sagen.',
  learnt_correct:
    '{wins} gewonnene und {losses} verlorene Leads könnten die Punkte in Kraft verbessern, doch diese sagen von all diesen Leads dasselbe; für eigene Punkte braucht es {count} von jeder Art',
  learnt_coin_chance:
    'an {place} hat das Gelernte eine AUC von {learnt} gegen eine Münze (0.5): {how} um {by}, auf {open} genau, was Zufall sein kann',
  learnt_chance:
    'an {place} hat das Gelernte eine AUC von {learnt} gegen die Punkte in Kraft ({count}): {how} um {by}, auf {open} genau, was Zufall sein kann',
  learnt_coin:
    'an {place} hat das Gelernte eine AUC von {learnt} gegen eine Münze (0.5): schlechter um {by}, auf {open} genau',
  learnt_worse:
    'an {place} hat das Gelernte eine AUC von {learnt} gegen die Punkte in Kraft ({count}): schlechter um {by}, auf {open} genau',
};

/** What stands in these sentences. */
export const LEARNT_NAMES_DE: Readonly<Record<string, string>> = {
  typed: 'eingetippt',
  imported: 'importiert',
  given: 'angegeben',
  written: 'geschrieben',
  'by people in HubSpot': 'von Menschen in HubSpot',
  'by people in HubSpot, for many records at once': 'von Menschen in HubSpot, für viele Datensätze auf einmal',
  'by people in the mobile app': 'von Menschen in der mobilen App',
  'by an import': 'durch einen Import',
  'in forms': 'in Formularen',
  'by another program': 'von einem anderen Programm',
  'by workflows': 'von Workflows',
  "by HubSpot's analytics": 'von HubSpots Analyse',
  'by HubSpot itself': 'von HubSpot selbst',
  'the newest leads': 'den neuesten Leads',
  'leads held back': 'zurückgehaltenen Leads',
  better: 'besser',
  worse: 'schlechter',
};
