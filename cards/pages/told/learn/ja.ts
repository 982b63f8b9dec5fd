import type { LEARNT_EN } from './en.ts';

export const LEARNT_JA: Readonly<Record<keyof typeof LEARNT_EN, string>> = {
  learnt_past_dated:
    '成約した{wins}件と失注した{losses}件のリード。それぞれ来てから{landmark}後、つまり結果の前の状態です。{from}から{to}までに来ました。',
  learnt_past: '成約した{wins}件と失注した{losses}件のリード。それぞれ来てから{landmark}後、つまり結果の前の状態です。',
  learnt_early: '{count}件はそれより前に決まっていたため、学習に使えません。',
  learnt_undated: '{count}件は、来た日や成約・失注の日がわかりません。',
  learnt_open: '{count}件は再び進行中です。',
  learnt_unread: '{count}件は読み込めませんでした。呼び出し回数が足りないか、HubSpotが返しませんでした。',
  learnt_unlooked: 'プロパティが多すぎるため、{count}個は確認していません。',
  learnt_known: '「{label}」は当時リードの{then}で、今は{now}でわかっています。',
  learnt_calls: 'HubSpotを{count}回呼び出しました。',
  learnt_judged_newest:
    'ポイントの学習に使っていない最新の{leads}件のリードで評価しました。そのうち{wins}件が成約しました。',
  learnt_judged: 'ポイントの学習に使っていない{leads}件のリードで評価しました。そのうち{wins}件が成約しました。',
  learnt_first_coin:
    '成約と失注のリードを一組比べると、新しいポイントは100回中{learnt}回、成約を上に置きます。現在のポイントは両方に同じことを言うため、50回当たります。コインなら50回です。',
  learnt_first:
    '成約と失注のリードを一組比べると、新しいポイントは100回中{learnt}回、現在のポイントは{count}回、成約を上に置きます。コインなら50回です。',
  learnt_difference: '差は100回中{by}回で、95 %の確かさで{low}から{high}の間です。',
  learnt_keep: '{part}ため、何も提案しません。今のポイントをお使いください。',
  learnt_too_few: '成約が{wins}件、失注が{losses}件で、それぞれ{count}件未満からは何も学べない',
  learnt_no_field: '学習に使える項目が残っていない',
  learnt_start: 'スコアは{count}から始まります。',
  learnt_share: '人物像は総合スコアの{count} %を占めます。',
  learnt_thresholds:
    'ポイントの意味が変わったため、基準を設定し直しました。MQLは{mql}から、SQLは{sql}から、評価Aは{a}から、Bは{b}から、Cは{c}からです。',
};
