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
  how_many: '件数',
  segments: 'セグメント',
  segments_what:
    'コンタクトがどのような人で、何を見ているか。リストを作れば、メール、ワークフロー、レポートで使えます。リストは、Ripen が更新するプロパティーをもとに HubSpot が自動で埋めます。',
  by_industry: '業種別',
  by_country: '国別',
  by_company_size: '会社の規模別',
  industry: '業種',
  country: '国',
  company_size: '会社の人数',
  product_interest: '製品への関心',
  product: '製品',
  no_products:
    'モデルにはまだ製品がありません。販売する製品（products）を、ページのアドレスに含まれる言葉とともに追加すると、誰がどの製品を見ているかが分かります。',
  territories: '担当地域',
  no_territories:
    'モデルにはまだ担当地域がありません。担当者と重みとともに追加（routing.territories）すると、新しいリードが適切な人に届きます。',
  owner_share: '{name}: リードの {share} %',
  owner_share_at_most: '{name}: リードの {share} %、最大 {capacity} 件まで',
  none_known: 'まだどのコンタクトについても分かっていません。',
  more_values_one: 'ほかに {count} 件の値が HubSpot にあります。',
  more_values_other: 'ほかに {count} 件の値が HubSpot にあります。',
  lists_made_one: '{count} 件のリストを作成しました。HubSpot が自動で埋めます。',
  lists_made_other: '{count} 件のリストを作成しました。HubSpot が自動で埋めます。',
  make_lists: '値ごとにリストを作成',
  make_lists_again: '足りないリストを作成',
  no_property: 'これを示すプロパティーを作る余裕がアカウントにありませんでした。',
  lists_asked: 'リストを作成しています。1 分後に数値を更新してください。',
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
