import type { Words } from './en.ts';

export const JA: Words = {
  // What cannot be shown
  problem_unreachable: '現在 Ripen に接続できません。1 分後にもう一度お試しください。',
  problem_refused: 'Ripen はこの内容を受け付けられませんでした。入力内容を確認して、もう一度お試しください。',
  refresh: '更新',
  try_again: 'もう一度試す',
  not_set_up: 'Ripen はまだ設定されていません',
  cancel: 'キャンセル',

  // Names
  no_correspondence: '連絡禁止',
  owner: '担当者',
  track: 'プログラム',
  score: 'スコア',

  // Who did what
  deeds: '操作の履歴',
  somebody: '担当者不明',

  // Why sales gives a contact back
  hand_back_no_budget: '予算がない',
  hand_back_no_authority: '決裁権がない',
  hand_back_no_need: '必要がない',
  hand_back_bad_timing: '時期が合わない',
  hand_back_wrong_fit: '自社に合わない',
  hand_back_not_interested: '関心がない',
  hand_back_not_reached: '連絡が取れない',
  hand_back_other: 'その他の理由',

  // BANT
  budget: '予算',
  authority: '決裁権',
  need: '必要性',
  timeline: '時期',
  unknown: '不明',
  no: 'いいえ',
  partly: '一部',
  yes: 'はい',
  bant_answer: '{question}: {answer}',
};
