import type { Choice, Text } from './definition.ts';

/* Choices that several actions offer, in every language. */

const choice = (value: string, label: Text): Choice => ({ value, label });

const NONE: Choice = choice('none', {
  en: 'None',
  de: 'Keine',
  fr: 'Aucun',
  es: 'Ninguno',
  'pt-br': 'Nenhum',
  ja: 'なし',
});

export const QUALIFICATION_CHOICES: readonly Choice[] = [
  choice('unqualified', {
    en: 'Unqualified',
    de: 'Nicht qualifiziert',
    fr: 'Non qualifié',
    es: 'No cualificado',
    'pt-br': 'Não qualificado',
    ja: '未認定',
  }),
  choice('mql', same('MQL')),
  choice('sql', same('SQL')),
];

export const JOURNEY_CHOICES: readonly Choice[] = [
  choice('none', NONE.label),
  choice('awareness', {
    en: 'Awareness',
    de: 'Wahrnehmung',
    fr: 'Prise de conscience',
    es: 'Reconocimiento',
    'pt-br': 'Conscientização',
    ja: '認知',
  }),
  choice('consideration', {
    en: 'Consideration',
    de: 'Abwägung',
    fr: 'Considération',
    es: 'Consideración',
    'pt-br': 'Consideração',
    ja: '検討',
  }),
  choice('decision', {
    en: 'Decision',
    de: 'Entscheidung',
    fr: 'Décision',
    es: 'Decisión',
    'pt-br': 'Decisão',
    ja: '決定',
  }),
];

/** Why sales gives a contact back. */
export const HAND_BACK_CHOICES: readonly Choice[] = [
  choice('no_budget', {
    en: 'No budget',
    de: 'Kein Budget',
    fr: 'Pas de budget',
    es: 'Sin presupuesto',
    'pt-br': 'Sem orçamento',
    ja: '予算がない',
  }),
  choice('no_authority', {
    en: 'Cannot decide',
    de: 'Darf nicht entscheiden',
    fr: 'Ne peut pas décider',
    es: 'No puede decidir',
    'pt-br': 'Não pode decidir',
    ja: '決裁権がない',
  }),
  choice('no_need', {
    en: 'No need',
    de: 'Kein Bedarf',
    fr: 'Pas de besoin',
    es: 'Sin necesidad',
    'pt-br': 'Sem necessidade',
    ja: 'ニーズがない',
  }),
  choice('bad_timing', {
    en: 'Not the right time',
    de: 'Nicht der richtige Zeitpunkt',
    fr: 'Pas le bon moment',
    es: 'No es el momento',
    'pt-br': 'Não é o momento',
    ja: '時期が合わない',
  }),
  choice('wrong_fit', {
    en: 'Does not fit us',
    de: 'Passt nicht zu uns',
    fr: 'Ne nous correspond pas',
    es: 'No encaja con nosotros',
    'pt-br': 'Não combina conosco',
    ja: '自社に合わない',
  }),
  choice('not_interested', {
    en: 'Not interested',
    de: 'Kein Interesse',
    fr: 'Pas intéressé',
    es: 'No está interesado',
    'pt-br': 'Não tem interesse',
    ja: '関心がない',
  }),
  choice('not_reached', {
    en: 'Could not be reached',
    de: 'Nicht erreicht',
    fr: 'Injoignable',
    es: 'No se pudo contactar',
    'pt-br': 'Não foi possível contatar',
    ja: '連絡が取れない',
  }),
  choice('other', {
    en: 'Another reason',
    de: 'Ein anderer Grund',
    fr: 'Une autre raison',
    es: 'Otro motivo',
    'pt-br': 'Outro motivo',
    ja: 'その他の理由',
  }),
];

/** Where the answers of BANT come from. */
export const BANT_SOURCE_CHOICES: readonly Choice[] = [
  choice('workflow', {
    en: 'This workflow',
    de: 'Dieser Workflow',
    fr: 'Ce workflow',
    es: 'Este workflow',
    'pt-br': 'Este fluxo',
    ja: 'このワークフロー',
  }),
  choice('survey', {
    en: 'A survey',
    de: 'Eine Umfrage',
    fr: 'Une enquête',
    es: 'Una encuesta',
    'pt-br': 'Uma pesquisa',
    ja: 'アンケート',
  }),
  choice('form', {
    en: 'A form',
    de: 'Ein Formular',
    fr: 'Un formulaire',
    es: 'Un formulario',
    'pt-br': 'Um formulário',
    ja: 'フォーム',
  }),
  choice('rep', {
    en: 'Sales',
    de: 'Der Vertrieb',
    fr: 'Les ventes',
    es: 'Ventas',
    'pt-br': 'Vendas',
    ja: '営業',
  }),
];

const CLOSED_LOST: Text = {
  en: 'Closed lost',
  de: 'Verlorener Abschluss',
  fr: 'Affaire perdue',
  es: 'Negocio perdido',
  'pt-br': 'Negócio perdido',
  ja: '失注',
};
const DORMANT_SQL: Text = {
  en: 'Dormant SQL',
  de: 'Ruhender SQL',
  fr: 'SQL dormant',
  es: 'SQL inactivo',
  'pt-br': 'SQL inativo',
  ja: '休眠中のSQL',
};
const DORMANT_MQL: Text = {
  en: 'Dormant MQL',
  de: 'Ruhender MQL',
  fr: 'MQL dormant',
  es: 'MQL inactivo',
  'pt-br': 'MQL inativo',
  ja: '休眠中のMQL',
};

export const SEGMENT_CHOICES: readonly Choice[] = [
  choice('none', {
    en: 'None (active)',
    de: 'Keines (aktiv)',
    fr: 'Aucun (actif)',
    es: 'Ninguno (activo)',
    'pt-br': 'Nenhum (ativo)',
    ja: 'なし(アクティブ)',
  }),
  choice('closed_lost', CLOSED_LOST),
  choice('dormant_sql', DORMANT_SQL),
  choice('dormant_mql', DORMANT_MQL),
  choice('dormant_unqualified', {
    en: 'Dormant unqualified',
    de: 'Ruhend, nicht qualifiziert',
    fr: 'Dormant non qualifié',
    es: 'Inactivo no cualificado',
    'pt-br': 'Inativo não qualificado',
    ja: '休眠中(未認定)',
  }),
];

const TOUCH_TRACKS: readonly Choice[] = [
  choice('mql_nurture', {
    en: 'MQL nurture',
    de: 'MQL-Nurturing',
    fr: 'Maturation MQL',
    es: 'Nutrición de MQL',
    'pt-br': 'Nutrição de MQL',
    ja: 'MQLナーチャリング',
  }),
  choice('sales_ready', {
    en: 'Sales ready',
    de: 'Bereit für den Vertrieb',
    fr: 'Prêt pour la vente',
    es: 'Listo para ventas',
    'pt-br': 'Pronto para vendas',
    ja: '営業準備完了',
  }),
  choice('dormant_sql', DORMANT_SQL),
  choice('dormant_mql', DORMANT_MQL),
];

/** The tracks that a marketer can put a contact into. The others follow from what a contact is. */
export const TOUCH_TRACK_CHOICES = TOUCH_TRACKS;

export const TRACK_CHOICES: readonly Choice[] = [
  NONE,
  ...TOUCH_TRACKS,
  choice('closed_lost_review', {
    en: 'Closed-lost review',
    de: 'Prüfung verlorener Abschlüsse',
    fr: 'Revue des affaires perdues',
    es: 'Revisión de negocios perdidos',
    'pt-br': 'Revisão de negócios perdidos',
    ja: '失注の見直し',
  }),
  choice('no_correspondence', {
    en: 'No correspondence',
    de: 'Keine Korrespondenz',
    fr: 'Aucune correspondance',
    es: 'Sin correspondencia',
    'pt-br': 'Sem correspondência',
    ja: '連絡不可',
  }),
  choice('customer', { en: 'Customer', de: 'Kunde', fr: 'Client', es: 'Cliente', 'pt-br': 'Cliente', ja: '顧客' }),
];

export const BANT_CHOICES: readonly Choice[] = [
  choice('yes', { en: 'Yes', de: 'Ja', fr: 'Oui', es: 'Sí', 'pt-br': 'Sim', ja: 'はい' }),
  choice('partly', {
    en: 'Partly',
    de: 'Teilweise',
    fr: 'En partie',
    es: 'En parte',
    'pt-br': 'Em parte',
    ja: '一部',
  }),
  choice('no', { en: 'No', de: 'Nein', fr: 'Non', es: 'No', 'pt-br': 'Não', ja: 'いいえ' }),
  choice('unknown', {
    en: 'Unknown',
    de: 'Unbekannt',
    fr: 'Inconnu',
    es: 'Desconocido',
    'pt-br': 'Desconhecido',
    ja: '不明',
  }),
];

/** An abbreviation that is the same everywhere. */
function same(word: string): Text {
  return { en: word, de: word, fr: word, es: word, 'pt-br': word, ja: word };
}
