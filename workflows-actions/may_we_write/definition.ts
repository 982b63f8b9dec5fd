import type { ActionDefinition } from '../definition.ts';
import { PROBLEM, RESULT } from '../results.ts';
import { REFUSALS } from './reasons.ts';

export const definition: ActionDefinition = {
  name: 'may_we_write',
  title: {
    en: 'May we write?',
    de: 'Dürfen wir schreiben?',
    fr: 'Pouvons-nous écrire ?',
    es: '¿Podemos escribir?',
    'pt-br': 'Podemos escrever?',
    ja: '連絡してよいか?',
  },
  description: {
    en: 'Answers yes or no, with the reason, right before a step that sends. Unknown means no.',
    de: 'Sagt direkt vor einem Sendeschritt ja oder nein, mit Grund. Was nicht bekannt ist, bedeutet nein.',
    fr: 'Dit oui ou non, avec la raison, juste avant un envoi. Ce qui n’est pas connu signifie non.',
    es: 'Dice sí o no, con el motivo, justo antes de un envío. Lo que no se sabe significa no.',
    'pt-br': 'Diz sim ou não, com o motivo, logo antes de um envio. O que não se sabe significa não.',
    ja: '送信ステップの直前に、可否と理由を示します。不明な場合は「いいえ」です。',
  },
  card: {
    en: 'May we write to the contact?',
    de: 'Dürfen wir dem Kontakt schreiben?',
    fr: 'Pouvons-nous écrire au contact ?',
    es: '¿Podemos escribir al contacto?',
    'pt-br': 'Podemos escrever ao contato?',
    ja: 'コンタクトに連絡してよいか?',
  },
  inputs: [
    {
      name: 'minimum_days',
      type: 'number',
      fieldType: 'number',
      required: false,
      from: ['STATIC_VALUE'],
      label: {
        en: 'Days since the last e-mail',
        de: 'Tage seit der letzten E-Mail',
        fr: 'Jours depuis le dernier e-mail',
        es: 'Días desde el último correo',
        'pt-br': 'Dias desde o último e-mail',
        ja: '前回のメールからの日数',
      },
      help: {
        en: 'The fewest days that must have passed since the last marketing e-mail. Empty or 0: any number of days.',
        de: 'So viele Tage müssen seit der letzten Marketing-E-Mail vergangen sein; leer oder 0: egal.',
        fr: 'Nombre minimal de jours depuis le dernier e-mail marketing ; vide ou 0 : sans importance.',
        es: 'Días que deben haber pasado desde el último correo de marketing; vacío o 0: no importa.',
        'pt-br': 'Dias que devem ter passado desde o último e-mail de marketing; vazio ou 0: não importa.',
        ja: '前回のマーケティングメールから経過すべき日数。空欄または0の場合は問いません。',
      },
    },
  ],
  outputs: [
    {
      name: 'may_write',
      type: 'enumeration',
      fieldType: 'select',
      choices: [
        { value: 'yes', label: { en: 'Yes', de: 'Ja', fr: 'Oui', es: 'Sí', 'pt-br': 'Sim', ja: 'はい' } },
        { value: 'no', label: { en: 'No', de: 'Nein', fr: 'Non', es: 'No', 'pt-br': 'Não', ja: 'いいえ' } },
      ],
      label: {
        en: 'May we write',
        de: 'Dürfen wir schreiben',
        fr: 'Pouvons-nous écrire',
        es: 'Podemos escribir',
        'pt-br': 'Podemos escrever',
        ja: '連絡の可否',
      },
    },
    {
      name: 'reason',
      type: 'enumeration',
      fieldType: 'select',
      choices: REFUSALS.map(({ value, text }) => ({ value, label: text })),
      label: { en: 'Reason', de: 'Grund', fr: 'Raison', es: 'Motivo', 'pt-br': 'Motivo', ja: '理由' },
    },
    {
      name: 'explanation',
      type: 'string',
      fieldType: 'text',
      label: {
        en: 'Explanation',
        de: 'Erklärung',
        fr: 'Explication',
        es: 'Explicación',
        'pt-br': 'Explicação',
        ja: '説明',
      },
    },
    RESULT,
    PROBLEM,
  ],
  history: [
    {
      name: 'yes',
      when: { may_write: 'yes' },
      text: {
        en: 'Yes, we may write',
        de: 'Ja, wir dürfen schreiben',
        fr: 'Oui, nous pouvons écrire',
        es: 'Sí, podemos escribir',
        'pt-br': 'Sim, podemos escrever',
        ja: 'はい、連絡できます',
      },
    },
    ...REFUSALS.map(({ value, text }) => ({ name: `no_${value}`, when: { reason: value }, text })),
  ],
};
