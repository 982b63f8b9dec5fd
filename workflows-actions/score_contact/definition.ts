import { JOURNEY_CHOICES, QUALIFICATION_CHOICES, SEGMENT_CHOICES, TRACK_CHOICES } from '../choices.ts';
import type { ActionDefinition, OutputField } from '../definition.ts';
import { COMMON_HISTORY, PROBLEM, RESULT, whenResult } from '../results.ts';

/** The evaluation, for later steps to branch on. */
export const EVALUATION_OUTPUTS: readonly OutputField[] = [
  {
    name: 'score',
    type: 'number',
    fieldType: 'number',
    label: { en: 'Score', de: 'Score', fr: 'Score', es: 'Puntuación', 'pt-br': 'Pontuação', ja: 'スコア' },
  },
  {
    name: 'explicit_score',
    type: 'number',
    fieldType: 'number',
    label: {
      en: 'Explicit score (who they are)',
      de: 'Expliziter Score (wer sie sind)',
      fr: 'Score explicite (qui il est)',
      es: 'Puntuación explícita (quién es)',
      'pt-br': 'Pontuação explícita (quem é)',
      ja: '明示的スコア(属性)',
    },
  },
  {
    name: 'implicit_score',
    type: 'number',
    fieldType: 'number',
    label: {
      en: 'Implicit score (what they do)',
      de: 'Impliziter Score (was sie tun)',
      fr: 'Score implicite (ce qu’il fait)',
      es: 'Puntuación implícita (qué hace)',
      'pt-br': 'Pontuação implícita (o que faz)',
      ja: '暗黙的スコア(行動)',
    },
  },
  {
    name: 'grade',
    type: 'string',
    fieldType: 'text',
    label: {
      en: 'Grade (A1 is best)',
      de: 'Note (A1 ist die beste)',
      fr: 'Note (A1 est la meilleure)',
      es: 'Grado (A1 es el mejor)',
      'pt-br': 'Grau (A1 é o melhor)',
      ja: 'グレード(A1が最高)',
    },
  },
  {
    name: 'qualification',
    type: 'enumeration',
    fieldType: 'select',
    choices: QUALIFICATION_CHOICES,
    label: {
      en: 'Qualification',
      de: 'Qualifizierung',
      fr: 'Qualification',
      es: 'Cualificación',
      'pt-br': 'Qualificação',
      ja: '認定状況',
    },
  },
  {
    name: 'journey_stage',
    type: 'enumeration',
    fieldType: 'select',
    choices: JOURNEY_CHOICES,
    label: {
      en: 'Journey stage',
      de: 'Phase der Kaufreise',
      fr: 'Étape du parcours',
      es: 'Etapa del recorrido',
      'pt-br': 'Etapa da jornada',
      ja: 'ジャーニーの段階',
    },
  },
  {
    name: 'dormant_segment',
    type: 'enumeration',
    fieldType: 'select',
    choices: SEGMENT_CHOICES,
    label: {
      en: 'Dormant segment',
      de: 'Ruhesegment',
      fr: 'Segment dormant',
      es: 'Segmento inactivo',
      'pt-br': 'Segmento inativo',
      ja: '休眠セグメント',
    },
  },
  {
    name: 'nurture_track',
    type: 'enumeration',
    fieldType: 'select',
    choices: TRACK_CHOICES,
    label: {
      en: 'Nurture track',
      de: 'Nurturing-Programm',
      fr: 'Programme de maturation',
      es: 'Programa de nutrición',
      'pt-br': 'Programa de nutrição',
      ja: 'ナーチャリングトラック',
    },
  },
  {
    name: 'reasons',
    type: 'string',
    fieldType: 'textarea',
    label: {
      en: 'Top reasons',
      de: 'Wichtigste Gründe',
      fr: 'Raisons principales',
      es: 'Razones principales',
      'pt-br': 'Principais motivos',
      ja: '主な理由',
    },
  },
];

export const definition: ActionDefinition = {
  name: 'score_contact',
  title: {
    en: 'Score contact',
    de: 'Kontakt bewerten',
    fr: 'Évaluer le contact',
    es: 'Puntuar contacto',
    'pt-br': 'Pontuar contato',
    ja: 'コンタクトをスコアリング',
  },
  description: {
    en: 'Evaluates the contact again, from its newest data, and gives scores, grade, qualification and reasons to the next steps.',
    de: 'Bewertet den Kontakt frisch und gibt Scores, Note, Qualifizierung und Gründe an die nächsten Schritte.',
    fr: 'Réévalue le contact et transmet scores, note, qualification et raisons aux étapes suivantes.',
    es: 'Evalúa de nuevo el contacto y pasa puntuaciones, grado, cualificación y razones a los pasos siguientes.',
    'pt-br': 'Reavalia o contato e passa pontuações, grau, qualificação e motivos aos próximos passos.',
    ja: 'コンタクトを最新の情報で評価し、スコア、グレード、認定状況、理由を次のステップに渡します。',
  },
  card: {
    en: 'Score the contact again',
    de: 'Kontakt frisch bewerten',
    fr: 'Réévaluer le contact',
    es: 'Puntuar de nuevo el contacto',
    'pt-br': 'Pontuar novamente o contato',
    ja: 'コンタクトを再スコアリング',
  },
  inputs: [],
  outputs: [...EVALUATION_OUTPUTS, RESULT, PROBLEM],
  history: [
    whenResult('OK', {
      en: 'Score {{ score }}, grade {{ grade }}: {{ reasons }}',
      de: 'Score {{ score }}, Note {{ grade }}: {{ reasons }}',
      fr: 'Score {{ score }}, note {{ grade }} : {{ reasons }}',
      es: 'Puntuación {{ score }}, grado {{ grade }}: {{ reasons }}',
      'pt-br': 'Pontuação {{ score }}, grau {{ grade }}: {{ reasons }}',
      ja: 'スコア {{ score }}、グレード {{ grade }}: {{ reasons }}',
    }),
    ...COMMON_HISTORY,
  ],
};
