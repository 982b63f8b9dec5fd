import type { Text } from '../definition.ts';

/** Reasons not to write, the weightiest first. Texts are lines of a workflow's history. */
export const REFUSALS = [
  {
    value: 'unknown',
    text: {
      en: 'No: it could not be found out ({{ problem }})',
      de: 'Nein: Es ließ sich nicht feststellen ({{ problem }})',
      fr: 'Non : impossible de le savoir ({{ problem }})',
      es: 'No: no se pudo averiguar ({{ problem }})',
      'pt-br': 'Não: não foi possível saber ({{ problem }})',
      ja: 'いいえ: 確認できませんでした({{ problem }})',
    },
  },
  {
    value: 'opted_out',
    text: {
      en: 'No: the contact opted out of e-mail',
      de: 'Nein: Der Kontakt hat E-Mails abbestellt',
      fr: 'Non : le contact s’est désabonné des e-mails',
      es: 'No: el contacto se dio de baja del correo',
      'pt-br': 'Não: o contato cancelou o recebimento de e-mails',
      ja: 'いいえ: コンタクトはメール配信を停止しています',
    },
  },
  {
    value: 'bounced',
    text: {
      en: 'No: e-mail to the contact bounced for good',
      de: 'Nein: E-Mails an den Kontakt sind endgültig unzustellbar',
      fr: 'Non : les e-mails au contact reviennent définitivement',
      es: 'No: los correos al contacto rebotan definitivamente',
      'pt-br': 'Não: os e-mails para o contato voltam em definitivo',
      ja: 'いいえ: コンタクトへのメールは恒久的に不達です',
    },
  },
  {
    value: 'no_address',
    text: {
      en: 'No: there is no usable e-mail address',
      de: 'Nein: Es gibt keine brauchbare E-Mail-Adresse',
      fr: 'Non : il n’y a pas d’adresse e-mail utilisable',
      es: 'No: no hay una dirección de correo utilizable',
      'pt-br': 'Não: não há endereço de e-mail utilizável',
      ja: 'いいえ: 使用できるメールアドレスがありません',
    },
  },
  {
    value: 'no_correspondence',
    text: {
      en: 'No: the contact must not receive correspondence ({{ explanation }})',
      de: 'Nein: Der Kontakt darf keine Korrespondenz erhalten ({{ explanation }})',
      fr: 'Non : le contact ne doit recevoir aucune correspondance ({{ explanation }})',
      es: 'No: el contacto no debe recibir correspondencia ({{ explanation }})',
      'pt-br': 'Não: o contato não deve receber correspondência ({{ explanation }})',
      ja: 'いいえ: このコンタクトには連絡できません({{ explanation }})',
    },
  },
  {
    value: 'closed_lost',
    text: {
      en: 'No: after a lost deal the contact is followed up by hand only',
      de: 'Nein: Nach einem verlorenen Abschluss wird nur von Hand nachgefasst',
      fr: 'Non : après une affaire perdue, le suivi se fait uniquement à la main',
      es: 'No: tras un negocio perdido el seguimiento es solo a mano',
      'pt-br': 'Não: após um negócio perdido o acompanhamento é só manual',
      ja: 'いいえ: 失注後は手動でのみフォローします',
    },
  },
  {
    value: 'paused',
    text: {
      en: 'No: nurture of the contact is paused',
      de: 'Nein: Das Nurturing des Kontakts pausiert',
      fr: 'Non : la maturation du contact est en pause',
      es: 'No: la nutrición del contacto está en pausa',
      'pt-br': 'Não: a nutrição do contato está em pausa',
      ja: 'いいえ: このコンタクトのナーチャリングは一時停止中です',
    },
  },
  {
    value: 'touched_recently',
    text: {
      en: 'No: the last e-mail was too recent ({{ explanation }})',
      de: 'Nein: Die letzte E-Mail ist zu kurz her ({{ explanation }})',
      fr: 'Non : le dernier e-mail est trop récent ({{ explanation }})',
      es: 'No: el último correo es demasiado reciente ({{ explanation }})',
      'pt-br': 'Não: o último e-mail é muito recente ({{ explanation }})',
      ja: 'いいえ: 前回のメールから日が浅すぎます({{ explanation }})',
    },
  },
] as const satisfies readonly { readonly value: string; readonly text: Text }[];

export type Refusal = (typeof REFUSALS)[number]['value'];
