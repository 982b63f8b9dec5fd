import type { AccountWords } from './en.ts';

export const ACCOUNT_JA: AccountWords = {
  set_up_left: 'Ripenを自社に合わせる',
  set_up_left_what: '担当者、テリトリー、購入者、フォーム、製品、営業時間を、アカウントの内容から約10分で提案します。',
  set_up_where: 'HubSpotのナビゲーションでRipenを開き、「初期設定」タブを選んでください。',
  not_set_up_why: 'インストールが完了すると、ここに取り決めと数値が表示されます。',
  latest_failed: '最新の数値を読み込めませんでした',
  to_fix: 'このアカウントに修正が必要な点があります',
  figures_of: '{model}、バージョン {version}。数値の時点: {when}。',
  refresh_figures: '数値を更新',
  attention: '要対応',
  attention_what: 'Ripen はこのアカウントで次のことを実行できず、引き続き試みています。ほかはすべて最新です。',
  affected: '{count} 件に影響、{when} から。',
  setting_up: 'Ripen がコンタクトを読み取り、スコアを計算しています',
  setting_up_of: '{total} 件中 {scored} 件のスコアを計算済み',
  setting_up_read: 'これまでに {read} 件を読み取り済み',
  minutes_left_one: '残り約 {count} 分。',
  minutes_left_other: '残り約 {count} 分。',
  next_step:
    'その間に、コンタクトのレコードにカードを置いてください。コンタクトを開き、「レコードをカスタマイズ」、プラス記号、カードライブラリー、アプリの順に選び、"Lead score" を追加します。HubSpot が自動で行うことはありません。',
  nobodys_lead: '担当者のいないリードが生じる可能性があります',
  fallback_not_set:
    '担当者のいないリードやタスクは誰にも渡りません。Ripen のページの「初期設定」で代理の担当者を選んでください。',
  fallback_gone: 'モデルで指定された代理の担当者はこのアカウントにいません。別の担当者を指定してください。',
  fallback_choose: 'このアカウントの担当者から選んでください: {owners}。',
  problem_unreadable: 'Ripen からの応答をこのページが理解できません。ページを再読み込みしてください。',
};
