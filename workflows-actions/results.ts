import type { HistoryRule, OutputField, Text } from './definition.ts';

/*
 * How every action ends: `result` is OK, or a code that says why nothing was done. Workflows can
 * branch on the code, and the history shows a sentence for it.
 */

export const RESULT: OutputField = {
  name: 'result',
  type: 'string',
  fieldType: 'text',
  label: { en: 'Result', de: 'Ergebnis', fr: 'Résultat', es: 'Resultado', 'pt-br': 'Resultado', ja: '結果' },
};

export const PROBLEM: OutputField = {
  name: 'problem',
  type: 'string',
  fieldType: 'text',
  label: { en: 'Problem', de: 'Problem', fr: 'Problème', es: 'Problema', 'pt-br': 'Problema', ja: '問題' },
};

/** A history line for one result. */
export const whenResult = (code: string, text: Text): HistoryRule => ({
  name: code === 'OK' ? 'done' : code.toLowerCase(),
  when: { result: code },
  text,
});

export const COMMON_HISTORY: readonly HistoryRule[] = [
  whenResult('INVALID_INPUT', {
    en: 'Nothing was done, because this step cannot use an input: {{ problem }}',
    de: 'Nichts wurde getan, weil eine Eingabe nicht verwendbar ist: {{ problem }}',
    fr: 'Rien n’a été fait, car une valeur saisie est inutilisable : {{ problem }}',
    es: 'No se hizo nada porque un dato introducido no sirve: {{ problem }}',
    'pt-br': 'Nada foi feito, porque um dado informado não pode ser usado: {{ problem }}',
    ja: '入力値を使用できないため、何も実行されませんでした: {{ problem }}',
  }),
  whenResult('NOT_PERMITTED', {
    en: 'Nothing was done: this account has not allowed Ripen to continue workflows. Reconnect Ripen and allow automation.',
    de: 'Nichts wurde getan: Dieses Konto hat Ripen nicht erlaubt, Workflows fortzusetzen. Verbinden Sie Ripen neu und erlauben Sie Automatisierung.',
    fr: 'Rien n’a été fait : ce compte n’autorise pas Ripen à poursuivre les workflows. Reconnectez Ripen et autorisez l’automatisation.',
    es: 'No se hizo nada: esta cuenta no permite que Ripen continúe los workflows. Vuelva a conectar Ripen y permita la automatización.',
    'pt-br':
      'Nada foi feito: esta conta não permite que o Ripen continue fluxos de trabalho. Reconecte o Ripen e permita a automação.',
    ja: '何も実行されませんでした。このアカウントではRipenによるワークフローの続行が許可されていません。Ripenを再接続し、自動化を許可してください。',
  }),
  whenResult('CONTACT_GONE', {
    en: 'Nothing was done: the contact has been deleted.',
    de: 'Nichts wurde getan: Der Kontakt wurde gelöscht.',
    fr: 'Rien n’a été fait : le contact a été supprimé.',
    es: 'No se hizo nada: el contacto se ha eliminado.',
    'pt-br': 'Nada foi feito: o contato foi excluído.',
    ja: '何も実行されませんでした。コンタクトが削除されています。',
  }),
  whenResult('NOT_EVALUATED', {
    en: 'Nothing was done: the contact could not be evaluated. Ripen keeps trying. Enroll the contact again later.',
    de: 'Nichts wurde getan: Der Kontakt konnte nicht bewertet werden. Ripen versucht es weiter; nehmen Sie ihn später erneut auf.',
    fr: 'Rien n’a été fait : le contact n’a pas pu être évalué. Ripen réessaiera ; réinscrivez-le plus tard.',
    es: 'No se hizo nada: no se pudo evaluar el contacto. Ripen lo seguirá intentando; vuelva a inscribirlo más tarde.',
    'pt-br':
      'Nada foi feito: não foi possível avaliar o contato. O Ripen continuará tentando; inscreva-o novamente mais tarde.',
    ja: '何も実行されませんでした。コンタクトを評価できませんでした。Ripenは再試行を続けます。後でもう一度登録してください。',
  }),
];

/** For actions that touch prospects only, and never a customer or an opportunity. */
export const NOT_A_PROSPECT = whenResult('NOT_A_PROSPECT', {
  en: 'Nothing was done: the contact is a customer, an opportunity or in a stage that only this account has. Ripen never changes such contacts.',
  de: 'Nichts wurde getan: Der Kontakt ist Kunde, Opportunity oder in einer eigenen Phase, und die lässt Ripen in Ruhe.',
  fr: 'Rien n’a été fait : le contact est un client, une opportunité ou à une étape propre au compte, et Ripen n’y touche pas.',
  es: 'No se hizo nada: el contacto es cliente, oportunidad o está en una etapa propia, y Ripen no los toca.',
  'pt-br': 'Nada foi feito: o contato é cliente, oportunidade ou está em uma etapa própria, e o Ripen não mexe neles.',
  ja: '何も実行されませんでした。コンタクトは顧客、商談中、または独自のステージにあり、Ripenはこれらを変更しません。',
});
