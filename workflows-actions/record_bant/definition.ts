import type { ActionDefinition, InputField, Text } from '../definition.ts';
import { COMMON_HISTORY, PROBLEM, RESULT, whenResult } from '../results.ts';
import { BANT_CHOICES } from '../words.ts';

const answer = (name: string, label: Text, help: Text): InputField => ({
  name,
  type: 'enumeration',
  fieldType: 'select',
  choices: BANT_CHOICES,
  required: false,
  from: ['STATIC_VALUE', 'OBJECT_PROPERTY'],
  label,
  help,
});

export const definition: ActionDefinition = {
  name: 'record_bant',
  title: {
    en: 'Record BANT answers',
    de: 'BANT-Antworten erfassen',
    fr: 'Enregistrer les réponses BANT',
    es: 'Registrar respuestas BANT',
    'pt-br': 'Registrar respostas BANT',
    ja: 'BANTの回答を記録',
  },
  description: {
    en: 'Stores what you learned of budget, authority, need and timeline. What is left empty stays as it is.',
    de: 'Speichert, was Sie über Budget, Befugnis, Bedarf und Zeitplan wissen. Was leer bleibt, bleibt, wie es ist.',
    fr: 'Enregistre ce que vous savez du budget, de l’autorité, du besoin et du calendrier. Un champ vide ne change rien.',
    es: 'Guarda lo que sabe de presupuesto, autoridad, necesidad y plazo. Lo que se deja vacío no cambia.',
    'pt-br': 'Guarda o que você sabe sobre orçamento, autoridade, necessidade e prazo. O que ficar vazio não muda.',
    ja: '予算、決裁権、必要性、導入時期について分かったことを保存します。空欄の項目は変更されません。',
  },
  card: {
    en: 'Record BANT answers',
    de: 'BANT-Antworten erfassen',
    fr: 'Enregistrer les réponses BANT',
    es: 'Registrar respuestas BANT',
    'pt-br': 'Registrar respostas BANT',
    ja: 'BANTの回答を記録',
  },
  inputs: [
    answer(
      'budget',
      { en: 'Budget', de: 'Budget', fr: 'Budget', es: 'Presupuesto', 'pt-br': 'Orçamento', ja: '予算' },
      {
        en: 'Is there a budget?',
        de: 'Gibt es ein Budget?',
        fr: 'Y a-t-il un budget ?',
        es: '¿Hay presupuesto?',
        'pt-br': 'Há orçamento?',
        ja: '予算はありますか?',
      },
    ),
    answer(
      'authority',
      { en: 'Authority', de: 'Befugnis', fr: 'Autorité', es: 'Autoridad', 'pt-br': 'Autoridade', ja: '決裁権' },
      {
        en: 'May the contact decide?',
        de: 'Darf der Kontakt entscheiden?',
        fr: 'Le contact peut-il décider ?',
        es: '¿Puede decidir el contacto?',
        'pt-br': 'O contato pode decidir?',
        ja: 'コンタクトに決定権はありますか?',
      },
    ),
    answer(
      'need',
      { en: 'Need', de: 'Bedarf', fr: 'Besoin', es: 'Necesidad', 'pt-br': 'Necessidade', ja: '必要性' },
      {
        en: 'Do they need what you sell?',
        de: 'Brauchen sie, was Sie verkaufen?',
        fr: 'Ont-ils besoin de ce que vous vendez ?',
        es: '¿Necesitan lo que usted vende?',
        'pt-br': 'Precisam do que você vende?',
        ja: '御社の製品を必要としていますか?',
      },
    ),
    answer(
      'timeline',
      { en: 'Timeline', de: 'Zeitplan', fr: 'Calendrier', es: 'Plazo', 'pt-br': 'Prazo', ja: '導入時期' },
      {
        en: 'Do they want to buy soon?',
        de: 'Wollen sie bald kaufen?',
        fr: 'Veulent-ils acheter bientôt ?',
        es: '¿Quieren comprar pronto?',
        'pt-br': 'Querem comprar em breve?',
        ja: '近いうちに購入する予定ですか?',
      },
    ),
  ],
  outputs: [
    {
      name: 'answers_known',
      type: 'number',
      fieldType: 'number',
      label: {
        en: 'Answers known (0 to 4)',
        de: 'Bekannte Antworten (0 bis 4)',
        fr: 'Réponses connues (0 à 4)',
        es: 'Respuestas conocidas (0 a 4)',
        'pt-br': 'Respostas conhecidas (0 a 4)',
        ja: '判明している回答数(0〜4)',
      },
    },
    {
      name: 'still_unknown',
      type: 'string',
      fieldType: 'text',
      label: {
        en: 'Still unknown',
        de: 'Noch unbekannt',
        fr: 'Encore inconnu',
        es: 'Aún desconocido',
        'pt-br': 'Ainda desconhecido',
        ja: '未判明の項目',
      },
    },
    RESULT,
    PROBLEM,
  ],
  history: [
    whenResult('OK', {
      en: 'Recorded; {{ answers_known }} of 4 answers are known',
      de: 'Erfasst; {{ answers_known }} von 4 Antworten sind bekannt',
      fr: 'Enregistré ; {{ answers_known }} réponses connues sur 4',
      es: 'Registrado; se conocen {{ answers_known }} de 4 respuestas',
      'pt-br': 'Registrado; {{ answers_known }} de 4 respostas são conhecidas',
      ja: '記録しました。4件中{{ answers_known }}件の回答が判明しています',
    }),
    whenResult('READ_ELSEWHERE', {
      en: 'Nothing was recorded: {{ problem }}',
      de: 'Nichts wurde erfasst: {{ problem }}',
      fr: 'Rien n’a été enregistré : {{ problem }}',
      es: 'No se registró nada: {{ problem }}',
      'pt-br': 'Nada foi registrado: {{ problem }}',
      ja: '記録されませんでした: {{ problem }}',
    }),
    ...COMMON_HISTORY,
  ],
};
