import type { PublishingWords } from './en.ts';

export const PUBLISHING_JA: PublishingWords = {
  publish_when: '公開の時期',
  publish_now: '今すぐ',
  publish_then: '後日',
  publish_day: '日付',
  publish_time: '時刻（{zone}）',
  publish_at: 'その時にこの内容で公開',
  publish_at_what:
    'その時に比較をやり直します。十件に一件を超えるコンタクトが違う動きをする場合は公開せず、もう一度確認をお願いします。',
  publication_waits: '{when}に公開します',
  publication_refused: '{when}に公開できませんでした',
  publication_by: '{by}：{note}',
  publication_movers_one: '{count} 件のコンタクトが変わります。',
  publication_movers_other: '{count} 件のコンタクトが変わります。',
  look_at_new: '新しい比較を見る',
  do_not_publish: '公開しない',
  do_not_publish_what: '公開は行われません。下書きや以前のバージョンはそのまま残ります。',
  edit_of: '下書きの変更、{when}、{by}',
  rolling_out: 'バージョン {version} をコンタクトに反映しています',
  rollout_order:
    '最初に SQL になるコンタクト、次に SQL でなくなるか担当者が変わるコンタクト、次に別のプログラムに移るコンタクト、最後に残りすべてです。',
  rollout_movers: '変わるコンタクト',
  rollout_contacts: 'すべてのコンタクト',
  rollout_calls: 'HubSpot への呼び出し：約 {done} 回が完了、残り約 {left} 回。',
  rollout_done_at: 'この速さなら{when}に完了します。',
  rollout_no_pace: '完了の時期はまだ分かりません。',
  rollout_paused: '{when}に{by}が一時停止しました。',
  rollout_stopped: '一時停止しています。',
  rollout_paused_what: 'まだ反映されていないコンタクトは、何かが起きるか再開するまで、HubSpot の表示が変わりません。',
  pause: '一時停止',
  go_on: '再開',
};
