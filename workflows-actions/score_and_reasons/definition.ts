import type { ActionDefinition } from '../definition.ts';
import { COMMON_HISTORY, PROBLEM, RESULT, whenResult } from '../results.ts';
import { EVALUATION_OUTPUTS } from '../score_contact/definition.ts';

export const definition: ActionDefinition = {
  name: 'score_and_reasons',
  title: {
    en: 'Lead score and reasons',
    de: 'Lead-Score und Gründe',
    fr: 'Score du lead et raisons',
    es: 'Puntuación del lead y razones',
    'pt-br': 'Pontuação do lead e motivos',
    ja: 'リードスコアと理由',
  },
  description: {
    en: 'Tells an agent how ripe a contact is, why, and which nurture track it is in.',
    de: 'Sagt einem Agenten, wie reif ein Kontakt ist, warum, und in welchem Nurturing-Programm er ist.',
    fr: 'Indique à un agent la maturité d’un contact, pourquoi, et son programme de maturation.',
    es: 'Dice a un agente cuán maduro está un contacto, por qué y en qué programa de nutrición está.',
    'pt-br': 'Diz a um agente quão maduro está um contato, por quê e em qual programa de nutrição está.',
    ja: 'コンタクトの成熟度、その理由、ナーチャリングトラックをエージェントに伝えます。',
  },
  card: {
    en: 'Look up score and reasons',
    de: 'Score und Gründe nachsehen',
    fr: 'Consulter le score et les raisons',
    es: 'Consultar puntuación y razones',
    'pt-br': 'Consultar pontuação e motivos',
    ja: 'スコアと理由を確認',
  },
  inputs: [
    {
      name: 'contact_id',
      type: 'string',
      fieldType: 'text',
      required: true,
      from: ['STATIC_VALUE'],
      label: {
        en: 'Contact id',
        de: 'Kontakt-ID',
        fr: 'ID du contact',
        es: 'ID del contacto',
        'pt-br': 'ID do contato',
        ja: 'コンタクトID',
      },
      help: {
        en: 'The record id of the contact in HubSpot.',
        de: 'Die Datensatz-ID des Kontakts in HubSpot.',
        fr: 'L’identifiant de l’enregistrement du contact dans HubSpot.',
        es: 'El ID de registro del contacto en HubSpot.',
        'pt-br': 'O ID de registro do contato no HubSpot.',
        ja: 'HubSpotにおけるコンタクトのレコードIDです。',
      },
    },
  ],
  outputs: [
    ...EVALUATION_OUTPUTS,
    {
      name: 'success_message',
      type: 'string',
      fieldType: 'textarea',
      label: {
        en: 'Summary',
        de: 'Zusammenfassung',
        fr: 'Résumé',
        es: 'Resumen',
        'pt-br': 'Resumo',
        ja: '要約',
      },
    },
    RESULT,
    PROBLEM,
  ],
  history: [
    whenResult('OK', {
      en: '{{ success_message }}',
      de: 'Score {{ score }}, Note {{ grade }}: {{ reasons }}',
      fr: 'Score {{ score }}, note {{ grade }} : {{ reasons }}',
      es: 'Puntuación {{ score }}, grado {{ grade }}: {{ reasons }}',
      'pt-br': 'Pontuação {{ score }}, grau {{ grade }}: {{ reasons }}',
      ja: 'スコア {{ score }}、グレード {{ grade }}: {{ reasons }}',
    }),
    ...COMMON_HISTORY,
  ],
  agentTool: {
    toolType: 'GET_DATA',
    when: 'Use this to learn how ripe one HubSpot contact is as a lead. Give the contact record id. It returns the Ripen score from 0 to 100 with its explicit part (who the contact is) and implicit part (what the contact does), a grade from A1 (best) to D4, the qualification (unqualified, mql, sql), the dormant segment, the nurture track and the strongest reasons with signed points. It changes nothing.',
  },
};
