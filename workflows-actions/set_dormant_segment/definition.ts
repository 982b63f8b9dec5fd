import { SEGMENT_CHOICES } from '../choices.ts';
import type { ActionDefinition } from '../definition.ts';
import { COMMON_HISTORY, NOT_A_PROSPECT, PROBLEM, RESULT, whenResult } from '../results.ts';

export const definition: ActionDefinition = {
  name: 'set_dormant_segment',
  title: {
    en: 'Set dormant segment',
    de: 'Ruhesegment setzen',
    fr: 'Définir le segment dormant',
    es: 'Fijar segmento inactivo',
    'pt-br': 'Definir segmento inativo',
    ja: '休眠セグメントを設定',
  },
  description: {
    en: 'Puts the contact into a dormant segment, or keeps it out of all of them, for a number of days. New activity ends this earlier.',
    de: 'Setzt den Kontakt für so viele Tage in ein Ruhesegment oder hält ihn aus allen heraus. Aktivität weckt ihn vorher.',
    fr: 'Place le contact dans un segment dormant, ou le garde hors de tous, pour un nombre de jours. Une activité le réveille avant.',
    es: 'Pone el contacto en un segmento inactivo, o lo mantiene fuera de todos, por unos días. La actividad lo despierta antes.',
    'pt-br':
      'Coloca o contato em um segmento inativo, ou o mantém fora de todos, por alguns dias. Atividade o desperta antes.',
    ja: '指定した日数の間、コンタクトを休眠セグメントに入れるか、すべてから外します。行動があればその前に解除されます。',
  },
  card: {
    en: 'Segment {{segment}} for {{days}} days',
    de: 'Segment {{segment}} für {{days}} Tage',
    fr: 'Segment {{segment}} pendant {{days}} jours',
    es: 'Segmento {{segment}} por {{days}} días',
    'pt-br': 'Segmento {{segment}} por {{days}} dias',
    ja: 'セグメント {{segment}} を{{days}}日間',
  },
  inputs: [
    {
      name: 'segment',
      type: 'enumeration',
      fieldType: 'select',
      choices: SEGMENT_CHOICES,
      required: true,
      from: ['STATIC_VALUE'],
      label: { en: 'Segment', de: 'Segment', fr: 'Segment', es: 'Segmento', 'pt-br': 'Segmento', ja: 'セグメント' },
      help: {
        en: '“None” keeps the contact out of every dormant segment.',
        de: 'Keines hält einen Kontakt aus jedem Ruhesegment heraus.',
        fr: 'Aucun garde le contact hors de tout segment dormant.',
        es: 'Ninguno mantiene el contacto fuera de todo segmento inactivo.',
        'pt-br': 'Nenhum mantém o contato fora de todo segmento inativo.',
        ja: '「なし」はコンタクトをすべての休眠セグメントから外します。',
      },
    },
    {
      name: 'days',
      type: 'number',
      fieldType: 'number',
      required: true,
      from: ['STATIC_VALUE', 'OBJECT_PROPERTY'],
      label: {
        en: 'For how many days',
        de: 'Für wie viele Tage',
        fr: 'Pour combien de jours',
        es: 'Por cuántos días',
        'pt-br': 'Por quantos dias',
        ja: '日数',
      },
      help: {
        en: 'From 1 to 3650. After that Ripen decides again.',
        de: 'Von 1 bis 3650; danach entscheidet wieder Ripen.',
        fr: 'De 1 à 3650 ; ensuite Ripen décide à nouveau.',
        es: 'De 1 a 3650; después Ripen vuelve a decidir.',
        'pt-br': 'De 1 a 3650; depois o Ripen decide de novo.',
        ja: '1〜3650日。その後はRipenの判断に戻ります。',
      },
    },
  ],
  outputs: [
    {
      name: 'until',
      type: 'datetime',
      fieldType: 'date',
      label: { en: 'Until', de: 'Bis', fr: 'Jusqu’au', es: 'Hasta', 'pt-br': 'Até', ja: '期限' },
    },
    RESULT,
    PROBLEM,
  ],
  history: [
    whenResult('OK', {
      en: 'The segment is set until {{ until }}',
      de: 'Das Segment ist gesetzt bis {{ until }}',
      fr: 'Le segment est défini jusqu’au {{ until }}',
      es: 'El segmento está fijado hasta {{ until }}',
      'pt-br': 'O segmento está definido até {{ until }}',
      ja: '{{ until }}までセグメントを設定しました',
    }),
    NOT_A_PROSPECT,
    ...COMMON_HISTORY,
  ],
};
