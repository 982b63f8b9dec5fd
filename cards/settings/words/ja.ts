import { ACCOUNT_JA as ACCOUNT } from '../shared/account/ja.ts';
import { JA as SHARED } from '../shared/words/ja.ts';
import type { Words } from './en.ts';

export const JA: Words = {
  ...SHARED,
  ...ACCOUNT,

  loading: 'Ripen の設定を読み込んでいます',
  failed: '設定を読み込めませんでした',
  agreement: '取り決め',
  agreement_what: 'マーケティングと営業の取り決めです。Ripen はこのルールと数値をそのまま使います。',
  retry: '今すぐすべて再試行',
  retried_one: '{count} 件のレコードを再試行しています。1 分後に数値を更新してください。',
  retried_other: '{count} 件のレコードを再試行しています。1 分後に数値を更新してください。',
  account: 'アカウント',
  synced: '最後に行動を確認した日時: {when}。プロパティーの変更は数秒以内に自動で届きます。',
  never_synced: '行動はまだ確認されていません。',
  disconnect: 'Ripen を切断',
  disconnect_what:
    'このアカウントから Ripen を取り除き、Ripen にあるコンタクト、活動、スコア、履歴、モデルを直ちに消去します。Ripen が HubSpot に書き込んだプロパティー、リストのメンバー、タスク、ライフサイクルステージは残ります。元に戻せません。',
  disconnect_confirm: '確認のため、このアカウントの番号を入力してください: {portalId}',
  disconnect_number: 'アカウントの番号',
  disconnect_now: '切断して消去',
  disconnected: 'Ripen はこのアカウントから切断されました',
  disconnected_what:
    'Ripen にあるデータは消去されました。再び使うには、マーケットプレイスからインストールしてください。',
  disconnecting: 'Ripen を切断しています。大きなアカウントの消去には数分かかります。',
  not_confirmed: 'このアカウントの番号ではありません。何も行われていません。',
  disconnect_failed: 'HubSpot に通知できなかったため、何も消去されていません。数分後にもう一度お試しください。',
};
